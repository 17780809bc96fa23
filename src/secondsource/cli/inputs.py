"""Reading what a command is given, with the refused named and the exit status they cause."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import typer

from secondsource.errors import ExtraNeededError, ReportError
from secondsource.model import Refused, Report

_DONE, _SOME_REFUSED, _NOTHING_DONE = 0, 1, 2


def read_given(paths: Sequence[str]) -> tuple[tuple[Report, ...], tuple[Refused, ...]]:
    """The reports of the paths ("-" is stdin), and what was refused, named on stderr.

    Ends the command with status 2 where no report is left.
    """
    from secondsource.reports import read_reports
    from secondsource.settings import ReportSettings

    reports, refused = read_reports(paths, settings=ReportSettings())
    name_refused(refused)
    if not reports:
        typer.echo("secondsource: no report could be read; nothing was done", err=True)
        raise typer.Exit(_NOTHING_DONE)
    return reports, refused


def name_refused(refused: Sequence[Refused]) -> None:
    """Names every refused input on stderr, with its reason."""
    if not refused:
        return  # the import below costs a fifth of a second
    from secondsource.brief.plain import printable

    for one in refused:
        typer.echo(f"refused {printable(one.place)}: {printable(one.reason)}", err=True)


def warn(warnings: Sequence[str]) -> None:
    """Names every warning on stderr."""
    for warning in warnings:
        typer.echo(f"warning: {warning}", err=True)


def leave(refused: Sequence[Refused]) -> None:
    """Ends a command that did its work: status 1 where something was refused, else 0."""
    raise typer.Exit(_SOME_REFUSED if refused else _DONE)


def read_rows(path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each JSON line with its place ("file:3"); "-" is stdin, .gz and .parquet go by name.

    Raises ReportError where the file, or a line of it, is not what was expected.
    """
    if path.endswith(".parquet"):
        yield from _parquet_rows(path)
        return
    try:
        with _opened(path) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{path}:{number}", _row(line, f"{path}:{number}")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ReportError(f"{path}: cannot be read as JSON lines in UTF-8: {error}") from error


def _opened(path: str) -> IO[str]:
    if path == "-":
        return open(sys.stdin.fileno(), encoding="utf-8-sig", closefd=False)
    if path.endswith(".gz"):
        return gzip.open(path, "rt", encoding="utf-8-sig")
    return Path(path).open(encoding="utf-8-sig")


def _row(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{place}: is not JSON ({error}); expected one object a line") from error
    if not isinstance(row, dict):
        raise ReportError(f"{place}: found a JSON {type(row).__name__}; expected an object")
    return row


def _parquet_rows(path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise ExtraNeededError(
            f"{path}: Parquet needs pyarrow; install it with: pip install 'secondsource[parquet]'"
        ) from error
    try:
        table = parquet.ParquetFile(path)
        number = 0
        for batch in table.iter_batches():
            for row in batch.to_pylist():
                number += 1
                yield f"{path}:{number}", row
    except (OSError, ArrowException) as error:
        raise ReportError(f"{path}: cannot be read as Parquet: {error}") from error
