"""Numbers as texts write them, what they count, and when two are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.text.quantities import quantities
from secondsource.text.same_quantity import compare


@pytest.mark.parametrize(
    ("text", "shown", "kind", "low", "high", "noun"),
    [
        ("All 43 crewmen came from Halden", "43", "count", 43, 43, "crew"),
        ("she counted 18 Finnish crew in port", "18", "count", 18, 18, "crew"),  # no plural s
        ("Thirty-one people came", "Thirty-one", "count", 31, 31, "person"),
        ("2,400 homes", "2,400", "count", 2400, 2400, "home"),
        ("two million barrels", "two million barrels", "measure", 317974000, 317974000, ""),
        ("a quarter of a million men", "a quarter of a million", "count", 250_000, 250_000, "man"),
        ("two and a half million men", "two and a half million", "count", 2.5e6, 2.5e6, "man"),
        ("one and a half men", "one and a half", "count", 1.5, 1.5, "man"),
        ("half a dozen men", "half a dozen", "count", 6, 6, "man"),
        ("between 5 and 10 men", "between 5 and 10", "count", 5, 10, "man"),
        ("11 to 14 people", "11 to 14", "count", 11, 14, "person"),
        ("at least 70 dead", "at least 70", "count", 70, float("inf"), "dead"),
        ("up to fifteen loose planks", "up to fifteen", "count", 0, 15, "plank"),
        ("5m people voted", "5m", "count", 5e6, 5e6, "person"),  # m of a count is a million
        ("the mast stands 62m tall", "62m", "measure", 62, 62, ""),  # of a height, metres
        ("a sum of €7m", "€7m", "money", 7e6, 7e6, ""),
        ("a man, Per Falk, 46, said", "46", "age", 46, 46, ""),
        ("a 23-year-old man", "23-year-old", "age", 23, 23, ""),
        ("a man in his 40s", "40s", "age", 40, 49, ""),
        ("a 21-14 win over Oldby", "21-14", "score", 21, 14, ""),
        ("Four MK 22 lamps", "Four", "count", 4, 4, ""),
        ("the third time", "third", "ordinal", 3, 3, ""),
        ("a third of the town", "a third", "fraction", 1 / 3, 1 / 3, ""),
        ("50 per cent of them", "50 per cent", "percent", 50, 50, ""),
        ("Flight 812 left", "812", "label", 812, 812, ""),
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
        "on 13 June 2019 at 5:45 a.m.",  # a day and a time are no quantities
        "no one came, and the one that did left",
        "the Q-71 and the F16",  # parts of names
    ],
)
def test_no_quantity_is_read_into_a_name_a_day_or_a_pronoun(text):
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("40-square-mile", "about 104 square kilometres", "same"),  # 103.6 in fact
        ("62m tall", "203ft tall", "same"),
        ("seven million euros", "€7m", "same"),
        ("72 billion tons", "72bn tons", "same"),
        ("as many as 15 planks", "up to fifteen planks", "same"),
        ("three days", "72 hours", "same"),
        ("half of it", "50 percent of it", "same"),
        ("2.400 euros", "2,400 euros", "same"),  # a point as a thousands mark
        ("about 450 bags", "450 bags", "rounding"),
        ("nearly 50", "48", "rounding"),
        ("$1.68 billion", "$1.7 billion", "rounding"),
        ("5,000 people", "5,013 people", "rounding"),
        ("more than 100", "120", "refinement"),
        ("dozens of people", "60 people", "refinement"),
        ("in his 40s", "46-year-old", "refinement"),
        ("11 to 14 people", "12 people", "refinement"),
        ("52 goats", "82 goats", "different"),
        ("more than 100", "more than 300", "different"),
        ("48,000 pounds", "49,500 pounds", "different"),
        ("magnitude 7.2", "magnitude 7.5", "different"),
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
    men, ladders = quantities("43 workmen and 50 ladders")
    assert compare(men, ladders).verdict == "unrelated"


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
