"""`secondsource check` from files to every form, with the exit status that it promises."""

import csv
import json

import jsonschema
import openpyxl
import pytest

from secondsource.brief.schema import shipped_schema

from .conftest import COPY, WIRE


def test_check_writes_every_form_and_shows_the_brief(run, pile, tmp_path):
    done = run(
        *("check", pile, "--html", "a.html", "--json", "a.json", "--markdown", "a.md"),
        *("--xlsx", "a.xlsx", "--csv", "tables", "--bom"),
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "in the 2 files given" in done.stdout
    assert "\x1b" not in done.stdout
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# Second Source")
    row = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    jsonschema.validate(row, json.loads(shipped_schema()))
    assert {report["id"] for report in row["reports"]} == {"quay", "tern"}
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book["reports"].max_row == 3
    with (tmp_path / "tables" / "reports.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 3
    # Nothing is left behind of the files that were written beside the real ones.
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_every_passage_of_the_json_is_the_slice_that_it_says(run, pile, tmp_path):
    run("check", pile, "--json", "a.json")
    row = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    texts = {report["id"]: report for report in row["reports"]}
    for quotation in row["quotations"]:
        for v in quotation["variants"]:
            field = v.get("field", "text")
            assert texts[v["report"]][field][v["start"] : v["end"]] == v["text"]
    assert any(
        v["text"].startswith("The brake did not hold")
        for quotation in row["quotations"]
        for v in quotation["variants"]
    )


def test_the_order_of_the_files_does_not_matter(run, tmp_path):
    (tmp_path / "tern.txt").write_text(WIRE, encoding="utf-8")
    (tmp_path / "quay.txt").write_text(COPY, encoding="utf-8")
    one = run("check", "tern.txt", "quay.txt", "--json", "-")
    other = run("check", "quay.txt", "tern.txt", "--json", "-")
    assert one.returncode == 0
    assert one.stdout == other.stdout


def test_a_form_can_go_to_stdout(run, pile):
    done = run("check", pile, "--json", "-")
    assert json.loads(done.stdout)["manifest"]["version"]


def test_two_forms_cannot_share_stdout(run, pile):
    done = run("check", pile, "--json", "-", "--html", "-")
    assert done.returncode == 2
    assert "only one form can go to stdout" in done.stderr


def test_refused_input_is_named_and_the_rest_goes_on(run, pile):
    (pile / "empty.txt").write_text("")
    done = run("check", pile)
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert "in the 2 files given" in done.stdout
    assert "empty.txt" in done.stdout


@pytest.mark.parametrize("arguments", [("check", "nowhere.txt"), ("reports", "nowhere.txt")])
def test_nothing_to_read_is_status_2_and_one_helpful_line(run, arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert "nowhere.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_place_that_cannot_be_written_is_named(run, pile):
    done = run("check", pile, "--json", "no/such/folder/a.json")
    assert done.returncode == 2
    assert "no/such/folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_full_text_stays_out_of_the_files_when_asked(run, pile, tmp_path):
    run("check", pile, "--json", "a.json", "--no-full-text")
    row = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert all("text" not in report for report in row["reports"])
