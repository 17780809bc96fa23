"""Learns how labelled spans belong together, from the attributions of the training split."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from corpora import SAID, read_lines

from secondsource.statements.link import (
    CONTENT,
    CUE,
    FEATURES,
    SPEAKER,
    Layout,
    Piece,
    choices,
    pair_features,
)
from secondsource.text import paragraphs, sentences

SHRINK = 1e-4  # keeps weights small
STEPS = 100  # of L-BFGS; it stops earlier when done

Example = tuple[list[list[float]], int]  # features of each choice, index of the right one


def examples(report: dict[str, Any], role: int, head: int) -> Iterator[Example]:
    """For each span of one role: its choices of head, and which of them is right."""
    text = report["text"]
    layout = Layout(text, [s for a, b in paragraphs(text) for s in sentences(text, a, b)])
    heads: dict[Piece, set[Piece]] = {}
    every: set[Piece] = set()
    for attribution in report["attributions"]:
        rows = [{Piece(s, e, k) for s, e in attribution[name]} for k, name in enumerate(SAID)]
        every |= set().union(*rows)
        for piece in rows[role]:
            heads.setdefault(piece, set()).update(rows[head])
    pieces = sorted(every)
    for at, piece in enumerate(pieces):
        if piece not in heads:
            continue
        found = choices(layout, pieces, at, head)
        rows_of = [pair_features(layout, pieces, at, other) for other in found]
        right = [n for n, other in enumerate(found) if pieces[other] in heads[piece]]
        if head == SPEAKER:
            rows_of.append([float(name == "none") for name in FEATURES])
            if not heads[piece]:
                right = [len(found)]
        if right:
            yield rows_of, right[0]


def fit(rows: list[Example]) -> list[float]:
    """Weights that make the right choice likeliest."""
    width = max(len(features) for features, _ in rows)
    table = torch.zeros(len(rows), width, len(FEATURES))
    absent = torch.full((len(rows), width), -1e9)
    for at, (features, _) in enumerate(rows):
        table[at, : len(features)] = torch.tensor(features)
        absent[at, : len(features)] = 0
    right = torch.tensor([number for _, number in rows])
    weights = torch.zeros(len(FEATURES), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=STEPS)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy(table @ weights + absent, right)
        loss = loss + SHRINK * (weights**2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return [round(float(w), 4) for w in weights.detach()]


def learn_links(data: Path) -> dict[str, dict[str, float]]:
    """The weights of content to cue and of cue to speaker, by name."""
    reports = list(read_lines(data / "polnear" / "train.gold.jsonl"))
    pairs = {"content_to_cue": (CONTENT, CUE), "cue_to_speaker": (CUE, SPEAKER)}
    return {
        name: dict(zip(FEATURES, fit([e for r in reports for e in examples(r, role, head)])))
        for name, (role, head) in pairs.items()
    }
