"""Labelled spans that break off: a content behind "the", a name behind "of", made whole.

The network labels word by word, and at times it lets a span end where English does not: "the
House of", "she was eyeing the". What follows then belongs to the span, up to where the next one
begins; or the small word does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from secondsource.statements.link import CONTENT, Piece
from secondsource.statements.phrase import grammar

Place = tuple[int, int]
_ARTICLES = frozenset(("a", "an", "the"))
_WORD_AHEAD = re.compile(r"[^\S\n]+(?=\w)")
_STOP = re.compile(r"[,;:()\[\]\"“”«»\n]|--|—|–| - |''")
_ENDS = ".!?…"
_JOINING = frozenset(("of", "for"))  # in a name, what stands behind it belongs to it
_SMALL = _JOINING | frozenset(("and", "the", "in", "with", "to", "a", "an"))
_CAPITAL = re.compile(r"(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")
_LAST_WORD = re.compile(r"\s([a-z]+)$")
_NEAR = 12  # characters, more than two small words have
_EDGE = "-–—'’‘\"“”(,;: \t\n"
_ORGANISATION = 1  # number of the label


def whole_contents(text: str, sentences: Sequence[Place], pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, in reading order; a content that breaks off goes on to the end of its clause.

    It breaks off if its last word is an article or a preposition and words follow. The next piece
    ends it at the latest.
    """
    starts = [start for start, _ in sentences]
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        if piece.kind == CONTENT and _breaks_off(text, piece):
            ahead = pieces[at + 1].start if at + 1 < len(pieces) else len(text)
            sentence = sentences[max(0, bisect_right(starts, piece.end) - 1)][1]
            end = _clause_end(text, piece.end, min(ahead, sentence))
            piece = replace(piece, end=max(piece.end, end))
        found.append(piece)
    return found


def _breaks_off(text: str, piece: Piece) -> bool:
    last = text[piece.start : piece.end].rsplit(None, 1)[-1].lower()
    weak = last in _ARTICLES or last in grammar("preposition")
    return weak and _WORD_AHEAD.match(text, piece.end) is not None


def _clause_end(text: str, start: int, limit: int) -> int:
    stop = _STOP.search(text, start, limit)
    end = stop.start() if stop else limit
    while end > start and (text[end - 1].isspace() or text[end - 1] in _ENDS):
        end -= 1
    return end


@dataclass(frozen=True, slots=True)
class Name:
    """Characters [start, end) that the network labels as a name of a kind."""

    start: int
    end: int
    kind: int


def whole_names(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, in reading order, without marks at their edges; none ends in a small word.

    "House of" takes up "Representatives", and "Nation of" the name behind it; "Iraq and" ends
    before "and". What is left without a word is no name.
    """
    found: list[Name] = []
    for at, name in enumerate(names):
        if found and name.start < found[-1].end:
            continue  # taken up by the name before it
        ahead = names[at + 1] if at + 1 < len(names) else None
        name = _bare(text, _finished(text, name, ahead))
        if name.end > name.start and text[name.start : name.end] not in _SMALL:
            found.append(name)
    return found


def _finished(text: str, name: Name, ahead: Name | None) -> Name:
    """The name with what it takes up behind a small word, else without that word."""
    if _small_word(text, name.start, name.end) is None:
        return name
    words = set(text[max(name.start, name.end - _NEAR) : name.end].split()[-2:])
    joins = bool(words & _JOINING) or ("and" in words and name.kind == _ORGANISATION)
    more = _CAPITAL.match(text, name.end + 1) if text[name.end : name.end + 1] == " " else None
    if joins and more is not None:
        near = ahead is not None and ahead.start <= more.end()
        kin = near and ahead is not None and (ahead.kind == name.kind or "and" not in words)
        if near and ahead is not None and kin:
            return replace(name, end=ahead.end)
        if not near:
            return replace(name, end=more.end())
    return _without_small(text, name)


def _without_small(text: str, name: Name) -> Name:
    end = name.end
    while (before := _small_word(text, name.start, end)) is not None:
        end = before
    return replace(name, end=end)


def _small_word(text: str, start: int, end: int) -> int | None:
    """Where the blank before a small word at the end stands, None if there is no such word."""
    last = _LAST_WORD.search(text, max(start, end - _NEAR), end)
    return last.start() if last and last[1] in _SMALL else None


def _bare(text: str, name: Name) -> Name:
    start, end = name.start, name.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and (
        text[end - 1] in _EDGE or (text[end - 1] == ")" and "(" not in text[start:end])
    ):
        end -= 1
    return Name(start, end, name.kind)
