"""Windows of whole sentences for the tagger: numbers in, with the place of every piece.

A sentence becomes pieces; the first sentence of a paragraph opens with a break. Windows hold
as many whole sentences as fit; around each lies a margin of neighbouring sentences that is read
for context and whose labels are thrown away, so that every piece is labelled exactly once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from secondsource.statements.wordpiece import BREAK, CASES, FIRST, LAST, WordPiece

_OPENING, _CLOSING, _STRAIGHT = "“„«", "”»", '"'


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one sentence (or a part of a long one), a column each.

    ids: in the vocabulary. looks: how the word is written, plus CASES inside quotation marks.
    starts, ends: characters of the text. first: opens a word.
    """

    ids: tuple[int, ...]
    looks: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    first: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """Numbers for one run of the tagger; [keep_from, keep_to) of them are to be labelled."""

    ids: tuple[int, ...]
    looks: tuple[int, ...]
    keep_from: int
    keep_to: int


def cut_sentences(
    text: str, places: Sequence[tuple[int, int]], *, wordpiece: WordPiece, longest: int
) -> list[Pieces]:
    """The pieces of each sentence, in order; a sentence above `longest` pieces is cut up."""
    found: list[Pieces] = []
    before = None
    inside = False
    for start, end in places:
        opens = before is None or "\n" in text[before:start]
        before = end
        rows: list[tuple[int, int, int, int, bool]] = []
        if opens:
            inside = False
            rows.append((wordpiece.ids[BREAK], 0, start, start, True))
        for piece in wordpiece.pieces(text, start, end):
            mark = text[piece.start : piece.end]
            closes = inside and mark in (_STRAIGHT, *_CLOSING)
            look = piece.case + (CASES if inside and not closes else 0)
            rows.append((piece.id, look, piece.start, piece.end, piece.first))
            if mark in (_STRAIGHT, *_CLOSING, *_OPENING):
                inside = mark in _OPENING or (mark == _STRAIGHT and not inside)
        for at in range(0, len(rows), longest):
            found.append(Pieces(*zip(*rows[at : at + longest])))
    return found


def fitting(
    text: str, places: Sequence[tuple[int, int]], *, wordpiece: WordPiece, most: int
) -> int:
    """How many of the sentences, from the first, hold at most `most` pieces together.

    places: of sentences in the text. Breaks between paragraphs are not counted.
    """
    left = most
    for at, (start, end) in enumerate(places):
        left -= sum(1 for _ in islice(wordpiece.pieces(text, start, end), left + 1))
        if left < 0:
            return at
    return len(places)


def pack(
    sentences: Sequence[Pieces], *, wordpiece: WordPiece, length: int, margin: int
) -> Iterator[Window]:
    """Windows of at most `length` pieces that label every sentence once, in order.

    length: pieces a run, first and last mark included. margin: pieces of context wanted on
    each side, in whole sentences.
    """
    room = length - 2
    at = 0
    while at < len(sentences):
        left = _reach(sentences, at, -1, margin)
        stop = at + 1
        size = sum(map(len, sentences[left:stop]))
        if size > room:
            left, size = at, len(sentences[at])
        while stop < len(sentences) and size + len(sentences[stop]) <= room - (
            margin if stop + 1 < len(sentences) else 0
        ):
            size += len(sentences[stop])
            stop += 1
        right = stop
        while right < len(sentences) and size + len(sentences[right]) <= room:
            size += len(sentences[right])
            right += 1
        yield _window(sentences, left, at, stop, right, wordpiece)
        at = stop


def _reach(sentences: Sequence[Pieces], at: int, step: int, margin: int) -> int:
    """First sentence of those before `at` that together hold at most `margin` pieces."""
    size = 0
    while at + step >= 0 and size + len(sentences[at + step]) <= margin:
        at += step
        size += len(sentences[at])
    return at


def _window(
    sentences: Sequence[Pieces], left: int, at: int, stop: int, right: int, wordpiece: WordPiece
) -> Window:
    """The run over sentences[left:right] that labels sentences[at:stop]."""
    ids = [wordpiece.ids[FIRST]]
    looks = [0]
    for sentence in sentences[left:right]:
        ids += sentence.ids
        looks += sentence.looks
    keep_from = 1 + sum(map(len, sentences[left:at]))
    keep_to = keep_from + sum(map(len, sentences[at:stop]))
    return Window((*ids, wordpiece.ids[LAST]), (*looks, 0), keep_from, keep_to)
