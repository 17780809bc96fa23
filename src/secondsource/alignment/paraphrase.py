"""Joins clauses that state one claim in other words.

Vectors and shared rare words propose pairs; the likeness of the two clauses decides, and the most
alike pairs are joined first. A join is refused where one report would enter the claim twice, or
where a member of the one group is unlike the other: a chain of likenesses is no claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, repeat
from types import MappingProxyType

import numpy as np

from secondsource.alignment.groups import Groups
from secondsource.alignment.likeness import Lexicon, Likeness, is_appointment, with_signs
from secondsource.alignment.likeness_rows import Doubles, compare_pairs
from secondsource.alignment.likeness_table import Floats, Ints
from secondsource.alignment.units import Unit
from secondsource.model import Speaker
from secondsource.settings import AlignmentSettings

_AT_ONCE = 256  # nodes; their cosines to 10,000 others take 10 MB


def join_paraphrases(
    units: Sequence[Unit],
    groups: Groups,
    lexicon: Lexicon,
    settings: AlignmentSettings,
    voices: Mapping[str, Speaker] = MappingProxyType({}),
) -> None:
    """Join groups of `units` whose clauses mean the same, best pairs first.

    voices: who makes each statement, by its id; one speaker in two reports is a sign for a claim.
    """
    nodes = [_Node(members, units, lexicon, voices) for members in groups.members()]
    proposed = list(_proposals(nodes, lexicon, settings))
    found = dict(zip(proposed, _between(nodes, proposed, lexicon, settings)))
    best = _best_elsewhere(nodes, found)
    scored = []
    for (a, b), likeness in found.items():
        clear = _is_clear(a, b, likeness.share, nodes, best, settings)
        if nodes[a].asks == nodes[b].asks and _alike(likeness, clear, settings):
            scored.append((-likeness.share - clear * settings.clear_worth, a, b))
    nodes_of = Groups(len(nodes))
    clusters: dict[int, list[int]] = {i: [i] for i in range(len(nodes))}
    for _, a, b in sorted(scored):
        left, right = nodes_of.find(a), nodes_of.find(b)
        if left != right and _may_join(
            clusters[left], clusters[right], nodes, found, lexicon, settings
        ):
            nodes_of.join(left, right)
            low, high = sorted((left, right))
            clusters[low] = clusters[low] + clusters.pop(high)
            groups.join(nodes[a].first, nodes[b].first)


_Best = dict[tuple[int, str], list[tuple[float, int]]]


def _best_elsewhere(nodes: Sequence[_Node], found: Mapping[tuple[int, int], Likeness]) -> _Best:
    """(node, report) -> the two most alike nodes that the report holds, with their likeness."""
    best: _Best = defaultdict(list)
    for (a, b), likeness in sorted(found.items()):
        for one, other in ((a, b), (b, a)):
            for report in nodes[other].bodies:
                held = best[one, report]
                if len(held) == 2 and likeness.share < held[1][0]:
                    continue
                held.append((likeness.share, other))
                held.sort(key=lambda x: (-x[0], x[1]))
                del held[2:]
    return best


def _is_clear(
    a: int, b: int, share: float, nodes: Sequence[_Node], best: _Best, settings: AlignmentSettings
) -> bool:
    """Is each by far the most alike that the other's reports hold?"""
    for one, other in ((a, b), (b, a)):
        reports = nodes[other].bodies
        if not _told_apart(nodes[one], nodes[other]):
            reports = reports - nodes[one].bodies
        if not reports:
            return False
        for report in reports:
            rivals = [rival for rival, node in best[one, report] if node != other]
            if rivals and rivals[0] > share - settings.clear_margin:
                return False
    return True


def _alike(likeness: Likeness, clear: bool, settings: AlignmentSettings) -> bool:
    return (
        likeness.share >= settings.same_claim - clear * settings.clear_worth
        and (
            likeness.done >= settings.min_done
            or likeness.share >= 2 * settings.min_done
            or _gives_same_value(likeness, settings)
            or is_appointment(likeness, settings)
        )
        and likeness.bits >= settings.min_shared_bits
        and (likeness.plain_bits >= settings.min_plain_bits or is_appointment(likeness, settings))
    )


def _gives_same_value(likeness: Likeness, settings: AlignmentSettings) -> bool:
    """Do two clauses share a value that says much, and something else that it is of?"""
    rest = likeness.bits - likeness.value_bits
    return likeness.value_bits >= settings.telling_value and rest >= settings.value_company


class _Node:
    """A group of copies seen as one: its reports and the words of one clause of each wording."""

    def __init__(
        self,
        members: Sequence[int],
        units: Sequence[Unit],
        lexicon: Lexicon,
        voices: Mapping[str, Speaker],
    ) -> None:
        self.first = members[0]
        self.bodies = {units[i].span.report_id for i in members if not units[i].headline}
        self.heads = {units[i].span.report_id for i in members if units[i].headline}
        self.voices = {voice for i in members for voice in units[i].voices(voices)}
        self.asks = all(units[i].asks for i in members)
        self.to_come = all(units[i].to_come for i in members)
        wordings = {tuple(lexicon.of_unit(units[i])) for i in members}
        self.wordings: list[Ints] = [np.array(w, dtype=np.int64) for w in sorted(wordings)]

    @property
    def words(self) -> Ints:
        """The longest wording."""
        return max(self.wordings, key=len)


def _one_voice(one: _Node, other: _Node) -> bool:
    """Does one speaker say both, in different reports? In one report many things are said."""
    return bool(one.voices & other.voices) and not one.bodies & other.bodies


def _told_apart(one: _Node, other: _Node) -> bool:
    """Is each given to somebody, and never to one who says both?"""
    return bool(one.voices and other.voices) and not one.voices & other.voices


def _share_report(one: _Node, other: _Node) -> bool:
    """Would a report enter a claim twice with these two?"""
    return bool(one.bodies & other.bodies or one.heads & other.heads)


def _may_stand_twice(
    one: _Node, other: _Node, likeness: Likeness, settings: AlignmentSettings
) -> bool:
    """May a report that holds both of two clauses enter one claim with them?"""
    if _told_apart(one, other):
        return likeness.share >= settings.confirmed_claim
    return min(likeness.share, likeness.done) >= settings.repeated_claim


def _between(
    nodes: Sequence[_Node],
    pairs: Sequence[tuple[int, int]],
    lexicon: Lexicon,
    settings: AlignmentSettings,
    most: int = 3,
) -> list[Likeness]:
    """The likeness of each pair of groups: that of their most alike wordings, with its signs."""
    wordings = [
        [(x, y) for x in nodes[a].wordings[:most] for y in nodes[b].wordings[:most]]
        for a, b in pairs
    ]
    compared = iter(compare_pairs(lexicon, [pair for of_pair in wordings for pair in of_pair]))
    best = (
        max(islice(compared, len(of_pair)), key=lambda p: (p.share, p.bits)) for of_pair in wordings
    )
    return [
        with_signs(
            likeness,
            _one_voice(nodes[a], nodes[b]),
            settings,
            to_come=nodes[a].to_come and nodes[b].to_come,
        )
        for (a, b), likeness in zip(pairs, best)
    ]


def _may_join(
    left: Sequence[int],
    right: Sequence[int],
    nodes: Sequence[_Node],
    found: dict[tuple[int, int], Likeness],
    lexicon: Lexicon,
    settings: AlignmentSettings,
) -> bool:
    """On average each of the one is like each of the other; a report may only repeat itself.

    A report that would enter the claim twice must state it in words much alike, unless it gives
    the two to different speakers: then the one confirms the other; or unless another report has
    the one in words so much alike that it is plainly what the claim states. found: the
    likenesses known so far, by pairs of nodes; those that were missing are added.
    """
    pairs = [(min(i, j), max(i, j)) for i in left for j in right]
    unknown = [pair for pair in pairs if pair not in found]
    found.update(zip(unknown, _between(nodes, unknown, lexicon, settings)))
    apart = [pair for pair in pairs if not _share_report(nodes[pair[0]], nodes[pair[1]])]
    plainly = any(
        min(found[pair].share, found[pair].done) >= settings.restated_claim for pair in apart
    )
    for i, j in pairs:
        a, b = nodes[i], nodes[j]
        if not _share_report(a, b) or _may_stand_twice(a, b, found[i, j], settings):
            continue
        if not plainly or min(found[i, j].share, found[i, j].done) < settings.same_claim:
            return False
    return (
        sum(found[pair].share for pair in pairs) / len(pairs)
        >= settings.same_claim * settings.average_share
    )


def _proposals(
    nodes: Sequence[_Node], lexicon: Lexicon, settings: AlignmentSettings
) -> Iterator[tuple[int, int]]:
    """Pairs of nodes worth comparing: those that share most weight, and the nearest by meaning."""
    words = [node.words for node in nodes]
    holding: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(words):
        for word in own.tolist():
            holding[word].append(number)
    holders = {word: np.array(numbers) for word, numbers in holding.items()}
    cosines = _cosines(_means(nodes, lexicon))
    for number, own in enumerate(words):
        behind = [_behind(holders[word], number) for word in own.tolist()]
        shared = np.concatenate(behind) if behind else np.zeros(0, dtype=np.int64)
        weights = np.repeat(lexicon.weights[own], [len(row) for row in behind])
        weight = np.bincount(shared, weights).astype(np.float64)
        heavy = np.flatnonzero(weight)
        chosen = set(heavy[_greatest(weight[heavy], settings.proposals)].tolist())
        nearest = _greatest(next(cosines), settings.proposals)
        chosen.update((number + 1 + nearest).tolist())
        yield from ((number, other) for other in sorted(chosen))


def _cosines(means: Floats | None) -> Iterator[Floats]:
    """For each node, how near by meaning those behind it are; for none without vectors.

    Many rows are multiplied at once: a row at a time is bound by the memory, and not by counting.
    """
    if means is None:
        yield from repeat(np.zeros(0, dtype=np.float32))
        return
    for first in range(0, len(means), _AT_ONCE):
        block = means[first : first + _AT_ONCE] @ means[first:].T
        yield from (row[number + 1 :] for number, row in enumerate(block))


def _behind(numbers: Ints, number: int) -> Ints:
    """Those of ascending numbers that are greater."""
    return numbers[np.searchsorted(numbers, number, side="right") :]


def _greatest(values: Floats | Doubles, most: int) -> Ints:
    """The places of the greatest values, no more than `most`; of equal ones the first."""
    if len(values) <= most:
        return np.arange(len(values))
    least = np.partition(values, -most)[-most]
    above = np.flatnonzero(values > least)
    return np.concatenate((above, np.flatnonzero(values == least)[: most - len(above)]))


def _means(nodes: Sequence[_Node], lexicon: Lexicon) -> Floats | None:
    """The weighted mean vector of each node's words, of unit length: (n_nodes, dimensions)."""
    if lexicon.vectors is None:
        return None
    rows = []
    for node in nodes:
        row = (lexicon.vectors[node.words] * lexicon.weights[node.words, None]).sum(axis=0)
        rows.append(row / max(float(np.linalg.norm(row)), 1e-9))
    return np.array(rows, dtype=np.float32)
