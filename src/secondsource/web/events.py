"""Where the events of a story are said to have been, and the map of it; never where a person is.

A place counts where a headline or the passage of a claim names it. Passages that speak of where
somebody lives, goes or was seen are left out, and so are those that name a person: the map shows
events, not people's whereabouts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from secondsource.model import Span
from secondsource.text.places import places
from secondsource.text.tables import names, rows
from secondsource.text.words import fold, words
from secondsource.web.parts import Part

WIDTH, HEIGHT = 720, 400  # of the map, in SVG units
NARROW = (344, 344)  # of the map on a phone of 390 pixels
_MARGIN = 0.18  # of the stretch between the outermost places, on each side
_LEAST = 14.0  # degrees that the map shows at least: a land and its neighbours
_LETTER, _LINE = 7.6, 16.0  # SVG units that a letter of a label takes, and a line of it
_DOT = 9.0  # the same for a mark, from its middle
_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b\.?|,\s*(?:aged\s+)?\d{1,3},\s*(?:of|from)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class EventPlace:
    """A place with the passages that put an event there; no latitude: not in the tables."""

    name: str
    spans: tuple[Span, ...]
    latitude: float | None = None
    longitude: float | None = None

    @property
    def report_ids(self) -> tuple[str, ...]:
        """The reports that name it, sorted."""
        return tuple(sorted({span.report_id for span in self.spans}))


def event_places(part: Part) -> tuple[EventPlace, ...]:
    """The places of a story's events, the ones that most reports name first."""
    found: dict[str, set[Span]] = {}
    shown: dict[str, str] = {}
    for passage in sorted(_passages(part)):
        whole = part.reports[passage.report_id].report.of_field(passage.field)
        for place in places(whole, passage.start, passage.end):
            if not (place.locative or place.known):
                continue
            span = Span(passage.report_id, place.start, place.end, passage.field)
            key = _plain(place.name)
            found.setdefault(key, set()).add(span)
            shown.setdefault(key, " ".join(whole[place.start : place.end].split()))
    every = (
        EventPlace(shown[key], tuple(sorted(spans)), *coordinates().get(key, (None, None)))
        for key, spans in found.items()
    )
    return tuple(sorted(every, key=lambda p: (-len(p.report_ids), p.latitude is None, p.name)))


def _passages(part: Part) -> Iterator[Span]:
    """Headlines and claims that tell of an event, and of no person."""
    persons: dict[str, list[Span]] = {}
    for speaker in part.brief.speakers:
        if speaker.kind == "person":
            for mention in speaker.mentions:
                persons.setdefault(mention.report_id, []).append(mention)
    spans = {m.span for claim in part.brief.claims for m in claim.mentions}
    spans |= {marked.headline for marked in part.brief.reports if marked.headline}
    for span in spans:
        named = any(span.overlap(mention) for mention in persons.get(span.report_id, ()))
        text = span.of(part.reports[span.report_id].report)
        if not named and not _PERSON.search(text) and not _of_a_person(text):
            yield span


def _of_a_person(text: str) -> bool:
    return any(word.key in _whereabouts() for word in words(text))


@cache
def _whereabouts() -> frozenset[str]:
    return frozenset(word for row in rows("whereabouts.en.txt") for word in row[0].split())


def _plain(name: str) -> str:
    return " ".join(fold(name).split())


@cache
def coordinates() -> dict[str, tuple[float, float]]:
    """Latitude and longitude by folded name; the towns of our own table come before the others."""
    return {
        _plain(name): (float(latitude), float(longitude))
        for table in ("coordinates.tsv", "towns.tsv")
        for cell, _, latitude, longitude in rows(table)
        for name in names(cell)
    }


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map, with where its label stands: x and y of its start, middle or end."""

    place: EventPlace
    x: float
    y: float
    label: tuple[float, float]
    anchor: str


@dataclass(frozen=True, slots=True)
class Map:
    """Outlines as SVG paths, and marks; nothing of it is loaded from anywhere."""

    outlines: tuple[str, ...]
    marks: tuple[Mark, ...]
    width: int
    height: int


def draw_map(found: Sequence[EventPlace], size: tuple[int, int] = (WIDTH, HEIGHT)) -> Map | None:
    """The map around these places in degrees (plate carrée); None where there are none."""
    points = [(p, p.longitude, p.latitude) for p in found]
    known = [(p, x, y) for p, x, y in points if x is not None and y is not None]
    if not known:
        return None
    width, height = size
    xs, ys = [x for _, x, _ in known], [y for _, _, y in known]
    tall = max(_LEAST, (1 + 2 * _MARGIN) * (max(ys) - min(ys)))
    wide = max(tall * width / height, (1 + 2 * _MARGIN) * (max(xs) - min(xs)))
    west, scale = (max(xs) + min(xs) - wide) / 2, width / wide
    north = (max(ys) + min(ys)) / 2 + height / scale / 2

    def at(x: float, y: float) -> tuple[float, float]:
        return (x - west) * scale, (north - y) * scale

    marks = _marks([(place, *at(x, y)) for place, x, y in known], width)
    window = (west, north - height / scale, west + wide, north)
    paths = tuple(
        "M" + " ".join(f"{x:.0f} {y:.0f}" for x, y in (at(*corner) for corner in ring)) + "Z"
        for ring in _outlines()
        if _meets(ring, window)
    )
    return Map(paths, marks, width, height)


Box = tuple[float, float, float, float]  # left, top, right, bottom


def _marks(found: Sequence[tuple[EventPlace, float, float]], width: int) -> tuple[Mark, ...]:
    """The places with their labels, each where it covers no mark and no label before it."""
    taken: list[Box] = [(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for _, x, y in found]
    marks = []
    for number, (place, x, y) in enumerate(found):
        ways = list(_labels(place, x, y, width)) or [((x, y - _DOT), "middle", (x, y, x, y))]
        others = [box for at, box in enumerate(taken) if at != number]
        free = [way for way in ways if not any(_cover(way[-1], box) for box in others)]
        label, anchor, box = (free or ways)[0]
        taken.append(box)
        marks.append(Mark(place, x, y, label, anchor))
    return tuple(marks)


def _labels(
    place: EventPlace, x: float, y: float, width: int
) -> Iterator[tuple[tuple[float, float], str, Box]]:
    """Where the label may stand, the best place first; outside the map is no place."""
    wide, half = _LETTER * len(place.name), _LINE / 2
    for left, middle, anchor in (
        (x + _DOT + half, y, "start"),
        (x - _DOT - half - wide, y, "end"),
        (x - wide / 2, y - _DOT - half, "middle"),
        (x - wide / 2, y + _DOT + half, "middle"),
    ):
        box = (left, middle - half, left + wide, middle + half)
        start = {"start": left, "middle": x, "end": left + wide}[anchor]
        if box[0] >= 0 and box[2] <= width:
            yield (start, middle + _DOT / 2), anchor, box


def _cover(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _meets(ring: Sequence[tuple[float, float]], window: tuple[float, float, float, float]) -> bool:
    west, south, east, north = window
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs) <= east and max(xs) >= west and min(ys) <= north and max(ys) >= south


@cache
def _outlines() -> tuple[tuple[tuple[float, float], ...], ...]:
    """Outlines of lands as longitude and latitude of their corners."""
    return tuple(
        tuple((float(x), float(y)) for x, _, y in (corner.partition(",") for corner in row))
        for row in rows("outlines.tsv")
    )
