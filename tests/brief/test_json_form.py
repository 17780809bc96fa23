"""The JSON form: the documented keys, every passage provable, the shipped schema kept."""

import json
from dataclasses import replace

import jsonschema
import pytest
from pydantic import TypeAdapter

from secondsource.brief import to_json
from secondsource.brief.schema import make_schema, shipped_schema
from secondsource.model import Brief

from .fixture import TEXTS, TITLES, make_brief


@pytest.fixture(scope="module")
def written():
    return json.loads(to_json(make_brief()))


def _passages(value):
    if isinstance(value, dict):
        if {"report", "start", "end", "text"} <= set(value):
            yield value
        for inner in value.values():
            yield from _passages(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _passages(inner)


def test_every_passage_is_the_slice_that_it_says(written):
    passages = list(_passages(written))
    assert len(passages) > 60
    for passage in passages:
        whole = TITLES if passage.get("field") == "title" else TEXTS
        assert whole[passage["report"]][passage["start"] : passage["end"]] == passage["text"]


def test_the_output_fits_the_shipped_schema(written):
    schema = json.loads(shipped_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(written, schema)


def test_the_shipped_schema_is_made_from_the_wire_classes():
    # If this fails on purpose: write make_schema() to src/secondsource/brief/brief.schema.json.
    assert shipped_schema() == make_schema()


def test_the_keys_that_scorers_read_are_there(written):
    assert written["stories"] == [["courier", "gazette", "lantern", "radio", "wire"], ["loaf"]]
    claim = next(c for c in written["claims"] if c["id"] == "c-homes")
    assert claim["independent_origins"] == {"likely": 2, "low": 2, "high": 3}
    assert claim["badge"] == "single"
    assert claim["mentions"][0]["text"] == "46 flooded homes along Mill Lane"
    derivation = next(d for d in written["derivations"] if d["child"] == "lantern")
    assert (derivation["parent"], derivation["origin"]) == ("wire", None)
    assert derivation["spans"] == [[157, 199, 224, 276]]
    types = {relation["type"]: relation["conflict"] for relation in written["conflicts"]}
    assert types["number"]
    assert not types["update"]
    assert not types["omission"]
    variant = written["quotations"][0]["variants"][1]
    assert (variant["report"], variant["speaker"]) == ("gazette", "Tomas Hale")


def test_full_text_can_be_left_out():
    row = json.loads(to_json(make_brief(), full_text=False))
    assert all("text" not in report for report in row["reports"])
    assert row["claims"][0]["mentions"][0]["text"]


def test_a_brief_round_trips_through_pydantic():
    brief = make_brief()
    adapter = TypeAdapter(Brief)
    assert adapter.validate_json(adapter.dump_json(brief)) == brief


def test_a_claim_without_corroboration_has_no_count():
    row = json.loads(to_json(replace(make_brief(), corroborations=())))
    assert row["claims"][0]["independent_origins"] is None
    jsonschema.validate(row, json.loads(shipped_schema()))
