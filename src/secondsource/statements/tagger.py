"""The interface that the rules and a trained tagger share."""

from __future__ import annotations

from typing import Protocol

from secondsource.model import MarkedReport, Statement


class Tagger(Protocol):
    """Finds the statements of a marked report; spans lie in that report."""

    def __call__(self, marked: MarkedReport) -> tuple[Statement, ...]:
        """Every statement, in reading order."""
        ...
