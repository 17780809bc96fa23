"""Phrases that point back inside one report: pronouns, "the minister", "the company", "police"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from secondsource.settings import SpeakerSettings
from secondsource.speakers.links import Links
from secondsource.speakers.mentions import NameMention
from secondsource.speakers.words import classes, is_age, is_given, of_kind, singulars
from secondsource.text import fold

_PERSONAL = frozenset(("he", "she", "him", "her"))
_GROUP = frozenset(("they", "them", "we"))


def join_pointers(
    mentions: Sequence[NameMention], among: Sequence[int], links: Links, settings: SpeakerSettings
) -> None:
    """Joins each pointing phrase of one report to what it points back to, where that is plain.

    mentions numbered in `among` are one report's, in reading order. A phrase without a fitting
    antecedent is left alone: it becomes an unnamed speaker under its own words.
    """
    for place, at in enumerate(among):
        mention = mentions[at]
        if mention.statement is None:
            continue
        before, after = among[:place], among[place + 1 :]
        found = _antecedent(mentions, before, after, at, links, settings)
        if found is not None:
            links.join(found, at)


def _antecedent(
    mentions: Sequence[NameMention],
    before: Sequence[int],
    after: Sequence[int],
    at: int,
    links: Links,
    settings: SpeakerSettings,
) -> int | None:
    """Number of the mention that phrase `at` points back to, or None."""
    reading = mentions[at].reading
    if reading.sort == "pronoun":
        return _of_pronoun(mentions, before, at, links, settings)
    if reading.sort in ("role", "group") and reading.definite:
        found = _of_role(mentions, before, at, links)
        return found if found is not None else _of_epithet(mentions, before, at, links)
    if reading.sort == "institution" and reading.keys == (reading.head,):
        return _of_body(mentions, before, after, at)
    return None


def _of_pronoun(
    mentions: Sequence[NameMention],
    before: Sequence[int],
    at: int,
    links: Links,
    settings: SpeakerSettings,
) -> int | None:
    """The most salient mention before that fits in kind and gender."""
    word = mentions[at].reading.head
    groups: dict[int, list[NameMention]] = defaultdict(list)
    for j in before:
        groups[links.root(j)].append(mentions[j])
    fitting = {root for root, group in groups.items() if _fits(group, mentions[at])}
    last = next(
        (j for j in reversed(before) if links.root(j) in fitting and _leads(mentions[j])), None
    )
    scored = []
    for j in before:
        if links.root(j) not in fitting:
            continue
        distance = mentions[at].sentence - mentions[j].sentence
        if distance > settings.pronoun_reach:
            continue
        scored.append((_salience(mentions[j], j == last, distance, settings), j))
    if not scored or word in ("you", "one"):
        return None
    best, found = max(scored)
    return found if best > 0 else None


def _leads(mention: NameMention) -> bool:
    """Does it speak, or is it a person whom a sentence begins with?"""
    named = mention.reading.sort == "person" and mention.span.field == "text"
    return _speaks(mention) or (named and mention.subject and not mention.quoted)


def _speaks(mention: NameMention) -> bool:
    return mention.statement is not None and not mention.relayed


def _salience(
    mention: NameMention, is_last: bool, distance: int, settings: SpeakerSettings
) -> float:
    """How readily a pronoun is read as this mention."""
    value = settings.spoke * _speaks(mention) + settings.spoke_last * is_last
    value += settings.subject * mention.subject - settings.per_sentence * distance
    return value - settings.quoted * mention.quoted


def _fits(mentioned: Sequence[NameMention], pointing: NameMention) -> bool:
    """Can the pronoun stand for the speaker of these mentions?"""
    pronoun = pointing.reading
    group = [mention.reading for mention in mentioned]
    sorts = {reading.sort for reading in group}
    if pronoun.head in _GROUP:
        return bool(sorts & {"group", "institution"}) and "person" not in sorts
    if pronoun.head == "it":
        return bool(sorts & {"institution", "unclear"}) and "person" not in sorts
    if pronoun.head not in _PERSONAL or sorts & {"institution", "group"}:
        return False
    if sorts == {"role"} and not any(r.head in classes().values() for r in group):
        return False
    letters = {reading.gender for reading in group} - {""}
    if letters and pronoun.gender not in letters:
        return False
    labels = {mention.label for mention in mentioned} - {""}
    if labels and sorts <= {"person", "unclear"}:
        return "PER" in labels or sorts == {"person"}
    if any(mention.statement is not None for mention in mentioned):
        return True
    # A run of capitals may be a place: it is a person if something says so.
    named = [reading for reading in group if reading.sort in ("person", "unclear")]
    told = any(reading.gender or reading.roles or is_given(reading.keys[0]) for reading in named)
    return told or {len(reading.keys) > 1 for reading in named} == {True, False}


def _of_role(
    mentions: Sequence[NameMention], before: Sequence[int], at: int, links: Links
) -> int | None:
    """The nearest mention before that has the calling, and nothing that contradicts."""
    reading = mentions[at].reading
    wanted = set(reading.keys) - _head_words(reading.keys, reading.head)
    ages = {word for word in reading.name.split() if is_age(word)}
    for j in reversed(before):
        other = mentions[j].reading
        if other.plural != reading.plural or other.sort not in ("person", "role", "group"):
            continue
        said = " ".join((other.name, *other.roles))
        words = {fold(word) for word in said.replace("-", " ").split()} | set(other.keys)
        heads = {classes().get(word, "") for word in words} | {other.head}
        aged = bool(ages & set(said.split()))
        if aged or (reading.head in heads - {""} and wanted <= words):
            return j
    return None


def _head_words(keys: Sequence[str], head: str) -> set[str]:
    return {key for key in keys if head in (key, classes().get(key), singulars().get(key))}


def _of_epithet(
    mentions: Sequence[NameMention], before: Sequence[int], at: int, links: Links
) -> int | None:
    """ "Ada Moor sang. The singer said ...": the one person named so far, if just named."""
    reading = mentions[at].reading
    last = fold(reading.name.split()[-1])
    if reading.plural or not (last in of_kind("epithet") or is_age(last)):
        return None
    persons = [j for j in before if mentions[j].reading.sort in ("person", "unclear")]
    near = [
        j
        for j in persons
        if mentions[j].subject
        and mentions[j].span.field == "text"
        and 0 <= mentions[at].sentence - mentions[j].sentence <= 2
    ]
    certain = {links.root(j) for j in persons if mentions[j].subject or _speaks(mentions[j])}
    if not near or len(certain) != 1 or any(mentions[j].reading.roles for j in near):
        return None
    return near[-1]


def _of_body(
    mentions: Sequence[NameMention], before: Sequence[int], after: Sequence[int], at: int
) -> int | None:
    """ "the ministry", "the company", "police": the nearest body before that it may be.

    Failing that, the one that the report names later ("police said ... the Port Police").
    """
    head = mentions[at].reading.head
    for j in reversed(before):
        other = mentions[j].reading
        if other.sort != "institution":
            continue
        named = other.keys != (other.head,)  # "the operator" is not "police": these have no name
        if head in other.keys or (named and head in of_kind("generic") and _speaks(mentions[j])):
            return j
    later = {
        mentions[j].reading.keys: j
        for j in reversed(after)
        if mentions[j].reading.sort == "institution"
        and len(mentions[j].reading.keys) > 1
        and head in mentions[j].reading.keys
    }
    return next(iter(later.values())) if len(later) == 1 else None
