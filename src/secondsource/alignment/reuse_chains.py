"""Finds the reused passages of two reports: seeds, runs, chains, and what lies at their ends.

Seed, chain and extend is how long texts are aligned with others in practice (Myers & Miller
1995; passim, Smith, Cordell & Mullen 2015); here on words, weighted by how rare they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from secondsource.alignment.reuse_words import BodyWords, Grams, Ints
from secondsource.settings import AlignmentSettings


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Words [left, left + size) of one report, equal to [right, right + size) of another."""

    left: int
    right: int
    size: int

    @property
    def left_end(self) -> int:
        """The word after the run, on the left."""
        return self.left + self.size

    @property
    def right_end(self) -> int:
        """The word after the run, on the right."""
        return self.right + self.size


Passage = tuple[Run, ...]  # in order on both sides, at least one run


def find_passages(
    left: BodyWords, right: BodyWords, *, settings: AlignmentSettings
) -> tuple[Passage, ...]:
    """The passages that two reports share, in order of the left one; none overlap on a side.

    The best chain is taken first, then the best of what is left, so a block that was moved is
    a passage of its own.
    """
    runs = _runs(left, right, settings=settings)
    free = (np.ones(len(left), dtype=np.bool_), np.ones(len(right), dtype=np.bool_))
    found: list[Passage] = []
    for chain in _chains(runs, left, right, settings=settings):
        for part in _free_parts(chain, free):
            passage = _filled(part, left, right)
            if not _is_enough(passage, left, settings):
                continue
            passage = _extended(passage, left, right, free, settings=settings)
            free[0][passage[0].left : passage[-1].left_end] = False
            free[1][passage[0].right : passage[-1].right_end] = False
            found.append(passage)
    return _joined(sorted(found), left, right, settings=settings)


def equal_runs(left: Ints, right: Ints) -> list[Run]:
    """The longest common subsequence of two rows of word codes, as runs."""
    if not len(left) or not len(right):
        return []
    codes = LCSseq.opcodes(left.tolist(), right.tolist())
    return [
        Run(c.src_start, c.dest_start, c.src_end - c.src_start) for c in codes if c.tag == "equal"
    ]


def _runs(left: BodyWords, right: BodyWords, *, settings: AlignmentSettings) -> list[Run]:
    """All longest runs of equal words that hold a seed, in order."""
    a, b = _seeds(left.grams, right.grams, most=settings.seed_pairs)
    order = np.lexsort((a, b - a))
    a, b = a[order], b[order]
    if not len(a):
        return []
    breaks = np.flatnonzero((np.diff(b - a) != 0) | (np.diff(a) != 1)) + 1
    firsts = np.concatenate(([0], breaks))
    lasts = np.concatenate((breaks, [len(a)]))
    sizes = lasts - firsts + settings.seed_words - 1
    # Texts made of few words give runs without end; the long ones are the passages.
    longest = np.argsort(-sizes, kind="stable")[: settings.most_runs]
    return sorted(
        Run(int(a[f]), int(b[f]), int(n)) for f, n in zip(firsts[longest], sizes[longest])
    )


def _seeds(left: Grams, right: Grams, *, most: int) -> tuple[Ints, Ints]:
    """Places (left, right) of equal grams; a gram with over `most` pairings gives few.

    A phrase that stands 30 times on each side would give 900 seeds: its n-th place is paired
    with the n-th instead, so that repetitive texts cost no more than others.
    """
    _, i, j = np.intersect1d(left.values, right.values, assume_unique=True, return_indices=True)
    once = (left.counts[i] == 1) & (right.counts[j] == 1)
    here = [left.places[left.begins[i[once]]]]
    there = [right.places[right.begins[j[once]]]]
    for a, b in zip(i[~once].tolist(), j[~once].tolist()):
        ours = left.places[left.begins[a] : left.begins[a] + left.counts[a]]
        theirs = right.places[right.begins[b] : right.begins[b] + right.counts[b]]
        if len(ours) * len(theirs) > most:
            fewer = min(len(ours), len(theirs))
            ours, theirs = ours[:fewer], theirs[:fewer]
        else:
            ours, theirs = np.repeat(ours, len(theirs)), np.tile(theirs, len(ours))
        here.append(ours)
        there.append(theirs)
    return np.concatenate(here), np.concatenate(there)


def _chains(
    runs: list[Run], left: BodyWords, right: BodyWords, *, settings: AlignmentSettings
) -> list[list[Run]]:
    """Chains of runs in order on both sides, the heaviest first; each run in one chain."""
    if not runs:
        return []
    table = np.array([(r.left, r.right, r.size) for r in runs], dtype=np.int64)
    a, b, size = table.T
    weights = left.bits[a + size] - left.bits[a]
    best = weights.copy()
    before = np.full(len(runs), -1)
    for i in range(1, len(runs)):
        back = max(0, i - settings.look_back)
        gap_a, gap_b = a[i] - (a + size)[back:i], b[i] - (b + size)[back:i]
        over = np.maximum(0, -np.minimum(gap_a, gap_b))
        fits = (
            (a[back:i] < a[i])
            & (b[back:i] < b[i])
            & (over < size[i])
            & (np.maximum(gap_a, gap_b) <= settings.max_gap)
            & (left.blocks[a[back:i]] == left.blocks[a[i]])
            & (right.blocks[b[back:i]] == right.blocks[b[i]])
        )
        links = np.flatnonzero(fits)
        if not len(links):
            continue
        lost = left.bits[a[i] + over[links]] - left.bits[a[i]]
        gaps = np.maximum(gap_a[links], gap_b[links]) + over[links]
        totals = best[back + links] - lost - settings.gap_bits * gaps
        top = int(np.argmax(totals))
        if totals[top] > 0:
            best[i] += totals[top]
            before[i] = back + links[top]
    return _traced(runs, best, before)


def _traced(runs: list[Run], best: NDArray[Any], before: NDArray[Any]) -> list[list[Run]]:
    """The chains from their ends back, until a run that a heavier chain has taken."""
    taken = np.zeros(len(runs), dtype=np.bool_)
    chains: list[list[Run]] = []
    for end in np.argsort(-best, kind="stable"):
        chain: list[Run] = []
        at = int(end)
        while at >= 0 and not taken[at]:
            taken[at] = True
            chain.append(runs[at])
            at = int(before[at])
        if chain:
            chains.append(chain[::-1])
    return chains


def _free_parts(chain: list[Run], free: tuple[NDArray[Any], NDArray[Any]]) -> list[list[Run]]:
    """The chain without words that are taken, cut where a taken word lies in a gap."""
    parts: list[list[Run]] = [[]]
    for run in chain:
        for piece in _free_pieces(run, free):
            previous = parts[-1][-1] if parts[-1] else None
            if previous is not None:
                over = max(previous.left_end - piece.left, previous.right_end - piece.right, 0)
                if over >= piece.size:
                    continue
                piece = Run(piece.left + over, piece.right + over, piece.size - over)
                clear = (
                    free[0][previous.left_end : piece.left].all()
                    and free[1][previous.right_end : piece.right].all()
                )
                if not clear:
                    parts.append([])
            parts[-1].append(piece)
    return [part for part in parts if part]


def _free_pieces(run: Run, free: tuple[NDArray[Any], NDArray[Any]]) -> list[Run]:
    """The parts of a run whose words are taken on neither side."""
    usable = free[0][run.left : run.left_end] & free[1][run.right : run.right_end]
    # Most runs are wholly free or wholly taken: no edges need be looked for.
    if usable.all():
        return [run]
    if not usable.any():
        return []
    edges = np.flatnonzero(np.diff(np.concatenate(([0], usable.astype(np.int8), [0]))))
    return [
        Run(run.left + int(first), run.right + int(first), int(last - first))
        for first, last in zip(edges[::2], edges[1::2])
    ]


def _filled(runs: list[Run], left: BodyWords, right: BodyWords) -> Passage:
    """The runs with the equal words of the gaps between them."""
    filled: list[Run] = []
    for run in runs:
        if filled:
            a, b = filled[-1].left_end, filled[-1].right_end
            filled += [
                Run(a + inner.left, b + inner.right, inner.size)
                for inner in equal_runs(left.codes[a : run.left], right.codes[b : run.right])
            ]
        filled.append(run)
    return _fused(filled)


def _fused(runs: list[Run]) -> Passage:
    """The runs, those that touch on both sides made one."""
    fused: list[Run] = []
    for run in runs:
        last = fused[-1] if fused else None
        if last and (last.left_end, last.right_end) == (run.left, run.right):
            fused[-1] = Run(last.left, last.right, last.size + run.size)
        else:
            fused.append(run)
    return tuple(fused)


def _is_enough(passage: Passage, left: BodyWords, settings: AlignmentSettings) -> bool:
    """Are there equal words enough, and rare ones, that this is no common phrase or name?"""
    bits = sum(left.bits[run.left_end] - left.bits[run.left] for run in passage)
    size = sum(run.size for run in passage)
    return bool(size >= settings.min_passage_words and bits >= settings.min_passage_bits)


def _extended(
    passage: Passage,
    left: BodyWords,
    right: BodyWords,
    free: tuple[NDArray[Any], NDArray[Any]],
    *,
    settings: AlignmentSettings,
) -> Passage:
    """The passage grown at both ends over free words, as long as equal words outweigh gaps."""
    first, last = passage[0], passage[-1]
    a = _reach(left.blocks, free[0], last.left_end, 1, settings.max_gap)
    b = _reach(right.blocks, free[1], last.right_end, 1, settings.max_gap)
    after = _worth_it(
        equal_runs(left.codes[last.left_end : a], right.codes[last.right_end : b]),
        left.bits[last.left_end :],
        settings.gap_bits,
    )
    a = _reach(left.blocks, free[0], first.left - 1, -1, settings.max_gap) + 1
    b = _reach(right.blocks, free[1], first.right - 1, -1, settings.max_gap) + 1
    # Backwards is forwards on the words turned round.
    ahead = _worth_it(
        equal_runs(left.codes[a : first.left][::-1], right.codes[b : first.right][::-1]),
        left.bits[first.left] - left.bits[: first.left + 1][::-1],
        settings.gap_bits,
    )
    before = [Run(first.left - r.left_end, first.right - r.right_end, r.size) for r in ahead[::-1]]
    behind = [Run(last.left_end + r.left, last.right_end + r.right, r.size) for r in after]
    return _fused([*before, *passage, *behind])


def _reach(blocks: Ints, free: NDArray[Any], at: int, step: int, most: int) -> int:
    """The first word from `at` on that is taken, of another block, or `most` words away."""
    home = at - step
    end = at + step * most
    while at != end and 0 <= at < len(blocks) and free[at] and blocks[at] == blocks[home]:
        at += step
    return at


def _worth_it(runs: list[Run], bits: NDArray[Any], gap_bits: float) -> list[Run]:
    """The first runs, as many as bring more bits than the gaps before them cost."""
    total, best, keep = 0.0, 0.0, 0
    a = b = 0
    for index, run in enumerate(runs):
        total += bits[run.left_end] - bits[run.left]
        total -= gap_bits * max(run.left - a, run.right - b)
        a, b = run.left_end, run.right_end
        if total > best:
            best, keep = total, index + 1
    return runs[:keep]


def _joined(
    passages: list[Passage], left: BodyWords, right: BodyWords, *, settings: AlignmentSettings
) -> tuple[Passage, ...]:
    """The passages, those that follow each other on both sides with a small gap made one."""
    joined: list[Passage] = []
    for passage in passages:
        if joined and _follows(joined[-1][-1], passage[0], passages, left, right, settings):
            joined[-1] = _filled([*joined[-1], *passage], left, right)
        else:
            joined.append(passage)
    return tuple(joined)


def _follows(
    last: Run,
    first: Run,
    passages: list[Passage],
    left: BodyWords,
    right: BodyWords,
    settings: AlignmentSettings,
) -> bool:
    """Does `first` stand close behind `last` on both sides, with nothing aligned between?"""
    gap_a, gap_b = first.left - last.left_end, first.right - last.right_end
    if not (0 <= gap_a <= settings.max_gap and 0 <= gap_b <= settings.max_gap):
        return False
    if left.blocks[last.left] != left.blocks[first.left]:
        return False
    if right.blocks[last.right] != right.blocks[first.right]:
        return False
    return not any(last.right_end <= p[0].right < first.right for p in passages)
