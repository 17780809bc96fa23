"""Signs that an outlet's own reporter gathered something: seen, heard or asked on the spot.

A sign reaches no further than it says. "I saw" and "told this newspaper" stand for their
paragraph and for the statement that bears them; a dateline with a byline for the whole report, but
for what it has from another report or credits to another channel.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from secondsource.derivation.channels import any_of, section, slots
from secondsource.derivation.names import NameFinder
from secondsource.derivation.outlets import Outlets, fold_name
from secondsource.model import Evidence, MarkedReport, Mention, Span, Statement
from secondsource.settings import DerivationSettings
from secondsource.statements.quotemarks import find_quoted
from secondsource.text import paragraphs
from secondsource.text.datelines import DATELINE

_DATELINE = re.compile(r"[A-Z][A-Z.'’ -]{2,30}(?:, [\w. ]{2,30})?\s*[\u2013\u2014-]{1,2}\s")
_IN_BRACKETS = re.compile(r"\(([^()]{2,30})\)")
_FROM_A_PLACE = re.compile(r"^[Bb]y (?P<name>[^\n]{3,60}?) in [A-Z][^\n.,]{2,40}$", re.M)
_PERSON = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)+")

_WHOLE = "own dateline"  # the one sign that stands for the whole report
TOLD = "told the outlet"  # the one sign that names the outlet as a channel is named
Sign = tuple[str, str, Span]  # feature, one sentence, where


@dataclass(frozen=True, slots=True)
class OwnSign:
    """A sign of own work and what it reaches.

    paragraph: the one it stands in; None reaches the whole report. statements: ids of the
    statements that bear it, wherever their words stand.
    """

    evidence: Evidence
    paragraph: Span | None = None
    statements: frozenset[str] = frozenset()

    def reaches(self, mention: Mention) -> bool:
        """Is this mention in the paragraph or the statement of the sign?"""
        if self.paragraph is None or mention.statement_id in self.statements:
            return True
        return self.paragraph.overlap(mention.span) > 0

    def names(self, mention: Mention) -> bool:
        """Does it name the outlet as the one to whom this very statement was told?"""
        if self.evidence.feature != TOLD:
            return False
        (place,) = self.evidence.spans
        return mention.statement_id in self.statements or place.overlap(mention.span) > 0


def own_signs(
    marked: MarkedReport,
    statements: Sequence[Statement],
    *,
    outlets: Outlets,
    settings: DerivationSettings = DerivationSettings(),
) -> tuple[OwnSign, ...]:
    """The signs of a report's own work, each with its reach. statements: those of the report."""
    blocks = [Span(marked.id, start, end) for start, end in paragraphs(marked.report.text)]
    found = []
    for sign in own_work(marked, outlets=outlets, settings=settings):
        if sign.feature == _WHOLE:
            found.append(OwnSign(sign))
            continue
        (place,) = sign.spans
        around = next((block for block in blocks if block.overlap(place)), place)
        found.append(OwnSign(sign, around, frozenset(_bearing(marked, place, statements))))
    return tuple(found)


def _bearing(marked: MarkedReport, place: Span, statements: Sequence[Statement]) -> Iterator[str]:
    """Ids of the statements whose cue or channel stands in the sentence of a sign."""
    sentence = next((s for s in marked.sentences if s.overlap(place)), place)
    for statement in statements:
        apart = (*statement.cue, *statement.speaker, *statement.told_to)
        if any(span.overlap(sentence) for span in apart):
            yield statement.id


def own_work(
    marked: MarkedReport,
    *,
    outlets: Outlets,
    settings: DerivationSettings = DerivationSettings(),
) -> tuple[Evidence, ...]:
    """The signs of a report's own work; an empty tuple says that none was found, no more.

    A dateline with a person's byline or the outlet's name, "told this newspaper" or its own name,
    a reporter's "I saw" outside quotation marks, "told reporters at the scene".
    """
    return tuple(
        Evidence(feature, settings.own_work_bits, detail, (span,))
        for find in _SIGNS
        for feature, detail, span in find(marked, outlets, settings)
    )


def _dateline(
    marked: MarkedReport, outlets: Outlets, settings: DerivationSettings
) -> Iterator[Sign]:
    """A dateline that names the outlet itself; one below a byline that names a person and no
    agency; or "By Ann Orr in Torvik".
    """
    named = DATELINE.match(marked.report.text, marked.body_start)
    if named and _names_outlet(named.group(), marked.report.outlet, outlets):
        span = Span(marked.id, named.start(), named.end())
        yield _WHOLE, f"{marked.report.outlet} names itself in the dateline.", span
        return
    byline = re.sub(r"^[Bb]y\s+", "", marked.report.byline or "")
    finder = NameFinder(outlets, frozenset(), settings)
    if not marked.sentences or not _PERSON.match(byline) or finder.whole(byline):
        return
    text, start = marked.report.text, marked.body_start
    match = _DATELINE.match(text, start, start + settings.head_characters)
    if match is None:
        lines = _FROM_A_PLACE.finditer(text, 0, start + settings.head_characters)
        match = next((line for line in lines if line["name"] == byline), None)
    if match:
        span = Span(marked.id, match.start(), match.end())
        yield _WHOLE, f"{byline} writes from a place.", span


def _names_outlet(dateline: str, outlet: str | None, outlets: Outlets) -> bool:
    """Does the name between the brackets of a dateline belong to this outlet?"""
    found = _IN_BRACKETS.search(dateline)
    return bool(outlet and found and outlets.same(found.group(1), outlet))


def _told_us(
    marked: MarkedReport, outlets: Outlets, settings: DerivationSettings
) -> Iterator[Sign]:
    """ "Told this newspaper", or the outlet's own name."""
    own = frozenset({fold_name(marked.report.outlet)}) if marked.report.outlet else frozenset()
    finder = NameFinder(outlets, own, settings)
    text = marked.report.text
    for sentence in marked.sentences:
        for match in slots().ours.finditer(text, sentence.start, sentence.end):
            span = Span(marked.id, match.start(), match.end())
            yield TOLD, f"The report writes: {match.group()}.", span
        if not own:
            continue
        for named in finder.find(text, sentence.start, sentence.end):
            before = text[
                max(sentence.start, named.start - settings.before_characters) : named.start
            ]
            if outlets.same(named.name, marked.report.outlet) and slots().told.search(before):
                span = Span(marked.id, named.start, named.end)
                yield TOLD, f"Somebody told {named.name} itself.", span


def _first_person(
    marked: MarkedReport, outlets: Outlets, settings: DerivationSettings
) -> Iterator[Sign]:
    """A reporter's "I saw" outside quotation marks."""
    text = marked.report.text
    quoted = [(p.start, p.end) for p in find_quoted(text, tuple(paragraphs(text)))]
    for match in _in_body(marked, _doing()):
        if not any(a <= match.start() < b for a, b in quoted):
            span = Span(marked.id, match.start(), match.end())
            yield "first person", f"The reporter writes: {match.group()}.", span


def _at_the_scene(
    marked: MarkedReport, outlets: Outlets, settings: DerivationSettings
) -> Iterator[Sign]:
    """ "Told reporters at the scene"."""
    for match in _in_body(marked, _there()):
        span = Span(marked.id, match.start(), match.end())
        yield "at the scene", f"Reporters were there: {match.group()}.", span


_SIGNS: tuple[Callable[[MarkedReport, Outlets, DerivationSettings], Iterator[Sign]], ...] = (
    _dateline,
    _told_us,
    _first_person,
    _at_the_scene,
)


def _in_body(marked: MarkedReport, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for sentence in marked.sentences:
        yield from pattern.finditer(marked.report.text, sentence.start, sentence.end)


@cache
def _doing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:I|[Ww]e) (?:{any_of(section('what a reporter does'))})\b")


@cache
def _there() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(section('at the scene'))})\b", re.I)
