"""Pieces that the network labels, without those in a dateline."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from secondsource.statements.link import Piece
from secondsource.text.datelines import DATELINE


def without_datelines(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without those in a dateline; one that runs out of it begins behind it."""
    places = [found.span() for found in DATELINE.finditer(text)]
    starts = [start for start, _ in places]
    kept: list[Piece] = []
    for piece in pieces:
        at = bisect_right(starts, piece.start) - 1
        begin = max(piece.start, places[at][1]) if at >= 0 else piece.start
        if begin < piece.end:
            kept.append(replace(piece, start=begin))
    return kept
