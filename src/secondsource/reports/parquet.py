"""Parquet tables: each row a report, under the keys of JSON lines. Needs the extra `parquet`."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from typing import IO

from secondsource.errors import ExtraNeededError, ReportError
from secondsource.reports.jsonl import report_of
from secondsource.reports.pieces import Item, Piece, read_document, refusal
from secondsource.settings import ReportSettings

_COLUMNS = ("id", "text", "title", "outlet", "byline", "published", "url", "links", "note")
_BATCH = 256  # rows held at a time


def read_parquet(piece: Piece, stream: IO[bytes], *, settings: ReportSettings) -> Iterator[Item]:
    """The reports of a table's rows; raises ExtraNeededError without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ExtraNeededError(
            f"{piece.place}: Parquet needs pyarrow; install it with pip install "
            f"'secondsource[parquet]', or give the reports as JSON lines"
        ) from error
    if not stream.seekable():
        stream = io.BytesIO(read_document(stream, piece.place, settings=settings))
    try:
        table = pq.ParquetFile(stream)
    except (pa.ArrowException, OSError) as error:
        raise ReportError(f"{piece.place}: is no Parquet ({str(error)[:80]})") from error
    columns = [name for name in _COLUMNS if name in table.schema_arrow.names]
    if "text" not in columns:
        there = ", ".join(table.schema_arrow.names[:20])
        raise ReportError(f"{piece.place}: has columns {there}; expected one named 'text'")
    groups = (table.metadata.row_group(n) for n in range(table.num_row_groups))
    unpacked = sum(group.total_byte_size for group in groups)
    size = stream.seek(0, os.SEEK_END)
    if unpacked > max(settings.ratio_from, settings.max_ratio * size):
        raise ReportError(f"{piece.place}: expands more than {settings.max_ratio}:1; write it anew")
    number = 0
    for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
        for row in batch.to_pylist():
            number += 1
            place = f"{piece.place}, row {number}"
            original = json.dumps(row, sort_keys=True, default=str).encode("utf-8", "replace")
            try:
                if len(original) > settings.max_bytes:
                    raise ReportError(f"the row has more than {settings.max_bytes:,} bytes")
                yield report_of(row, place, wish=f"{piece.stem}-{number}", original=original)
            except ReportError as error:
                yield refusal(place, error)
