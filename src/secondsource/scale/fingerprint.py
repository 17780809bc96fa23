"""Fingerprints of many texts at once, equal to those of the plain path."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondsource.candidates.fingerprints import gram_hashes, word_hashes
from secondsource.scale.letters import letters
from secondsource.settings import CandidateSettings
from secondsource.text import words

_END = b"\0"  # behind every title and text: no part of a word
_MOST_TERMS = 2_048  # distinct words of a text that are kept, as in the kernel


@dataclass(frozen=True, slots=True, eq=False)
class Prints:
    """Fingerprints of several texts, one text after the other in the order of its words.

    prints: each fingerprint. places: its first word. counts: how many each text has. terms,
    times, term_counts: the same for its distinct words, with how often each one stands there.
    """

    prints: NDArray[np.uint64]
    places: NDArray[np.int32]
    counts: NDArray[np.int64]
    terms: NDArray[np.uint32]
    times: NDArray[np.uint8]
    term_counts: NDArray[np.int64]


class Fingerprinter:
    """Makes fingerprints of whole texts with the compiled kernel."""

    def __init__(self, *, settings: CandidateSettings, lead_words: int = 0) -> None:
        from secondsource.scale import kernels, word_kernels

        self._kernels = kernels
        self._settings = settings
        self._lead = lead_words
        self._padding = _END * word_kernels.PADDING

    def of(self, texts: Sequence[str], *, titles: Sequence[str] = ()) -> Prints:
        """The fingerprints of the texts, whole texts, in the order given.

        titles: of each text, if there are any; their words count among the terms, as words of
        the lead, and give no fingerprints.
        """
        packed = [_bytes(title) for title in titles] or [_END] * len(texts)
        begins = np.array([len(part) for part in packed], dtype=np.int64)
        bodies = [_bytes(text) for text in texts]
        ends = np.cumsum(begins + [len(part) for part in bodies], dtype=np.int64)
        parts = itertools.chain.from_iterable(zip(packed, bodies))
        units = np.frombuffer(b"".join((*parts, self._padding)), dtype=np.uint8)
        # The eight bytes from each place on, as one number; nothing is copied for it.
        eights = np.ndarray((len(units) - 7,), dtype="<u8", buffer=units, strides=(1,))
        known, chosen = letters(), self._settings
        prints = np.empty(len(units) + 1, dtype=np.uint64)
        places = np.empty(len(units) + 1, dtype=np.int32)
        counts = np.zeros(len(texts), dtype=np.int64)
        terms = np.empty(len(units) + 1, dtype=np.uint32)
        times = np.empty(len(units) + 1, dtype=np.uint8)
        term_counts = np.zeros(len(texts), dtype=np.int64)
        filled = self._kernels.fingerprint_batch(
            units,
            eights,
            begins,
            ends,
            known.kinds,
            known.begins,
            known.folded,
            chosen.gram_words,
            chosen.window,
            self._lead,
            prints,
            places,
            counts,
            terms,
            times,
            term_counts,
        )
        seated = int(term_counts.sum())
        made = Prints(
            prints[:filled].copy(),
            places[:filled].copy(),
            counts,
            terms[:seated].copy(),
            times[:seated].copy(),
            term_counts,
        )
        return self._with_hard(made, texts, titles) if (counts < 0).any() else made

    def _with_hard(self, made: Prints, texts: Sequence[str], titles: Sequence[str]) -> Prints:
        """The same with the texts filled in that the kernel left to the plain path."""
        cuts = np.cumsum(np.maximum(made.counts, 0))[:-1]
        term_cuts = np.cumsum(made.term_counts)[:-1]
        prints, places = np.split(made.prints, cuts), np.split(made.places, cuts)
        terms, times = np.split(made.terms, term_cuts), np.split(made.times, term_cuts)
        for number in np.flatnonzero(made.counts < 0).tolist():
            prints[number], places[number] = plain_prints(texts[number], settings=self._settings)
            terms[number], times[number] = plain_terms(
                texts[number], lead_words=self._lead, title=titles[number] if titles else ""
            )
        return Prints(
            np.concatenate(prints),
            np.concatenate(places),
            np.array([len(part) for part in prints], dtype=np.int64),
            np.concatenate(terms),
            np.concatenate(times),
            np.array([len(part) for part in terms], dtype=np.int64),
        )


def _bytes(text: str) -> bytes:
    """A text as the kernel reads it, with the byte that ends it."""
    return text.encode("utf-8", "surrogatepass") + _END


def plain_terms(
    text: str, *, lead_words: int, title: str = ""
) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Distinct words of one text and how often each stands there: the kernel's slow twin."""
    heading = [word.key for word in words(title)]
    lead_words += len(heading)
    hashes = word_hashes([*heading, *(word.key for word in words(text))]) >> np.uint64(32)
    times: dict[int, int] = {}
    for place, term in enumerate(hashes.tolist()):
        if term in times or len(times) < _MOST_TERMS:
            times[term] = times.get(term, 0) + (2 if place < lead_words else 1)
        else:
            break
    found = np.fromiter(times.values(), dtype=np.int64, count=len(times))
    return (
        np.fromiter(times, dtype=np.uint32, count=len(times)),
        np.minimum(found, np.iinfo(np.uint8).max).astype(np.uint8),
    )


def plain_prints(
    text: str, *, settings: CandidateSettings
) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Fingerprints of one text with their places, the plain way: the kernel's slow twin."""
    grams = gram_hashes(
        word_hashes(word.key for word in words(text)), size=settings.gram_words
    ).tolist()
    width = min(settings.window, len(grams))
    chosen: list[int] = []
    for first in range(len(grams) - width + 1 if grams else 0):
        least = min(range(first, first + width), key=lambda i: (grams[i], -i))
        if not chosen or least != chosen[-1]:
            chosen.append(least)
    return (
        np.array([grams[i] for i in chosen], dtype=np.uint64),
        np.array(chosen, dtype=np.int32),
    )
