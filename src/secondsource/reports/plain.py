"""Plain text: one file, one report, the text as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from secondsource.errors import ReportError
from secondsource.model import Report
from secondsource.reports.decoding import decode
from secondsource.reports.pieces import Draft, Piece, read_document, sha256
from secondsource.settings import ReportSettings


def read_plain(piece: Piece, stream: IO[bytes], *, settings: ReportSettings) -> Iterator[Draft]:
    """The one report of a text file."""
    data = read_document(stream, piece.place, settings=settings)
    text, warnings = decode(data, piece.place, declared=piece.charset, settings=settings)
    if not text.strip():
        raise ReportError(f"{piece.place}: is empty; expected the text of a report")
    yield Draft(
        Report(id=piece.stem, text=text, sha256=sha256(data), url=piece.url, warnings=warnings),
        original=data,
    )
