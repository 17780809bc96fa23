"""Reads the rows of a table: JSON lines, CSV or Parquet; `.gz` by name."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from secondsource.errors import ExtraNeededError, ReportError
from secondsource.weigh.table import Row

_OUTLET = ("outlet", "source")  # the second is what published tables call it


def read_rows(path: str | Path) -> Iterator[Row]:
    """The rows of a file; `-` reads JSON lines from standard input.

    Raises ReportError with file and line for a row that lacks a column or is not readable.
    """
    name = str(path)
    bare = name.removesuffix(".gz")
    suffix = "".join(Path(bare).suffixes[-1:]).lower()
    reader = _READERS.get(suffix, _json_lines)
    for number, record in reader(name):
        yield _row(record, f"{name}:{number}")


def _row(record: Mapping[str, object], place: str) -> Row:
    outlet = next((record[key] for key in _OUTLET if record.get(key) is not None), None)
    cells = [outlet, *(record.get(key) for key in ("object", "attribute", "value"))]
    if any(cell is None for cell in cells):
        raise ReportError(
            f"{place}: found the columns {', '.join(sorted(map(str, record)))}; expected outlet "
            "(or source), object, attribute and value in every row"
        )
    return Row(*(str(cell) for cell in cells))


def _json_lines(name: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(_text(name), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise ReportError(
                f"{name}:{number}: not JSON ({error}); expected one object a line"
            ) from error
        if not isinstance(record, dict):
            raise ReportError(
                f"{name}:{number}: expected a JSON object, found {type(record).__name__}"
            )
        yield number, record


def _comma_separated(name: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    yield from enumerate(csv.DictReader(_text(name)), 2)


def _parquet(name: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    try:
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise ExtraNeededError(
            "reading Parquet needs: pip install 'secondsource[parquet]'"
        ) from error
    number = 0
    for batch in parquet.ParquetFile(name).iter_batches():
        for record in batch.to_pylist():
            number += 1
            yield number, record


def _text(name: str) -> Iterable[str]:
    if name == "-":
        return sys.stdin
    try:
        if name.endswith(".gz"):
            return gzip.open(name, "rt", encoding="utf-8")
        return io.StringIO(Path(name).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(f"{name}: cannot be read ({error})") from error


_READERS: Mapping[str, Callable[[str], Iterator[tuple[int, Mapping[str, object]]]]] = {
    ".csv": _comma_separated,
    ".parquet": _parquet,
}
