"""Compiled kernels: arrays in, arrays out, the same numbers as the plain path, to the bit.

This module needs numba and is imported only where an archive is read. numba checks no bounds:
every buffer here is sized by its caller from a bound that is written beside it.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from secondsource.scale.word_kernels import mixed, word_hashes_of

Bytes = NDArray[np.uint8]
Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]
Places = NDArray[np.int32]
Terms = NDArray[np.uint32]

_compiled = numba.njit(cache=True, nogil=True)

_ODD = np.uint64(0x9E3779B97F4A7C15)
_U = np.uint64
SEATS = 4_096  # of the table of one text's distinct words, of which half may be taken


@_compiled
def fingerprints_of(
    hashes: Hashes, count: int, size: int, window: int, prints: Hashes, places: Places
) -> int:
    """Number of fingerprints; prints (uint64), places (int32): each with its gram's first word.

    In the order of the text: of every `window` grams the least, the last of equal ones; a gram
    that is the least of several windows in a row stands once. Both at least max(1, count) long.
    hashes is overwritten with the grams.
    """
    grams = count - size + 1
    if grams <= 0:
        return 0
    # A polynomial in which the first word's share is taken off when the next one comes.
    gone, gram = _U(1), _U(0)
    for step in range(size):
        gone *= _ODD
        gram = gram * _ODD + hashes[step]
    for i in range(grams):
        first = hashes[i]
        hashes[i] = mixed(gram)
        if i + 1 < grams:
            gram = gram * _ODD + hashes[i + size] - gone * first
    width = min(window, grams)
    found, least = 0, -1
    for first in range(grams - width + 1):
        last = first + width - 1
        if least < first:
            least = first
            for i in range(first + 1, last + 1):
                if hashes[i] <= hashes[least]:
                    least = i
        elif hashes[last] <= hashes[least]:
            least = last
        elif found:
            continue
        prints[found], places[found] = hashes[least], least
        found += 1
    return found


@_compiled
def terms_of(
    hashes: Hashes, count: int, lead: int, seats: Places, terms: Terms, times: Bytes
) -> int:
    """Number of distinct words; terms: the upper half of each one's hash, in order of the text.

    times: how often it stands there, words among the first `lead` counting twice, at most 255.
    seats: -1 everywhere, and again afterwards; (SEATS,). Words beyond SEATS / 2 distinct ones are
    left out. terms, times: at least min(count, SEATS / 2) long.
    """
    found = 0
    for i in range(count):
        term = np.uint32(hashes[i] >> _U(32))
        seat = np.int64(term & np.uint32(SEATS - 1))
        while seats[seat] >= 0 and terms[seats[seat]] != term:
            seat = (seat + 1) & (SEATS - 1)
        if seats[seat] < 0:
            if found == SEATS // 2:
                break
            seats[seat] = found
            terms[found], times[found] = term, 0
            found += 1
        at = seats[seat]
        times[at] = min(255, times[at] + (2 if i < lead else 1))
    for i in range(SEATS):
        seats[i] = -1
    return found


@_compiled
def fingerprint_batch(
    text: Bytes,
    eights: Hashes,
    heads: Ints,
    ends: Ints,
    kinds: Bytes,
    begins: Places,
    folded: Bytes,
    size: int,
    window: int,
    lead: int,
    prints: Hashes,
    places: Places,
    counts: Ints,
    terms: Terms,
    times: Bytes,
    term_counts: Ints,
) -> int:
    """Number of fingerprints of all texts together, report by report in prints and places.

    terms, times, term_counts: the same for the distinct words of each text, as `terms_of` says.

    text, eights: titles and texts one behind the other, each with a byte behind it that is no
    word's, as `word_hashes_of` says. heads: bytes of each title with the one behind it; its words
    give terms only. ends: where each text ends, the byte behind it included. counts: fingerprints
    of each text, filled; -1 for a text that must go the plain way. prints, places: len(text) + 1
    long at least, as no text has more words than bytes; terms and times too.
    """
    longest, start = 1, 0
    for end in ends:
        longest = max(longest, end - start)
        start = end
    hashes = np.zeros(longest, dtype=np.uint64)
    seats = np.full(SEATS, -1, dtype=np.int32)
    start, filled, seated = 0, 0, 0
    for number in range(len(ends)):
        body = start + heads[number]
        behind = ends[number] - 1
        title = word_hashes_of(text, eights, start, body - 1, kinds, begins, folded, hashes)
        found = -1
        if title >= 0:
            found = word_hashes_of(
                text, eights, body, behind, kinds, begins, folded, hashes[title:]
            )
        start = ends[number]
        counts[number] = found
        term_counts[number] = 0
        if found >= 0:
            term_counts[number] = terms_of(
                hashes, title + found, title + lead, seats, terms[seated:], times[seated:]
            )
            seated += term_counts[number]
            counts[number] = fingerprints_of(
                hashes[title:], found, size, window, prints[filled:], places[filled:]
            )
            filled += counts[number]
    return filled
