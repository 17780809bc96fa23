"""A case: one file that a newsroom works in over days."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from secondsource.errors import CaseError
from secondsource.model import Brief, Refused, Report
from secondsource.settings import Settings
from secondsource.store import decisions as log
from secondsource.store import integrity, purging, reading, searching
from secondsource.store.adding import add_report, originals_of
from secondsource.store.anchoring import target_of
from secondsource.store.database import Database, writing
from secondsource.store.keeper import Keeper, Progress
from secondsource.store.nouns import (
    Added,
    BeforeCorrection,
    Decision,
    Hit,
    Integrity,
    Purged,
    StorySummary,
    Target,
    TargetNoun,
    Version,
)
from secondsource.store.opening import open_database
from secondsource.store.overlay import Overlay, lay_over
from secondsource.store.rows import page_of, stamp
from secondsource.store.settings import StoreSettings
from secondsource.store.watched import Watched, is_known, read_watched, write_watched

if TYPE_CHECKING:
    from secondsource.derivation import Outlets
    from secondsource.store.handing import Handover


class Case:
    """An open case file. Its methods may be called from several threads; `with` closes it."""

    def __init__(self, connection: Database, path: Path, *, settings: StoreSettings) -> None:
        """Use `Case.open`."""
        self._db = connection
        self._lock = threading.RLock()  # one connection serves all threads
        self._settings = settings
        self._writes = 0  # through this connection
        self._keeper = Keeper(connection, self._lock, settings=settings)
        self.path = path

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = True,
        settings: StoreSettings = StoreSettings(),
    ) -> Self:
        """The case in this file, made where there is none and `create` allows it.

        path: of the file, or the address of a PostgreSQL server, postgresql://user@host/name.
        Raises CaseError where it is no case, or one of a newer version.
        """
        db = open_database(path, create=create, settings=settings)
        return cls(db, Path(db.place), settings=settings)

    @property
    def place(self) -> str:
        """The file, or the address of the server without its password; for messages."""
        return self._db.place

    @property
    def name(self) -> str:
        """What people call it: the file's name without its suffix, or that of the database."""
        return Path(self._db.place.partition("?")[0]).stem

    def state(self) -> object:
        """A value that is another one once anybody has changed the case."""
        with self._lock:
            return (self._db.state(), self._writes)

    def _wrote(self, *, reports: bool = True) -> None:
        """Notes a change made through this connection."""
        self._writes += 1
        if reports:
            self._keeper.changed()

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(
        self,
        reports: Iterable[Report],
        originals: Mapping[str, bytes],
        arrived: datetime,
        *,
        refused: Iterable[Refused] = (),
    ) -> tuple[Added, ...]:
        """Adds reports, each in a transaction of its own; what is returned is on the disk.

        originals: the bytes by SHA-256, as `read_originals` gives them. A report whose bytes are
        there already is left as it is; one under the address of another becomes its next version.
        refused: kept and shown in the brief. Raises ReportError for a report that no file can hold.
        """
        added = tuple(self.adding(reports, originals, arrived))
        with self._lock, writing(self._db, durable=True):
            self._db.executemany(
                "INSERT INTO refused VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(r.place, r.reason, stamp(arrived)) for r in refused],
            )
            self._wrote()
        return added

    def adding(
        self, reports: Iterable[Report], originals: Mapping[str, bytes], arrived: datetime
    ) -> Iterator[Added]:
        """What `add` does, one report at a time: each is on the disk when it is given."""
        for report, original in originals_of(tuple(reports), originals):
            with self._lock:
                added = add_report(
                    self._db, report, original, arrived=arrived, settings=self._settings
                )
                self._wrote()
            yield added

    def watched(self) -> tuple[Watched, ...]:
        """The feeds and pages that are followed, by address."""
        with self._lock:
            return read_watched(self._db)

    def is_watched(self, url: str) -> bool:
        """Is this page followed already, or was it purged? Then it is not to be fetched anew."""
        with self._lock:
            return is_known(self._db, url)

    def watch(self, rows: Iterable[Watched]) -> None:
        """Notes what is followed and when it is looked at next, in place of what was noted."""
        with self._lock, writing(self._db):
            for row in rows:
                write_watched(self._db, row)

    def reports(self) -> tuple[Report, ...]:
        """The current version of every report, sorted by id."""
        with self._lock:
            return reading.current_reports(self._db)

    def refused(self) -> tuple[Refused, ...]:
        """What was given and could not be read."""
        with self._lock:
            return reading.refused(self._db)

    def versions(self, url: str) -> tuple[Version, ...]:
        """Every version of the report with this address or this id, the oldest first.

        Raises CaseError where there is none.
        """
        with self._lock:
            found = reading.versions(self._db, report_id=url)
            if not found and (page := page_of(url)):
                found = reading.versions(self._db, page=page)
        if not found:
            raise CaseError(f"{self.place}: no report has the address or id {url!r}")
        return found

    def original(self, sha256: str) -> bytes | None:
        """The bytes that came in under this SHA-256, or None where they are not kept."""
        with self._lock:
            return reading.original(self._db, sha256)

    def brief(self, *, settings: Settings | None = None, outlets: Outlets | None = None) -> Brief:
        """The brief of the current versions: the kept one, or a new one where anything changed.

        Only stories that changed are read again. Raises CaseError where there is no report.
        """
        return self._keeper.brief(settings, outlets)

    def newest_brief(self) -> Brief | None:
        """The brief that was made last, be the case changed since; None where none is kept."""
        return self._keeper.newest_brief()

    def is_fresh(self) -> bool:
        """Are the results that were kept last made of what the case holds now?"""
        return self._keeper.is_fresh()

    def refresh(self, *, progress: Progress | None = None) -> None:
        """Brings the results up to date; progress is called with stories read, and stories.

        Each story is kept as soon as it is read. Raises CaseError where there is no report.
        """
        self._keeper.refresh(progress=progress)

    def stories(self) -> tuple[StorySummary, ...]:
        """The stories of the results kept last, as a list shows them; `is_fresh` tells of changes.

        Made first where none are kept. Raises CaseError where there is no report.
        """
        return self._keeper.summaries()

    def story(self, identity: str) -> Brief:
        """The brief of one story alone, of the results kept last; made first where none are kept.

        identity: of the story, or of a report in it. Raises CaseError where neither is there.
        """
        return self._keeper.story(identity)

    def before_correction(self, *, story: str | None = None) -> tuple[BeforeCorrection, ...]:
        """Reports that carry what the report that they derive from has since mended.

        story: only those of this story, of the results kept last.
        """
        return self._keeper.late(story)

    def histories(self) -> dict[str, tuple[Version, ...]]:
        """All versions, the oldest first, of every report that has several."""
        with self._lock:
            return reading.histories(self._db)

    def search(
        self,
        text: str = "",
        *,
        speaker: str | None = None,
        outlet: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        as_kept: bool = False,
    ) -> tuple[Hit, ...]:
        """The reports with all these words ("a phrase", begin*), the best match first.

        speaker: part of a name that the newest brief gave a statement to; made first if need be,
        unless `as_kept` says that the one made last will do.
        outlet: part of its name. since, until: of publication. No text is ever a syntax error.
        """
        if speaker and not as_kept and self.reports():
            self.brief()
        with self._lock:
            return searching.search(
                self._db,
                text,
                speaker=speaker,
                outlet=outlet,
                since=since,
                until=until,
                settings=self._settings,
            )

    def target(self, noun: TargetNoun, identity: str, *, story: str | None = None) -> Target:
        """What a decision about this thing of the current brief hangs on.

        story: where to look, in the results kept last; without it, the whole is looked through.
        Raises CaseError where there is nothing of that kind and id.
        """
        brief = self.brief() if story is None else self.story(story)
        return target_of(brief, noun, identity, settings=self._settings)

    def decide(self, decision: Decision) -> Decision:
        """Adds a decision and gives it with its id. Raises CaseError where a part is missing."""
        with self._lock:
            self._wrote(reports=False)
            return log.write_decision(self._db, decision)

    def undo(self, decision_id: str, *, who: str, when: datetime, reason: str = "") -> Decision:
        """Takes a decision back with a further one; an undo can be undone as well."""
        return self.decide(Decision("undo", who, when, reason, undoes=decision_id))

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions in the order in which they were made, undos among them."""
        with self._lock:
            return log.read_decisions(self._db)

    def overlay(self, brief: Brief) -> Overlay:
        """What people decided, beside what this brief says; the brief itself stays as it is.

        Where the brief is of one story, decisions about other stories are left out.
        """
        with self._lock:
            return lay_over(
                brief,
                log.read_decisions(self._db),
                reading.history(self._db),
                elsewhere=reading.ids(self._db) - {marked.id for marked in brief.reports},
            )

    def hand_over(self, *, full_text: bool = True, story: str | None = None) -> Handover:
        """Everything that exporters write, at this moment; of one story where one is named."""
        from secondsource.store.handing import Handover

        brief = self.brief() if story is None else self.story(story)
        late, overlay = self.before_correction(story=story), self.overlay(brief)
        ids = {marked.id for marked in brief.reports}
        with self._lock:
            return Handover(
                brief=brief,
                overlay=overlay,
                decisions=tuple(placed.decision for placed in overlay.placed),
                versions=tuple(v for v in reading.versions(self._db) if v.report.id in ids),
                wishes=reading.wishes(self._db),
                late=late,
                refused=reading.refusals(self._db) if story is None else (),
                original=self.original,
                full_text=full_text,
            )

    def read_export(self, folder: Path) -> tuple[int, int]:
        """Reads an exported folder into this case, which must be empty: versions and decisions.

        Raises CaseError where the folder is no whole export.
        """
        from secondsource.store.importing import import_case

        with self._lock:
            self._wrote()
            return import_case(self._db, folder, settings=self._settings)

    def purge(
        self, *, report: str | None = None, person: str | None = None, when: datetime
    ) -> Purged:
        """Removes a report, or blanks a person, for good: words, versions, bytes, index, results.

        Exactly one of the two. Raises CaseError where there is nothing of that name.
        """
        if (report is None) == (person is None):
            raise CaseError("purge takes either a report or a person, one at a time")
        if report is not None:
            with self._lock:
                gone = purging.purge_report(self._db, report, when=when)
        else:
            brief = self.brief()
            with self._lock:
                gone = purging.purge_person(
                    self._db, person or "", brief, when=when, settings=self._settings
                )
        with self._lock:
            self._keeper.forget()
            self._wrote()
            left = self._db.rewrite()
        return replace(gone, left=(*gone.left, *left))

    def integrity(self) -> Integrity:
        """Whether the file is sound: its pages, links, index, and the hash of every original."""
        with self._lock:
            return integrity.check(self._db)
