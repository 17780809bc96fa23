"""Clauses of a sentence: where one states two things, and where a joining word parts nothing."""

import pytest

from secondsource.text.clauses import clauses


def parts(text: str) -> list[str]:
    return [text[a:b] for a, b in clauses(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Answering a question from the gallery, the bailiff named two brothers.",
        "Speaking at the weir, the miller blamed the frost.",
        "Asked about the bell, the sexton shrugged and left.",
        "The council owes those who lost a boat 900 crowns.",
        "Anyone who saw the barge sink should call the harbour.",
        "It will take nine days until the weir is mended.",
        "It will be a month before the ferry sails again.",
        "It was on Friday when the kiln exploded.",
    ],
)
def test_a_joining_word_that_parts_nothing(text):
    assert parts(text) == [text]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The tug sank because of a cracked hull.", ["The tug sank", "a cracked hull."]),
        ("The tug sank due to a cracked hull.", ["The tug sank", "a cracked hull."]),
        (
            "Police arrested a cook who burned the inn.",
            ["Police arrested a cook", "burned the inn."],
        ),
        (
            "The kiln exploded and the shed caught fire.",
            ["The kiln exploded", "the shed caught fire."],
        ),
    ],
)
def test_two_things_are_stated(text, cut):
    assert parts(text) == cut
