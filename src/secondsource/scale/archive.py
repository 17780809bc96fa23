"""Runs the steps of an archive job with an engine, and gives what they found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from secondsource.errors import ReportError
from secondsource.model import Candidate
from secondsource.scale import rowing, tasks, telling
from secondsource.scale.engines import open_engine
from secondsource.scale.tasks import Job
from secondsource.settings import ArchiveSettings, CandidateSettings, StorySettings
from secondsource.version import __version__

_CODE = "archive 3"  # changes when kernels or files change what they hold
_BLOCK_BYTES = 1 << 20
_READ = (".jsonl", ".ndjson", ".gz", ".parquet", ".warc")


def make_job(
    paths: Sequence[Path],
    *,
    folder: Path,
    archive: ArchiveSettings = ArchiveSettings(),
    candidates: CandidateSettings = CandidateSettings(),
    stories: StorySettings = StorySettings(),
) -> Job:
    """The job over these files; its own folder lies in `folder`, named by its fingerprint.

    The fingerprint covers the bytes of every input and all settings, so changed inputs make
    another job, and the same ones go on where they were stopped. The order of files is nothing.
    """
    for path in paths:
        if not path.is_file() or path.suffix not in _READ:
            raise ReportError(
                f"{path}: an archive is read from files of JSON lines (.jsonl, .jsonl.gz), Parquet "
                "or WARC; make them with: secondsource reports PATH --out FILE.jsonl"
            )
    given = sorted((_digest(path), path) for path in paths)
    settings = [asdict(part) for part in (archive, candidates, stories)]
    chosen = [_CODE, __version__, settings, [digest for digest, _ in given]]
    name = hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()
    return Job(
        shards=tuple(path for _, path in given),
        folder=folder / name[:16],
        name=name,
        archive=archive,
        candidates=candidates,
        stories=stories,
    )


def _digest(path: Path) -> str:
    found = hashlib.blake2b(digest_size=16)
    with path.open("rb") as given:
        while block := given.read(_BLOCK_BYTES):
            found.update(block)
    return found.hexdigest()


def find_pairs(job: Job, *, engine: str = "local", workers: int = 1) -> int:
    """Number of reports; afterwards the job's folder holds the candidates of each block.

    engine: a name of `engines.ENGINES`; all give the same bytes. workers: processes of this
    machine. Raises SettingsError for an engine that does not exist.
    """
    with open_engine(engine, workers=workers) as run:
        run.map(rowing.make_rows, job, range(len(job.shards)))
        run.map(tasks.make_postings, job, range(len(job.shards)))
        count = tasks.save_order(job)
        run.map(tasks.make_links, job, job.buckets())
        run.map(tasks.make_linked, job, job.blocks(count))
        tasks.save_groups(job, count)
        run.map(tasks.make_hits, job, job.buckets())
        run.map(tasks.make_pairs, job, job.blocks(count))
    return count


def read_candidates(job: Job) -> Iterator[Candidate]:
    """The candidates that `find_pairs` found, left.id < right.id."""
    ids = np.load(job.folder / "ids.npy")
    for block in job.blocks(len(ids)):
        pairs, shared = tasks.candidates_of(job, block)
        for pair, count in zip(pairs.tolist(), shared.tolist()):
            left, right = sorted((str(ids[pair >> 24]), str(ids[pair & 0xFFFFFF])))
            yield Candidate(left, right, count)


def find_stories(job: Job, *, engine: str = "local", workers: int = 1) -> Iterator[tuple[str, str]]:
    """Each report's id and its story's name, in order of publication.

    Needs no candidates. A story's name hangs on its texts.
    """
    save_stories(job, engine=engine, workers=workers)
    ids, digests, stories = (
        np.load(job.folder / f"{name}.npy") for name in ("ids", "digests", "stories")
    )
    names = _story_names(digests, stories)
    for report, story in zip(ids.tolist(), stories.tolist()):
        yield report, names[story]


def save_stories(job: Job, *, engine: str = "local", workers: int = 1) -> None:
    """Leaves the number of each report's story in the job's folder, in order of publication."""
    with open_engine(engine, workers=workers) as run:
        run.map(rowing.make_rows, job, range(len(job.shards)))
        run.map(tasks.make_postings, job, range(len(job.shards)))
        count = tasks.save_order(job)
        telling.save_words(job)
        run.map(telling.make_vectors, job, range(len(tasks.chunk_names(job))))
        parts = telling.save_blocks(job, count)
        run.map(telling.make_groups, job, range(parts))
    telling.save_stories(job, count, parts)


def _story_names(digests: NDArray[np.uint64], stories: NDArray[np.int32]) -> list[str]:
    """A name for each story, from its reports' texts whatever their order."""
    order = np.lexsort((digests, stories))
    ends = np.cumsum(np.bincount(stories))
    texts = digests[order].astype("<u8")
    parts = np.split(texts, ends[:-1])
    hashes = (hashlib.sha256(part.tobytes()).hexdigest() for part in parts)
    return [f"story-{name[:12]}" for name in hashes]
