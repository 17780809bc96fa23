"""Whether two mentions of a day or time can be the same, and why."""

from __future__ import annotations

from secondsource.text.compared import Compared
from secondsource.text.dates import DateMention

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FAR = 2  # days from which a day counted from the report's own is surely another
_WEEK_DAYS = 7
_HALF_DAY = 12 * 60  # minutes


def compare_dates(a: DateMention, b: DateMention) -> Compared:
    """How two days, or two times of day, stand to each other.

    A weekday agrees with a date that falls on it; the calendar is asked only where the year is
    given or follows from the reports' own times. "Evening" and "night" are one part of a day.
    Words that lean on the day of publication ("yesterday") contradict another day only from two
    days on: reports of one hour may carry two dates.
    """
    if (a.sort == "time") != (b.sort == "time"):
        return Compared("unrelated", "one is a time of day, the other a day")
    if a.sort == "time":
        return _compare_times(a, b)
    days = _compare_days(a, b)
    if days.verdict in ("same", "refinement") and a.part and b.part and a.part != b.part:
        return Compared("different", f"{a.part} and {b.part} are two parts of the day")
    if days.verdict == "same" and bool(a.part) != bool(b.part):
        return Compared("refinement", f"the same day, once with its {a.part or b.part}")
    return days


def _compare_times(a: DateMention, b: DateMention) -> Compared:
    assert a.minute is not None
    assert b.minute is not None
    if a.minute == b.minute:
        return Compared("same", "the same time of day")
    either = not (a.half_day and b.half_day)
    if either and (a.minute - b.minute) % _HALF_DAY == 0:
        return Compared("same", "the same time of day, once without a.m. or p.m.")
    return Compared("different", "two times of day")


def _compare_days(a: DateMention, b: DateMention) -> Compared:
    if "relative" in (a.sort, b.sort):
        return _compare_relative(a, b)
    if a.weekday is not None and b.weekday is not None and "weekday" in (a.sort, b.sort):
        return _compare_weekdays(a, b)
    if a.month and b.month and a.day and b.day:
        return _compare_calendar(a, b)
    if a.first and a.last and b.first and b.last:
        return _compare_ranges(a, b)
    if a.month and b.month and a.month != b.month:
        return Compared("different", "two months")
    return Compared("unrelated", "the texts do not say enough to compare the two days")


def _compare_relative(a: DateMention, b: DateMention) -> Compared:
    if a.first and a.last and b.first and b.last:
        found = _compare_ranges(a, b)
        if found.verdict in ("same", "refinement"):
            return found
        if found.verdict == "different" and _days_apart(a, b) >= _FAR:
            shown = " and ".join(_shown(m) for m in (a, b))
            return Compared("different", f"counted from the report's own day: {shown}")
    return Compared("unrelated", "a day counted from the day of publication")


def _days_apart(a: DateMention, b: DateMention) -> int:
    """Days between two stretches of days that do not meet.

    A weekday may be one of any week: only the way round the week counts.
    """
    assert a.first
    assert a.last
    assert b.first
    assert b.last
    gap = max((b.first - a.last).days, (a.first - b.last).days)
    if "weekday" in (a.sort, b.sort):
        return min(gap % _WEEK_DAYS, -gap % _WEEK_DAYS)
    return gap


def _shown(m: DateMention) -> str:
    assert m.first
    assert m.last
    if m.first == m.last:
        return f"{m.first:%A %d %B %Y}"
    return f"{m.first:%d %B %Y} to {m.last:%d %B %Y}"


def _compare_weekdays(a: DateMention, b: DateMention) -> Compared:
    assert a.weekday is not None
    assert b.weekday is not None
    one, two = _NAMES[a.weekday], _NAMES[b.weekday]
    if a.weekday != b.weekday:
        shown = next((m for m in (a, b) if m.sort == "day" and m.first), None)
        why = f"{shown.first:%d %B %Y} was a {_NAMES[shown.weekday or 0]}; " if shown else ""
        return Compared("different", f"{why}{one} is not {two}")
    dated = a if a.sort == "day" else b
    if dated.sort == "day" and dated.first:
        return Compared("refinement", f"{dated.first:%d %B %Y} was a {one}")
    return Compared("same", f"both say {one}")


def _compare_calendar(a: DateMention, b: DateMention) -> Compared:
    if (a.month, a.day) != (b.month, b.day):
        return Compared("different", "two days of the calendar")
    if a.year and b.year and a.year != b.year:
        return Compared("different", "the same day of two years")
    if (
        a.weekday is not None
        and b.weekday is not None
        and a.weekday != b.weekday
        and _one_year(a, b)
    ):
        named = f"{_NAMES[a.weekday]} and as {_NAMES[b.weekday]}"
        return Compared("different", f"the same day of the calendar, given as {named}")
    return Compared("same", "the same day of the calendar")


def _one_year(a: DateMention, b: DateMention) -> bool:
    """Are both surely of one year: the same calendar day, or both without a year?"""
    return a.year == b.year if a.year or b.year else a.first == b.first


def _compare_ranges(a: DateMention, b: DateMention) -> Compared:
    assert a.first
    assert a.last
    assert b.first
    assert b.last
    if (a.first, a.last) == (b.first, b.last):
        return Compared("same", "the same days")
    if a.first <= b.first <= b.last <= a.last or b.first <= a.first <= a.last <= b.last:
        return Compared("refinement", "one stretch of days holds the other")
    if a.last < b.first or b.last < a.first:
        return Compared("different", "two stretches of days that do not meet")
    return Compared("unrelated", "two stretches of days that overlap")
