"""The reliability table: what was stated against what was so."""

import importlib.util
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


def test_every_pair_falls_into_one_bin(reliability):
    told = [(0.0, False), (0.1, False), (0.95, True), (1.0, True), (0.5, False)]
    bins = reliability.bins_of(told)
    assert sum(b.pairs for b in bins) == len(told)
    assert bins[-1].right == 1.0
