"""Reports side by side: sentences that tell the same, in rows; what differs, marked.

A row is a set of sentences joined by an aligned passage, a shared quotation or a shared claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from secondsource.alignment import sentence_pairs
from secondsource.brief.passages import Passages, Piece, differences
from secondsource.brief.plain import printable_block, shorten
from secondsource.model import Brief, Difference, MarkedReport, Reuse, Span, Story
from secondsource.settings import BriefSettings


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report has in a row: pieces for each sentence; no sentences, no mention.

    own_words: so much differs from the first of the row that marking it would show nothing.
    """

    report_id: str
    sentences: tuple[tuple[Piece, ...], ...]
    own_words: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences that tell the same, numbered; a cell for each column."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a report's text: of a row (its number), left out (a reason), or neither."""

    text: str
    row: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Collation:
    """The columns (report ids), the rows, the texts with their rows marked, and what is left."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    texts: tuple[tuple[str, tuple[Stretch, ...]], ...]
    more: tuple[str, ...]  # reports without a column: more cannot be read side by side


def collate(
    brief: Brief, story: Story, passages: Passages, *, settings: BriefSettings | None = None
) -> Collation:
    """The reports of a story side by side, in the order of their stated times."""
    chosen = settings or BriefSettings()
    ids = in_time(story, passages)
    columns = ids[: chosen.collated_reports]
    groups = aligned_sentences(brief, ids, passages)
    rows = collated_rows(groups, columns, passages, settings=chosen)
    row_of = {span: number for number, group in enumerate(groups, 1) for span in group}
    texts = tuple((i, tuple(stretches(passages.reports[i], row_of))) for i in ids)
    return Collation(columns, rows, texts, ids[chosen.collated_reports :])


def in_time(story: Story, passages: Passages) -> tuple[str, ...]:
    """The reports of a story by their stated times; those without one at the end."""
    return tuple(sorted(story.report_ids, key=lambda i: _when(passages.reports[i])))


def aligned_sentences(
    brief: Brief, report_ids: Sequence[str], passages: Passages
) -> tuple[tuple[Span, ...], ...]:
    """Sets of sentences that tell the same, in the order of their first place in the reports."""
    groups = _groups(brief, frozenset(report_ids), passages)
    order = {report_id: place for place, report_id in enumerate(report_ids)}
    groups.sort(key=lambda group: min((order[s.report_id], s.start) for s in group))
    return tuple(map(tuple, groups))


def collated_rows(
    groups: Sequence[Sequence[Span]],
    columns: Sequence[str],
    passages: Passages,
    *,
    settings: BriefSettings,
    first: int = 1,
) -> tuple[Row, ...]:
    """A row for each set, numbered from `first`, with a cell for each of the reports named."""
    return tuple(
        _row(number, group, columns, passages, settings)
        for number, group in enumerate(groups, first)
    )


def _when(marked: MarkedReport) -> tuple[bool, str, str, str]:
    published = marked.report.published
    stamp = f"{published.timestamp():020.3f}" if published else ""
    return (published is None, stamp, marked.report.text, marked.id)


def _groups(brief: Brief, ids: frozenset[str], passages: Passages) -> list[list[Span]]:
    """Sets of sentences of two reports or more, joined by what the stages found."""
    top: dict[Span, Span] = {}

    def find(span: Span) -> Span:
        top.setdefault(span, span)
        while top[span] != span:
            top[span] = top[top[span]]
            span = top[span]
        return span

    story = [marked for report_id, marked in passages.reports.items() if report_id in ids]
    for a, b in _links(brief, story):
        if a.report_id in ids and b.report_id in ids and a.field == b.field == "text":
            one, other = find(passages.sentence(a)), find(passages.sentence(b))
            top[max(one, other)] = min(one, other)
    groups: dict[Span, list[Span]] = defaultdict(list)
    for span in sorted(top):
        groups[find(span)].append(span)
    return [group for group in groups.values() if len({s.report_id for s in group}) > 1]


def _links(brief: Brief, story: Sequence[MarkedReport]) -> Iterator[tuple[Span, Span]]:
    """Pairs of passages that tell the same."""
    reuses = {_in_order(reuse) for link in brief.derivations for reuse in link.reuses}
    for pair in sentence_pairs(story, sorted(reuses, key=lambda r: (r.left, r.right))):
        yield pair.left, pair.right
    for quotation in brief.quotations:
        yield from pairwise(variant.span for variant in quotation.variants)
    for claim in brief.claims:
        yield from pairwise(m.span for m in claim.mentions if m.span.field == "text")


def _in_order(reuse: Reuse) -> Reuse:
    """The passage with its sides in the order of report ids; derivations put the child left."""
    if reuse.left.report_id < reuse.right.report_id:
        return reuse
    turned = tuple(Difference(d.right, d.left) for d in reuse.differences)
    return replace(reuse, left=reuse.right, right=reuse.left, differences=turned)


def _row(
    number: int,
    group: Sequence[Span],
    columns: Sequence[str],
    passages: Passages,
    settings: BriefSettings,
) -> Row:
    """The cells of a row; each differs from the first cell that has words."""
    words = {
        report_id: [passages.words(s) for s in group if s.report_id == report_id]
        for report_id in columns
    }
    first = " ".join(next((found for found in words.values() if found), []))
    cells = (_cell(report_id, found, first, settings) for report_id, found in words.items())
    return Row(number, tuple(cells))


def _cell(report_id: str, sentences: Sequence[str], first: str, settings: BriefSettings) -> Cell:
    cut = [shorten(text, settings.passage_characters) for text in sentences]
    plain = tuple((Piece(text, False),) for text in cut)
    if " ".join(sentences) == first:
        return Cell(report_id, plain)
    pieces = tuple(differences(first, text)[1] for text in cut)
    differing = sum(len(p.text) for sentence in pieces for p in sentence if p.differs)
    if differing > settings.marked_share * sum(map(len, cut)):
        return Cell(report_id, plain, own_words=True)
    return Cell(report_id, pieces)


def stretches(marked: MarkedReport, row_of: Mapping[Span, int]) -> Iterator[Stretch]:
    """The whole text of a report, cut at the sentences of rows and at what was left out."""
    text = marked.report.text
    done = 0
    for start, end, stretch in sorted(_marks(marked, row_of), key=lambda mark: mark[:2]):
        if start < done:
            continue
        if start > done:
            yield Stretch(printable_block(text[done:start]))
        yield Stretch(printable_block(text[start:end]), stretch.row, stretch.reason)
        done = end
    if done < len(text):
        yield Stretch(printable_block(text[done:]))


def _marks(marked: MarkedReport, row_of: Mapping[Span, int]) -> Iterable[tuple[int, int, Stretch]]:
    for sentence in marked.sentences:
        if sentence in row_of:
            yield sentence.start, sentence.end, Stretch("", row_of[sentence])
    for region in marked.regions:
        if region.kind != "body" and region.span.field == "text":
            reason = region.reason or region.kind
            yield region.span.start, region.span.end, Stretch("", None, reason)
