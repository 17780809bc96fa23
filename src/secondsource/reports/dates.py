"""The days that a page states about itself, and whether they agree. They are never settled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from itertools import combinations

from secondsource.model import Report, Span, StatedDate
from secondsource.settings import ReportSettings

_MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december"
        .split(),
        1,
    )
}  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
# What may stand before and after the day on a line that is only a date.
_BEFORE = (
    r"(?:(?:first |last )?(?:published|posted|updated|modified|created|date|on|at)\b[ :]*"
    r"(?:on |at )?)*"
    r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?,? ?)?"
)
_CLOCK = (
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\.?)?"
    r"(?: ?\(?[a-z]{1,5}(?:[+-]\d{1,2})?\)?)?"
)
_AFTER = rf"(?:,? ?(?:at |[-–—|·] ?)?(?:{_CLOCK}))?\.?"
_FRONT_CLOCK = rf"(?:{_CLOCK},? ?(?:on )?)?"
_DATE_LINES = tuple(
    re.compile(rf"{_BEFORE}{_FRONT_CLOCK}{form}{_AFTER}", re.IGNORECASE)
    for form in (
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}",
        rf"{_YEAR}[-./](?P<month>\d{{1,2}})[-./](?P<day>\d{{1,2}})(?:t(?=\d))?",
    )
)
_HAS_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BULLET = re.compile(r"^[\s•·*–—|>-]+")
_IN_URL = (
    re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)"),
    re.compile(r"[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|$)"),
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\b)[^\n.!?]{0,60}?\b((?:19|20)\d\d)(?: ?[-–—] ?((?:19|20)\d\d))?\b",
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    r"\b((?:19|20)\d\d)(?: ?[-–—] ?((?:19|20)\d\d))? ?(?:©|\(c\))", re.IGNORECASE
)


def read_time(value: object, notes: list[str]) -> tuple[datetime | None, tuple[StatedDate, ...]]:
    """The moment that a `published` value states, and its day; None if only a day is stated.

    A day alone has no moment: taking midnight would make it earlier than its neighbours. A time
    without offset is read as UTC, with a note. What cannot be read gives a note.
    """
    if value is None or value == "":
        return None, ()
    text = str(value).strip()[:64]
    day = _iso_day(text)
    if day:
        return None, (StatedDate("published", day.isoformat()),)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            notes.append(f"'published' is {text!r}; expected ISO 8601 like 2024-05-01T09:30+02:00")
            return None, ()
    if moment.tzinfo is None:
        notes.append("'published' is given without offset; it was read as UTC")
        moment = moment.replace(tzinfo=UTC)
    return moment, (StatedDate("published", moment.date().isoformat()),)


def date_of_line(line: str, *, settings: ReportSettings) -> date | None:
    """The day, if the line is a date and nothing else.

    >>> date_of_line("• Posted on Monday, 4 March 2019, 10:15 am", settings=ReportSettings())
    datetime.date(2019, 3, 4)
    >>> date_of_line("March 4, 2019 was a day of rain.", settings=ReportSettings())
    """
    plain = re.sub(r"\s+", " ", _BULLET.sub("", line[: settings.max_date_line + 1])).strip()
    if len(line.strip()) > settings.max_date_line or not _HAS_YEAR.search(plain):
        return None
    for form in _DATE_LINES:
        found = form.fullmatch(plain)
        if found:
            month = found["month"].lower()
            number = int(month) if month.isdigit() else _MONTHS[month[:3]]
            return _day(int(found["year"]), number, int(found["day"]))
    return None


def dates_of_url(url: str | None) -> tuple[StatedDate, ...]:
    """The day in an address, such as /2019/03/04/.

    >>> dates_of_url("https://news.example/2019/03/04/ferry.html")[0].value
    '2019-03-04'
    """
    for form in _IN_URL:
        found = form.search((url or "")[:2000])
        day = _day(*map(int, found.groups())) if found else None
        if day:
            return (StatedDate("url", day.isoformat()),)
    return ()


def copyright_years(
    report_id: str, text: str, places: Sequence[tuple[int, int]]
) -> tuple[StatedDate, ...]:
    """The years of copyright notices among the given places of the text, each year once."""
    years: dict[str, StatedDate] = {}
    for start, end in places:
        for form in (_COPYRIGHT, _YEARLESS):
            for found in form.finditer(text, start, end):
                group = 2 if found[2] else 1
                span = Span(report_id, *found.span(group))
                years.setdefault(found[group], StatedDate("copyright", found[group], span))
    return tuple(years.values())


def disagreement(dates: Sequence[StatedDate], *, settings: ReportSettings) -> str | None:
    """A sentence on the two stated dates furthest apart, if they are more than the limit apart."""
    pairs = [(gap, a, b) for a, b in combinations(_unique(dates), 2) if (gap := _gap(a, b))]
    gap, a, b = max(pairs, key=lambda p: (p[0], p[1].value, p[2].value), default=(0, None, None))
    if a is None or b is None or gap <= settings.max_date_gap_days:
        return None
    first, last = sorted((a, b), key=lambda d: d.value)
    return (
        f"its dates disagree: {_said(first)}, {_said(last)}; "
        f"neither is proof of when it was written"
    )


def disagreeing_dates(
    reports: Sequence[Report], *, settings: ReportSettings = ReportSettings()
) -> tuple[str, ...]:
    """A warning where reports of one story state dates that lie far apart; else none.

    Of two reports the two dates nearest to each other count, so that an old copyright year
    beside a page date that fits raises nothing. The pair furthest apart is named, the number of
    other pairs is said.
    """
    pairs = []
    for left, right in combinations(sorted(reports, key=lambda r: r.id), 2):
        gaps = [(_gap(a, b), a.value, b.value, a, b) for a in left.dates for b in right.dates]
        if gaps:
            gap, _, _, a, b = min(gaps, key=lambda g: g[:3])
            pairs.append((gap, left.id, right.id, a, b))
    far = [pair for pair in pairs if pair[0] > settings.max_date_gap_days]
    if not far:
        return ()
    gap, left_id, right_id, a, b = max(far, key=lambda pair: pair[:3])
    others = f" (and {len(far) - 1} more such pairs)" if len(far) > 1 else ""
    return (
        f"{left_id} and {right_id} tell of one event but their dates lie {gap} days or more "
        f"apart: {_said(a)} of {left_id}, {_said(b)} of {right_id}{others}; "
        f"neither is proof of when it was written",
    )


def _said(stated: StatedDate) -> str:
    names = {"published": "published", "page": "page date", "copyright": "copyright year"}
    return f"{names.get(stated.place, stated.place + ' date')} {stated.value}"


def _unique(dates: Sequence[StatedDate]) -> list[StatedDate]:
    """Each place and value once; more than a few are not compared in pairs."""
    seen = {(d.place, d.value): d for d in dates}
    return [seen[key] for key in sorted(seen, key=lambda k: (k[1], k[0]))]


def _gap(a: StatedDate, b: StatedDate) -> int:
    """Days between the two, a year counting as all its days; 0 where they may be equal."""
    (a_first, a_last), (b_first, b_last) = _range(a), _range(b)
    return max(0, (b_first - a_last).days, (a_first - b_last).days)


def _range(stated: StatedDate) -> tuple[date, date]:
    if len(stated.value) == len("2000"):
        year = int(stated.value)
        return date(year, 1, 1), date(year, 12, 31)
    day = date.fromisoformat(stated.value)
    return day, day


def _iso_day(text: str) -> date | None:
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    return _day(*map(int, found.groups())) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
