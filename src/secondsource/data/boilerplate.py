"""Why a paragraph is furniture of the page, read from `boilerplate.en.txt`."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    reasons, pattern = _table()
    found = pattern.match(plain) if plain else None
    return reasons[found.lastgroup] if found and found.lastgroup else None


@cache
def _table() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """The reasons by name of group, and all patterns as one, in the order of the file."""
    by_reason: dict[str, list[str]] = {}
    table = files("secondsource.data").joinpath("boilerplate.en.txt").read_text("utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            reason, _, pattern = line.partition("\t")
            by_reason.setdefault(reason, []).append(pattern)
    groups = {f"r{number}": reason for number, reason in enumerate(by_reason)}
    whole = (f"(?P<{name}>{'|'.join(by_reason[reason])})" for name, reason in groups.items())
    return groups, re.compile("|".join(whole))
