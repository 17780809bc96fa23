"""Keeps the briefs made of a case, by a fingerprint of all that went into them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING

from secondsource.brief.tables import TABLES, Table, tables
from secondsource.errors import CaseError
from secondsource.model import Brief, Refused, Report
from secondsource.models import Models
from secondsource.settings import Settings
from secondsource.store.meanings import TABLE_MEANINGS, column_meaning
from secondsource.store.nouns import BeforeCorrection
from secondsource.store.opening import describe
from secondsource.store.settings import StoreSettings
from secondsource.text import fold
from secondsource.version import __version__

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from secondsource.derivation import Outlets

# Tables of a brief that the case keeps under its own names already.
_KEPT_ELSEWHERE = ("reports", "refused")


def fingerprint(
    reports: Sequence[Report],
    refused: Sequence[Refused],
    *,
    settings: Settings,
    models: Models,
    outlets: Outlets,
) -> str:
    """SHA-256 of everything that a brief depends on; equal fingerprints give equal briefs."""
    parts = {
        "reports": sorted(repr(report) for report in reports),
        "refused": sorted(repr(one) for one in refused),
        "settings": settings.fingerprint(),
        "models": dict(models.hashes),
        "outlets": sorted(f"{name} {outlet!r}" for name, outlet in outlets.by_name.items()),
        "version": __version__,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def kept(connection: sqlite3.Connection, found: str) -> Brief | None:
    """The brief of this fingerprint, or None where it is not kept."""
    row = connection.execute("SELECT brief FROM results WHERE fingerprint = ?", (found,)).fetchone()
    return None if row is None else brief_from(row["brief"])


def newest(connection: sqlite3.Connection) -> Brief | None:
    """The brief that was kept last, whatever it was made of; None where there is none."""
    row = connection.execute("SELECT brief FROM results ORDER BY number DESC LIMIT 1").fetchone()
    return None if row is None else brief_from(row["brief"])


def keep(
    connection: sqlite3.Connection,
    brief: Brief,
    found: str,
    late: Sequence[BeforeCorrection],
    *,
    settings: StoreSettings,
) -> None:
    """Stores the brief, and its tables for people; called inside a transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO results (fingerprint, version, brief) VALUES (?, ?, ?)",
        (found, __version__, brief_as_json(brief)),
    )
    connection.execute(
        "DELETE FROM results WHERE number NOT IN "
        "(SELECT number FROM results ORDER BY number DESC LIMIT ?)",
        (settings.kept_results,),
    )
    for table in tables(brief):
        if table.name not in _KEPT_ELSEWHERE:
            _write_table(connection, table)
    describe(connection)
    connection.execute("DELETE FROM said")
    connection.executemany("INSERT OR IGNORE INTO said VALUES (?, ?, ?, ?)", _said(brief))
    connection.execute("DELETE FROM before_correction")
    connection.executemany(
        "INSERT OR IGNORE INTO before_correction VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(b.child, b.span.start, b.span.end, b.parent, b.version),
                *(b.change.removed, b.change.added, brief.words_of(b.span)),
            )
            for b in late
        ],
    )


def forget(connection: sqlite3.Connection) -> None:
    """Removes every brief and every table made of one; the next `brief` makes them anew."""
    connection.execute("DELETE FROM results")
    connection.execute("DELETE FROM said")
    connection.execute("DELETE FROM before_correction")
    for name in sorted({*TABLES, *TABLE_MEANINGS} - set(_KEPT_ELSEWHERE)):
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')


def brief_as_json(brief: Brief) -> str:
    """The brief as itself, every field of every noun, to be read again by `brief_from`."""
    return _adapter().dump_json(brief).decode()


def brief_from(text: str) -> Brief:
    """The brief that `brief_as_json` wrote. Raises CaseError where the text is something else."""
    from pydantic import ValidationError

    try:
        return _adapter().validate_json(text)
    except ValidationError as error:
        raise CaseError(
            f"the kept brief cannot be read ({error.error_count()} faults); the file was changed "
            "by hand: delete the rows of `results`, and it is made anew"
        ) from error


@cache
def _adapter() -> TypeAdapter[Brief]:
    from pydantic import TypeAdapter

    return TypeAdapter(Brief)


def _write_table(connection: sqlite3.Connection, table: Table) -> None:
    """Replaces one table of the newest brief; its columns are those of the CSV export."""
    last = len(table.columns) - 1
    columns = "\n  ".join(
        f'"{column}"{"," if number < last else ""} -- {column_meaning(column)}'
        for number, column in enumerate(table.columns)
    )
    meaning = TABLE_MEANINGS.get(table.name, table.name)
    connection.execute(f'DROP TABLE IF EXISTS "{table.name}"')
    connection.execute(f'CREATE TABLE "{table.name}" ( -- {meaning}\n  {columns}\n)')
    marks = ", ".join("?" * len(table.columns))
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', table.rows)


def _said(brief: Brief) -> Iterator[tuple[str, str, str, str]]:
    speaker_of = {i: speaker for speaker in brief.speakers for i in speaker.statements}
    for statement in brief.statements:
        speaker = speaker_of.get(statement.id)
        if speaker is not None:
            names = "\n".join(fold(name) for name in (speaker.name, *speaker.aliases))
            yield statement.report_id, statement.id, speaker.name, names


def as_row(one: BeforeCorrection) -> dict[str, object]:
    """The JSON line of a child that carries what its parent has mended."""
    return {
        "child": one.child,
        "start": one.span.start,
        "end": one.span.end,
        "parent": one.parent,
        "version": one.version,
        "change": asdict(one.change),
    }
