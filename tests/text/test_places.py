"""Places that a text names, and when two of them can be one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.text.places import compare_places, places


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The market moved to northwest Leeds.", ["northwest Leeds"]),
        ("near Little Wexley and in Paris", ["Little Wexley", "Paris"]),  # unknown, behind "near"
        ("Southern Chile was quiet", ["Southern Chile"]),
        ("in Aurora, Ohio", ["Aurora", "Ohio"]),
        ("said Anna Holt of the Harbour Trust", []),  # a name, but of no place
        ("from Port-au-Prince to St. Louis", ["Port-au-Prince", "St. Louis"]),
    ],
)
def test_a_text_names_places(text, shown):
    assert [text[p.start : p.end] for p in places(text)] == shown


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("in northwest Leeds", "in southern Leeds", "different"),
        ("in north London", "in northwest London", "same"),
        ("in London", "in north London", "refinement"),
        ("in Kent", "in Kent County", "refinement"),
        ("in Paris", "in France", "refinement"),  # the city lies in the country
        ("in Georgia", "in Tbilisi", "refinement"),  # one reading lets them agree
        ("in Georgia", "in Atlanta", "refinement"),  # so does the other
        ("in Kiev", "in Kyiv", "same"),
        ("in Turin", "in Naples", "different"),
        ("in France", "in Spain", "different"),
        ("near Oldby", "near Newby", "different"),  # unknown, but in one slot
    ],
)
def test_two_places_of_one_slot(a, b, verdict):
    one, two = places(a)[0], places(b)[0]
    assert compare_places(one, two).verdict == verdict
    assert compare_places(two, one).verdict == verdict


@given(st.text(max_size=200))
def test_places_lie_inside_any_text(text):
    for found in places(text):
        assert 0 <= found.start < found.end <= len(text)
