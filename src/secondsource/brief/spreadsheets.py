"""The tables of a brief as CSV and as one XLSX workbook, formula-safe and complete."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from secondsource.brief.plain import printable, shorten
from secondsource.brief.safe_cells import formula_safe
from secondsource.brief.tables import Cell, Table, tables
from secondsource.errors import ExtraNeededError, SettingsError
from secondsource.model import Brief

_BOM = "\ufeff"
_MOST_ROWS = 1_048_576  # of a sheet, by the file format
_MOST_CHARACTERS = 32_767  # of a cell, by the file format
_CREATED = datetime(2000, 1, 1)
_WIDEST = 60  # characters of a column; wider ones cannot be read


def to_csv(brief: Brief) -> str:
    """The table of claims as CSV; `csv_tables` gives all tables."""
    return csv_tables(brief)["claims"]


def csv_tables(brief: Brief, *, bom: bool = False, more: Sequence[Table] = ()) -> dict[str, str]:
    """Every table by its name as CSV (RFC 4180). bom: begin with one, which Excel asks for.

    more: tables to stand beside those of the brief.
    """
    found = (*tables(brief), *more)
    return {table.name: (_BOM if bom else "") + _csv(table) for table in found}


def _csv(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_safe(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    return formula_safe(printable(cell)) if isinstance(cell, str) else cell


def write_xlsx(brief: Brief, path: Path | str, *, more: Sequence[Table] = ()) -> None:
    """Writes all tables as sheets of one workbook; every string stays a string.

    more: tables to stand beside those of the brief.
    Raises ExtraNeededError without XlsxWriter, SettingsError where a table is too long for a
    sheet: nothing is cut silently.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise ExtraNeededError(
            "XLSX needs XlsxWriter; install it with: pip install 'secondsource[xlsx]'"
        ) from error
    found = (*tables(brief), *more)
    for table in found:
        if len(table.rows) >= _MOST_ROWS:
            raise SettingsError(
                f"table {table.name} has {len(table.rows)} rows; a sheet holds "
                f"{_MOST_ROWS - 1}: write CSV instead"
            )
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": _CREATED})  # the clock would change equal workbooks
        bold = book.add_format({"bold": True})
        for table in found:
            _sheet(book.add_worksheet(table.name), table, bold)


def _sheet(put: Any, table: Table, bold: object) -> None:
    for column, name in enumerate(table.columns):
        put.write_string(0, column, name, bold)
        cells = [len(str(row[column])) for row in table.rows]
        widest = min(max((len(name), *cells)), _WIDEST)
        put.set_column(column, column, widest + 1)
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                text = shorten(formula_safe(printable(cell)), _MOST_CHARACTERS)
                put.write_string(number, column, text)
            elif cell is not None:
                put.write(number, column, cell)
    put.freeze_panes(1, 0)
    put.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
