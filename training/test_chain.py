"""The likelihood of a row of labels is that by trying all rows: pytest training/test_chain.py"""

from __future__ import annotations

import itertools

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")

IGNORED = -100


@pytest.mark.parametrize("length", [2, 3, 4, 5])
def test_the_loss_is_that_of_all_rows_tried(length: int) -> None:
    from chain import allowed, chain_loss
    from encoder import TAGS

    torch.manual_seed(length)
    scores, moves = torch.randn(2, length + 2, TAGS), torch.randn(TAGS, TAGS)
    labels = torch.full((2, length + 2), IGNORED)
    labels[0, 1 : length + 1] = torch.tensor([0, 1, 2, 2, 0][:length])
    labels[1, 1:3] = torch.tensor([3, 4])  # a shorter window, padded
    sums, pieces = 0.0, 0
    for row in range(2):
        right = [int(label) for label in labels[row] if label != IGNORED]
        own = scores[row, 1 : 1 + len(right)]

        def total(these: tuple[int, ...], own=own) -> torch.Tensor:  # type: ignore[no-untyped-def]
            steps = (moves + allowed())[list(these[:-1]), list(these[1:])]
            return own[range(len(these)), list(these)].sum() + steps.sum()

        every = [total(these) for these in itertools.product(range(TAGS), repeat=len(right))]
        sums += float(torch.logsumexp(torch.stack(every), 0) - total(tuple(right)))
        pieces += len(right)
    found = float(chain_loss(scores, labels, moves, ignored=IGNORED))
    assert found == pytest.approx(sums / pieces, rel=1e-4)
