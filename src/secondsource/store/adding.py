"""Adds reports to a case: one transaction each, never twice, versions kept in order."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from secondsource.model import Report, Span
from secondsource.settings import StoreSettings
from secondsource.store import index
from secondsource.store.changes import changes_between, same_page
from secondsource.store.nouns import Added, How
from secondsource.store.opening import writing
from secondsource.store.rows import COLUMNS, page_of, report_of, row_of, sha256_of, stamp


def add_report(
    connection: sqlite3.Connection,
    report: Report,
    original: bytes | None,
    *,
    arrived: datetime,
    settings: StoreSettings,
) -> Added:
    """Adds one report in one transaction; when this returns it is on the disk.

    The same bytes under the same wished id are there already. A report under the address of one
    that is there is its next version, unless its text is another one altogether.
    Raises ReportError where the report cannot be stored.
    """
    digest = sha256_of(report)
    with writing(connection, durable=True):
        there = connection.execute(
            "SELECT report, version FROM versions WHERE wish = ? AND sha256 = ?",
            (report.id, digest),
        ).fetchone()
        if there is not None:
            return Added(there["report"], there["version"], digest, "there")
        old, warnings = _older(connection, report, settings)
        named = _named(report, old.id if old else _free_id(connection, report.id), warnings)
        added = _store(connection, named, report.id, digest, arrived, old)
        if original is not None:
            connection.execute(
                "INSERT OR IGNORE INTO originals VALUES (?, ?, ?, ?)",
                (digest, len(original), stamp(arrived), original),
            )
        if old is not None:
            _store_changes(connection, old, named, added.version, settings)
    return replace(added, warnings=warnings)


def _older(
    connection: sqlite3.Connection, report: Report, settings: StoreSettings
) -> tuple[Report | None, tuple[str, ...]]:
    """The current version under the same address, if this is its next; or why it is not."""
    page = page_of(report.url)
    if page is None:
        return None, ()
    rows = connection.execute(
        "SELECT c.* FROM current c JOIN reports r ON r.id = c.report "
        "WHERE r.page = ? ORDER BY r.number",
        (page,),
    ).fetchall()
    others = [report_of(row) for row in rows]
    for other in others:
        if same_page(other, report, settings=settings):
            return other, ()
    if others:
        return None, (
            f"has the address of {others[0].id!r} but another text; kept as a report of its own",
        )
    return None, ()


def _free_id(connection: sqlite3.Connection, wish: str) -> str:
    """The wished id, or that with the first number that is free."""
    name, number = wish, 1
    while connection.execute("SELECT 1 FROM reports WHERE id = ?", (name,)).fetchone():
        number += 1
        name = f"{wish}-{number}"
    return name


def _named(report: Report, name: str, warnings: tuple[str, ...]) -> Report:
    """The report under its name in this case, spans included."""
    dates = tuple(
        replace(d, span=Span(name, d.span.start, d.span.end, d.span.field)) if d.span else d
        for d in report.dates
    )
    return replace(report, id=name, dates=dates, warnings=(*report.warnings, *warnings))


def _store(
    connection: sqlite3.Connection,
    report: Report,
    wish: str,
    digest: str,
    arrived: datetime,
    old: Report | None,
) -> Added:
    """Writes the rows of a version and moves the search index on to it."""
    how: How = "new"
    number = 1
    if old is None:
        connection.execute(
            "INSERT INTO reports (id, wish, page) VALUES (?, ?, ?)",
            (report.id, wish, page_of(report.url)),
        )
    else:
        how = "version"
        index.take_out(connection, report.id)
        (number,) = connection.execute(
            "SELECT max(version) + 1 FROM versions WHERE report = ?", (report.id,)
        ).fetchone()
    row = row_of(report, version=number, wish=wish, sha256=digest, arrived=arrived)
    marks = ", ".join("?" * len(COLUMNS))
    connection.execute(f"INSERT INTO versions ({', '.join(COLUMNS)}) VALUES ({marks})", row)
    index.put_in(connection, report.id)
    return Added(report.id, number, digest, how)


def _store_changes(
    connection: sqlite3.Connection,
    old: Report,
    new: Report,
    version: int,
    settings: StoreSettings,
) -> None:
    connection.executemany(
        "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (new.id, version, c.field, *c.before, *c.after, c.removed, c.added)
            for c in changes_between(old, new, settings=settings)
        ],
    )


def originals_of(
    reports: tuple[Report, ...], originals: Mapping[str, bytes]
) -> tuple[tuple[Report, bytes | None], ...]:
    """Each report with its bytes; its text stands for them where it states none of its own.

    Sorted so that older versions of a page come first.
    """

    def order(report: Report) -> tuple[str, str, str]:
        published = stamp(report.published) if report.published else ""
        return (published, report.id, report.sha256)

    return tuple(
        (report, originals.get(report.sha256) if report.sha256 else report.text.encode())
        for report in sorted(reports, key=order)
    )
