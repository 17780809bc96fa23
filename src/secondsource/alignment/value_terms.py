"""Values as words: "$4.5m" and "4.5 million dollars" become one term, as do "noon" and "12 p.m.".

Two clauses that give the same sum, the same length of time or the same minute of a day most
likely tell the same, however they put it. A value is one term with a stem of its own that says
its unit and its amount in the base of that unit; a day is named by its date where the report's
own time is known, so that "yesterday" of one report is "Tuesday" of another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from math import isfinite

from secondsource.text.content import Term
from secondsource.text.dates import DateMention, dates
from secondsource.text.quantities import Quantity, quantities

MARK = "#"  # begins the stem of a value: no word does
_DAY = "day"
_WEEKDAY = "weekday"
_TIME = "time"
_HALF_DAY = 12 * 60  # minutes
_DIGITS = 4  # of an amount that stand in a stem
_WEIGHED = frozenset(("count", "measure", "percent", "fraction", "money", "age"))
_DAY_WORDS = "monday tuesday wednesday thursday friday saturday sunday".split()


def with_values(
    found: Sequence[Term], text: str, start: int, end: int, published: datetime | None
) -> list[Term]:
    """The content words of text[start:end] with its numbers, days and times as one term each."""
    values = sorted(value_terms(text, start, end, published), key=lambda t: (t.start, t.end))
    if not values:
        return list(found)
    starts = [value.start for value in values]
    places = [bisect_right(starts, term.start) - 1 for term in found]
    rest = [t for t, at in zip(found, places) if at < 0 or t.start >= values[at].end]
    return sorted((*rest, *values), key=lambda t: (t.start, t.end))


def value_terms(text: str, start: int, end: int, published: datetime | None) -> Iterator[Term]:
    """The values that text[start:end] gives, each as a term.

    >>> t = "It closed at noon for three days."
    >>> [v.stem for v in value_terms(t, 0, len(t), None)]
    ['#time 720', '#duration 2.592e+05']
    """
    for day in dates(text, start, end, published=published):
        stem, key = _of_day(day)
        if stem:
            yield Term(day.start, day.end, key, stem, day.sort != "time")
    for quantity in quantities(text, start, end):
        if _tells(quantity):
            amount = f"{quantity.value:.{_DIGITS}g}"
            stem = f"{MARK}{quantity.unit or 'count'} {amount}"
            shown = f"{quantity.value / quantity.factor:g}"
            yield Term(quantity.start, quantity.end, shown, stem, False)


def _tells(quantity: Quantity) -> bool:
    """Is the quantity one to compare? "One" is hardly ever a count."""
    one = quantity.kind == "count" and quantity.value == 1 and not quantity.unit
    return quantity.kind in _WEIGHED and isfinite(quantity.value) and not one


def _of_day(mention: DateMention) -> tuple[str, str]:
    """Stem of a day or time, and the word whose rarity it has; both "" where it says too little."""
    if mention.minute is not None:
        hour, minute = divmod(mention.minute, 60)
        return f"{MARK}{_TIME} {mention.minute}", f"{hour}:{minute:02}"
    if mention.first is not None and mention.first == mention.last:
        return f"{MARK}{_DAY} {mention.first.isoformat()}", _DAY_WORDS[mention.first.weekday()]
    if mention.sort == "weekday" and mention.weekday is not None:
        return f"{MARK}{_WEEKDAY} {mention.weekday}", _DAY_WORDS[mention.weekday]
    return "", ""


def is_value(stem: str) -> bool:
    """Is it the stem of a value?"""
    return stem.startswith(MARK)


def same_value(one: str, other: str, off: float) -> bool:
    """Can two values be one? Amounts of one unit may be a share `off` apart.

    >>> same_value("#length 600", "#length 609.6", 0.02), same_value("#time 600", "#time 720", 0.1)
    (True, False)
    """
    (unit, _, amount), (other_unit, _, other_amount) = one.partition(" "), other.partition(" ")
    if unit != other_unit:
        return _same_day({unit[1:]: amount, other_unit[1:]: other_amount})
    if unit[1:] == _TIME:
        return int(amount) % _HALF_DAY == int(other_amount) % _HALF_DAY
    if unit[1:] in (_DAY, _WEEKDAY):
        return amount == other_amount
    a, b = float(amount), float(other_amount)
    return abs(a - b) <= off * max(abs(a), abs(b))


def _same_day(named: dict[str, str]) -> bool:
    """Is a date on the weekday that stands beside it?"""
    if named.keys() != {_DAY, _WEEKDAY}:
        return False
    return date.fromisoformat(named[_DAY]).weekday() == int(named[_WEEKDAY])
