"""The derivations of an archive, story by story: rows are put beside those of their story first."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.errors import ReportError
from secondsource.model import Derivation, Refused, Report
from secondsource.models import Models, load_models
from secondsource.scale import archive, tasks
from secondsource.scale.engines import open_engine
from secondsource.scale.files import has_bytes, read_bytes, write_bytes
from secondsource.scale.rowing import refused_of
from secondsource.scale.shards import batched, shard_rows
from secondsource.scale.tasks import Job
from secondsource.settings import Settings
from secondsource.version import __version__


def find_derivations(
    job: Job, *, outlets: Path | None = None, engine: str = "local", workers: int = 1
) -> Iterator[dict[str, Any] | Refused]:
    """A row for each derivation of the archive, as `derivation_row` has it; and what was refused.

    Finds the stories first. outlets: a table as for `load_outlets`. Raises ReportError where two
    reports have one id.
    """
    archive.save_stories(job, engine=engine, workers=workers)
    _refuse_twins(job)
    deriving = Deriving.of(outlets)
    with open_engine(engine, workers=workers) as run:
        run.map(sort_rows, job, range(len(job.shards)))
        parts = int(_parts(job)[-1]) + 1
        run.map(deriving, job, range(parts))
    yield from refused_of(job)
    for part in range(parts):
        for line in read_bytes(deriving.path(job, part), job=deriving.name_in(job)).splitlines():
            row = json.loads(line)
            yield Refused(**row["refused"]) if "refused" in row else row


def _refuse_twins(job: Job) -> None:
    ids, counts = np.unique(np.load(job.folder / "ids.npy"), return_counts=True)
    if (counts > 1).any():
        raise ReportError(
            f"{counts.max()} reports have the id {str(ids[counts.argmax()])!r}; a derivation names "
            "reports by their ids: give each its own"
        )


def _parts(job: Job) -> NDArray[np.int64]:
    """The part of each story. Stories follow each other; a part has about so many reports."""
    sizes = np.bincount(np.load(job.folder / "stories.npy"))
    begins = np.cumsum(sizes) - sizes
    parts: NDArray[np.int64] = begins // job.archive.derived_reports
    return np.unique(parts, return_inverse=True)[1].ravel()


def sort_rows(job: Job, shard: int) -> None:
    """The rows of an input file in the order of their stories, chunk by chunk."""
    done = job.path("sorted", shard)
    if tasks.is_done(done, job):
        return
    order, stories = tasks.load_order(job), np.load(job.folder / "stories.npy")
    parts = _parts(job)
    names = tasks.chunk_names(job)
    chunks = [n for n, name in enumerate(names) if name.startswith(f"{shard:06}-")]
    rows = (row for _, row in shard_rows(job.rows(shard)))
    for chunk, held in zip(chunks, batched(rows, job.archive.chunk_reports)):
        first = int(order.begins[chunk])
        told = stories[order.numbers[first : first + len(held)]]
        lines: list[list[bytes]] = [[] for _ in range(int(parts[-1]) + 1)]
        for story, row in zip(told.tolist(), held):
            lines[int(parts[story])].append(_line(story, row))
        write_bytes(_sorted_path(job, names[chunk]), lines, job=job.name)
    tasks.write_done(done, job, len(chunks))


def _line(story: int, row: Any) -> bytes:
    words = json.dumps({"story": story, "row": row}, default=_plain)
    return words.encode() + b"\n"


def _plain(value: Any) -> str:
    """A time of a Parquet table as JSON lines have it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _sorted_path(job: Job, chunk: str) -> Path:
    return job.folder / f"sorted-{chunk}.rows"


@dataclass(frozen=True, slots=True)
class Deriving:
    """The task that derives; `name` is the fingerprint of what it takes besides the job."""

    outlets: Path | None
    name: str

    @classmethod
    def of(cls, outlets: Path | None) -> Deriving:
        """The task with this table of outlets."""
        table = outlets.read_bytes() if outlets else b""
        chosen = json.dumps([__version__, asdict(Settings())], sort_keys=True).encode()
        name = hashlib.sha256(chosen + b"\n" + table).hexdigest()
        return cls(outlets.absolute() if outlets else None, name)

    def name_in(self, job: Job) -> str:
        """The fingerprint of the job and of this."""
        return hashlib.sha256(f"{job.name} {self.name}".encode()).hexdigest()

    def path(self, job: Job, part: int) -> Path:
        """The file of a part's rows."""
        return job.folder / f"derived-{self.name[:12]}-{part:06}.rows"

    def __call__(self, job: Job, part: int) -> None:
        """Derives the stories of one part, unless that is done."""
        done = self.path(job, part)
        if has_bytes(done, job=self.name_in(job)):
            return
        rows: list[tuple[int, Any]] = []
        for chunk in tasks.chunk_names(job):
            lines = read_bytes(_sorted_path(job, chunk), job=job.name, part=part)
            rows += [(row["story"], row["row"]) for row in map(json.loads, lines.splitlines())]
        rows.sort(key=lambda row: row[0])
        found: list[bytes] = []
        for _, story in groupby(rows, key=lambda row: row[0]):
            found += [
                json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
                for row in _derived([row for _, row in story], self.outlets)
            ]
        write_bytes(done, [found], job=self.name_in(job))


def _derived(rows: Sequence[Any], outlets: Path | None) -> Iterator[dict[str, Any]]:
    """The rows of one story's derivations, and of what in it is no report."""
    from secondsource.derivation import derivation_row, load_outlets
    from secondsource.pipeline import in_order
    from secondsource.scale.one_story import derivations_of
    from secondsource.text import mark_reports

    settings = Settings()
    reports, refused = _reports(rows, settings=settings)
    for one in refused:
        yield {"refused": {"place": one.place, "reason": one.reason}}
    marked = mark_reports(in_order(reports), settings=settings.text)
    found: Sequence[Derivation] = derivations_of(
        marked, settings=settings, models=_models(), outlets=load_outlets(outlets)
    )
    yield from (derivation_row(one) for one in found)


def _reports(
    rows: Sequence[Any], *, settings: Settings
) -> tuple[tuple[Report, ...], tuple[Refused, ...]]:
    """The rows as every command reads JSON lines."""
    from secondsource.reports import Piece, read_pieces

    data = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    place = f"the story of report {min(str(row['id']) for row in rows)}"
    piece = Piece(place, "story.jsonl", lambda: io.BytesIO(data), form="lines")
    reports, _, refused = read_pieces([piece], settings=settings.reports)
    return reports, refused


@cache
def _models() -> Models:
    """The models, loaded once a process: they take longer than a story."""
    return load_models()
