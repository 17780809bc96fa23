"""Datelines: "LUNNVIK, May 3 (Northwire) - " before the first words is nobody's words."""

from __future__ import annotations

import re

# A place in capitals, perhaps a day, perhaps an agency in brackets, a dash.
DATELINE = re.compile(
    r"^[A-Z][A-Z .'/-]{2,40}(?:, [^()\n–—]{2,30})? ?(?:\([^()\n]{2,30}\))? ?(?:--|[-–—])\s+",
    re.MULTILINE,
)


def behind_dateline(text: str, start: int, end: int) -> int:
    """Where the words of a sentence begin: behind its dateline, if it begins with one.

    >>> text = "LUNNVIK, May 3 (Northwire) - Rain fell."
    >>> text[behind_dateline(text, 0, len(text)):]
    'Rain fell.'
    """
    found = DATELINE.match(text, start)
    return found.end() if found and found.end() < end else start
