"""What two reports have in common, counted in words and bits: the facts that evidence reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from secondsource.alignment.reuse import equal_words
from secondsource.model import MarkedReport, Reuse, Span
from secondsource.statements.quotemarks import find_quoted
from secondsource.text import Word, paragraphs, passage_bits, words


@dataclass(frozen=True, slots=True)
class Wording:
    """The body words of one report, and which of them stand between quotation marks."""

    marked: MarkedReport
    words: tuple[Word, ...]
    quoted: frozenset[int]  # starts of the quoted words
    own: int  # number of words outside quotation marks

    @property
    def id(self) -> str:
        """The id of the report."""
        return self.marked.id


@dataclass(frozen=True, slots=True)
class Side:
    """One side's part of an overlap. shares lie in [0, 1] of that report's own words."""

    wording: Wording
    starts: frozenset[int]  # starts of the words that recur in the other report
    share: float  # of the words outside quotation marks
    all_share: float  # of all words
    quotes: float  # of the words inside quotation marks


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two reports share. runs: the word runs that recur outside quotation marks, with the
    surprise of each in run_bits."""

    left: Side
    right: Side
    run_bits: tuple[float, ...]
    reuses: tuple[Reuse, ...]
    runs: tuple[tuple[Span, Span], ...]  # the recurring runs outside quotation marks

    @property
    def bits(self) -> float:
        """Surprise of all that recurs outside quotation marks."""
        return sum(self.run_bits)

    def side(self, report_id: str) -> Side:
        """The side of this report."""
        return self.left if self.left.wording.id == report_id else self.right


def read_wording(marked: MarkedReport) -> Wording:
    """The body words of a report; furniture and repeated blocks are left out."""
    text = marked.report.text
    body = tuple(w for s in marked.sentences for w in words(text, s.start, s.end))
    pieces = sorted((p.start, p.end) for p in find_quoted(text, tuple(paragraphs(text))))
    quoted = frozenset(_inside(body, pieces))
    return Wording(marked, body, quoted, len(body) - len(quoted))


def _inside(body: Sequence[Word], pieces: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Starts of the words that lie in these pieces, both in reading order."""
    at = 0
    for word in body:
        while at < len(pieces) and pieces[at][1] <= word.start:
            at += 1
        if at < len(pieces) and pieces[at][0] <= word.start:
            yield word.start


def measure_overlap(left: Wording, right: Wording, reuses: Sequence[Reuse]) -> Overlap:
    """The overlap of two reports, from the aligned passages whose left side is `left`."""
    pairs = [pair for reuse in reuses for pair in equal_words(left.marked, right.marked, reuse)]
    runs = list(_runs(pairs, left, right))
    plain = [run for inside, run in runs if not inside]
    return Overlap(
        left=_side(left, {a.start for a, _ in pairs}),
        right=_side(right, {b.start for _, b in pairs}),
        run_bits=tuple(passage_bits([a.key for a, _ in run]) for run in plain),
        reuses=tuple(reuses),
        runs=tuple(
            (_span(left, [a for a, _ in run]), _span(right, [b for _, b in run])) for run in plain
        ),
    )


_Run = list[tuple[Word, Word]]


def _runs(
    pairs: Sequence[tuple[Word, Word]], left: Wording, right: Wording
) -> Iterator[tuple[bool, _Run]]:
    """Runs of words that follow each other in both reports, and whether they are quoted.

    A run ends where words differ and where quotation marks open or close on either side.
    """
    here = {word.start: n for n, word in enumerate(left.words)}
    there = {word.start: n for n, word in enumerate(right.words)}
    run: _Run = []
    last = (-1, -1, False)
    for a, b in pairs:
        if a.start not in here or b.start not in there:
            continue
        quoted = a.start in left.quoted or b.start in right.quoted
        now = (here[a.start], there[b.start], quoted)
        if run and now != (last[0] + 1, last[1] + 1, last[2]):
            yield last[2], run
            run = []
        run.append((a, b))
        last = now
    if run:
        yield last[2], run


def _side(wording: Wording, starts: set[int]) -> Side:
    inside = len(starts & wording.quoted)
    return Side(
        wording=wording,
        starts=frozenset(starts),
        share=(len(starts) - inside) / max(1, wording.own),
        all_share=len(starts) / max(1, len(wording.words)),
        quotes=inside / max(1, len(wording.quoted)),
    )


def _span(wording: Wording, run: Sequence[Word]) -> Span:
    return Span(wording.id, run[0].start, run[-1].end)


def by_pair(reuses: Sequence[Reuse]) -> Mapping[tuple[str, str], tuple[Reuse, ...]]:
    """The passages of each pair of reports, left id first, in the order given."""
    found: dict[tuple[str, str], list[Reuse]] = {}
    for reuse in reuses:
        found.setdefault((reuse.left.report_id, reuse.right.report_id), []).append(reuse)
    return {pair: tuple(rows) for pair, rows in found.items()}
