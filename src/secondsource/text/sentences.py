"""Paragraphs and sentences of a text, by rule, with their places.

A sentence ends at . ! ? … with any closing marks behind it, where a new one can begin: unless
the stop belongs to a title ("Maj. Gen."), an initial ("J. Smith"), a shortened month or a
common abbreviation. Words between quotation marks are split like others: a quotation of three
sentences gives three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Shortened words that a sentence does not end with. Those in the second set are also plain words:
# they are shortened only with a capital ("Sat." but "sat.").
_NEVER_LAST = frozenset(
    "mr mrs ms dr drs prof gen maj lt sgt capt cpl cmdr adm brig sen gov pres supt insp det jr sr "
    "messrs mme mlle vs eg ie cf approx dept nos jan feb apr jun jul aug sept oct nov tue tues "
    "thu thur thurs mt ft st".split()
)
_NEVER_LAST_CAPITAL = frozenset("col rev hon rep mar sep dec mon wed fri sat sun fig vol".split())
_BEFORE_NUMBERS = frozenset("no nos fig vol op art sec p pp".split())
# These may end a sentence; they do if the next word opens one.
_MAY_LAST = frozenset("u.s u.k u.n e.u a.m p.m inc corp co ltd d.c bros etc al est".split())
_STATES = frozenset(  # with a capital only, and as above
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb "
    "nev okla ore pa tenn tex va vt wash wis wyo ont".split()
)
_OPENERS = frozenset(
    "the a an in on at he she it they we i but and this that these those his her their there when "
    "while after before as for if however meanwhile police officials according no one two".split()
)
# Possessive, and looked at once: a text of stops alone costs no more than another.
_STOP = re.compile(r"(?<![.!?…])([.!?…]++)([\"'”’»)\]]*+)(\s++|$)")
# "ended on Friday.The court": the space was lost, as where a page breaks a line.
_GLUED = re.compile(r"(?<=[a-z]{3})[.?!](?=(?!Com|Net|Org)[A-Z][a-z]+ )")
_ANY_STOP = re.compile(f"{_STOP.pattern}|{_GLUED.pattern}")
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.]*[^\W_])?)$")
_FIRST_WORD = re.compile(r"\w+")
_ABBREVIATION = re.compile(r"(?:[a-z]\.)+[a-z]")
_LONGEST_WORD = 40  # characters looked back at from a stop
_NARROW, _WIDE = 40, 100  # characters of a line that somebody may have wrapped
_RAGGED = 20  # characters by which such lines differ
_LONGEST = 2_000  # characters of a sentence; more is a list or no text, and is cut between words,
# so that what is done sentence by sentence takes no more than its share of time


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Places of the paragraphs: blocks between empty lines, or lines where lines stand alone.

    A block whose lines were wrapped at a fixed width (all but the last about equally long, and
    none ending a sentence on purpose) is one paragraph; any other line is one of its own.
    """
    blocks = list(_blocks(text))
    lines = [[text[a:b].rstrip() for a, b in block] for block in blocks]
    wrapped = [_is_wrapped(of_block) for of_block in lines]
    # Where longer paragraphs are wrapped and no line is longer, those of two lines are too.
    longest = max((len(line) for of_block in lines for line in of_block), default=0)
    all_wrapped = any(wrapped) and longest <= _WIDE
    for block, of_block, is_wrapped in zip(blocks, lines, wrapped):
        pair = all_wrapped and len(block) == 2 and len(of_block[0]) >= longest - _RAGGED
        if is_wrapped or pair or _goes_on(of_block):
            block = [(block[0][0], block[-1][1])]
        for start, end in block:
            yield from _trimmed(text, start, end)


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Places of the lines between empty lines."""
    block: list[tuple[int, int]] = []
    at = 0
    for line in [*text.splitlines(keepends=True), ""]:
        if line.strip():
            block.append((at, at + len(line)))
        elif block:
            yield block
            block = []
        at += len(line)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Places of the sentences of text[start:end], which should be one paragraph.

    >>> t = 'Maj. Gen. Ali spoke. "Go!" he said. The U.S. Navy came.'
    >>> [t[a:b] for a, b in sentences(t)]
    ['Maj. Gen. Ali spoke.', '"Go!" he said.', 'The U.S. Navy came.']
    """
    end = len(text) if end is None else end
    begin = start
    for stop in _ANY_STOP.finditer(text, start, end):
        glued = stop.group(1) is None
        if glued or _ends_sentence(text, begin, stop, end):
            yield from _cut(text, begin, stop.end() if glued else stop.end(2))
            begin = stop.end()
    yield from _cut(text, begin, end)


def _is_wrapped(lines: list[str]) -> bool:
    """Are these lines of one paragraph that a mail program or a wire broke at a fixed width?"""
    if len(lines) < 3:
        return False
    widths = [len(line) for line in lines[:-1]]
    width = max(widths)
    return _NARROW <= width <= _WIDE and min(widths) >= width - _RAGGED and len(lines[-1]) <= width


def _goes_on(lines: list[str]) -> bool:
    """Two lines of which the second goes on with a small letter where the first stopped short."""
    if len(lines) != 2 or not _NARROW <= len(lines[0]) <= _WIDE:
        return False
    return lines[1].lstrip()[:1].islower() and lines[0][-1] not in ".!?:;…\"'”’»)"


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The place in pieces of bearable length, without white space at their edges."""
    while end - start > _LONGEST:
        limit = start + _LONGEST
        gap = text.rfind(" ", start, limit)
        piece = gap if gap > start else limit
        yield from _trimmed(text, start, piece)
        start = piece
    yield from _trimmed(text, start, end)


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
    last = _LAST_WORD.search(text, max(begin, stop.start() - _LONGEST_WORD), stop.start())
    if last is None:
        return True
    written = last.group()
    word = written.lower()
    if word in _BEFORE_NUMBERS and opener[:1].isdigit():
        return False
    if word in _NEVER_LAST or (word in _NEVER_LAST_CAPITAL and written[0].isupper()):
        return False
    if stop.group(2):
        return True
    initial = len(word) == 1 and written.isupper() and word != "i"
    state = word in _STATES and written[0].isupper()
    if initial or state or word in _MAY_LAST or _ABBREVIATION.fullmatch(word):
        first = _FIRST_WORD.match(opener)
        return bool(first and first.group().lower() in _OPENERS and first.group()[0].isupper())
    return True
