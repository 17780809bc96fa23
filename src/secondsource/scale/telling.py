"""The stories of an archive: words are weighed, near reports linked, blocks of them grouped."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.scale.story_limits import fading, joining
from secondsource.scale.tasks import Job, chunk_names, load_order, save_array

_FIRST = 1 << 16  # words that there is room for at first
_SEATS_A_WORD = 4
_SECONDS_A_DAY = 86_400.0


def save_words(job: Job) -> int:
    """Number of different words; saves, chunk by chunk, which word each term is, and how many
    reports hold each word."""
    from secondsource.scale.postings import seats_of

    keys = np.zeros(_FIRST, dtype=np.uint32)
    seats = np.full(_SEATS_A_WORD * _FIRST, -1, dtype=np.int32)
    held_by = np.zeros(0, dtype=np.int64)
    used = 0
    for name in chunk_names(job):
        terms = np.load(job.folder / f"terms-{name}.npy")
        if used + len(terms) > len(keys):
            keys = np.concatenate((keys[:used], np.zeros(len(terms) + used, dtype=np.uint32)))
            seats = np.full(1 << (_SEATS_A_WORD * len(keys) - 1).bit_length(), -1, dtype=np.int32)
            seats_of(keys[:used].copy(), keys, seats, 0, np.empty(used, dtype=np.int32))
        places = np.empty(len(terms), dtype=np.int32)
        used = seats_of(terms, keys, seats, used, places)
        counted = np.bincount(places, minlength=used)
        counted[: len(held_by)] += held_by
        held_by = counted
        save_array(job.folder / f"places-{name}.npy", places)
    save_array(job.folder / "held-by.npy", held_by)
    return used


def make_vectors(job: Job, chunk: int) -> None:
    """The weightiest words of one chunk's reports, with their weights."""
    from secondsource.scale.grouping import vectors_of

    name = chunk_names(job)[chunk]
    ends = np.load(job.folder / f"ends-{name}.npy")
    shape = len(ends), job.archive.story_terms
    words, weights = np.empty(shape, dtype=np.int32), np.empty(shape, dtype=np.float32)
    vectors_of(
        np.load(job.folder / f"places-{name}.npy"),
        np.load(job.folder / f"times-{name}.npy"),
        ends,
        np.load(job.folder / "held-by.npy"),
        len(load_order(job).numbers),
        job.archive.imagined,
        words,
        weights,
    )
    save_array(job.folder / f"words-{name}.npy", words)
    save_array(job.folder / f"weights-{name}.npy", weights)


def save_blocks(job: Job, n_reports: int) -> int:
    """Number of parts to group; saves the reports that hang together, block after block."""
    words, weights = _in_order(job, n_reports)
    days = np.load(job.folder / "times.npy") / _SECONDS_A_DAY
    members, ends = _blocks(job, words, weights, days)
    # Parts of about equally many reports; a block is never cut.
    marks = np.searchsorted(ends, np.arange(0, n_reports, job.archive.part_reports), side="right")
    for name, array in (
        ("words", words),
        ("weights", weights),
        ("members", members),
        ("block-ends", ends),
        ("part-marks", np.unique([*marks, len(ends)])),
    ):
        save_array(job.folder / f"{name}.npy", array)
    return len(np.unique([*marks, len(ends)])) - 1


def make_groups(job: Job, part: int) -> None:
    """The stories of one part of the blocks: of each report, the first report of its story."""
    from secondsource.scale import grouping as kernels

    words, weights, members, ends, marks = (
        np.load(job.folder / f"{name}.npy", "r")
        for name in ("words", "weights", "members", "block-ends", "part-marks")
    )
    first, last = (int(mark) for mark in marks[part : part + 2])
    begin = int(ends[first - 1]) if first else 0
    own = np.array(members[begin : ends[last - 1]])
    stories = np.empty(len(own), dtype=np.int32)
    kernels.group_blocks(
        own,
        np.array(ends[first:last]) - begin,
        np.asarray(words),
        np.asarray(weights),
        len(np.load(job.folder / "held-by.npy", "r")),
        np.load(job.folder / "times.npy") / _SECONDS_A_DAY,
        fading(job.stories),
        joining(job.stories, least=job.archive.group_least),
        stories,
    )
    save_array(job.folder / f"grouped-{part:06}.npy", np.stack((own, stories)))


def save_stories(job: Job, n_reports: int, parts: int) -> None:
    """The story of every report: a number, rising with the story's first report."""
    first = np.empty(n_reports, dtype=np.int32)
    for part in range(parts):
        reports, leaders = np.load(job.folder / f"grouped-{part:06}.npy")
        first[reports] = leaders
    stories = np.unique(first, return_inverse=True)[1]
    save_array(job.folder / "stories.npy", stories.ravel().astype(np.int32))


def _in_order(job: Job, n_reports: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Words and weights of all reports in order of publication."""
    numbers = load_order(job).numbers
    shape = n_reports, job.archive.story_terms
    words, weights = np.empty(shape, dtype=np.int32), np.empty(shape, dtype=np.float32)
    begin = 0
    for name in chunk_names(job):
        part = np.load(job.folder / f"words-{name}.npy")
        to = numbers[begin : begin + len(part)]
        words[to] = part
        weights[to] = np.load(job.folder / f"weights-{name}.npy")
        begin += len(part)
    return words, weights


def _blocks(
    job: Job, words: NDArray[np.int32], weights: NDArray[np.float32], days: NDArray[np.float64]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Reports that hang together by links, block after block, and where each block ends."""
    from secondsource.scale.grouping import blocks_of

    lefts, rights, nears = _links(job, words, weights, days)
    # The nearest first; of equal ones those of the first reports, as they were found.
    order = np.argsort(-nears, kind="stable")
    parents = np.empty(len(words), dtype=np.int32)
    blocks_of(order, lefts, rights, job.archive.block_reports, parents)
    members = np.argsort(parents, kind="stable").astype(np.int32)
    ends = np.flatnonzero(np.diff(parents[members], append=-1)) + 1
    return members, ends


def _links(job: Job, words: Any, weights: Any, days: NDArray[np.float64]) -> tuple[Any, Any, Any]:
    """Links between near reports: later one, earlier one, cosine."""
    from secondsource.scale import grouping as kernels

    chosen = job.archive
    n_words = len(np.load(job.folder / "held-by.npy", "r"))
    begins = np.empty(n_words + 1, dtype=np.int64)
    n_held = int((words[:, : chosen.terms] >= 0).sum())
    held, worth = np.empty(n_held, dtype=np.int32), np.empty(n_held, dtype=np.float32)
    kernels.postings(words, weights, chosen.terms, begins, held, worth)
    room = len(words) * chosen.nearest
    lefts, rights = np.empty(room, dtype=np.int32), np.empty(room, dtype=np.int32)
    nears = np.empty(room, dtype=np.float32)
    found = kernels.near_reports(
        words,
        weights,
        chosen.terms,
        begins,
        held,
        worth,
        days,
        chosen.window_days,
        chosen.most_held,
        chosen.nearest,
        chosen.near_least,
        lefts,
        rights,
        nears,
    )
    return lefts[:found], rights[:found], nears[:found]
