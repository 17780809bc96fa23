"""The score of altered cases also reads cases that were not made by altering."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "evaluation"))

from score_made import others_named

LEFT, RIGHT = "The lock was shut at noon for a day.", "The lock was shut at noon."


def write(folder, gold):
    """A case of two reports with this gold; the brief names the omission between them."""
    case = folder / "lock"
    case.mkdir()
    rows = [{"id": "r1", "text": LEFT}, {"id": "r2", "text": RIGHT}]
    (case / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (case / "expected.json").write_text(json.dumps(gold), encoding="utf-8")
    sides = {
        side: {"report": row["id"], "start": 0, "end": len(row["text"])}
        for side, row in zip("ab", rows)
    }
    brief = {"conflicts": [{"type": "omission", **sides}]}
    (folder / "lock.json").write_text(json.dumps(brief), encoding="utf-8")
    return case


def pair(sort):
    return {
        "type": sort,
        "a": {"report": "r1", "text": "for a day"},
        "b": {"report": "r2", "text": "The lock was shut"},
    }


def test_a_case_without_other_relations_has_its_omissions_judged(tmp_path):
    case = write(tmp_path, {"conflicts": [pair("omission")]})
    assert others_named([case], tmp_path) == {"omission": "1 of 1"}


def test_other_relations_are_judged_where_the_case_has_them(tmp_path):
    case = write(tmp_path, {"conflicts": [], "others": [pair("rounding"), pair("omission")]})
    assert others_named([case], tmp_path) == {"omission": "1 of 1", "rounding": "0 of 1"}
