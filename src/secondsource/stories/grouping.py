"""Kernel that groups reports into stories: average link, with every join verified.

Average link (Sokal & Michener 1958) joins what is alike on the whole, so a chain of pairs
joins nothing. But one cut for all does not do: two floods in one valley are as alike as two
reports of a long war. So groups that have a density of their own are joined only if they are
about as near to each other as their members are among themselves.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondsource.settings import StorySettings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def group(likeness: Floats, *, settings: StorySettings) -> Ints:
    """A group's number for each report, n long; a group is numbered by its first report.

    likeness: symmetric, (n, n), in [0, 1]. Ties go to the reports that stand first.
    """
    near = np.minimum(likeness, settings.most)
    labels = np.arange(len(near))
    # Groups can only be joined where some pair reaches the least mean: each part on its own.
    for part in _parts(near >= settings.least):
        labels[part] = part[_grouped(near[np.ix_(part, part)], settings=settings)]
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


def _grouped(near: Floats, *, settings: StorySettings) -> Ints:
    """Labels of one connected part: join the nearest pair of groups, as long as one may."""
    mean = near.copy()
    np.fill_diagonal(mean, -1.0)
    open_pairs = ~np.eye(len(near), dtype=np.bool_)
    labels = np.arange(len(near))
    sizes = np.ones(len(near))
    inner = np.zeros(len(near))  # sum of the likeness of all pairs inside a group
    while True:
        flat = int(np.argmax(np.where(open_pairs, mean, -1.0)))
        a, b = sorted(divmod(flat, len(near)))
        if not open_pairs[a, b] or mean[a, b] < settings.least:
            return labels
        if not _may_join(mean[a, b], sizes[[a, b]], inner[[a, b]], settings=settings):
            open_pairs[a, b] = open_pairs[b, a] = False
            continue
        inner[a] += inner[b] + mean[a, b] * sizes[a] * sizes[b]
        row = (mean[a] * sizes[a] + mean[b] * sizes[b]) / (sizes[a] + sizes[b])
        mean[a], mean[:, a] = row, row
        sizes[a] += sizes[b]
        sizes[b] = 0
        labels[labels == b] = a
        # A group that has grown may try again what it was refused; b is gone.
        open_pairs[a] = open_pairs[:, a] = sizes > 0
        open_pairs[a, a] = False
        open_pairs[b] = open_pairs[:, b] = False


def _may_join(between: float, sizes: Floats, inner: Floats, *, settings: StorySettings) -> bool:
    """Is the mean likeness between two groups worthy of the likeness inside them?"""
    density = inner / np.maximum(1.0, sizes * (sizes - 1) / 2)
    if (sizes >= settings.crowd).all():
        return bool(between >= settings.crowd_ratio * np.sqrt(density.prod()))
    settled = sizes >= settings.settled
    return bool(not settled.any() or between >= settings.joiner_ratio * density[settled].max())
