"""Reads reports, versions and originals out of a case."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from secondsource.model import Refused, Report
from secondsource.store.database import Database, Row
from secondsource.store.nouns import Change, Version
from secondsource.store.rows import report_of


def current_reports(connection: Database) -> tuple[Report, ...]:
    """The current version of every report, sorted by id."""
    rows = connection.execute("SELECT * FROM current ORDER BY report")
    return tuple(report_of(row) for row in rows)


def ids(connection: Database) -> frozenset[str]:
    """The ids of all reports."""
    return frozenset(row["id"] for row in connection.execute("SELECT id FROM reports"))


def refused(connection: Database) -> tuple[Refused, ...]:
    """What could not be read, sorted."""
    rows = connection.execute("SELECT place, reason FROM refused ORDER BY place, reason")
    return tuple(Refused(row["place"], row["reason"]) for row in rows)


def refusals(connection: Database) -> tuple[tuple[str, str, str], ...]:
    """What could not be read, with place, reason and time."""
    rows = connection.execute("SELECT place, reason, arrived FROM refused ORDER BY place, reason")
    return tuple((row["place"], row["reason"], row["arrived"]) for row in rows)


def wishes(connection: Database) -> dict[tuple[str, int], str]:
    """The id that each version came with, by report and version."""
    rows = connection.execute("SELECT report, version, wish FROM versions")
    return {(row["report"], row["version"]): row["wish"] for row in rows}


def versions(
    connection: Database,
    *,
    report_id: str | None = None,
    page: str | None = None,
    several: bool = False,
) -> tuple[Version, ...]:
    """Versions by report and number: of one report, of one page, or of all reports.

    several: only of reports that have more than one.
    """
    conditions, values = ["1 = 1"], []
    if report_id is not None:
        conditions.append("v.report = ?")
        values.append(report_id)
    if page is not None:
        conditions.append("r.page = ?")
        values.append(page)
    if several:
        conditions.append("v.report IN (SELECT report FROM versions WHERE version > 1)")
    where = " AND ".join(conditions)
    joined = "JOIN reports r ON r.id = v.report"
    changes = defaultdict(list)
    for row in connection.execute(
        f"SELECT c.* FROM changes c JOIN versions v USING (report, version) {joined} "
        f"WHERE {where} ORDER BY c.report, c.version, c.field DESC, c.before_start, c.after_start",
        values,
    ):
        changes[(row["report"], row["version"])].append(_change(row))
    rows = connection.execute(
        f"SELECT v.* FROM versions v {joined} WHERE {where} ORDER BY r.number, v.version", values
    )
    return tuple(
        Version(
            report=report_of(row),
            number=row["version"],
            arrived=datetime.fromisoformat(row["arrived"]),
            changes=tuple(changes[(row["report"], row["version"])]),
        )
        for row in rows
    )


def histories(connection: Database) -> dict[str, tuple[Version, ...]]:
    """All versions, the oldest first, of every report that has several."""
    found: dict[str, list[Version]] = defaultdict(list)
    for version in versions(connection, several=True):
        found[version.report.id].append(version)
    return {report_id: tuple(history) for report_id, history in found.items()}


def _change(row: Row) -> Change:
    return Change(
        field="title" if row["field"] == "title" else "text",
        before=(row["before_start"], row["before_end"]),
        after=(row["after_start"], row["after_end"]),
        removed=row["removed"],
        added=row["added"],
    )


def original(connection: Database, sha256: str) -> bytes | None:
    """The bytes of this hash, or None."""
    row = connection.execute("SELECT bytes FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else bytes(row["bytes"])


def history(connection: Database) -> dict[str, list[str]]:
    """The reports of every SHA-256 that any version ever had."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute("SELECT DISTINCT sha256, report FROM versions ORDER BY report"):
        found[row["sha256"]].append(row["report"])
    return dict(found)
