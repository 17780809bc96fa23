"""Ties what a brief found to passages, so that a decision about it outlives the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from secondsource.errors import CaseError
from secondsource.model import Brief, Report, Span
from secondsource.store.nouns import Anchor, Target, TargetNoun
from secondsource.store.settings import StoreSettings

# Nouns that hang on whole reports, not on passages in them.
WHOLE: frozenset[TargetNoun] = frozenset(("derivation", "story", "report"))
Found = tuple[str, str, tuple[Span, ...]]  # id, words for people, spans


def things(brief: Brief, noun: TargetNoun) -> tuple[Found, ...]:
    """Everything of that kind in the brief that a decision can be about.

    Raises CaseError for a noun that has no passages.
    """
    if noun not in _THINGS:
        choices = ", ".join(sorted(_THINGS))
        raise CaseError(f"a {noun} has no passages to hang on; these have: {choices}")
    return tuple(_THINGS[noun](brief))


def target_of(brief: Brief, noun: TargetNoun, identity: str, *, settings: StoreSettings) -> Target:
    """The target of a decision about what the brief holds under this id.

    An outlet is named, and "case" is the whole. A derivation's id is "child < parent".
    Raises CaseError where the brief holds nothing of that kind and id.
    """
    if noun in ("outlet", "case"):
        return Target(noun, identity, identity)
    reports = {marked.id: marked.report for marked in brief.reports}
    for found, words, spans in things(brief, noun):
        if found == identity:
            most = settings.anchor_characters
            anchors = tuple(_anchor(span, reports, noun, most) for span in spans)
            return Target(noun, identity, " ".join(words.split())[:most], anchors)
    raise CaseError(f"the brief holds no {noun} {identity!r}; it may have changed: look again")


def _anchor(span: Span, reports: Mapping[str, Report], noun: TargetNoun, most: int) -> Anchor:
    report = reports[span.report_id]
    words = span.of(report)
    return Anchor(report.sha256, span, words[:most] if noun in WHOLE else words)


def _wholes(brief: Brief, report_ids: Iterable[str]) -> tuple[Span, ...]:
    return tuple(Span(i, 0, len(brief.report(i).text)) for i in report_ids)


def _claims(brief: Brief) -> Iterable[Found]:
    return ((c.id, c.text, tuple(m.span for m in c.mentions)) for c in brief.claims)


def _relations(brief: Brief) -> Iterable[Found]:
    for relation in brief.relations:
        yield relation.id, " / ".join(relation.values), (relation.a, relation.b)


def _derivations(brief: Brief) -> Iterable[Found]:
    for link in brief.derivations:
        parent = link.parent or link.origin or ""
        ends = (link.child, link.parent) if link.parent else (link.child,)
        name = f"{link.child} < {parent}"
        yield name, name, _wholes(brief, ends)


def _statements(brief: Brief) -> Iterable[Found]:
    for one in brief.statements:
        yield one.id, " … ".join(brief.words_of(span) for span in one.content), one.content


def _quotations(brief: Brief) -> Iterable[Found]:
    for quotation in brief.quotations:
        spans = tuple(variant.span for variant in quotation.variants)
        yield quotation.id, brief.words_of(spans[0]), spans


def _speakers(brief: Brief) -> Iterable[Found]:
    contents = {statement.id: statement.content for statement in brief.statements}
    for speaker in brief.speakers:
        said = tuple(span for i in speaker.statements for span in contents.get(i, ()))
        yield speaker.id, speaker.name, (*speaker.mentions, *said)


def _stories(brief: Brief) -> Iterable[Found]:
    for story in brief.stories:
        yield story.id, ", ".join(story.report_ids), _wholes(brief, story.report_ids)


def _reports(brief: Brief) -> Iterable[Found]:
    for marked in brief.reports:
        yield marked.id, marked.report.title or marked.id, _wholes(brief, [marked.id])


_THINGS: Mapping[TargetNoun, Callable[[Brief], Iterable[Found]]] = MappingProxyType(
    {
        "claim": _claims,
        "relation": _relations,
        "derivation": _derivations,
        "statement": _statements,
        "quotation": _quotations,
        "speaker": _speakers,
        "story": _stories,
        "report": _reports,
    }
)


class Locator:
    """Finds where the anchors of a decision stand in the reports of a brief.

    history: SHA-256 of every version ever stored, with the ids of its reports; so that words
    that a new version kept are found there.
    """

    def __init__(self, brief: Brief, history: Mapping[str, Sequence[str]]) -> None:
        self._reports = {marked.id: marked.report for marked in brief.reports}
        self._history = history

    def places(self, target: Target) -> tuple[Span | None, ...]:
        """The place of each anchor, None for one that is gone."""
        return tuple(self._place(anchor, target.noun) for anchor in target.anchors)

    def _place(self, anchor: Anchor, noun: TargetNoun) -> Span | None:
        report = self._report_of(anchor)
        if report is None:
            return None
        if noun in WHOLE:
            return Span(report.id, 0, len(report.text))
        span = anchor.span
        whole = report.of_field(span.field)
        if whole[span.start : span.end] == anchor.words:
            return Span(report.id, span.start, span.end, span.field)
        start = _nearest(whole, anchor.words, span.start)
        if start is None:
            return None
        return Span(report.id, start, start + len(anchor.words), span.field)

    def _report_of(self, anchor: Anchor) -> Report | None:
        """The report with these bytes, the one of the same id first, or the page's new version."""
        known = anchor.span.report_id
        same = [r for r in self._reports.values() if r.sha256 == anchor.sha256]
        later = [i for i in self._history.get(anchor.sha256, ()) if i in self._reports]
        found = [*(r.id for r in same), *later]
        if not found:
            return None
        return self._reports[known if known in found else sorted(found)[0]]


def _nearest(whole: str, words: str, start: int) -> int | None:
    """Where the words stand, as near to the old place as they do; None where they do not."""
    before = whole.rfind(words, 0, start + len(words))
    behind = whole.find(words, start)
    found = [at for at in (before, behind) if at >= 0]
    return min(found, key=lambda at: (abs(at - start), at)) if found else None
