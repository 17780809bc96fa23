"""Checks that a case file is sound."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

from secondsource.store import index
from secondsource.store.nouns import Integrity


def check(connection: sqlite3.Connection) -> Integrity:
    """The pages of the file, its links, the search index, and the hash of every original."""
    return Integrity(tuple(_problems(connection)))


def _problems(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check").fetchall():
        if line != "ok":
            yield f"the file is damaged: {line}; go back to a copy"
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"row {row} of {table} belongs to no row of {parent}; it was changed by hand"
    fault = index.check(connection)
    if fault:
        yield fault
    for sha256, size, data in connection.execute("SELECT sha256, size, bytes FROM originals"):
        if hashlib.sha256(data).hexdigest() != sha256 or len(data) != size:
            yield f"the original {sha256} does not have this hash any more; add its file again"
