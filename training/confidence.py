"""Learns what a statement's confidence means: how often such statements are right.

Right: the content shares half its characters or more with that of an annotated attribution
(of the characters of either), and the speakers overlap, or both have none. Learned on the
quarter of the development split that numbers may be chosen on; checked on the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from corpora import read_lines

from secondsource.model import MarkedReport, Report
from secondsource.statements.link import Linked
from secondsource.statements.model_tagger import ModelTagger, load_tagger
from secondsource.statements.tagged import (
    CONFIDENCE,
    Section,
    confidence_features,
    statement_of,
)
from secondsource.text import mark_reports

SHRINK = 1e-2  # keeps weights small: a few hundred statements teach them
STEPS = 200  # of L-BFGS; it stops earlier when done
BINS = 10  # of equal width, for the expected calibration error

Judged = tuple[list[float], bool]  # features of a statement, and whether it is right


def is_chosen_on(report_id: str) -> bool:
    """Does the report belong to the quarter on which numbers were chosen?"""
    return int(hashlib.sha256(report_id.encode()).hexdigest(), 16) % 4 == 0


def characters(spans: list[list[int]]) -> set[int]:
    """The places that spans cover."""
    return {at for start, end in spans for at in range(start, end)}


def is_right(linked: Linked, gold: list[dict[str, Any]]) -> bool:
    """Does an annotated attribution have this content, by half or more, and this speaker?"""
    ours = characters([[p.start, p.end] for p in linked.content])
    speaker = characters([[p.start, p.end] for p in (linked.speaker,) if p])
    for attribution in gold:
        theirs = characters(attribution["content"])
        if 2 * len(ours & theirs) < len(ours | theirs):
            continue
        named = characters(attribution["source"])
        if (named & speaker) or not (named or speaker):
            return True
    return False


def judged(tagger: ModelTagger, row: dict[str, Any]) -> Iterator[Judged]:
    """Every statement that the package gives for one report, with its features."""
    marked: MarkedReport = mark_reports([Report(id=row["id"], text=row["text"])])[0]
    places = [(span.start, span.end) for span in marked.sentences]
    section = Section.of(marked.id, row["text"], "text", places)
    for linked in tagger.attributions(row["text"], places):
        statement = statement_of(section, linked, weights=[0.0] * len(CONFIDENCE))
        if statement is not None:
            features = confidence_features(linked, statement.kind)
            yield features, is_right(linked, row["attributions"])


def judged_dev(data: Path, tagger: ModelTagger, *, chosen: bool) -> list[Judged]:
    """The statements of the chosen quarter of the development split, or of the rest."""
    rows = read_lines(data / "polnear" / "dev.gold.jsonl")
    kept = (row for row in rows if is_chosen_on(row["id"]) == chosen)
    return [pair for row in kept for pair in judged(tagger, row)]


def learn_confidence(data: Path, folder: Path) -> dict[str, float]:
    """Weights of a logistic regression over CONFIDENCE, by name."""
    tagger = load_tagger(folder)
    if tagger is None:
        raise ValueError(f"{folder} holds no tagger, or onnxruntime is missing")
    pairs = judged_dev(data, tagger, chosen=True)
    table = torch.tensor([features for features, _ in pairs])
    right = torch.tensor([float(r) for _, r in pairs])
    weights = torch.zeros(len(CONFIDENCE), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=STEPS)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        odds = table @ weights
        loss = torch.nn.functional.binary_cross_entropy_with_logits(odds, right)
        loss = loss + SHRINK * (weights[:-1] ** 2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return dict(zip(CONFIDENCE, (round(float(w), 4) for w in weights.detach())))


def calibration(chances: list[float], right: list[bool]) -> tuple[float, float]:
    """(expected calibration error, Brier score), both in [0, 1]; the error over BINS bins."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for chance, is_so in zip(chances, right):
        bins[min(int(chance * BINS), BINS - 1)].append((chance, is_so))
    gaps = (abs(sum(c - r for c, r in pairs)) for pairs in bins)
    brier = sum((c - r) ** 2 for c, r in zip(chances, right)) / max(1, len(right))
    return sum(gaps) / max(1, len(right)), brier


def chances_of(pairs: list[Judged], weights: Sequence[float]) -> list[float]:
    """The confidence of judged statements."""
    odds = torch.tensor([features for features, _ in pairs]) @ torch.tensor(list(weights))
    return [float(chance) for chance in torch.sigmoid(odds)]
