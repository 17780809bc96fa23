"""The letter that the user gave to an outlet stands beside its reports; nobody else sets one."""

import json

import pytest

from secondsource.brief import WRITERS
from secondsource.derivation import load_outlets
from secondsource.model import Report
from secondsource.models import load_models
from secondsource.pipeline import check_reports
from secondsource.settings import Settings

REPORTS = (
    Report(id="a", text="The quay at Norvik was shut on Monday.", outlet="The Quay Herald"),
    Report(id="b", text="Norvik shut its quay on Monday.", outlet="Norvik Post"),
)


def brief(table=None):
    """The brief of the two reports, with the user's table of outlets."""
    return check_reports(
        REPORTS, settings=Settings(), models=load_models(), outlets=load_outlets(table)
    )


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_the_letter_of_the_users_table_is_shown(form, tmp_path):
    table = tmp_path / "outlets.csv"
    table.write_text("name,aliases,grade\nQuay Herald,Herald of Norvik,B\n", encoding="utf-8")
    assert WRITERS[form](brief(table)).count("relied on: B") == 1
    assert "relied on" not in WRITERS[form](brief())


def test_the_letter_stands_in_the_json_of_its_reports_alone(tmp_path):
    table = tmp_path / "outlets.csv"
    table.write_text("name,aliases,grade\nQuay Herald,Herald of Norvik,B\n", encoding="utf-8")
    rows = json.loads(WRITERS["json"](brief(table)))["reports"]
    assert {row["id"]: row.get("letter") for row in rows} == {"a": "B", "b": None}


def test_the_page_says_how_it_counts():
    page = WRITERS["html"](brief())
    assert 'href="#counting"' in page
    assert 'id="counting"' in page
    assert "docs/corroboration.md" in page
