"""Reports side by side: sentences that tell the same, in rows; what differs, marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.brief.passages import Passages, Piece, differences
from secondsource.brief.plain import printable, printable_block, shorten
from secondsource.brief.side_rows import AlignedRow, Wording, aligned_rows
from secondsource.model import Brief, MarkedReport, Span, Story
from secondsource.settings import BriefSettings


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report has in a row: pieces for each sentence; no sentences, no mention.

    own_words: it is put so differently that marking what differs would show nothing.
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
    found = aligned_rows(brief, ids, passages, settings=chosen)
    rows = collated_rows(found, columns, passages, settings=chosen)
    row_of = {span: number for number, row in enumerate(found, 1) for span in row.sentences}
    texts = tuple((i, tuple(stretches(passages.reports[i], row_of))) for i in ids)
    return Collation(columns, rows, texts, ids[chosen.collated_reports :])


def in_time(story: Story, passages: Passages) -> tuple[str, ...]:
    """The reports of a story by their stated times; those without one at the end."""
    return tuple(sorted(story.report_ids, key=lambda i: _when(passages.reports[i])))


def collated_rows(
    found: Sequence[AlignedRow],
    columns: Sequence[str],
    passages: Passages,
    *,
    settings: BriefSettings,
    first: int = 1,
) -> tuple[Row, ...]:
    """The rows, numbered from `first`, with a cell for each of the reports named."""
    return tuple(
        _row(number, row, columns, passages, settings) for number, row in enumerate(found, first)
    )


def _when(marked: MarkedReport) -> tuple[bool, str, str, str]:
    published = marked.report.published
    stamp = f"{published.timestamp():020.3f}" if published else ""
    return (published is None, stamp, marked.report.text, marked.id)


def _row(
    number: int,
    row: AlignedRow,
    columns: Sequence[str],
    passages: Passages,
    settings: BriefSettings,
) -> Row:
    """The cells of a row, marked where those that are put alike have not all the same words."""
    words = {i: [s for s in row.sentences if s.report_id == i] for i in columns}
    there = [i for i, found in words.items() if found]
    wording = max(row.wordings, key=lambda w: len(_of(w, there)))  # of equals the first
    alike = _alike(wording, there, settings)
    if len(alike) > 1:
        marks = _differing(wording, alike)
        cells = {i: Cell(i, tuple(_pieces(s, marks, passages) for s in words[i])) for i in alike}
    else:
        cells = _two(there, words, passages, settings)
    first = " ".join(passages.words(s) for s in words[next(iter(cells), columns[0])])
    for i in set(there) - cells.keys():
        cells[i] = _apart(i, [passages.words(s) for s in words[i]], first, settings)
    return Row(number, tuple(_short(cells.get(i, Cell(i, ())), settings) for i in columns))


def _two(
    there: Sequence[str],
    words: Mapping[str, Sequence[Span]],
    passages: Passages,
    settings: BriefSettings,
) -> dict[str, Cell]:
    """The first report, and the first other one that is put much as it is, marked both."""
    if not there:
        return {}
    texts = {i: [passages.words(s) for s in words[i]] for i in there}
    one, *others = there
    for other in others:
        pairs = ((one, other), (other, one))
        cells = {i: _apart(i, texts[i], " ".join(texts[j]), settings) for i, j in pairs}
        if not any(cell.own_words for cell in cells.values()):
            return cells
    return {one: Cell(one, tuple((Piece(text, False),) for text in texts[one]))}


def _apart(report_id: str, sentences: Sequence[str], other: str, settings: BriefSettings) -> Cell:
    """What stands in no passage beside the other, marked where its words are not in the other."""
    pieces = tuple(differences(other, text)[1] for text in sentences)
    differing = sum(len(p.text) for sentence in pieces for p in sentence if p.differs)
    if differing > settings.marked_share * sum(map(len, sentences)):
        return Cell(report_id, tuple((Piece(text, False),) for text in sentences), own_words=True)
    return Cell(report_id, pieces)


def _of(wording: Wording, report_ids: Sequence[str]) -> Counter[str]:
    """How many letters each of these reports has in the passage, of those that have some."""
    found = Counter[str]()
    for place in wording:
        for span, _ in _shown(place, report_ids):
            found[span.report_id] += span.end - span.start
    return found


def _shown(
    place: Mapping[str, tuple[Span, int]], report_ids: Sequence[str]
) -> list[tuple[Span, int]]:
    """What these reports have in a place, each with the number of its reading."""
    return [place[i] for i in report_ids if i in place]


def _alike(wording: Wording, there: Sequence[str], settings: BriefSettings) -> list[str]:
    """The reports that are put as most are; marks in the others would hide their words."""
    whole = _of(wording, there)
    same = Counter[str]()
    for place in wording:
        shown = _shown(place, there)
        most = Counter(reading for _, reading in shown).most_common(1)
        for span, reading in shown:
            if 2 * len(shown) > len(whole) and reading == most[0][0]:
                same[span.report_id] += span.end - span.start
    least = 1 - settings.marked_share
    return [i for i in there if i in whole and same[i] >= least * whole[i]]


def _differing(wording: Wording, alike: Sequence[str]) -> list[Span]:
    """Where their words differ, and what half of them at most have while the others lack it."""
    members = len(_of(wording, alike))
    found = []
    for place in wording:
        shown = _shown(place, alike)
        if len({reading for _, reading in shown}) > 1 or 2 * len(shown) <= members:
            found += [span for span, _ in shown]
    return found


def _pieces(sentence: Span, marks: Sequence[Span], passages: Passages) -> tuple[Piece, ...]:
    """The sentence on one line, cut where words are marked."""
    text = passages.reports[sentence.report_id].report.text
    own = sorted(m for m in marks if m.report_id == sentence.report_id and m.overlap(sentence))
    ends: list[tuple[int, int]] = []
    for mark in own:
        start, end = max(mark.start, sentence.start), min(mark.end, sentence.end)
        if ends and not text[ends[-1][1] : start].strip():
            start = ends.pop()[0]  # only a space lies between: one mark is enough
        ends.append((start, end))
    found: list[Piece] = []
    done = sentence.start
    for start, end in ends:
        found += [Piece(_line(text[done:start]), False), Piece(_line(text[start:end]), True)]
        done = end
    found.append(Piece(_line(text[done : sentence.end]), False))
    return tuple(piece for piece in found if piece.text)


def _line(text: str) -> str:
    """The words on one line; the bars keep the spaces at both ends."""
    return printable(f"|{text}|")[1:-1]


def _short(cell: Cell, settings: BriefSettings) -> Cell:
    """The cell with each of its sentences cut to what can be read."""
    most = settings.passage_characters
    return replace(cell, sentences=tuple(tuple(_cut(s, most)) for s in cell.sentences))


def _cut(pieces: Sequence[Piece], most: int) -> Iterator[Piece]:
    """The first pieces, at most so many characters."""
    for piece in pieces:
        if len(piece.text) > most:
            yield Piece(shorten(piece.text, max(most, 1)), piece.differs)
            return
        yield piece
        most -= len(piece.text)


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
