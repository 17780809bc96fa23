"""Files between the steps of an archive: whole or absent, and each knows which job wrote it.

A file is written beside its place and renamed, so a task that is stopped leaves nothing that
looks done. Its head names the job (a fingerprint of inputs and settings): a file of another job
is never taken for this one's, however it is named.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from secondsource.errors import ReportError

Keys = NDArray[np.uint64]
Places = NDArray[np.uint16]
Ints = NDArray[np.int64]

_MAGIC = b"secondsource parts 1\n"
_JOB_BYTES = 64
_HEAD = len(_MAGIC) + _JOB_BYTES + 16  # then: number of parts, bytes of an extra; int64 each
_KEY_BYTES = 8


def write_whole(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Lets `fill` write a file that then stands at `path`, whole; an older one is replaced."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as out:
            fill(out)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_parts(path: Path, *, job: str, keys: Keys, extra: Places, begins: Ints) -> None:
    """Writes keys in parts (begins: n_parts + 1), with their extras if there are any."""
    head = np.array([len(begins) - 1, extra.itemsize if len(extra) else 0], dtype="<i8")

    def fill(out: BinaryIO) -> None:
        out.write(_MAGIC + job.encode().ljust(_JOB_BYTES))
        for part in (head, begins.astype("<i8"), keys, extra):
            out.write(np.ascontiguousarray(part).data)

    write_whole(path, fill)


def is_whole(path: Path, *, job: str) -> bool:
    """Does the file stand there, written to its end by this very job?"""
    try:
        with path.open("rb") as given:
            begins, extra_bytes = _read_head(given, path, job)
            return given.seek(0, os.SEEK_END) == _size(begins, extra_bytes)
    except (OSError, ReportError):
        return False


def read_part(path: Path, part: int, *, job: str) -> tuple[Keys, Places]:
    """Keys and extras of one part. Raises ReportError for a file of another job."""
    with path.open("rb") as given:
        begins, extra_bytes = _read_head(given, path, job)
        first, count = int(begins[part]), int(begins[part + 1] - begins[part])
        start = _HEAD + 8 * len(begins)
        given.seek(start + _KEY_BYTES * first)
        keys = np.fromfile(given, dtype="<u8", count=count)
        if not extra_bytes:
            return keys, np.zeros(0, dtype=np.uint16)
        given.seek(start + _KEY_BYTES * int(begins[-1]) + extra_bytes * first)
        return keys, np.fromfile(given, dtype="<u2", count=count)


def _read_head(given: BinaryIO, path: Path, job: str) -> tuple[Ints, int]:
    """Where the parts begin, and the bytes of an extra."""
    head = given.read(_HEAD)
    named = head[len(_MAGIC) : len(_MAGIC) + _JOB_BYTES].strip()
    if len(head) < _HEAD or not head.startswith(_MAGIC) or named != job.encode():
        raise ReportError(f"{path}: is no file of this job; remove its folder and start again")
    parts, extra_bytes = np.frombuffer(head[-16:], dtype="<i8").tolist()
    begins = np.fromfile(given, dtype="<i8", count=parts + 1)
    if len(begins) != parts + 1:
        raise ReportError(f"{path}: ends in its head; remove it and start again")
    return begins, extra_bytes


def _size(begins: Ints, extra_bytes: int) -> int:
    return _HEAD + 8 * len(begins) + (_KEY_BYTES + extra_bytes) * int(begins[-1])


def write_bytes(path: Path, parts: Sequence[Sequence[bytes]], *, job: str) -> None:
    """Writes lines in parts."""
    sizes = [sum(map(len, part)) for part in parts]
    begins = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
    head = np.array([len(parts), 1], dtype="<i8")

    def fill(out: BinaryIO) -> None:
        out.write(_MAGIC + job.encode().ljust(_JOB_BYTES))
        out.write(head.tobytes() + begins.astype("<i8").tobytes())
        for part in parts:
            out.writelines(part)

    write_whole(path, fill)


def read_bytes(path: Path, part: int = 0, *, job: str) -> bytes:
    """The lines of one part. Raises ReportError for a file of another job, or one cut short."""
    with path.open("rb") as given:
        begins, _ = _read_head(given, path, job)
        given.seek(_HEAD + 8 * len(begins) + int(begins[part]))
        found = given.read(int(begins[part + 1] - begins[part]))
    if len(found) < begins[part + 1] - begins[part]:
        raise ReportError(f"{path}: is cut short; remove it and start again")
    return found


def has_bytes(path: Path, *, job: str) -> bool:
    """Does a file of lines stand there, written to its end by this very job?"""
    try:
        with path.open("rb") as given:
            begins, _ = _read_head(given, path, job)
            return given.seek(0, os.SEEK_END) == _HEAD + 8 * len(begins) + int(begins[-1])
    except (OSError, ReportError):
        return False
