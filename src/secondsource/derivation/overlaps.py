"""What two reports have in common, counted in words and bits: the facts that evidence reads."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from secondsource.derivation.spelling import is_slip
from secondsource.model import MarkedReport, Reuse, Span
from secondsource.settings import DerivationSettings
from secondsource.statements.quotemarks import find_quoted
from secondsource.text import Word, paragraphs, rarity, run_bits, words

# Some words of one report, as a whole number: bit n stands for its n-th body word. Two reports
# of a large story are compared thousands of times, and `&` and `bit_count` take no time.
Words = int


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The body words of one report, numbered from 0, and what is known of each.

    starts, ends: characters, (n_words,). bits: surprise of each word. sentences: the words of
    each of marked.sentences. quoted: those between quotation marks; own: how many are not. odd:
    those in small letters that are one slip away from a common word.
    """

    id: str
    marked: MarkedReport
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    bits: tuple[float, ...]
    sentences: tuple[Words, ...]
    quoted: Words
    own: int
    odd: Words

    def within(self, span: Span) -> Words:
        """The words that begin inside the span."""
        return _range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def chosen(self, some: Words) -> Iterator[Word]:
        """These words, in reading order."""
        while some:
            lowest = some & -some
            yield self.words[lowest.bit_length() - 1]
            some ^= lowest


@dataclass(frozen=True, slots=True)
class Side:
    """One side's part of an overlap. shares lie in [0, 1] of that report's own words."""

    wording: Wording
    held: Words  # the words that recur in the other report
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


def read_wording(
    marked: MarkedReport, *, settings: DerivationSettings = DerivationSettings()
) -> Wording:
    """The body words of a report; furniture and repeated blocks are left out."""
    text = marked.report.text
    body = tuple(w for s in marked.sentences for w in words(text, s.start, s.end))
    starts = tuple(word.start for word in body)
    pieces = sorted((p.start, p.end) for p in find_quoted(text, tuple(paragraphs(text))))
    quoted = _set(_inside(body, pieces))
    return Wording(
        id=marked.id,
        marked=marked,
        words=body,
        starts=starts,
        ends=tuple(word.end for word in body),
        bits=tuple(rarity(word.key) for word in body),
        sentences=tuple(
            _range(bisect_left(starts, s.start), bisect_left(starts, s.end))
            for s in marked.sentences
        ),
        quoted=quoted,
        own=len(body) - quoted.bit_count(),
        odd=_set(
            n
            for n, word in enumerate(body)
            if text[word.start : word.end].islower() and is_slip(word.key, settings=settings)
        ),
    )


def _set(numbers: Iterator[int]) -> Words:
    """The words of these numbers."""
    bits = bytearray()
    for number in numbers:
        if number >= 8 * len(bits):
            bits.extend(bytes(number // 8 + 1 - len(bits)))
        bits[number // 8] |= 1 << number % 8
    return int.from_bytes(bits, "little")


def _range(first: int, last: int) -> Words:
    """The words [first, last)."""
    return (1 << max(first, last)) - (1 << first)


def _inside(body: Sequence[Word], pieces: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Numbers of the words that lie in these pieces, both in reading order."""
    at = 0
    for number, word in enumerate(body):
        while at < len(pieces) and pieces[at][1] <= word.start:
            at += 1
        if at < len(pieces) and pieces[at][0] <= word.start:
            yield number


def measure_overlap(left: Wording, right: Wording, reuses: Sequence[Reuse]) -> Overlap:
    """The overlap of two reports, from the aligned passages whose left side is `left`."""
    runs = list(_runs(left, right, reuses))
    plain = [run for inside, run in runs if not inside]
    ours = theirs = 0
    for _, (a, b, size) in runs:
        ours |= _range(a, a + size)
        theirs |= _range(b, b + size)
    return Overlap(
        left=_side(left, ours),
        right=_side(right, theirs),
        run_bits=tuple(run_bits(left.bits[a : a + size]) for a, _, size in plain),
        reuses=tuple(reuses),
        runs=tuple((_span(left, a, size), _span(right, b, size)) for a, b, size in plain),
    )


_Run = tuple[int, int, int]  # first word on the left, on the right, how many


def _runs(left: Wording, right: Wording, reuses: Sequence[Reuse]) -> Iterator[tuple[bool, _Run]]:
    """Runs of words that follow each other in both reports, and whether they are quoted.

    A run ends where words differ and where quotation marks open or close on either side.
    """
    last: tuple[bool, _Run] | None = None
    for reuse in reuses:
        ours = _kept(left, reuse.left, [d.left for d in reuse.differences])
        theirs = _kept(right, reuse.right, [d.right for d in reuse.differences])
        for run in _common(ours, theirs):
            for quoted, (a, b, size) in _by_marks(run, left, right):
                if last is not None:
                    was_quoted, (c, d, n) = last
                    if (quoted, a, b) == (was_quoted, c + n, d + n):
                        last = quoted, (c, d, n + size)
                        continue
                    yield last
                last = quoted, (a, b, size)
    if last is not None:
        yield last


def _kept(
    wording: Wording, passage: Span, gaps: Sequence[Span | None]
) -> Iterator[tuple[int, int]]:
    """The words [first, last) of one side of a passage, a row for each stretch without a gap."""
    at = bisect_left(wording.starts, passage.start)
    for gap in gaps:
        if gap is not None:
            yield at, bisect_left(wording.starts, gap.start)
            at = bisect_left(wording.starts, gap.end)
    yield at, bisect_right(wording.ends, passage.end)


def _common(ours: Iterator[tuple[int, int]], theirs: Iterator[tuple[int, int]]) -> Iterator[_Run]:
    """The equal words of both sides, cut where either side has a gap."""
    b = last_b = 0
    for a, last_a in ours:
        while a < last_a:
            while b == last_b:
                b, last_b = next(theirs)
            size = min(last_a - a, last_b - b)
            yield a, b, size
            a, b = a + size, b + size


def _by_marks(run: _Run, left: Wording, right: Wording) -> Iterator[tuple[bool, _Run]]:
    """The run, cut where quotation marks open or close on either side."""
    a, b, size = run
    quoted = (left.quoted >> a | right.quoted >> b) & _range(0, size)
    if quoted in (0, _range(0, size)):
        yield quoted > 0, run
        return
    at = 0
    for inside, numbers in groupby(range(size), lambda n: bool(quoted >> n & 1)):
        length = sum(1 for _ in numbers)
        yield inside, (a + at, b + at, length)
        at += length


def _side(wording: Wording, held: Words) -> Side:
    inside, number = (held & wording.quoted).bit_count(), held.bit_count()
    return Side(
        wording=wording,
        held=held,
        share=(number - inside) / max(1, wording.own),
        all_share=number / max(1, len(wording.words)),
        quotes=inside / max(1, wording.quoted.bit_count()),
    )


def _span(wording: Wording, first: int, size: int) -> Span:
    return Span(wording.id, wording.starts[first], wording.ends[first + size - 1])


def by_pair(reuses: Sequence[Reuse]) -> Mapping[tuple[str, str], tuple[Reuse, ...]]:
    """The passages of each pair of reports, left id first, in the order given."""
    found: dict[tuple[str, str], list[Reuse]] = {}
    for reuse in reuses:
        found.setdefault((reuse.left.report_id, reuse.right.report_id), []).append(reuse)
    return {pair: tuple(rows) for pair, rows in found.items()}
