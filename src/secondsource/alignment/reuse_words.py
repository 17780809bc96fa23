"""Prepares the words of a story's reports for alignment: numbers for words, blocks, weights."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from secondsource.model import MarkedReport, Region, Span
from secondsource.settings import AlignmentSettings
from secondsource.statements.quotemarks import find_quoted
from secondsource.text import paragraphs, rarity, words

_Rows = tuple[list[int], list[int], list[int], list[int], list[int]]


@dataclass(frozen=True, slots=True, eq=False)
class BodyWords:
    """The body words of one report, a row an attribute, all of length n_words.

    codes: a number for each folded word, the same in all reports of the story. blocks: rises
    where boilerplate or a repeat lies between two words. sentences: index in marked.sentences.
    grams: number of a word gram, and the places where it begins; none crosses a block. weights,
    quoted: cumulated, n_words + 1 long: surprise in whole parts of a bit, and how many of the
    words stand between quotation marks. starts, ends: characters.

    Lists, not arrays: they are read word by word.
    """

    marked: MarkedReport
    starts: list[int]
    ends: list[int]
    codes: list[int]
    blocks: list[int]
    sentences: list[int]
    grams: dict[int, list[int]]
    weights: list[int]
    quoted: list[int]

    def __len__(self) -> int:
        """How many body words there are."""
        return len(self.codes)

    def span(self, first: int, last: int) -> Span:
        """The span of the words [first, last)."""
        return Span(self.marked.id, self.starts[first], self.ends[last - 1])

    def between(self, span: Span) -> tuple[int, int]:
        """The words [first, last) that lie wholly inside the span."""
        first = bisect_left(self.starts, span.start)
        return first, max(first, bisect_right(self.ends, span.end))

    def of_sentence(self, sentence: int) -> tuple[int, int]:
        """The words [first, last) of a sentence, by its number in marked.sentences."""
        return bisect_left(self.sentences, sentence), bisect_right(self.sentences, sentence)

    def quoted_share(self, first: int, last: int) -> float:
        """Share of the words [first, last) that stand between quotation marks."""
        return (self.quoted[last] - self.quoted[first]) / (last - first)


def whole(bits: float, *, settings: AlignmentSettings) -> int:
    """Bits of surprise in whole parts, which add up to the same in any order."""
    return round(bits * settings.bit_parts)


def body_words(
    story: Sequence[MarkedReport], *, settings: AlignmentSettings
) -> tuple[BodyWords, ...]:
    """The body words of each report, with codes and grams that are common to the story."""
    return _body_words(tuple(story), settings)


@lru_cache(maxsize=1)  # the story at hand: passages, claims and values are aligned by its words
def _body_words(
    story: tuple[MarkedReport, ...], settings: AlignmentSettings
) -> tuple[BodyWords, ...]:
    vocabulary: dict[str, int] = {}
    rows = [_read(marked, vocabulary) for marked in story]
    worth = [
        whole(min(rarity(key), settings.max_word_bits), settings=settings) for key in vocabulary
    ]
    grams = _grams([r[2] for r in rows], [r[3] for r in rows], size=settings.seed_words)
    return tuple(
        BodyWords(
            marked=marked,
            starts=starts,
            ends=ends,
            codes=codes,
            blocks=blocks,
            sentences=sentences,
            grams=gram,
            weights=[0, *accumulate(worth[code] for code in codes)],
            quoted=_quoted(marked, starts),
        )
        for marked, (starts, ends, codes, blocks, sentences), gram in zip(story, rows, grams)
    )


def quoted_spans(marked: MarkedReport) -> tuple[Span, ...]:
    """What stands between quotation marks in the body, without the marks, in reading order."""
    text = marked.report.text
    return tuple(
        Span(marked.id, piece.start, piece.end)
        for piece in find_quoted(text, tuple(paragraphs(text)))
    )


def _read(marked: MarkedReport, vocabulary: dict[str, int]) -> _Rows:
    """Starts, ends, codes, blocks and sentences of the body words; new words get new codes."""
    rows: list[tuple[int, int, int, int, int]] = []
    walls = sorted(region.span.start for region in marked.regions if _is_wall(region))
    for index, sentence in enumerate(marked.sentences):
        block = bisect_left(walls, sentence.start)
        for word in words(marked.report.text, sentence.start, sentence.end):
            code = vocabulary.setdefault(word.key, len(vocabulary))
            rows.append((word.start, word.end, code, block, index))
    starts, ends, codes, blocks, sentences = zip(*rows) if rows else ((), (), (), (), ())
    return list(starts), list(ends), list(codes), list(blocks), list(sentences)


def _is_wall(region: Region) -> bool:
    """May no passage run across this region?"""
    return region.kind != "body" and region.span.field == "text"


def _quoted(marked: MarkedReport, starts: Sequence[int]) -> list[int]:
    """Cumulated number of words that stand between quotation marks, n_words + 1 long."""
    inside = [0] * len(starts)
    for span in quoted_spans(marked):
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        inside[first:last] = [1] * (last - first)
    return [0, *accumulate(inside)]


def _grams(
    codes: Sequence[Sequence[int]], blocks: Sequence[Sequence[int]], *, size: int
) -> list[dict[int, list[int]]]:
    """A number for each run of `size` words, the same in all reports; none across a block."""
    numbers: dict[tuple[int, ...], int] = {}
    found: list[dict[int, list[int]]] = []
    for row, block in zip(codes, blocks):
        places: dict[int, list[int]] = {}
        for at, gram in enumerate(zip(*(row[step:] for step in range(size)))):
            if block[at] == block[at + size - 1]:
                number = numbers.setdefault(gram, len(numbers))
                places.setdefault(number, []).append(at)
        found.append(places)
    return found
