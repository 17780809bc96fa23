"""Opens a case file: makes it, checks that it is one, and brings its tables up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from secondsource.errors import CaseError
from secondsource.store.database import Database
from secondsource.store.postgres import is_server, open_server
from secondsource.store.settings import StoreSettings
from secondsource.store.sqlite import SqliteDatabase, describe, transaction

APPLICATION = 0x32534643  # "2SFC" in the header of the file says that it is ours


def open_database(place: str | Path, *, create: bool, settings: StoreSettings) -> Database:
    """The case in this file, or on the server of this address (postgresql://user@host/name).

    Raises CaseError where it cannot be opened.
    """
    if is_server(str(place)):
        return open_server(str(place), create=create)
    return open_file(Path(place), create=create, settings=settings)


def open_file(path: Path, *, create: bool, settings: StoreSettings) -> SqliteDatabase:
    """A connection to the case file, its tables up to date.

    Raises CaseError where there is none and none may be made, where the file is something else,
    or where it was written by a newer version of this package.
    """
    if not create and not path.is_file():
        raise CaseError(f"{path}: no case is there; `secondsource add {path} FILE` makes one")
    try:
        connection = sqlite3.connect(
            path,
            timeout=settings.patience,
            isolation_level=None,
            check_same_thread=False,
            factory=SqliteDatabase,
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
    connection.row_factory = sqlite3.Row
    connection.place = str(path)
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
    with transaction(connection):
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for number, script in enumerate(steps[version:], version + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        describe(connection)


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
