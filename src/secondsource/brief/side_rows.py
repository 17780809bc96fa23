"""Which sentences of a story stand in one row, side by side: a table over all reports at once.

The passages of the table hold what is told in the same words. A shared quotation or claim joins
two of them, as long as no report has more than two neighbours in the row by that: a row that
chained one link to the next would hold half a report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from secondsource.alignment import passage_table
from secondsource.alignment.reuse_table import TablePassage
from secondsource.brief.passages import Passages
from secondsource.model import Brief, Difference, MarkedReport, Reuse, Span
from secondsource.settings import BriefSettings

# The places of a passage in their order: what each report has there, with its reading's number.
Wording = tuple[Mapping[str, tuple[Span, int]], ...]


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """Sentences that tell the same, by report and place; and how their words stand together."""

    sentences: tuple[Span, ...]
    wordings: tuple[Wording, ...]  # one for each way in which it is put


@dataclass(slots=True)
class _Group:
    """A row while it grows. reach: of each report the first and the last sentence, all between."""

    passages: list[int] = field(default_factory=list)
    reach: dict[str, tuple[int, int]] = field(default_factory=dict)


def aligned_rows(
    brief: Brief,
    report_ids: Sequence[str],
    passages: Passages,
    *,
    settings: BriefSettings = BriefSettings(),
) -> tuple[AlignedRow, ...]:
    """Rows of two reports or more, in the order that bends each report's own order the least.

    report_ids: in the order of their stated times; the order of files changes nothing.
    """
    story = [passages.reports[report_id] for report_id in report_ids]
    table = passage_table(story, sorted(_reuses(brief, story), key=lambda r: (r.left, r.right)))
    number = {marked.id: _Numbers(marked) for marked in story}
    groups: dict[tuple[str, int], _Group] = {}
    for at, passage in enumerate(table.passages):
        group = _Group([at])
        for stretch in passage.stretches:
            for span in filter(None, stretch.spans):
                for place in number[span.report_id].touched(span):
                    groups[span.report_id, place] = group
                    low, high = group.reach.get(span.report_id, (place, place))
                    group.reach[span.report_id] = (min(low, place), max(high, place))
    for a, b in _links(brief, {i: at for at, i in enumerate(report_ids)}, settings):
        one = groups.get((a.report_id, number[a.report_id].of(a)))
        other = groups.get((b.report_id, number[b.report_id].of(b)))
        if one and other and one is not other and _fit(one, other):
            _join(one, other, groups)
    found = {id(group): group for group in groups.values() if len(group.reach) > 1}
    return tuple(
        AlignedRow(
            tuple(_sentences(group, number)), tuple(_wording(table.passages[at]) for at in at_all)
        )
        for group, at_all in sorted(
            ((group, sorted(group.passages)) for group in found.values()), key=lambda pair: pair[1]
        )
    )


def _wording(passage: TablePassage) -> Wording:
    return tuple(
        {
            span.report_id: (span, reading)
            for span, reading in zip(stretch.spans, stretch.readings, strict=True)
            if span is not None and reading is not None
        }
        for stretch in passage.stretches
    )


class _Numbers:
    """The sentences of one report by their numbers."""

    def __init__(self, marked: MarkedReport) -> None:
        self.sentences = marked.sentences

    def of(self, span: Span) -> int:
        """The number of the sentence that holds the start of the span; -1 before the first."""
        return bisect_right(self.sentences, span.start, key=lambda s: s.start) - 1

    def touched(self, span: Span) -> Iterator[int]:
        """The numbers of all sentences that the span has words of."""
        at = max(0, self.of(span))
        while at < len(self.sentences) and self.sentences[at].start < span.end:
            if self.sentences[at].end > span.start:
                yield at
            at += 1


def _sentences(group: _Group, number: Mapping[str, _Numbers]) -> Iterator[Span]:
    for report_id, (low, high) in sorted(group.reach.items()):
        yield from number[report_id].sentences[low : high + 1]


def _fit(one: _Group, other: _Group) -> bool:
    """May these be one row? A report in both may tell it in two sentences, one after the other."""
    few, many = sorted((one.reach, other.reach), key=len)
    return all(
        low == high and many[i] in ((low - 1, low - 1), (low + 1, low + 1))
        for i, (low, high) in few.items()
        if i in many
    )


def _join(one: _Group, other: _Group, groups: dict[tuple[str, int], _Group]) -> None:
    """Puts the smaller row into the larger one."""
    few, many = sorted((one, other), key=lambda group: len(group.reach))
    many.passages += few.passages
    for report_id, (low, high) in few.reach.items():
        for place in range(low, high + 1):
            groups[report_id, place] = many
        first, last = many.reach.get(report_id, (low, high))
        many.reach[report_id] = (min(low, first), max(high, last))


def _links(
    brief: Brief, place: Mapping[str, int], settings: BriefSettings
) -> Iterator[tuple[Span, Span]]:
    """Passages that say the same in other words perhaps: quotations first, they are surer."""

    def in_order(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
        there = [s for s in spans if s.field == "text" and s.report_id in place]
        return pairwise(sorted(there, key=lambda s: (place[s.report_id], s.start, s.end)))

    quoted = [[variant.span for variant in found.variants] for found in brief.quotations]
    least = settings.sure_likeness
    stated = [[m.span for m in claim.mentions if m.likeness >= least] for claim in brief.claims]
    for kind in (quoted, stated):
        chains = [list(in_order(spans)) for spans in kind]
        chains.sort(key=lambda pairs: [(place[a.report_id], a.start, a.end) for a, _ in pairs])
        for pairs in chains:
            yield from pairs


def _reuses(brief: Brief, story: Sequence[MarkedReport]) -> set[Reuse]:
    ids = {marked.id for marked in story}
    found = {_in_order(reuse) for link in brief.derivations for reuse in link.reuses}
    return {r for r in found if {r.left.report_id, r.right.report_id} <= ids}


def _in_order(reuse: Reuse) -> Reuse:
    """The passage with its sides in the order of report ids; derivations put the child left."""
    if reuse.left.report_id < reuse.right.report_id:
        return reuse
    turned = tuple(Difference(d.right, d.left) for d in reuse.differences)
    return replace(reuse, left=reuse.right, right=reuse.left, differences=turned)
