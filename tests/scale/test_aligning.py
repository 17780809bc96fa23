"""The compiled alignment finds the passages of the plain one, to the word."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.alignment.reuse_chains import find_passages
from secondsource.alignment.reuse_words import BodyWords, body_words
from secondsource.errors import SettingsError
from secondsource.model import Report
from secondsource.settings import AlignmentSettings
from secondsource.text import mark_reports

pytest.importorskip("numba", reason="the archive kernels need the extra 'scale'")

from secondsource.scale import aligning
from secondsource.scale.aligning import Tokens, align_pairs

STAGE = AlignmentSettings()
RARE = "halvmane tarsk vardal brekke lisvik orrin tollen skarvik".split()
COMMON = "the a of in to and on for harbour pilot reef ferry said mayor".split()


def rows_of(texts: list[str]) -> tuple[BodyWords, ...]:
    """The body words of these texts, one story."""
    reports = [Report(id=f"r{n}", text=text) for n, text in enumerate(texts)]
    return body_words(mark_reports(reports), settings=STAGE)


def all_pairs(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of all pairs of n reports, those of one left report together."""
    pairs = np.array(list(combinations(range(n), 2)), dtype=np.int32).reshape(-1, 2)
    return np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])


def assert_same(rows: tuple[BodyWords, ...], stage: AlignmentSettings = STAGE) -> int:
    """Proves both paths equal on all pairs; number of passages."""
    lefts, rights = all_pairs(len(rows))
    found = align_pairs(Tokens.of(rows), lefts, rights, settings=stage)
    passages = 0
    for pair, (a, b) in enumerate(zip(lefts, rights)):
        plain = find_passages(rows[a], rows[b], settings=stage)
        assert tuple(found.passages(pair)) == plain
        passages += len(plain)
    return passages


def edited(tokens: list[str], rng: random.Random, share: float) -> list[str]:
    """The words in blocks of another order, that share of them changed, dropped or doubled."""
    blocks = [tokens[n : n + 25] for n in range(0, len(tokens), 25)]
    rng.shuffle(blocks)
    found = []
    for token in (t for block in blocks for t in block):
        if rng.random() >= share:
            found.append(token)
        else:
            found += rng.choice(([], [rng.choice(COMMON)], [token, rng.choice(RARE)]))
    return found


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.6])
@pytest.mark.parametrize("n_words", [14, 200, 2_000])  # of the language: few recur everywhere
def test_edited_and_moved_texts_align_alike(share, n_words):
    rng = random.Random(n_words)
    spelt = ["w" + str(n).translate(str.maketrans("0123456789", "abcdefghij")) for n in range(2000)]
    tokens = [rng.choice((COMMON + spelt)[:n_words]) for _ in range(300)]
    texts = [" ".join(edited(tokens, rng, share)) for _ in range(6)]
    assert assert_same(rows_of(texts)) > 0


WORDS = st.sampled_from(RARE + COMMON)
STRETCH = st.lists(WORDS, min_size=1, max_size=12)


@settings(max_examples=120, deadline=None)
@given(st.lists(STRETCH, min_size=1, max_size=4), st.data())
def test_any_two_texts_align_alike(stretches, data):
    def text() -> str:
        parts = data.draw(st.lists(st.sampled_from(stretches) | STRETCH, max_size=6))
        return data.draw(st.sampled_from((" ", "\n\n"))).join(" ".join(part) for part in parts)

    assert_same(rows_of([text(), text(), text()]))


@pytest.mark.parametrize(
    "stage",
    [
        # Each limit so tight that it bites.
        AlignmentSettings(most_runs=3, look_back=2, seed_pairs=2),
        AlignmentSettings(widest_fill=1, max_gap=30),
        AlignmentSettings(seed_words=2, max_gap=2, min_passage_bits=10.0),
    ],
)
def test_limits_bite_alike(stage):
    rng = random.Random(3)
    tokens = [rng.choice(RARE + COMMON) for _ in range(200)]
    reports = [Report(id=f"r{n}", text=" ".join(edited(tokens, rng, 0.2))) for n in range(5)]
    assert assert_same(body_words(mark_reports(reports), settings=stage), stage) > 0


def test_no_passage_runs_across_a_wall():
    rows = rows_of(["halvmane tarsk vardal brekke lisvik orrin tollen skarvik"] * 2)
    tokens = Tokens.of(rows)
    tokens.blocks[3:8] = 1
    found = align_pairs(tokens, *all_pairs(2))
    assert [p[-1][0] + p[-1][2] - p[0][0] for p in found.passages(0)] == [5]  # three are too few


def test_results_longer_than_the_buffer_are_whole(monkeypatch):
    rng = random.Random(5)
    tokens = [rng.choice(RARE + COMMON) for _ in range(120)]
    rows = rows_of([" ".join(edited(tokens, rng, 0.2)) for _ in range(8)])
    monkeypatch.setattr(aligning, "_RUNS_AT_ONCE", 1)
    assert assert_same(rows) > 0


def test_no_pairs_and_empty_reports_give_no_passages():
    rows = rows_of(["", "halvmane", "halvmane"])
    assert assert_same(rows) == 0
    none = np.zeros(0, dtype=np.int32)
    assert len(align_pairs(Tokens.of(rows), none, none).runs) == 0


def test_gaps_beyond_a_machine_word_are_refused():
    rows = rows_of(["halvmane", "halvmane"])
    with pytest.raises(SettingsError, match="63"):
        align_pairs(Tokens.of(rows), *all_pairs(2), settings=AlignmentSettings(widest_fill=64))
