"""What a case asks of its database, so that a file and a server can both hold it.

The statements are the same for both: SQL that SQLite and PostgreSQL read alike, with "?" for
values. What differs stands behind the methods here, full text search above all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

Row = Any  # cells by name ("url") and by number


class Answer(Protocol):
    """What a statement gave."""

    @property
    def rowcount(self) -> int:
        """How many rows it changed."""
        ...

    def fetchone(self) -> Row: ...
    def fetchall(self) -> list[Row]: ...
    def __iter__(self) -> Iterator[Row]: ...


@dataclass(frozen=True, slots=True)
class Matching:
    """How a search is asked for: conditions on `current c`, the order, and the values of both."""

    join: str
    conditions: tuple[str, ...]
    values: tuple[str, ...]
    order: str
    order_values: tuple[str, ...] = ()


class Database(Protocol):
    """A case as it is stored."""

    place: str  # the file, or the address without its password; for messages

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Answer:
        """Runs one statement."""
        ...

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Runs one statement for each row."""
        ...

    def close(self) -> None:
        """Closes the connection."""
        ...

    def writing(self, *, durable: bool = False) -> AbstractContextManager[None]:
        """One transaction: all of it is written, or nothing. One writes at a time.

        durable: it is on the disk when this returns. Raises CaseError where it cannot be written.
        """
        ...

    def state(self) -> object:
        """A value that is another one once somebody else has written."""
        ...

    def make_table(self, name: str, meaning: str, columns: Sequence[tuple[str, str, type]]) -> None:
        """Makes a table of the newest brief anew: name, meaning and type of each column."""
        ...

    def describe(self) -> None:
        """Writes the table `_about` anew."""
        ...

    def put_in(self, report_id: str) -> None:
        """Adds the current version of the report to the search index."""
        ...

    def take_out(self, report_id: str) -> None:
        """Removes the current version from the index; called before another becomes current."""
        ...

    def rebuild_index(self) -> None:
        """Makes the index anew, so that no word of a removed report stays in it."""
        ...

    def matching(self, terms: Sequence[tuple[Sequence[str], bool]]) -> Matching:
        """How to ask for all of these: the words of a phrase, and whether the last is a beginning.

        Without terms, for everything.
        """
        ...

    def problems(self) -> Iterator[str]:
        """What is wrong with the database itself, one sentence each."""
        ...

    def unlocked(self) -> AbstractContextManager[None]:
        """Lifts what keeps decisions as they are, for a purge alone; inside a transaction."""
        ...

    def rewrite(self) -> tuple[str, ...]:
        """Writes everything anew, so that nothing removed is left; gives what may be left."""
        ...


def writing(db: Database, *, durable: bool = False) -> AbstractContextManager[None]:
    """One transaction of this database."""
    return db.writing(durable=durable)
