"""Numbers, days and places that differ in one slot of two aligned sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from math import inf, isclose
from typing import Any, Literal

from secondsource.corroboration.slots import Slot, size
from secondsource.model import MarkedReport, SentencePair, Span
from secondsource.settings import CorroborationSettings
from secondsource.text.compared import Compared
from secondsource.text.dates import DateMention, dates
from secondsource.text.places import PlaceMention, bearings, bearings_oppose, compare_places, places
from secondsource.text.quantities import Quantity, quantities
from secondsource.text.same_day import compare_dates
from secondsource.text.same_quantity import compare

_STALE = 3  # days between two reports from which "yesterday" is not compared
_AGREE = frozenset(("same", "rounding", "refinement"))


@dataclass(frozen=True, slots=True)
class ValuePair:
    """Two values of one slot, compared. The spans hold the value with the noun it counts."""

    type: Literal["number", "date", "place"]
    a: Span
    b: Span
    keys: tuple[str, str]
    compared: Compared


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of a sentence: the words that make it, the words to show, a key for its copies."""

    start: int
    end: int
    shown_end: int
    key: str
    item: Any
    same: str = ""  # a number without its sign: equal in "450" and "about 450"
    day: str = ""  # a day without its part: equal in "Sunday" and "Sunday evening"


_Read = Callable[[MarkedReport, Span], Sequence[_Value]]
_Compare = Callable[[Any, Any], Compared]


def value_pairs(
    slot: Slot,
    pair: SentencePair,
    left: MarkedReport,
    right: MarkedReport,
    *,
    settings: CorroborationSettings,
) -> Iterator[ValuePair]:
    """The values that fill a slot on both sides, compared; each value at most once.

    A value that another slot of the pair has on the other side has only moved, and is left out.
    In a slot of many words two that differ must count the same thing: other words may have moved
    as well. A name that the gazetteer lacks is a place only in a sentence that was copied.
    """
    for kind, read, weigh in _SORTS:
        here, there = read(left, slot.left_sentence), read(right, slot.right_sentence)
        inner = _inside(here, slot.left), _inside(there, slot.right)
        if not any(inner):
            continue  # as in most slots
        moved = (
            [v for d in pair.differences for v in _inside(here, d.left)],
            [v for d in pair.differences for v in _inside(there, d.right)],
        )
        near = _beside(here, slot.left, left), _beside(there, slot.right, right)
        wide = max(size(slot.left, left), size(slot.right, right)) > settings.narrow_slot_words
        for one, two in _matched(inner, (here, there), moved, near, weigh):
            compared = weigh(one.item, two.item)
            if compared.verdict == "different" and wide and not _alike(one.item, two.item):
                continue
            guessed = kind == "place" and not (_is_known(one.item) and _is_known(two.item))
            if guessed and pair.similarity < settings.copied_sentence:
                continue
            if _far_relative(one.item, two.item, left, right):
                continue
            yield ValuePair(
                "date" if _is_year(one.item) and _is_year(two.item) else kind,
                Span(left.id, one.start, one.shown_end),
                Span(right.id, two.start, two.shown_end),
                (one.key, two.key),
                compared,
            )


def _matched(
    inner: tuple[Sequence[_Value], Sequence[_Value]],
    whole: tuple[Sequence[_Value], Sequence[_Value]],
    moved: tuple[Sequence[_Value], Sequence[_Value]],
    near: tuple[Sequence[_Value], Sequence[_Value]],
    weigh: _Compare,
) -> Iterator[tuple[_Value, _Value]]:
    """Pairs of values: those that agree without being the same, then what is left over.

    A word such as "about" may be all that a slot holds: its number is looked up in the other
    sentence. What is left over makes pairs only where both sides have as many of a kind.
    """
    for one in inner[0]:
        for two in whole[1]:
            if _loosely(one, two, near[1], weigh):
                yield one, two
    for two in inner[1]:
        for one in whole[0]:
            if one not in inner[0] and _loosely(two, one, near[0], weigh):
                yield one, two
    ones = [v for v in inner[0] if not _stands_in(v, moved[1], inner[1], weigh)]
    twos = [v for v in inner[1] if not _stands_in(v, moved[0], inner[0], weigh)]
    for one in ones:
        rivals = [two for two in twos if weigh(one.item, two.item).verdict == "different"]
        peers = [
            x for x in ones if any(weigh(x.item, two.item).verdict == "different" for two in rivals)
        ]
        if rivals and len(peers) == len(rivals):
            yield one, rivals[peers.index(one)]


def _loosely(one: _Value, other: _Value, near: Sequence[_Value], weigh: _Compare) -> bool:
    """Is one value the other, rounded or made finer, in or beside the slot or by its number?"""
    verdict = weigh(one.item, other.item).verdict
    told = other in near or one.same == other.same != "" or one.day == other.day != ""
    return verdict in ("rounding", "refinement") and told


def _stands_in(
    value: _Value, others: Sequence[_Value], inner: Sequence[_Value], weigh: _Compare
) -> bool:
    """Does the other side have this value too, in this slot or in another?"""
    return any(
        value.same == other.same != ""
        or (
            weigh(value.item, other.item).verdict in _AGREE
            and (other in inner or value.key == other.key)
        )
        for other in others
    )


def _inside(values: Sequence[_Value], span: Span | None) -> list[_Value]:
    """The values that a side of a slot touches."""
    return [v for v in values if span and v.start < span.end and span.start < v.end]


def _beside(values: Sequence[_Value], span: Span | None, marked: MarkedReport) -> list[_Value]:
    """The values that a side of a slot touches, or that begin with the next word ("on 3 | May")."""
    found = _inside(values, span)
    if span is None:
        return found
    after = marked.report.text[span.end : span.end + 1].isspace() + span.end
    return found + [v for v in values if v.start == after]


def _is_year(item: Any) -> bool:
    """Is it a bare year, which the sentence may not show to be one?"""
    return (isinstance(item, Quantity) and item.kind == "year") or (
        isinstance(item, DateMention) and item.sort == "year"
    )


def _far_relative(a: Any, b: Any, left: MarkedReport, right: MarkedReport) -> bool:
    """Are days counted from two days of publication that lie days apart?

    A copy that states a wrong day of its own would contradict itself by every "yesterday".
    """
    if not (isinstance(a, DateMention) and isinstance(b, DateMention)):
        return False
    one, two = left.report.published, right.report.published
    return "relative" in (a.sort, b.sort) and bool(one and two and abs((one - two).days) >= _STALE)


def _alike(a: Any, b: Any) -> bool:
    """In a slot of many words: do both count the same thing, or carry the same unit?"""
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return (a.kind == b.kind == "count" and a.noun == b.noun != "") or (
            a.kind == b.kind and a.unit == b.unit != "" and isclose(a.factor, b.factor)
        )
    if isinstance(a, DateMention) and isinstance(b, DateMention):
        return a.sort == b.sort
    return False


def quantity_key(q: Quantity) -> str:
    """The same words for every copy of a quantity, whatever it is written in."""
    return f"{q.kind} {q.unit} {q.value:.6g} {q.high:.6g}"


def _is_known(item: PlaceMention | int) -> bool:
    return isinstance(item, int) or item.known


def _bare(q: Quantity) -> str:
    """The number without its sign, and "" for what is no amount: a score, a label.

    A range is known by both its ends.
    """
    if 0 < q.low < q.high < inf and not q.approximate:
        return f"{q.low:.6g} to {q.high:.6g} {q.unit}"
    return f"{q.value:.6g} {q.unit}" if q.kind not in ("score", "label", "ordinal") else ""


def _numbers(marked: MarkedReport, sentence: Span) -> tuple[_Value, ...]:
    return _numbers_of(marked.report.text, sentence.start, sentence.end)


@lru_cache(maxsize=16_384)  # a sentence is read again for each of its pairs, here and below
def _numbers_of(text: str, start: int, end: int) -> tuple[_Value, ...]:
    return tuple(
        _Value(q.start, q.end, q.phrase_end, quantity_key(q), q, _bare(q))
        for q in quantities(text, start, end)
    )


def _days(marked: MarkedReport, sentence: Span) -> tuple[_Value, ...]:
    report = marked.report
    return _days_of(report.text, sentence.start, sentence.end, report.published)


@lru_cache(maxsize=16_384)
def _days_of(text: str, start: int, end: int, published: datetime | None) -> tuple[_Value, ...]:
    return tuple(
        _Value(m.start, m.end, m.end, _day_key(m), m, day=_day_key(replace(m, part="")))
        for m in dates(text, start, end, published=published)
    )


def _day_key(m: DateMention) -> str:
    if m.sort == "time":
        return f"time {m.minute}"
    if m.weekday is not None:
        return f"weekday {m.weekday} {m.part}"
    return f"day {m.year} {m.month} {m.day} {m.part}"


def _spots(marked: MarkedReport, sentence: Span) -> tuple[_Value, ...]:
    return _spots_of(marked.report.text, sentence.start, sentence.end)


@lru_cache(maxsize=16_384)
def _spots_of(text: str, begin: int, last: int) -> tuple[_Value, ...]:
    """Places, and bearings that stand without one ("northeast of the town")."""
    days = dates(text, begin, last)
    found = [
        _Value(p.start, p.end, p.end, f"{p.name} {p.bearing}", p)
        for p in places(text, begin, last)
        if not any(d.start < p.end and p.start < d.end for d in days)
    ]
    found += [
        _Value(start, end, end, f"bearing {degrees}", degrees)
        for start, end, degrees in bearings(text, begin, last)
        if not any(v.start <= start < v.end for v in found)
    ]
    return tuple(sorted(found, key=lambda v: v.start))


def _compare_numbers(a: Quantity, b: Quantity) -> Compared:
    if a.kind == b.kind == "count" and a.noun != b.noun:
        # "43 men" and "nine boats": more than the number was changed.
        return Compared("unrelated", "they count different things")
    return compare(a, b, same_slot=True)


def _compare_spots(a: PlaceMention | int, b: PlaceMention | int) -> Compared:
    if isinstance(a, int) or isinstance(b, int):
        if not (isinstance(a, int) and isinstance(b, int)):
            return Compared("unrelated", "a place and a direction")
        if bearings_oppose(a, b):
            return Compared("different", "two opposed directions")
        return Compared(
            "same" if a == b else "unrelated", "two directions that do not exclude each other"
        )
    if not (a.known or a.locative) or not (b.known or b.locative) or a.locative != b.locative:
        agree = compare_places(a, b)
        return (
            agree if agree.verdict in _AGREE else Compared("unrelated", "no two places of one slot")
        )
    if not (a.known and b.known) and not (a.locative and b.locative):
        return Compared("unrelated", "a name that may be of no place")
    return compare_places(a, b)


_SORTS: tuple[tuple[Literal["number", "date", "place"], _Read, _Compare], ...] = (
    ("number", _numbers, _compare_numbers),
    ("date", _days, compare_dates),
    ("place", _spots, _compare_spots),
)
