"""Checks that a case file is sound."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from secondsource.store.database import Database
from secondsource.store.nouns import Integrity


def check(connection: Database) -> Integrity:
    """The pages of the file, its links, the search index, and the hash of every original."""
    return Integrity(tuple(_problems(connection)))


def _problems(connection: Database) -> Iterator[str]:
    yield from connection.problems()
    for sha256, size, data in connection.execute("SELECT sha256, size, bytes FROM originals"):
        if hashlib.sha256(data).hexdigest() != sha256 or len(data) != size:
            yield f"the original {sha256} does not have this hash any more; add its file again"
