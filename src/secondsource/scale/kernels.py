"""Compiled kernels: arrays in, arrays out, the same numbers as the plain path, to the bit.

This module needs numba and is imported only where an archive is read. numba checks no bounds:
every buffer here is sized by its caller from a bound that is written beside it.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

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
_WORD_BYTES = 128  # one block of BLAKE2b
_CACHED = 15  # bytes of the longest word that the cache holds
_SLOT_BITS = 17
CACHE_SLOTS = 1 << _SLOT_BITS  # 3 MB; half as much and twice as much are slower
CACHE_ROW = 3  # the word with its length in two, its hash

# BLAKE2b (Saarinen & Aumasson, RFC 7693).
_IV = np.array(
    [
        0x6A09E667F3BCC908,
        0xBB67AE8584CAA73B,
        0x3C6EF372FE94F82B,
        0xA54FF53A5F1D36F1,
        0x510E527FADE682D1,
        0x9B05688C2B3E6C1F,
        0x1F83D9ABFB41BD6B,
        0x5BE0CD19137E2179,
    ],
    dtype=np.uint64,
)
_SIGMA = np.array(
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
        [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
        [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
        [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
        [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ],
    dtype=np.uint8,
)
_ROUNDS = 12
_DIGEST = 8  # bytes of the digest
_PLAIN = np.uint16(PLAIN)
_FULL = _U(_WORD_BYTES)


@_inlined
def _turned(value: Any, bits: int) -> Any:
    return (value >> _U(bits)) | (value << _U(64 - bits))


@_inlined
def _mixed(value: Any) -> Any:
    value = (value ^ (value >> _U(30))) * _MIX_1
    value = (value ^ (value >> _U(27))) * _MIX_2
    return value ^ (value >> _U(31))


@_inlined
def _stirred(a: Any, b: Any, c: Any, d: Any, x: Any, y: Any) -> Any:
    """The function G of RFC 7693."""
    a = a + b + x
    d = _turned(d ^ a, 32)
    c = c + d
    b = _turned(b ^ c, 24)
    a = a + b + y
    d = _turned(d ^ a, 16)
    c = c + d
    return a, _turned(b ^ c, 63), c, d


@_compiled
def _blake(m: Hashes, length: int) -> Any:
    """BLAKE2b of one block with a digest of 8 bytes; m: 16 words, zeros behind `length` bytes."""
    head = _IV[0] ^ _U(0x01010000) ^ _U(_DIGEST)
    a, b, c, d = head, _IV[1], _IV[2], _IV[3]
    e, f, g, h = _IV[4], _IV[5], _IV[6], _IV[7]
    i, j, k, n = _IV[0], _IV[1], _IV[2], _IV[3]
    o, p, q, r = _IV[4] ^ _U(length), _IV[5], ~_IV[6], _IV[7]
    for turn in range(_ROUNDS):
        s = _SIGMA[turn % 10]
        a, e, i, o = _stirred(a, e, i, o, m[s[0]], m[s[1]])
        b, f, j, p = _stirred(b, f, j, p, m[s[2]], m[s[3]])
        c, g, k, q = _stirred(c, g, k, q, m[s[4]], m[s[5]])
        d, h, n, r = _stirred(d, h, n, r, m[s[6]], m[s[7]])
        a, f, k, r = _stirred(a, f, k, r, m[s[8]], m[s[9]])
        b, g, n, o = _stirred(b, g, n, o, m[s[10]], m[s[11]])
        c, h, i, p = _stirred(c, h, i, p, m[s[12]], m[s[13]])
        d, e, j, q = _stirred(d, e, j, q, m[s[14]], m[s[15]])
    return head ^ a ^ i


@_compiled
def _word_hash(block: Hashes, length: int, cache: Hashes) -> Any:
    """The word's hash: from the cache if the very word is there, else reckoned and kept."""
    if length > _CACHED:
        return _blake(block, length)
    # Two words hold the text of up to 15 bytes, and in the last byte how many they are.
    first, second = block[0], block[1] | (_U(length) << _U(56))
    spread = (first ^ (first >> _U(32))) * _ODD ^ second * _MIX_1
    row = ((spread ^ (spread >> _U(29))) * _ODD) >> _U(64 - _SLOT_BITS)
    if cache[row, 0] == first and cache[row, 1] == second:
        return cache[row, 2]
    found = _blake(block, length)
    cache[row, 0], cache[row, 1], cache[row, 2] = first, second, found
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
    cache: Hashes,
    hashes: Hashes,
) -> int:
    """Number of words of a text, or -1 if it must go the plain way.

    text: UTF-16 code units. hashes: at least len(text) long, filled with each word's hash.
    cache: (CACHE_SLOTS, CACHE_ROW), zeros at first.
    """
    block = np.zeros(_WORD_BYTES // 8 + 1, dtype=np.uint64)
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
        hashes[found] = _word_hash(block, filled, cache)
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
    for i in range(grams):
        gram = _U(0)
        for step in range(size):
            gram = _mixed(gram * _ODD + hashes[i + step])
        hashes[i] = gram
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
    ends: Ints,
    kinds: Bytes,
    plain: Bytes,
    begins: Places,
    folded: Bytes,
    cache: Hashes,
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

    text: the texts one behind the other; ends: where each ends. counts: fingerprints of each
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
        found = word_hashes_of(
            text[start : ends[number]], kinds, plain, begins, folded, cache, hashes
        )
        start = ends[number]
        counts[number] = found
        term_counts[number] = 0
        if found >= 0:
            term_counts[number] = terms_of(
                hashes, found, lead, seats, terms[seated:], times[seated:]
            )
            seated += term_counts[number]
            counts[number] = fingerprints_of(
                hashes, found, size, window, prints[filled:], places[filled:]
            )
            filled += counts[number]
    return filled
