"""Quantities that a text states: counts, measures, sums, shares, ages, scores.

Days and times of day are no quantities (see `dates`); a number that is part of a name ("Q-71",
"Flight 12") is a label, an ordinal stays one: neither is ever weighed against a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import inf, log10
from typing import Literal

from secondsource.text.counted import counted_after, noun_after
from secondsource.text.dates import dates
from secondsource.text.numerals import Numeral, numerals
from secondsource.text.tables import names, rows

QuantityKind = Literal[
    "count", "measure", "percent", "fraction", "money", "age", "score", "ordinal", "label", "year"
]
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
_MONEY = frozenset("pound USD EUR GBP JPY INR CNY RUB CHF krona lira peso real rand".split())
_BEFORE = 24  # characters in front of a number that may hold words such as "no fewer than"
_BEHIND = 40  # characters behind it that may hold its unit
_THOUSAND, _MILLION, _YEAR_SECONDS = 1e3, 1e6, 31557600.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at [start, end): the number with its sign, unit and what belongs to it.

    low, high: in the base of `unit` (metres, square metres, kilograms, seconds, dollars); equal
    for a plain number, high = inf for "at least". value: the number as it is written, in that
    base. step: what the last written digit is worth. approximate: "about", "nearly" or vague.
    noun: what is counted, as one word in its common form, "" where that is unclear. factor: the
    written unit in that base (a mile: 1609.344).
    """

    start: int
    end: int
    low: float
    high: float
    value: float
    step: float
    unit: str = ""
    kind: QuantityKind = "count"
    approximate: bool = False
    per: str = ""
    noun: str = ""
    other: float | None = None  # a second reading of the digits
    factor: float = 1.0
    phrase_end: int = 0  # where the noun ends, or the quantity where none is counted

    @property
    def is_exact(self) -> bool:
        """One value, not hedged, no bound."""
        return self.low == self.high and not self.approximate


@lru_cache(maxsize=16_384)  # a sentence is read again for each of its pairs
def quantities(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """The quantities stated in text[start:end], in order and without overlap.

    >>> t = "Between 11 and 14 farmers sold 72bn tons for about €7m."
    >>> [(t[q.start:q.end], q.kind, q.low, q.high) for q in quantities(t)][0]
    ('Between 11 and 14', 'count', 11.0, 14.0)
    """
    end = len(text) if end is None else end
    taken = [(m.start, m.end) for m in dates(text, start, end)]
    found = list(_outside(numerals(text, start, end), taken))
    kept: list[Quantity] = []
    at = 0
    while at < len(found):
        quantity, used = _read(text, found, at, end)
        at += used
        if quantity is not None and (not kept or quantity.start >= kept[-1].end):
            kept.append(replace(quantity, phrase_end=max(quantity.end, quantity.phrase_end)))
    return tuple(kept)


def _outside(found: Iterator[Numeral], taken: Sequence[tuple[int, int]]) -> Iterator[Numeral]:
    """The numerals that lie in none of the places, both in order."""
    at = 0
    for number in found:
        while at < len(taken) and taken[at][1] <= number.start:
            at += 1
        if at == len(taken) or number.end <= taken[at][0]:
            yield number


def _read(text: str, found: Sequence[Numeral], at: int, end: int) -> tuple[Quantity | None, int]:
    """The quantity that begins at the numeral, and how many numerals it takes up."""
    first = found[at]
    if first.ordinal:
        return _plain(first, "ordinal"), 1
    symbol = _symbol_before(text, first.start)
    second = found[at + 1] if at + 1 < len(found) else None
    joint = second and _joint(text, first, second, symbol)
    if second and joint == "score":
        whole = _plain(first, "score")
        return replace(whole, end=second.end, high=second.low), 2
    base = _range(first, second) if second and joint else _plain(first, "count")
    glued = (second if joint else first) or first
    quantity = _with_unit(text, base, glued.glued, symbol, end)
    quantity = _with_words_before(text, quantity, symbol)
    if quantity.kind == "count":
        quantity = _as_count(text, quantity, first, end)
    return quantity, 2 if joint else 1


def _plain(number: Numeral, kind: QuantityKind) -> Quantity:
    vague = number.low != number.high or number.rough
    return Quantity(
        number.start, number.end, number.low, number.high, number.low, number.step,
        kind="fraction" if number.fraction else kind, approximate=vague, other=number.other,
    )  # fmt: skip


def _range(first: Numeral, second: Numeral) -> Quantity:
    """Two numbers as one range; "5 to 10 million" gives both the scale of the second."""
    scale = (
        10.0 ** (3 * int(log10(second.low) // 3)) if second.step >= _THOUSAND > first.low else 1.0
    )
    low, high = first.low * scale, second.low
    return Quantity(
        first.start,
        second.end,
        min(low, high),
        max(low, high),
        low,
        min(first.step * scale, second.step),
    )


_SCORE_AFTER = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:win|victory|defeat|loss|draw|lead|triumph|rout|home|away|on|to|over|at|against"
    r"|after|in|thrashing|aggregate|vote|decision)\b"
)


def _joint(text: str, first: Numeral, second: Numeral, symbol: str) -> str:
    """How two numbers belong together: "range", "score" or "" (not at all)."""
    between = text[first.end : second.start].lower()
    if between in ("-", "–", "—") and not symbol:
        whole = first.low == int(first.low) and second.low == int(second.low)
        counted = noun_after(text, second.end, second.end + _BEHIND) or _unit_at(text, second.end)
        if whole and max(first.low, second.low) < 1000 and (
            first.low >= second.low or _SCORE_AFTER.match(text, second.end) or not counted
        ):  # fmt: skip
            return "score"
        return "range"
    bare = between.strip(" $€£")
    before = text[max(0, first.start - _BEFORE) : first.start].lower().rstrip(" $€£")
    if before.endswith("between") and bare == "and":
        return "range"
    if bare in ("to", "or", "-", "–") and not before.endswith("from") and first.low < second.high:
        return "range"
    return ""


def _symbol_before(text: str, start: int) -> str:
    return _SYMBOLS.get(text[start - 1 : start] or " ", "") if start else ""


@cache
def _units() -> tuple[re.Pattern[str], dict[str, tuple[str, float]]]:
    table = {
        name: (dimension, float(factor))
        for dimension, factor, cell in rows("units.tsv")
        for name in names(cell)
    }
    ordered = sorted(table, key=lambda name: (-len(name), name))
    spelled = "|".join(re.escape(name).replace(r"\ ", r"[\s-]") for name in ordered)
    return re.compile(rf"(?i)[\s-]?({spelled})(?![\w²³])"), table


_DEGREES = re.compile(r"\s?°?\s?([CF])(?!\w)")
_PER = re.compile(
    r"(?i)\s*(?:per|an?|every|each|/)\s*(second|minute|hour|day|week|month|year|person|head|share|barrel)\b"
)
_AGE_AFTER = re.compile(r"(?i)[\s-]olds?\b")


def _unit_at(text: str, at: int) -> tuple[str, float, int] | None:
    """Dimension, factor and end of the unit that stands at a place."""
    degrees = _DEGREES.match(text, at)
    if degrees and ("°" in degrees.group() or text[at] in "CF"):
        return ("celsius" if degrees[1] == "C" else "fahrenheit"), 1.0, degrees.end()
    pattern, table = _units()
    match = pattern.match(text, at)
    if match is None:
        return None
    name = re.sub(r"[\s-]", " ", match[1].lower())
    return *table[name], match.end()


def _with_unit(text: str, base: Quantity, glued: str, symbol: str, end: int) -> Quantity:
    """The number in the base of its unit; the m of "5m" is a million of what is counted."""
    if symbol:
        scale = {"m": _MILLION, "b": 1e9, "k": 1e3}.get(glued, 1.0)
        # "US$5", "A$5": another dollar may stand in front; the sum is compared all the same.
        found = _scaled(replace(base, kind="money", unit=symbol, start=base.start - 1), scale)
        return _with_per(text, found)
    if glued == "m" and noun_after(text, base.end, min(end, base.end + _BEHIND)):
        return _scaled(base, _MILLION)
    if glued in ("b", "k"):
        return _scaled(base, 1e9 if glued == "b" else 1e3)
    unit = ("length", 1.0, base.end) if glued == "m" else _unit_at(text, base.end)
    if unit is None or unit[2] > end:
        return base
    dimension, factor, at = unit
    old = _AGE_AFTER.match(text, at)
    if dimension == "duration" and factor == _YEAR_SECONDS and old:
        return replace(base, kind="age", unit="year", end=old.end())
    if dimension == "fahrenheit":
        return _as_celsius(replace(base, end=at))
    kind: QuantityKind = (
        "percent" if dimension == "percent" else "money" if dimension in _MONEY else "measure"
    )
    found = _scaled(replace(base, kind=kind, unit=dimension, end=at, factor=factor), factor)
    return _with_per(text, found)


def _scaled(q: Quantity, factor: float) -> Quantity:
    other = q.other * factor if q.other is not None else None
    return replace(
        q, low=q.low * factor, high=q.high * factor, value=q.value * factor,
        step=q.step * factor, other=other,
    )  # fmt: skip


def _as_celsius(q: Quantity) -> Quantity:
    low, high, value = ((x - 32) / 1.8 for x in (q.low, q.high, q.value))
    return replace(
        q, low=low, high=high, value=value, step=q.step / 1.8,
        kind="measure", unit="celsius", factor=1 / 1.8,
    )  # fmt: skip


def _with_per(text: str, q: Quantity) -> Quantity:
    per = _PER.match(text, q.end)
    return replace(q, per=per[1].lower(), end=per.end()) if per else q


@cache
def _leads() -> re.Pattern[str]:
    """The words in front of a number that bound or loosen it, by their sort."""
    parts = []
    for sort in ("least", "most", "about"):
        cells = [
            name for kind, _, cell in rows("numbers.tsv") if kind == sort for name in names(cell)
        ]
        spelled = "|".join(
            re.escape(n).replace(r"\ ", r"\s") for n in sorted(cells, key=len, reverse=True)
        )
        parts.append(rf"(?P<{sort}>{spelled})")
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(parts)})\s*(?:an?\s)?$")


def _with_words_before(text: str, q: Quantity, symbol: str) -> Quantity:
    """The quantity with what "about", "at least", "up to" or "between" makes of it."""
    head = text[max(0, q.start - _BEFORE) : q.start]
    lead = _leads().search(head)
    begin = q.start
    if lead:
        begin = q.start - len(head) + lead.start()
        if q.low < q.high and not q.approximate and (lead["least"] or lead["most"]):
            pass  # "at least 3 to 5" has both its ends
        elif lead["least"]:
            q = replace(q, high=inf)
        elif lead["most"]:
            q = replace(q, low=0.0)
        else:
            q = replace(q, approximate=True)
    elif head.lower().rstrip().endswith("between") and q.low < q.high:
        begin = q.start - len(head) + head.lower().rindex("between")
    if re.match(r"\s?-?\s?plus\b|\+", text[q.end : q.end + 9]):
        q = replace(q, high=inf)
    if re.match(r"\s+or\s(?:more|so)\b|-odd\b", text[q.end : q.end + 9]):
        q = replace(q, approximate=True)
    return replace(q, start=begin)


_AGED = re.compile(r"(?i)\b(?:aged?|age of|who (?:is|was|turns|turned)(?: now)?)\s+$")
_AGE_ENDS = frozenset(",.;)")  # behind an age that stands after a name
_THIRTIES = re.compile(r"(?i)\bin\s(?:his|her|their|my|your)\s(?:early\s|mid-?\s?|late\s)?$")
_DECADE = 9  # "in his 30s" reaches from 30 to 39
_YEARLIKE = re.compile(r"(?:1[6-9]|20)\d\d")


def _as_count(text: str, q: Quantity, number: Numeral, end: int) -> Quantity:
    """A number without a unit: an age, a label, a year, or a count of something."""
    head = text[max(0, number.start - _BEFORE) : number.start]
    tail = text[q.end : q.end + 2]
    digits = text[number.start : number.end]
    if tail[:1] == "s" and _THIRTIES.search(head):
        return replace(q, kind="age", unit="year", high=q.low + _DECADE, end=q.end + 1)
    if (_AGED.search(head) and not counted_after(text, q.end, min(end, q.end + _BEHIND))[0]) or (
        head.endswith(", ") and tail[:1] in _AGE_ENDS and _follows_name(head)
    ):
        return replace(q, kind="age", unit="year")
    if digits.isdigit() and q.is_exact and _is_label(head):
        return replace(q, kind="label")
    noun, at = counted_after(text, q.end, min(end, q.end + _BEHIND))
    if not noun and q.is_exact and _YEARLIKE.fullmatch(digits):
        return replace(q, kind="year")
    return replace(q, noun=noun, phrase_end=at)


def _follows_name(head: str) -> bool:
    """Does ", 34," stand behind a name, so that 34 is an age?"""
    words = re.findall(r"[^\W\d_][\w’'-]*", head)
    return bool(words) and words[-1][:1].isupper()


@cache
def _labels() -> frozenset[str]:
    return frozenset(
        n for kind, _, cell in rows("numbers.tsv") if kind == "label" for n in names(cell)
    )


def _is_label(head: str) -> bool:
    """Is the number part of a name: "Flight 12", "MK 22", "No. 10"?"""
    if not head.endswith(" "):
        return False
    word = (head.split() or [""])[-1].strip("\"'“‘(")
    if word.lower() in _labels() and (word[:1].isupper() or word in ("number", "no", "no.")):
        return True
    return 2 <= len(word) <= 3 and word.isalpha() and word.isupper()
