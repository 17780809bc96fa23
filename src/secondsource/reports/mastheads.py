"""The outlet that a text names in a line of its own above the report, as pasted pages have it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources import files

from secondsource.reports.dates import date_of_line
from secondsource.settings import ReportSettings

_NAME = re.compile(r"(?:The )?[A-Z][\w.'’&-]*(?: (?:of |de |and |& )?[A-Z][\w.'’&-]*){0,4}")
_BEFORE_DATE = re.compile(r"\s*[,|·•–—-]\s*(?=[^,|·•–—-]*\d)")


def masthead_of(line: str, below: str, *, settings: ReportSettings) -> str | None:
    """The outlet's name, if the line is one, with a date behind it or without.

    Capitals alone may be a headline's or a place's. It is a name only with a word that outlets are
    called by ("Post", "Radio"), or where the text below gives it as one: "(Lorn Line)", "told
    Lorn Line".

    >>> masthead_of("Evening Star, 13 June 2031", "", settings=ReportSettings())
    'Evening Star'
    >>> masthead_of("School Milk Scare", "", settings=ReportSettings()) is None
    True
    """
    name, _ = split_date(line.strip(), settings=settings)
    if not _NAME.fullmatch(name):
        return None
    words = name.casefold().split()
    called = len(words) > 1 and not _called().isdisjoint((words[0], words[-1]))
    return name if called or _is_told(name, below) else None


def split_date(line: str, *, settings: ReportSettings) -> tuple[str, date | None]:
    """A line without the date that ends it, and that date.

    >>> split_date("Evening Star | 13 June 2031", settings=ReportSettings())
    ('Evening Star', datetime.date(2031, 6, 13))
    """
    for cut in _BEFORE_DATE.finditer(line[: settings.max_date_line * 2]):
        day = date_of_line(line[cut.end() :], settings=settings)
        if day:
            return line[: cut.start()], day
    return line, None


def _is_told(name: str, text: str) -> bool:
    """Does the text give the name as an outlet's?"""
    plain = re.escape(name.removeprefix("The "))
    return bool(
        re.search(
            rf"\({plain}\)|\btold (?:the )?{plain}\b(?! [A-Z])|©[^\n]{{0,20}}\b{plain}\b", text
        )
    )


@cache
def _called() -> frozenset[str]:
    """Words that outlets are called by, folded."""
    text = files("secondsource.data").joinpath("mastheads.en.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
