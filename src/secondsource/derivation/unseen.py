"""Reports that share much, though none can be the other's parent: a wire that nobody names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from secondsource.derivation.groups import groups_of
from secondsource.derivation.rooting import between_places, merges, places_of
from secondsource.derivation.weighing import Weighed, Weights, seniority
from secondsource.model import Derivation
from secondsource.settings import DerivationSettings


def unseen_pairs(weights: Weights, *, settings: DerivationSettings) -> frozenset[tuple[str, str]]:
    """Pairs, in both orders, that hang together while nothing tells who was first.

    Each has enough that the other lacks, neither is rather a part of the other, no credit or
    link stands between them, and their times are unknown or the same.
    """
    found = frozenset(
        key
        for key, weighed in weights.items()
        if weighed.dependent >= settings.derived_probability
        and not (weighed.pair.credits or weighed.pair.back)
        and abs(weighed.direction_bits) <= settings.unseen_direction_bits
        and max(weighed.pair.overlap.left.all_share, weighed.pair.overlap.right.all_share)
        < settings.unseen_share
    )
    return found - _merged(weights, settings) - _explained(found, weights, settings)


def _merged(weights: Weights, settings: DerivationSettings) -> frozenset[tuple[str, str]]:
    """Pairs, in both orders, of a report put together from two and one of these.

    Such a report has nothing from elsewhere, though it lacks much of each of the two.
    """
    wordings = {weighed.child: weighed.pair.child for weighed in weights.values()}
    ordered = sorted(wordings.values(), key=lambda w: seniority(w.marked))
    place = places_of(ordered, {w.id: n for n, w in enumerate(ordered)})
    dependent = [k for k, w in weights.items() if w.dependent >= settings.derived_probability]
    links = between_places(dependent, place)
    merged = {frozenset(pair) for pair in merges(links, weights, settings=settings)}
    return frozenset(k for k in weights if frozenset((place[k[0]], place[k[1]])) in merged)


def _explained(
    pairs: frozenset[tuple[str, str]], weights: Weights, settings: DerivationSettings
) -> frozenset[tuple[str, str]]:
    """Pairs for which no unseen origin is needed, as a third report holds what they share.

    All that two have in common stands in the third, and each has more in common with the third
    than with the other: then the third is the origin, and it is here.
    """
    near: dict[str, list[str]] = {}
    for one, other in sorted(pairs):
        near.setdefault(one, []).append(other)
    least = settings.second_parent_words
    found: set[tuple[str, str]] = set()
    for third, others in near.items():
        for one, other in combinations(others, 2):
            ways = ((one, other), (other, one))
            shared = [weights[a, b].pair.overlap.side(a).held for a, b in ways]
            with_third = [weights[a, third].pair.overlap.side(a).held for a, _ in ways]
            if all(
                common.bit_count() >= least
                and (common & ~held).bit_count() < least
                and (held & ~common).bit_count() >= least
                for common, held in zip(shared, with_third, strict=True)
            ):
                for a, b in ((one, other), (one, third), (other, third)):
                    found |= {(a, b), (b, a)}
    return frozenset(found)


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
    of_child: dict[str, list[Weighed]] = {}
    for key in sorted(pairs):
        of_child.setdefault(key[0], []).append(weights[key])
    for number, group in enumerate(_groups(pairs, weights), start=1):
        for child in sorted(group):
            if parents.get(child):
                continue
            best = max(
                of_child[child],
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
