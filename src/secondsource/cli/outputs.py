"""Writing what a command found: whole files or none, and a sign of life on long runs."""

from __future__ import annotations

import gzip
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from secondsource.errors import ExtraNeededError

_PATIENCE = 2.0  # seconds before a run says what it is doing
_BEAT = 1.0  # seconds between two signs of life


def write_lines(rows: Iterable[Mapping[str, Any]], out: str | None) -> None:
    """Writes the rows as JSON lines to stdout, or to `out`; .gz and .parquet go by name."""
    if out is None or out == "-":
        for line in _lines(rows):
            sys.stdout.write(line)
        sys.stdout.flush()
    elif out.endswith(".parquet"):
        _write_parquet(rows, Path(out))
    elif out.endswith(".gz"):
        packed = "".join(_lines(rows)).encode()
        # Without a time in the header the same rows give the same bytes.
        write_whole(Path(out), lambda path: path.write_bytes(gzip.compress(packed, mtime=0)))
    else:
        write_text(Path(out), "".join(_lines(rows)))


def _lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n"


def _write_parquet(rows: Iterable[Mapping[str, Any]], out: Path) -> None:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ExtraNeededError(
            f"{out}: Parquet needs pyarrow; install it with: pip install 'secondsource[parquet]'"
        ) from error
    table = pyarrow.Table.from_pylist([dict(row) for row in rows])
    write_whole(out, lambda path: parquet.write_table(table, path))


def write_text(out: Path, text: str) -> None:
    """Writes a text file in UTF-8, whole or not at all."""
    write_whole(out, lambda path: path.write_bytes(text.encode("utf-8", "backslashreplace")))


def write_whole(out: Path, write: Callable[[Path], object]) -> None:
    """Lets `write` fill a file beside `out` and then puts it in its place.

    A run that fails leaves the old file as it was. Raises OSError where it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=out.suffix)
    os.close(handle)
    made = Path(name)
    try:
        write(made)
        made.chmod(0o666 & ~_umask())
        made.replace(out)
    finally:
        made.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Says on stderr what is being done once it takes over two seconds; silent in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    started = time.monotonic()

    def beat() -> None:
        pause = _PATIENCE
        while not done.wait(pause):
            typer.echo(f"\r{what}, {time.monotonic() - started:.0f} s ", err=True, nl=False)
            pause = _BEAT

    teller = threading.Thread(target=beat, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()
        if time.monotonic() - started > _PATIENCE:
            typer.echo("\r\x1b[K", err=True, nl=False)
