"""Chooses, of all weighed pairs, the parents of each report: a graph without a circle.

Each child gets the parent that explains most of its words; where two do, the one that differs
less, so that a copy of a copy hangs on the copy. A second parent must explain passages that the
first does not. Only reports that name each other may stand in a circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from secondsource.derivation.overlaps import Wording
from secondsource.derivation.weighing import Weighed, Weights, seniority
from secondsource.settings import DerivationSettings


def choose_parents(
    wordings: Sequence[Wording],
    weights: Weights,
    wired: frozenset[tuple[str, str]],
    *,
    settings: DerivationSettings,
) -> tuple[Weighed, ...]:
    """The lines (child, parent) that are kept, children in order of seniority.

    wired: pairs (child, possible parent) that an agency outside explains better.
    """
    ordered = sorted(wordings, key=lambda w: seniority(w.marked.report))
    rank = {w.id: n for n, w in enumerate(ordered)}
    possible: dict[str, list[Weighed]] = {w.id: [] for w in ordered}
    for key, weighed in weights.items():
        if key not in wired and _may_be_parent(weighed, rank, settings):
            possible[weighed.child].append(weighed)
    chosen: list[Weighed] = []
    for child in ordered:
        ranked = sorted(possible[child.id], key=lambda w: _fit(w, rank, settings), reverse=True)
        chosen += _best(ranked, settings)
    return _without_circles(chosen, possible, rank, settings)


def _may_be_parent(weighed: Weighed, rank: Mapping[str, int], settings: DerivationSettings) -> bool:
    """Do the two hang together, and is this order the likelier one?"""
    if weighed.dependent < settings.derived_probability:
        return False
    if is_circular(weighed):
        return True
    if round(weighed.directed, 6) == settings.even_chance:
        return rank[weighed.parent] < rank[weighed.child]
    return weighed.directed > settings.even_chance


def is_circular(weighed: Weighed) -> bool:
    """Does each of the two name the other?"""
    return bool(weighed.pair.credits and weighed.pair.back)


def _fit(
    weighed: Weighed, rank: Mapping[str, int], settings: DerivationSettings
) -> tuple[float, float, float, int]:
    """How well a parent explains its child; the higher the better."""
    child, parent = (weighed.pair.overlap.side(i) for i in (weighed.child, weighed.parent))
    credited = settings.credited_parent if weighed.pair.credits else 0.0
    explained = len(child.starts) / max(1, len(weighed.pair.child.words))
    return (
        round(explained + credited, 6),
        round(parent.all_share, 6),
        weighed.probability,
        -rank[weighed.parent],
    )


def _best(ranked: Sequence[Weighed], settings: DerivationSettings) -> Iterable[Weighed]:
    """The best parent, and those that explain enough that those before them do not."""
    explained: set[int] = set()
    for n, weighed in enumerate(ranked):
        child = weighed.pair.child
        starts = weighed.pair.overlap.side(child.id).starts
        more = len((starts - child.quoted) - explained)
        enough = max(settings.second_parent_words, settings.second_parent_share * len(child.words))
        if n == 0 or more >= enough:
            explained |= starts
            yield weighed


def _without_circles(
    chosen: Sequence[Weighed],
    possible: Mapping[str, Sequence[Weighed]],
    rank: Mapping[str, int],
    settings: DerivationSettings,
) -> tuple[Weighed, ...]:
    """The lines without those that would close a circle, the surest lines first."""
    kept: dict[tuple[str, str], Weighed] = {}
    todo = sorted(chosen, key=lambda w: (-w.probability, rank[w.child], rank[w.parent]))
    for weighed in todo:
        if is_circular(weighed) or not _leads_to(kept, weighed.parent, weighed.child):
            kept[weighed.child, weighed.parent] = weighed
            continue
        for other in sorted(
            possible[weighed.child], key=lambda w: _fit(w, rank, settings), reverse=True
        ):
            if not _leads_to(kept, other.parent, other.child):
                kept[other.child, other.parent] = other
                break
    return tuple(sorted(kept.values(), key=lambda w: (rank[w.child], rank[w.parent])))


def _leads_to(kept: Mapping[tuple[str, str], Weighed], start: str, goal: str) -> bool:
    """Does a way over kept lines lead from this report up to that one?"""
    seen, todo = {start}, [start]
    while todo:
        at = todo.pop()
        if at == goal:
            return True
        above = {p for c, p in kept if c == at} - seen
        seen |= above
        todo += sorted(above)
    return False
