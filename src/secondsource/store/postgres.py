"""A case on a PostgreSQL server, for a newsroom: ten editors at once, each with a connection."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from secondsource.errors import CaseError, ExtraNeededError
from secondsource.store.database import Matching
from secondsource.store.meanings import meanings_in
from secondsource.text import fold

if TYPE_CHECKING:
    from sqlalchemy import Connection

VERSION = 1  # of the tables in postgres.sql
_SCHEME = re.compile(r"postgres(?:ql)?(?:\+psycopg)?:/{1,3}")
_WORDS = re.compile(r"[^\W_]+")
_PIECE = 16_000  # words; PostgreSQL counts no place beyond 16383 (its manual, 12.11)
_LONGEST = 500  # letters of a word that the index keeps; it takes 2046 bytes at most
_MAKING = 0x32534643  # number of the lock under which the tables are made
# PostgreSQL holds no NUL: one letter of the private use area stands before what stands for it.
_MARK, _NUL = "\ue000", "\ue001"
_TYPES = MappingProxyType(
    {bool: "BOOLEAN", int: "BIGINT", float: "DOUBLE PRECISION", str: 'TEXT COLLATE "C"'}
)


def is_server(place: str) -> bool:
    """Does this name a server, and not a file?"""
    return bool(_SCHEME.match(place))


class Row:
    """Cells by name and by number, as rows of SQLite have them."""

    __slots__ = ("_cells", "_names")

    def __init__(self, names: dict[str, int], cells: Sequence[Any]) -> None:
        self._names = names
        self._cells = [_out(cell) for cell in cells]

    def __getitem__(self, key: str | int) -> Any:
        return self._cells[self._names[key] if isinstance(key, str) else key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)


class Rows:
    """What a statement gave, read at once."""

    def __init__(self, names: Sequence[str], rows: Sequence[Sequence[Any]], rowcount: int) -> None:
        known = {name: at for at, name in reversed(list(enumerate(names)))}
        self._rows = iter([Row(known, cells) for cells in rows])
        self.rowcount = rowcount

    def fetchone(self) -> Any:
        """The next row, or None."""
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        """The rows that are left."""
        return list(self._rows)

    def __iter__(self) -> Iterator[Any]:
        return self._rows


class PostgresDatabase:
    """A connection to a case on a server."""

    def __init__(self, connection: Connection, place: str) -> None:
        """Use `open_server`. place: for messages, without the password."""
        self._connection = connection
        self.place = place

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Rows:
        """One statement. Raises CaseError with what the server says."""
        given = tuple(_in(value) for value in values)
        return self._run(_placed(sql) if given else sql.replace("%", "%%"), given or None)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> None:
        """One statement a row."""
        given = [tuple(_in(value) for value in row) for row in rows]
        if given:
            self._run(_placed(sql), given)

    def _run(self, sql: str, given: Any) -> Rows:
        from sqlalchemy.exc import SQLAlchemyError

        try:
            found = self._connection.exec_driver_sql(sql, given)
            if not found.returns_rows:
                return Rows((), (), found.rowcount)
            return Rows(tuple(found.keys()), found.fetchall(), found.rowcount)
        except SQLAlchemyError as error:
            told = " ".join(str(getattr(error, "orig", None) or error).split())
            raise CaseError(f"{self.place}: the server says: {told[:300]}") from error

    def close(self) -> None:
        """Closes the connection, and the pool that it is of."""
        engine = self._connection.engine
        self._connection.close()
        engine.dispose()

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[None]:
        """One transaction. Who writes holds the one row of `_case`, so one writes at a time."""
        self.execute("BEGIN")
        try:
            self.execute(f"SET LOCAL synchronous_commit = {'on' if durable else 'off'}")
            self.execute("UPDATE _case SET writes = writes + 1")
            yield
            self.execute("COMMIT")
        except BaseException:
            self.execute("ROLLBACK")
            raise

    def state(self) -> object:
        """How many transactions there were."""
        return self.execute("SELECT writes FROM _case").fetchone()[0]

    def make_table(self, name: str, meaning: str, columns: Sequence[tuple[str, str, type]]) -> None:
        """A table with types, and its rows in `_about`."""
        listed = ", ".join(f'"{column}" {_TYPES[kind]}' for column, _, kind in columns)
        self.execute(f'DROP TABLE IF EXISTS "{name}"')
        self.execute(f'CREATE TABLE "{name}" ({listed})')
        self.execute("DELETE FROM _about WHERE name = ?", (name,))
        told = [(name, "", meaning), *((name, column, means) for column, means, _ in columns)]
        self.executemany("INSERT INTO _about VALUES (?, ?, ?)", told)

    def describe(self) -> None:
        """Nothing: `_about` was written with each table."""

    def put_in(self, report_id: str) -> None:
        """The words of the current version with their places, in pieces."""
        row = self.execute(
            "SELECT number, title, text FROM current WHERE report = ?", (report_id,)
        ).fetchone()
        pieces = [_vector(row["title"] or ""), *_vectors(row["text"])]
        self.executemany(
            "INSERT INTO search_index VALUES (?, ?, CAST(? AS tsvector))",
            [(row["number"], at, words) for at, words in enumerate(pieces) if words],
        )

    def take_out(self, report_id: str) -> None:
        """All pieces of the report."""
        self.execute(
            "DELETE FROM search_index WHERE number = (SELECT number FROM reports WHERE id = ?)",
            (report_id,),
        )

    def rebuild_index(self) -> None:
        """All reports again."""
        self.execute("DELETE FROM search_index")
        for row in self.execute("SELECT id FROM reports ORDER BY number").fetchall():
            self.put_in(row["id"])

    def matching(self, terms: Sequence[tuple[Sequence[str], bool]]) -> Matching:
        """In the language of tsquery; the best piece of a report ranks it."""
        if not terms:
            return Matching("", (), (), "c.moment, c.sha256")
        piece = "FROM search_index s WHERE s.number = c.number"
        queries = tuple(_query(found, prefix) for found, prefix in terms)
        return Matching(
            "",
            (f"EXISTS (SELECT 1 {piece} AND s.words @@ CAST(? AS tsquery))",) * len(queries),
            queries,
            f"(SELECT max(ts_rank(s.words, CAST(? AS tsquery))) {piece}) DESC, c.moment, c.sha256",
            (" | ".join(f"({query})" for query in queries),),
        )

    def problems(self) -> Iterator[str]:
        """The server checks its pages and links; here, that every report is in the index."""
        missing = self.execute(
            "SELECT c.report FROM current c WHERE c.text ~ '[[:alnum:]]' AND NOT EXISTS "
            "(SELECT 1 FROM search_index s WHERE s.number = c.number) ORDER BY c.report"
        )
        for row in missing:
            yield f"the search index lacks report {row['report']!r}; export and import the case"

    @contextmanager
    def unlocked(self) -> Iterator[None]:
        """Without the triggers, inside the transaction alone."""
        for table in ("decisions", "targets", "anchors"):
            self.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in ("decisions", "targets", "anchors"):
            self.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    def rewrite(self) -> tuple[str, ...]:
        """Every table anew. What the server keeps beside them is not ours to remove."""
        tables = self.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
        ).fetchall()
        for row in tables:
            self.execute(f'VACUUM FULL "{row["tablename"]}"')
        return (
            "the server's own log and its backups may still hold what was removed; "
            "ask whoever runs it",
        )


def open_server(address: str, *, create: bool) -> PostgresDatabase:
    """A connection to the case at this address, its tables made where `create` allows it.

    address: postgresql://user@host/name, as libpq reads it. Raises CaseError where the server
    cannot be reached or holds no case; ExtraNeededError without SQLAlchemy and psycopg.
    """
    try:
        import psycopg  # noqa: F401
        from sqlalchemy import create_engine, make_url
        from sqlalchemy.exc import SQLAlchemyError
        from sqlalchemy.pool import NullPool
    except ImportError as error:
        raise ExtraNeededError(
            "a case on a server needs SQLAlchemy and psycopg; install them with: "
            "pip install 'secondsource[postgres]'"
        ) from error
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        place = url.set(drivername="postgresql").render_as_string(hide_password=True)
    except (SQLAlchemyError, ValueError) as error:
        raise CaseError(f"{error}; give an address like postgresql://user@host/name") from error
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    try:
        opened = PostgresDatabase(engine.connect(), place)
    except SQLAlchemyError as error:
        told = " ".join(str(getattr(error, "orig", None) or error).split())
        raise CaseError(f"{place}: cannot be reached ({told[:300]})") from error
    try:
        _prepare(opened, create=create)
    except BaseException:
        opened.close()
        raise
    return opened


def _prepare(db: PostgresDatabase, *, create: bool) -> None:
    """Makes the tables where there are none, by one connection alone. Raises CaseError."""
    db.execute("BEGIN")
    try:
        db.execute("SELECT pg_advisory_xact_lock(?)", (_MAKING,))
        there = db.execute("SELECT to_regclass('_case') IS NOT NULL").fetchone()[0]
        if not there:
            _make(db, create=create)
        version = db.execute("SELECT version FROM _case").fetchone()[0]
        if version != VERSION:
            raise CaseError(
                f"{db.place}: has tables of version {version}, and this secondsource knows "
                f"version {VERSION}; install a newer one: pip install --upgrade secondsource"
            )
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def _make(db: PostgresDatabase, *, create: bool) -> None:
    tables = db.execute("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
    if tables.fetchone()[0]:
        raise CaseError(f"{db.place}: holds tables of another program; name a new database")
    if not create:
        raise CaseError(
            f"{db.place}: no case is there; `secondsource add {db.place} FILE` makes one"
        )
    for statement in statements():
        db.execute(statement)
    for statement in statements():
        db.executemany("INSERT INTO _about VALUES (?, ?, ?)", meanings_in(statement))


def statements() -> list[str]:
    """The statements that make the tables; an empty line parts them."""
    script = (files("secondsource.store") / "postgres.sql").read_text(encoding="utf-8")
    parts = [part.strip().rstrip(";") for part in script.split("\n\n")]
    return [part for part in parts if part and not part.startswith("--")]


def _placed(sql: str) -> str:
    """The statement with psycopg's marks for values."""
    return sql.replace("%", "%%").replace("?", "%s")


def _in(value: Any) -> Any:
    """A cell as the server takes it."""
    if isinstance(value, str) and ("\0" in value or _MARK in value):
        return value.replace(_MARK, _MARK * 2).replace("\0", _MARK + _NUL)
    return value


def _out(value: Any) -> Any:
    """A cell as it was given."""
    if isinstance(value, str) and _MARK in value:
        return re.sub(f"{_MARK}(.)", lambda m: "\0" if m[1] == _NUL else m[1], value)
    return bytes(value) if isinstance(value, memoryview) else value


def _vectors(text: str) -> Iterator[str]:
    """The words of a text with their places, in pieces that the server takes."""
    found = (word.group() for word in _WORDS.finditer(text))
    while piece := list(islice(found, _PIECE)):
        yield _vector(" ".join(piece))


def _vector(text: str) -> str:
    """Words with their places as a tsvector is written: 'north':1 'quay':2."""
    found = (_key(word.group()) for word in _WORDS.finditer(text))
    return " ".join(f"'{key}':{at}" for at, key in enumerate(found, 1) if key)


def _query(found: Sequence[str], prefix: bool) -> str:
    """Words that follow each other as a tsquery is written."""
    keys = [key for word in found if (key := _key(word))]
    return " <-> ".join(f"'{key}'" for key in keys) + (":*" if prefix else "")


def _key(word: str) -> str:
    """A word as the index holds it: folded, letters and digits only; a hash of a long one."""
    key = "".join(_WORDS.findall(fold(word)))
    if len(key) <= _LONGEST:
        return key
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
