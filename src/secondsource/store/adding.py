"""Adds reports to a case: one transaction each, never twice, versions kept in order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import permutations
from operator import attrgetter

from secondsource.errors import ReportError
from secondsource.model import Report, Span
from secondsource.store.changes import same_page, write_changes
from secondsource.store.database import Database, writing
from secondsource.store.nouns import Added, Version
from secondsource.store.rows import COLUMNS, page_of, report_of, row_of, sha256_of, stamp
from secondsource.store.settings import StoreSettings

# What a report says; its bytes, links and warnings may differ from look to look.
_SAID = attrgetter("text", "title", "outlet", "byline", "published", "note")
_NUMBER = re.compile(r"-\d+\Z")


def add_report(
    connection: Database,
    report: Report,
    original: bytes | None,
    *,
    arrived: datetime,
    settings: StoreSettings,
) -> Added:
    """Adds one report in one transaction; when this returns it is on the disk.

    The same bytes under the same address or wished id are there already, and so are other bytes
    of the same page that say the same: pages carry the time of day and advertisements. A report
    under the address of one that is there is its next version, unless its text is another one.
    Raises ReportError where the report cannot be stored.
    """
    digest = sha256_of(report)
    if original is not None and hashlib.sha256(original).hexdigest() != digest:
        raise ReportError(
            f"report {report.id!r}: its SHA-256 {digest} is of other bytes than those given; "
            "give what `read_originals` gives"
        )
    with writing(connection, durable=True):
        there = _there(connection, report, digest)
        if there is not None:
            return there
        old, warnings = _older(connection, report, settings)
        if old is not None and _SAID(old) == _SAID(report):
            return _current(connection, old)
        named = _named(report, old.id if old else _free_id(connection, report.id), warnings)
        named = replace(named, sha256=digest)
        (number,) = connection.execute(
            "SELECT coalesce(max(version), 0) + 1 FROM versions WHERE report = ?", (named.id,)
        ).fetchone()
        version = Version(named, number, arrived)
        store_version(connection, version, wish=report.id, original=original, settings=settings)
    return Added(named.id, number, digest, "version" if number > 1 else "new", warnings)


def _current(connection: Database, report: Report) -> Added:
    """The report as it is there."""
    (number,) = connection.execute(
        "SELECT max(version) FROM versions WHERE report = ?", (report.id,)
    ).fetchone()
    return Added(report.id, number, report.sha256, "there")


def store_version(
    connection: Database,
    version: Version,
    *,
    wish: str,
    original: bytes | None,
    settings: StoreSettings,
) -> None:
    """Writes one version with its bytes and changes; inside a transaction.

    Versions of one report come in their order.
    """
    report, number = version.report, version.number
    before = connection.execute("SELECT * FROM current WHERE report = ?", (report.id,)).fetchone()
    if before is None:
        connection.execute(
            "INSERT INTO reports (id, wish, page) VALUES (?, ?, ?)",
            (report.id, wish, page_of(report.url)),
        )
    else:
        connection.take_out(report.id)
    row = row_of(report, version=number, wish=wish, sha256=report.sha256, arrived=version.arrived)
    marks = ", ".join("?" * len(COLUMNS))
    connection.execute(f"INSERT INTO versions ({', '.join(COLUMNS)}) VALUES ({marks})", row)
    connection.put_in(report.id)
    if original is not None:
        connection.execute(
            "INSERT INTO originals VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (report.sha256, len(original), stamp(version.arrived), original),
        )
    if before is not None:
        write_changes(connection, report_of(before), report, version=number, settings=settings)


def _there(connection: Database, report: Report, digest: str) -> Added | None:
    """The report as it was added before, or None.

    Of two inputs that wish one id, one is read as "id-2", and which may change with what else is
    read: ids that differ in such a number alone are one wish.
    """
    page = page_of(report.url)
    for row in connection.execute(
        "SELECT report, version, v.wish, url FROM versions v WHERE sha256 = ? "
        "ORDER BY report, version",
        (digest,),
    ).fetchall():
        wishes = (row["wish"], report.id)
        if (page is not None and page == page_of(row["url"])) or any(
            one == other or _NUMBER.sub("", one) == other for one, other in permutations(wishes)
        ):
            return Added(row["report"], row["version"], digest, "there")
    return None


def _older(
    connection: Database, report: Report, settings: StoreSettings
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


def _free_id(connection: Database, wish: str) -> str:
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
