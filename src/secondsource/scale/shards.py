"""Reads an archive's input files row by row, without building the nouns of the small path."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from secondsource.errors import ExtraNeededError, ReportError


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """One report of an archive. published: seconds since 1970, not a number where unknown."""

    id: str
    text: str
    title: str
    outlet: str
    published: float


def batched(reports: Iterable[ArchiveReport], size: int) -> Iterator[list[ArchiveReport]]:
    """The reports in lists of `size`, the last one shorter."""
    given = iter(reports)
    while batch := list(islice(given, size)):
        yield batch


def has_rows(path: Path) -> bool:
    """Does the file hold a report a row, by its name? Any other must be read into rows first."""
    kind = path.suffixes[-2:-1] if path.suffix == ".gz" else [path.suffix]
    return kind != [".warc"]


def read_shard(path: Path) -> Iterator[ArchiveReport]:
    """The reports of a file of JSON lines (.gz by name) or Parquet, as `reports` writes them.

    Raises ReportError where a row is no report: with its place and what was expected.
    """
    for place, row in shard_rows(path):
        yield _report(place, row)


def shard_rows(path: Path) -> Iterator[tuple[str, Any]]:
    """The rows of such a file as they stand there, each with its place."""
    yield from _parquet_rows(path) if path.suffix == ".parquet" else _json_rows(path)


def _report(place: str, row: Any) -> ArchiveReport:
    text = row.get("text") if isinstance(row, dict) else None
    if not isinstance(text, str) or not isinstance(row.get("id"), str):
        raise ReportError(f"{place}: expected an object with texts in 'id' and 'text'")
    return ArchiveReport(
        id=row["id"],
        text=text,
        title=row.get("title") or "",
        outlet=row.get("outlet") or "",
        published=_seconds(place, row.get("published")),
    )


def _seconds(place: str, given: Any) -> float:
    if given is None:
        return float("nan")
    try:
        moment = given if isinstance(given, datetime) else datetime.fromisoformat(given)
        # Without an offset it is taken for UTC: machines of a cluster may have other local times.
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (TypeError, ValueError) as error:
        raise ReportError(
            f"{place}: 'published' is {given!r}; expected ISO 8601 like 2024-05-01T09:30+02:00"
        ) from error


def _json_rows(path: Path) -> Iterator[tuple[str, Any]]:
    try:
        with _opened(path) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{path}:{number}", json.loads(line)
    except (OSError, EOFError, ValueError, RecursionError) as error:
        raise ReportError(f"{path}: cannot be read as JSON lines in UTF-8: {error}") from error


def _opened(path: Path) -> IO[bytes] | gzip.GzipFile:
    if path.suffix == ".gz":
        return gzip.open(path, "rb")
    return path.open("rb")


def _parquet_rows(path: Path) -> Iterator[tuple[str, Any]]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise ExtraNeededError(
            f"{path}: Parquet needs pyarrow; install it with: pip install 'secondsource[scale]'"
        ) from error
    number = 0
    try:
        for batch in parquet.ParquetFile(path).iter_batches():
            for row in batch.to_pylist():
                number += 1
                yield f"{path}:{number}", row
    except (OSError, ArrowException) as error:
        raise ReportError(f"{path}: cannot be read as Parquet: {error}") from error
