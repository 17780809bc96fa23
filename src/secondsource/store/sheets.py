"""The tables of a case as CSV, XLSX and Parquet, and how many rows a written file holds."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from secondsource.brief.spreadsheets import csv_tables, write_xlsx
from secondsource.brief.tables import Cell, Table, tables
from secondsource.errors import CaseError, ExtraNeededError
from secondsource.store.handing import Handover
from secondsource.store.nouns import Written
from secondsource.store.results import type_of
from secondsource.store.shown import case_tables

_ROW = re.compile(rb"<row\b")
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml\Z")


def all_tables(given: Handover) -> tuple[Table, ...]:
    """The tables of the brief, then those of the case."""
    return (*tables(given.brief), *case_tables(given.overlay, given.late))


def write_csv(given: Handover, folder: Path) -> tuple[Written, ...]:
    """A file a table, in the folder `tables`."""
    (folder / "tables").mkdir(exist_ok=True)
    more = case_tables(given.overlay, given.late)
    for name, text in csv_tables(given.brief, more=more).items():
        (folder / "tables" / f"{name}.csv").write_bytes(text.encode("utf-8", "backslashreplace"))
    return tuple(Written(f"tables/{t.name}.csv", len(t.rows)) for t in all_tables(given))


def write_workbook(given: Handover, folder: Path) -> tuple[Written, ...]:
    """One workbook, a sheet a table. Raises ExtraNeededError without XlsxWriter."""
    write_xlsx(given.brief, folder / "brief.xlsx", more=case_tables(given.overlay, given.late))
    return (Written("brief.xlsx", sum(len(table.rows) for table in all_tables(given))),)


def write_parquet(given: Handover, folder: Path) -> tuple[Written, ...]:
    """A file a table, in the folder `parquet`; numbers stay numbers.

    Raises ExtraNeededError without pyarrow.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ExtraNeededError(
            "Parquet needs pyarrow; install it with: pip install 'secondsource[parquet]'"
        ) from error
    (folder / "parquet").mkdir(exist_ok=True)
    kinds = {
        bool: pyarrow.bool_(),
        int: pyarrow.int64(),
        float: pyarrow.float64(),
        str: pyarrow.string(),
    }
    written = []
    for table in all_tables(given):
        columns = {
            name: pyarrow.array(cells, kinds[type_of(cells)])
            for name, cells in zip(table.columns, _columns(table), strict=True)
        }
        parquet.write_table(pyarrow.table(columns), folder / "parquet" / f"{table.name}.parquet")
        written.append(Written(f"parquet/{table.name}.parquet", len(table.rows)))
    return tuple(written)


def _columns(table: Table) -> list[list[Cell]]:
    return [[row[at] for row in table.rows] for at in range(len(table.columns))]


def rows_in(path: Path) -> int:
    """How many rows a written file holds, headings aside; for a folder, how many files.

    Raises CaseError for a kind of file that has none, OSError where it cannot be read.
    """
    if path.suffix not in _COUNTERS:
        raise CaseError(f"{path}: is of a kind that has no rows to count")
    return _COUNTERS[path.suffix](path)


def _csv_rows(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _line_rows(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _workbook_rows(path: Path) -> int:
    """Rows of all sheets, the heading of each aside."""
    with zipfile.ZipFile(path) as book:
        sheets = [name for name in book.namelist() if _SHEET.match(name)]
        return sum(len(_ROW.findall(book.read(name))) - 1 for name in sheets)


def _parquet_rows(path: Path) -> int:
    from pyarrow import parquet

    return int(parquet.ParquetFile(path).metadata.num_rows)


def _folder_files(path: Path) -> int:
    return sum(1 for _ in path.iterdir())


_COUNTERS: Mapping[str, Callable[[Path], int]] = MappingProxyType(
    {
        ".csv": _csv_rows,
        ".jsonl": _line_rows,
        ".xlsx": _workbook_rows,
        ".parquet": _parquet_rows,
        "": _folder_files,
    }
)
