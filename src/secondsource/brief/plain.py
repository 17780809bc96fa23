"""Makes the text of reports safe to show: one line, nothing invisible, as wide as it looks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_REPLACED = "\N{REPLACEMENT CHARACTER}"
# Direction marks, zero-width and tag characters can hide or reorder words: they are shown.
_HIDING = ("Cc", "Cf", "Cs", "Co", "Cn")
_HARMLESS = "\u00ad\u200d\u200c\ufeff"  # soft hyphen, joiners, byte order mark: dropped
_WIDE = ("W", "F")


def printable(text: str) -> str:
    """The text on one line: white space is one space, control and hiding characters are shown.

    A report can carry terminal commands or marks that turn the direction of writing; each
    becomes the replacement character, so that nobody sees what does not stand there.

    >>> printable("a\\n  b\\x1b[31m")
    'a b�[31m'
    """
    plain = " ".join(text.split())
    # Nearly every text is: then no letter needs to be looked at by itself.
    return plain if plain.isprintable() else "".join(_shown(text)).strip()


def _shown(text: str) -> Iterator[str]:
    after_space = True
    for letter in text:
        if letter.isspace():
            if not after_space:
                yield " "
            after_space = True
        elif letter not in _HARMLESS:
            after_space = False
            yield _REPLACED if unicodedata.category(letter) in _HIDING else letter


def width(text: str) -> int:
    """Columns of a terminal that the text takes: wide letters two, combining marks none."""
    return sum(_columns(letter) for letter in text)


def _columns(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most that many columns, broken at spaces, inside a word only if it must be.

    >>> wrap("one two three", 7)
    ['one two', 'three']
    """
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width(joined) <= columns:
            lines[-1] = joined
            continue
        pieces = list(_cut(word, columns))
        lines.extend(pieces if lines[-1] else [])
        if not lines[0]:
            lines[:1] = pieces
    return lines


def _cut(word: str, columns: int) -> Iterator[str]:
    piece, taken = "", 0
    for letter in word:
        if taken + _columns(letter) > columns and piece:
            yield piece
            piece, taken = "", 0
        piece += letter
        taken += _columns(letter)
    yield piece


def shorten(text: str, most: int) -> str:
    """The first words, with "…" where some were left out; at most that many characters."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    cut = kept.rfind(" ")
    return (kept[:cut] if cut > most // 2 else kept).rstrip(" ,;:") + "…"


def printable_block(text: str) -> str:
    """The text with its line breaks, each line made printable; spaces at the ends stay."""
    return "\n".join("".join(_shown(f"|{line}"))[1:] for line in text.split("\n"))
