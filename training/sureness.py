"""Certainty as the package gives it, beside what annotators said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpora import certain_rows

from secondsource.statements import measure_certainty
from secondsource.statements.model_tagger import ModelTagger
from secondsource.statements.strength import sentence_of, verb_of


@dataclass(frozen=True, slots=True)
class Rated:
    """One predicate: the rules' number, the network's, that of both, and the annotators'."""

    rules: float
    network: float
    both: float
    gold: float


def rated(data: Path, corpus: str, split: str, tagger: ModelTagger) -> Iterator[Rated]:
    """Every predicate of a split of a set of certainty."""
    for text, targets, values in certain_rows(data, corpus, split):
        for target, value in zip(targets, values):
            verb = verb_of(text, target) or target
            number = tagger.certainty_at(text, [sentence_of(text, target)], verb[0])
            rules = measure_certainty(text, target).value
            both = measure_certainty(text, target, tagger=tagger).value
            yield Rated(rules, rules if number is None else number, both, value)
