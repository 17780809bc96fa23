"""Word pieces: a small invented vocabulary, places proved by slicing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.statements.wordpiece import (
    LOWER,
    MAX_WORD,
    MIXED,
    NO_LETTERS,
    TITLE,
    UPPER,
    WordPiece,
)

WORDS = ["[UNK]", "[CLS]", "[SEP]", "[unused1]", "fer", "##ry", "ferry", "the", "cafe", '"', "“"]
WORDS += ["##s", ".", ",", "'", "na", "##ive", "5", "—", "said", "x", "##x"]


@pytest.fixture(scope="module")
def wordpiece() -> WordPiece:
    return WordPiece(WORDS)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The ferry", ["the", "ferry"]),  # the longest piece wins
        ("ferrys", ["ferry", "##s"]),
        ("“Café.”", ["“", "cafe", ".", "[UNK]"]),  # accents go, an unknown mark stays
        ("naïve", ["na", "##ive"]),
        ("said—the", ["said", "—", "the"]),  # a dash parts words
        ("the\u200b ferry", ["the", "ferry"]),  # what nobody sees is no piece
        ("zebra", ["[UNK]"]),  # no cover: the whole word is unknown
        ("x" * MAX_WORD, ["x"] + ["##x"] * (MAX_WORD - 1)),
        ("x" * (MAX_WORD + 1), ["[UNK]"]),
        ("", []),
    ],
)
def test_pieces_of_a_text(wordpiece: WordPiece, text: str, pieces: list[str]) -> None:
    assert [WORDS[p.id] for p in wordpiece.pieces(text)] == pieces


def test_places_are_those_of_the_text_as_it_was_given(wordpiece: WordPiece) -> None:
    text = "  The “Café”, naïve."
    found = [text[p.start : p.end] for p in wordpiece.pieces(text)]
    assert found == ["The", "“", "Café", "”", ",", "na", "ïve", "."]


def test_a_later_piece_does_not_open_a_word(wordpiece: WordPiece) -> None:
    assert [p.first for p in wordpiece.pieces("The ferrys.")] == [True, True, False, True]


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("ferry", LOWER),
        ("Ferry", TITLE),
        ("FERRY", UPPER),
        ("fErry", MIXED),
        ("X", TITLE),  # one capital alone shouts nothing
        ("5", NO_LETTERS),
        (".", NO_LETTERS),
    ],
)
def test_how_a_word_is_written(wordpiece: WordPiece, word: str, case: int) -> None:
    assert next(wordpiece.pieces(word)).case == case


def test_a_megabyte_of_one_word_is_one_piece(wordpiece: WordPiece) -> None:
    assert len(list(wordpiece.pieces("x" * 1_000_000))) == 1


@given(st.text(max_size=80))
def test_places_never_leave_the_text_nor_go_back(text: str) -> None:
    pieces = list(WordPiece(WORDS).pieces(text))
    assert all(0 <= p.start < p.end <= len(text) for p in pieces)
    starts = [p.start for p in pieces]
    assert starts == sorted(starts)


def test_what_is_remembered_changes_nothing() -> None:
    warm = WordPiece(WORDS)
    text = "The ferrys, the Ferry."
    assert list(warm.pieces(text)) == list(warm.pieces(text)) == list(WordPiece(WORDS).pieces(text))
