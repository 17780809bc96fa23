"""Finds the channels that a report names: "told Reuters", "(AFP)", a wire byline.

A channel names where words were gathered. With a statement it reaches that statement; in a
dateline, a byline, an editor's note or at the foot it reaches the whole report. Naming
another outlet of the pile is a credit wherever it stands. "Told police" names no channel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from secondsource.derivation.channels import section, slots
from secondsource.derivation.names import Named, NameFinder
from secondsource.derivation.outlets import Outlets, fold_name
from secondsource.derivation.relays import relaying_names
from secondsource.model import Credit, MarkedReport, Span, Statement
from secondsource.settings import DerivationSettings

_PARENS = re.compile(r"\(([^()\n]{2,60})\)(\s*[-\u2013\u2014:])?")
_PARTS = re.compile(r"\s*(?:[,;/|]|\band\b|\bfor\b|\bwith\b|\bby\b)\s*", re.I)
_JOINS = re.compile(r"^(?:['’]s)?\s*(?:,|and|&|/|or|,\s*and)\s*(?:the\s+)?$", re.I)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright|source:|sources:|^[-\u2013\u2014]|with files from)[^\n]{0,30}$", re.I
)
_RIGHTS = re.compile(r"©|copyright|rights reserved|continuing to browse|reproduced", re.I)
_PICTURE = re.compile(r"\b(?:via|photos?|pictures?|images?|file|getty|courtesy)\b", re.I)
_PERSON = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){1,3}")
_PARTY = re.compile(r"[A-Z]-[A-Z][\w.]*")  # "(D-Ohio)" tells of a member, and names no channel
_PLAIN_NAME = re.compile(r"[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3}")


def find_credits(
    story: Sequence[MarkedReport],
    statements: Sequence[Statement],
    *,
    outlets: Outlets,
    settings: DerivationSettings = DerivationSettings(),
) -> tuple[Credit, ...]:
    """The channels that each report of the story names, in order of report and place.

    A report's own outlet is no channel of it. Names that the table lacks count by their form
    ("Kestrel 9 News") where a channel can stand, and by how the reports use them.
    """
    outlets = outlets.with_names(relaying_names(story, statements))
    names = [m.report.outlet for m in story if m.report.outlet]
    pile = frozenset(fold_name(n) for name in names for n in (name, outlets.canonical(name)))
    finder = NameFinder(outlets, pile, settings)
    by_report: dict[str, list[Statement]] = {}
    for statement in statements:
        by_report.setdefault(statement.report_id, []).append(statement)
    return tuple(
        credit
        for marked in sorted(story, key=lambda m: m.id)
        for credit in _of_report(marked, story, by_report.get(marked.id, []), finder)
    )


def _of_report(
    marked: MarkedReport,
    neighbours: Sequence[MarkedReport],
    statements: Sequence[Statement],
    finder: NameFinder,
) -> Iterator[Credit]:
    """The credits of one report: of the whole first, then in the order of the text."""
    whole = dict.fromkeys(_for_the_whole(marked, finder))
    seen: set[tuple[str, int]] = set()
    for name, span in whole:
        yield Credit(marked.id, name, "report", span, _everything(marked))
        if span is not None:
            seen.add((name, span.start))
    places = [*_in_sentences(marked, finder), *_left_bylines(marked, neighbours, finder)]
    for name, span, sentence in sorted(places, key=lambda place: (place[1], place[0])):
        if (name, span.start) in seen:
            continue
        statement = _statement_at(statements, span, sentence)
        yield Credit(
            marked.id, name, "statement", span, sentence, statement.id if statement else None
        )


def _is_own(marked: MarkedReport, name: str, finder: NameFinder) -> bool:
    return finder.outlets.same(name, marked.report.outlet)


def _for_the_whole(marked: MarkedReport, finder: NameFinder) -> Iterator[tuple[str, Span | None]]:
    """Names in the dateline, byline, editor's note and footer."""
    found = [*_in_head(marked, finder), *_in_byline(marked, finder)]
    found += [(named.name, None) for named in finder.find(marked.report.note or "")]
    found += _in_foot(marked, finder)
    found += _in_furniture(marked, finder)
    for name, span in found:
        if not _is_own(marked, name, finder):
            yield name, span


def _in_head(marked: MarkedReport, finder: NameFinder) -> Iterator[tuple[str, Span | None]]:
    """The name between brackets before the first sentence: "LUNNVIK (Example Wire) -"."""
    text = marked.report.text
    start = marked.body_start
    for match in _PARENS.finditer(
        text, start, min(len(text), start + finder.settings.head_characters)
    ):
        place = text[start : match.start()].strip()
        if match.group(2) is None and place:
            continue
        for name, at in _between_brackets(match, finder, sure=match.group(2) is not None):
            yield name, Span(marked.id, at, at + len(match.group(1)))


def _between_brackets(
    match: re.Match[str], finder: NameFinder, *, sure: bool
) -> Iterator[tuple[str, int]]:
    for part in re.split(r"[/;,]", match.group(1)):
        if _PARTY.fullmatch(part.strip()):
            continue
        name = finder.whole(part.strip())
        if name is None and sure and _PLAIN_NAME.fullmatch(part.strip()):
            name = finder.outlets.canonical(part.strip())
        if name is not None:
            yield name, match.start(1)


def _in_byline(marked: MarkedReport, finder: NameFinder) -> Iterator[tuple[str, Span | None]]:
    """Names in the byline: "Reuters", "By A. Person, Example Wire"."""
    parts = [part for part in _PARTS.split(marked.report.byline or "") if part]
    for part in parts:
        name = finder.whole(part)
        # "Emily Post" alone is a person; an unknown name needs a person beside it.
        if name and (finder.outlets.find(name) or len(parts) > 1 or _is_agency_like(part)):
            yield name, None


def _is_agency_like(part: str) -> bool:
    words = part.lower().split()
    return words[-1] in section("press words") or words[-1] in section("institution ends")


def _in_foot(marked: MarkedReport, finder: NameFinder) -> Iterator[tuple[str, Span | None]]:
    """Names at the end: "(Reuters)", "Copyright 2017 Example Wire", "Source: Example Wire"."""
    text = marked.report.text
    start = max(0, len(text) - finder.settings.foot_characters)
    for match in _PARENS.finditer(text, start):
        picture = text[start : match.start()].rstrip().endswith(")")
        if not picture and not text[match.end() :].strip(" .\n"):
            for name, at in _between_brackets(match, finder, sure=False):
                yield name, Span(marked.id, at, at + len(match.group(1)))
    for named in finder.find(text, start):
        line = text[
            max(
                text.rfind("\n", 0, named.start) + 1,
                named.start - finder.settings.before_characters,
            ) : named.start
        ]
        if _COPYRIGHT.search(line):
            yield named.name, Span(marked.id, named.start, named.end)


def _in_furniture(marked: MarkedReport, finder: NameFinder) -> Iterator[tuple[str, Span | None]]:
    """A neighbour's name in a rights or cookie line that was copied with the text."""
    text = marked.report.text
    for region in marked.regions:
        start, end = region.span.start, region.span.end
        if region.kind != "boilerplate" or region.span.field != "text":
            continue
        if not _RIGHTS.search(text, start, end):
            continue
        for named in finder.find(text, start, end):
            if fold_name(text[named.start : named.end]) in finder.pile:
                yield named.name, Span(marked.id, named.start, named.end)


def _in_sentences(marked: MarkedReport, finder: NameFinder) -> Iterator[tuple[str, Span, Span]]:
    """Names in the slot of a channel, with the sentence that each stands in."""
    text = marked.report.text
    last: str | None = None
    for sentence in marked.sentences:
        joined = False
        previous = -1
        for named in finder.find(text, sentence.start, sentence.end):
            between = text[previous : named.start] if previous >= 0 else "-"
            joined = (joined and bool(_JOINS.match(between))) or _is_channel(
                text, named, sentence, finder
            )
            previous = named.end
            if joined and not _is_own(marked, named.name, finder):
                last = named.name
                yield named.name, Span(marked.id, named.start, named.end), sentence
        again = slots().again.search(text, sentence.start, sentence.end)
        if again is not None and last is not None:
            yield last, Span(marked.id, again.start(), again.end()), sentence


def _left_bylines(
    marked: MarkedReport, neighbours: Sequence[MarkedReport], finder: NameFinder
) -> Iterator[tuple[str, Span, Span]]:
    """Another report's author left standing in this text: it was taken from there."""
    text, own = marked.report.text, marked.report.byline or ""
    for other in sorted(neighbours, key=lambda m: (m.report.outlet or "", m.report.text)):
        author = re.sub(r"^[Bb]y\s+", "", (other.report.byline or "").strip())
        outlet = other.report.outlet
        if not outlet or outlet == marked.report.outlet or author in own:
            continue
        if not _PERSON.fullmatch(author):
            continue
        match = re.search(rf"\b{re.escape(author)}\b", text)
        if match:
            span = Span(marked.id, match.start(), match.end())
            yield finder.outlets.canonical(outlet), span, span


def _is_channel(text: str, named: Named, sentence: Span, finder: NameFinder) -> bool:
    """Does this name stand where a channel stands? A neighbour's name always does."""
    if (
        fold_name(named.name) in finder.pile
        or fold_name(text[named.start : named.end]) in finder.pile
    ):
        return True
    before = text[
        max(sentence.start, named.start - finder.settings.before_characters) : named.start
    ]
    behind = text[named.end : min(sentence.end, named.end + finder.settings.behind_characters)]
    if _is_picture_credit(before, behind):
        return False
    if named.weak:
        return bool(slots().told.search(before)) and not before.lower().endswith("the ")
    return bool(slots().before.search(before) or slots().behind.match(behind))


def _is_picture_credit(before: str, behind: str) -> bool:
    """Does the name stand between brackets with "photo", "via", "file" and the like?"""
    opening, closing = before.rfind("("), behind.find(")")
    if opening < 0 or closing < 0 or ")" in before[opening:]:
        return False
    return bool(_PICTURE.search(before[opening:] + behind[:closing]))


def _statement_at(statements: Sequence[Statement], span: Span, sentence: Span) -> Statement | None:
    """The statement that the channel stands with: named in it, or else of its sentence."""

    def closeness(statement: Statement) -> tuple[int, int, int]:
        named = sum(s.overlap(span) for s in (*statement.told_to, *statement.relayed_by))
        inside = sum(
            s.overlap(sentence) for s in (*statement.content, *statement.speaker, *statement.cue)
        )
        return named, inside, -statement.content[0].start

    best = max(statements, key=closeness, default=None)
    return best if best is not None and closeness(best)[:2] > (0, 0) else None


def _everything(marked: MarkedReport) -> Span:
    """The whole text, which a credit of report scope reaches."""
    return Span(marked.id, 0, max(1, len(marked.report.text)))
