"""Reads the sentence frames of invented events: other topics and other wordings for each half."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOME = Path(__file__).parent / "frames"
Lines = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Topic:
    """A sort of event: the values to draw, and its lines by key ("title", "fact size").

    sets: the keys that are drawn together, with their choices, each a value for every key.
    """

    name: str
    sets: tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    lines: Lines

    @property
    def facts(self) -> list[str]:
        """The names of its facts, sorted."""
        return sorted(key.removeprefix("fact ") for key in self.lines if key.startswith("fact "))

    def values(self, dice: random.Random) -> dict[str, str]:
        """A value for each key of its sets, drawn."""
        found: dict[str, str] = {}
        for keys, choices in self.sets:
            found |= zip(keys, dice.choice(choices), strict=True)
        return found


def topics(half: str) -> tuple[Topic, ...]:
    """The topics of a half, by name; "general" is none of them."""
    names = sorted(path.stem for path in HOME.glob(f"{half}-*.txt"))
    return tuple(_topic(name) for name in names if name != f"{half}-general")


def general(half: str) -> Lines:
    """How this half attributes, and lines that any event may have."""
    return _topic(f"{half}-general").lines


@cache
def _topic(name: str) -> Topic:
    sets, lines = [], dict[str, list[str]]()
    for line in (HOME / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        key, text = line.split(": ", 1)
        if key.startswith("set "):
            sets.append((tuple(key[4:].split("/")), _choices(text)))
        else:
            lines.setdefault(key, []).append(text)
    return Topic(name, tuple(sets), {key: tuple(found) for key, found in lines.items()})


def _choices(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(p.strip() for p in choice.split("/")) for choice in text.split("|"))


def filled(templates: Sequence[str], values: dict[str, str]) -> list[str]:
    """Templates with their values, with a capital first letter."""
    lines = [t.format(**values) for t in templates]
    return [line[0].upper() + line[1:] for line in lines]
