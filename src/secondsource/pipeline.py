"""The table of contents: every stage, in the way of the data, called in one line each."""

from __future__ import annotations

STAGES = (
    "reports",
    "text",
    "statements",
    "candidates",
    "stories",
    "speakers",
    "alignment",
    "derivation",
    "corroboration",
    "brief",
)
