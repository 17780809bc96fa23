"""What is marked in a sentence, and what changed between two versions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.brief.passages import Piece
from secondsource.store import Change
from secondsource.web.marking import edits, marked

SENTENCE = "Lena Thorsen told the Post that 12 dockers “saw the smoke at 4 am” in Kelmoor."


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("q", ["“saw the smoke at 4 am”"]),
        ("n", ["12"]),
        ("nm", ["Lena Thorsen", "Post", "Kelmoor"]),
    ],
)
def test_quotations_numbers_and_names_are_marked(kind, words):
    bits = [b for b in marked([Piece(SENTENCE, False)]) if kind in b.classes.split()]
    assert "".join(words) == "".join(b.text for b in bits)


@pytest.mark.parametrize(
    "text", ["The ferry sank.", "I saw it.", "A ferry sank.", "“The ferry sank,” it said."]
)
def test_the_capital_of_a_sentence_is_no_name(text):
    assert [b.text for b in marked([Piece(text, False)]) if "nm" in b.classes.split()] == []


@given(st.lists(st.tuples(st.text(max_size=30), st.booleans()), max_size=6))
def test_nothing_is_lost_and_differences_stay(pieces):
    given_pieces = [Piece(text, differs) for text, differs in pieces if text]
    bits = marked(given_pieces)
    assert "".join(b.text for b in bits) == "".join(p.text for p in given_pieces)
    assert "".join(b.text for b in bits if b.differs) == "".join(
        p.text for p in given_pieces if p.differs
    )


def test_a_version_shows_what_went_and_what_came():
    old, new = "Three were hurt in all.", "Five were hurt."
    changes = [
        Change("text", (0, 5), (0, 4), "Three", "Five"),
        Change("text", (15, 22), (14, 14), " in all", ""),
    ]
    found = edits(new, changes)
    assert [(e.kind, e.text) for e in found] == [
        ("del", "Three"),
        ("ins", "Five"),
        ("same", " were hurt"),
        ("del", " in all"),
        ("same", "."),
    ]
    assert "".join(e.text for e in found if e.kind != "del") == new
    assert "".join(e.text for e in found if e.kind != "ins") == old
