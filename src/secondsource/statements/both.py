"""Statements by the trained tagger and the rules together: which one is believed for what.

Measured on development reports, the network knows better who speaks and where a reported clause
ends; the rules know better where a quotation begins and ends, and which quotations there are. So
the network's statements are the base; its quotations are cut into those that the rules see, with
the network's speaker; and the rules add what it misses. Headlines are left to the rules: the
network learned from bodies.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from secondsource.model import MarkedReport, Span, Statement
from secondsource.settings import StatementSettings
from secondsource.statements.phrase import grammar
from secondsource.statements.strength import measure_strength

_STRETCH = 500  # characters, about a paragraph of news


def join_statements(
    marked: MarkedReport,
    by_rules: Sequence[Statement],
    by_model: Sequence[Statement],
    *,
    settings: StatementSettings = StatementSettings(),
) -> tuple[Statement, ...]:
    """The statements of a report out of those of both finders, each with its certainty.

    The body's in reading order, then the headline's; ids come from the places of the content.
    """
    headline = [s for s in by_rules if s.content[0].field == "title"]
    rules = [s for s in by_rules if s.content[0].field == "text"]
    near = _Near(rules)
    starts = [sentence.start for sentence in marked.sentences]
    model = [
        _mended(s, near.of(s), starts, settings) for s in by_model if s.content[0].field == "text"
    ]
    model = [_with_cut_speaker(marked, s, near.of(s)) for s in model]
    model = [_seconded(s, near.of(s), settings) for s in model]
    around = _Near(model)
    rules = [_with_known_speaker(r, around.of(r)) for r in rules]
    near = _Near(rules)
    found = [
        *(part for s in model for part in _of_model(near.of(s), s, settings)),
        *(part for r in rules for part in _of_rules(r, around.of(r), settings)),
    ]
    first: dict[str, Statement] = {}
    for statement in sorted(found, key=_place):
        first.setdefault(statement.id, with_certainty(marked, statement))
    return (*first.values(), *headline)


class _Near:
    """Statements by the stretches of the text that they touch, so that few are compared."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._at: dict[int, list[int]] = defaultdict(list)
        for number, statement in enumerate(statements):
            for stretch in _stretches(statement):
                self._at[stretch].append(number)

    def of(self, one: Statement) -> list[Statement]:
        """In their order, those that share a stretch with this one: all that touch it, and more."""
        numbers = {n for stretch in _stretches(one) for n in self._at.get(stretch, ())}
        return [self._statements[n] for n in sorted(numbers)]


def _stretches(one: Statement) -> set[int]:
    spans = (*one.speaker, *one.cue, *one.content)
    return {at for s in spans for at in range(s.start // _STRETCH, s.end // _STRETCH + 1)}


def with_certainty(marked: MarkedReport, statement: Statement) -> Statement:
    """The statement with the certainty of its last content, held by its speaker."""
    last = statement.content[-1]
    text = marked.report.of_field(last.field)
    cues = [(span.start, span.end) for span in statement.cue if span.field == last.field]
    found = measure_strength(
        text, (last.start, last.end), cue=cues, report_id=marked.id, field=last.field
    )
    cue = " ".join(map(marked.words_of, statement.cue))
    unnamed = f"unnamed ({cue})" if cue else "unnamed"
    holder = " ".join(map(marked.words_of, statement.speaker)) or unnamed
    return replace(statement, certainty=replace(found, holder=holder))


def _with_known_speaker(one: Statement, model: Sequence[Statement]) -> Statement:
    """A statement of the rules with its speaker's place as the network cuts it, if it does."""
    for other in model:
        if other.speaker != one.speaker and _share(other.speaker, one.speaker):
            return replace(one, speaker=other.speaker)
    return one


def _with_cut_speaker(
    marked: MarkedReport, one: Statement, rules: Sequence[Statement]
) -> Statement:
    """A statement of the network, its speaker begun behind a comma where the rules begin it.

    "In the valley of the tribes, warden Ines Varga" has words in it that are not the speaker's;
    "Ines Varga, head of the wardens" has none.
    """
    text = marked.report.text
    for r in rules:
        if not (_common(r, one) and _share(r.speaker, one.speaker)):
            continue
        start, begun = one.speaker[0].start, r.speaker[0].start
        ahead = text[start:begun].split()
        if ahead and ahead[-1].endswith(",") and _opens_phrase(ahead[0].lower()):
            return replace(one, speaker=r.speaker)
    return one


def _seconded(one: Statement, rules: Sequence[Statement], settings: StatementSettings) -> Statement:
    """The statement, surer where the rules read most of its content as this speaker's too."""
    for r in rules:
        alike = _common(r, one) >= settings.shared * max(_size(r), _size(one))
        if alike and r.act == one.act and _share(r.speaker, one.speaker):
            lacking = 1.0 - one.confidence
            return replace(one, confidence=round(one.confidence + settings.seconded * lacking, 4))
    return one


def _opens_phrase(low: str) -> bool:
    """Does the word open what is no name: "in", "when", "meanwhile"?"""
    return any(low.rstrip(",") in grammar(kind) for kind in ("preposition", "clause", "opener"))


def _of_model(
    rules: Sequence[Statement], one: Statement, settings: StatementSettings
) -> Iterator[Statement]:
    """A statement of the network, its quotations cut as the rules cut them."""
    inside = [q for q in rules if q.kind == "direct" and _is_of(q, one, settings)]
    disputed = [q for q in inside if _names_better(q, one, settings)]
    agreed = [q for q in inside if q not in disputed]
    for quotation in disputed:
        yield replace(quotation, confidence=min(quotation.confidence, settings.disputed))
    left = tuple(s for s in one.content if not _is_within(s, disputed))
    if not left:
        return
    kept = replace(one, id=_id(left), content=left) if disputed else one
    if one.kind == "direct" and agreed:
        yield from _cut(kept, agreed)
        return
    yield kept
    if one.kind == "mixed":
        yield from (_spoken_by(quotation, kept, kept.cue) for quotation in agreed)


def _is_of(quotation: Statement, one: Statement, settings: StatementSettings) -> bool:
    """Is a quotation of the rules mostly content of the network's statement, not around it?"""
    named = (*one.speaker, *one.cue)
    if any(span.overlap(part) for part in quotation.content for span in named):
        return False
    return _common(quotation, one) >= settings.shared * _size(quotation)


def _names_better(quotation: Statement, one: Statement, settings: StatementSettings) -> bool:
    """Does it name another speaker, surer of it, and is it all of the content that it touches?

    Where the network names somebody too, it is believed unless the rules know their pattern well.
    """
    if not quotation.speaker or quotation.confidence <= one.confidence:
        return False
    surer = max(settings.plain, one.confidence + settings.surer)
    if one.speaker and quotation.confidence < surer:
        return False
    touched = [s for s in one.content if any(s.overlap(part) for part in quotation.content)]
    if settings.shared * sum(s.end - s.start for s in touched) > _size(quotation):
        return False
    return not _share(quotation.speaker, one.speaker)


def _cut(one: Statement, quotations: Sequence[Statement]) -> Iterator[Statement]:
    """A quotation of the network as those that the rules see in it, and what is left of it."""
    cue = one.cue
    for quotation in quotations:
        yield _spoken_by(quotation, one, cue)
        cue = ()  # of the first of them alone
    left = tuple(span for span in one.content if not _is_within(span, quotations))
    if left:
        yield replace(one, id=_id(left), cue=cue, content=left, told_to=(), relayed_by=())


def _spoken_by(quotation: Statement, one: Statement, cue: tuple[Span, ...]) -> Statement:
    """A quotation of the rules with the network's speaker, and this cue."""
    return replace(
        quotation,
        speaker=one.speaker or quotation.speaker,
        cue=cue,
        confidence=one.confidence,
    )


def _mended(
    one: Statement,
    rules: Sequence[Statement],
    starts: Sequence[int],
    settings: StatementSettings,
) -> Statement:
    """A statement of the network as the rules complete it, found by their having one cue.

    An unsure statement in a pattern that the rules know well is theirs. A content in pieces, or
    over the end of a sentence, that is not quite sure is cut as the rules cut it: on
    development reports they were right in 20 of 23 where one of the two was. Who was told, and
    who passed it on, are the rules' to say; so is who speaks where the network is sure of a
    statement and names nobody (6 of 7). starts: of the sentences.
    """
    same = [r for r in rules if _common(r, one) and _share(r.cue, one.cue)]
    if not same:
        return one
    r = max(same, key=lambda r: (_common(r, one), -_size(r), r.id))
    named = _share(r.speaker, one.speaker) or not one.speaker
    if one.confidence < settings.unsure and named and _is_plain(r, settings):
        return replace(r, confidence=min(r.confidence, settings.disputed))
    one = replace(one, relayed_by=one.relayed_by or r.relayed_by, told_to=one.told_to or r.told_to)
    if not one.speaker and one.confidence >= settings.unsure:
        one = replace(one, speaker=r.speaker)
    if one.confidence >= settings.sure or r.kind == "direct" or _size(r) > _size(one):
        return one
    if len(one.content) == 1 and not any(_crosses(span, starts) for span in one.content):
        return one
    return replace(one, id=r.id, content=r.content, kind=r.kind)


def _crosses(span: Span, starts: Sequence[int]) -> bool:
    """Does a sentence begin inside the span?"""
    return bisect_right(starts, span.start) < bisect_left(starts, span.end)


def _of_rules(
    r: Statement, model: Sequence[Statement], settings: StatementSettings
) -> Iterator[Statement]:
    """The statement of the rules if it is one that the network does not find.

    Quotations, words that others relay, and "C, X said" or "according to X, C" where the network
    reads no statement with this cue, nor the cue as a part of one (right in 5 of 7).
    """
    covered = any(_is_of(r, one, settings) and one.kind != "indirect" for one in model)
    if r.act == "said" and (r.relayed_by or _passes_on(r, model)):
        yield replace(r, confidence=min(r.confidence, settings.inner))
    elif r.kind == "direct" and not covered:
        yield replace(r, confidence=min(r.confidence, settings.unseconded))
    elif _is_plain(r, settings) and not any(_has_cue(one, r.cue) for one in model):
        yield replace(r, confidence=min(r.confidence, settings.disputed))


def _is_plain(r: Statement, settings: StatementSettings) -> bool:
    """Is it an indirect statement of somebody, in a pattern that the rules know well?"""
    said = r.kind != "direct" and r.act == "said" and bool(r.speaker and r.cue)
    return said and r.confidence >= settings.plain


def _has_cue(one: Statement, cue: Sequence[Span]) -> bool:
    """Is the cue the statement's, or words of its content?"""
    return _share(cue, one.cue) or _share(cue, one.content)


def _passes_on(outer: Statement, model: Sequence[Statement]) -> bool:
    """Does X pass on a whole statement ("according to X, Y said that C") that alone is marked?

    Only where the network has left X out altogether: elsewhere it marks what X says itself.
    """
    if outer.kind == "direct" or not any(_holds(outer, one) for one in model):
        return False
    marked = ((*one.speaker, *one.cue, *one.content) for one in model)
    return bool(outer.speaker) and not any(_share(outer.speaker, spans) for spans in marked)


def _holds(outer: Statement, inner: Statement) -> bool:
    """Does the content hold the other's speaker and cue?"""
    parts = (*inner.speaker, *inner.cue)
    return bool(inner.speaker and inner.cue) and all(
        any(content.covers(part) for content in outer.content) for part in parts
    )


def _is_within(span: Span, statements: Sequence[Statement]) -> bool:
    """Does the span touch content of one of the statements?"""
    return any(span.overlap(part) for s in statements for part in s.content)


def _share(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.overlap(b) for a in some for b in others)


def _id(content: Sequence[Span]) -> str:
    return f"{content[0].report_id}:{content[0].start}-{content[-1].end}"


def _size(statement: Statement) -> int:
    return sum(span.end - span.start for span in statement.content)


def _common(a: Statement, b: Statement) -> int:
    """Characters that are content of both."""
    return sum(
        max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a.content for y in b.content
    )


def _place(statement: Statement) -> tuple[int, int, bool, str]:
    """Reading order, a whole before its parts as the rules have it."""
    first = statement.content[0]
    return first.start, first.end, statement.kind == "direct", statement.id
