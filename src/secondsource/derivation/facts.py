"""How many facts two reports tell alike, and how many of them in the same order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import lgamma, log

from secondsource.derivation.overlaps import Wording
from secondsource.model import Span
from secondsource.settings import DerivationSettings
from secondsource.text import rarity
from secondsource.text.content import terms


@dataclass(frozen=True, slots=True)
class Facts:
    """Sentences that tell the same fact in both reports. in_order: the longest run of them
    that both reports tell in one order."""

    pairs: tuple[tuple[Span, Span], ...]
    in_order: int

    @property
    def order_bits(self) -> float:
        """Surprise of that order, log2 of the orders there are, less twice what breaks it."""
        whole, kept = log2_factorial(len(self.pairs)), log2_factorial(self.in_order)
        return kept - 2 * (whole - kept)


Content = Sequence[Mapping[str, float]]


def read_content(wording: Wording, *, settings: DerivationSettings) -> Content:
    """The content words of each sentence outside quotation marks, with their surprise."""
    text = wording.marked.report.text
    return [
        {
            term.stem: min(rarity(term.key), settings.max_term_bits)
            for term in terms(text, sentence.start, sentence.end)
            if term.start not in wording.quoted
        }
        for sentence in wording.marked.sentences
    ]


def match_facts(
    left: Wording,
    right: Wording,
    contents: tuple[Content, Content],
    *,
    settings: DerivationSettings,
) -> Facts:
    """The sentences that share rare words enough, each with its likest, one to one."""
    scored = sorted(
        (-bits, i, j)
        for i, j, bits in _shared(contents[0], contents[1])
        if bits >= settings.fact_bits
    )
    used: tuple[set[int], set[int]] = (set(), set())
    found: list[tuple[int, int]] = []
    for _, i, j in scored:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            found.append((i, j))
    found.sort()
    here, there = left.marked.sentences, right.marked.sentences
    return Facts(
        pairs=tuple((here[i], there[j]) for i, j in found),
        in_order=_longest_rise([j for _, j in found]),
    )


def _shared(left: Content, right: Content) -> Iterator[tuple[int, int, float]]:
    """Sentences (left, right) that share two content words or more, and the bits of these."""
    places: dict[str, list[int]] = {}
    for j, sentence in enumerate(right):
        for key in sentence:
            places.setdefault(key, []).append(j)
    for i, sentence in enumerate(left):
        bits: dict[int, float] = {}
        number: dict[int, int] = {}
        for key, weight in sentence.items():
            for j in places.get(key, ()):
                bits[j] = bits.get(j, 0.0) + weight
                number[j] = number.get(j, 0) + 1
        yield from ((i, j, bits[j]) for j in bits if number[j] > 1)


def _longest_rise(numbers: Sequence[int]) -> int:
    """Length of the longest rising part of a row.

    >>> _longest_rise([3, 1, 2, 5, 4])
    3
    """
    ends: list[int] = []
    for number in numbers:
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
    return len(ends)


def log2_factorial(number: int) -> float:
    """log2 of the number of orders that so many things can stand in.

    >>> round(log2_factorial(4), 2)
    4.58
    """
    return lgamma(number + 1) / log(2)
