"""Bare numbers in a text, in digits or in words, before anybody asks what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import floor, log10

from secondsource.text.tables import names, rows

# Groups of three are joined by commas or narrow spaces; "2.400" stays two and four tenths, and
# its other reading is kept beside it.
_DIGITS = (
    r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?|\d{1,3},[ ]000(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u202f]\d{3}){1,5}|\d{1,15}(?:\.\d{1,9})?|\.\d{1,9}"
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_GLUED = {"m", "b", "k"}  # scales that must touch their digits: "5 m" is five metres
_MANY = 10.0  # "dozens" may be two dozen, and hardly more than ten times that
_VAGUE_HALF = {"couple": (2.0, 3.0), "several": (3.0, 9.0), "few": (3.0, 9.0)}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at [start, end), low == high unless it is vague ("dozens").

    step: the place value of its last digit that counts (43: 1, 500: 100, 7.2: 0.1), what a
    rounded number may be off by, twice over. other: a second reading ("2.400" as 2,400).
    """

    start: int
    end: int
    low: float
    high: float
    step: float
    other: float | None = None
    fraction: bool = False
    ordinal: bool = False
    rough: bool = False  # "a quarter of a million" is said of 240,000 too
    glued: str = ""  # a letter that may be a scale or a unit: the m of "62m"


def numerals(text: str, start: int = 0, end: int | None = None) -> Iterator[Numeral]:
    """The numbers of text[start:end] in order.

    >>> [(n.low, n.step) for n in numerals("2,400 of two million, half a dozen, 72bn")]
    [(2400.0, 100.0), (2000000.0, 1000000.0), (6.0, 1.0), (72000000000.0, 1000000000.0)]
    """
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        found = _of_digits(match) if match["digits"] else _of_words(match)
        if found is not None:
            yield found


@cache
def _values(sort: str) -> dict[str, float]:
    return {
        name: float(value)
        for kind, value, cell in rows("numbers.tsv")
        if kind == sort
        for name in names(cell)
    }


def _any(*sorts: str, glued: bool = True) -> str:
    found = {name for sort in sorts for name in _values(sort) if glued or name not in _GLUED}
    return "|".join(re.escape(name) for name in sorted(found, key=lambda n: (-len(n), n)))


@cache
def _pattern() -> re.Pattern[str]:
    word = f"(?:{_any('unit', 'ten', 'scale', glued=False)})"
    scale = f"(?:{_any('scale', glued=False)})"
    fraction = f"(?:{_any('fraction')})"
    return re.compile(
        rf"""(?ix)
        (?<![\w.,]) (?<![a-z]-) (?<!\d[:/])
        (?: (?P<digits>{_DIGITS})(?!\d|[.,]\d)
            (?: (?P<mark>st|nd|rd|th)(?!\w)
              | (?P<glued>[mbk])(?![\w/²³°]) | [\s-]?(?P<scale>{scale}) (?!\w) )?
          | (?P<words>
              (?P<more>{word})\s+and\s+(?P<and>(?:an?|three)\s(?:half|quarters?))
                (?:\s+(?P<of>{scale}))?
            | (?P<share>half|(?:an?|one|three)\s(?:half|quarters?))(?:\s+an?)?\s+(?P<halved>{scale})
            | (?P<part>(?:(?:an?|one|two|three|four|five)[\s-])?{fraction})
                \s+of\s+an?\s+(?P<whole>{scale})
            | (?:(?:an?|one|two|three|four|five)[\s-])? (?P<fraction>{fraction})
            | (?:an?\s+)? {word} (?:[\s-](?:and\s)?{word}){{0,12}}
            | (?:an?\s+)? (?P<vague>{_any("vague")})(?:\s+of)?(?:\s+(?P<scaled>{scale}))?
            | (?P<ordinal>{_any("ordinal")})
            ) (?![\w’'])
        )"""
    )


def step_of(value: float) -> float:
    """The place value of the last digit of a number that is not a zero; 1 for 0."""
    if value == 0:
        return 1.0
    step = 10.0 ** floor(log10(abs(value)))
    while step > 1e-6 and abs(value / step - round(value / step)) > 1e-6:
        step /= 10
    return step


def _of_digits(match: re.Match[str]) -> Numeral:
    written = match["digits"]
    plain = re.sub(r"[,\s]", "", written)
    value, scale, end = float(plain), match["scale"], match.end()
    other = float(plain.replace(".", "")) if _THOUSANDS.fullmatch(written) else None
    factor = _values("scale")[scale.lower()] if scale else 1.0
    step = step_of(value)
    if "." in plain:
        step = min(step, 10.0 ** -len(plain.split(".")[1]))
    return Numeral(
        match.start(), end, value * factor, value * factor, step * factor,
        other=other, ordinal=bool(match["mark"]), glued=match["glued"] or "",
    )  # fmt: skip


def _of_words(match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    said = match["words"].lower()
    if match["ordinal"]:
        value = _values("ordinal")[said]
        return Numeral(start, end, value, value, 1.0, ordinal=True)
    scaled = _scaled(match)
    if scaled is not None:
        rough = bool(match["part"] or match["share"])
        return Numeral(start, end, scaled, scaled, step_of(scaled), rough=rough)
    if match["fraction"]:
        return _of_fraction(match, said)
    if match["vague"]:
        return _of_vague(match)
    value = _sum_of(re.findall(r"[a-z]+", said))
    if said in ("one", "zero") and _is_pronoun(match):
        return None
    return Numeral(start, end, value, value, step_of(value))


def _scaled(match: re.Match[str]) -> float | None:
    """A share of a scale, "half a million", "a quarter of a million"; "two and a half million"."""
    share, scale = match["share"] or match["part"], match["halved"] or match["whole"]
    if share:
        return _share_of(share) * _values("scale")[scale.lower()]
    if not match["more"]:
        return None
    whole = _sum_of([match["more"].lower()]) + _share_of(match["and"])
    return whole * (_values("scale")[match["of"].lower()] if match["of"] else 1.0)


def _share_of(said: str) -> float:
    """The value of "half", "a quarter", "two thirds"."""
    parts = re.findall(r"[a-z]+", said.lower())
    return _values("unit").get(parts[0], 1.0) / _values("fraction")[parts[-1]]


def _of_fraction(match: re.Match[str], said: str) -> Numeral | None:
    """Three quarters, a third, half. "third" alone is an ordinal, "quarter" alone a time."""
    parts = re.findall(r"[a-z]+", said)
    divisor = _values("fraction")[parts[-1]]
    if len(parts) == 1 and parts[0] not in ("half", "halves"):
        if parts[0] not in _values("ordinal"):
            return None
        return Numeral(match.start(), match.end(), divisor, divisor, 1.0, ordinal=True)
    times = _values("unit").get(parts[0], 1.0)
    if parts[0] == "one" or len(parts) == 1 or parts[0] in ("a", "an"):
        times = 1.0
    value = times / divisor
    return Numeral(match.start(), match.end(), value, value, value / 10, fraction=True)


def _of_vague(match: re.Match[str]) -> Numeral | None:
    word = match["vague"].lower()
    low, high = _VAGUE_HALF.get(word, (_values("vague")[word], _values("vague")[word] * _MANY))
    if match["scaled"]:
        factor = _values("scale")[match["scaled"].lower()]
        return Numeral(match.start(), match.end(), low * factor, high * factor, factor)
    if word in ("few", "couple") and not match["words"].lower().startswith("a"):
        return None
    return Numeral(match.start(), match.end(), low, high, max(1.0, low / 2))


def _sum_of(said: list[str]) -> float:
    """The value of number words: "two hundred and fifty thousand" -> 250000."""
    total = current = 0.0
    for word in said:
        scale = _values("scale").get(word)
        if scale is None:
            current += _values("unit").get(word, _values("ten").get(word, 0.0))
        elif scale < 1000:
            current = max(current, 1.0) * scale
        else:
            total, current = total + max(current, 1.0) * scale, 0.0
    return total + current


def _is_pronoun(match: re.Match[str]) -> bool:
    """Is this "one" no number: "no one", "the one", "one of them", "one another"?"""
    before = match.string[max(0, match.start() - 10) : match.start()].lower().split()
    after = match.string[match.end() : match.end() + 12].lower().split()
    if before and before[-1] in _BEFORE_PRONOUN:
        return True
    return not after or not after[0][:1].isalpha() or after[0].strip(",.;:") in _AFTER_PRONOUN


_BEFORE_PRONOUN = frozenset(
    "no any every each some the this that which another new old big".split()
)
_AFTER_PRONOUN = frozenset(
    "another thing day who that which can could must might is was has".split()
)
