"""Resolves who speaks: inside each report first, then across the story."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from secondsource.model import Entity, MarkedReport, Span, Speaker, SpeakerKind, Statement
from secondsource.settings import SpeakerSettings
from secondsource.speakers.aliases import join_aliases
from secondsource.speakers.carry import carried_on
from secondsource.speakers.links import Links, join_names
from secondsource.speakers.mentions import NameMention, find_mentions
from secondsource.speakers.pronouns import join_pointers
from secondsource.speakers.readings import NAMED_PAIR
from secondsource.text import fold


def resolve_speakers(
    story: Sequence[MarkedReport],
    statements: Sequence[Statement],
    names: Sequence[Entity] = (),
    *,
    settings: SpeakerSettings = SpeakerSettings(),
) -> tuple[Speaker, ...]:
    """The persons, institutions and unnamed speakers of one story, ordered by name.

    Every statement with a speaker span belongs to exactly one of them, and so does one that
    goes on with the quotation before it; other statements belong to none. Persons and bodies
    that do not speak are given too where they stand under several names (statements=()).
    Whoever passes a statement on is given as well, without a statement of his own. names: those
    that a tagger found; they tell a person from a place where a pronoun points back.
    """
    reports = {marked.id: marked for marked in story}
    anchors = {marked.id: _anchor(marked) for marked in story}
    ordered = sorted(story, key=lambda marked: (anchors[marked.id], marked.id))
    known = [s for s in statements if s.report_id in reports]
    mentions: list[NameMention] = []
    ranges: list[range] = []
    for marked in ordered:
        start = len(mentions)
        mentions += find_mentions(marked, known, names, subject_reach=settings.subject_reach)
        ranges.append(range(start, len(mentions)))
    links = Links(len(mentions))
    for among in ranges:
        join_names(mentions, among, links, settings)
        join_pointers(mentions, among, links, settings)
    join_aliases(reports, mentions, links)
    join_names(mentions, range(len(mentions)), links, settings)
    _join_described(mentions, links, anchors)
    spoken = {
        m.statement: at
        for at, m in enumerate(mentions)
        if m.statement is not None and not m.relayed
    }
    carried = carried_on(ordered, known, spoken, reach=settings.orphan_reach)
    return _speakers(mentions, links, {**spoken, **carried}, known, anchors)


def speaker_of(speakers: Sequence[Speaker]) -> Mapping[str, Speaker]:
    """The speaker of each statement that has one, by the statement's id."""
    return MappingProxyType({s: speaker for speaker in speakers for s in speaker.statements})


def _anchor(marked: MarkedReport) -> str:
    """What a report is known by, whatever its id: the hash of its words."""
    whole = f"{marked.report.title or ''}\n{marked.report.text}"
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def _join_described(
    mentions: Sequence[NameMention], links: Links, anchors: Mapping[str, str]
) -> None:
    """Joins the same description of a role, group or body across the story.

    Only phrases that their own report left unresolved are joined; a pronoun is joined to
    nothing but itself in a copy of the same text.
    """
    first: dict[tuple[object, ...], int] = {}
    for at, mention in enumerate(mentions):
        if mention.statement is None or links.root(at) != at:
            continue
        reading = mention.reading
        key: tuple[object, ...]
        if reading.sort == "pronoun":
            key = (anchors[mention.span.report_id], mention.span.start, mention.span.field)
        elif reading.sort in ("role", "group", "institution"):
            key = (reading.sort == "institution", reading.keys)
        else:
            continue
        links.join(first.setdefault(key, at), at)


def _speakers(
    mentions: Sequence[NameMention],
    links: Links,
    given: Mapping[int, int],
    statements: Sequence[Statement],
    anchors: Mapping[str, str],
) -> tuple[Speaker, ...]:
    """One speaker a group that speaks, passes on, or stands under several names."""
    said: dict[int, list[Statement]] = defaultdict(list)
    for number, at in given.items():
        said[links.root(at)].append(statements[number])
    found = []
    for root, numbers in links.groups().items():
        group = [mentions[at] for at in numbers]
        if root in said or any(m.statement is not None for m in group) or _is_alias_group(group):
            found.append(_speaker(group, said.get(root, []), anchors))
    return tuple(sorted(found, key=lambda s: (fold(s.name), s.kind, s.id)))


def _is_alias_group(group: Sequence[NameMention]) -> bool:
    """Does a silent person or body stand under several names?"""
    readings = [mention.reading for mention in group]
    if len({reading.keys for reading in readings}) < 2:
        return False
    if any(reading.sort == "person" for reading in readings):
        return any(reading.gender or reading.roles for reading in readings)
    return True


def _speaker(
    group: Sequence[NameMention], said: Sequence[Statement], anchors: Mapping[str, str]
) -> Speaker:
    """The speaker that these mentions name."""

    def place(span: Span) -> tuple[str, str, int, int, str]:
        return anchors[span.report_id], span.field, span.start, span.end, span.report_id

    kind = _kind(group)
    forms = _forms(group, kind)
    name = _best(forms)
    spans = sorted({mention.span for mention in group}, key=place)
    anchor = "|".join(f"{anchors[s.report_id]}:{s.field}:{s.start}-{s.end}" for s in spans)
    digest = hashlib.sha256(
        f"{kind}|{fold(name)}|{anchor}".encode("utf-8", "surrogatepass")
    ).hexdigest()
    roles = Counter(role for mention in group for role in mention.reading.roles)
    ordered = sorted(said, key=lambda s: (*place(s.content[0]), s.id))
    return Speaker(
        id=f"speaker-{digest[:12]}",
        name=name,
        kind=kind,
        aliases=_aliases(forms, name, kind),
        roles=tuple(sorted(roles, key=lambda role: (-roles[role], role))),
        mentions=tuple(spans),
        statements=tuple(statement.id for statement in ordered),
        known_by=_known_by(group, kind, anchors),
    )


def _kind(group: Sequence[NameMention]) -> SpeakerKind:
    """Person if a person's name or a "he" is among the mentions; else what they say."""
    readings = [mention.reading for mention in group]
    sorts = {reading.sort for reading in readings}
    if "person" in sorts or any(reading.head == NAMED_PAIR for reading in readings):
        return "person"
    if "unclear" in sorts:
        pointed = any(r.sort == "pronoun" and r.head in ("he", "she") for r in readings)
        return "person" if pointed or any(r.sort == "role" for r in readings) else "institution"
    return "institution" if "institution" in sorts else "unnamed"


def _forms(group: Sequence[NameMention], kind: SpeakerKind) -> Counter[str]:
    """The names that the mentions give, with how often; pronouns only where nothing else is."""
    named = {
        "person": ("person", "unclear", "institution", "group"),
        "institution": ("institution", "unclear"),
        "unnamed": ("role", "group"),
    }[kind]
    kept = [m.reading.name for m in group if m.reading.sort in named]
    return Counter(kept or [mention.reading.name for mention in group])


def _aliases(forms: Counter[str], name: str, kind: SpeakerKind) -> tuple[str, ...]:
    """The other forms, sorted; of an unnamed speaker those that differ in more than case."""
    others = sorted(form for form in forms if form != name)
    if kind == "unnamed":
        others = [form for form in others if fold(form) != fold(name)]
    return tuple(others)


def _best(forms: Counter[str]) -> str:
    """The fullest form that is usual: most words up to three, then the most frequent."""
    return min(forms, key=lambda form: (-min(len(form.split()), 2), -forms[form], -len(form), form))


def _known_by(
    group: Sequence[NameMention], kind: SpeakerKind, anchors: Mapping[str, str]
) -> tuple[str, ...]:
    """The reports with the full name, where another report has only a part of it."""
    if kind != "person":
        return ()
    full = {mention.span.report_id for mention in group if mention.reading.is_full}
    leaning = {mention.span.report_id for mention in group} - full
    return tuple(sorted(full, key=lambda i: (anchors[i], i))) if full and leaning else ()
