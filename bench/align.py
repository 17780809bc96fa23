"""Measures alignment: pairs a CPU-second, compiled and plain, beside difflib and rapidfuzz.

    python bench/align.py FOLDER [--reports 4000]

Aligns pairs of reports of one story (see bench/archive.py; made in FOLDER where missing). All
programs get the same rows of word numbers in the same run, so ratios can be compared; CPU
seconds, compiled kernels warm. difflib and rapidfuzz find blocks in one order only, no moved ones.
"""

from __future__ import annotations

import argparse
import difflib
import re
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

import archive
import numpy as np
from rapidfuzz.distance import LCSseq

from secondsource.alignment.reuse_chains import find_passages
from secondsource.alignment.reuse_words import BodyWords
from secondsource.model import MarkedReport, Report
from secondsource.scale.aligning import Tokens, align_pairs
from secondsource.scale.shards import read_shard
from secondsource.settings import AlignmentSettings

STAGE = AlignmentSettings()
MOST_BITS = STAGE.max_word_bits * STAGE.bit_parts
PARTNERS = 10  # pairs of each report, at most
FEW = 400  # pairs that the slow programs are timed on


def read(folder: Path, count: int) -> tuple[list[list[int]], np.ndarray]:
    """Words of the first reports as numbers, and their stories."""
    number: dict[str, int] = {}
    rows = []
    for report in read_shard(sorted(folder.glob("reports-*.jsonl"))[0]):
        found = re.findall(r"\w+", report.text.lower())
        rows.append([number.setdefault(word, len(number)) for word in found])
        if len(rows) == count:
            break
    return rows, archive.load(folder).story[: len(rows)]


def pairs_of(stories: np.ndarray) -> np.ndarray:
    """Pairs of reports of one story, those of one left report together."""
    chance = np.random.default_rng(1)
    found = []
    for story in np.unique(stories):
        members = np.flatnonzero(stories == story)
        for one in members:
            chosen = chance.choice(members, min(PARTNERS, len(members)), replace=False)
            found += [(one, other) for other in sorted(chosen) if other > one]
    return np.array(found, dtype=np.int32)


def plain_rows(rows: list[list[int]], worth: np.ndarray) -> Iterator[BodyWords]:
    """The rows as the plain path has them."""
    grams: dict[tuple[int, ...], int] = {}
    for n, row in enumerate(rows):
        places: dict[int, list[int]] = {}
        for at, gram in enumerate(zip(*(row[k:] for k in range(STAGE.seed_words)))):
            places.setdefault(grams.setdefault(gram, len(grams)), []).append(at)
        none = [0] * len(row)
        yield BodyWords(
            marked=MarkedReport(Report(id=str(n), text=""), (), ()),
            starts=none,
            ends=none,
            codes=row,
            blocks=none,
            sentences=none,
            grams=places,
            weights=[0, *accumulate(worth[row].tolist())],
            quoted=[0, *none],
        )


def timed(name: str, pairs: np.ndarray, work: Callable[[int, int], object], ours: float) -> None:
    """Prints how many pairs a program does in a CPU-second, and the ratio."""
    began = time.process_time()
    for left, right in pairs.tolist():
        work(left, right)
    rate = len(pairs) / (time.process_time() - began)
    print(f"{name:34} {rate:10,.0f} a CPU-second; compiled is {ours / rate:6.1f} times as fast")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=4_000)
    given = parser.parse_args()
    if not (given.folder / "gold.npy").exists():
        archive.write(archive.SHARD, 1, given.folder)
    rows, stories = read(given.folder, given.reports)
    flat = np.array([code for row in rows for code in row])
    share = np.bincount(flat) / len(flat)
    bits = -np.log2(np.maximum(share, np.finfo(float).tiny)) * STAGE.bit_parts
    worth = np.minimum(bits, MOST_BITS).astype(np.int32)
    tokens = Tokens(
        codes=flat,
        blocks=np.zeros(len(flat), dtype=np.int32),
        worth=worth[flat],
        quoted=np.zeros(len(flat), dtype=np.bool_),
        begins=np.cumsum([0, *map(len, rows)]),
    )
    pairs = pairs_of(stories)
    lefts, rights = (np.ascontiguousarray(side) for side in pairs.T)
    align_pairs(tokens, lefts[:1], rights[:1])  # what is compiled is then loaded
    began = time.process_time()
    found = align_pairs(tokens, lefts, rights)
    ours = len(pairs) / (time.process_time() - began)
    print(f"{len(pairs):,} pairs of {len(flat) / len(rows):.0f} words on average")
    print(f"{'compiled':34} {ours:10,.0f} a CPU-second, {len(found.passage_ends):,} passages")
    few = np.sort(np.random.default_rng(2).choice(len(pairs), min(FEW, len(pairs)), replace=False))
    body = list(plain_rows(rows, worth))
    same = sum(
        tuple(found.passages(n)) == find_passages(body[a], body[b], settings=STAGE)
        for n, (a, b) in zip(few.tolist(), pairs[few].tolist())
    )
    print(f"plain path: same passages in {same} of {len(few)} pairs")
    chosen = pairs[few]
    timed("plain", chosen, lambda a, b: find_passages(body[a], body[b], settings=STAGE), ours)
    timed("difflib, one order of blocks", chosen, lambda a, b: by_difflib(rows[a], rows[b]), ours)
    timed("rapidfuzz LCS, one order", chosen, lambda a, b: LCSseq.opcodes(rows[a], rows[b]), ours)


def by_difflib(left: list[int], right: list[int]) -> object:
    """The blocks that the standard library finds."""
    return difflib.SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()


if __name__ == "__main__":
    main()
