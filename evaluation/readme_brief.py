"""Writes the first screen of the example's brief into README.md, as the terminal shows it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import secondsource as ss
from secondsource.brief import WRITERS

ROOT = Path(__file__).resolve().parents[1]
BEGIN = "<!-- brief: written by evaluation/readme_brief.py from examples/silo-fire -->\n```text\n"
END = "```\n<!-- end of brief -->"


def excerpt() -> str:
    """The head, one claim of each badge, the first contradictions and the tree."""
    text = WRITERS["terminal"](ss.check([ROOT / "examples" / "silo-fire"]))
    head, *sections = _sections(text)
    claims = next(s for s in sections if s[0].startswith("Claims"))
    conflicts = next(s for s in sections if s[0].startswith("Contradictions"))
    tree = next(s for s in sections if s[0].startswith("Which report derives"))
    chosen = [b for b in _blocks(claims[2:]) if any(word in " ".join(b) for word in CLAIMS)]
    differing = _blocks(conflicts[2:])
    firsts = [next(b for b in differing if b[0].startswith(kind)) for kind in CONFLICTS]
    shown = [
        head[:4],
        claims[:2] + _with_gaps(chosen),
        conflicts[:2] + _with_gaps(firsts),
        tree,
    ]
    return "\n\n".join("\n".join(part).strip("\n") for part in shown) + "\n"


# What is shown: the cause of the fire, and what became of a speaker and a number.
CLAIMS = ("conveyor bearing started the fire",)
CONFLICTS = ("Given to different speakers", "Numbers differ")


def _sections(text: str) -> list[list[str]]:
    """The lines of the brief, cut at its headings; the first part is its head."""
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines[1:]) if n > 2 and line and set(line) == {"-"}]
    edges = [0, *starts, len(lines)]
    return [lines[a:b] for a, b in pairwise(edges)]


def _blocks(lines: list[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _with_gaps(blocks: list[list[str]]) -> list[str]:
    return [line for block in blocks for line in [*block, ""]]


def main() -> None:
    """Write it."""
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest[rest.index(END) :]
    path.write_text(before + BEGIN + excerpt() + after, encoding="utf-8")


if __name__ == "__main__":
    main()
