"""Colour for the plain form of a brief, on terminals only: the text stays the same."""

from __future__ import annotations

import re

_BOLD, _RED, _GREEN, _DIM, _END = "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[2m", "\x1b[0m"
# Printable text of reports holds no line breaks of its own, so a line's start is always ours.
_RULES = (
    (re.compile(r"^\[(?:single|unsupported here)\].*$", re.MULTILINE), _BOLD + _RED),
    (re.compile(r"^\[two or more\].*$", re.MULTILINE), _BOLD + _GREEN),
    (re.compile(r"^[^\n]+(?=\n(?:=+|-{4,})$)", re.MULTILINE), _BOLD),
    (re.compile(r"\{[^{}\n]+\}"), _BOLD),
    (re.compile(r"^    (?:from|to decide): .*$", re.MULTILINE), _DIM),
)


def coloured(text: str) -> str:
    """The text with terminal colours: badges, headings and the words that differ."""
    for pattern, style in _RULES:
        text = pattern.sub(lambda found: f"{style}{found.group()}{_END}", text)  # noqa: B023
    return text
