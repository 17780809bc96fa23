"""Tables are handed on complete, in every form, and their rows are counted after writing."""

import csv
import json
import sys

import openpyxl
import pyarrow
import pytest
from pyarrow import parquet

from secondsource.errors import CaseError, ExtraNeededError
from secondsource.model import Refused, Report
from secondsource.store import Decision
from secondsource.store.exporting import check_rows, export_case
from secondsource.store.nouns import Written
from secondsource.store.sheets import all_tables, rows_in

from .piles import LATER, MENDED, show, wire


@pytest.fixture
def case(full):
    """A case with two stories, a mended page, decisions, and something refused."""
    bad = [Refused("=bad.bin", "is no text")]
    full.add(
        [wire(MENDED), *show(), Report(id="=1+1", text="=cmd|x A note.")], {}, LATER, refused=bad
    )
    claim = full.target("claim", full.brief().claims[0].id)
    full.decide(Decision("reject", "=fe", LATER, "=1+1", (claim,)))
    return full


def test_every_noun_of_the_brief_has_its_row(case):
    given = case.hand_over()
    brief = given.brief
    found = {table.name: len(table.rows) for table in all_tables(given)}
    assert found == {
        "claims": len(brief.claims),
        "mentions": sum(len(claim.mentions) for claim in brief.claims),
        "quotations": sum(len(quotation.variants) for quotation in brief.quotations),
        "statements": len(brief.statements),
        "derivations": len(brief.derivations),
        "conflicts": len(brief.relations),
        "speakers": len(brief.speakers),
        "reports": len(brief.reports) == 6 and 6,
        "refused": 1,
        "decisions": 1,
        "before_correction": 1,
        **{name: size for name, size in found.items() if name == "outlets"},
    }
    assert min(found.values()) > 0


def test_csv_xlsx_and_parquet_hold_the_same_rows(case, tmp_path):
    given = case.hand_over()
    written = export_case(given, tmp_path, forms=["csv", "xlsx", "parquet"])
    book = openpyxl.load_workbook(tmp_path / "brief.xlsx")
    for table in all_tables(given):
        with (tmp_path / "tables" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
        columns = parquet.read_table(tmp_path / "parquet" / f"{table.name}.parquet")
        assert lines[0] == columns.column_names == list(table.columns)
        assert len(lines) - 1 == columns.num_rows == len(table.rows)
        assert book[table.name].max_row - 1 == len(table.rows)
        assert [tuple(row.values()) for row in columns.to_pylist()] == list(table.rows)
    assert sum(len(t.rows) for t in all_tables(given)) == next(
        file.rows for file in written if file.name == "brief.xlsx"
    )


def test_numbers_stay_numbers_in_parquet(case, tmp_path):
    export_case(case.hand_over(), tmp_path, forms=["parquet"])
    schema = parquet.read_schema(tmp_path / "parquet" / "mentions.parquet")
    assert schema.field("start").type == pyarrow.int64()
    assert schema.field("certainty").type == pyarrow.float64()
    assert schema.field("text").type == pyarrow.string()
    schema = parquet.read_schema(tmp_path / "parquet" / "decisions.parquet")
    assert schema.field("attached").type == pyarrow.bool_()
    assert schema.field("undoes").type == pyarrow.string()  # none there: still no column of nulls


def test_no_cell_of_a_spreadsheet_is_a_formula(case, tmp_path):
    export_case(case.hand_over(), tmp_path, forms=["csv", "xlsx"])
    for path in (tmp_path / "tables").iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            assert not [c for row in csv.reader(file) for c in row if c.startswith(("=", "@"))]
    book = openpyxl.load_workbook(tmp_path / "brief.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


@pytest.mark.parametrize("name", ["tables/claims.csv", "brief.xlsx", "parquet/claims.parquet"])
def test_a_file_that_lost_a_row_is_noticed(case, tmp_path, name):
    written = {f.name: f for f in export_case(case.hand_over(), tmp_path)}
    rows = written[name].rows
    assert rows_in(tmp_path / name) == rows > 0
    with pytest.raises(CaseError, match=f"holds {rows} rows, {rows + 1} were"):
        check_rows(tmp_path, Written(name, rows + 1))


def test_a_kind_of_file_without_rows_is_told(tmp_path):
    with pytest.raises(CaseError, match="no rows to count"):
        rows_in(tmp_path / "brief.html")


@pytest.mark.parametrize(("form", "package"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_a_form_without_its_package_is_left_out_and_told(
    case, tmp_path, monkeypatch, form, package
):
    monkeypatch.setitem(sys.modules, package, None)
    given = case.hand_over()
    (left,) = (file for file in export_case(given, tmp_path) if file.missing)
    assert left.name == form
    assert f"pip install 'secondsource[{form}]'" in left.missing
    names = json.loads((tmp_path / "manifest.json").read_text())["files"]
    assert not any(form in name for name in names)
    with pytest.raises(ExtraNeededError, match="pip install"):
        export_case(given, tmp_path, forms=[form])
