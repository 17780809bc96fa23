"""The words of channels ("told", "according to", "Herald"), from `data/channels.en.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Slots:
    """Where the name of a channel can stand: what comes before it, and what behind it."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    again: re.Pattern[str]  # "told the agency", for the one just named
    ours: re.Pattern[str]  # "told this newspaper"
    told: re.Pattern[str]  # "told", "in an interview with", before a name


@cache
def section(name: str) -> tuple[str, ...]:
    """The lines of one section of the word list. Raises KeyError if there is none."""
    return _sections()[name]


@cache
def endings() -> frozenset[str]:
    """Last words that make a capitalised phrase the name of an outlet."""
    return frozenset(section("ends of outlet names"))


@cache
def slots() -> Slots:
    """The compiled patterns; all are anchored or bounded, so none runs long."""
    told = any_of(section("told"))
    rests = any_of(section("rests on"))
    nouns = any_of(section("nouns of a report"))
    kinds = any_of(section("kinds of outlet"))
    the = r"(?:(?:the|a|an|its|their)\s+)?(?:[\w'’-]+\s+){0,2}?"
    lead = rf"(?:(?:{told}|{rests})|\b(?:{nouns})\s+(?:by|in|on|from|of|with|for|at|to))\s+"
    again = any_of(section("the outlet again"))
    return Slots(
        before=re.compile(rf"(?:{lead}(?:the\s+)?(?:{the}(?:{kinds})\s+)?)$", re.I),
        behind=re.compile(
            rf"^(?:['’]s\s+(?:[A-Z][\w'’.-]+\s+){{1,3}}|\s+)(?:(?:{kinds})\s+)?"
            rf"(?:(?:has|have|had|also|later|first|earlier|in)\s+|on\s+\w+day\s+){{0,2}}"
            rf"(?:{any_of(section('reports'))}|{any_of(section('people of an outlet'))})\b",
        ),
        again=re.compile(rf"\b(?:{told})\s+(?:the|that)\s+(?:{again})\b", re.I),
        ours=re.compile(rf"(?:{told})\s+(?:{any_of(section('our own'))})\b", re.I),
        told=re.compile(rf"(?:{told})\s+(?:the\s+)?$", re.I),
    )


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first, at word boundaries on the left."""
    rows = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(rf"\b{re.escape(row)}".replace(r"\ ", r"\s+") for row in rows)


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    """Every section by the name before its colon."""
    found: dict[str, list[str]] = {}
    name = ""
    file = resources.files("secondsource.data").joinpath("channels.en.txt")
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]").split(":")[0]
        elif line.strip() and not line.startswith("#"):
            found.setdefault(name, []).append(line.strip())
    return {key: tuple(rows) for key, rows in found.items()}
