"""Not yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from secondsource.errors import ReportError
from secondsource.reports.pieces import Item, Piece
from secondsource.settings import ReportSettings


def read_html(piece: Piece, stream: IO[bytes], *, settings: ReportSettings) -> Iterator[Item]:
    """Nothing yet."""
    raise ReportError(f"{piece.place}: cannot be read yet; save its text as .txt")
