"""Finds which report derives from which, or from an origin outside the files, with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.derivation.origins import explained_by_wire, outside_lines, read_wires
from secondsource.derivation.outlets import Outlets
from secondsource.derivation.overlaps import Wording, read_wording
from secondsource.derivation.parents import choose_parents, is_circular
from secondsource.derivation.unseen import unseen_lines, unseen_pairs
from secondsource.derivation.weighing import (
    Weighed,
    Weights,
    is_timed,
    seniority,
    weigh_pairs,
)
from secondsource.model import Credit, Derivation, MarkedReport, Quotation, Reuse, Verdict
from secondsource.settings import DerivationSettings


def find_derivations(
    story: Sequence[MarkedReport],
    reuses: Sequence[Reuse],
    quotations: Sequence[Quotation],
    credits: Sequence[Credit],
    *,
    outlets: Outlets,
    settings: DerivationSettings = DerivationSettings(),
) -> tuple[Derivation, ...]:
    """The derivations of a story, sorted by child: parents, outside origins, and what was
    weighed and found independent or unsure.

    reuses: of every pair, as `align_reports` gives them. outlets: the table, the user's own rows
    in it. A child of two reports has two lines;
    one with a parent and a wire's dateline too. Pairs that share nothing have no line.
    """
    wordings = tuple(read_wording(marked, settings=settings) for marked in story)
    weights = weigh_pairs(wordings, reuses, quotations, credits, outlets=outlets, settings=settings)
    wires = read_wires(wordings, credits, outlets)
    apart = explained_by_wire(wires, weights, settings=settings)
    unseen = unseen_pairs(weights, settings=settings)
    chosen = choose_parents(wordings, weights, apart | unseen, settings=settings)
    parents: dict[str, list[Weighed]] = {}
    for weighed in chosen:
        parents.setdefault(weighed.child, []).append(weighed)
    lines = [
        *(_parent_line(weighed, settings) for weighed in chosen),
        *_turned_round(chosen, weights, settings),
        *outside_lines(wordings, wires, weights, parents, settings=settings),
        *unseen_lines(unseen, weights, parents, settings=settings),
        *_doubtful(weights, wordings, settings),
    ]
    return tuple(sorted(lines, key=_place))


def _place(line: Derivation) -> tuple[str, float, str, str]:
    return line.child, -line.probability, line.parent or "", line.origin or ""


def _parent_line(weighed: Weighed, settings: DerivationSettings) -> Derivation:
    """A chosen parent; where nothing decides the direction, its chance is even.

    In a circle each derives from the other, so direction takes nothing away.
    """
    if is_circular(weighed):
        return _line(weighed, "derived", weighed.dependent)
    probability = max(weighed.probability, settings.even_chance)
    return _line(weighed, "derived", probability)


def _turned_round(
    chosen: Sequence[Weighed], weights: Weights, settings: DerivationSettings
) -> Iterator[Derivation]:
    """The other order, as unsure, of two like texts of which stated times alone tell the first."""
    lines = {(w.child, w.parent) for w in chosen}
    for weighed in chosen:
        back = weights[weighed.parent, weighed.child]
        if (back.child, back.parent) in lines or not _is_alike(weighed, settings):
            continue
        if is_timed(_parent_line(weighed, settings)):
            yield _line(back, "unsure", min(back.probability, settings.even_chance))


def _is_alike(weighed: Weighed, settings: DerivationSettings) -> bool:
    """Does nearly all of each report stand in the other?"""
    overlap = weighed.pair.overlap
    shares = (overlap.side(name).all_share for name in (weighed.child, weighed.parent))
    return min(shares) >= settings.twin_share


def _doubtful(
    weights: Weights, wordings: Sequence[Wording], settings: DerivationSettings
) -> Iterator[Derivation]:
    """Pairs that share something, but too little: one line each, the later report as child."""
    order = sorted(wordings, key=lambda w: seniority(w.marked))
    for n, parent in enumerate(order):
        for child in order[n + 1 :]:
            weighed = weights[child.id, parent.id]
            back = weights[parent.id, child.id]
            dependent = max(weighed.dependent, back.dependent)
            if dependent >= settings.derived_probability or not _has_something(weighed):
                continue
            unsure = dependent >= settings.unsure_probability
            yield _line(weighed, "unsure" if unsure else "independent", weighed.probability)


def _has_something(weighed: Weighed) -> bool:
    return bool(weighed.pair.overlap.reuses or weighed.pair.credits or weighed.pair.back)


def _line(weighed: Weighed, verdict: Verdict, probability: float) -> Derivation:
    return Derivation(
        child=weighed.child,
        parent=weighed.parent,
        origin=None,
        verdict=verdict,
        probability=round(probability, 3),
        evidence=weighed.evidence,
        reuses=child_first(weighed.pair.overlap.reuses, weighed.child),
    )


def child_first(reuses: Sequence[Reuse], child: str) -> tuple[Reuse, ...]:
    """The passages with the child's side left, in the child's order."""
    turned = [reuse if reuse.left.report_id == child else _turned(reuse) for reuse in reuses]
    return tuple(sorted(turned, key=lambda reuse: (reuse.left, reuse.right)))


def _turned(reuse: Reuse) -> Reuse:
    swapped = tuple(type(d)(d.right, d.left) for d in reuse.differences)
    return Reuse(reuse.right, reuse.left, reuse.similarity, reuse.quoted, swapped)
