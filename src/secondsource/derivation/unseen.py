"""Reports that share much, though none can be the other's parent: a wire that nobody names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from secondsource.derivation.groups import groups_of
from secondsource.derivation.weighing import Weighed, Weights
from secondsource.model import Derivation
from secondsource.settings import DerivationSettings


def unseen_pairs(weights: Weights, *, settings: DerivationSettings) -> frozenset[tuple[str, str]]:
    """Pairs, in both orders, that hang together while nothing tells who was first.

    Each has enough that the other lacks, neither is rather a part of the other, no credit or
    link stands between them, and their times are unknown or the same.
    """
    return frozenset(
        key
        for key, weighed in weights.items()
        if weighed.dependent >= settings.derived_probability
        and not (weighed.pair.credits or weighed.pair.back)
        and abs(weighed.direction_bits) <= settings.unseen_direction_bits
        and max(weighed.pair.overlap.left.all_share, weighed.pair.overlap.right.all_share)
        < settings.unseen_share
    )


def unseen_lines(
    pairs: frozenset[tuple[str, str]],
    weights: Weights,
    parents: Mapping[str, Sequence[Weighed]],
    *,
    settings: DerivationSettings,
) -> Iterator[Derivation]:
    """A line "unseen:1" for each report of a group without another parent.

    Groups are numbered by their smallest text, so that neither ids nor order matter.
    """
    for number, group in enumerate(_groups(pairs, weights), start=1):
        for child in sorted(group):
            if parents.get(child):
                continue
            best = max(
                (weights[key] for key in sorted(pairs) if key[0] == child),
                key=lambda w: (w.dependent, w.pair.parent.marked.report.text),
            )
            yield Derivation(
                child=child,
                parent=None,
                origin=f"unseen:{number}",
                verdict="common origin",
                probability=round(best.dependent, 3),
                evidence=best.evidence,
                reuses=(),
            )


def _groups(pairs: frozenset[tuple[str, str]], weights: Weights) -> list[frozenset[str]]:
    """Reports joined by pairs, the group with the smallest text first."""
    texts = {w.child: w.pair.child.marked.report.text for w in weights.values()}
    return sorted(groups_of(sorted(pairs)), key=lambda group: min(texts[i] for i in group))
