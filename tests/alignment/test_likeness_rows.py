"""Many pairs at once give what each pair gives alone, to the last bit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from secondsource.alignment.likeness import Lexicon, build_lexicon, tabled
from secondsource.alignment.likeness_rows import compare_pairs
from secondsource.settings import AlignmentSettings

N_WORDS = 60
N_VALUES = 9


def make_lexicon(seed: int = 3) -> Lexicon:
    """A lexicon of words that are alike by chance: by root, by group, by vector."""
    draw = np.random.default_rng(seed)
    vectors = draw.normal(size=(N_WORDS, 4)).astype(np.float32)
    near = np.triu(draw.random((N_VALUES, N_VALUES)) < 0.2).astype(np.float32)
    near[0] = 0.0  # words are no values
    values = np.zeros(N_WORDS, dtype=np.int64)  # each value is one word
    values[draw.choice(N_WORDS, N_VALUES - 1, replace=False)] = np.arange(1, N_VALUES)
    return Lexicon(
        number={f"w{i:02}": i for i in range(N_WORDS)},
        weights=draw.uniform(0.5, 9.0, N_WORDS).astype(np.float32),
        plain=draw.integers(0, 2, N_WORDS).astype(np.float32),
        acts=draw.choice(np.array([0.0, 0.0, 0.5, 1.0], dtype=np.float32), N_WORDS),
        roots=draw.integers(0, 20, N_WORDS),
        groups=(draw.random((N_WORDS, 8)) < 0.1).astype(np.float32),
        told=draw.integers(0, 2, N_WORDS).astype(np.float32),
        days=draw.integers(0, 2, N_WORDS).astype(np.float32),
        values=values,
        near=np.maximum(near, near.T),
        vectors=vectors / np.linalg.norm(vectors, axis=1, keepdims=True),
        settings=AlignmentSettings(),
    )


def make_pairs(lexicon: Lexicon, count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Pairs of word sets of none to thirty words."""
    draw = np.random.default_rng(5)

    def some() -> np.ndarray:
        return np.sort(draw.choice(N_WORDS, int(draw.integers(0, 30)), replace=False))

    return [(some(), some()) for _ in range(count)]


@pytest.mark.parametrize("count", [0, 1, 300, 1500])
def test_many_pairs_give_what_each_gives_alone(count: int) -> None:
    lexicon = make_lexicon()
    with_table = tabled(lexicon)
    pairs = make_pairs(with_table, count)
    alone = [with_table.compare(left, right) for left, right in pairs]
    assert compare_pairs(with_table, pairs) == alone


@pytest.mark.parametrize("vectors", [True, False])
def test_the_sparse_table_holds_what_two_words_have_in_common(vectors: bool) -> None:
    lexicon = make_lexicon()
    lexicon = lexicon if vectors else replace(lexicon, vectors=None)
    every = np.arange(N_WORDS)
    plain, sparse = lexicon.met(every, every), tabled(lexicon).met(every, every)
    assert np.array_equal(plain > 0, sparse > 0)
    np.testing.assert_allclose(sparse, plain, atol=1e-6)
    some = np.array([5, 3, 40])
    assert np.array_equal(tabled(lexicon).met(some[1:], some), sparse[some[1:]][:, some])


def test_a_table_of_no_words_meets_nothing() -> None:
    empty = build_lexicon([], vectors=None, settings=AlignmentSettings())
    none = np.zeros(0, dtype=np.int64)
    assert empty.met(none, none).shape == (0, 0)


def test_without_a_table_only_the_last_bits_differ() -> None:
    lexicon = make_lexicon()
    pairs = make_pairs(lexicon, 200)
    for found, (left, right) in zip(compare_pairs(lexicon, pairs), pairs):
        alone = lexicon.compare(left, right)
        assert found.share == pytest.approx(alone.share, abs=1e-5)
        assert found.done == pytest.approx(alone.done, abs=1e-5)


def test_a_clause_without_words_is_like_nothing() -> None:
    lexicon = make_lexicon()
    empty = np.zeros(0, dtype=np.int64)
    (found,) = compare_pairs(lexicon, [(empty, np.array([1, 2]))])
    assert (found.share, found.done, found.bits) == (0.0, 0.0, 0.0)
