"""Which of many spans touch a given one: by where they lie, not one after the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate

from secondsource.model import Field, Span


class Touching:
    """Spans of any reports, asked for those that share characters with another span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans: dict[tuple[str, Field], list[Span]] = {}
        for span in sorted(spans):
            self._spans.setdefault((span.report_id, span.field), []).append(span)
        # The furthest end so far rises from span to span, so that it can be searched.
        self._ends = {
            place: list(accumulate((span.end for span in row), max))
            for place, row in self._spans.items()
        }

    def of(self, span: Span) -> Iterator[Span]:
        """The spans that share a character with this one, in reading order."""
        row = self._spans.get((span.report_id, span.field), [])
        if not row:
            return
        for at in range(
            bisect_left(self._ends[span.report_id, span.field], span.start + 1), len(row)
        ):
            if row[at].start >= span.end:
                return
            if row[at].end > span.start:
                yield row[at]

    def any_of(self, span: Span) -> bool:
        """Is there one that shares a character with this span?"""
        return next(self.of(span), None) is not None
