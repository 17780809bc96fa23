"""Lays all reports of a story side by side: passages down, reports across, word by word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise

from secondsource.alignment.reuse_columns import Place, columns, merged
from secondsource.alignment.reuse_sentences import equal_places
from secondsource.alignment.reuse_words import BodyWords, body_words
from secondsource.model import MarkedReport, Reuse, Span
from secondsource.settings import AlignmentSettings


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stand in one place of a passage. spans: of each report, None where it has none.

    readings: number of each report's wording, 0 for the first there is; None for none. Reports
    with one number have the same words, capitals and marks aside.
    """

    spans: tuple[Span | None, ...]
    readings: tuple[int | None, ...]

    @property
    def agrees(self) -> bool:
        """Have all reports that have something here the same words?"""
        return len(set(self.readings) - {None}) == 1


@dataclass(frozen=True, slots=True)
class TablePassage:
    """Sentences of the reports that tell the same in the same words, cut into stretches."""

    stretches: tuple[Stretch, ...]

    @property
    def shared_by(self) -> int:
        """How many reports have something of it."""
        return sum(any(part) for part in zip(*(s.spans for s in self.stretches)))


@dataclass(frozen=True, slots=True)
class PassageTable:
    """The reports across, in the order of `report_ids`; every body word stands in it once."""

    report_ids: tuple[str, ...]
    passages: tuple[TablePassage, ...]


def passage_table(
    story: Sequence[MarkedReport],
    reuses: Sequence[Reuse],
    *,
    settings: AlignmentSettings = AlignmentSettings(),
) -> PassageTable:
    """The passages of a story side by side; the order of the files changes nothing.

    reuses: what each two of these reports share, as `align_reports` gives it. Reports stand in
    order of publication, then of their texts; passages in an order that each report's own order
    bends as little as possible.
    """
    rows = sorted(body_words(story, settings=settings), key=_when)
    column_of = columns(_links(rows, reuses))
    groups = _passages(rows, column_of, settings=settings)
    in_rows = [[groups[(n, s)] for s in _sentences(row)] for n, row in enumerate(rows)]
    order, _ = merged([list(dict.fromkeys(row)) for row in in_rows])
    members: dict[int, list[Place]] = defaultdict(list)
    for place, group in groups.items():
        members[group].append(place)
    return PassageTable(
        report_ids=tuple(row.marked.id for row in rows),
        passages=tuple(_passage(rows, sorted(members[group]), column_of) for group in order),
    )


def _when(row: BodyWords) -> tuple[bool, float, str, str]:
    """Place of a report across. The id parts only reports that are alike in all else."""
    published = row.marked.report.published
    stamp = published.timestamp() if published else 0.0
    return published is None, stamp, row.marked.report.text, row.marked.id


def _links(rows: Sequence[BodyWords], reuses: Sequence[Reuse]) -> Iterator[tuple[Place, Place]]:
    """Equal words of two reports, those of the heaviest passages first."""
    number = {row.marked.id: n for n, row in enumerate(rows)}
    found = []
    for reuse in reuses:
        a, b = number[reuse.left.report_id], number[reuse.right.report_id]
        words = equal_places(rows[a], rows[b], reuse)
        weight = sum(rows[a].weights[at + 1] - rows[a].weights[at] for at, _ in words)
        pairs = [((a, x), (b, y)) if a < b else ((b, y), (a, x)) for x, y in words]
        found.append((-weight, pairs))
    for _, pairs in sorted(found):
        yield from pairs


def _sentences(row: BodyWords) -> list[int]:
    """The sentences that hold body words, in order."""
    return list(dict.fromkeys(row.sentences))


def _passages(
    rows: Sequence[BodyWords], column_of: Mapping[Place, int], *, settings: AlignmentSettings
) -> dict[Place, int]:
    """Number of the passage of each sentence. Sentences of two reports are one passage if enough
    words of the shorter one stand in columns with the other; those of one report, if neighbours.
    """
    sizes = {
        (n, s): size for n, row in enumerate(rows) for s, size in Counter(row.sentences).items()
    }
    of_column: dict[int, list[Place]] = defaultdict(list)
    for (n, at), column in sorted(column_of.items()):
        of_column[column].append((n, rows[n].sentences[at]))
    shared = Counter(pair for held in of_column.values() for pair in combinations(held, 2))
    group_of = {place: number for number, place in enumerate(sizes)}
    members = {number: [place] for place, number in group_of.items()}
    for (one, other), count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        least = min(sizes[one], sizes[other])
        if count < max(settings.pair_share * least, min(settings.seed_words, least)):
            continue
        kept, gone = sorted((group_of[one], group_of[other]))
        if kept != gone and _fit(members[kept] + members[gone]):
            members[kept] += members.pop(gone)
            group_of |= dict.fromkeys(members[kept], kept)
    return group_of


def _fit(places: Sequence[Place]) -> bool:
    """Are the sentences of each report neighbours?"""
    ordered = sorted(places)
    return all(a[0] != b[0] or b[1] - a[1] == 1 for a, b in pairwise(ordered))


def _passage(
    rows: Sequence[BodyWords], places: Sequence[Place], column_of: Mapping[Place, int]
) -> TablePassage:
    """A passage of these sentences, its columns in one order and put together to stretches."""
    words = {
        n: [at for _, s in held for at in range(*rows[n].of_sentence(s))]
        for n, held in groupby(places, key=lambda place: place[0])
    }
    alone = len(column_of)  # a column for each word that stands in none
    own = {place: alone + k for k, place in enumerate((n, at) for n in words for at in words[n])}
    of_word = {place: column_of.get(place, own[place]) for place in own}
    order, against = merged([[of_word[n, at] for at in words[n]] for n in words])
    for n, bad in zip(words, against):
        of_word |= {(n, at): own[n, at] for at in words[n] if of_word[n, at] in bad}
    # Words taken out of the order of the others stand alone: ordered again, none is against it.
    order, _ = merged([[of_word[n, at] for at in words[n]] for n in words])
    held: dict[int, dict[int, int]] = defaultdict(dict)
    for (n, at), column in of_word.items():
        held[column][n] = at
    return TablePassage(tuple(_stretches(rows, [held[column] for column in order])))


def _stretches(rows: Sequence[BodyWords], held: Sequence[Mapping[int, int]]) -> Iterator[Stretch]:
    """Columns put together: those of the same reports; then those beside them of others.

    held: for each column, the word of each report that has one.
    """
    blocks = [list(run) for _, run in groupby(held, key=lambda column: sorted(column))]
    at = 0
    while at < len(blocks):
        words: dict[int, list[int]] = defaultdict(list)
        while at < len(blocks) and words.keys().isdisjoint(blocks[at][0]):
            for column in blocks[at]:
                for n, word in column.items():
                    words[n].append(word)
            at += 1
        yield _stretch(rows, words)


def _stretch(rows: Sequence[BodyWords], words: Mapping[int, Sequence[int]]) -> Stretch:
    """The words of each report as a stretch."""
    spans = [
        row.span(words[n][0], words[n][-1] + 1) if n in words else None
        for n, row in enumerate(rows)
    ]
    number: dict[tuple[int, ...], int] = {}
    readings = [
        number.setdefault(tuple(row.codes[at] for at in words[n]), len(number))
        if n in words
        else None
        for n, row in enumerate(rows)
    ]
    return Stretch(tuple(spans), tuple(readings))
