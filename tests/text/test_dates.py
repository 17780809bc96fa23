"""Days and times as texts write them, and when two are one."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.text.dates import dates
from secondsource.text.same_day import compare_dates

MONDAY = datetime(2019, 6, 17, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "shown", "first"),
    [
        (
            "It opened on Thursday 13 June 2019, a week",
            "Thursday 13 June 2019",
            date(2019, 6, 13),
        ),
        ("on Friday, June 14, 2019", "Friday, June 14, 2019", date(2019, 6, 14)),
        ("on Aug. 30", "Aug. 30", date(2019, 8, 30)),
        ("on the 21st of May", "the 21st of May", date(2019, 5, 21)),
        ("on 2019-06-13", "2019-06-13", date(2019, 6, 13)),
        ("on Friday", "Friday", date(2019, 6, 14)),  # the last Friday before the report
        ("on Wednesday night", "Wednesday night", date(2019, 6, 12)),
        ("it broke yesterday", "yesterday", date(2019, 6, 16)),
        ("last week", "last week", date(2019, 6, 10)),
        ("In mid-July they", "mid-July", date(2019, 7, 9)),
        ("a New Year's Day swim", "New Year's Day", date(2019, 1, 1)),
        ("at 9.25 am", "9.25 am", None),
        ("at 5:45 a.m.", "5:45 a.m.", None),
    ],
)
def test_a_text_names_a_day(text, shown, first):
    found = dates(text, published=MONDAY)[0]
    assert text[found.start : found.end] == shown
    assert found.first == first


@pytest.mark.parametrize("text", ["They may leave", "a march of 40 people", "The sun sat low"])
def test_common_words_are_no_days(text):
    assert dates(text) == ()


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("Thursday", "Thursday 13 June 2019", "refinement"),  # the calendar says so
        ("Thursday", "Tuesday 11 June 2019", "different"),
        ("Friday", "Wednesday", "different"),
        ("Wednesday evening", "Wednesday night", "same"),  # one evening
        ("Wednesday morning", "Wednesday night", "different"),
        ("18 July", "mid-July", "refinement"),
        ("12 June", "last week", "refinement"),  # a week word holds its days
        ("3 August", "Aug. 3", "same"),
        ("3 August", "5 August", "different"),
        ("yesterday", "Saturday", "unrelated"),  # depends on the day of printing
        ("5:45 a.m.", "05:45", "same"),
        ("5:45 a.m.", "7:15 a.m.", "different"),
        ("5:45", "5:45 p.m.", "same"),
        ("Friday", "5:45 p.m.", "unrelated"),
    ],
)
def test_two_days_of_one_slot(a, b, verdict):
    one, two = (dates(text, published=MONDAY)[0] for text in (a, b))
    assert compare_dates(one, two).verdict == verdict
    assert compare_dates(two, one).verdict == verdict


def test_without_a_year_or_a_time_of_publication_a_date_cannot_contradict_a_weekday():
    one, two = dates("on Friday")[0], dates("on 13 June")[0]
    assert compare_dates(one, two).verdict == "unrelated"


@given(st.text(max_size=200))
def test_places_lie_inside_any_text_and_do_not_overlap(text):
    at = 0
    for found in dates(text, published=MONDAY):
        assert at <= found.start < found.end <= len(text)
        at = found.end
