"""Floors on annotated reports; skipped where the development data are absent."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import correlation
from typing import Any

import pytest

from secondsource.model import Report
from secondsource.statements import find_statements, measure_certainty, statement_row
from secondsource.text import mark_reports

SHARED = Path(__file__).parents[3] / "shared"
DATA = SHARED / "data"

pytestmark = pytest.mark.skipif(
    not (DATA / "polnear").is_dir(), reason="the development data (../shared/data) are absent"
)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def test_quotations_of_annotated_reports_are_found() -> None:
    sys.path.insert(0, str(SHARED / "score"))
    from score_attributions import load, score

    gold_path = DATA / "polnear" / "dev.gold.jsonl"
    gold = load(str(gold_path), True)
    pred = {}
    for row in rows(gold_path):
        report = mark_reports([Report(row["id"], row["text"])])[0]
        found = statement_row(report.report, find_statements(report))["attributions"]
        roles = ("source", "cue", "content")
        pred[row["id"]] = (None, [{r: [tuple(s) for s in a[r]] for r in roles} for a in found])
    result = score(gold, pred)["normalised"]["ggt@0.3"]
    assert result["all"]["f1"] > 0.69
    assert result["direct"]["f1"] > 0.9
    assert result["direct"]["speaker_accuracy"] > 0.85


def test_certainty_follows_the_annotators() -> None:
    folder = DATA / "factuality_uds_ih2"
    gold = {row["id"]: row["certainty"] for row in rows(folder / "dev.certainty.jsonl")}
    pairs = [
        (measure_certainty(row["text"], tuple(row["target"])).value, gold[row["id"]])
        for row in rows(folder / "dev.reports.jsonl")
    ]
    assert correlation(*zip(*pairs, strict=True)) > 0.54
