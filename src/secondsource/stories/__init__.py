"""Finds which reports tell of one event."""

from secondsource.stories.find import find_stories

__all__ = ["find_stories"]
