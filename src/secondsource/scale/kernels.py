"""Compiled kernels: arrays in, arrays out, the same numbers as the plain path, to the bit.

This module needs numba and is imported only where an archive is read. numba checks no bounds:
every buffer here is sized by its caller from a bound that is written beside it.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from secondsource.candidates.fingerprints import LONGEST
from secondsource.scale.letters import DIGIT, HARD, LETTER, LINE, OTHER, PLAIN

Bytes = NDArray[np.uint8]
Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]
Places = NDArray[np.int32]
Units = NDArray[np.uint16]
Terms = NDArray[np.uint32]

_compiled = numba.njit(cache=True, nogil=True)
_inlined = numba.njit(cache=True, nogil=True, inline="always")

_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_U = np.uint64
SEATS = 4_096  # of the table of one text's distinct words, of which half may be taken
_BLOCK = _U(8)  # bytes that are hashed at once
_PLAIN = np.uint16(PLAIN)
_FULL = _U(LONGEST)


@_inlined
def _mixed(value: Any) -> Any:
    value = (value ^ (value >> _U(30))) * _MIX_1
    value = (value ^ (value >> _U(27))) * _MIX_2
    return value ^ (value >> _U(31))


@_inlined
def _word_hash(block: Hashes, length: Any) -> Any:
    """The hash of a word: its length, then its bytes, eight at a time, mixed in."""
    found = length
    for k in range((length + _BLOCK - _U(1)) // _BLOCK):
        found = _mixed(found * _ODD + block[k])
    return found


@_compiled
def _filled_with(block: Hashes, filled: Any, byte: Any) -> Any:
    """Bytes in the block after one more is put in."""
    block[filled >> _U(3)] |= _U(byte) << (_U(8) * (filled & _U(7)))
    return filled + _U(1)


@_compiled
def _plain_run(text: Units, at: Any, plain: Bytes, block: Hashes, filled: Any) -> Any:
    """(place, bytes in the block) behind a run of ASCII letters: nearly all there are in news."""
    size = _U(len(text))
    packed, shift = block[filled >> _U(3)], _U(8) * (filled & _U(7))
    while at < size:
        byte = plain[min(text[at], _PLAIN)]
        if byte == 0 or filled == _FULL:
            break
        packed |= _U(byte) << shift
        shift += _U(8)
        filled += _U(1)
        if shift == _U(64):
            block[(filled >> _U(3)) - _U(1)] = packed
            packed, shift = _U(0), _U(0)
        at += _U(1)
    if shift:
        block[filled >> _U(3)] = packed
    return at, filled


@_compiled
def _goes_on(text: Units, at: Any, kind: int, kinds: Bytes) -> bool:
    """Does a mark between two of one kind go on with the word, as in "it's" and "1,700"?"""
    if at + _U(1) >= _U(len(text)) or kinds[text[at + _U(1)]] != kind:
        return False
    mark = text[at]
    if kind == LETTER:
        return bool(mark == 0x27 or mark == 0x2019)
    return bool(kind == DIGIT and (mark == 0x2E or mark == 0x2C or mark == 0x3A))


@_compiled
def word_hashes_of(
    text: Units,
    kinds: Bytes,
    plain: Bytes,
    begins: Places,
    folded: Bytes,
    hashes: Hashes,
) -> int:
    """Number of words of a text, or -1 if it must go the plain way.

    text: UTF-16 code units. hashes: at least len(text) long, filled with each word's hash.
    """
    block = np.zeros(LONGEST // 8 + 1, dtype=np.uint64)
    size, at, found = _U(len(text)), _U(0), _U(0)
    while at < size:
        kind = kinds[text[at]]
        if kind == OTHER:
            at += _U(1)
            continue
        filled = _U(0)
        while at < size:
            if kind == LETTER:
                at, filled = _plain_run(text, at, plain, block, filled)
            if at < size and kinds[text[at]] == HARD:
                return -1
            if at < size and kinds[text[at]] == kind:
                for k in range(begins[text[at]], begins[text[at] + 1]):
                    if filled == _FULL:
                        return -1
                    filled = _filled_with(block, filled, folded[k])
                at += _U(1)
                if kind == LINE:
                    break  # the underscore is a word by itself
            elif at < size and kinds[text[at]] == OTHER and _goes_on(text, at, kind, kinds):
                if filled == _FULL:
                    return -1
                filled = _filled_with(block, filled, 0x27 if kind == LETTER else text[at])
                at += _U(1)
            else:
                break
        hashes[found] = _word_hash(block, filled)
        found += _U(1)
        for k in range((filled >> _U(3)) + _U(1)):
            block[k] = _U(0)
    return np.int64(found)


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
        hashes[i] = _mixed(gram)
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
    text: Units,
    heads: Ints,
    ends: Ints,
    kinds: Bytes,
    plain: Bytes,
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

    text: the texts one behind the other; heads: characters of each that are its title, whose
    words give terms only; ends: where each ends. counts: fingerprints of each
    text, filled; -1 for a text that must go the plain way. prints, places: len(text) + 1 long at
    least, as no text has more words than characters; terms and times too.
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
        title = word_hashes_of(text[start:body], kinds, plain, begins, folded, hashes)
        found = -1
        if title >= 0:
            found = word_hashes_of(
                text[body : ends[number]], kinds, plain, begins, folded, hashes[title:]
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
