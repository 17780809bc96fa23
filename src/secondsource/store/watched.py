"""What a case follows: feeds and pages, with when each is looked at next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Literal

from secondsource.store.database import Database
from secondsource.store.rows import page_of, stamp

_PURGED = "sha256:"


@dataclass(frozen=True, slots=True)
class Watched:
    """A feed or a page that is followed. due: None where it is not looked at any more.

    quiet, failures: looks in a row that found nothing new, and that failed; fault says why.
    """

    url: str
    kind: Literal["feed", "page"]
    feed: str | None
    first: datetime
    looked: datetime | None = None
    due: datetime | None = None
    etag: str = ""
    modified: str = ""
    quiet: int = 0
    failures: int = 0
    fault: str = ""


def read_watched(connection: Database) -> tuple[Watched, ...]:
    """Everything that is followed, by address; what was purged aside."""
    rows = connection.execute(
        "SELECT * FROM watched WHERE substr(url, 1, ?) <> ? ORDER BY url", (len(_PURGED), _PURGED)
    )
    return tuple(
        Watched(
            url=row["url"],
            kind="feed" if row["kind"] == "feed" else "page",
            feed=row["feed"],
            first=datetime.fromisoformat(row["first"]),
            looked=_moment(row["looked"]),
            due=_moment(row["due"]),
            etag=row["etag"],
            modified=row["modified"],
            quiet=row["quiet"],
            failures=row["failures"],
            fault=row["fault"],
        )
        for row in rows
    )


def write_watched(connection: Database, one: Watched) -> None:
    """Stores it in place of what is known of this address; inside a transaction."""
    cells = [stamp(c) if isinstance(c, datetime) else c for c in astuple(one)]
    connection.execute("DELETE FROM watched WHERE url = ?", (one.url,))
    connection.execute(f"INSERT INTO watched VALUES ({', '.join('?' * len(cells))})", cells)


def is_known(connection: Database, url: str) -> bool:
    """Is this page followed, or was it purged?"""
    known = (url, _hashed(url))
    row = connection.execute("SELECT 1 FROM watched WHERE url IN (?, ?)", known).fetchone()
    return row is not None


def purge_watched(connection: Database, gone: Callable[[str], bool]) -> None:
    """Leaves only the hash of every address for which `gone` is true: it is not fetched again."""
    for row in connection.execute("SELECT url, feed FROM watched").fetchall():
        if row["feed"] and gone(row["feed"]):
            connection.execute("UPDATE watched SET feed = NULL WHERE url = ?", (row["url"],))
        if not row["url"].startswith(_PURGED) and gone(row["url"]):
            connection.execute("DELETE FROM watched WHERE url = ?", (_hashed(row["url"]),))
            connection.execute(
                "UPDATE watched SET url = ?, due = NULL, feed = NULL, etag = '', "
                "modified = '', fault = '' WHERE url = ?",
                (_hashed(row["url"]), row["url"]),
            )


def _hashed(url: str) -> str:
    page = page_of(url) or url
    return _PURGED + hashlib.sha256(page.encode("utf-8", "replace")).hexdigest()


def _moment(cell: str | None) -> datetime | None:
    return datetime.fromisoformat(cell) if cell else None
