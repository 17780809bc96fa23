"""Learns how the network's number of certainty and the rules' go together.

On the tenth of the training sentences that the network did not learn from: on the others it is
surer of itself than it will be of anybody's report.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import torch
from corpora import CERTAIN_SETS, certain_rows

from secondsource.statements import measure_certainty
from secondsource.statements.model_tagger import ModelTagger, load_tagger
from secondsource.statements.strength import sentence_of, verb_of
from secondsource.statements.sureness import SURENESS, sureness_features

SHRINK = 1.0  # of a ridge regression over some two thousand predicates


def rated(
    data: Path, corpus: str, split: str, tagger: ModelTagger
) -> Iterator[tuple[list[float], float]]:
    """(features, annotated certainty) of every predicate of a split."""
    for text, targets, values in certain_rows(data, corpus, split):
        for target, value in zip(targets, values):
            verb = verb_of(text, target) or target
            number = tagger.certainty_at(text, [sentence_of(text, target)], verb[0])
            found = measure_certainty(text, target)
            yield sureness_features(found.value if number is None else number, found), value


def learn_sureness(data: Path, folder: Path) -> dict[str, float]:
    """Weights of a ridge regression over SURENESS, by name."""
    tagger = load_tagger(folder)
    if tagger is None:
        raise ValueError(f"{folder} holds no tagger, or onnxruntime is missing")
    rows = [row for corpus in CERTAIN_SETS for row in rated(data, corpus, "kept", tagger)]
    table = torch.tensor([features for features, _ in rows], dtype=torch.float64)
    values = torch.tensor([value for _, value in rows], dtype=torch.float64)
    shrink = SHRINK * torch.eye(len(SURENESS), dtype=torch.float64)
    weights = torch.linalg.solve(table.T @ table + shrink, table.T @ values)
    return dict(zip(SURENESS, (round(float(w), 4) for w in weights)))
