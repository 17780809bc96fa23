"""Compiled kernels that put an archive's reports into stories: arrays in, arrays out.

Words are weighed by how many reports hold them; near reports are found by their weightiest
words; what hangs together is put into blocks, and a block is grouped as a small pile is, with
every join verified. `grouped` is the twin of `secondsource.stories.grouping.group`.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from secondsource.scale.story_limits import Fading, Joining

Ints = NDArray[np.int64]
Small = NDArray[np.int32]
Weights = NDArray[np.float32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Bytes = NDArray[np.uint8]

_compiled = numba.njit(cache=True, nogil=True)
NONE = -1


@_compiled
def vectors_of(
    places: Small,
    times: Bytes,
    ends: Ints,
    held_by: Ints,
    n_reports: int,
    imagined: int,
    words: Small,
    weights: Weights,
) -> None:
    """Fills words and weights, (n, most): the weightiest words of each report, the first ones
    first, of length one together; a row is filled up with -1.

    places: word of each distinct word of each report; ends: where each report's end. held_by:
    reports of the archive that hold each word. TF-IDF; of equal weights those first in the text.
    """
    most, begin = words.shape[1], 0
    for report in range(len(ends)):
        end = ends[report]
        worth = np.empty(end - begin, dtype=np.float64)
        for i in range(end - begin):
            share = held_by[places[begin + i]] / (n_reports + imagined)
            worth[i] = (1.0 + np.log(np.float64(times[begin + i]))) * -np.log(min(1.0, share))
        order = np.argsort(-worth, kind="mergesort")[:most]
        length = 0.0
        for i in order:
            length += worth[i] ** 2
        words[report] = NONE
        weights[report] = 0.0
        for k in range(len(order)):
            if worth[order[k]] > 0.0:
                words[report, k] = places[begin + order[k]]
                weights[report, k] = worth[order[k]] / np.sqrt(length)
        begin = end


@_compiled
def postings(
    words: Small, weights: Weights, terms: int, begins: Ints, held: Small, worth: Weights
) -> None:
    """Fills begins, n_words + 1, and the reports with each word among their first `terms`.

    held: of one word, reports in their order; worth: the word's weight in each. Both as long as
    there are such words in all.
    """
    begins[:] = 0
    for report in range(len(words)):
        for k in range(terms):
            if words[report, k] >= 0:
                begins[words[report, k] + 1] += 1
    for word in range(len(begins) - 1):
        begins[word + 1] += begins[word]
    at = begins[:-1].copy()
    for report in range(len(words)):
        for k in range(terms):
            word = words[report, k]
            if word >= 0:
                held[at[word]], worth[at[word]] = report, weights[report, k]
                at[word] += 1


@_compiled
def near_reports(
    words: Small,
    weights: Weights,
    terms: int,
    begins: Ints,
    held: Small,
    worth: Weights,
    days: Floats,
    window: float,
    most_held: int,
    k_nearest: int,
    least: float,
    lefts: Small,
    rights: Small,
    nears: Weights,
) -> int:
    """Number of links found: each report with the nearest ones before it.

    Cosine over the first `terms` words, at least `least`; reports published up to `window` days
    before; of a word with very many reports only the last `most_held`. lefts, rights, nears: room
    for k_nearest links a report.
    """
    n_reports, found = len(words), 0
    firsts, lasts = begins[:-1].copy(), begins[:-1].copy()
    sums = np.zeros(n_reports, dtype=np.float32)
    touched = np.empty(n_reports, dtype=np.int32)
    for report in range(n_reports):
        n_touched = 0
        for k in range(terms):
            word = words[report, k]
            if word < 0:
                break
            first, last = max(firsts[word], lasts[word] - most_held), lasts[word]
            while first < last and days[held[first]] < days[report] - window:
                first += 1
            firsts[word] = first
            for at in range(first, last):
                other = held[at]
                if sums[other] == 0.0:
                    touched[n_touched] = other
                    n_touched += 1
                sums[other] += weights[report, k] * worth[at]
            lasts[word] += 1
        found = _nearest(
            report, touched, n_touched, sums, k_nearest, least, found, lefts, rights, nears
        )
    return found


@_compiled
def _nearest(
    report: int,
    touched: Small,
    n_touched: int,
    sums: Weights,
    k_nearest: int,
    least: float,
    found: int,
    lefts: Small,
    rights: Small,
    nears: Weights,
) -> int:
    """Links after those of one report with its nearest; sums are zeros again afterwards."""
    begin = found
    for i in range(n_touched):
        other, near = touched[i], sums[touched[i]]
        sums[other] = 0.0
        if near < least:
            continue
        at = found
        if found - begin == k_nearest:
            at -= 1
            if near < nears[at] or (near == nears[at] and other > rights[at]):
                continue
        else:
            found += 1
        while at > begin and (
            near > nears[at - 1] or (near == nears[at - 1] and other < rights[at - 1])
        ):
            nears[at], rights[at] = nears[at - 1], rights[at - 1]
            at -= 1
        nears[at], rights[at] = near, other
        lefts[found - 1] = report
    return found


@_compiled
def blocks_of(order: Ints, lefts: Small, rights: Small, most: int, parents: Small) -> None:
    """Fills parents with the first report of each report's block, at most `most` reports each.

    order: links, the nearest first. A block that grows too large is cut where it hangs together
    least.
    """
    sizes = np.ones(len(parents), dtype=np.int64)
    for report in range(len(parents)):
        parents[report] = report
    for link in order:
        a, b = lefts[link], rights[link]
        while parents[a] != a:
            parents[a] = parents[parents[a]]
            a = parents[a]
        while parents[b] != b:
            parents[b] = parents[parents[b]]
            b = parents[b]
        if a != b and sizes[a] + sizes[b] <= most:
            first, second = min(a, b), max(a, b)
            parents[second] = first
            sizes[first] += sizes[second]
    for report in range(len(parents)):
        parents[report] = parents[parents[report]]
        while parents[parents[report]] != parents[report]:
            parents[report] = parents[parents[report]]


@_compiled
def group_blocks(
    members: Small,
    ends: Ints,
    words: Small,
    weights: Weights,
    n_words: int,
    days: Floats,
    fading: Fading,
    joining: Joining,
    stories: Small,
) -> None:
    """Fills stories: of each of the members, the first report of its story.

    members: the reports of each block, in order; ends: where those of each block end.
    """
    scratch = np.zeros(n_words, dtype=np.float32)
    begin = 0
    for end in ends:
        block = members[begin:end]
        if len(block) == 1:
            stories[begin] = block[0]
        else:
            near = likeness_of(block, words, weights, scratch)
            with_days(near, days[block], fading)
            labels = grouped(near, joining)
            for i in range(len(block)):
                stories[begin + i] = block[labels[i]]
        begin = end


@_compiled
def likeness_of(members: Small, words: Small, weights: Weights, scratch: Weights) -> Floats:
    """Cosines of some reports over all their words, (n, n). scratch: zeros, one for each word."""
    size, most = len(members), words.shape[1]
    found = np.zeros((size, size), dtype=np.float64)
    for i in range(size):
        one = members[i]
        for k in range(most):
            if words[one, k] >= 0:
                scratch[words[one, k]] = weights[one, k]
        for j in range(i):
            other, total = members[j], 0.0
            for k in range(most):
                if words[other, k] < 0:
                    break
                total += scratch[words[other, k]] * weights[other, k]
            found[i, j] = found[j, i] = total
        for k in range(most):
            if words[one, k] >= 0:
                scratch[words[one, k]] = 0.0
    return found


@_compiled
def with_days(near: Floats, days: Floats, fading: Fading) -> None:
    """Takes off near what `stories.likeness.nearness` takes off; two reports as
    near as `fading.copy` are copies."""
    for i in range(len(near)):
        for j in range(len(near)):
            apart = abs(days[i] - days[j])
            if np.isnan(apart):
                continue
            beyond = max(0.0, apart - fading.near_days) / fading.half_days
            factor = fading.far_worth + (1.0 - fading.far_worth) * 0.5**beyond
            if near[i, j] < fading.copy:
                seasons = max(0.0, apart - fading.season_days) / fading.season_half_days
                factor *= 0.5**seasons
            near[i, j] *= factor


@_compiled
def grouped(near: Floats, joining: Joining) -> Small:
    """A group's number for each report; a group is numbered by its first report."""
    size = len(near)
    mean = np.minimum(near, joining.most)
    open_pairs = np.ones((size, size), dtype=np.bool_)
    labels = np.arange(size).astype(np.int32)
    sizes, inner = np.ones(size, dtype=np.float64), np.zeros(size, dtype=np.float64)
    best = np.empty(size, dtype=np.int64)  # of each row, the nearest open one behind it
    for row in range(size):
        best[row] = _best_of(mean, open_pairs, row)
    while True:
        a = NONE
        for row in range(size):
            if best[row] >= 0 and (a < 0 or mean[row, best[row]] > mean[a, best[a]]):
                a = row
        if a < 0 or mean[a, best[a]] < joining.least:
            return labels
        b = best[a]
        between = mean[a, b]
        if not _may_join(between, a, b, sizes, inner, joining):
            open_pairs[a, b] = False
            best[a] = _best_of(mean, open_pairs, a)
            continue
        inner[a] += inner[b] + between * sizes[a] * sizes[b]
        for other in range(size):
            row_mean = (mean[a, other] * sizes[a] + mean[b, other] * sizes[b]) / (
                sizes[a] + sizes[b]
            )
            mean[a, other] = mean[other, a] = row_mean
        sizes[a] += sizes[b]
        sizes[b] = 0.0
        for report in range(size):
            if labels[report] == b:
                labels[report] = a
        for other in range(size):
            # A group that has grown may try again what it was refused; b is gone.
            open_pairs[min(a, other), max(a, other)] = sizes[other] > 0.0 and other != a
            open_pairs[min(b, other), max(b, other)] = False
        best[b] = NONE
        for row in range(a + 1):
            if _moved(row, a, b, mean, open_pairs, best):
                best[row] = _best_of(mean, open_pairs, row)
        for row in range(a + 1, b):
            if best[row] == b:
                best[row] = _best_of(mean, open_pairs, row)


@_compiled
def _moved(row: int, a: int, b: int, mean: Floats, open_pairs: Flags, best: Ints) -> bool:
    """Must a row before a be searched anew, now that a has grown by b?"""
    if row == a or best[row] == a or best[row] == b:
        return True
    if not open_pairs[row, a]:
        return False
    return bool(best[row] < 0 or mean[row, a] >= mean[row, best[row]])


@_compiled
def _best_of(mean: Floats, open_pairs: Flags, row: int) -> int:
    """The nearest open one behind a row; the first of equal ones; -1 for none."""
    found = NONE
    for other in range(row + 1, len(mean)):
        if open_pairs[row, other] and (found < 0 or mean[row, other] > mean[row, found]):
            found = other
    return found


@_compiled
def _may_join(
    between: float,
    a: int,
    b: int,
    sizes: Floats,
    inner: Floats,
    joining: Joining,
) -> bool:
    """Is the mean likeness between two groups worthy of the likeness inside them?"""
    one = inner[a] / max(1.0, sizes[a] * (sizes[a] - 1.0) / 2.0)
    other = inner[b] / max(1.0, sizes[b] * (sizes[b] - 1.0) / 2.0)
    if sizes[a] >= joining.crowd and sizes[b] >= joining.crowd:
        smaller = min(sizes[a], sizes[b], np.float64(joining.large))
        beyond = (smaller - joining.crowd) / max(1, joining.large - joining.crowd)
        share = joining.loose_ratio + (joining.large_ratio - joining.loose_ratio) * beyond
        near = between >= joining.crowd_ratio * np.sqrt(one * other)
        return bool(near and between >= share * min(one, other))
    if sizes[a] < joining.settled and sizes[b] < joining.settled:
        return True
    densest = max(
        one if sizes[a] >= joining.settled else 0.0, other if sizes[b] >= joining.settled else 0.0
    )
    return bool(between >= joining.joiner_ratio * densest)
