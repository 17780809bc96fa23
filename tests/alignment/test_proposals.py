"""Which pairs of clauses are compared: the same as when each is held against each."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.alignment.likeness import Lexicon
from secondsource.alignment.paraphrase import _greatest, _proposals
from secondsource.settings import AlignmentSettings
from tests.alignment.test_likeness_rows import N_WORDS, make_lexicon

MOST = AlignmentSettings().proposals


@given(st.lists(st.integers(-3, 3), max_size=40), st.integers(1, 12))
def test_the_greatest_are_the_first_of_all_sorted(numbers, most):
    values = np.array(numbers, dtype=np.float32)
    expected = sorted(range(len(numbers)), key=lambda n: (-numbers[n], n))[:most]
    assert sorted(_greatest(values, most).tolist()) == sorted(expected)


def one_by_one(rows, lexicon: Lexicon):
    """The plain way: each clause against each that comes after it."""
    vectors = [(lexicon.vectors[r] * lexicon.weights[r, None]).sum(axis=0) for r in rows]
    means = [vector / np.linalg.norm(vector) for vector in vectors]
    for a, ours in enumerate(rows):
        after = range(a + 1, len(rows))
        weight = {
            b: sum(float(lexicon.weights[w]) for w in set(ours) & set(rows[b])) for b in after
        }
        cosine = {b: float(means[a] @ means[b]) for b in after}
        heavy = sorted((b for b in after if weight[b] > 0), key=lambda b: (-weight[b], b))[:MOST]
        near = sorted(after, key=lambda b: (-cosine[b], b))[:MOST]
        yield from ((a, b) for b in sorted({*heavy, *near}))


@pytest.mark.parametrize("seed", range(4))
def test_the_pairs_proposed_are_those_found_one_by_one(seed):
    draw = np.random.default_rng(seed)
    lexicon = make_lexicon(seed)
    rows = [
        np.sort(draw.choice(N_WORDS, int(draw.integers(1, 9)), replace=False)) for _ in range(50)
    ]
    nodes = [SimpleNamespace(words=row) for row in rows]
    found = list(_proposals(nodes, lexicon, AlignmentSettings()))
    assert found == list(one_by_one(rows, lexicon))
