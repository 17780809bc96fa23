"""Days and times of day that a text names, resolved against the day it was published.

A weekday, "yesterday" or a day without a year gets its calendar days only where the report's
own time is known; without it the weekday, or day and month, is all that is known.
"""

from __future__ import annotations

import re
from bisect import bisect
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Literal

from secondsource.text.tables import names, rows

DateSort = Literal["day", "month", "year", "weekday", "relative", "time"]
_Match = re.Match[str]
_YEAR = r"(?:1[6-9]|20)\d\d"
_PART = r"(?:\s+(?P<part>morning|afternoon|evening|night))?"
_EARLY = r"(?P<early>[Ee]arly|[Mm]id|[Ll]ate)"
# First and last day of a month's part. Overlap on purpose: nobody agrees where "late" begins.
_PARTS_OF_MONTH = {"early": (1, 11), "mid": (9, 21), "late": (20, 31)}
_RELATIVE = (
    "yesterday|today|tonight|tomorrow|last night|this (?:morning|afternoon|evening)"
    "|(?:earlier |later )?(?:last|this|next) (?:week(?:end)?|month|year)"
)
# Words behind "in 2019" that end like a plural and are none: the year is no count of anything.
_NO_PLURAL = "(?:as|was|is|has|does|this|its|his|across|plus|less|thus|perhaps|unless|besides)"
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day, a stretch of days or a time of day named at [start, end).

    first, last: the calendar days where they are known, both inclusive. weekday: 0 = Monday; the
    stated one where a date has one, whatever the calendar says.
    part: "morning", "afternoon" or "evening" (night included). minute: of the day, for a time;
    half_day is False where "a.m." or "p.m." is missing and the hour may be either.
    """

    start: int
    end: int
    sort: DateSort
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""
    minute: int | None = None
    half_day: bool = True
    first: date | None = None
    last: date | None = None


@lru_cache(maxsize=16_384)  # a sentence is read again for each of its pairs
def dates(
    text: str, start: int = 0, end: int | None = None, *, published: datetime | None = None
) -> tuple[DateMention, ...]:
    """The days and times named in text[start:end], in order and without overlap.

    published: when the report says it came out; relative days count from its calendar day.

    >>> [text[m.start:m.end] for text in ["It sank on Friday 3 May at 5:45 a.m."]
    ...  for m in dates(text)]
    ['Friday 3 May', '5:45 a.m.']
    """
    end = len(text) if end is None else end
    found: list[DateMention] = []  # in order, without overlap
    for pattern, build in _readers():
        for match in pattern.finditer(text, start, end):
            at = match.span("all") if "all" in pattern.groupindex else match.span()
            place = bisect(found, at[0], key=lambda m: m.start)
            if any(at[0] < m.end and m.start < at[1] for m in found[max(0, place - 1) : place + 1]):
                continue
            mention = build(match)
            if mention is not None:
                found.insert(place, replace(mention, start=at[0], end=at[1]))
    today = published.date() if published else None
    return tuple(resolve(m, text, today) for m in found)


def resolve(mention: DateMention, text: str, today: date | None) -> DateMention:
    """The mention with its calendar days, as far as the text and `today` tell them."""
    days = _days(mention, text[mention.start : mention.end].lower(), today)
    if days is None:
        return mention
    first, last = days
    stated = mention.sort == "day" and mention.weekday is not None
    weekday = first.weekday() if first == last and not stated else mention.weekday
    return replace(mention, first=first, last=last, weekday=weekday)


@cache
def _table(sort: str) -> dict[str, str]:
    return {
        name: value
        for kind, value, cell in rows("days.tsv")
        if kind == sort
        for name in names(cell)
    }


def _any(sort: str) -> str:
    """A pattern for the names of one sort: as written in the table, or in capitals."""
    forms = {form for name in _table(sort) for form in (name, name.upper())}
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f)))


def _number(sort: str, name: str) -> int:
    table = _table(sort)
    return int(table[name] if name in table else table[name.capitalize()])


@cache
def _readers() -> tuple[tuple[re.Pattern[str], Callable[[_Match], DateMention | None]], ...]:
    """Patterns with what builds their mention, the most telling first."""
    month = rf"(?P<month>{_any('month')})"
    lead = rf"\b(?:(?P<weekday>{_any('weekday')}|{_any('short')})\.?,?\s+)?(?:the\s+)?"
    year = rf"(?:,?\s+(?P<year>{_YEAR})(?!\d|,\d))?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    weekday = rf"(?P<weekday>{_any('weekday')})"
    since = "[Ii]n|[Ss]ince|[Ll]ast|[Dd]uring|[Uu]ntil|[Bb]y"
    which = r"(?:(?:[Ll]ast|[Nn]ext)\s+)?"
    clock = r"(?P<hour>[01]?\d|2[0-3])"
    table: tuple[tuple[str, Callable[[_Match], DateMention | None]], ...] = (
        (rf"\b(?P<year>{_YEAR})-(?P<number>\d\d)-(?P<day>\d\d)\b", _calendar),
        (rf"{lead}\b{day}(?:\s+of)?\s+{month}\b{year}{_PART}", _calendar),
        (rf"{lead}\b{month}\s+{day}\b(?![:.,]\d|\s*(?:%|percent)){year}{_PART}", _calendar),
        (rf"\b(?:{_EARLY}[\s-])?{month},?\s+(?P<year>{_YEAR})\b", _month),
        (rf"\b{_EARLY}(?:\s+in)?[\s-]{month}\b", _month),
        (rf"\b(?:{since})\s+(?P<all>{month})\b", _month),
        (rf"\b{which}(?:{_EARLY}\s+(?:on\s+)?)?{weekday}\b{_PART}", _weekday),
        (rf"\b(?P<holiday>{_any('holiday')})\b", _holiday),
        (rf"(?i)\b(?P<word>{_RELATIVE})\b", _relative),
        (
            rf"(?i)(?<![\d.,:$€£])\b{clock}(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?",
            _clock,
        ),
        (rf"(?<![\d.,:-])\b{clock}:(?P<minute>[0-5]\d)\b(?![:.]\d)", _clock),
        (r"(?i)\b(?P<named>noon|midday|midnight)\b", _clock),
        (
            rf"\b(?:{since}|[Ff]rom|[Bb]efore|[Aa]fter|[Oo]f|{_EARLY})"
            rf"[\s-](?P<all>(?P<year>{_YEAR}))\b(?![\d,.:-]\d|\s+(?!{_NO_PLURAL}\b)[a-z]+s\b)",
            _year,
        ),
    )
    return tuple((re.compile(pattern), build) for pattern, build in table)


def _calendar(match: _Match) -> DateMention | None:
    groups = match.groupdict()
    month = _number("month", groups["month"]) if groups.get("month") else int(groups["number"])
    day = int(groups["day"])
    if not (1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1]):
        return None
    return DateMention(
        0, 0, "day",
        year=int(groups["year"]) if groups.get("year") else None,
        month=month, day=day, weekday=_weekday_number(groups.get("weekday")),
        part=_part(groups.get("part")),
    )  # fmt: skip


def _month(match: _Match) -> DateMention:
    year = match.groupdict().get("year")
    number = _number("month", match["month"])
    return DateMention(0, 0, "month", month=number, year=int(year) if year else None)


def _weekday(match: _Match) -> DateMention:
    part = _part(match["part"]) or {"early": "morning", "late": "evening"}.get(
        (match["early"] or "").lower(), ""
    )
    return DateMention(0, 0, "weekday", weekday=_weekday_number(match["weekday"]), part=part)


def _holiday(match: _Match) -> DateMention:
    name = match["holiday"]
    table = {key.lower(): value for key, value in _table("holiday").items()}
    month, day = table[name.lower()].split("-")
    return DateMention(0, 0, "day", month=int(month), day=int(day))


def _relative(match: _Match) -> DateMention:
    word = match["word"].lower()
    return DateMention(0, 0, "relative", part=_part(word.split()[-1]))


def _year(match: _Match) -> DateMention:
    return DateMention(0, 0, "year", year=int(match["year"]))


def _clock(match: _Match) -> DateMention | None:
    groups = match.groupdict()
    if groups.get("named"):
        minute = 0 if groups["named"].lower() == "midnight" else 12 * 60
        return DateMention(0, 0, "time", minute=minute)
    hour, minute, half = int(groups["hour"]), int(groups["minute"] or 0), groups.get("half")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    known = bool(half) or hour > 12 or match["hour"].startswith("0")
    return DateMention(0, 0, "time", minute=hour * 60 + minute, half_day=known)


def _part(word: str | None) -> str:
    word = "evening" if word in ("night", "tonight") else word or ""
    return word if word in ("morning", "afternoon", "evening") else ""


def _weekday_number(name: str | None) -> int | None:
    if not name:
        return None
    sort = "weekday" if name.lower().endswith("day") else "short"
    return _number(sort, name.rstrip("."))


def _days(mention: DateMention, shown: str, today: date | None) -> tuple[date, date] | None:
    """First and last day of a mention, or None where the text does not tell."""
    if mention.sort == "day" and mention.month and mention.day:
        year = mention.year or _near_year(mention.month, mention.day, today)
        try:
            found = date(year, mention.month, mention.day) if year else None
        except ValueError:  # 29 February of a common year
            return None
        return (found, found) if found else None
    if mention.sort == "month" and mention.month:
        year = mention.year or _near_year(mention.month, 1, today)
        return _days_of_month(year, mention.month, shown) if year else None
    if mention.sort == "year" and mention.year:
        return date(mention.year, 1, 1), date(mention.year, 12, 31)
    if today is None:
        return None
    if mention.sort == "weekday" and mention.weekday is not None:
        back = timedelta(days=(today.weekday() - mention.weekday) % 7)
        found = today - back + (_WEEK if shown.startswith("next") else timedelta())
        return found, found
    return _days_of_relative(shown, today) if mention.sort == "relative" else None


def _near_year(month: int, day: int, today: date | None) -> int | None:
    """The year in which month and day come nearest to today."""
    if today is None:
        return None
    at = (month - today.month) * 30 + day - today.day
    return today.year + (at < -182) - (at > 182)


def _days_of_month(year: int, month: int, shown: str) -> tuple[date, date]:
    length = monthrange(year, month)[1]
    for name, (first, last) in _PARTS_OF_MONTH.items():
        if shown.startswith(name):
            return date(year, month, first), date(year, month, min(last, length))
    return date(year, month, 1), date(year, month, length)


def _days_of_relative(shown: str, today: date) -> tuple[date, date]:
    near = {"yesterday": -1, "last night": -1, "tomorrow": 1}
    step = {"last": -1, "next": 1}.get(shown.removeprefix("earlier ").removeprefix("later ")[:4], 0)
    if "week" in shown and "night" not in shown:
        monday = today - timedelta(days=today.weekday()) + step * _WEEK
        return monday + timedelta(days=5 * shown.endswith("end")), monday + timedelta(days=6)
    if shown.endswith("month"):
        month = today.year * 12 + today.month - 1 + step
        return _days_of_month(month // 12, month % 12 + 1, "")
    if shown.endswith("year"):
        return date(today.year + step, 1, 1), date(today.year + step, 12, 31)
    day = today + timedelta(days=near.get(shown, 0))
    return day, day
