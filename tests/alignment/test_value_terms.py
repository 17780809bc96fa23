"""Values as words: the same amount, day or time is one term, however it is written."""

from datetime import UTC, datetime

import pytest

from secondsource.alignment.value_terms import same_value, value_terms, with_values
from secondsource.text import clauses, terms
from tests.alignment.test_claims import claims_of
from tests.alignment.test_claims_other_words import together

MONDAY = datetime(2031, 3, 3, 9, tzinfo=UTC)


def stems(text: str, published: datetime | None = None) -> list[str]:
    return [term.stem for term in value_terms(text, 0, len(text), published)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a bill of $4.5m", "4.5 million dollars"),
        ("for three days", "3 days"),
        ("at noon", "at 12 p.m."),
        ("twelve goats", "12 goats"),
    ],
)
def test_one_value_in_two_forms_is_one_term(one, other):
    assert stems(one) == stems(other) != []


def test_relative_days_are_told_by_the_time_of_the_report():
    assert stems("It sank yesterday.", MONDAY) == ["#day 2031-03-02"]
    assert stems("It sank yesterday.") == []
    assert same_value("#day 2031-03-02", "#weekday 6", 0.0)
    assert not same_value("#day 2031-03-02", "#weekday 5", 0.0)


def test_amounts_of_other_units_are_never_one():
    assert same_value("#length 600", "#length 609.6", 0.03)
    assert not same_value("#length 600", "#mass 600", 0.03)


def test_the_words_of_a_value_are_left_out():
    text = "Three days and 40 goats"
    found = with_values(list(terms(text)), text, 0, len(text), None)
    assert [text[t.start : t.end] for t in found] == ["Three days", "40", "goats"]


def test_one_sum_in_other_words_is_one_claim():
    found = claims_of(
        "The dam at Kelm burst. Mending the Kelm dam will cost four million euros.",
        "A dam gave way at Kelm. The bill for the Kelm dam was put at €4m.",
    )
    assert together(found, "four million", "€4m")


@pytest.mark.parametrize(
    "sentence",
    [
        "It was on Friday when the dam burst.",
        "The cellar was where the fire began.",
        "Asked why they had waited, Orr said she had no answer.",
        "Maren Holt died on Monday after being shot twice.",
    ],
)
def test_what_states_nothing_on_its_own_is_no_clause(sentence):
    assert [sentence[a:b] for a, b in clauses(sentence)] == [sentence]
