"""Which reports share a passage; the fast path against a slow and plain twin."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.candidates import find_candidates
from secondsource.candidates.fingerprints import (
    gram_hashes,
    shared_counts,
    winnowed,
    word_hashes,
)
from secondsource.model import Candidate, Report
from secondsource.settings import CandidateSettings
from secondsource.text import mark_reports

FERRY = (
    "The cargo ferry Halvmane ran aground on the Tarsk reef shortly before dawn on Tuesday, "
    "spilling forty tonnes of diesel into the sound."
)
TOLL = (
    "Voters in the mountain canton of Vardal rejected the planned tunnel toll by a narrow "
    "margin on Sunday, the returning officer announced late in the evening."
)


def candidates(*texts: str) -> tuple[Candidate, ...]:
    """Candidates of reports named a, b, c and so on."""
    return find_candidates(
        mark_reports([Report(id=name, text=text) for name, text in zip("abcdefgh", texts)])
    )


def test_a_shared_passage_makes_a_candidate():
    (found,) = candidates(f"{FERRY} Nobody was hurt.", TOLL, f"In brief. {FERRY}")
    assert (found.left, found.right) == ("a", "c")
    assert found.shared >= 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FERRY, TOLL),
        ("", ""),  # no words, no passage
        (FERRY, ""),
        ("On Tuesday, he said.", "On Tuesday, he said."),  # too short for two fingerprints
    ],
)
def test_no_candidate_without_a_shared_passage(one, other):
    assert candidates(one, other) == ()


def test_capitals_and_punctuation_do_not_matter():
    assert candidates(FERRY, FERRY.upper().replace(",", " —"))


def test_word_hashes_are_the_same_on_every_machine():
    # Written down once: a change would make stored fingerprints worthless.
    assert [int(h) for h in word_hashes(["harbour", "élan"])] == [
        0xE9F63535103DF358,
        0x91E504FA9F702154,
    ]


HASHES = st.lists(st.integers(0, 30), max_size=40).map(lambda x: np.array(x, dtype=np.uint64))


@given(HASHES, st.integers(1, 6), st.integers(1, 6))
def test_winnowing_equals_its_slow_twin(words, size, window):
    grams = gram_hashes(words, size=size)
    assert len(grams) == max(0, len(words) - size + 1)
    plain = [int(g) for g in grams]
    windows = [plain[i : i + window] for i in range(max(1, len(plain) - window + 1))]
    assert winnowed(grams, window=window).tolist() == sorted({min(w) for w in windows if w})


@given(HASHES, HASHES, HASHES, st.integers(1, 4), st.integers(1, 4))
def test_a_shared_run_of_gram_and_window_is_never_missed(shared, one, other, size, window):
    run = np.resize(np.concatenate((shared, np.uint64([99]))), size + window - 1)
    texts = [np.concatenate((side, run, side)) for side in (one, other)]
    prints = [set(winnowed(gram_hashes(t, size=size), window=window).tolist()) for t in texts]
    assert prints[0] & prints[1]


@given(st.lists(st.sets(st.integers(0, 12), max_size=8), min_size=1, max_size=9), st.integers(1, 3))
def test_shared_counts_equal_all_pairs(sets, least):
    rows = [(p, n) for n, prints in enumerate(sets) for p in prints]
    left, right, count = shared_counts(
        np.array([r[0] for r in rows], dtype=np.uint64),
        np.array([r[1] for r in rows], dtype=np.int64),
        min_shared=least,
        max_holders=100,
    )
    slow = Counter({(a, b): len(sets[a] & sets[b]) for a, b in combinations(range(len(sets)), 2)})
    expected = {pair: n for pair, n in slow.items() if n >= least}
    found = {(a, b): n for a, b, n in zip(left.tolist(), right.tolist(), count.tolist())}
    assert found == expected


def test_many_copies_cost_one_pair_each():
    settings = CandidateSettings(max_holders=5)
    marked = mark_reports([Report(id=f"r{n:02}", text=FERRY) for n in range(30)])
    pairs = [(c.left, c.right) for c in find_candidates(marked, settings=settings)]
    assert pairs == [(f"r{n:02}", f"r{n + 1:02}") for n in range(29)]


def test_the_order_of_files_does_not_matter():
    marked = mark_reports([Report(id=n, text=f"{n} {FERRY} {TOLL}") for n in "abc"])
    assert find_candidates(marked) == find_candidates(marked[::-1])
