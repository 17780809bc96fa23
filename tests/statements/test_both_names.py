"""Names by tagger and rules together: the same words elsewhere, and known places."""

from __future__ import annotations

import pytest

from secondsource.model import Entity, EntityLabel, MarkedReport, Span
from secondsource.statements import find_entities
from secondsource.statements.both_names import join_names
from tests.statements.said import marked


def of_words(report: MarkedReport, words: str, label: EntityLabel = "PER") -> Entity:
    at = report.report.text.index(words)
    return Entity(Span(report.id, at, at + len(words)), label)


def joined(report: MarkedReport, *named: Entity) -> list[tuple[str, str]]:
    found = join_names(report, find_entities(report), named)
    return [(report.words_of(e.span), e.label) for e in found if e.span.field == "text"]


def test_the_words_of_a_name_are_a_name_elsewhere() -> None:
    report = marked("Lorn Tide paid. Late it was, as Lorn Tide's books show.")
    assert joined(report, of_words(report, "Lorn Tide", "ORG")) == [
        ("Lorn Tide", "ORG"),
        ("Lorn Tide", "ORG"),
    ]


def test_one_word_alone_or_in_small_letters_is_not_looked_for() -> None:
    report = marked("Varga paid the harbour office. The harbour office and Varga kept it.")
    named = (of_words(report, "Varga"), of_words(report, "harbour office", "ORG"))
    assert joined(report, *named) == [("Varga", "PER"), ("harbour office", "ORG")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("It left the United States and Germany.", ["United States", "Germany"]),
        ("Nice work was done.", []),  # a place, and an ordinary word
        ("She paid US$ 5.", []),
    ],
)
def test_known_places_of_the_rules_are_added(text: str, places: list[str]) -> None:
    assert joined(marked(text)) == [(place, "LOC") for place in places]


def test_what_touches_a_name_is_left_to_it() -> None:
    report = marked("The Bank of Germany paid.")
    assert joined(report, of_words(report, "Bank of Germany", "ORG")) == [
        ("Bank of Germany", "ORG")
    ]
