"""What a text states about itself: title, byline, dates; and which dates disagree."""

from __future__ import annotations

import pytest

from secondsource.model import Report, StatedDate
from secondsource.reports import disagreeing_dates
from secondsource.reports.dates import date_of_line, dates_of_url
from secondsource.reports.heads import byline_of, with_head
from secondsource.settings import ReportSettings
from tests.reports.inputs import PARAGRAPH, SAVED, SECOND

SETTINGS = ReportSettings()


def head(text: str, **known) -> Report:
    return with_head(Report(id="a", text=text, **known), settings=SETTINGS)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (SAVED, "Ferry Runs Aground off Tarn Point"),  # below a date line
        (
            f"Ferry runs aground off Tarn Point\n{PARAGRAPH}\n{SECOND}",
            "Ferry runs aground off Tarn Point",
        ),
        (
            f"Was the ferry's captain asleep?\n\nMarigold\n\n{PARAGRAPH}",
            "Was the ferry's captain asleep?",
        ),
        (f"{PARAGRAPH}\n\n{SECOND}", None),  # a sentence is no headline
        ("Ferry runs aground off Tarn Point", None),  # nothing follows
        (f"Sign up for our newsletter\n\n{PARAGRAPH}", None),
        (f"Ten best lighthouse hotels this summer\n\n{PARAGRAPH}", None),  # not told below
        (f"Harbour at Lowmere (Photo: Ann Lee)\n\n{PARAGRAPH}", None),
        (f"Lowmere Courier\n\n{PARAGRAPH}", None),  # a name, no headline
        (
            # the first line of a wrapped paragraph
            "The ferry Marigold ran aground off Tarn Point shortly after\nmidnight on Sunday with "
            "212 people on board, the harbour office\nof Lowmere said in a statement on Sunday "
            "and\nthen in another.\n\n" + SECOND,
            None,
        ),
    ],
)
def test_the_title_is_the_line_that_reads_like_a_headline(text, title):
    report = head(text)
    assert report.title == title
    assert report.text == text


def test_a_known_title_byline_and_outlet_stay():
    report = head(f"Lowmere Post\n\n{SAVED}", title="Given", byline="Desk", outlet="Gull Wire")
    assert (report.title, report.byline, report.outlet) == ("Given", "Desk", "Gull Wire")


@pytest.mark.parametrize(
    ("above", "outlet", "title", "day"),
    [
        ("Lowmere Courier\n", "Lowmere Courier", "Ferry aground", None),
        ("Evening Star, 4 March 2029\n", "Evening Star", "Ferry aground", "2029-03-04"),
        ("4 March 2029\nThe Lowmere Daily\nBy Ann Lee\n", "The Lowmere Daily", None, "2029-03-04"),
        ("Ferry Aground Off Tarn\n", None, "Ferry Aground Off Tarn", None),  # capitals of a title
        ("Lowmere\n", None, None, None),  # a place
    ],
)
def test_the_outlet_is_named_in_a_line_above_the_report(above, outlet, title, day):
    below = "" if title and title in above else "Ferry aground\n\n"
    report = head(f"{above}\n{below}{PARAGRAPH}\n\n{SECOND}")
    assert report.outlet == outlet
    assert report.title == (title or ("Ferry aground" if outlet else None))
    assert [d.value for d in report.dates] == ([day] if day else [])


def test_a_name_that_no_outlet_is_called_by_is_one_where_the_text_says_so():
    text = f"Gull Line\n\n{PARAGRAPH} The captain told Gull Line that he had slept."
    assert head(text).outlet == "Gull Line"
    assert head(text.replace("told Gull Line", "told the crew")).outlet is None


def test_nothing_is_an_outlet_where_no_report_follows():
    assert head("Lowmere Courier\n\nPage 4").outlet is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("BY ANN LEE", "ANN LEE"),
        ("Story by Ann Lee and Bo van Ray", "Ann Lee and Bo van Ray"),
        ("By Ann Lee, Example Wire", "Ann Lee, Example Wire"),
        ("By Monday the water had gone.", None),
        ("By Monday", None),
        ("By the sea at Tarn Point", None),
        ("Bystanders Saw It", None),
    ],
)
def test_a_byline_is_a_line_of_names(line, name):
    assert byline_of(line) == name


def test_the_author_is_read_from_the_note_at_the_end():
    about = "Ann Lee is a writer who lives by the sea."
    assert head(f"{PARAGRAPH}\n\n{SECOND}\n\n• Ann Lee\n\n   {about}").byline == "Ann Lee"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("• March 4, 2019", "2019-03-04"),
        ("4 March 2019", "2019-03-04"),
        ("Mon, 4th of March 2019 | 07:30 GMT", "2019-03-04"),
        ("Published: Sept. 14, 2019 at 7:30 a.m.", "2019-09-14"),
        ("Last updated on 2019-03-04T07:30", "2019-03-04"),
        ("07:30, 4 March 2019", "2019-03-04"),
        ("March 4, 2019 was a day of rain", None),
        ("February 30, 2019", None),
        ("March 2019", None),
        ("", None),
    ],
)
def test_a_date_line_is_a_date_and_nothing_else(line, day):
    found = date_of_line(line, settings=SETTINGS)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2019/03/04/ferry", "2019-03-04"),
        ("https://a.example/news/2019-3-4/ferry", "2019-03-04"),
        ("https://a.example/ferry_20190304.html", "2019-03-04"),
        ("https://a.example/2019/13/40/ferry", None),
        ("https://a.example/item/123456789", None),
        (None, None),
    ],
)
def test_an_address_may_state_a_day(url, day):
    assert next((d.value for d in dates_of_url(url)), None) == day


def test_every_stated_date_shows_where_it_stands():
    report = head(SAVED, url="https://courier.example/2019/03/04/a")
    assert [(d.place, d.value) for d in report.dates] == [
        ("page", "2019-03-04"),
        ("copyright", "2019"),
        ("url", "2019-03-04"),
    ]
    shown = [d.span.of(report) for d in report.dates if d.span]
    assert shown == ["• March 4, 2019", "2019"]
    assert not report.warnings


@pytest.mark.parametrize(
    ("notice", "warned"),
    [("© 2019 Courier", False), ("© 2010-2020 Courier", False), ("Copyright 2023 Courier", True)],
)
def test_a_report_whose_dates_lie_years_apart_is_warned_of(notice, warned):
    report = head(f"March 4, 2019\n\n{PARAGRAPH}\n\n{notice}")
    assert bool(report.warnings) == warned


def test_reports_of_one_story_with_dates_far_apart_are_named():
    def dated(name: str, place: str, value: str) -> Report:
        return Report(id=name, text=PARAGRAPH, dates=(StatedDate(place, value),))

    old, new = dated("a", "copyright", "2012"), dated("b", "page", "2016-09-21")
    near = dated("c", "published", "2013-01-05")
    (warning,) = disagreeing_dates([new, old])
    assert "copyright year 2012 of a" in warning
    assert "page date 2016-09-21 of b" in warning
    assert disagreeing_dates([old, new]) == (warning,)
    assert disagreeing_dates([old, near, Report(id="d", text="x")]) == ()
