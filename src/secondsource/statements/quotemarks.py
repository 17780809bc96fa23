"""Pairs quotation marks: curly, straight, single, low and angle ones, told from apostrophes.

A quotation that runs over paragraphs has an opening mark at each and a closing one only at the
last; each paragraph gives a piece. A mark that never closes ends with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MARK = re.compile(r"[\"“”„‟«»‹›‘’‚'`]+|''")
_DOUBLE = '"“”„‟«»'
_MAX_MARKS = 200  # marks ahead in which the closing one is sought, so that time stays linear
_LOW = "„«‚‹"
# Words that begin with an apostrophe.
_CLIPPED = re.compile(r"(?:em|til|till|twas|tis|cause|bout|n|round|neath|ol|s)\b|\d", re.IGNORECASE)
_STOPS = ".,?!;:…"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks: [start, end) without the marks, [outer, close) with them.

    paragraph: index of its paragraph. goes_on: the next paragraph opens again, the quotation is
    not over. closed: a closing mark was found.
    """

    outer: int
    start: int
    end: int
    close: int
    paragraph: int
    single: bool = False
    closed: bool = True
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """One quotation mark (or several run together) and the ways it can be read."""

    start: int
    end: int
    single: bool
    opens: bool
    closes: bool


def find_quoted(text: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[Quoted, ...]:
    """The quoted passages of the paragraphs, outermost only, in reading order."""
    marks = [list(_marks(text, start, end)) for start, end in paragraphs]
    found: list[Quoted] = []
    carried = False
    for index, (start, end) in enumerate(paragraphs):
        following = marks[index + 1] if index + 1 < len(paragraphs) else []
        next_start = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else 0
        row = marks[index]
        if carried:
            row = [_Mark(start, start, False, True, False), *row]
        pieces, carried = _pair(text, row, end, index, following, next_start)
        found += pieces
    return tuple(found)


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """Every quotation mark of the paragraph that is no apostrophe, with its shapes."""
    for match in _MARK.finditer(text, start, end):
        run = match.group()
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        single = not any(c in _DOUBLE for c in run) and run not in ("''", "``")
        if single:
            if before.isalnum() and after.isalnum():
                continue
            if _is_clipped(text, run, match.end(), before):
                continue
        open_side = (
            before.isspace() or before in "([{—–-/" or (not before.isalnum() and before in _STOPS)
        )
        close_side = after.isspace() or not after.isalnum()
        opens, closes = _shapes(
            run, open_side and not after.isspace(), close_side and not before.isspace()
        )
        if opens or closes:
            yield _Mark(match.start(), match.end(), single, opens, closes)


def _is_clipped(text: str, run: str, end: int, before: str) -> bool:
    """Is it the apostrophe of a clipped word ('90s, 'em)?"""
    return run in ("'", "’") and not before.isalnum() and bool(_CLIPPED.match(text, end))


def _shapes(run: str, may_open: bool, may_close: bool) -> tuple[bool, bool]:
    """(can open, can close) of a mark, from its form first and its neighbours second."""
    first, last = run[0], run[-1]
    if first in _LOW and not (first == "«" and not may_open and may_close):
        return True, False
    if first in "“‘" and first == last:
        # A German closing mark has the form of an English opening one.
        return may_open or not may_close, may_close
    if first in "“‘`":
        return may_open or not may_close, may_close and not may_open
    if first in "”’" and not may_open:
        return False, True
    if first == "»":
        return may_open and not may_close, may_close
    return may_open, may_close


def _pair(
    text: str, row: list[_Mark], end: int, index: int, following: list[_Mark], next_start: int
) -> tuple[list[Quoted], bool]:
    """The outermost quoted passages of one paragraph, and whether the last runs on unmarked."""
    found: list[Quoted] = []
    at = 0
    while at < len(row):
        mark = row[at]
        if not mark.opens:
            at += 1
            continue
        closing = _closing(text, row, at)
        if closing is None:
            piece, carried = _unclosed(text, row, at, end, index, following, next_start)
            if piece is None:
                at += 1
                continue
            found.append(piece)
            if piece.goes_on or carried or piece.close >= end:
                return found, carried
            at += 1
            while at < len(row) and row[at].start < piece.close:
                at += 1
            continue
        other = row[closing]
        if mark.end < other.start:
            found.append(Quoted(mark.start, mark.end, other.start, other.end, index, mark.single))
        at = closing + 1
    return found, False


def _closing(text: str, row: list[_Mark], at: int) -> int | None:
    """Index of the mark that closes row[at], or None."""
    if row[at].single:
        return _closing_single(text, row, at)
    depth = 1
    for index in range(at + 1, min(len(row), at + _MAX_MARKS)):
        mark = row[index]
        if mark.single:
            continue
        if mark.closes:
            depth -= 1
        elif mark.opens:
            depth += 1
        if depth == 0:
            return index
    return None


def _closing_single(text: str, row: list[_Mark], at: int) -> int | None:
    """The same for a single mark, which may be an apostrophe: doubles inside must pair up."""
    weak = None
    first = None
    doubles = 0
    depth = 1
    for index in range(at + 1, min(len(row), at + _MAX_MARKS)):
        mark = row[index]
        doubles += not mark.single
        if not mark.single or doubles % 2:
            continue
        if not mark.closes:
            depth += 1
            continue
        # "workers' rights": an s before it may be a possessive; a stop before it is sure.
        if text[mark.start - 1] in "sS":
            weak = index if weak is None and depth == 1 else weak
            continue
        first = index if first is None and depth == 1 else first
        depth -= 1
        if depth == 0:
            return index
    return first if first is not None else weak


def _unclosed(
    text: str,
    row: list[_Mark],
    at: int,
    end: int,
    index: int,
    following: list[_Mark],
    next_start: int,
) -> tuple[Quoted | None, bool]:
    """The piece that opens at row[at] and has no closing mark; whether it runs on unmarked."""
    mark = row[at]
    later = next(
        (m for m in row[at + 1 : at + _MAX_MARKS] if m.opens and m.single == mark.single), None
    )
    if later is not None:
        if mark.single:
            return None, False
        stop = len(text[: later.start].rstrip())
        if mark.end >= stop:
            return None, False
        return Quoted(mark.start, mark.end, stop, stop, index, closed=False), False
    first = next((m for m in following[:_MAX_MARKS] if m.single == mark.single), None)
    reopens = first is not None and first.opens and first.start == next_start
    if mark.single and not reopens:
        return None, False
    if mark.end >= end:
        return None, False
    runs_on = first is not None and not first.opens and not mark.single
    goes_on = reopens or runs_on
    piece = Quoted(mark.start, mark.end, end, end, index, mark.single, False, goes_on)
    return piece, runs_on
