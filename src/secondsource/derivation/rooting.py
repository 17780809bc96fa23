"""What all links of a tree together say of its directions: from which report the rest comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import log2

from secondsource.derivation.directing import Bits, direct
from secondsource.derivation.features import chance
from secondsource.derivation.groups import groups_of
from secondsource.derivation.overlaps import Wording
from secondsource.derivation.weighing import Weighed, Weights
from secondsource.model import Evidence
from secondsource.settings import DerivationSettings

Links = Sequence[tuple[str, str]]


def bits_of(
    tree: Links,
    weights: Weights,
    wired: frozenset[tuple[str, str]],
    rank: Mapping[str, int],
    *,
    settings: DerivationSettings,
) -> Bits:
    """The evidence for each order of two linked reports; by a hair for the senior as parent.

    wired: pairs (child, possible parent) that an agency outside explains better.
    """
    merged = _merges(tree, weights, settings)

    def bits(child: str, parent: str) -> float:
        here, there = (child, parent) in wired, (parent, child) in wired
        if here != there:
            return (-1 if here else 1) * settings.credit_direction_bits
        hair = settings.hair_bits if rank[child] > rank[parent] else -settings.hair_bits
        merge = merged.get((child, parent), 0.0) - merged.get((parent, child), 0.0)
        return weights[child, parent].direction_bits + hair + merge

    return bits


def _merges(
    tree: Links, weights: Weights, settings: DerivationSettings
) -> Mapping[tuple[str, str], float]:
    """Links (child, parent) of reports that are put together from two others, with bits for it.

    The two have nothing to do with each other, and their parts make up the report but do not
    meet in it: two copies of one text would both hold its beginning. Of many copies two that do
    not meet are found by chance, so each pair that could be looked at takes from the bits.
    """
    near: dict[str, list[str]] = {}
    for one, other in tree:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    found: dict[tuple[str, str], float] = {}
    for node, others in near.items():
        overlaps = {o: weights[node, o].pair.overlap for o in others}
        whole = [o for o in others if overlaps[o].side(o).all_share <= settings.merged_share]
        size = len(weights[node, others[0]].pair.child.words)
        bits = settings.merge_bits - log2(max(1, len(others) * (len(others) - 1) / 2))
        for one, other in combinations(whole, 2):
            parts = [overlaps[o].side(node).starts for o in (one, other)]
            if (
                bits > 0
                and len(parts[0] & parts[1]) <= settings.merged_meeting * min(map(len, parts))
                and len(parts[0] | parts[1]) >= settings.merged_cover * size
                and weights[one, other].dependent < settings.derived_probability
            ):
                found |= {(node, one): bits, (node, other): bits}
    return found


def lean_of(
    tree: Links,
    wordings: Sequence[Wording],
    rank: Mapping[str, int],
    bits: Bits,
    *,
    settings: DerivationSettings,
) -> dict[tuple[str, str], float]:
    """The links (child, parent) with what speaks for this order, in bits.

    Reports of equal words are one place of the tree, and each link between them stands for
    itself: a verbatim copy must not change what is known of the others.
    """
    words = {w.id: tuple(word.key for word in w.words) for w in wordings}
    equal = [link for link in tree if words[link[0]] == words[link[1]]]
    place = {name: name for link in tree for name in link}
    for group in groups_of(equal):
        place |= dict.fromkeys(group, min(group, key=rank.__getitem__))
    ends = {}
    for one, other in tree:
        if (one, other) not in equal:
            ends[place[one], place[other]] = one, other
            ends[place[other], place[one]] = other, one
    directed = direct(
        [(place[one], place[other]) for one, other in tree if (one, other) not in equal],
        rank,
        # One order has half of the bits for it, the other half against it: between them, all.
        lambda child, parent: bits(*ends[child, parent]) / 2,
        second_parent=settings.two_parents_bits,
    )
    found = {ends[child, parent]: lean for child, parent, lean in directed}
    for one, other in equal:
        line = max((one, other), (other, one), key=lambda way: bits(*way))
        found[line] = bits(*line)
    return found


def as_directed(weighed: Weighed, lean: float | None) -> Weighed:
    """The pair with what all links together say of its direction; `lean` in bits for this order.

    A link without evidence of its own has it from the others: else nothing told that the report
    from which five others differ, each in its own way, is rather their parent than their child.
    """
    more = round(0.0 if lean is None else lean - weighed.direction_bits, 2)
    if lean is None or not more:
        return weighed
    detail = f"All links together speak {'for' if more > 0 else 'against'} this order."
    evidence = (*weighed.evidence, Evidence("direction: all links", more, detail))
    return replace(weighed, evidence=evidence, directed=chance(lean))
