"""Compiled kernels: arrays in, arrays out, the same numbers as the plain path, to the bit.

This module needs numba and is imported only where an archive is read. numba checks no bounds:
every buffer here is sized by its caller from a bound that is written beside it.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from secondsource.scale.letters import DIGIT, HARD, LETTER, OTHER

Bytes = NDArray[np.uint8]
Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]
Places = NDArray[np.int32]
Points = NDArray[np.uint32]

_compiled = numba.njit(cache=True, nogil=True)
_inlined = numba.njit(cache=True, nogil=True, inline="always")

_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_U = np.uint64
_WORD_BYTES = 128  # one block of BLAKE2b
_CACHED = 3  # 64-bit words of a word that the cache holds: 24 bytes
CACHE_SLOTS = 1 << 16  # 2.6 MB; nearly all words of a text are among the commonest 60,000
CACHE_ROW = _CACHED + 2  # the word, its length, its hash

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
    dtype=np.int64,
)
_QUARTERS = np.array(
    [
        [0, 4, 8, 12],
        [1, 5, 9, 13],
        [2, 6, 10, 14],
        [3, 7, 11, 15],
        [0, 5, 10, 15],
        [1, 6, 11, 12],
        [2, 7, 8, 13],
        [3, 4, 9, 14],
    ],
    dtype=np.int64,
)
_ROUNDS = 12
_DIGEST = 8  # bytes of the digest


@_inlined
def _turned(value: Any, bits: int) -> Any:
    return (value >> _U(bits)) | (value << _U(64 - bits))


@_inlined
def _mixed(value: Any) -> Any:
    value = (value ^ (value >> _U(30))) * _MIX_1
    value = (value ^ (value >> _U(27))) * _MIX_2
    return value ^ (value >> _U(31))


@_compiled
def _blake(block: Hashes, length: int, v: Hashes) -> Any:
    """BLAKE2b of one block with a digest of 8 bytes; block: 16 words, zeros behind `length`."""
    head = _IV[0] ^ _U(0x01010000) ^ _U(_DIGEST)
    v[0] = head
    for i in range(1, 8):
        v[i] = _IV[i]
    for i in range(8):
        v[8 + i] = _IV[i]
    v[12] ^= _U(length)
    v[14] = ~v[14]
    for turn in range(_ROUNDS):
        order = _SIGMA[turn % 10]
        for g in range(8):
            a, b, c, d = _QUARTERS[g]
            v[a] = v[a] + v[b] + block[order[2 * g]]
            v[d] = _turned(v[d] ^ v[a], 32)
            v[c] = v[c] + v[d]
            v[b] = _turned(v[b] ^ v[c], 24)
            v[a] = v[a] + v[b] + block[order[2 * g + 1]]
            v[d] = _turned(v[d] ^ v[a], 16)
            v[c] = v[c] + v[d]
            v[b] = _turned(v[b] ^ v[c], 63)
    return head ^ v[0] ^ v[8]


@_compiled
def _word_hash(block: Hashes, length: int, cache: Hashes, work: Hashes) -> Any:
    """The word's hash: from the cache if the very word is there, else reckoned and kept."""
    if length > 8 * _CACHED:
        return _blake(block, length, work)
    spread = block[0] * _ODD ^ block[1] * _MIX_1 ^ block[2] * _MIX_2
    row = cache[int((spread ^ (spread >> _U(29))) * _ODD >> _U(48))]
    if (
        row[0] == block[0]
        and row[1] == block[1]
        and row[2] == block[2]
        and row[_CACHED] == _U(length)
    ):
        return row[_CACHED + 1]
    found = _blake(block, length, work)
    row[0], row[1], row[2], row[_CACHED] = block[0], block[1], block[2], _U(length)
    row[_CACHED + 1] = found
    return found


@_compiled
def word_hashes_of(
    text: Points,
    kinds: Bytes,
    begins: Places,
    folded: Bytes,
    cache: Hashes,
    hashes: Hashes,
    starts: Places,
) -> int:
    """Number of words of a text, or -1 if it must go the plain way.

    text: uint32 code points. hashes: uint64, starts: int32, both at least len(text) long, filled
    with each word's hash and its first character. cache: uint64, (CACHE_SLOTS, CACHE_ROW).
    """
    block = np.zeros(_WORD_BYTES // 8, dtype=np.uint64)
    work = np.zeros(16, dtype=np.uint64)
    size, at, found = len(text), 0, 0
    while at < size:
        kind = kinds[text[at]]
        if kind == OTHER:
            at += 1
            continue
        if kind == HARD:
            return -1
        start, filled = at, 0
        while at < size:
            character = text[at]
            for k in range(begins[character], begins[character + 1]):
                if filled == _WORD_BYTES:
                    return -1
                block[filled >> 3] |= _U(folded[k]) << _U(8 * (filled & 7))
                filled += 1
            at += 1
            if kind != LETTER and kind != DIGIT:
                break  # the underscore is a word by itself
            if at >= size:
                break
            after = kinds[text[at]]
            if after == kind:
                continue
            if after == HARD:
                return -1
            # A mark goes on with the word only between two of its kind: "it's", "1,700".
            if after != OTHER or at + 1 >= size or kinds[text[at + 1]] != kind:
                break
            mark = text[at]
            if kind == LETTER and mark != 0x27 and mark != 0x2019:
                break
            if kind == DIGIT and mark != 0x2E and mark != 0x2C and mark != 0x3A:
                break
            if kind == DIGIT:
                if filled == _WORD_BYTES:
                    return -1
                block[filled >> 3] |= _U(mark) << _U(8 * (filled & 7))
                filled += 1
                at += 1
        hashes[found] = _word_hash(block, filled, cache, work)
        starts[found] = start
        found += 1
        for k in range((filled + 7) >> 3):
            block[k] = _U(0)
    return found


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
def fingerprint_batch(
    text: Points,
    ends: Ints,
    kinds: Bytes,
    begins: Places,
    folded: Bytes,
    cache: Hashes,
    size: int,
    window: int,
    prints: Hashes,
    places: Places,
    counts: Ints,
) -> int:
    """Number of fingerprints of all texts together, report by report in prints and places.

    text: the texts one behind the other; ends: where each ends. counts: fingerprints of each
    text, filled; -1 for a text that must go the plain way. prints, places: len(text) + 1 long at
    least, as no text has more words than characters.
    """
    longest, start = 1, 0
    for end in ends:
        longest = max(longest, end - start)
        start = end
    hashes = np.zeros(longest, dtype=np.uint64)
    starts = np.zeros(longest, dtype=np.int32)
    start, filled = 0, 0
    for number in range(len(ends)):
        found = word_hashes_of(
            text[start : ends[number]], kinds, begins, folded, cache, hashes, starts
        )
        start = ends[number]
        counts[number] = found
        if found >= 0:
            counts[number] = fingerprints_of(
                hashes, found, size, window, prints[filled:], places[filled:]
            )
            filled += counts[number]
    return filled
