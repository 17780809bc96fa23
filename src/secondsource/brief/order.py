"""The order in which a brief shows things: the most carried claims first, trees from the root."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from secondsource.model import (
    Brief,
    Claim,
    Corroboration,
    Derivation,
    Mention,
    Relation,
    RelationType,
)
from secondsource.settings import BriefSettings

SURE = BriefSettings().sure_likeness
# What a reader must see first: who is said to have spoken, then values, then wording.
_TYPES = get_args(RelationType)


@dataclass(frozen=True, slots=True)
class WeighedClaim:
    """A claim with its corroboration; None where it was not weighed."""

    claim: Claim
    corroboration: Corroboration | None


def ordered_claims(brief: Brief, *, sure: float = SURE) -> tuple[WeighedClaim, ...]:
    """All claims, those first that most reports surely carry, then the most; ties by their words.

    sure: least likeness of a mention that surely states the claim.
    """
    weighed = {corroboration.claim_id: corroboration for corroboration in brief.corroborations}
    both = [WeighedClaim(claim, weighed.get(claim.id)) for claim in brief.claims]
    return tuple(sorted(both, key=lambda one: _rank(one, sure)))


def carried_by_several(claims: Sequence[WeighedClaim]) -> tuple[WeighedClaim, ...]:
    """The claims that two reports or more surely carry, in the order given."""
    return tuple(weighed for weighed in claims if is_shared(weighed.claim))


def is_shared(claim: Claim, sure: float = SURE) -> bool:
    """Do two reports or more surely carry the claim?"""
    return len({m.span.report_id for m in parted(claim.mentions, sure)[0]}) > 1


def parted(mentions: Sequence[Mention], sure: float = SURE) -> tuple[tuple[Mention, ...], ...]:
    """The mentions that surely state the claim, and those that perhaps state another.

    sure: least likeness of the first. Where none reaches it, all are of the first sort.
    """
    ranked = sorted(mentions, key=lambda m: m.span)
    first = tuple(m for m in ranked if m.likeness >= sure)
    rest = tuple(m for m in ranked if m.likeness < sure)
    return (first, rest) if first else (rest, ())


def carriers(claim: Claim, corroboration: Corroboration, *, sure: float = SURE) -> tuple[int, int]:
    """How many reports surely carry the claim, and how many do at most."""
    carried = set(corroboration.carried_by)
    first, _ = parted([m for m in claim.mentions if m.span.report_id in carried], sure)
    return len({m.span.report_id for m in first}), len(carried)


def _rank(weighed: WeighedClaim, sure: float) -> tuple[int, int, int, str, str]:
    contested = weighed.corroboration is not None and "contested" in weighed.corroboration.flags
    claim = weighed.claim
    first = {m.span.report_id for m in parted(claim.mentions, sure)[0]}
    return -len(first), -len(claim.report_ids), 0 if contested else 1, claim.text, claim.id


def conflicts(brief: Brief) -> tuple[Relation, ...]:
    """The relations that contradict, and the omissions after them."""
    ranked = [r for r in brief.relations if r.is_conflict or r.type == "omission"]
    return tuple(sorted(ranked, key=lambda r: (_TYPES.index(r.type), r.a, r.b)))


def no_conflicts(brief: Brief) -> tuple[Relation, ...]:
    """Updates, roundings and refinements: differences that do not contradict."""
    rest = [r for r in brief.relations if not r.is_conflict and r.type != "omission"]
    return tuple(sorted(rest, key=lambda r: (_TYPES.index(r.type), r.a, r.b)))


@dataclass(frozen=True, slots=True)
class Node:
    """A report, or an origin outside the files, at a depth of the tree of derivations.

    edge: how it hangs on the node above it; None for a root. again: it stands higher up with
    all that hangs on it, and is only named here.
    """

    name: str
    outside: bool
    depth: int
    edge: Derivation | None
    again: bool = False


def stated(derivations: Sequence[Derivation]) -> tuple[Derivation, ...]:
    """The derivations that the evidence speaks for: neither independent nor unsure."""
    return tuple(d for d in derivations if d.verdict in ("derived", "common origin"))


def unsure(derivations: Sequence[Derivation]) -> tuple[Derivation, ...]:
    """The pairs where the evidence does not decide."""
    return tuple(d for d in derivations if d.verdict == "unsure")


def tree(brief: Brief, report_ids: Sequence[str]) -> tuple[Node, ...]:
    """The reports as a forest in drawing order: a node, then all that derives from it.

    Roots are the origins outside the files and the reports that derive from nothing; a circle
    of reports starts at its first. A report with two parents stands under both, the second
    time only named. Walked with a stack, since a hostile pile may be a very long chain.
    """
    inside = set(report_ids)
    edges = [d for d in stated(brief.derivations) if d.child in inside]
    below: dict[tuple[bool, str], list[Derivation]] = defaultdict(list)
    for edge in sorted(edges, key=lambda d: (-d.probability, d.child)):
        below[edge.parent is None, edge.parent or edge.origin or ""].append(edge)
    children = {edge.child for edge in edges}
    roots = [(True, name) for outside, name in sorted(below) if outside]
    roots += [(False, name) for name in sorted(inside - children)]
    seen: set[tuple[bool, str]] = set()
    nodes: list[Node] = []
    for root in (*roots, *((False, name) for name in sorted(inside))):
        if root not in seen:
            nodes += _walk(root, below, seen)
    return tuple(nodes)


def _walk(
    root: tuple[bool, str],
    below: Mapping[tuple[bool, str], Sequence[Derivation]],
    seen: set[tuple[bool, str]],
) -> list[Node]:
    nodes: list[Node] = []
    stack: list[tuple[tuple[bool, str], int, Derivation | None]] = [(root, 0, None)]
    while stack:
        key, depth, edge = stack.pop()
        again = key in seen
        nodes.append(Node(key[1], key[0], depth, edge, again))
        seen.add(key)
        if not again:
            lower = [((False, d.child), depth + 1, d) for d in below.get(key, ())]
            stack.extend(reversed(lower))
    return nodes
