"""What the kernels that group stories must know of the settings of a small pile."""

from __future__ import annotations

from typing import NamedTuple

from secondsource.settings import StorySettings


class Fading(NamedTuple):
    """What days between reports take off, as in `StorySettings`; copy: cosine of copies."""

    near_days: float
    half_days: float
    far_worth: float
    season_days: float
    season_half_days: float
    copy: float


class Joining(NamedTuple):
    """When two groups are joined, as in `StorySettings`."""

    least: float
    most: float
    crowd: int
    crowd_ratio: float
    loose_ratio: float
    large: int
    large_ratio: float
    settled: int
    joiner_ratio: float


def fading(settings: StorySettings) -> Fading:
    """What days between reports take off, for the kernel."""
    return Fading(
        near_days=settings.near_days,
        half_days=settings.half_days,
        far_worth=settings.far_worth,
        season_days=settings.season_days,
        season_half_days=settings.season_half_days,
        copy=settings.most,
    )


def joining(settings: StorySettings, *, least: float) -> Joining:
    """When two groups are joined, for the kernel. least: mean likeness, as the kernel has it."""
    return Joining(
        least=least,
        most=settings.most,
        crowd=settings.crowd,
        crowd_ratio=settings.crowd_ratio,
        loose_ratio=settings.loose_ratio,
        large=settings.large,
        large_ratio=settings.large_ratio,
        settled=settings.settled,
        joiner_ratio=settings.joiner_ratio,
    )
