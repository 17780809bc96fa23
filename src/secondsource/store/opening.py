"""Opens a case file: makes it, checks that it is one, and brings its tables up to date."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from secondsource.errors import CaseError
from secondsource.store.settings import StoreSettings

APPLICATION = 0x32534643  # "2SFC" in the header of the file says that it is ours
_TABLE = re.compile(r'CREATE\s+(?:VIRTUAL\s+)?(?:TABLE|VIEW)\s+"?(\w+)"?[^\n]*?--\s*(.+)')
_COLUMN = re.compile(r'^\s+"?(\w+)"?[\s,][^\n]*?--\s*(.+)$', re.MULTILINE)


def open_file(path: Path, *, create: bool, settings: StoreSettings) -> sqlite3.Connection:
    """A connection to the case file, its tables up to date.

    Raises CaseError where there is none and none may be made, where the file is something else,
    or where it was written by a newer version of this package.
    """
    if not create and not path.is_file():
        raise CaseError(f"{path}: no case is there; `secondsource add {path} FILE` makes one")
    try:
        connection = sqlite3.connect(
            path, timeout=settings.patience, isolation_level=None, check_same_thread=False
        )
    except sqlite3.Error as error:
        raise CaseError(f"{path}: cannot be opened ({error}); check the folder") from error
    try:
        _check(connection, path)
        _prepare(connection)
        migrate(connection)
    except sqlite3.Error as error:
        connection.close()
        raise CaseError(f"{path}: cannot be opened as a case ({error})") from error
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Raises CaseError unless the file is a case that we know, or empty."""
    try:
        (owner,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        raise CaseError(
            f"{path}: is no case file ({error}); name a new file, or one that "
            "`secondsource add` made"
        ) from error
    if owner != APPLICATION and tables:
        raise CaseError(f"{path}: is a database of another program; name a new file for the case")
    newest = len(_migrations())
    if version > newest:
        raise CaseError(
            f"{path}: has tables of version {version}, and this secondsource knows versions up "
            f"to {newest}; install a newer one: pip install --upgrade secondsource"
        )


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")  # or REPLACE would delete silently
    connection.execute("PRAGMA secure_delete = ON")
    # A case may come from a stranger: its tables may not call what our own queries may.
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")


def migrate(connection: sqlite3.Connection, *, to: int | None = None) -> None:
    """Brings the tables from the version they have up to the newest, each step whole or not at all.

    to: stop at this version, for tests of older files.
    """
    steps = _migrations()[:to]
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version >= len(steps):
        return
    with writing(connection):
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for number, script in enumerate(steps[version:], version + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        describe(connection)


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
            "INSERT OR IGNORE INTO _about VALUES (?, ?, ?)", _meanings(script or "")
        )


def _meanings(script: str) -> Iterator[tuple[str, str, str]]:
    """Table, column ("" for the table itself) and meaning, from the comments of its statement."""
    head = _TABLE.match(script)
    if head is None:
        return
    yield head[1], "", head[2].strip()
    for column in _COLUMN.finditer(script, head.end()):
        yield head[1], column[1], column[2].strip()


def _migrations() -> list[str]:
    """The scripts in order; the version of a file is the number of those that it has seen."""
    folder = files("secondsource.store") / "migrations"
    scripts = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [script.read_text(encoding="utf-8") for script in scripts]


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: `executescript` would commit in between."""
    kept = ""
    for line in script.splitlines(keepends=True):
        kept += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(kept):
            yield kept.strip().rstrip(";")
            kept = ""


@contextmanager
def writing(connection: sqlite3.Connection, *, durable: bool = False) -> Iterator[None]:
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
