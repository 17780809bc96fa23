"""Whether a clause tells of what is to come: "both sides meet again on Thursday"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.model import Span
from secondsource.text.clauses import is_verb_like
from secondsource.text.content import irregular
from secondsource.text.words import words

_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|(?:is|are|be) (?:to|due|set|expected|planned|scheduled|going)"
    r"|has to|have to|to be)\b",
    re.IGNORECASE,
)


def is_to_come(text: str, core: Span, apart: Sequence[Span]) -> bool:
    """Has a clause a verb of the future, or none of the past? apart: what only attributes.

    >>> def t(s): return is_to_come(s, Span("r", 0, len(s)), ())
    >>> t("They meet on Friday"), t("They will be sold on Friday"), t("They met on Friday")
    (True, True, False)
    """

    def stated(at: int) -> bool:
        return not any(span.start <= at < span.end for span in apart)

    if any(stated(m.start()) for m in _AHEAD.finditer(text, core.start, core.end)):
        return True
    keys = [w.key for w in words(text, core.start, core.end) if stated(w.start)]
    return not any(_is_past(key) for key in keys)


def _is_past(key: str) -> bool:
    """Can this word be a past form?"""
    if key.endswith("ed"):
        return is_verb_like(key)
    inflected = irregular().get(key, key) != key and not key.endswith(("s", "ing"))
    return key == "was" or (inflected and key not in ("am", "are"))
