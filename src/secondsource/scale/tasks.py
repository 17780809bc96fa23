"""The tasks of an archive job. Each reads whole files, writes whole files, and may be run twice.

A task is a function of the job and a number. Nothing is handed from task to task but files, so
one process, a pool, or a cluster gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.errors import ReportError
from secondsource.scale import joining
from secondsource.scale.files import is_whole, read_part, write_parts, write_whole
from secondsource.scale.fingerprint import Fingerprinter
from secondsource.scale.shards import ArchiveReport, batched, has_rows, read_shard
from secondsource.settings import ArchiveSettings, CandidateSettings, StorySettings

Keys = NDArray[np.uint64]
Places = NDArray[np.uint16]
_NO_PLACES = np.zeros(0, dtype=np.uint16)
_KEY_BITS = 64
_NEVER = 1 << 40  # words; no pair shares so many


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done: input files, settings, the folder of the files between, and its name.

    name: the fingerprint of inputs and settings, 64 hexadecimal digits.
    """

    shards: tuple[Path, ...]
    folder: Path
    name: str
    archive: ArchiveSettings
    candidates: CandidateSettings
    stories: StorySettings

    def path(self, step: str, number: int) -> Path:
        """The file that a task writes."""
        return self.folder / f"{step}-{number:06}.parts"

    def rows(self, shard: int) -> Path:
        """The file of rows of an input; where it had none, the one that `make_rows` wrote."""
        given = self.shards[shard]
        return given if has_rows(given) else self.folder / f"rows-{shard:06}.jsonl"

    def buckets(self) -> range:
        """Numbers of the buckets of fingerprints."""
        return range(1 << self.archive.bucket_bits)

    def blocks(self, n_reports: int) -> range:
        """Numbers of the blocks of reports."""
        return range((n_reports >> self.archive.block_bits) + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """What the tasks must know of all reports, by a report's number.

    numbers: of each report as it was read, its number in order of publication. begins: first
    report of each chunk, as read. outlets: number of the outlet, -1 unknown. outlet_sizes: its
    reports. Files, not arrays, are handed to other processes.
    """

    numbers: NDArray[np.int32]
    begins: NDArray[np.int64]
    outlets: NDArray[np.int32]
    outlet_sizes: NDArray[np.int64]


def make_postings(job: Job, shard: int) -> None:
    """Fingerprints of one input file's reports, in buckets; and what is known of each report.

    A long file gives several chunks, so that memory hangs on a setting and not on the file.
    """
    done = job.path("shard", shard)
    if is_done(done, job):
        return
    printer = Fingerprinter(settings=job.candidates, lead_words=job.archive.lead_words)
    chunks = 0
    for reports in batched(read_shard(job.rows(shard)), job.archive.chunk_reports):
        _make_chunk(job, f"{shard:06}-{chunks:04}", reports, printer)
        chunks += 1
    write_done(done, job, chunks)


def _make_chunk(
    job: Job, name: str, reports: Sequence[ArchiveReport], printer: Fingerprinter
) -> None:
    """Postings and facts of one chunk of reports."""
    made = [
        printer.of([r.text for r in batch], titles=[r.title for r in batch])
        for batch in batched(reports, job.archive.batch_reports)
    ]
    prints = np.concatenate([p.prints for p in made])
    keys, begins = np.empty_like(prints), np.zeros(len(job.buckets()) + 1, dtype=np.int64)
    places = np.empty(len(prints), dtype=np.uint16)
    joining.postings_of(
        prints,
        np.concatenate([p.places for p in made]),
        np.concatenate([p.counts for p in made]),
        job.archive.bucket_bits,
        keys,
        places,
        begins,
    )
    words = {
        "terms": np.concatenate([p.terms for p in made]),
        "times": np.concatenate([p.times for p in made]),
        "ends": np.cumsum(np.concatenate([p.term_counts for p in made])),
    }
    for what, column in words.items():
        save_array(job.folder / f"{what}-{name}.npy", column)
    facts = _facts(reports)
    write_whole(job.folder / f"known-{name}.npz", lambda out: np.savez(out, **facts))
    path = job.folder / f"postings-{name}.parts"
    write_parts(path, job=job.name, keys=keys, extra=places, begins=begins)


def save_array(path: Path, array: NDArray[Any]) -> None:
    """Writes an array to a file (.npy), whole or not at all."""
    write_whole(path, lambda out: np.save(out, array))


def write_done(path: Path, job: Job, number: int) -> None:
    """A file that says that a task is done, with a number."""
    keys, begins = np.array([number], dtype=np.uint64), np.array([0, 1], dtype=np.int64)
    write_parts(path, job=job.name, keys=keys, extra=_NO_PLACES, begins=begins)


def is_done(path: Path, job: Job) -> bool:
    """Does that file stand there, written by this job?"""
    return is_whole(path, job=job.name)


def chunk_names(job: Job) -> list[str]:
    """The chunks of all input files, in order."""
    return [
        f"{shard:06}-{chunk:04}"
        for shard in range(len(job.shards))
        for chunk in range(int(read_part(job.path("shard", shard), 0, job=job.name)[0][0]))
    ]


def _facts(batch: Sequence[ArchiveReport]) -> dict[str, Any]:
    digests = (hashlib.blake2b(_bytes(r.text), digest_size=8).digest() for r in batch)
    return {
        "ids": np.array([r.id for r in batch], dtype=np.str_),
        "times": np.array([r.published for r in batch], dtype=np.float64),
        "digests": np.frombuffer(b"".join(digests), dtype="<u8"),
        "outlets": np.array([r.outlet for r in batch], dtype=np.str_),
    }


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def save_order(job: Job) -> int:
    """Number of reports; puts them in order of time, then text, so that files' order is nothing."""
    known = [np.load(job.folder / f"known-{name}.npz") for name in chunk_names(job)]
    if not known:
        raise ReportError(f"no report in the {len(job.shards)} files given; nothing can be done")
    ids, times, digests, outlets = (
        np.concatenate([part[name] for part in known])
        for name in ("ids", "times", "digests", "outlets")
    )
    order = np.lexsort((ids, digests, times))
    numbers = np.empty(len(order), dtype=np.int32)
    numbers[order] = np.arange(len(order), dtype=np.int32)
    names, of_report = np.unique(outlets, return_inverse=True)
    of_outlet = np.where(outlets == "", -1, of_report.ravel()).astype(np.int32)[order]
    sizes = np.bincount(of_outlet[of_outlet >= 0], minlength=len(names)).astype(np.int64)
    begins = np.concatenate(([0], np.cumsum([len(part["ids"]) for part in known])))
    arrays: dict[str, Any] = {
        "numbers": numbers,
        "begins": begins,
        "outlets": of_outlet,
        "outlet_sizes": sizes,
    }
    write_whole(job.folder / "order.npz", lambda out: np.savez(out, **arrays))
    save_array(job.folder / "ids.npy", ids[order])
    save_array(job.folder / "times.npy", times[order])
    save_array(job.folder / "digests.npy", digests[order])
    return len(order)


def load_order(job: Job) -> Order:
    """The order that `save_order` made."""
    with np.load(job.folder / "order.npz") as given:
        return Order(*(given[name] for name in ("numbers", "begins", "outlets", "outlet_sizes")))


def make_links(job: Job, bucket: int) -> None:
    """What reports of one bucket share, enough of it to see which belong together.

    Keeps the postings that are no boilerplate, for `make_hits`.
    """
    hits, kept_postings = job.path("links", bucket), job.path("kept", bucket)
    if is_whole(hits, job=job.name) and is_whole(kept_postings, job=job.name):
        return
    order, chosen = load_order(job), job.archive
    keys, places = _bucket(job, bucket, order)
    kept = joining.without_boilerplate(
        keys,
        places,
        order.outlets,
        order.outlet_sizes,
        chosen.boilerplate_least,
        chosen.boilerplate_share,
    )
    keys, places = keys[:kept], places[:kept]
    begins = np.array([0, kept], dtype=np.int64)
    write_parts(kept_postings, job=job.name, keys=keys, extra=places, begins=begins)
    shared = _hits(keys, places, light=chosen.light, reach=chosen.reach, job=job)
    _write_hits(job, hits, shared, len(order.numbers))


def _bucket(job: Job, bucket: int, order: Order) -> tuple[Keys, Places]:
    """All postings of a bucket, sorted by fingerprint, then report."""
    rows = []
    for chunk, name in enumerate(chunk_names(job)):
        path = job.folder / f"postings-{name}.parts"
        keys, places = read_part(path, bucket, job=job.name)
        joining.renumber(keys, order.numbers[order.begins[chunk] :])
        rows.append((keys, places))
    keys, places = (np.concatenate(column) for column in zip(*rows))
    spare, spare_places = np.empty_like(keys), np.empty_like(places)
    used = max(1, len(order.numbers) - 1).bit_length()
    joining.sort_keys(keys, places, spare, spare_places, 0, used)
    joining.sort_keys(keys, places, spare, spare_places, joining.HOLDER_BITS, _KEY_BITS)
    return keys, places


def _hits(keys: Keys, places: Places, *, light: int, reach: int, job: Job) -> Iterator[Keys]:
    """Hits of sorted postings, a buffer's fill at a time."""
    out = np.empty(max(job.archive.hits_at_once, light, reach + 1), dtype=np.uint64)
    run, at = 0, 0
    while run < len(keys):
        run, at, filled = joining.hits_of(keys, places, light, reach, run, at, out)
        yield out[:filled]


def _write_hits(job: Job, path: Path, fills: Iterable[Keys], n_reports: int) -> None:
    """Writes hits in blocks of their left report."""
    hits = np.concatenate([np.zeros(0, dtype=np.uint64), *(fill.copy() for fill in fills)])
    blocks = job.blocks(n_reports)
    out, begins = np.empty_like(hits), np.zeros(len(blocks) + 1, dtype=np.int64)
    joining.parted_hits(hits, job.archive.block_bits, len(blocks), out, begins)
    write_parts(path, job=job.name, keys=out, extra=_NO_PLACES, begins=begins)


def make_linked(job: Job, block: int) -> None:
    """Pairs of one block's reports that share a long passage: they belong together."""
    _make_pairs(job, block, step="linked", hits="links", distinct=_NEVER)


def make_hits(job: Job, bucket: int) -> None:
    """All that reports of one bucket share, but for phrases that many groups use."""
    done = job.path("hits", bucket)
    if is_whole(done, job=job.name):
        return
    groups, chosen = np.load(job.folder / "groups.npy"), job.archive
    keys, places = read_part(job.path("kept", bucket), 0, job=job.name)
    joining.grouped(keys, places, groups, chosen.few_groups)
    shared = _hits(keys, places, light=chosen.most_in_group, reach=chosen.wide_reach, job=job)
    _write_hits(job, done, shared, len(groups))


def make_pairs(job: Job, block: int) -> None:
    """The candidates of one block's reports, with their shared fingerprints."""
    _make_pairs(job, block, step="pairs", hits="hits", distinct=job.archive.min_distinct)


def _make_pairs(job: Job, block: int, *, step: str, hits: str, distinct: int) -> None:
    done = job.path(step, block)
    if is_whole(done, job=job.name):
        return
    chosen = job.archive
    keys = np.concatenate(
        [read_part(job.path(hits, b), block, job=job.name)[0] for b in job.buckets()]
    )
    joining.sort_keys(keys, _NO_PLACES, np.empty_like(keys), _NO_PLACES, 0, _KEY_BITS)
    pairs = np.empty(len(keys) // 2 + 1, dtype=np.uint64)
    shared = np.empty(len(pairs), dtype=np.int32)
    found = joining.pairs_of(
        keys,
        job.candidates.gram_words,
        chosen.max_gap,
        chosen.min_passage,
        chosen.min_scattered,
        distinct,
        pairs,
        shared,
    )
    extra = np.minimum(shared[:found], np.iinfo(np.uint16).max).astype(np.uint16)
    begins = np.array([0, found], dtype=np.int64)
    write_parts(done, job=job.name, keys=pairs[:found], extra=extra, begins=begins)


def save_groups(job: Job, n_reports: int) -> None:
    """Groups of reports that hang together by pairs; each is numbered by its first report."""
    parents = np.arange(n_reports, dtype=np.int32)
    for block in job.blocks(n_reports):
        joining.join_groups(read_part(job.path("linked", block), 0, job=job.name)[0], parents)
    joining.leaders(parents)
    save_array(job.folder / "groups.npy", parents)


def candidates_of(job: Job, block: int) -> tuple[Keys, Places]:
    """Pairs of one block (left and right as in a key), sorted, and their shared fingerprints."""
    return read_part(job.path("pairs", block), 0, job=job.name)
