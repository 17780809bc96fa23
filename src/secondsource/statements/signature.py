"""Quotations that are signed: "We were never asked." — Ana Ruiz, baker.

Columns of readers' voices print dozens of them; there is no verb, the dash is the cue.
"""

from __future__ import annotations

import re
from dataclasses import replace

from secondsource.statements.link import CUE, SPEAKER, Linked, Piece

_SIGNATURE = re.compile(
    r"\s{0,3}(?P<dash>[―—–]|--?)\s{0,2}"
    r"(?P<name>[^\W\d_][\w.'’-]{0,30}(?: [^\W\d_][\w.'’-]{0,30}){0,5})(?=\s{0,2}(?:[,;(\n]|$))"
)
_CLOSING = "\"”»'’"
_PARTICLE = 3  # letters of the longest particle
_MARGIN = 1.0  # as sure as a near speaker


def signed(text: str, linked: Linked) -> Linked:
    """The attribution with the name that signs its quotation, if it had no cue and one does."""
    if linked.cue is not None:
        return linked
    end = linked.content[-1].end
    if end < len(text) and text[end] in _CLOSING:
        end += 1
    if text[end - 1] not in _CLOSING:
        return linked
    found = _SIGNATURE.match(text, end)
    if found is None or not _is_name(found["name"]):
        return linked
    surety = linked.content[-1].surety
    return replace(
        linked,
        cue=Piece(*found.span("dash"), CUE, surety),
        speaker=Piece(*found.span("name"), SPEAKER, surety),
        margin=_MARGIN,
    )


def _is_name(words: str) -> bool:
    """Does every word begin with a capital, small particles ("de", "van") inside left aside?"""
    first, *others = words.split()
    return first[0].isupper() and all(w[0].isupper() or len(w) <= _PARTICLE for w in others)
