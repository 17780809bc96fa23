"""Whether two quantities can be of one thing, and why: equal, rounded, one inside the other."""

from __future__ import annotations

from dataclasses import replace
from math import inf, isclose

from secondsource.text.compared import Compared
from secondsource.text.counted import same_noun
from secondsource.text.quantities import Quantity

_UNITS_OFF = 0.01  # share that a value turned into another unit may be off
_COARSE_OFF = 0.06  # the same where the new unit is coarse: six feet are 1.8 metres
_ROUND_OFF = 0.02  # share that an unhedged round number may be off
_ROUND_STEP = 100  # what the last digit of such a number must be worth: 60 is no rounded 61
_HEDGED_OFF = 0.1  # share that "about", "nearly", "close to" may be off
_BOUND_REACH = 2.0  # "more than 100" may be 120; nobody says so of 250
_KILOS_OF_POUND = 0.45359237
_NAMED = frozenset(("ordinal", "label", "year"))


def compare(a: Quantity, b: Quantity, *, same_slot: bool = False) -> Compared:
    """How two quantities stand to each other.

    same_slot: both stand in the same place of one sentence, so that what they count is the
    same whatever word is used for it.
    """
    pair = _comparable(a, b)
    if pair is None or not (same_slot or same_noun(a.noun, b.noun)):
        return Compared("unrelated", "the two quantities are not of one kind")
    a, b = pair
    if (a.per or b.per) and a.per != b.per:
        return Compared("unrelated", "the two are counted per different things")
    if a.kind in _NAMED or a.kind == "score":
        equal = (a.low, a.high) == (b.low, b.high)
        return Compared(
            "same" if equal else "different", f"the {a.kind} is {'' if equal else 'not '}the same"
        )
    if _equal(a, b):
        return _compare_equal(a, b)
    return _compare_unequal(a, b)


def _comparable(a: Quantity, b: Quantity) -> tuple[Quantity, Quantity] | None:
    """The pair in one unit, or None where there is none."""
    if {a.kind, b.kind} == {"percent", "fraction"}:
        return _as_share(a), _as_share(b)
    if {a.unit, b.unit} in ({"pound", "GBP"}, {"pound", "mass"}):
        # "pounds" may be money or weight: the other side tells which.
        factor = _KILOS_OF_POUND if "mass" in (a.unit, b.unit) else 1.0
        return _times(a, factor, "pound"), _times(b, factor, "pound")
    return (a, b) if a.unit == b.unit and a.kind == b.kind else None


def _times(q: Quantity, factor: float, unit: str) -> Quantity:
    """The quantity in another base, if it is in `unit`."""
    if q.unit != unit:
        return q
    return replace(
        q, low=q.low * factor, high=q.high * factor, value=q.value * factor, step=q.step * factor,
        factor=factor,
    )  # fmt: skip


def _as_share(q: Quantity) -> Quantity:
    if q.kind == "percent":
        return q
    return replace(_times(q, 100.0, q.unit), step=10.0, unit="percent")


def _equal(a: Quantity, b: Quantity) -> bool:
    """Is the written value the same, in whatever unit, within what the digits can hold?"""
    readings = [
        (x, y) for x in (a.value, a.other) for y in (b.value, b.other) if None not in (x, y)
    ]
    return any(isclose(x or 0.0, y or 0.0, rel_tol=1e-6, abs_tol=1e-9) for x, y in readings)


def _compare_equal(a: Quantity, b: Quantity) -> Compared:
    if _is_range(a) and _is_range(b) and (a.low, a.high) != (b.low, b.high):
        return Compared("different", "two ranges with another end")
    if (a.low, a.high) == (b.low, b.high):
        if a.approximate != b.approximate:
            return Compared("rounding", "the same number, once only as an approximation")
        return Compared("same", "the same number")
    if {a.low, b.low} == {a.high, b.high}:
        return Compared("same", "the same number")
    return Compared("refinement", "the same number, once as a bound or the edge of a range")


def _compare_unequal(a: Quantity, b: Quantity) -> Compared:
    gap, size = abs(a.value - b.value), max(abs(a.value), abs(b.value))
    converted = a.factor != b.factor
    allowed = max(a.step, b.step) / 2
    if converted and gap <= max(min(allowed, _COARSE_OFF * size), _UNITS_OFF * size):
        return Compared("same", "the same amount in another unit")
    if converted and (a.approximate or b.approximate) and gap <= _HEDGED_OFF * size:
        return Compared("rounding", "the same amount in another unit, made round")
    if _holds(a, b) or _holds(b, a):
        return Compared("refinement", "one number lies inside what the other allows")
    if (a.approximate or b.approximate) and gap <= _HEDGED_OFF * size * _loose(a, b):
        return Compared("rounding", "one number is the other made round, and says so")
    if gap <= min(allowed, _ROUND_OFF * size) and max(a.step, b.step) >= 100 * min(
        1.0, size / 1000
    ):
        return Compared("rounding", "one number is the other made round")
    return Compared("different", "two numbers that cannot both be so of one thing")


def _holds(a: Quantity, b: Quantity) -> bool:
    """Does the range or bound of a hold the value of b, and is b no bound of the same sort?"""
    if a.low == a.high:
        return False
    if _is_range(a) and _is_range(b):
        return False  # "2 to 8" and "6 to 8": an end was changed
    if a.low == b.low == 0:
        return False  # "up to 118" and "up to 160": another bound
    if a.high == inf and b.low == 0:
        return a.low <= b.high  # "more than 100", "up to 120"
    if a.high == inf:
        return b.high != inf and a.low <= b.low and b.high <= a.low * _BOUND_REACH
    if a.low == 0 and a.high > 0 and b.low > 0:
        return a.high / _BOUND_REACH <= b.low and b.high <= a.high
    return a.low <= b.low and b.high <= a.high and (a.low, a.high) != (b.low, b.high)


def _is_range(q: Quantity) -> bool:
    """Is this a range with two stated ends, neither a bound nor a vague word?"""
    return 0 < q.low < q.high < inf and not q.approximate


def _loose(a: Quantity, b: Quantity) -> float:
    """1 where the hedged number is round (ends in a zero or five), else a tenth."""
    hedged = [q for q in (a, b) if q.approximate]
    return 1.0 if any(q.step >= 5 or q.value % 5 == 0 for q in hedged) else 0.1
