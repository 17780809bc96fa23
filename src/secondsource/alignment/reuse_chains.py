"""Finds the reused passages of two reports: seeds, runs, chains, and what lies at their ends.

Seed, chain and extend is how long texts are aligned with others in practice (Myers & Miller
1995; passim, Smith, Cordell & Mullen 2015); here on words, weighted by how rare they are. All
weights are whole numbers, so that the compiled twin for archives finds the very same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter

from secondsource.alignment.reuse_common import Run, common_runs
from secondsource.alignment.reuse_words import BodyWords, whole
from secondsource.settings import AlignmentSettings

Passage = tuple[Run, ...]  # in order on both sides, at least one run
Taken = tuple[bytearray, bytearray]  # words that are in a passage, on either side
_SIZE = itemgetter(2)
_ONE = b"\x01"


def find_passages(
    left: BodyWords, right: BodyWords, *, settings: AlignmentSettings
) -> tuple[Passage, ...]:
    """The passages that two reports share, in order of the left one; none overlap on a side.

    The best chain is taken first, then the best of what is left, so a block that was moved is
    a passage of its own.
    """
    runs = _runs(left, right, settings=settings)
    taken = (bytearray(len(left)), bytearray(len(right)))
    found: list[Passage] = []
    for chain in _chains(runs, left, right, settings=settings):
        for part in _free_parts(chain, taken):
            passage = _filled(part, left, right, settings=settings)
            if not _is_enough(passage, left, settings=settings):
                continue
            passage = _extended(passage, left, right, taken, settings=settings)
            for side, row in enumerate(taken):
                begin, end = passage[0][side], passage[-1][side] + passage[-1][2]
                row[begin:end] = _ONE * (end - begin)
            found.append(passage)
    return _joined(sorted(found), left, right, settings=settings)


def _runs(left: BodyWords, right: BodyWords, *, settings: AlignmentSettings) -> list[Run]:
    """All longest runs of equal words that hold a seed, in order."""
    begun: list[list[int]] = []
    last: dict[int, list[int]] = {}  # run of each diagonal
    size = settings.seed_words
    for b, places in enumerate(_seeds(left, right, most=settings.seed_pairs)):
        for a in places:
            run = last.get(b - a)
            if run is not None and run[1] + run[2] == b + size - 1:
                run[2] += 1
            else:
                last[b - a] = run = [a, b, size]
                begun.append(run)
    runs = sorted((a, b, n) for a, b, n in begun)
    # Texts made of few words give runs without end; the long ones are the passages.
    if len(runs) > settings.most_runs:
        runs = sorted(sorted(runs, key=_SIZE, reverse=True)[: settings.most_runs])
    return runs


def _seeds(left: BodyWords, right: BodyWords, *, most: int) -> list[Sequence[int]]:
    """Places on the left with the gram of each place on the right.

    A phrase that stands 30 times on each side would give 900 pairings, over `most`: its n-th
    place is paired with the n-th instead, so that repetitive texts cost no more than others.
    """
    found: list[Sequence[int]] = [()] * len(right)
    for gram in left.grams.keys() & right.grams.keys():
        ours, theirs = left.grams[gram], right.grams[gram]
        if len(ours) * len(theirs) > most:
            for a, b in zip(ours, theirs):
                found[b] = (a,)
        else:
            for b in theirs:
                found[b] = ours
    return found


def _chains(
    runs: list[Run], left: BodyWords, right: BodyWords, *, settings: AlignmentSettings
) -> Iterator[list[Run]]:
    """Chains of runs in order on both sides, the heaviest first; each run in one chain at most.

    Chains that cannot become a passage are left out.
    """
    best: list[int] = []
    before: list[int] = []
    near: list[int] = []  # runs that end near enough to go on from; the left side only rises
    for run in runs:
        near = [j for j in near if runs[j][0] + runs[j][2] >= run[0] - settings.max_gap]
        at, total = _best_before(run, near, runs, best, left, right, settings=settings)
        before.append(at)
        best.append(total + left.weights[run[0] + run[2]] - left.weights[run[0]])
        near.append(len(before) - 1)
        near = near[-settings.look_back :]
    used = bytearray(len(runs))
    for end in sorted(range(len(runs)), key=lambda i: (-best[i], i)):
        chain: list[Run] = []
        at = end
        while at >= 0 and not used[at]:
            used[at] = 1
            chain.append(runs[at])
            at = before[at]
        if chain and _may_be_enough(chain[-1], chain[0], left, settings=settings):
            yield chain[::-1]


def _best_before(
    run: Run,
    near: Sequence[int],
    runs: Sequence[Run],
    best: Sequence[int],
    left: BodyWords,
    right: BodyWords,
    *,
    settings: AlignmentSettings,
) -> tuple[int, int]:
    """The run that this one best goes on from, and what that brings; (-1, 0) for none."""
    a, b, size = run
    weights, most = left.weights, settings.max_gap
    cost = whole(settings.gap_bits, settings=settings)
    block_a, block_b = left.blocks[a], right.blocks[b]
    at, top = -1, 0
    for j in near:
        c, d, n = runs[j]
        gap_a, gap_b = a - c - n, b - d - n
        if c >= a or d >= b or gap_a > most or gap_b > most or -gap_b >= size or -gap_a >= size:
            continue
        if left.blocks[c] != block_a or right.blocks[d] != block_b:
            continue
        over = max(0, -gap_a, -gap_b)
        lost = weights[a + over] - weights[a]
        total = best[j] - lost - cost * (max(gap_a, gap_b) + over)
        if total > top:
            at, top = j, total
    return at, top


def _may_be_enough(first: Run, last: Run, left: BodyWords, *, settings: AlignmentSettings) -> bool:
    """Would all words from the first run to the last make a passage, were they equal?"""
    begin, end = first[0], last[0] + last[2]
    weight = left.weights[end] - left.weights[begin]
    least = whole(settings.min_passage_bits, settings=settings)
    return end - begin >= settings.min_passage_words and weight >= least


def _free_parts(chain: Sequence[Run], taken: Taken) -> list[list[Run]]:
    """The chain without words that are taken, cut where a taken word lies in a gap."""
    parts: list[list[Run]] = [[]]
    end_a = end_b = 0
    for run in chain:
        for a, b, size in _free_pieces(run, taken):
            if parts[-1]:
                over = max(end_a - a, end_b - b, 0)
                if over >= size:
                    continue
                a, b, size = a + over, b + over, size - over
                if taken[0].find(1, end_a, a) >= 0 or taken[1].find(1, end_b, b) >= 0:
                    parts.append([])
            parts[-1].append((a, b, size))
            end_a, end_b = a + size, b + size
    return [part for part in parts if part]


def _free_pieces(run: Run, taken: Taken) -> Iterator[Run]:
    """The parts of a run whose words are taken on neither side."""
    a, b, size = run
    ours, theirs = taken[0][a : a + size], taken[1][b : b + size]
    # Most runs are wholly free: no edges need be looked for.
    if 1 not in ours and 1 not in theirs:
        yield run
        return
    begin = None
    for at, (one, other) in enumerate(zip(ours + _ONE, theirs + _ONE)):
        if begin is None and not (one or other):
            begin = at
        elif begin is not None and (one or other):
            yield a + begin, b + begin, at - begin
            begin = None


def _filled(
    runs: Sequence[Run], left: BodyWords, right: BodyWords, *, settings: AlignmentSettings
) -> Passage:
    """The runs with the equal words of the gaps between them."""
    filled: list[Run] = []
    end_a = end_b = -1
    for run in runs:
        a, b, size = run
        # Gaps are short; a longer one is what cut chains left, and stays a gap.
        if end_a >= 0 and 0 < a - end_a <= settings.widest_fill >= b - end_b > 0:
            ours, theirs = left.codes[end_a:a], right.codes[end_b:b]
            filled += [(end_a + x, end_b + y, n) for x, y, n in common_runs(ours, theirs)]
        filled.append(run)
        end_a, end_b = a + size, b + size
    return _fused(filled)


def _fused(runs: Sequence[Run]) -> Passage:
    """The runs, those that touch on both sides made one."""
    fused: list[Run] = []
    for a, b, size in runs:
        if fused:
            c, d, n = fused[-1]
            if c + n == a and d + n == b:
                fused[-1] = (c, d, n + size)
                continue
        fused.append((a, b, size))
    return tuple(fused)


def _is_enough(passage: Passage, left: BodyWords, *, settings: AlignmentSettings) -> bool:
    """Are there equal words enough, and rare ones, that this is no common phrase or name?"""
    weight = sum(left.weights[a + size] - left.weights[a] for a, _, size in passage)
    least = whole(settings.min_passage_bits, settings=settings)
    return sum(map(_SIZE, passage)) >= settings.min_passage_words and weight >= least


def _extended(
    passage: Passage,
    left: BodyWords,
    right: BodyWords,
    taken: Taken,
    *,
    settings: AlignmentSettings,
) -> Passage:
    """The passage grown at both ends over free words, as long as equal words outweigh gaps."""
    (first_a, first_b, _), (last_a, last_b, size) = passage[0], passage[-1]
    last_a, last_b = last_a + size, last_b + size
    cost = whole(settings.gap_bits, settings=settings)
    a = _reach(left, taken[0], last_a, 1, settings.max_gap)
    b = _reach(right, taken[1], last_b, 1, settings.max_gap)
    after = _worth_it(
        common_runs(left.codes[last_a:a], right.codes[last_b:b]),
        [weight - left.weights[last_a] for weight in left.weights[last_a : a + 1]],
        cost,
    )
    a = _reach(left, taken[0], first_a - 1, -1, settings.max_gap) + 1
    b = _reach(right, taken[1], first_b - 1, -1, settings.max_gap) + 1
    # Backwards is forwards on the words turned round.
    ahead = _worth_it(
        common_runs(left.codes[a:first_a][::-1], right.codes[b:first_b][::-1]),
        [left.weights[first_a] - weight for weight in left.weights[a : first_a + 1][::-1]],
        cost,
    )
    before = [(first_a - x - n, first_b - y - n, n) for x, y, n in reversed(ahead)]
    behind = [(last_a + x, last_b + y, n) for x, y, n in after]
    return _fused([*before, *passage, *behind])


def _reach(row: BodyWords, taken: bytearray, at: int, step: int, most: int) -> int:
    """The first word from `at` on that is taken, of another block, or `most` words away."""
    blocks = row.blocks
    home = blocks[at - step]
    end = min(at + most, len(blocks)) if step > 0 else max(at - most, -1)
    while at != end and not taken[at] and blocks[at] == home:
        at += step
    return at


def _worth_it(runs: Sequence[Run], weights: Sequence[int], gap_weight: int) -> Sequence[Run]:
    """The first runs, as many as weigh more than the gaps before them cost."""
    total, best, keep = 0, 0, 0
    end_a = end_b = 0
    for index, (a, b, size) in enumerate(runs):
        total += weights[a + size] - weights[a] - gap_weight * max(a - end_a, b - end_b)
        end_a, end_b = a + size, b + size
        if total > best:
            best, keep = total, index + 1
    return runs[:keep]


def _joined(
    passages: Sequence[Passage], left: BodyWords, right: BodyWords, *, settings: AlignmentSettings
) -> tuple[Passage, ...]:
    """The passages, those that follow each other on both sides with a small gap made one."""
    joined: list[Passage] = []
    begins = sorted(passage[0][1] for passage in passages)
    for passage in passages:
        if joined and _follows(joined[-1][-1], passage[0], begins, left, right, settings=settings):
            joined[-1] = _filled([*joined[-1], *passage], left, right, settings=settings)
        else:
            joined.append(passage)
    return tuple(joined)


def _follows(
    last: Run,
    first: Run,
    begins: Sequence[int],
    left: BodyWords,
    right: BodyWords,
    *,
    settings: AlignmentSettings,
) -> bool:
    """Does `first` stand close behind `last` on both sides, with nothing aligned between?

    begins: where the passages begin on the right, sorted.
    """
    end_a, end_b = last[0] + last[2], last[1] + last[2]
    if not (0 <= first[0] - end_a <= settings.max_gap >= first[1] - end_b >= 0):
        return False
    if left.blocks[last[0]] != left.blocks[first[0]]:
        return False
    if right.blocks[last[1]] != right.blocks[first[1]]:
        return False
    return begins[bisect_left(begins, end_b)] == first[1]
