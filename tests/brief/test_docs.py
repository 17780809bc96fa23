"""The documented JSON is JSON that the schema takes, and every key and command is documented."""

import json
import re
from pathlib import Path
from typing import get_type_hints

import jsonschema

from secondsource.brief import WRITERS
from secondsource.brief.schema import shipped_schema
from secondsource.brief.tables import TABLES
from secondsource.brief.wire import BriefRow
from secondsource.cli.app import COMMANDS

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "formats.md").read_text(encoding="utf-8")


def test_the_documented_example_fits_the_schema():
    example = json.loads(re.search(r"```json\n(.*?)```", PAGE, re.DOTALL).group(1))
    jsonschema.validate(example, json.loads(shipped_schema()))
    assert set(example) == set(get_type_hints(BriefRow))
    texts = {report["id"]: report["text"] for report in example["reports"]}
    for mention in example["claims"][0]["mentions"]:
        assert texts[mention["report"]][mention["start"] : mention["end"]] == mention["text"]


def test_every_key_command_and_table_is_documented():
    missing = [key for key in get_type_hints(BriefRow) if f"`{key}`" not in PAGE]
    missing += [c.__name__ for c in COMMANDS if f"`secondsource {c.__name__} " not in PAGE]
    missing += [name for name in TABLES if f"`{name}`" not in PAGE]
    assert missing == []


def test_every_form_is_on_the_page_of_the_stage():
    page = (DOCS / "brief.md").read_text(encoding="utf-8").lower()
    assert [form for form in WRITERS if form not in page] == []
