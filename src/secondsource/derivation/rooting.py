"""What all links of a tree together say of its directions: from which report the rest comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import log2

from secondsource.derivation.directing import Bits, direct
from secondsource.derivation.features import chance
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
    merged = merges(tree, weights, settings=settings)

    def bits(child: str, parent: str) -> float:
        here, there = (child, parent) in wired, (parent, child) in wired
        if here != there:
            return (-1 if here else 1) * settings.credit_direction_bits
        hair = settings.hair_bits if rank[child] > rank[parent] else -settings.hair_bits
        merge = merged.get((child, parent), 0.0) - merged.get((parent, child), 0.0)
        return weights[child, parent].direction_bits + hair + merge

    return bits


def merges(
    links: Links, weights: Weights, *, settings: DerivationSettings
) -> Mapping[tuple[str, str], float]:
    """Links (child, parent) of reports that are put together from two others, with bits for it.

    The two have nothing to do with each other, and their parts make up the report but do not
    meet in it: two copies of one text would both hold its beginning. Of many copies two that do
    not meet are found by chance, so each pair that could be looked at takes from the bits.
    """
    near: dict[str, list[str]] = {}
    for one, other in links:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    found: dict[tuple[str, str], float] = {}
    for node, others in near.items():
        overlaps = {o: weights[node, o].pair.overlap for o in others}
        # Two that both stand there whole may as well be halves of it, run as two reports.
        entire = {o for o in others if overlaps[o].side(o).all_share > settings.merged_share}
        size = len(weights[node, others[0]].pair.child.words)
        bits = settings.merge_bits - log2(max(1, len(others) * (len(others) - 1) / 2))
        for one, other in combinations(others, 2) if bits > 0 else ():
            parts = [overlaps[o].side(node).held for o in (one, other)]
            both, either = (parts[0] & parts[1]).bit_count(), (parts[0] | parts[1]).bit_count()
            if (
                not {one, other} <= entire
                and both <= settings.merged_meeting * min(part.bit_count() for part in parts)
                and either >= settings.merged_cover * size
                and weights[one, other].dependent < settings.derived_probability
            ):
                found |= {(node, one): bits, (node, other): bits}
    return found


def places_of(wordings: Sequence[Wording], rank: Mapping[str, int]) -> dict[str, str]:
    """Each report's place in a tree: the senior report of its very words.

    Reports of equal words are one place, and each link between them stands for itself: a
    verbatim copy must not change what is known of the others.
    """
    senior: dict[tuple[str, ...], str] = {}
    place = {}
    for wording in sorted(wordings, key=lambda w: rank[w.id]):
        words = tuple(word.key for word in wording.words)
        place[wording.id] = senior.setdefault(words, wording.id)
    return place


def between_places(tree: Links, place: Mapping[str, str]) -> Links:
    """The links of a tree of reports as links of their places, each once."""
    pairs = {frozenset((place[one], place[other])) for one, other in tree}
    return sorted((min(pair), max(pair)) for pair in pairs if len(pair) == 2)


def lean_of(
    tree: Links,
    place: Mapping[str, str],
    rank: Mapping[str, int],
    bits: Bits,
    *,
    settings: DerivationSettings,
) -> dict[tuple[str, str], float]:
    """The links (child, parent) with what speaks for this order, in bits.

    place: as `places_of` gives it. What the whole tree says is found between the places; each
    link adds what its own two reports say beyond that.
    """
    directed = direct(
        between_places(tree, place),
        rank,
        # One order has half of the bits for it, the other half against it: between them, all.
        lambda child, parent: bits(child, parent) / 2,
        second_parent=settings.two_parents_bits,
    )
    whole = {(child, parent): lean for child, parent, lean in directed}
    whole |= {(parent, child): -lean for (child, parent), lean in whole.items()}
    found = {}
    for one, other in tree:
        above = place[one], place[other]
        lean = bits(one, other)
        if above in whole:
            lean += whole[above] - bits(*above)
        line, lean = ((one, other), lean) if lean >= 0 else ((other, one), -lean)
        found[line] = lean
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
