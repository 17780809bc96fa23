"""Counts independent origins and speakers of every claim, and relates what contradicts."""

from secondsource.corroboration.corroborate import corroborate

__all__ = ["corroborate"]
