"""The reliability table: what was stated against what was so."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "evaluation"


@pytest.fixture(scope="module")
def reliability():
    spec = importlib.util.spec_from_file_location("reliability", FOLDER / "reliability.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["reliability"] = module  # its dataclass looks itself up
    spec.loader.exec_module(module)
    return module


def line(child, parent=None, origin=None, probability=0.9, verdict="derived"):
    return {
        "child": child,
        "parent": parent,
        "origin": origin,
        "probability": probability,
        "verdict": verdict,
    }


def test_probabilities_multiply_along_a_chain_and_the_best_way_counts(reliability):
    lines = [line("c", "b", probability=0.5), line("b", "a", probability=0.8)]
    assert reliability.climb("c", lines) == {"c": 1.0, "b": 0.5, "a": 0.4}
    lines.append(line("c", "a", probability=0.6))
    assert reliability.climb("c", lines)["a"] == 0.6


def test_a_circle_ends_and_an_independent_pair_is_no_line(reliability):
    lines = [line("a", "b"), line("b", "a"), line("a", "d", verdict="independent")]
    assert set(reliability.climb("a", lines)) == {"a", "b"}


def test_what_is_known_of_the_direction_does_not_part_two_reports(reliability):
    """Two hang together at 13 bits, less 2 of prior, though nothing tells who was first."""
    evidence = [
        {"feature": "reused wording", "bits": 13.0},
        {"feature": "direction: x", "bits": -9},
    ]
    found = reliability.climb("b", [line("b", "a", probability=0.5) | {"evidence": evidence}])
    assert found["a"] == pytest.approx(1 - 2**-11, abs=1e-3)


def test_a_stated_parent_is_right_if_the_gold_has_it_or_its_equal(reliability, tmp_path):
    gold = [{"child": "b", "parent": "a", "parent_also": ["c"]}, {"child": "a", "parent": None}]
    (tmp_path / "expected.json").write_text(json.dumps({"derivations": gold}), encoding="utf-8")
    lines = [line("b", "c"), line("c", "a", probability=0.6), line("a", origin="Fjord Wire")]
    brief = tmp_path / "brief.json"
    brief.write_text(json.dumps({"derivations": lines}), encoding="utf-8")
    assert list(reliability.parents_of(tmp_path, brief)) == [(0.9, True), (0.6, False)]


def test_every_pair_falls_into_one_bin(reliability):
    told = [(0.0, False), (0.1, False), (0.95, True), (1.0, True), (0.5, False)]
    bins = reliability.bins_of(told)
    assert sum(b.pairs for b in bins) == len(told)
    assert bins[-1].right == 1.0


def test_cases_lose_their_times_and_bylines_and_nothing_else(tmp_path):
    spec = importlib.util.spec_from_file_location("untimed", FOLDER / "untimed.py")
    untimed = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(untimed)
    kept = {"id": "r1", "outlet": "Torvik Post", "title": "Barge", "text": "A barge sank – “so”."}
    told = kept | {"published": "2031-03-04T08:00:00Z", "byline": "Marta Oslund"}
    assert json.loads(untimed.without(json.dumps(told))) == kept
