"""Where sentences and paragraphs begin and end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.text import paragraphs, sentences


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text)]


@pytest.mark.parametrize(
    "whole",  # sentences, joined by | where one ends
    [
        "Maj. Gen. Ali Ross spoke.|The court rose.",
        '"Go!" he said.|Nobody went.',
        '"We asked.|Nobody came.|They had gone," said Ms. Lee.',
        "The U.S. Navy came.|It left the U.S.|The sea was calm.",
        "J. P. Smith came at 5:45 a.m. on Monday.|He left at 5 p.m.|The door was shut.",
        "He said no.|The mayor nodded.",  # "No. 5" is another word
        "It was No. 5 of 12.|She sat.|The sun.|Then rain.",
        "On Sat. Lee met Rep. Ray (D-Va.) in Richmond, Va.|The vote is on Dec. 5.",
        "They chose plan B.|The other one failed.",
        "Shares of Tarn Lines Inc. fell.|He works for Tarn Lines Inc.|The firm did not answer.",
        "LOWMERE (Tarn Wire) — The ferry ran aground.|Nobody was hurt.",
        "ST. ANDREW, D.C. (TW) - Police came.|They left.",
        "Why?|Because … well, because.|Really!",
        "He paid $4.5 million on tarn.example.com.|It was late.",
        "Prices rose by 4.|5 people left.",
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(whole):
    assert split(whole.replace("|", " ")) == whole.split("|")


def test_a_sentence_ends_where_the_space_after_it_was_lost():
    assert split("They left on Friday.The court met at node.Js.") == [
        "They left on Friday.",
        "The court met at node.Js.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line\nAnother line\n\nThird", ["One line", "Another line", "Third"]),
        (
            "The ferry Marigold ran aground off Tarn Point shortly after\nmidnight on Sunday, the "
            "harbour office of Lowmere said in a\nshort statement on Sunday morning, and said\nno "
            "more.\n\nThe harbour master, who came late, told reporters that\nLowmere was closed.",
            2,
        ),
        ("A paragraph of one long line that ends where it\nwants to, in two lines.", 1),
        ("“First line of a poem without an end\nSecond line of a poem”", 2),
        ("Windows line\r\n\r\nsecond\r\n", ["Windows line", "second"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_paragraphs_are_blocks_or_lines(text, expected):
    found = [text[a:b] for a, b in paragraphs(text)]
    assert (found if isinstance(expected, list) else len(found)) == expected


@given(st.text(alphabet="ab A.\n\"'!?…”)1(U.S.", max_size=80))
def test_sentences_lose_nothing_but_white_space(text):
    at = 0
    for start, end in sentences(text):
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize("unit", [".", "J. ", "a.b", '."', "x.\n", "Mr. ", "no. 1", "é. "])
def test_splitting_is_linear(unit):
    started = time.process_time()
    list(sentences(unit * (600_000 // len(unit))))
    list(paragraphs(unit * (600_000 // len(unit))))
    assert time.process_time() - started < 3
