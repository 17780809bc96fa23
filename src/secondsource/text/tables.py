"""Rows of the word tables that ship with the package (tab-separated, # begins a remark)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table under `data/`, each cut at its tabs; remarks and empty lines left out."""
    text = files("secondsource.data").joinpath(name).read_text(encoding="utf-8")
    return tuple(
        tuple(cell.strip() for cell in line.split("\t"))
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    )


def names(cell: str) -> tuple[str, ...]:
    """The names in one cell, which stand between bars."""
    return tuple(name.strip() for name in cell.split("|") if name.strip())
