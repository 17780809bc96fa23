"""A case in one SQLite file: what the statements of a case need beside plain SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from secondsource.errors import CaseError
from secondsource.store.database import Matching
from secondsource.store.meanings import meanings_in


class SqliteDatabase(sqlite3.Connection):
    """A connection to a case file."""

    place = ""  # the file, for messages

    def writing(self, *, durable: bool = False) -> AbstractContextManager[None]:
        """One transaction."""
        return transaction(self, durable=durable)

    def state(self) -> object:
        """SQLite's own count of what other connections wrote."""
        return self.execute("PRAGMA data_version").fetchone()[0]

    def make_table(self, name: str, meaning: str, columns: Sequence[tuple[str, str, type]]) -> None:
        """A table whose statement says what it means; SQLite needs no types."""
        last = len(columns) - 1
        listed = "\n  ".join(
            f'"{column}"{"," if number < last else ""} -- {told}'
            for number, (column, told, _) in enumerate(columns)
        )
        self.execute(f'DROP TABLE IF EXISTS "{name}"')
        self.execute(f'CREATE TABLE "{name}" ( -- {meaning}\n  {listed}\n)')

    def describe(self) -> None:
        """The table `_about`, from the comments of all statements."""
        describe(self)

    def put_in(self, report_id: str) -> None:
        """Into the FTS5 index."""
        self.execute(
            "INSERT INTO search_index (rowid, title, text) "
            "SELECT number, title, text FROM current WHERE report = ?",
            (report_id,),
        )

    def take_out(self, report_id: str) -> None:
        """Out of the FTS5 index."""
        self.execute(
            "INSERT INTO search_index (search_index, rowid, title, text) "
            "SELECT 'delete', number, title, text FROM current WHERE report = ?",
            (report_id,),
        )

    def rebuild_index(self) -> None:
        """All of the FTS5 index."""
        self.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")

    def matching(self, terms: Sequence[tuple[Sequence[str], bool]]) -> Matching:
        """In the language of FTS5, best match first."""
        if not terms:
            return Matching("", (), (), "c.moment, c.sha256")
        return Matching(
            "JOIN search_index s ON s.rowid = c.number",
            ("search_index MATCH ?",),
            (match_of(terms),),
            "bm25(search_index), c.moment, c.sha256",
        )

    def problems(self) -> Iterator[str]:
        """Pages, links and index of the file."""
        for (line,) in self.execute("PRAGMA integrity_check").fetchall():
            if line != "ok":
                yield f"the file is damaged: {line}; go back to a copy"
        for table, row, parent, _ in self.execute("PRAGMA foreign_key_check").fetchall():
            yield f"row {row} of {table} belongs to no row of {parent}; it was changed by hand"
        try:
            self.execute(
                "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"
            )
        except sqlite3.DatabaseError as error:
            yield (
                f"the search index does not fit the reports ({error}); export and import the case"
            )

    @contextmanager
    def unlocked(self) -> Iterator[None]:
        """Without the triggers: whoever looks from outside always sees them there."""
        found = self.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        ).fetchall()
        for row in found:
            self.execute(f'DROP TRIGGER "{row["name"]}"')
        yield
        for row in found:
            self.execute(row["sql"])

    def rewrite(self) -> tuple[str, ...]:
        """The whole file and its log, unless another program holds them."""
        self.execute("PRAGMA temp_store = MEMORY")  # or the words would pass through a temp file
        try:
            self.execute("VACUUM")
            busy = self.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.OperationalError:
            busy = 1
        if not busy:
            return ()
        return (
            f"another program has {self.place} open, so the file could not be written anew; "
            "close it and purge again",
        )


def match_of(terms: Sequence[tuple[Sequence[str], bool]]) -> str:
    """The terms in the language of FTS5: whatever was typed goes between quotation marks.

    >>> match_of([(["north", "quay"], False), (["fell"], True)])
    '"north quay" "fell"*'
    """
    return " ".join(f'"{" ".join(found)}"' + ("*" if prefix else "") for found, prefix in terms)


def describe(connection: sqlite3.Connection) -> None:
    """Writes the table `_about` anew: what each table, view and column means."""
    connection.execute("DROP TABLE IF EXISTS _about")
    connection.execute(
        "CREATE TABLE _about ( -- What each table, view and column of this file means.\n"
        "  name TEXT NOT NULL, -- a table or a view\n"
        "  column_name TEXT NOT NULL, -- its column; empty where the row is about the whole\n"
        "  meaning TEXT NOT NULL, -- in one sentence\n"
        "  PRIMARY KEY (name, column_name)\n)"
    )
    found = connection.execute("SELECT sql FROM sqlite_master WHERE type IN ('table', 'view')")
    for (script,) in found.fetchall():
        connection.executemany(
            "INSERT INTO _about VALUES (?, ?, ?) ON CONFLICT DO NOTHING", meanings_in(script or "")
        )


@contextmanager
def transaction(connection: sqlite3.Connection, *, durable: bool = False) -> Iterator[None]:
    """One transaction: all of it is written, or nothing.

    durable: it is on the disk when this returns, power cut or not; else only a crash of the
    program is covered.
    """
    try:
        connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise CaseError(
            f"the case could not be written ({error}); nothing of this step was stored: look for "
            "a full disk, missing rights, or another program at work on it, and try again"
        ) from error
