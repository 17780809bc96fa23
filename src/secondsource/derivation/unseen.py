"""Reports that share much, though none can be the other's parent: a wire that nobody names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from secondsource.derivation.weighing import Weighed, Weights
from secondsource.model import Derivation
from secondsource.settings import DerivationSettings


def unseen_pairs(weights: Weights, *, settings: DerivationSettings) -> frozenset[tuple[str, str]]:
    """Pairs, in both orders, that hang together while nothing tells who was first.

    Each has enough that the other lacks, no credit or link stands between them, and their
    times are unknown or the same.
    """
    return frozenset(
        key
        for key, weighed in weights.items()
        if weighed.dependent >= settings.derived_probability
        and not (weighed.pair.credits or weighed.pair.back)
        and not any(e.feature in _TELLING for e in weighed.evidence)
        and max(weighed.pair.overlap.left.all_share, weighed.pair.overlap.right.all_share)
        < settings.unseen_share
    )


_TELLING = ("direction: credit", "direction: link", "direction: stated time")


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
    near: dict[str, set[str]] = {}
    for child, parent in pairs:
        near.setdefault(child, set()).add(parent)
    texts = {w.child: w.pair.child.marked.report.text for w in weights.values()}
    groups: list[frozenset[str]] = []
    left = set(near)
    while left:
        seen, todo = set(), [min(left)]
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                todo += sorted(near[at])
        groups.append(frozenset(seen))
        left -= seen
    return sorted(groups, key=lambda group: min(texts[i] for i in group))
