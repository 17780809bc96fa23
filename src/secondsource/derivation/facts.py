"""How many facts two reports tell alike, and how many of them in the same order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import lgamma, log

import numpy as np
import numpy.typing as npt

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


NO_FACTS = Facts((), 0)
Content = Sequence[Mapping[str, float]]
_Shared = tuple[float, int, int]


def read_content(wording: Wording, *, settings: DerivationSettings) -> Content:
    """The content words of each sentence outside quotation marks, with their surprise."""
    text = wording.marked.report.text
    quoted = {word.start for word in wording.chosen(wording.quoted)}
    return [
        {
            term.stem: min(rarity(term.key), settings.max_term_bits)
            for term in terms(text, sentence.start, sentence.end)
            if term.start not in quoted
        }
        for sentence in wording.marked.sentences
    ]


def match_facts(
    wordings: Sequence[Wording],
    contents: Sequence[Content],
    *,
    settings: DerivationSettings,
) -> Mapping[tuple[str, str], Facts]:
    """For each two reports that tell facts alike: their sentences that share rare words enough.

    Each sentence goes with its likest, one to one. contents: of the same reports. The pairs are
    (id, id) in the order given; what is missing has no facts in common.
    """
    found: dict[tuple[str, str], Facts] = {}
    for (one, other), shared in _shared(contents, settings):
        left, right = wordings[one], wordings[other]
        pairs = _one_to_one(shared)
        found[left.id, right.id] = Facts(
            pairs=tuple((left.marked.sentences[i], right.marked.sentences[j]) for i, j in pairs),
            in_order=_longest_rise([j for _, j in pairs]),
        )
    return found


def _one_to_one(shared: Sequence[_Shared]) -> list[tuple[int, int]]:
    """Sentences (left, right), the likest first, none of them twice; in the left's order."""
    used: tuple[set[int], set[int]] = (set(), set())
    found: list[tuple[int, int]] = []
    for _, i, j in sorted(shared):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            found.append((i, j))
    return sorted(found)


def _shared(
    contents: Sequence[Content], settings: DerivationSettings
) -> Iterator[tuple[tuple[int, int], list[_Shared]]]:
    """For each two reports, by number, their sentences (-bits, left, right) that share two
    content words or more, and bits enough.

    Each sentence is held against all of the reports behind its own at once: the places of its
    words are laid end to end and counted, which costs the pairs of words that are alike and not
    the pairs of reports.
    """
    report, sentence, begins, places = _places(contents)
    for one, content in enumerate(contents):
        of_other: dict[int, list[_Shared]] = {}
        for i, words in enumerate(content):
            rows = [places[key][np.searchsorted(places[key], begins[one + 1]) :] for key in words]
            if not rows:
                continue
            behind = np.concatenate(rows) - begins[one + 1]
            weights = np.repeat(list(words.values()), [len(row) for row in rows])
            bits = np.bincount(behind, weights)
            for at in np.flatnonzero((bits >= settings.fact_bits) & (np.bincount(behind) > 1)):
                place = begins[one + 1] + int(at)
                of_other.setdefault(report[place], []).append(
                    (-float(bits[at]), i, sentence[place])
                )
        yield from (((one, other), rows) for other, rows in sorted(of_other.items()))


def _places(
    contents: Sequence[Content],
) -> tuple[list[int], list[int], list[int], Mapping[str, npt.NDArray[np.int64]]]:
    """The sentences of all reports in one row: of which report each is, and which of its own;
    where each report begins; and where each content word stands, ascending."""
    report, sentence, begins = list[int](), list[int](), [0]
    places: dict[str, list[int]] = {}
    for number, content in enumerate(contents):
        for i, words in enumerate(content):
            for key in words:
                places.setdefault(key, []).append(len(report))
            report.append(number)
            sentence.append(i)
        begins.append(len(report))
    return report, sentence, begins, {k: np.array(v) for k, v in places.items()}


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
