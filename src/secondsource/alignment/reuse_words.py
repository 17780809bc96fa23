"""Prepares the words of a story's reports for alignment: numbers for words, blocks, weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from secondsource.model import MarkedReport, Region, Span
from secondsource.settings import AlignmentSettings
from secondsource.statements.quotemarks import find_quoted
from secondsource.text import paragraphs, rarity, words

Ints = NDArray[np.int64]
_NO_GRAM = -1


@dataclass(frozen=True, slots=True, eq=False)
class Grams:
    """Word grams of one report, each number once and sorted, with the places where it stands.

    places[begins[i] : begins[i] + counts[i]] are the first words of values[i], in order.
    """

    values: Ints
    begins: Ints
    counts: Ints
    places: Ints


@dataclass(frozen=True, slots=True, eq=False)
class BodyWords:
    """The body words of one report, an array an attribute, all of length n_words.

    codes: a number for each folded word, the same in all reports of the story. blocks: rises
    where boilerplate or a repeat lies between two words. sentences: index in marked.sentences.
    grams: the numbers of the word grams that start here, but for those that cross a block. bits:
    cumulated surprise, n_words + 1 long. quoted: does the word stand between quotation marks?
    """

    marked: MarkedReport
    starts: Ints
    ends: Ints
    codes: Ints
    blocks: Ints
    sentences: Ints
    grams: Grams
    bits: NDArray[np.float64]
    quoted: NDArray[np.bool_]

    def __len__(self) -> int:
        """How many body words there are."""
        return len(self.codes)

    def span(self, first: int, last: int) -> Span:
        """The span of the words [first, last)."""
        return Span(self.marked.id, int(self.starts[first]), int(self.ends[last - 1]))

    def between(self, span: Span) -> tuple[int, int]:
        """The words [first, last) that lie wholly inside the span."""
        first = int(np.searchsorted(self.starts, span.start))
        return first, max(first, int(np.searchsorted(self.ends, span.end, side="right")))


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
    cost = np.array([min(rarity(key), settings.max_word_bits) for key in vocabulary])
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
            bits=np.concatenate(([0.0], np.cumsum(cost[codes] if len(codes) else []))),
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


def _read(marked: MarkedReport, vocabulary: dict[str, int]) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Starts, ends, codes, blocks and sentences of the body words; new words get new codes."""
    rows: list[tuple[int, int, int, int, int]] = []
    walls = sorted(region.span.start for region in marked.regions if _is_wall(region))
    for index, sentence in enumerate(marked.sentences):
        block = int(np.searchsorted(walls, sentence.start))
        for word in words(marked.report.text, sentence.start, sentence.end):
            code = vocabulary.setdefault(word.key, len(vocabulary))
            rows.append((word.start, word.end, code, block, index))
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    return table[:, 0], table[:, 1], table[:, 2], table[:, 3], table[:, 4]


def _is_wall(region: Region) -> bool:
    """May no passage run across this region?"""
    return region.kind != "body" and region.span.field == "text"


def _quoted(marked: MarkedReport, starts: Ints) -> NDArray[np.bool_]:
    """For each word, whether it stands between quotation marks."""
    inside = np.zeros(len(starts), dtype=np.bool_)
    for span in quoted_spans(marked):
        first, last = np.searchsorted(starts, (span.start, span.end))
        inside[first:last] = True
    return inside


def _grams(codes: list[Ints], blocks: list[Ints], *, size: int) -> list[Grams]:
    """A number for each run of `size` words, the same in all reports; none across a block."""
    whole = np.concatenate([np.zeros(0, dtype=np.int64), *codes])
    ids = whole
    for step in range(1, size):
        # Numbered anew after each word, so that two numbers always fit into 64 bits, exactly.
        later = np.concatenate((whole[step:], np.full(min(step, len(whole)), _NO_GRAM)))
        ids = np.unique(ids * (len(whole) + 1) + later, return_inverse=True)[1].astype(np.int64)
    found: list[Grams] = []
    at = 0
    for block in blocks:
        last = max(0, len(block) - size + 1)
        firsts = np.flatnonzero(block[:last] == block[size - 1 :][:last])
        gram = ids[at + firsts]
        at += len(block)
        values, counts = np.unique(gram, return_counts=True)
        order = np.argsort(gram, kind="stable")
        found.append(Grams(values, np.cumsum(counts) - counts, counts, firsts[order]))
    return found
