"""Finds pairs of reports that share a passage."""

from secondsource.candidates.find import find_candidates

__all__ = ["find_candidates"]
