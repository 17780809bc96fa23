"""What a reader looks for in a sentence: what differs, quoted words, numbers and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from secondsource.brief.passages import Piece
from secondsource.store import Change
from secondsource.text.quantities import quantities

# A pair of marks and what stands between them; a sentence has few, so nothing is tried twice.
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_NAME = re.compile(r"\b[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*)*")


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of a sentence. classes: "q" quoted, "n" number, "nm" name; differs: as a Piece."""

    text: str
    differs: bool
    classes: str = ""


def marked(pieces: Sequence[Piece]) -> tuple[Bit, ...]:
    """The pieces of one sentence, cut further at quoted words, numbers and names.

    >>> [b.text for b in marked([Piece("They saw 40 boats", False)]) if b.classes == "n"]
    ['40']
    """
    whole = "".join(piece.text for piece in pieces)
    ranges = [*_found(whole)]
    cuts = {0, len(whole)} | {at for start, end, _ in ranges for at in (start, end)}
    differing: list[tuple[int, int]] = []
    at = 0
    for piece in pieces:
        cuts |= {at, at + len(piece.text)}
        if piece.differs:
            differing.append((at, at + len(piece.text)))
        at += len(piece.text)
    edges = sorted(cuts)
    return tuple(
        Bit(
            whole[start:end],
            any(a <= start and end <= b for a, b in differing),
            " ".join(sorted({kind for a, b, kind in ranges if a <= start and end <= b})),
        )
        for start, end in pairwise(edges)
    )


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    for quoted in _QUOTED.finditer(text):
        yield quoted.start(), quoted.end(), "q"
    for number in quantities(text):
        yield number.start, number.end, "n"
    for name in _NAME.finditer(text):
        # The first word of a sentence has its capital from there, unless more follow it; "I" and
        # "A" name nobody.
        if " " in name[0] or (name[0][1:] and text[: name.start()].strip(" “\"'‘")):
            yield name.start(), name.end(), "nm"


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a new version: as it was ("same"), taken out ("del") or put in ("ins")."""

    text: str
    kind: str


def edits(text: str, changes: Iterable[Change]) -> tuple[Edit, ...]:
    """The new text with what its version took out and put in, in reading order."""
    found: list[Edit] = []
    done = 0
    for change in sorted(changes, key=lambda c: c.after):
        start, end = change.after
        if start > done:
            found.append(Edit(text[done:start], "same"))
        if change.removed:
            found.append(Edit(change.removed, "del"))
        if change.added:
            found.append(Edit(text[start:end], "ins"))
        done = max(done, end)
    if done < len(text):
        found.append(Edit(text[done:], "same"))
    return tuple(found)
