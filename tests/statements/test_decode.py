"""Decoding: the best allowed labels, against trying all of them."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.statements.decode import TAGS, best_labels, tagged_spans, word_scores

OUT, B0, I0, B1, I1 = range(5)


def scores(rows: list[dict[int, float]]) -> np.ndarray:
    """Log probabilities with the given logits, all others at -5."""
    logits = np.full((len(rows), TAGS), -5.0, dtype=np.float32)
    for at, row in enumerate(rows):
        for label, value in row.items():
            logits[at, label] = value
    return word_scores(logits, [True] * len(rows))


def allowed(labels: tuple[int, ...]) -> bool:
    """Does every inside label follow its own kind?"""
    return all(
        not label or label % 2 or before in (label, label - 1)
        for before, label in zip((OUT, *labels), labels)
    )


def worth(words: np.ndarray, labels: tuple[int, ...], penalty: float) -> float:
    """Sum of scores, less the penalty for each span that follows one of its kind."""
    total = sum(words[at, label] for at, label in enumerate(labels))
    for before, label in pairwise(labels):
        total -= penalty * (label % 2 == 1 and before in (label, label + 1))
    return float(total)


@given(st.integers(1, 4), st.integers(0, 10_000), st.sampled_from([0.0, 2.0]))
def test_the_quick_way_finds_what_trying_everything_finds(
    length: int, seed: int, penalty: float
) -> None:
    words = word_scores(
        np.random.default_rng(seed).normal(size=(length, TAGS)).astype(np.float32) * 3,
        [True] * length,
    )
    best = max(
        worth(words, labels, penalty)
        for labels in product(range(TAGS), repeat=length)
        if allowed(labels)
    )
    found = tuple(best_labels(words, penalty=penalty))
    assert allowed(found)
    assert worth(words, found, penalty) == pytest.approx(best)


def test_a_span_is_not_cut_in_two_by_a_slight_preference() -> None:
    words = scores([{B0: 3}, {I0: 1.0, B0: 1.5}, {OUT: 3}])
    assert [(t.first, t.last) for t in tagged_spans(words, penalty=0.0)] == [(0, 1), (1, 2)]
    assert [(t.first, t.last) for t in tagged_spans(words, penalty=2.0)] == [(0, 2)]


def test_later_pieces_of_a_word_share_its_label() -> None:
    logits = np.full((3, TAGS), -5.0, dtype=np.float32)
    logits[0, B1], logits[1, I1], logits[2, OUT] = 4.0, 1.0, 4.0
    logits[1, B0] = 1.5  # alone the second piece would open another span
    words = word_scores(logits, [True, False, True])
    assert [(t.first, t.last, t.kind) for t in tagged_spans(words, penalty=0)] == [(0, 1, 1)]


def test_a_plain_span_is_surer_than_a_doubtful_one() -> None:
    plain = tagged_spans(scores([{B0: 6}, {OUT: 6}]), penalty=0)[0]
    doubtful = tagged_spans(scores([{B0: 1, B1: 0.8}, {OUT: 6}]), penalty=0)[0]
    assert plain.surety > doubtful.surety


def test_no_words_no_spans() -> None:
    assert tagged_spans(np.zeros((0, TAGS)), penalty=2.0) == []


def test_learned_moves_decide_between_labels_that_score_alike() -> None:
    words = scores([{B0: 3.0}, {OUT: 1.0, I0: 1.0}])
    moves = np.zeros((TAGS, TAGS))
    moves[B0, OUT] = 0.5
    assert best_labels(words, penalty=0.0, learned=moves) == [B0, OUT]
    assert best_labels(words, penalty=0.0, learned=-moves) == [B0, I0]


def test_moves_inside_a_word_count_for_the_word() -> None:
    logits = np.zeros((3, TAGS), dtype=np.float32)
    moves = np.zeros((TAGS, TAGS))
    moves[OUT, OUT], moves[B0, I0], moves[I0, I0] = 1.0, 0.25, 2.0
    plain = word_scores(logits, [True, False, False])
    (gained,) = word_scores(logits, [True, False, False], moves) - plain
    expected = [2.0, 2.25, 4.0, 0.0]
    assert [gained[OUT], gained[B0], gained[I0], gained[B1]] == pytest.approx(expected)
