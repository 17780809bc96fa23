"""Datelines: "LUNNVIK, May 3 (Northwire) - " before the first words is nobody's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# A place in capitals, perhaps a day, perhaps an agency in brackets, a dash.
DATELINE = re.compile(
    r"^[A-Z][A-Z .'/-]{2,40}(?:, [^()\n–—]{2,30})? ?(?:\([^()\n]{2,30}\))? ?(?:--|[-–—])\s+",
    re.MULTILINE,
)


def without_dateline(text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences of one paragraph without the dateline that they may begin with.

    A stop inside it ("ERIE, Pa. -") may have made a sentence of its first half.

    >>> text = "LUNNVIK, May 3 (Northwire) - Rain fell."
    >>> [text[a:b] for a, b in without_dateline(text, [(0, len(text))])]
    ['Rain fell.']
    """
    found = DATELINE.match(text, sentences[0][0]) if sentences else None
    begin = found.end() if found else 0
    for start, end in sentences:
        if end > begin:
            yield max(start, begin), end
