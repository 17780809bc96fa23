"""Where everything stands in the drawings: trees, timelines and waterfalls, in SVG units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from secondsource.brief.order import Node
from secondsource.model import Derivation, Evidence, Report

# A box holds an outlet's name of 24 letters; the gap holds a percentage.
BOX_WIDTH, BOX_HEIGHT, GAP_ACROSS, GAP_DOWN = 190, 44, 110, 16
_MARGIN = 8
_HALF_TICK = 40  # of the words below the last time of an axis
BAR_WIDTH, BAR_HEIGHT = 220, 14
ROW_HEIGHT = 30


@dataclass(frozen=True, slots=True)
class Axis:
    """How wide a timeline is: the labels at its left, its line, and the intervals of the line."""

    label: int
    line: int
    intervals: int


WIDE, NARROW = Axis(200, 520, 4), Axis(132, 160, 2)  # the narrow one fits a phone of 360 pixels


@dataclass(frozen=True, slots=True)
class Box:
    """A report or an outside origin at (x, y), its upper left corner."""

    name: str
    outside: bool
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """A derivation drawn from the parent's right edge to the child's left edge."""

    edge: Derivation
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def path(self) -> str:
        """The curve, as SVG writes it."""
        middle = (self.x1 + self.x2) / 2
        return (
            f"M{self.x1:.1f} {self.y1:.1f} C{middle:.1f} {self.y1:.1f} "
            f"{middle:.1f} {self.y2:.1f} {self.x2:.1f} {self.y2:.1f}"
        )


@dataclass(frozen=True, slots=True)
class TreeDrawing:
    """A forest from left to right, with its size."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: float
    height: float


def draw_tree(nodes: Sequence[Node]) -> TreeDrawing:
    """The nodes of `order.tree` as boxes and arrows.

    Each leaf has a row; a parent stands beside the first of its children, so that chains are
    straight lines. A report under two parents is one box with two arrows.
    """
    place: dict[tuple[bool, str], Box] = {}
    row = -1
    before = -1
    for node in nodes:
        key = (node.outside, node.name)
        if key in place:
            continue
        row += 0 if node.depth > before and row >= 0 else 1
        before = node.depth
        x = _MARGIN + node.depth * (BOX_WIDTH + GAP_ACROSS)
        place[key] = Box(node.name, node.outside, x, _MARGIN + row * (BOX_HEIGHT + GAP_DOWN))
    arrows = [_arrow(node.edge, place) for node in nodes if node.edge]
    width = max((box.x for box in place.values()), default=0) + BOX_WIDTH + _MARGIN
    height = max((box.y for box in place.values()), default=0) + BOX_HEIGHT + _MARGIN
    return TreeDrawing(tuple(place.values()), tuple(arrows), width, height)


def _arrow(edge: Derivation, place: dict[tuple[bool, str], Box]) -> Arrow:
    above = place[edge.parent is None, edge.parent or edge.origin or ""]
    below = place[False, edge.child]
    half = BOX_HEIGHT / 2
    return Arrow(edge, above.x + BOX_WIDTH, above.y + half, below.x, below.y + half)


@dataclass(frozen=True, slots=True)
class Bar:
    """One reason of a waterfall: from where the sum stood to where it stands after it."""

    evidence: Evidence
    x: float
    width: float
    total: float  # bits after this reason


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Reasons in bits, each bar starting where the one before ended; zero at x = `zero`."""

    bars: tuple[Bar, ...]
    zero: float
    total: float


def draw_waterfall(evidence: Sequence[Evidence]) -> Waterfall:
    """The reasons as bars on one scale, in the order given."""
    totals = [0.0]
    for one in evidence:
        totals.append(totals[-1] + one.bits)
    low, high = min(totals), max(totals)
    scale = BAR_WIDTH / (high - low) if high > low else 0.0
    bars = tuple(
        Bar(one, (min(start, end) - low) * scale, max(abs(end - start) * scale, 1.0), end)
        for one, start, end in zip(evidence, totals, totals[1:])
    )
    return Waterfall(bars, -low * scale, totals[-1])


def draw_reasons(evidence: Sequence[Evidence]) -> Waterfall:
    """The reasons as bars that all start at zero: each about another thing, so nothing is summed.

    `total` of a bar is its own bits, that of the whole is 0.
    """
    low = min((one.bits for one in evidence), default=0.0)
    low, high = min(low, 0.0), max((one.bits for one in evidence), default=0.0)
    scale = BAR_WIDTH / (max(high, 0.0) - low) if max(high, 0.0) > low else 0.0
    bars = tuple(
        Bar(one, (min(one.bits, 0.0) - low) * scale, max(abs(one.bits) * scale, 1.0), one.bits)
        for one in evidence
    )
    return Waterfall(bars, -low * scale, 0.0)


@dataclass(frozen=True, slots=True)
class Moment:
    """A report on the timeline."""

    report: Report
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A time of the axis."""

    x: float
    time: datetime


@dataclass(frozen=True, slots=True)
class Timeline:
    """Reports by their stated times, a row each; those without a time stand apart."""

    moments: tuple[Moment, ...]
    ticks: tuple[Tick, ...]
    undated: tuple[Report, ...]
    width: float
    height: float
    axis: Axis = WIDE


def draw_timeline(reports: Sequence[Report], axis: Axis = WIDE) -> Timeline:
    """The reports on one axis, the first at the top. Times without an offset count as UTC."""
    dated = sorted(
        ((_moment(r.published), r) for r in reports if r.published), key=lambda pair: pair[0]
    )
    undated = tuple(sorted((r for r in reports if not r.published), key=lambda r: r.id))
    if not dated:
        return Timeline((), (), undated, 0, 0, axis)
    first, last = dated[0][0], dated[-1][0]
    whole = (last - first).total_seconds()
    scale = axis.line / whole if whole else 0.0
    moments = tuple(
        Moment(r, axis.label + (t - first).total_seconds() * scale, (n + 1) * ROW_HEIGHT)
        for n, (t, r) in enumerate(dated)
    )
    steps = range(axis.intervals + 1) if whole else range(1)
    ticks = tuple(
        Tick(
            axis.label + axis.line * n / axis.intervals,
            first + (last - first) * n / axis.intervals,
        )
        for n in steps
    )
    height = (len(dated) + 2) * ROW_HEIGHT
    return Timeline(moments, ticks, undated, axis.label + axis.line + _HALF_TICK, height, axis)


def _moment(published: datetime | None) -> datetime:
    assert published is not None
    return published if published.tzinfo else published.replace(tzinfo=UTC)
