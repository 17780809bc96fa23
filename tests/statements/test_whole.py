"""Spans that break off are made whole: contents behind "the", names behind "of"."""

from __future__ import annotations

import time

import pytest

from secondsource.statements.link import CONTENT, CUE, Piece
from secondsource.statements.whole import Name, whole_contents, whole_names

PER, ORG, LOC = range(3)


def contents(text: str, *spans: tuple[str, int]) -> list[str]:
    pieces = [Piece(text.index(w), text.index(w) + len(w), kind) for w, kind in spans]
    found = whole_contents(text, [(0, len(text))], pieces)
    return [text[p.start : p.end] for p in found if p.kind == CONTENT]


@pytest.mark.parametrize(
    ("text", "labelled", "whole"),
    [
        ("She was eyeing the old pier at Lunnvik.", "the", "the old pier at Lunnvik"),
        ("He refused to close the pier, she said.", "to", "to close the pier"),
        ("They asked what it was made of.", "what it was made of", "what it was made of"),
        ("“This is the,” she said.", "This is the", "This is the"),
        ("The pier will close, she said.", "The pier will close", "The pier will close"),
    ],
)
def test_a_content_goes_on_to_the_end_of_its_clause(text: str, labelled: str, whole: str) -> None:
    assert contents(text, (labelled, CONTENT)) == [whole]


def test_the_next_piece_ends_a_content() -> None:
    text = "He hoped to keep the pier that Varga said was safe."
    assert contents(text, ("to", CONTENT), ("said", CUE)) == ["to keep the pier that Varga"]


def names(text: str, *spans: tuple[str, int]) -> list[tuple[str, int]]:
    labelled = [Name(text.index(w), text.index(w) + len(w), kind) for w, kind in spans]
    return [(text[n.start : n.end], n.kind) for n in whole_names(text, labelled)]


@pytest.mark.parametrize(
    ("text", "labelled", "whole"),
    [
        ("the House of Wardens met", [("House of", ORG)], [("House of Wardens", ORG)]),
        (
            "the Reform Party of Lorn won",
            [("Reform Party of", ORG), ("Lorn", LOC)],
            [("Reform Party of Lorn", ORG)],
        ),
        ("Lorn and Tarn won", [("Lorn and", LOC), ("Tarn", LOC)], [("Lorn", LOC), ("Tarn", LOC)]),
        ("Reed and Tarn closed", [("Reed and", ORG), ("Tarn", ORG)], [("Reed and Tarn", ORG)]),
        ("Ines Varga of course", [("Ines Varga of", PER)], [("Ines Varga", PER)]),
        ("the pier", [("the", LOC)], []),
        (
            "the Lorn- based crew (LBC)",
            [("Lorn-", LOC), ("LBC)", ORG)],
            [("Lorn", LOC), ("LBC", ORG)],
        ),
        ("Bank of Lorn (BL)", [("Bank of Lorn (BL)", ORG)], [("Bank of Lorn (BL)", ORG)]),
    ],
)
def test_a_name_ends_in_no_small_word(
    text: str, labelled: list[tuple[str, int]], whole: list[tuple[str, int]]
) -> None:
    assert names(text, *labelled) == whole


def test_time_grows_with_the_length_only() -> None:
    spent = []
    for size in (2_000, 8_000):
        text = "Ana of " * size
        labelled = [Name(7 * n, 7 * n + 6, PER) for n in range(size)]
        pieces = [Piece(n.start, n.end, CONTENT) for n in labelled]
        begin = time.process_time()
        whole_names(text, labelled)
        whole_contents(text, [(0, len(text))], pieces)
        spent.append(time.process_time() - begin)
    assert spent[1] < 12 * spent[0] + 0.5  # four times the text; squared would be sixteen
