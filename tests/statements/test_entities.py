"""Names of persons, organisations and places."""

import pytest

from secondsource.statements import entity_row, find_entities
from tests.statements.said import marked


def names(text: str) -> list[tuple[str, str]]:
    report = marked(text)
    return [(report.words_of(e.span), e.label) for e in find_entities(report)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday Maria Lindqvist left Oslo.", [("Maria Lindqvist", "PER"), ("Oslo", "LOC")]),
        ("The head of Kestrel Bank spoke.", [("Kestrel Bank", "ORG")]),
        ("They met Dr. Varga at Lorn River.", [("Varga", "PER"), ("Lorn River", "LOC")]),
        ("Rain fell on Monday.", []),  # days and openers are no names
        ("The people left.", []),
        ("The warden's house in Germany burned.", [("Germany", "LOC")]),
        ("Germany's army came.", [("Germany", "LOC")]),  # the ending is no part of the name
    ],
)
def test_names_in_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_a_row_holds_the_names_of_the_text() -> None:
    report = marked("Yesterday Maria left.", title="Maria Left")
    assert entity_row(report.report, find_entities(report))["entities"] == [
        {"start": 10, "end": 15, "label": "PER"}
    ]
