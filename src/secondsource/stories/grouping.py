"""Kernel that groups reports into stories: average link, with every join verified.

Average link (Sokal & Michener 1958) joins what is alike on the whole, so a chain of pairs
joins nothing. But one cut for all does not do: two floods in one valley are as alike as two
reports of a long war. So groups that have a density of their own are joined only if they are
about as near to each other as their members are among themselves, and the more so if one group's
reports share figures that the other's have not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondsource.settings import StorySettings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """What reports share of the figures they give: alike, (n, n), in [0, 1]; has: any, (n,)."""

    alike: Floats
    has: Flags

    def of(self, part: Ints) -> Figures:
        """The same for some of the reports."""
        return Figures(self.alike[np.ix_(part, part)], self.has[part])


def no_figures(count: int) -> Figures:
    """Of reports whose figures nobody has read: they speak for nothing."""
    return Figures(np.zeros((count, count)), np.zeros(count, dtype=np.bool_))


def group(likeness: Floats, figures: Figures | None = None, *, settings: StorySettings) -> Ints:
    """A group's number for each report, n long; a group is numbered by its first report.

    likeness: symmetric, (n, n), in [0, 1]. Ties go to the reports that stand first.
    """
    near = np.minimum(likeness, settings.most)
    figures = figures or no_figures(len(near))
    labels = np.arange(len(near))
    # Groups can only be joined where some pair reaches the least mean: each part on its own.
    for part in _parts(near >= settings.least):
        found = _grouped(near[np.ix_(part, part)], figures.of(part), settings=settings)
        labels[part] = part[found]
    return labels


def _parts(linked: NDArray[np.bool_]) -> list[Ints]:
    """The connected parts of a graph, in order of their first member."""
    left = np.ones(len(linked), dtype=np.bool_)
    parts: list[Ints] = []
    for start in range(len(linked)):
        if not left[start]:
            continue
        members = np.zeros(len(linked), dtype=np.bool_)
        edge = np.array([start])
        while len(edge):
            members[edge] = True
            edge = np.flatnonzero(linked[edge].any(axis=0) & ~members)
        left &= ~members
        parts.append(np.flatnonzero(members))
    return parts


def _grouped(near: Floats, figures: Figures, *, settings: StorySettings) -> Ints:
    """Labels of one connected part: join the nearest pair of groups, as long as one may."""
    mean = near.copy()
    np.fill_diagonal(mean, -1.0)
    open_pairs = ~np.eye(len(near), dtype=np.bool_)
    labels = np.arange(len(near))
    sizes = np.ones(len(near))
    inner = np.zeros(len(near))  # sum of the likeness of all pairs inside a group
    common = _Common(figures)
    while True:
        flat = int(np.argmax(np.where(open_pairs, mean, -1.0)))
        a, b = sorted(divmod(flat, len(near)))
        if not open_pairs[a, b] or mean[a, b] < settings.least:
            return labels
        pair = np.array([a, b])
        density = inner[pair] / np.maximum(1.0, sizes[pair] * (sizes[pair] - 1) / 2)
        if (sizes[pair] >= settings.crowd).all():
            worth = mean[a, b] * common.factor(a, b, settings=settings)
            fits = _may_be_one(worth, sizes[pair], density, settings=settings)
        else:
            fits = _may_come(mean[a, b], sizes[pair], density, settings=settings)
        if not fits:
            open_pairs[a, b] = open_pairs[b, a] = False
            continue
        inner[a] += inner[b] + mean[a, b] * sizes[a] * sizes[b]
        row = (mean[a] * sizes[a] + mean[b] * sizes[b]) / (sizes[a] + sizes[b])
        mean[a], mean[:, a] = row, row
        common.join(a, b)
        sizes[a] += sizes[b]
        sizes[b] = 0
        labels[labels == b] = a
        # A group that has grown may try again what it was refused; b is gone.
        open_pairs[a] = open_pairs[:, a] = sizes > 0
        open_pairs[a, a] = False
        open_pairs[b] = open_pairs[:, b] = False


def _may_be_one(between: float, sizes: Floats, density: Floats, *, settings: StorySettings) -> bool:
    """Are two groups, each with a density of its own, as near as pieces of one event are?

    Near for both densities together; and nearly as near as the looser group's reports are to
    each other, the more so the larger the smaller group is.
    """
    steps = max(1, settings.large - settings.crowd)
    beyond = (min(float(sizes.min()), settings.large) - settings.crowd) / steps
    share = settings.loose_ratio + (settings.large_ratio - settings.loose_ratio) * beyond
    near = between >= settings.crowd_ratio * np.sqrt(density.prod())
    return bool(near and between >= share * density.min())


def _may_come(between: float, sizes: Floats, density: Floats, *, settings: StorySettings) -> bool:
    """Is a newcomer near enough to a settled group, for the likeness inside that?"""
    settled = sizes >= settings.settled
    return bool(not settled.any() or between >= settings.joiner_ratio * density[settled].max())


class _Common:
    """Sums of the figures that groups have in common, while groups are joined."""

    def __init__(self, figures: Figures) -> None:
        self._between = figures.alike.copy()
        np.fill_diagonal(self._between, 0.0)
        self._inner = np.zeros(len(figures.has))
        self._holders = figures.has.astype(np.float64)

    def join(self, a: int, b: int) -> None:
        """Group b becomes part of group a."""
        self._inner[a] += self._inner[b] + self._between[a, b]
        row = self._between[a] + self._between[b]
        self._between[a], self._between[:, a] = row, row
        self._holders[a] += self._holders[b]

    def factor(self, a: int, b: int, *, settings: StorySettings) -> float:
        """What is left of the likeness of two groups, in (0, 1], as each gives figures of its own.

        Two reports of one event give the same figures; of two events of one kind each has its
        own dates, dead and degrees.
        """
        holders = self._holders[[a, b]]
        if (holders < settings.figure_holders).any():
            return 1.0
        inside = self._inner[[a, b]] / (holders * (holders - 1) / 2) + settings.figure_noise
        between = self._between[a, b] / holders.prod() + settings.figure_noise
        share = min(1.0, float(between / np.sqrt(inside.prod())))
        return float(share**settings.figure_power)
