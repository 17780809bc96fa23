"""The case file: reports, their versions and originals, results, and what people decided."""

from secondsource.store.case import Case
from secondsource.store.nouns import (
    Added,
    Anchor,
    BeforeCorrection,
    Change,
    Decision,
    Hit,
    Integrity,
    Purged,
    StorySummary,
    Target,
    Version,
)
from secondsource.store.overlay import Overlay, Placed
from secondsource.store.watched import Watched

__all__ = [
    "Added",
    "Anchor",
    "BeforeCorrection",
    "Case",
    "Change",
    "Decision",
    "Hit",
    "Integrity",
    "Overlay",
    "Placed",
    "Purged",
    "StorySummary",
    "Target",
    "Version",
    "Watched",
]
