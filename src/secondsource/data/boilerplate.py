"""Why a paragraph is furniture of the page, read from `boilerplate.en.txt`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_BULLET = re.compile(r"^[\s•·*–—>|-]+(?=\w)")
_SPACE = re.compile(r"\s+")
_LONGEST = 700  # characters; furniture that is longer is not told from an article by its start


def furniture_reason(paragraph: str) -> str | None:
    """The reason why this paragraph is no part of the report, or None if it may be.

    >>> furniture_reason("• 4 min read")
    'reading time'
    >>> furniture_reason("The harbour was closed for 4 minutes.")
    """
    if len(paragraph) > _LONGEST:
        return None
    plain = _SPACE.sub(" ", _BULLET.sub("", paragraph)).strip().lower()
    for reason, pattern in _patterns():
        if plain and pattern.match(plain):
            return reason
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """One compiled pattern a reason, in the order of the file."""
    by_reason: dict[str, list[str]] = {}
    table = files("secondsource.data").joinpath("boilerplate.en.txt").read_text("utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            reason, _, pattern = line.partition("\t")
            by_reason.setdefault(reason, []).append(f"(?:{pattern})")
    return tuple((reason, re.compile("|".join(rows))) for reason, rows in by_reason.items())
