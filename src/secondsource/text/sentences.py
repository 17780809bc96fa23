"""Paragraphs and sentences of a text, by rule, with their places.

A sentence ends at . ! ? … with any closing marks behind it, where a new one can begin: unless
the stop belongs to a title ("Maj. Gen."), an initial ("J. Smith"), a shortened month or a
common abbreviation. Words between quotation marks are split like others: a quotation of three
sentences gives three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Shortened words that a sentence does not end with: titles, ranks, months, and the like.
_NEVER_LAST = frozenset(
    "mr mrs ms dr prof gen maj col lt sgt capt cpl cmdr adm brig rev hon sen rep gov pres supt "
    "insp det st sr jr messrs mme mlle vs etc eg ie cf approx est dept no nos vol fig op al "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ft mt".split()
)
# These may end a sentence; they do if the next word opens one.
_MAY_LAST = frozenset("u.s u.k u.n e.u a.m p.m inc corp co ltd d.c bros".split())
_OPENERS = frozenset(
    "the a an in on at he she it they we i but and this that these those his her their there when "
    "while after before as for if however meanwhile police officials according no one two".split()
)
_STOP = re.compile(r"([.!?…]+)([\"'”’»)\]]*)(\s+|$)")
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.]*[^\W_])?)$")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Places of the paragraphs: blocks between empty lines, or lines where lines stand alone.

    A block whose lines were wrapped at a fixed width (all but the last about equally long, and
    none ending a sentence on purpose) is one paragraph; any other line is one of its own.
    """
    block: list[tuple[int, int]] = []
    at = 0
    for line in [*text.splitlines(keepends=True), ""]:
        place = (at, at + len(line))
        at += len(line)
        if line.strip():
            block.append(place)
            continue
        if _is_wrapped([text[a:b] for a, b in block]):
            block = [(block[0][0], block[-1][1])]
        for start, end in block:
            yield from _trimmed(text, start, end)
        block = []


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Places of the sentences of text[start:end], which should be one paragraph.

    >>> t = 'Maj. Gen. Ali spoke. "Go!" he said. The U.S. Navy came.'
    >>> [t[a:b] for a, b in sentences(t)]
    ['Maj. Gen. Ali spoke.', '"Go!" he said.', 'The U.S. Navy came.']
    """
    end = len(text) if end is None else end
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, begin, stop, end):
            yield from _trimmed(text, begin, stop.end(2))
            begin = stop.end()
    yield from _trimmed(text, begin, end)


def _is_wrapped(lines: list[str]) -> bool:
    """Are these lines of one paragraph that a mail program or a wire broke at a fixed width?"""
    if len(lines) < 3:
        return False
    widths = [len(line.rstrip()) for line in lines[:-1]]
    width = max(widths)
    return 40 <= width <= 100 and min(widths) >= width - 20 and len(lines[-1].rstrip()) <= width


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The place without white space at its edges, if anything is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Does a sentence end at this stop?"""
    after = text[stop.end() : min(end, stop.end() + 30)]
    if not after:
        return True
    opener = after.lstrip("\"'“‘«„([•-–— ")
    if stop.group(1) != ".":
        # '"Go!" he said': a small letter goes on.
        return not opener[:1].islower()
    if opener[:1].islower():
        return False
    last = _LAST_WORD.search(text, begin, stop.start())
    if last is None:
        return True
    word = last.group().lower()
    if stop.group(2) and word not in _NEVER_LAST:
        return True
    if len(word) == 1 and last.group().isupper() and word != "i":
        return False
    if word in _NEVER_LAST:
        return False
    if word in _MAY_LAST or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        first = re.match(r"\w+", opener)
        return bool(first and first.group().lower() in _OPENERS and first.group()[0].isupper())
    return True
