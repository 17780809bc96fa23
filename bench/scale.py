"""Measures an archive run: speed, recall by kind of copy, wrong pairs, stories, and growth.

    python bench/scale.py FOLDER --reports 10000 100000 [--others]

Makes the archives in FOLDER where they are missing (see bench/archive.py) and prints one line
for each figure. Speeds are reports a CPU-second, whole run from JSON lines to candidates, all
processes counted, compiled kernels cached. --others adds MinHash with datasketch and rensa on
the smallest archive, in the same run, if they are installed.
"""

from __future__ import annotations

import argparse
import math
import resource
import shutil
import time
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import archive
import numpy as np

from secondsource.scale import tasks
from secondsource.scale.archive import find_pairs, find_stories, make_job
from secondsource.scale.feed import Feed
from secondsource.scale.shards import read_shard
from secondsource.settings import ArchiveSettings

SHINGLE = 5
PERMUTATIONS = 128
LARGEST = 100_000  # reports of an archive that is made word by word
SPELLINGS = 10
HOLDER = (1 << 24) - 1
Pairs = set[tuple[int, int]]


def cpu() -> float:
    """CPU seconds of this process and of those it has waited for."""
    used = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)


def peak() -> int:
    """Greatest resident size so far of this process and of one of its children, in MB."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) // 1024


def measure(folder: Path, engine: str, workers: int) -> tuple[float, float]:
    """CPU seconds of candidates and of stories; prints all figures of one archive."""
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    job = make_job(sorted(folder.glob("reports-*.jsonl")), folder=work)
    began, clock = cpu(), time.monotonic()
    count = find_pairs(job, engine=engine, workers=workers)
    spent = cpu() - began
    say(
        folder, "candidates", f"{count / spent:,.0f} a CPU-second, {time.monotonic() - clock:.0f} s"
    )
    began, clock = cpu(), time.monotonic()
    names = dict(find_stories(job, engine=engine, workers=workers))
    told = cpu() - began
    say(folder, "stories", f"{count / told:,.0f} a CPU-second, {time.monotonic() - clock:.0f} s")
    say(folder, "peak memory of a process", f"{peak():,} MB")
    gold = archive.load(folder)
    made = np.array([int(name[1:]) for name in np.load(job.folder / "ids.npy").tolist()])
    keys = np.concatenate([tasks.candidates_of(job, block)[0] for block in job.blocks(count)])
    left, right = (
        made[(keys >> np.uint64(24)).astype(int)],
        made[(keys & np.uint64(HOLDER)).astype(int)],
    )
    judge(folder, "candidates", np.minimum(left, right), np.maximum(left, right), gold)
    labels = np.empty(count, dtype=np.int64)
    labels[made] = np.unique([names[f"r{n:08}"] for n in made.tolist()], return_inverse=True)[1]
    say(
        folder, "stories, B-cubed P/R/F1", "/".join(f"{v:.3f}" for v in b_cubed(gold.story, labels))
    )
    shutil.rmtree(work)
    return spent, told


def judge(folder: Path, what: str, left: np.ndarray, right: np.ndarray, gold: archive.Gold) -> None:
    """Prints recall of direct parents by kind, and the share of pairs across stories."""
    pairs = left * len(gold.story) + right
    pairs.sort()
    for kind, name in enumerate(archive.KINDS):
        child = np.flatnonzero((gold.kind == kind) & (gold.parent >= 0))
        if not len(child):
            continue
        wanted = gold.parent[child] * len(gold.story) + child
        at = np.minimum(np.searchsorted(pairs, wanted), max(0, len(pairs) - 1))
        say(
            folder,
            f"{what}, recall {name}",
            f"{(pairs[at] == wanted).mean():.3f} of {len(child):,}",
        )
    wrong = gold.story[left] != gold.story[right]
    say(folder, f"{what}, across stories", f"{wrong.mean():.4f} of {len(left):,}")


def b_cubed(gold: np.ndarray, found: np.ndarray) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 (Bagga & Baldwin 1998)."""
    _, both = np.unique(np.stack((gold, found)), axis=1, return_inverse=True)
    common = np.bincount(both.ravel())[both.ravel()]
    precision = float((common / np.bincount(found)[found]).mean())
    recall = float((common / np.bincount(gold)[gold]).mean())
    return precision, recall, 2 * precision * recall / (precision + recall)


def stream(folder: Path) -> None:
    """Prints how long one report takes to find its story and candidates, all earlier ones open."""
    reports = sorted(
        (r for path in sorted(folder.glob("reports-*.jsonl")) for r in read_shard(path)),
        key=lambda r: r.published,
    )
    feed, taken, met = Feed(settings=ArchiveSettings(story_days=math.inf)), [], []
    for number, report in enumerate(reports):
        # Thread time: what other processes do meanwhile is no part of it.
        before = time.thread_time_ns()
        found = feed.add(report.text, outlet=report.outlet, published=report.published)
        taken.append(time.thread_time_ns() - before)
        met += [(number, other) for other, _ in found.candidates]
    last = np.array(taken[-len(taken) // 10 :]) / 1e3
    shown = ", ".join(f"p{p} {np.percentile(last, p):,.0f}" for p in (50, 99, 99.9))
    say(folder, "feed, all open, last tenth", f"{shown}, most {last.max():,.0f} µs")
    for name, index in (("stories", feed.stories), ("candidates", feed.prints)):
        say(folder, f"feed, {name}", f"{index.nbytes / len(taken):,.0f} bytes a report")
    made = np.array([int(r.id[1:]) for r in reports])
    pairs = made[np.array(met, dtype=np.int64).reshape(-1, 2)]
    judge(folder, "feed", pairs.min(axis=1), pairs.max(axis=1), archive.load(folder))


def others(folder: Path, ours: float) -> None:
    """Prints the same figures for MinHash by datasketch and rensa, and the ratios."""
    texts = {
        int(r.id[1:]): r.text
        for path in sorted(folder.glob("reports-*.jsonl"))
        for r in read_shard(path)
    }
    gold = archive.load(folder)
    for name, method in (("datasketch", by_datasketch), ("rensa", by_rensa)):
        if find_spec(name) is None:
            say(folder, name, f"not installed: pip install {name} to compare with it")
            continue
        began = cpu()
        pairs = np.array(sorted(method(texts)), dtype=np.int64).reshape(-1, 2)
        rate = len(texts) / (cpu() - began)
        say(folder, name, f"{rate:,.0f} a CPU-second; ours is {ours / rate:.1f} times as fast")
        judge(folder, name, pairs[:, 0], pairs[:, 1], gold)


def shingles(text: str) -> list[str]:
    """Every run of five words."""
    words = text.lower().split()
    return [" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)]


def by_datasketch(texts: dict[int, str]) -> Pairs:
    """Pairs that datasketch's banded MinHash finds at threshold 0.2."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.2, num_perm=PERMUTATIONS)
    found: Pairs = set()
    for number, text in texts.items():
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([s.encode() for s in shingles(text)])
        found |= ordered(number, index.query(sketch))
        index.insert(number, sketch)
    return found


def by_rensa(texts: dict[int, str]) -> Pairs:
    """Pairs that rensa's MinHash in 64 bands of two finds."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.2, num_perm=PERMUTATIONS, num_bands=64)
    found: Pairs = set()
    for number, text in texts.items():
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(shingles(text))
        found |= ordered(number, index.query(sketch))
        index.insert(number, sketch)
    return found


def ordered(number: int, others: Iterable[int]) -> Pairs:
    """Pairs with the lower number first."""
    return {(min(number, other), max(number, other)) for other in others if other != number}


def make(count: int, seed: int, folder: Path) -> None:
    """Writes an archive; a large one is one of a tenth of its size in ten spellings."""
    if count <= LARGEST:
        archive.write(count, seed, folder)
        return
    parent = folder.parent / f"{count // SPELLINGS}"
    if not (parent / "gold.npy").exists():
        make(count // SPELLINGS, seed, parent)
    archive.respell(parent, SPELLINGS, folder)


def say(folder: Path, what: str, value: str) -> None:
    """One line of the result."""
    print(f"{folder.name:>10}  {what:34} {value}", flush=True)


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--engine", default="local")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--others", action="store_true")
    parser.add_argument("--feed", type=int, default=100_000, help="largest archive to feed singly")
    given = parser.parse_args()
    spent: dict[int, tuple[float, float]] = {}
    for count in sorted(given.reports):
        folder = given.folder / f"{count}"
        if not (folder / "gold.npy").exists():
            make(count, given.seed, folder)
        if not spent:
            measure(
                folder, given.engine, given.workers
            )  # once for nothing: what is compiled is then cached
        spent[count] = measure(folder, given.engine, given.workers)
        if count <= given.feed:
            stream(folder)
    least, most = min(spent), max(spent)
    for what, name in enumerate(("candidates", "stories") if least < most else ()):
        growth = math.log(spent[most][what] / spent[least][what]) / math.log(most / least)
        print(f"CPU time of {name} grows with the {growth:.2f}th power of the number of reports")
    if given.others:
        others(given.folder / f"{least}", least / spent[least][0])


if __name__ == "__main__":
    main()
