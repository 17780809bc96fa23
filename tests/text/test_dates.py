"""Days and times as texts write them, and when two are one."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.text.dates import dates
from secondsource.text.same_day import compare_dates

MONDAY = datetime(2011, 10, 10, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "shown", "first"),
    [
        (
            "It failed on Saturday 8 October 2011, a day",
            "Saturday 8 October 2011",
            date(2011, 10, 8),
        ),
        ("on Sunday, October 9, 2011", "Sunday, October 9, 2011", date(2011, 10, 9)),
        ("on Nov. 30", "Nov. 30", date(2011, 11, 30)),
        ("on the 21st of May", "the 21st of May", date(2011, 5, 21)),
        ("on 2011-10-08", "2011-10-08", date(2011, 10, 8)),
        ("on Friday", "Friday", date(2011, 10, 7)),  # the last Friday before the report
        ("on Tuesday night", "Tuesday night", date(2011, 10, 4)),
        ("it broke yesterday", "yesterday", date(2011, 10, 9)),
        ("last week", "last week", date(2011, 10, 3)),
        ("In mid-December they", "mid-December", date(2011, 12, 9)),
        ("a Christmas Day win", "Christmas Day", date(2011, 12, 25)),
        ("at 9.25 am", "9.25 am", None),
        ("at 6:30 a.m.", "6:30 a.m.", None),
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
        ("Saturday", "Saturday 8 October 2011", "refinement"),  # the calendar says so
        ("Saturday", "Friday 7 October 2011", "different"),
        ("Friday", "Saturday", "different"),
        ("Tuesday evening", "Tuesday night", "same"),  # one evening
        ("Tuesday morning", "Tuesday night", "different"),
        ("15 December", "mid-December", "refinement"),
        ("5 October", "last week", "refinement"),  # a week word holds its days
        ("8 October", "Oct. 8", "same"),
        ("8 October", "9 October", "different"),
        ("yesterday", "Saturday", "unrelated"),  # may be a matter of when it was printed
        ("6:30 a.m.", "06:30", "same"),
        ("6:30 a.m.", "7:30 a.m.", "different"),
        ("6:30", "6:30 p.m.", "same"),
        ("Friday", "6:30 p.m.", "unrelated"),
    ],
)
def test_two_days_of_one_slot(a, b, verdict):
    one, two = (dates(text, published=MONDAY)[0] for text in (a, b))
    assert compare_dates(one, two).verdict == verdict
    assert compare_dates(two, one).verdict == verdict


def test_without_a_year_or_a_time_of_publication_a_date_cannot_contradict_a_weekday():
    one, two = dates("on Friday")[0], dates("on 8 October")[0]
    assert compare_dates(one, two).verdict == "unrelated"


@given(st.text(max_size=200))
def test_places_lie_inside_any_text_and_do_not_overlap(text):
    at = 0
    for found in dates(text, published=MONDAY):
        assert at <= found.start < found.end <= len(text)
        at = found.end
