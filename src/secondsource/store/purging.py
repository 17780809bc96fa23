"""Takes a report or a person out of a case for good, and rewrites the file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from secondsource.errors import CaseError
from secondsource.model import Brief
from secondsource.store import results
from secondsource.store.database import Database, writing
from secondsource.store.nouns import Purged
from secondsource.store.redacting import Redaction, redact_case
from secondsource.store.rows import page_of, stamp
from secondsource.store.settings import StoreSettings
from secondsource.store.watched import purge_watched


def purge_report(connection: Database, report_id: str, *, when: datetime) -> Purged:
    """Removes the report with all versions, bytes and what was made of it.

    Decisions about it stay, without its words, and are shown as unattached.
    Raises CaseError where there is no such report.
    """
    if not connection.execute("SELECT 1 FROM reports WHERE id = ?", (report_id,)).fetchone():
        ids = [row["id"] for row in connection.execute("SELECT id FROM reports ORDER BY id")]
        raise CaseError(f"no report {report_id!r} to purge; there are: {', '.join(ids) or 'none'}")
    with writing(connection, durable=True), connection.unlocked():
        hashes = [
            row["sha256"]
            for row in connection.execute(
                "SELECT DISTINCT sha256 FROM versions WHERE report = ?", (report_id,)
            )
        ]
        (versions,) = connection.execute(
            "SELECT count(*) FROM versions WHERE report = ?", (report_id,)
        ).fetchone()
        pages = _pages(connection, [report_id])
        purge_watched(connection, lambda url: page_of(url) in pages)
        _forget_words(connection, report_id)
        connection.execute("DELETE FROM reports WHERE id = ?", (report_id,))
        originals = sum(_drop_original(connection, sha256) for sha256 in hashes)
        _finish(connection, "report", versions, originals, when)
    return Purged(versions, originals)


def purge_person(
    connection: Database,
    name: str,
    brief: Brief,
    *,
    when: datetime,
    settings: StoreSettings,
) -> Purged:
    """Blanks the person's names, and what reports give to the person, wherever they stand.

    The letters become blocks of the same number, so that every other passage keeps its place.
    The original bytes of the reports concerned are removed: they hold the name.
    Raises CaseError where no report names the person.
    """
    redaction = Redaction.of_person(name, brief, settings=settings)
    with writing(connection, durable=True), connection.unlocked():
        blanked = redact_case(connection, redaction, settings=settings)
        if not blanked:
            raise CaseError(f"no report names {name!r}; give the name as the reports write it")
        pages = _pages(connection, blanked.reports) | blanked.pages
        # A page that is followed would bring the person back with its next version.
        purge_watched(connection, lambda url: redaction.in_address(url) or page_of(url) in pages)
        originals = sum(
            connection.execute("DELETE FROM originals WHERE sha256 = ?", (sha256,)).rowcount
            for sha256 in sorted(blanked.hashes)
        )
        _finish(connection, "person", blanked.versions, originals, when)
    ids = [row["id"] for row in connection.execute("SELECT id FROM reports ORDER BY id")]
    left = tuple(
        f"the id {i!r} may hold the name; purge that report, or leave it"
        for i in ids
        if redaction.in_address(i)
    )
    return Purged(blanked.versions, originals, left)


def _pages(connection: Database, report_ids: Iterable[str]) -> set[str]:
    """The addresses of all versions of these reports, as `page_of` gives them."""
    found = (
        page_of(row["url"])
        for report_id in report_ids
        for row in connection.execute("SELECT url FROM versions WHERE report = ?", (report_id,))
    )
    return {page for page in found if page is not None}


def _forget_words(connection: Database, report_id: str) -> None:
    """Blanks the words of the report that decisions quote."""
    connection.execute(
        "UPDATE targets SET name = '' WHERE EXISTS (SELECT 1 FROM anchors a WHERE a.report = ? "
        "AND a.decision = targets.decision AND a.place = targets.place)",
        (report_id,),
    )
    connection.execute("UPDATE anchors SET words = '' WHERE report = ?", (report_id,))


def _drop_original(connection: Database, sha256: str) -> int:
    """Removes the bytes unless another report came from the same; how many went."""
    if connection.execute("SELECT 1 FROM versions WHERE sha256 = ?", (sha256,)).fetchone():
        return 0
    return connection.execute("DELETE FROM originals WHERE sha256 = ?", (sha256,)).rowcount


def _finish(connection: Database, kind: str, versions: int, originals: int, when: datetime) -> None:
    """Forgets the results, makes the index anew, and notes that something was taken out."""
    results.forget(connection)
    connection.rebuild_index()
    connection.execute(
        "INSERT INTO purges (kind, at, versions, originals) VALUES (?, ?, ?, ?)",
        (kind, stamp(when), versions, originals),
    )
