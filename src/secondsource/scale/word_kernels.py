"""Compiled kernel that finds the words of a text: those of the plain path, to the bit.

News is mostly short words of ASCII letters. Those are taken eight bytes at once: which of the
eight are letters is told for all together by arithmetic on one number, without a branch for each.
Every other word (accents, digits, apostrophes, sixteen letters) goes character by character.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from secondsource.candidates.fingerprints import LONGEST
from secondsource.scale.letters import DIGIT, HARD, LETTER, LINE, OTHER

Bytes = NDArray[np.uint8]
Hashes = NDArray[np.uint64]
Places = NDArray[np.int32]

_compiled = numba.njit(cache=True, nogil=True)
_inlined = numba.njit(cache=True, nogil=True, inline="always")

_U = np.uint64
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_BLOCK = _U(8)  # bytes that are hashed at once
_FULL = _U(LONGEST)
_ASCII = np.uint8(0x80)  # bytes below it are characters by themselves
_SPACE, _APOSTROPHE = np.uint8(0x20), np.uint8(0x27)
_CURLY = 0x2019  # the apostrophe of print
PADDING = 16  # bytes behind the last text, so that eight may be read from any place in it

# The same byte eight times over.
_ONES, _LOW, _HIGH = (_U(byte * 0x0101010101010101) for byte in (0x01, 0x7F, 0x80))
_SMALL = _U(0x20 * 0x0101010101010101)  # the bit that makes a capital of ASCII small
_TO_A, _BEHIND_Z = (_U((0x80 - ord(c)) * 0x0101010101010101) for c in "a{")


@_inlined
def mixed(value: Any) -> Any:
    """splitmix64's last step, as the plain path's."""
    value = (value ^ (value >> _U(30))) * _MIX_1
    value = (value ^ (value >> _U(27))) * _MIX_2
    return value ^ (value >> _U(31))


@_inlined
def _letters_of(block: Any) -> tuple[Any, Any]:
    """(the ASCII letters that eight bytes begin with, made small; how many they are)."""
    small = block | _SMALL
    # Adding to seven bits carries into the eighth exactly where the letter is reached.
    seven = small & _LOW
    letter = (seven + _TO_A) & ~(seven + _BEHIND_Z) & ~block & _HIGH
    other = ~letter & _HIGH
    # All bits below the first byte that is no letter; all bits where there is none.
    below = ((other & (~other + _U(1))) >> _U(7)) - _U(1)
    return small & below, ((below & _ONES) * _ONES) >> _U(56)


@_compiled
def _unit_at(text: Bytes, at: Any) -> tuple[Any, Any]:
    """(the character's number, its bytes) at a place of UTF-8; 0xD800, a half, beyond 0xFFFF."""
    first = _U(text[at])
    if first < _U(0x80):
        return first, _U(1)
    second = _U(text[at + _U(1)]) & _U(0x3F)
    if first < _U(0xE0):
        return ((first & _U(0x1F)) << _U(6)) | second, _U(2)
    third = _U(text[at + _U(2)]) & _U(0x3F)
    if first < _U(0xF0):
        return ((first & _U(0x0F)) << _U(12)) | (second << _U(6)) | third, _U(3)
    return _U(0xD800), _U(4)


@_compiled
def _goes_on(text: Bytes, at: Any, mark: Any, size: Any, kind: int, kinds: Bytes) -> bool:
    """Does a mark between two of one kind go on with the word, as in "it's" and "1,700"?

    The character behind the mark is there: every text ends in a byte that is no word's.
    """
    if kind == LETTER:
        if mark != 0x27 and mark != _CURLY:
            return False
    elif kind != DIGIT or (mark != 0x2E and mark != 0x2C and mark != 0x3A):
        return False
    return bool(kinds[_unit_at(text, at + size)[0]] == kind)


@_compiled
def _filled_with(block: Hashes, filled: Any, byte: Any) -> Any:
    """Bytes in the block after one more is put in."""
    block[filled >> _U(3)] |= _U(byte) << (_U(8) * (filled & _U(7)))
    return filled + _U(1)


@_compiled
def _slow_word(
    text: Bytes, at: Any, kinds: Bytes, begins: Places, folded: Bytes, block: Hashes
) -> tuple[Any, Any]:
    """(place behind the word, its bytes in the block); no bytes: it must go the plain way."""
    unit, size = _unit_at(text, at)
    kind = kinds[unit]
    filled = _U(0)
    while True:
        of_unit = kinds[unit]
        if of_unit == HARD:
            return at, _U(0)
        if of_unit == kind:
            for k in range(begins[unit], begins[unit + _U(1)]):
                if filled == _FULL:
                    return at, _U(0)
                filled = _filled_with(block, filled, folded[k])
        elif of_unit == OTHER and _goes_on(text, at, unit, size, kind, kinds):
            if filled == _FULL:
                return at, _U(0)
            filled = _filled_with(block, filled, _U(0x27) if kind == LETTER else unit)
        else:
            return at, filled
        at += size
        if kind == LINE:
            return at, filled  # the underscore is a word by itself
        unit, size = _unit_at(text, at)


@_compiled
def _block_hash(block: Hashes, length: Any) -> Any:
    """The hash of a word: its length, then its bytes, eight at a time, mixed in."""
    found = length
    for k in range((length + _BLOCK - _U(1)) // _BLOCK):
        found = mixed(found * _ODD + block[k])
        block[k] = _U(0)
    return found


@_compiled
def word_hashes_of(
    text: Bytes,
    eights: Hashes,
    start: int,
    end: int,
    kinds: Bytes,
    begins: Places,
    folded: Bytes,
    hashes: Hashes,
) -> int:
    """Number of words of text[start:end], or -1 if it must go the plain way.

    text: UTF-8; the byte at `end` is there and no part of a word. eights[i]: the eight bytes
    from i on, for every i up to end + 8. hashes: at least end - start long, filled with each
    word's hash.
    """
    block = np.zeros(LONGEST // 8 + 1, dtype=np.uint64)
    at, behind, found = _U(start), _U(end), 0
    while at < behind:
        packed, length = _letters_of(eights[at])
        if length == _U(0) and text[at] < _ASCII and kinds[text[at]] == OTHER:
            at += _U(1)
            continue
        more, rest = _U(0), _U(0)
        if length == _BLOCK:
            more, rest = _letters_of(eights[at + _BLOCK])
        after = text[at + length + rest]
        if length > _U(0) and rest < _BLOCK and after < _ASCII and after != _APOSTROPHE:
            value = mixed((length + rest) * _ODD + packed)
            if rest:
                value = mixed(value * _ODD + more)
            at += length + rest + _U(after == _SPACE)
        else:
            at, filled = _slow_word(text, at, kinds, begins, folded, block)
            if filled == _U(0):
                return -1
            value = _block_hash(block, filled)
        hashes[found] = value
        found += 1
    return found
