"""Tells whether two resolved speakers can be one and the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from secondsource.model import MarkedReport, Span, Speaker
from secondsource.speakers.readings import Reading, name_key, read_phrase
from secondsource.speakers.words import classes, of_kind
from secondsource.text import words


def can_be_one(left: Speaker, right: Speaker) -> bool:
    """May these two be one speaker, as far as the words about them go?

    Two persons are told apart by surname and given name. A spokesman of somebody and a person
    are told apart only where both stand in one report, or where the person is described too,
    without a word in common. When in doubt the answer is yes: an institution speaks through
    persons, and "the doctor" may be anybody.
    """
    if left.id == right.id:
        return True
    kinds = {left.kind, right.kind}
    if kinds == {"person"}:
        return _persons(left, right)
    if kinds != {"person", "unnamed"}:
        return True
    person, other = (left, right) if left.kind == "person" else (right, left)
    if not _is_spokesman(other) or _described(person) & _described(other):
        return True
    return not (_stand_together(person, other) or person.roles)


Named = Mapping[str, Sequence[tuple[Span, Speaker]]]


def names_by_report(speakers: Iterable[Speaker]) -> Named:
    """Every place that names a speaker, with whom it names, by report."""
    found: dict[str, list[tuple[Span, Speaker]]] = defaultdict(list)
    for speaker in speakers:
        for span in speaker.mentions:
            found[span.report_id].append((span, speaker))
    return found


def is_firm(
    words_at: Span, speaker: Speaker, named: Named, reports: Mapping[str, MarkedReport]
) -> bool:
    """Does the report give these words plainly to the speaker, so that a conflict can rest on it?

    The speaker must be named in the sentence of the words; or in their paragraph, if that
    sentence names no other. If it is a pronoun that names him, nobody else who speaks may be named
    between the pronoun and his name. A lone word that may be no person's name is not plain.
    """
    marked = reports[words_at.report_id]
    if speaker.kind == "person" and not _is_named(speaker, reports):
        return False
    own: list[tuple[Span, Speaker]] = []
    others: list[tuple[Span, Speaker]] = []
    for span, other in named.get(words_at.report_id, ()):
        if span.field == words_at.field and not words_at.covers(span):
            (own if other.id == speaker.id else others).append((span, other))
    beside = [span for span, _ in own if _in_one(marked.sentences, span, words_at)]
    if not beside:
        if any(_in_one(marked.sentences, span, words_at) for span, _ in others):
            return False
        blocks = [region.span for region in marked.regions]
        beside = [span for span, _ in own if _in_one(blocks, span, words_at)]
    if not beside:
        return False
    nearest = min(beside, key=lambda span: (_distance(span, words_at), span.start))
    if not _is_pronoun(marked, nearest):
        return True
    before = [
        (span.start, other.id)
        for span, other in (*own, *others)
        if other.kind == "person"
        and other.statements
        and span.end <= nearest.start
        and not _is_pronoun(marked, span)
    ]
    return bool(before) and max(before)[1] == speaker.id


def _is_named(speaker: Speaker, reports: Mapping[str, MarkedReport]) -> bool:
    """Has the person two names, or a title or calling with one?"""
    return len(read_phrase(speaker.name).keys) > 1 or any(
        read_phrase(reports[span.report_id].words_of(span)).sort == "person"
        for span in speaker.mentions
        if span.report_id in reports
    )


def _in_one(places: Sequence[Span], one: Span, other: Span) -> bool:
    """Is there a place that both spans touch?"""
    return any(place.overlap(one) and place.overlap(other) for place in places)


def _distance(span: Span, other: Span) -> int:
    """Characters between two places; 0 where they touch."""
    return max(0, span.start - other.end, other.start - span.end)


def _is_pronoun(marked: MarkedReport, span: Span) -> bool:
    return read_phrase(marked.words_of(span)).sort == "pronoun"


def _persons(left: Speaker, right: Speaker) -> bool:
    """May two persons be one? Surnames must be equal, and given names must not differ."""
    for a in map(read_phrase, (left.name, *left.aliases)):
        for b in map(read_phrase, (right.name, *right.aliases)):
            if _share_name(a, b):
                return True
    return False


def _share_name(one: Reading, other: Reading) -> bool:
    if len(one.keys) == 1 or len(other.keys) == 1:
        return bool(set(one.keys) & set(other.keys))
    given, second = one.keys[0], other.keys[0]
    if max(len(one.keys), len(other.keys)) > 2 and one.keys[-1] == other.keys[-1]:
        return True
    initial = min(len(given), len(second)) == 1 and given[0] == second[0]
    return one.keys[-1] == other.keys[-1] and (given == second or initial)


def _is_spokesman(speaker: Speaker) -> bool:
    """Is it the spokesperson of somebody who is told?"""
    reading = read_phrase(speaker.name)
    return reading.head == "spokesperson" and len(reading.keys) > 1


def _stand_together(left: Speaker, right: Speaker) -> bool:
    """Is there a report in which both are mentioned?"""
    reports = {span.report_id for span in left.mentions}
    return any(span.report_id in reports for span in right.mentions)


def _described(speaker: Speaker) -> set[str]:
    """The words about a speaker that tell something, callings as their class."""
    small = of_kind("determiner") | of_kind("preposition") | of_kind("joiner")
    phrases = speaker.roles if speaker.kind == "person" else (speaker.name, *speaker.aliases)
    found = {name_key(word.key) for phrase in phrases for word in words(phrase)}
    return {classes().get(word, word) for word in found if word not in small}
