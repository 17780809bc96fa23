"""Places that a text names: from a small gazetteer, and after words such as "in" and "near".

The gazetteer knows countries, capitals, large cities and what holds them. It is no authority:
it keeps two names apart only where it knows both, and joins what lies in one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.fuzz import ratio

from secondsource.text.compared import Compared
from secondsource.text.tables import names, rows
from secondsource.text.words import fold

_OPPOSED = 90  # degrees from which two bearings exclude each other
_CIRCLE = 360
_SPELLINGS = 75  # percent of equal letters from which two unknown names may be one name
_CAPITAL = r"(?:(?:St|Mt|Ft)\.|(?:[^\W\d_a-z]\.){2,}|[^\W\d_a-z][\w’'-]*)"
_NAME = re.compile(
    rf"{_CAPITAL}(?:[ -](?:(?:of|de|la|el|al|the|au|sur|upon|es) )*{_CAPITAL})*"
    r"(?<!['’-])"
)
_LOCATIVE = re.compile(
    r"(?:^|(?<=\W))(?:in|near|outside|inside|at|off|around)\s+(?:the\s+)?$", re.IGNORECASE
)
_OPENER = re.compile(r"(?:In|Near|Outside|Inside|At|Off|Around|From|On|For|But|And|The) ")
# Words that end the name of a place in a town: such a name is a place wherever it stands.
_SITES = frozenset(
    "street road lane avenue square boulevard drive way parade hill quay bridge station park "
    "market harbour harbor hotel hospital infirmary clinic school college stadium arena "
    "church cathedral mosque temple prison barracks airport pier tunnel gate row terrace "
    "plaza rooms hall exchange commerce point palace castle museum library".split()
)
# Words that say what sort of place a name is; with or without one it is the same place.
_SORTS = frozenset(
    "county city province state region district town village area airport port harbour harbor lake "
    "mount island islands peninsula desert strip prefecture department governorate valley".split()
)
_WATERS = frozenset("gulf sea ocean bay strait channel atlantic pacific mediterranean".split())
_REACH = 16  # characters in front of a name that may hold such a word


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named at [start, end), with a bearing word in front where there is one.

    name: folded. known: it stands in the gazetteer. bearing: degrees of "northeast", 0 = north.
    locative: a word such as "in" or "near" stands in front, or the name is one of a street or
    building.
    """

    start: int
    end: int
    name: str
    known: bool
    bearing: int | None = None
    locative: bool = False


@lru_cache(maxsize=16_384)  # a sentence is read again for each of its pairs
def places(text: str, start: int = 0, end: int | None = None) -> tuple[PlaceMention, ...]:
    """The places named in text[start:end]: known names, and any name behind a locative word.

    >>> t = "The market moved to northwest Leeds, near Little Wexley."
    >>> [(t[p.start:p.end], p.known, p.bearing) for p in places(t)]
    [('northwest Leeds', True, 315), ('Little Wexley', False, None)]
    """
    return tuple(_read(text, start, len(text) if end is None else end))


def compare_places(a: PlaceMention, b: PlaceMention) -> Compared:
    """How two places of one slot stand to each other.

    Opposed bearings of one place exclude each other; a place agrees with what holds it.
    """
    if a.name == b.name or _ids(a.name) & _ids(b.name):
        return _compare_bearings(a, b)
    if set(a.name.split()) ^ set(b.name.split()) <= _SORTS:
        return Compared("refinement", "the same name, once with the sort of place")
    if not (a.known and b.known):
        return _compare_unknown(a, b)
    if _is_water(a.name) != _is_water(b.name):
        return Compared("unrelated", "a land and a water may be the same place")
    for inner, outer in ((a, b), (b, a)):
        if _holders(inner.name) & _ids(outer.name):
            return Compared("refinement", f"{inner.name.title()} lies in {outer.name.title()}")
    return Compared("different", "two places, neither of which lies in the other")


def bearings(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The bearing words of text[start:end]: start, end and degrees of each."""
    for match in _compass_words().finditer(text, start, end):
        yield match.start(), match.end(), _degrees()[match.group().lower()]


def bearings_oppose(a: int, b: int) -> bool:
    """Do two bearings exclude each other? North and northwest do not, north and east do."""
    gap = abs(a - b) % _CIRCLE
    return min(gap, _CIRCLE - gap) >= _OPPOSED


def _read(text: str, start: int, end: int) -> Iterator[PlaceMention]:
    compass = {stop: (begin, degrees) for begin, stop, degrees in bearings(text, start, end)}
    for match in _NAME.finditer(text, start, end):
        begin, stop = _without_bearing(match)
        name = _plain(text[begin:stop])
        known = name in _gazetteer()[0]
        where, bearing = compass.get(begin - 1, (begin, None))
        locative = bool(_LOCATIVE.search(text[max(start, where - _REACH) : where]))
        locative = locative or _is_site(name)
        if known or locative:
            yield PlaceMention(where, stop, name, known, bearing, locative)


def _without_bearing(match: re.Match[str]) -> tuple[int, int]:
    """The place of the name in a run of capitals, without what stands large in front of it.

    That is a bearing, or a preposition that begins the sentence.
    """
    begin, stop = match.span()
    opener = _OPENER.match(match.group())
    begin += opener.end() if opener else 0
    run = match.group()[begin - match.start() :]
    first = re.match(r"[\w-]+ ", run)
    written_large = first is not None and first.group().lower().strip() in _degrees()
    if first and written_large and _plain(run) not in _gazetteer()[0]:
        begin += first.end()
    return begin, stop


def _is_site(name: str) -> bool:
    """Does the name of several words end like that of a street or building?"""
    parts = name.split()
    return len(parts) > 1 and parts[-1] in _SITES


def _plain(name: str) -> str:
    """Folded, with what may vary dropped: the possessive, "the", the point of "St."."""
    folded = fold(name).removesuffix("'s").removesuffix("'")
    return folded.removeprefix("the ").replace("st. ", "st ").rstrip()


def _compare_bearings(a: PlaceMention, b: PlaceMention) -> Compared:
    if a.bearing is None and b.bearing is None:
        return Compared("same", "the same place")
    if a.bearing is None or b.bearing is None:
        return Compared("refinement", "the same place, once with its part")
    if bearings_oppose(a.bearing, b.bearing):
        return Compared("different", "two opposed parts of one place")
    return Compared("same", "the same part of one place")


def _compare_unknown(a: PlaceMention, b: PlaceMention) -> Compared:
    one, two = set(a.name.split()), set(b.name.split())
    if one <= two or two <= one:
        return Compared("refinement", "one name holds the other")
    if _initials(a.name) == _initials(b.name) and min(len(one), len(two)) == 1:
        return Compared("same", "one name is the initials of the other")
    if one & two or ratio(a.name, b.name) >= _SPELLINGS:
        return Compared(
            "unrelated", "two names that share a word or a spelling may be of one place"
        )
    return Compared("different", "two names in the same slot")


def _is_water(name: str) -> bool:
    return not _WATERS.isdisjoint(name.split())


def _initials(name: str) -> str:
    """The first letters of a name of several words; a short single word as it is, without dots."""
    parts = name.split()
    return name.replace(".", "") if len(parts) == 1 else "".join(part[0] for part in parts)


@cache
def _gazetteer() -> tuple[dict[str, frozenset[int]], dict[int, frozenset[int]]]:
    """Folded name -> numbers of the places of that name, and number -> what holds it.

    A name may stand for several places (Georgia, Birmingham): two names are kept apart only if
    no reading lets them agree.
    """
    ids: dict[str, set[int]] = {}
    parents: dict[int, set[str]] = {}
    count = 0

    def add(cell: str, holder: str) -> None:
        nonlocal count
        for name in names(cell):
            ids.setdefault(_plain(name), set()).add(count)
        parents[count] = {_plain(holder)}
        count += 1

    for row in rows("places.tsv"):
        holder, place, inner = (*row, "")[:3]
        add(place, holder)
        for part in filter(None, (cell.strip() for cell in inner.split(";"))):
            add(part, names(place)[0])
    known = {name: frozenset(numbers) for name, numbers in ids.items()}
    return known, {
        number: frozenset(n for holder in held for n in known.get(holder, frozenset()))
        for number, held in parents.items()
    }


def _ids(name: str) -> frozenset[int]:
    return _gazetteer()[0].get(name, frozenset())


@cache
def _holders(name: str) -> frozenset[int]:
    """Numbers of all places that hold a place of this name, directly or further out."""
    parents = _gazetteer()[1]
    found: set[int] = set()
    waiting = list(_ids(name))
    while waiting:
        for holder in parents[waiting.pop()]:
            if holder not in found:
                found.add(holder)
                waiting.append(holder)
    return frozenset(found)


@cache
def _degrees() -> dict[str, int]:
    return {name: int(degrees) for degrees, cell in rows("compass.tsv") for name in names(cell)}


@cache
def _compass_words() -> re.Pattern[str]:
    words = sorted(_degrees(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?i)\b(?:{'|'.join(words)})\b")
