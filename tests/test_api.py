"""`import secondsource as ss`: light to import, typed, and the brief with its forms."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import secondsource as ss

TEXT = (
    "A crane fell on the north quay on Friday, the port said.\n\n"
    '"The brake did not hold," said Ada Finch, the harbour master.\n'
)


@pytest.fixture(scope="module")
def brief(tmp_path_factory):
    path = tmp_path_factory.mktemp("given") / "tern.txt"
    path.write_text(TEXT, encoding="utf-8")
    own = ss.Report(id="quay", text=TEXT + "\nThree people were hurt.\n", outlet="Quay Post")
    return ss.check([str(path), Path(path), own])


def test_paths_and_reports_make_one_brief(brief):
    assert [m.id for m in brief.reports] == ["quay", "tern"]
    assert isinstance(brief, ss.Brief)
    assert brief.quotations


def test_the_brief_has_its_forms_at_hand(brief):
    assert json.loads(brief.to_json())["stories"] == [["quay", "tern"]]
    assert brief.to_html().startswith("<!doctype html>")
    assert brief.to_markdown().startswith("# Second Source")
    assert "in the 2 files given" in str(brief)
    assert brief._repr_html_().startswith("<iframe")


def test_data_frames_hold_every_table(brief):
    frames = brief.to_pandas()
    assert list(frames["reports"]["id"]) == ["quay", "tern"]
    assert len(frames["claims"]) == len(brief.claims)


def test_without_pandas_the_missing_part_is_named(brief, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ss.ExtraNeededError, match="pip install pandas"):
        brief.to_pandas()


def test_nothing_to_read_says_why():
    with pytest.raises(ss.ReportError, match="nowhere"):
        ss.check(["nowhere.txt"])
    with pytest.raises(ss.ReportError, match="nothing was given"):
        ss.check([])


def test_every_public_name_is_there():
    assert [name for name in ss.__all__ if getattr(ss, name, None) is None] == []
    with pytest.raises(AttributeError, match="it has: Brief"):
        ss.believe  # noqa: B018


@pytest.mark.parametrize("code", ["import secondsource", "import secondsource.cli"])
def test_the_import_loads_nothing_heavy(code):
    heavy = "{'numpy', 'pydantic', 'jinja2', 'trafilatura', 'wordllama', 'rich', 'pandas'}"
    script = f"import sys; {code}; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
