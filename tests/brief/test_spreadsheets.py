"""Spreadsheets are complete, and no cell of a report becomes a formula."""

import csv
import io
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.brief import csv_tables, to_csv, write_xlsx
from secondsource.brief.safe_cells import formula_safe
from secondsource.brief.tables import tables
from secondsource.model import Speaker

from .fixture import make_brief

FORMULAS = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\ufeff=1",
    '"=1',
    "'=cmd|' /C calc'!A0",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "\u00a0=1",
    "|cmd",
]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_could_be_a_formula_starts_with_an_apostrophe(cell):
    assert formula_safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "40 homes", "a = b", "Vale Courier", "2-3", "喀什"])
def test_plain_cells_stay_as_they_are(cell):
    assert formula_safe(cell) == cell


@given(st.text(max_size=20))
def test_no_cell_begins_like_a_formula(cell):
    assert formula_safe(cell)[:1] not in tuple("=+-@\t\r\n\0＝＋－＠")


def test_every_noun_has_its_rows():
    brief = make_brief()
    rows = {table.name: len(table.rows) for table in tables(brief)}
    assert rows == {
        "claims": len(brief.claims),
        "mentions": sum(len(c.mentions) for c in brief.claims),
        "quotations": sum(len(q.variants) for q in brief.quotations),
        "statements": len(brief.statements),
        "derivations": len(brief.derivations),
        "conflicts": len(brief.relations),
        "speakers": len(brief.speakers),
        "reports": len(brief.reports),
        "refused": len(brief.refused),
    }
    assert all(len(row) == len(t.columns) for t in tables(brief) for row in t.rows)


def test_csv_reads_back_complete():
    brief = make_brief()
    for table in tables(brief):
        rows = list(csv.reader(io.StringIO(csv_tables(brief)[table.name])))
        assert rows[0] == list(table.columns)
        assert len(rows) == len(table.rows) + 1
    assert to_csv(brief) == csv_tables(brief)["claims"]
    assert all(text.startswith("\ufeff") for text in csv_tables(brief, bom=True).values())


def test_the_workbook_is_complete_and_holds_no_formula(tmp_path):
    brief = make_brief()
    hostile = tuple(
        Speaker(f"evil-{n}", cell, "unnamed", aliases=(cell,)) for n, cell in enumerate(FORMULAS)
    )
    brief = replace(brief, speakers=(*brief.speakers, *hostile))
    write_xlsx(brief, tmp_path / "brief.xlsx")
    book = openpyxl.load_workbook(tmp_path / "brief.xlsx")
    for table in tables(brief):
        sheet = book[table.name]
        assert sheet.max_row == len(table.rows) + 1
        assert [cell.value for cell in sheet[1]] == list(table.columns)
        for row in sheet.iter_rows(min_row=2):
            assert all(cell.data_type != "f" for cell in row)
            texts = [cell.value for cell in row if isinstance(cell.value, str)]
            assert all(text[:1] not in tuple("=+-@") for text in texts)
