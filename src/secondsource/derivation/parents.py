"""Chooses, of all weighed pairs, the parents of each report: a graph without a circle.

As in textual criticism, first the tree without a direction: the pairs that share most, so that
a copy of a copy hangs on the copy it shares the changed words with. Then the direction of each
of its links: what the evidence of all links together makes likelier, where a report that would
have two parents costs extra. Then second parents, for passages that the first does not
explain. Only reports that name each other may stand in a circle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import permutations

from secondsource.derivation.directing import Bits
from secondsource.derivation.features import same_headline
from secondsource.derivation.groups import tree_of
from secondsource.derivation.overlaps import Wording
from secondsource.derivation.rooting import (
    as_directed,
    between_places,
    bits_of,
    lean_of,
    places_of,
)
from secondsource.derivation.weighing import Weighed, Weights, seniority
from secondsource.settings import DerivationSettings

_Nearness = tuple[float, bool, float, int, int]  # the higher, the closer two reports are


def choose_parents(
    wordings: Sequence[Wording],
    weights: Weights,
    wired: frozenset[tuple[str, str]],
    *,
    settings: DerivationSettings,
) -> tuple[Weighed, ...]:
    """The lines (child, parent) that are kept, the children in order of seniority.

    wired: pairs (child, possible parent) that an agency outside explains better.
    """
    ordered = sorted(wordings, key=lambda w: seniority(w.marked))
    rank = {w.id: n for n, w in enumerate(ordered)}
    possible = {
        key: weighed
        for key, weighed in weights.items()
        if key not in wired and weighed.dependent >= settings.derived_probability
    }
    circular = {key for key, weighed in possible.items() if is_circular(weighed)}
    links = {_senior_last(key, rank) for key in possible if key not in circular}
    nearest = partial(
        _closeness, weights=weights, rank=rank, namers=_namers(weights), settings=settings
    )
    linked = _closest_first(links, weights, nearest)
    tree = tree_of(linked)
    place = places_of(wordings, rank)
    bits = bits_of(between_places(tree, place), weights, wired, rank, settings=settings)
    lean = lean_of(tree, place, rank, bits, settings=settings)
    kept = circular | lean.keys() - set(_needless(lean.keys(), weights, wired, settings))
    kept |= set(_second_parents(kept, weights, possible, rank, nearest, settings))
    kept |= set(_joining(kept, linked, bits, wired))
    return tuple(
        as_directed(weights[key], lean.get(key))
        for key in sorted(kept, key=lambda k: (rank[k[0]], rank[k[1]]))
    )


def _senior_last(key: tuple[str, str], rank: Mapping[str, int]) -> tuple[str, str]:
    """The two reports of a pair, the senior one last."""
    return key if rank[key[0]] > rank[key[1]] else key[::-1]


def _closest_first(
    links: Iterable[tuple[str, str]],
    weights: Weights,
    nearest: Callable[[Weighed], _Nearness],
) -> list[tuple[str, str]]:
    """Links (junior, senior), those that share most first.

    Of equals first one that is the junior's closest to any senior: else a report that lies as
    close to the original as to a later copy of it would make that copy a child of both.
    """
    nearness = {key: nearest(weights[key]) for key in links}
    closest: dict[str, float] = {}
    for (junior, _), (shared, *_rest) in nearness.items():
        closest[junior] = max(shared, closest.get(junior, 0.0))

    def order(key: tuple[str, str]) -> tuple[float, bool, object]:
        shared, *rest = nearness[key]
        return shared, shared >= closest[key[0]], tuple(rest)

    return sorted(links, key=order, reverse=True)


def is_circular(weighed: Weighed) -> bool:
    """Does each of the two name the other?"""
    return bool(weighed.pair.credits and weighed.pair.back)


def _namers(weights: Weights) -> Mapping[str, Sequence[str]]:
    """For each report that others name, those that name it."""
    found: dict[str, list[str]] = {}
    for (child, parent), weighed in weights.items():
        if weighed.pair.credits:
            found.setdefault(parent, []).append(child)
    return found


def _closeness(
    weighed: Weighed,
    weights: Weights,
    rank: Mapping[str, int],
    namers: Mapping[str, Sequence[str]],
    settings: DerivationSettings,
) -> _Nearness:
    """How close two reports are; the higher the better. The same in both orders but for ties."""
    one, other = weighed.pair.overlap.left, weighed.pair.overlap.right
    sizes = len(one.wording.words), len(other.wording.words)
    shared = one.held.bit_count()
    back = weights[weighed.parent, weighed.child]
    named = any(_names_itself(w, weights, namers) for w in (weighed, back))
    credited = settings.credited_parent * min(sizes) if named else 0.0
    # Of equals first one under the same headline, then the senior: it needs the fewest steps.
    return (
        shared + credited,
        same_headline(weighed.pair),
        round(weighed.dependent, 6),
        -rank[weighed.parent],
        -rank[weighed.child],
    )


def _names_itself(weighed: Weighed, weights: Weights, namers: Mapping[str, Sequence[str]]) -> bool:
    """Does the child name the parent in words that it has from no third report that does too?"""
    if not weighed.pair.credits:
        return False
    child = weighed.child
    copied = 0
    for third in namers[weighed.parent]:
        if third != child:
            copied |= weights[child, third].pair.overlap.side(child).held
    return any(
        credit.span is None or not copied & weighed.pair.child.within(credit.span)
        for credit in weighed.pair.credits
    )


def _needless(
    lines: Iterable[tuple[str, str]],
    weights: Weights,
    wired: frozenset[tuple[str, str]],
    settings: DerivationSettings,
) -> Iterator[tuple[str, str]]:
    """Of two parents that have one origin outside, the one that explains no words of its own."""
    above: dict[str, list[str]] = {}
    for child, parent in lines:
        above.setdefault(child, []).append(parent)
    for child, parents in above.items():
        held = {p: weights[child, p].pair.overlap.side(child).held for p in parents}
        for one, other in permutations(parents, 2):
            more, less = ((held[a] & ~held[b]).bit_count() for a, b in ((one, other), (other, one)))
            if (one, other) in wired and more < min(less, settings.second_parent_words):
                yield child, one


def _second_parents(
    kept: set[tuple[str, str]],
    weights: Weights,
    possible: Weights,
    rank: Mapping[str, int],
    nearest: Callable[[Weighed], _Nearness],
    settings: DerivationSettings,
) -> Iterator[tuple[str, str]]:
    """Parents that explain passages of a child which its parents so far do not."""
    now: dict[str, set[str]] = {}
    for child, parent in kept:
        now.setdefault(child, set()).add(parent)
    others: dict[str, list[Weighed]] = {}
    for (child, parent), weighed in possible.items():
        if parent not in now.get(child, ()) and weighed.direction_bits > 0:
            others.setdefault(child, []).append(weighed)
    for child in sorted(now, key=rank.__getitem__):
        explained = 0
        for parent in now[child]:
            explained |= weights[child, parent].pair.overlap.side(child).held
        for weighed in sorted(others.get(child, ()), key=nearest, reverse=True):
            own = weighed.pair.overlap.side(child).held & ~weighed.pair.child.quoted
            more = (own & ~explained).bit_count()
            enough = max(
                settings.second_parent_words,
                settings.second_parent_share * len(weighed.pair.child.words),
            )
            if more >= enough and not _leads_to(now, weighed.parent, child):
                explained |= own
                now[child].add(weighed.parent)
                yield child, weighed.parent


def _joining(
    kept: set[tuple[str, str]],
    linked: Sequence[tuple[str, str]],
    bits: Bits,
    wired: frozenset[tuple[str, str]],
) -> Iterator[tuple[str, str]]:
    """Lines for pairs that hang together and yet have no origin in common, the closest first.

    The tree keeps few links, and where two copies of one text became two parents of a third,
    they would count as two origins. linked: the pairs that hang together, the closest first.
    wired: pairs that have their words from one origin outside, which is an origin in common.
    """
    now = set(kept)
    roots = _roots(now)
    for one, other in linked:
        mine, theirs = roots.get(one, {one}), roots.get(other, {other})
        if mine & theirs or any((a, b) in wired for a in mine for b in theirs):
            continue
        line = (one, other) if bits(one, other) >= bits(other, one) else (other, one)
        now.add(line)
        roots = _roots(now)
        yield line


def _roots(lines: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """For each child, the reports without a parent to which its lines lead, or its circle."""
    parents: dict[str, set[str]] = {}
    for child, parent in lines:
        parents.setdefault(child, set()).add(parent)
    found = {}
    for child in parents:
        seen, todo = {child}, [child]
        while todo:
            above = parents.get(todo.pop(), set()) - seen
            seen |= above
            todo += above
        found[child] = frozenset(seen - parents.keys()) or frozenset(seen)
    return found


def _leads_to(parents: Mapping[str, set[str]], start: str, goal: str) -> bool:
    """Does a way lead from this report over its parents up to that one?"""
    seen, todo = {start}, [start]
    while todo:
        at = todo.pop()
        if at == goal:
            return True
        above = parents.get(at, set()) - seen
        seen |= above
        todo += sorted(above)
    return False
