"""What a page's meta tags say of its time."""

from datetime import datetime

from secondsource.reports import read_reports
from secondsource.reports.metatags import published_in_meta
from secondsource.settings import ReportSettings

PARAGRAPH = "<p>The crane on the northern quay fell at dawn and nobody was hurt, the port said.</p>"
META = '<meta content="2031-05-03T09:30:00+02:00" property="article:published_time">'


def test_the_moment_in_a_meta_tag_is_kept_to_the_minute(tmp_path):
    """Without JSON-LD the meta tag is the best statement of time: a day alone has no order."""
    path = tmp_path / "quay.html"
    head = f"<head>{META}<title>Crane falls</title></head>"
    body = f"<body><article>{PARAGRAPH * 6}</article></body>"
    path.write_text(f"<html>{head}{body}</html>", encoding="utf-8")
    (report,), _ = read_reports([path], settings=ReportSettings())
    assert report.published == datetime.fromisoformat("2031-05-03T09:30:00+02:00")


def test_the_most_exact_tag_goes_first():
    page = '<meta name="date" content="2031-05-04">' + META
    assert published_in_meta(page) == "2031-05-03T09:30:00+02:00"


def test_tags_without_an_end_are_passed_over():
    assert published_in_meta("<meta " * 5_000) is None
