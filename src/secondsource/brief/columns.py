"""Plain text laid out in columns that hold for every script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from secondsource.brief.passages import Piece
from secondsource.brief.plain import width, wrap

_GAP = " | "  # between two columns


def underlined(title: str, rule: str = "-") -> tuple[str, str]:
    """A heading and the line under it."""
    return title, rule * width(title)


def indented(text: str, columns: int, indent: int = 0) -> Iterator[str]:
    """The text in lines, each with so many spaces before it."""
    for line in wrap(text, columns - indent):
        yield " " * indent + line


def bulleted(text: str, columns: int, indent: int = 0) -> Iterator[str]:
    """The text as one item of a list, the later lines under the first word."""
    for number, line in enumerate(wrap(text, columns - indent - 2)):
        yield " " * indent + ("  " if number else "- ") + line


def side_by_side(a: tuple[str, str], b: tuple[str, str], columns: int) -> Iterator[str]:
    """Two headed texts beside each other, in lines of at most that many columns."""
    each = (columns - 2 - len(_GAP)) // 2
    left, right = ([line for part in side for line in wrap(part, each)] for side in (a, b))
    for one, other in zip_longest(left, right, fillvalue=""):
        yield "  " + one + " " * (each - width(one)) + _GAP + other


def marked(pieces: Sequence[Piece]) -> str:
    """The pieces in a row, those that differ between braces."""
    return "".join(f"{{{piece.text}}}" if piece.differs else piece.text for piece in pieces)
