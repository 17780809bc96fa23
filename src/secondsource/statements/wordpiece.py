"""Word pieces of a text with their exact places: the tagger's alphabet.

The same pieces as BERT's uncased tokenizer (Devlin et al., NAACL 2019; WordPiece: Wu et al.,
arXiv:1609.08144), written out so that no tokenizer library is needed at run time. Text is cut at
white space and at every punctuation mark, lowered, freed of accents, and each word is covered
from the left by the longest pieces of a fixed vocabulary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

UNKNOWN, FIRST, LAST, BREAK = "[UNK]", "[CLS]", "[SEP]", "[unused1]"
MAX_WORD = 100  # characters; BERT's own limit: a longer word is one unknown piece
MAX_KEPT = 50_000  # words whose pieces are remembered
MAX_KEPT_LENGTH = 40  # characters; longer words are rare and not worth remembering

# ASCII marks stand alone; everything else between white space is looked at more closely.
_RAW = re.compile(r"[^\s!-/:-@\[-`{-~]+|[!-/:-@\[-`{-~]")
_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
# How a word is written, told to the tagger because the pieces are lower case.
NO_LETTERS, LOWER, TITLE, UPPER, MIXED = range(5)
CASES = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """One word piece at [start, end); `first` opens a word; `case` is its word's writing."""

    id: int
    start: int
    end: int
    first: bool
    case: int


class WordPiece:
    """The word pieces of texts over one vocabulary, a line each in vocab.txt."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.ids = {word: number for number, word in enumerate(vocabulary)}
        self.unknown = self.ids[UNKNOWN]
        self._kept: dict[str, tuple[Piece, ...]] = {}

    def pieces(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Piece]:
        """The pieces of text[start:end]; places count from the text's start."""
        for raw in _RAW.finditer(text, start, len(text) if end is None else end):
            at = raw.start()
            for piece in self._of_raw(raw.group()):
                yield Piece(piece.id, at + piece.start, at + piece.end, piece.first, piece.case)

    def _of_raw(self, raw: str) -> tuple[Piece, ...]:
        """The pieces of one raw word, places counted from its start; remembered when short."""
        if len(raw) > MAX_KEPT_LENGTH:
            return tuple(self._cut(raw))
        found = self._kept.get(raw)
        if found is None:
            if len(self._kept) >= MAX_KEPT:
                self._kept.clear()
            found = self._kept[raw] = tuple(self._cut(raw))
        return found

    def _cut(self, raw: str) -> Iterator[Piece]:
        """The pieces of a raw word: its plain words in turn, each covered greedily."""
        for plain, places in _plain_words(raw):
            case = _case_of(raw[places[0] : places[-1] + 1])
            for number, begin, stop in self._cover(plain):
                yield Piece(number, places[begin], places[stop - 1] + 1, begin == 0, case)

    def _cover(self, word: str) -> list[tuple[int, int, int]]:
        """(id, start, end) of the longest pieces from the left; one unknown if none fits."""
        whole = [(self.unknown, 0, len(word))]
        if len(word) > MAX_WORD:
            return whole
        found: list[tuple[int, int, int]] = []
        start = 0
        while start < len(word):
            lead = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self.ids.get(lead + word[start:end])
                if number is not None:
                    break
            else:
                return whole
            found.append((number, start, end))
            start = end
        return found


def _plain_words(raw: str) -> Iterator[tuple[str, list[int]]]:
    """Lowered words of a raw word without accents, each with the place of every character."""
    if raw.isascii() and raw.isalnum():
        yield raw.lower(), list(range(len(raw)))
        return
    word: list[str] = []
    places: list[int] = []
    for at, char in enumerate(raw):
        plain, alone = _plain(char)
        if alone and places:
            yield "".join(word), places
            word, places = [], []
        if alone:
            if plain.strip():
                yield plain, [at] * len(plain)
            continue
        word.append(plain)
        places.extend([at] * len(plain))
    if places:
        yield "".join(word), places


@lru_cache(maxsize=4096)
def _plain(char: str) -> tuple[str, bool]:
    """The lowered character without accents ("" if it is dropped), and whether it stands alone."""
    kind = unicodedata.category(char)
    if char == "\ufffd" or kind in ("Cc", "Cf", "Co", "Cs"):
        return "", False
    if kind == "Zs":
        return " ", True
    kept = (c for c in unicodedata.normalize("NFD", char) if unicodedata.category(c) != "Mn")
    plain = "".join(kept).lower()
    marked = any(_is_mark(c) for c in plain) or _is_mark(char)
    alone = marked or any(first <= ord(char) <= last for first, last in _CJK)
    return plain, alone


def _is_mark(char: str) -> bool:
    """Is it punctuation, or one of ASCII's marks ("$", "+") that Unicode counts as symbols?"""
    symbol = char.isascii() and not char.isalnum() and not char.isspace()
    return symbol or unicodedata.category(char).startswith("P")


def _case_of(word: str) -> int:
    """How a word is written: no letters, lower, Title, UPPER (two letters or more), miXed."""
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if sum(c.isalpha() for c in word) > 1 else TITLE
    if word[:1].isupper() and word[1:].islower():
        return TITLE
    return MIXED if any(c.isalpha() for c in word) else NO_LETTERS
