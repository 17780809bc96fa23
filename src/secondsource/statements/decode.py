"""From scores to spans: the best allowed sequence of labels over the words of a text.

Labels are O, then B and I for each of three kinds. I-X follows only B-X or I-X; a label never
changes inside a word; B-X right after X costs a penalty, because a model is quicker to cut a
span in two than an annotator. Viterbi's algorithm (IEEE Trans. Inf. Theory 13(2), 1967).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
KINDS = 3
TAGS = 1 + 2 * KINDS
NEVER = -1e9
_OPENS = np.arange(1, TAGS, 2)  # B-0, B-1, B-2
_INSIDE = _OPENS + 1


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words [first, last) that carry one label; surety: log odds of the span, see `surety`."""

    first: int
    last: int
    kind: int
    surety: float


NO_MOVES: Array = np.zeros((TAGS, TAGS))


def word_scores(
    scores: npt.NDArray[np.float32], first: Sequence[bool], moves: Array = NO_MOVES
) -> Array:
    """Log probabilities of the labels of whole words, (words, TAGS).

    scores: unnormalised, (pieces, TAGS). first: does the piece open a word? A word that opens
    a label goes on with it in its later pieces. moves: what the network learned that going from
    one label (row) to the next (column) adds; here those inside words.
    """
    logs = scores.astype(np.float64)
    logs -= logs.max(axis=1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
    opening = np.asarray(first, dtype=bool)
    starts = np.flatnonzero(opening)
    later = np.where(opening[:, None], 0.0, logs)
    inside = np.add.reduceat(later, starts, axis=0)
    words = logs[starts]
    later_pieces = np.diff(np.append(starts, len(logs))) - 1
    words[:, 0] += inside[:, 0] + later_pieces * moves[0, 0]
    stays = moves[_INSIDE, _INSIDE]
    words[:, _INSIDE] += later_pieces[:, None] * stays
    many = np.maximum(later_pieces - 1, 0)[:, None] * stays
    words[:, _OPENS] += many + (later_pieces > 0)[:, None] * moves[_OPENS, _INSIDE]
    words[:, _OPENS] += inside[:, _INSIDE]
    words[:, _INSIDE] += inside[:, _INSIDE]
    return words


def best_labels(words: Array, *, penalty: float, learned: Array = NO_MOVES) -> list[int]:
    """The allowed sequence of labels with the highest sum of scores.

    words: (words, TAGS), log probabilities. penalty: taken off for B-X right after B-X or I-X.
    learned: added for going from one label to the next, beside what is not allowed at all.
    """
    if not len(words):
        return []
    moves = _moves(penalty) + learned
    best = words[0].copy()
    best[_INSIDE] = NEVER
    back = np.zeros((len(words), TAGS), dtype=np.int8)
    columns = np.arange(TAGS)
    for at in range(1, len(words)):
        sums = best[:, None] + moves
        from_label = sums.argmax(axis=0)
        back[at] = from_label
        best = sums[from_label, columns] + words[at]
    label = int(best.argmax())
    labels = [label]
    for at in range(len(words) - 1, 0, -1):
        label = int(back[at, label])
        labels.append(label)
    return labels[::-1]


def _moves(penalty: float) -> Array:
    """Scores of going from one label (row) to the next (column)."""
    moves = np.zeros((TAGS, TAGS))
    moves[:, _INSIDE] = NEVER
    for opens, inside in zip(_OPENS, _INSIDE):
        moves[[opens, inside], inside] = 0.0
        moves[[opens, inside], opens] = -penalty
    return moves


def tagged_spans(
    words: Array, *, penalty: float, outside: float = 0.0, learned: Array = NO_MOVES
) -> list[Tagged]:
    """The labelled spans of a text, in reading order, each with its surety.

    words, penalty, learned: as in `best_labels`. outside: taken off the score of O for each
    word, so that more is found (above 0) or less (below).
    """
    leaning = words.copy()
    leaning[:, 0] -= outside
    labels = best_labels(leaning, penalty=penalty, learned=learned)
    edges = [at for at, label in enumerate(labels) if label == 0 or label % 2]
    edges.append(len(labels))
    return [
        Tagged(a, b, (labels[a] - 1) // 2, surety(words, a, b, (labels[a] - 1) // 2))
        for a, b in pairwise(edges)
        if labels[a]
    ]


def surety(words: Array, first: int, last: int, kind: int) -> float:
    """Log odds that the span is right, by the mean chance of its words having its label.

    A word has the label when it opens it or goes on with it; the first word must open it and
    the word behind must not go on with it.
    """
    opens, inside = 1 + 2 * kind, 2 + 2 * kind
    has = np.logaddexp(words[first:last, opens], words[first:last, inside])
    edges = [float(words[first, opens])]
    if last < len(words):
        edges.append(float(np.log1p(-min(np.exp(words[last, inside]), 1 - 1e-6))))
    mean = (float(has.mean()) + sum(edges) / len(edges)) / 2
    mean = min(mean, -1e-6)
    return mean - float(np.log(-np.expm1(mean)))
