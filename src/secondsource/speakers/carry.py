"""Quotations without a cue of their own that go on with the words of the speaker before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from secondsource.model import MarkedReport, Span, Statement


def carried_on(
    story: Sequence[MarkedReport],
    statements: Sequence[Statement],
    spoken: Mapping[int, int],
    *,
    reach: int,
) -> Mapping[int, int]:
    """For statements that go on with the quotation before them, the mention of its speaker.

    spoken: number of the speaker's mention by number of the statement. A full sentence in
    quotation marks goes on with what was attributed before it in the same paragraph, or with a
    quotation that ended the paragraph before. A quotation that fills its paragraph may stand up
    to `reach` paragraphs away, if nobody else speaks between.
    """
    found: dict[int, int] = {}
    for marked in story:
        own = [n for n, s in enumerate(statements) if s.report_id == marked.id]
        own.sort(key=lambda n: (statements[n].content[0].field == "text", _start(statements[n])))
        found.update(_of_report(marked, statements, own, spoken, reach))
    return found


def _of_report(
    marked: MarkedReport,
    statements: Sequence[Statement],
    own: Sequence[int],
    spoken: Mapping[int, int],
    reach: int,
) -> Iterator[tuple[int, int]]:
    last: tuple[int, int, bool] | None = None  # speaker's mention, paragraph, was it quoted
    for number in own:
        statement = statements[number]
        first, final = statement.content[0], _last(statement)
        quoted = statement.kind == "direct"
        if number in spoken:
            last = (spoken[number], _paragraph(marked, final), statement.kind != "indirect")
            continue
        if statement.speaker or last is None or not quoted or not _is_sentence(marked, first):
            continue
        gap = _paragraph(marked, first) - last[1]
        lone = _fills_paragraph(marked, first, final)
        if gap == 0 or (gap == 1 and last[2]) or (lone and last[2] and gap <= reach):
            yield number, last[0]
            last = (last[0], _paragraph(marked, final), True)


def _start(statement: Statement) -> int:
    return statement.content[0].start


def _last(statement: Statement) -> Span:
    parts = (*statement.content, *statement.speaker, *statement.cue)
    return max(parts, key=lambda span: span.end)


def _paragraph(marked: MarkedReport, span: Span) -> int:
    return bisect_right(marked.regions, span.start, key=lambda region: region.span.start)


def _is_sentence(marked: MarkedReport, span: Span) -> bool:
    """Do these words begin like a sentence, not like a fragment of one?"""
    words = marked.words_of(span).lstrip("\"'“‘«„ …")
    return words[:1].isupper() or words[:1].isdigit()


def _fills_paragraph(marked: MarkedReport, first: Span, final: Span) -> bool:
    """Is there nothing in the paragraph but the quotation and its marks?"""
    number = _paragraph(marked, first) - 1
    if number < 0:
        return False
    block = marked.regions[number].span
    outside = (
        marked.report.text[block.start : first.start] + marked.report.text[final.end : block.end]
    )
    return not any(letter.isalnum() for letter in outside)
