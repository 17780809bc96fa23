"""Figures that somebody is said to give, and the verbs that only look like it."""

import pytest

from tests.statements.said import read

PUT = [
    ("The sexton put the number of broken bells at nine.", [("The sexton", "nine")]),
    (
        "Ann Orr has put the cost of the weir at between 30 and 40 million euros.",
        [("Ann Orr", "40 million euros")],
    ),
    ("Maren Holt gave the age of the oak as 900 years.", [("Maren Holt", "900 years")]),
    ("The union pegged the loss at more than 700 euros.", [("The union", "700 euros")]),
    ("Wardens counted 900 geese.", [("Wardens", "900 geese")]),
    ("Wardens spoke of some 900 geese.", [("Wardens", "900 geese")]),
    (
        "Police put the crowd at 900, while organisers counted 4,000.",
        [("Police", "900"), ("organisers", "4,000")],
    ),
    (
        "Police put the crowd at 900, the union at 4,000 and the choir at 60.",
        [("Police", "900"), ("the union", "4,000"), ("the choir", "60")],
    ),
    (
        "Ann Orr put the bill at two million; Bren Hale, however, gave five million.",
        [("Ann Orr", "two million"), ("Bren Hale", "five million")],
    ),
    (
        "The observatory put the tremor at 4.8, but the survey in Orrin, Nev., said it was 5.2.",
        [("The observatory", "4.8"), ("the survey in Orrin, Nev.", "5.2")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), PUT)
def test_each_who_gives_a_figure_is_heard(text, wanted):
    found = [(speaker, content) for speaker, _, content in read(text)]
    assert [s for s, _ in found] == [s for s, _ in wanted]
    assert all(content.endswith(figure) for (_, content), (_, figure) in zip(found, wanted))


@pytest.mark.parametrize(
    "text",
    [
        "The cook put the pan on the stove at nine.",
        "The thief put the crown at 12 Mill Lane.",
        "The crews put the fire out at 9 p.m.",
        "The judge gave the smith nine months.",
        "The choir had nine robes.",
        "The toll was put at nine.",
        "The priest spoke of his garden.",
    ],
)
def test_a_verb_that_gives_no_figure(text):
    assert read(text) == []
