"""How likely a whole row of labels is: a linear-chain conditional random field.

Lafferty, McCallum and Pereira (ICML 2001). The sum over all rows is taken as a product of small
matrices in halves, so that a window costs eight steps and not two hundred and fifty.
"""

from __future__ import annotations

import torch
from encoder import TAGS
from torch import Tensor
from torch.nn import functional

NEVER = -1e4


def allowed() -> Tensor:
    """0 where a label may follow another, NEVER where not: I goes on with its own label only."""
    moves = torch.zeros(TAGS, TAGS)
    for inside in range(2, TAGS, 2):
        moves[:, inside] = NEVER
        moves[[inside - 1, inside], inside] = 0.0
    return moves


def chain_loss(scores: Tensor, labels: Tensor, moves: Tensor, *, ignored: int) -> Tensor:
    """Negative log-likelihood of the rows of labels, for each labelled piece.

    scores: float, (windows, pieces, TAGS). labels: int, (windows, pieces); of each row the first
    piece is ignored, those behind it are labelled, and the rest is ignored.
    """
    scores, labels = scores[:, 1:], labels[:, 1:]
    real = labels != ignored
    labels = labels.clamp(min=0)
    moves = moves + allowed()
    both = real[:, 1:] & real[:, :-1]
    own = scores.gather(2, labels[..., None]).squeeze(2) * real
    steps = moves[labels[:, :-1], labels[:, 1:]] * both
    steps_of_all = moves + scores[:, 1:, None, :]
    stay = torch.full((TAGS, TAGS), NEVER).fill_diagonal_(0.0)
    matrices = torch.where(both[..., None, None], steps_of_all, stay)
    while matrices.shape[1] > 1:
        if matrices.shape[1] % 2:
            matrices = functional.pad(matrices, (0, 0, 0, 0, 0, 1))
            matrices = torch.cat((matrices[:, :-1], stay.expand(len(matrices), 1, -1, -1)), 1)
        left, right = matrices[:, 0::2], matrices[:, 1::2]
        matrices = torch.logsumexp(left[..., :, :, None] + right[..., None, :, :], -2)
    ends = scores[:, 0]
    if matrices.shape[1]:
        ends = torch.logsumexp(ends[:, :, None] + matrices[:, 0], 1)
    whole = torch.logsumexp(ends, -1).sum()
    return (whole - own.sum() - steps.sum()) / real.sum()
