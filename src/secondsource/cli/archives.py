"""What the commands that read archives share: their folder between, and how many processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import typer


def refuse_without_engine(work: Path | None, workers: int | None) -> None:
    """Ends the command where options of an archive are given for a pile."""
    if work is not None or workers is not None:
        raise typer.BadParameter("--work and --workers are for an archive: give --engine too")


def processes(workers: int | None) -> int:
    """The processes asked for; as many as this process may use cores, where none were."""
    if workers is not None:
        return workers
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def folder_between(work: Path | None) -> Iterator[Path]:
    """The folder of an archive's files between; one that goes at the end, if none was named."""
    if work is not None:
        yield work
        return
    with TemporaryDirectory(prefix="secondsource-") as passing:
        yield Path(passing)
