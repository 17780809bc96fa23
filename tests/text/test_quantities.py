"""Numbers as texts write them, what they count, and when two are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.text.quantities import quantities
from secondsource.text.same_quantity import compare


@pytest.mark.parametrize(
    ("text", "shown", "kind", "low", "high", "noun"),
    [
        ("They had 26 crewmen aboard", "26", "count", 26, 26, "crew"),
        ("a total of 26 Norwegian crew on board", "26", "count", 26, 26, "crew"),  # no plural s
        ("Twenty-seven people came", "Twenty-seven", "count", 27, 27, "person"),
        ("1,700 homes", "1,700", "count", 1700, 1700, "home"),
        ("two million barrels", "two million barrels", "measure", 317974000, 317974000, ""),
        ("half a dozen men", "half a dozen", "count", 6, 6, "man"),
        ("between 5 and 10 men", "between 5 and 10", "count", 5, 10, "man"),
        ("25 to 27 people", "25 to 27", "count", 25, 27, "person"),
        ("at least 20 dead", "at least 20", "count", 20, float("inf"), "dead"),
        ("up to twenty smaller pieces", "up to twenty", "count", 0, 20, "piece"),
        ("5m people voted", "5m", "count", 5e6, 5e6, "person"),  # m of a count is a million
        ("it rose 49m above the water", "49m", "measure", 49, 49, ""),  # of a height, metres
        ("worth €2m", "€2m", "money", 2e6, 2e6, ""),
        ("a man, Per Falk, 34, said", "34", "age", 34, 34, ""),
        ("a 23-year-old man", "23-year-old", "age", 23, 23, ""),
        ("a man in his 30s", "30s", "age", 30, 39, ""),
        ("a 34-6 win over Oldby", "34-6", "score", 34, 6, ""),
        ("Six AK 47 rifles", "Six", "count", 6, 6, ""),
        ("the third time", "third", "ordinal", 3, 3, ""),
        ("a third of the town", "a third", "fraction", 1 / 3, 1 / 3, ""),
        ("50 per cent of them", "50 per cent", "percent", 50, 50, ""),
        ("Flight 370 left", "370", "label", 370, 370, ""),
    ],
)
def test_a_text_states_a_quantity(text, shown, kind, low, high, noun):
    found = quantities(text)[0]
    assert text[found.start : found.end] == shown
    assert (found.kind, found.noun) == (kind, noun)
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)


@pytest.mark.parametrize(
    "text",
    [
        "on 8 October 2011 at 6:30 a.m.",  # a day and a time are no quantities
        "no one came, and the one that did left",
        "the B-44 and the F16",  # parts of names
    ],
)
def test_no_quantity_is_read_into_a_name_a_day_or_a_pronoun(text):
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("100-square-mile", "about 260 square kilometres", "same"),  # 259 in fact
        ("49m above", "161ft above", "same"),
        ("two million euros", "€2m", "same"),
        ("45 billion tons", "45bn tons", "same"),
        ("as many as 20 pieces", "up to twenty pieces", "same"),
        ("three days", "72 hours", "same"),
        ("half of it", "50 percent of it", "same"),
        ("1.700 euros", "1,700 euros", "same"),  # a point as a thousands mark
        ("about 300 rounds", "300 rounds", "rounding"),
        ("nearly 50", "48", "rounding"),
        ("$1.68 billion", "$1.7 billion", "rounding"),
        ("5,000 people", "5,013 people", "rounding"),
        ("more than 100", "120", "refinement"),
        ("dozens of people", "60 people", "refinement"),
        ("in his 30s", "34-year-old", "refinement"),
        ("25 to 27 people", "26 people", "refinement"),
        ("26 crewmen", "36 crewmen", "different"),
        ("more than 100", "more than 300", "different"),
        ("30,000 pounds", "13,000 pounds", "different"),
        ("magnitude 5.9", "magnitude 6.1", "different"),
        ("10 miles", "20 km", "different"),
        ("12 guns", "12 km", "unrelated"),
        ("the third", "three men", "unrelated"),
    ],
)
def test_two_quantities_of_one_slot(a, b, verdict):
    one, two = quantities(a)[0], quantities(b)[0]
    assert compare(one, two, same_slot=True).verdict == verdict
    assert compare(two, one, same_slot=True).verdict == verdict


def test_numbers_of_different_things_are_unrelated():
    crew, guns = quantities("26 crewmen and 30 rifles")
    assert compare(crew, guns).verdict == "unrelated"


@given(st.integers(min_value=2, max_value=999_999))
def test_digits_with_and_without_separators_are_the_same_number(number):
    plain, marked = quantities(f"{number} homes")[0], quantities(f"{number:,} homes")[0]
    assert compare(plain, marked).verdict == "same"


@given(st.text(max_size=200))
def test_places_lie_inside_any_text_and_do_not_overlap(text):
    at = 0
    for found in quantities(text):
        assert at <= found.start < found.end <= len(text)
        at = found.end


def test_hostile_runs_of_digits_and_number_words_are_survived():
    for text in ("9" * 50_000, "two hundred and " * 5_000, "1," * 20_000):
        for found in quantities(text):
            assert found.low < float("inf")
