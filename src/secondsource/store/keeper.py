"""Brings the results of a case up to date, story by story, and reads what is kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from secondsource.errors import CaseError
from secondsource.model import Brief
from secondsource.settings import Settings
from secondsource.store import reading, results
from secondsource.store.database import Database, writing
from secondsource.store.nouns import BeforeCorrection, StorySummary
from secondsource.store.settings import StoreSettings
from secondsource.store.story_results import (
    Frame,
    Given,
    StoryResult,
    brief_of,
    summary_of,
    whole_of,
)

if TYPE_CHECKING:
    from secondsource.derivation import Outlets

Progress = Callable[[int, int], None]  # stories read, stories there are


class Keeper:
    """The results of one open case. What a story holds is read again only where it changed."""

    def __init__(
        self,
        connection: Database,
        lock: threading.RLock,
        *,
        settings: StoreSettings,
    ) -> None:
        self._db = connection
        self._place = connection.place
        self._lock = lock
        self._settings = settings
        self._thinking = threading.Lock()  # results are made once, not by each that waits
        self._writes = 0  # changes made through this connection
        self._known: tuple[object, str] | None = None  # what was asked when, and its fingerprint
        self._whole: tuple[str, Brief] | None = None
        self._stories: OrderedDict[str, StoryResult] = OrderedDict()
        self._unwritten: tuple[str, dict[str, StoryResult], Frame] | None = None

    def changed(self) -> None:
        """Says that reports changed through this connection."""
        self._writes += 1

    def forget(self) -> None:
        """Forgets all that is held in memory."""
        with self._lock:
            self._known = self._whole = self._unwritten = None
            self._stories.clear()
            self._writes += 1

    def is_fresh(self, settings: Settings | None = None, outlets: Outlets | None = None) -> bool:
        """Are the results that were kept last made of what the case holds now?"""
        with self._lock:
            return results.newest(self._db) == self._fingerprint(settings, outlets)

    def refresh(
        self,
        settings: Settings | None = None,
        outlets: Outlets | None = None,
        *,
        progress: Progress | None = None,
    ) -> str:
        """Reads every story that changed; the fingerprint of the results, which are now kept.

        Each story is kept as soon as it is read. Raises CaseError where there is no report.
        """
        with self._thinking:
            found = self._fingerprint(settings, outlets)
            with self._lock:
                kept = results.newest(self._db) == found
            if kept or self._held(found):
                return found
            return self._read(self._given(settings, outlets), found, progress or _silent)

    def brief(self, settings: Settings | None = None, outlets: Outlets | None = None) -> Brief:
        """The brief of the current versions, made anew only where something changed."""
        found = self.refresh(settings, outlets)
        whole = self._whole  # once: another thread may put a newer one there, or forget it
        if whole is None or whole[0] != found:
            whole = self._whole = (found, self._load(found))
        return whole[1]

    def newest_brief(self) -> Brief | None:
        """The brief that was made last, be the case changed since; None where none is kept."""
        with self._lock:
            found = results.newest(self._db)
        if found is None:
            return None
        whole = self._whole
        return whole[1] if whole is not None and whole[0] == found else self._load(found)

    def summaries(self) -> tuple[StorySummary, ...]:
        """The stories of the results kept last; made first where there are none."""
        found = self._last()
        if held := self._held(found):
            return tuple(summary_of(result) for result in held.values())
        with self._lock:
            return results.summaries(self._db, found)

    def story(self, identity: str) -> Brief:
        """The brief of one story alone, of the results kept last; made first where there are none.

        identity: of the story, or of a report in it. Raises CaseError where neither is there.
        """
        found = self._last()
        result = self._story(found, identity)
        return brief_of([result], self._frame(found).manifest)

    def late(self, identity: str | None = None) -> tuple[BeforeCorrection, ...]:
        """Children that carry what their parent has mended, of one story or of the case."""
        if identity is not None:
            return self._story(self._last(), identity).late
        late = [one for result in self._all(self.refresh()) for one in result.late]
        return tuple(sorted(late, key=lambda one: (one.child, one.parent)))

    def _last(self) -> str:
        with self._lock:
            found = results.newest(self._db)
        return found or self.refresh()

    def _held(self, found: str) -> dict[str, StoryResult]:
        """What could not be written, and is in memory alone."""
        return self._unwritten[1] if self._unwritten and self._unwritten[0] == found else {}

    def _frame(self, found: str) -> Frame:
        if self._unwritten and self._unwritten[0] == found:
            return self._unwritten[2]
        with self._lock:
            frame = results.frame(self._db, found)
        if frame is None:
            raise CaseError(f"{self._place}: its results were made anew meanwhile; ask again")
        return frame

    def _story(self, found: str, identity: str) -> StoryResult:
        for result in self._held(found).values():
            if identity in (result.story.id, *result.story.report_ids):
                return result
        with self._lock:
            fingerprint = results.story_of(self._db, found, identity)
        if fingerprint is None:
            raise CaseError(f"{self._place}: no story has the id {identity!r}, nor a report of it")
        return self._result(fingerprint)

    def _result(self, fingerprint: str) -> StoryResult:
        """What was read out of one story; the last ones that were asked for are in memory."""
        with self._lock:
            result = self._stories.get(fingerprint)
            if result is None:
                result = results.story_result(self._db, fingerprint)
            if result is None:
                raise CaseError(f"{self._place}: its results were made anew meanwhile; ask again")
            self._stories[fingerprint] = result
            self._stories.move_to_end(fingerprint)
            while len(self._stories) > self._settings.stories_in_memory:
                self._stories.popitem(last=False)
            return result

    def _all(self, found: str) -> tuple[StoryResult, ...]:
        if held := self._held(found):
            return tuple(held.values())
        with self._lock:
            wanted = results.stories(self._db, found)
        return tuple(self._result(fingerprint) for fingerprint in wanted)

    def _load(self, found: str) -> Brief:
        return whole_of(self._all(found), self._frame(found))

    def _read(self, given: Given, found: str, progress: Progress) -> str:
        """Reads what is not kept, and keeps it; the fingerprint."""
        layout = given.layout()
        read: dict[str, StoryResult] = {}
        for number, story in enumerate(layout.stories):
            progress(number, len(layout.stories))
            marked = layout.of(story)
            fingerprint = given.story_fingerprint(marked)
            result = self._kept(fingerprint)
            if result is None:
                result = given.read(story, marked)
                self._write(partial(results.keep_story, self._db, fingerprint, result))
            read[fingerprint] = result
        progress(len(layout.stories), len(layout.stories))
        frame = given.frame(layout, tuple(read.values()))
        brief = whole_of(tuple(read.values()), frame)
        made = results.Made.of(brief, found, read)  # before the lock: others read meanwhile
        keep = partial(results.keep, self._db, made, settings=self._settings)
        self._unwritten = None if self._write(keep) else (found, read, frame)
        self._whole = (found, brief)
        return found

    def _kept(self, fingerprint: str) -> StoryResult | None:
        """What is kept of a story; None where nothing is, or nothing that can be read."""
        with suppress(CaseError), self._lock:
            return self._stories.get(fingerprint) or results.story_result(self._db, fingerprint)
        return None

    def _write(self, keep: Callable[[], None]) -> bool:
        """Was it kept? A case that cannot be written to is still shown."""
        try:
            with self._lock, writing(self._db):
                keep()
        except CaseError:
            return False
        return True

    def _fingerprint(self, settings: Settings | None, outlets: Outlets | None) -> str:
        """Of all that results depend on; what the file holds is read again only when it changed."""
        with self._lock:
            asked = (self._db.state(), self._writes, settings, outlets)
            if self._known is None or self._known[0] != asked:
                self._known = (asked, self._given(settings, outlets).fingerprint())
            return self._known[1]

    def _given(self, settings: Settings | None, outlets: Outlets | None) -> Given:
        from secondsource.derivation import load_outlets
        from secondsource.models import load_models

        with self._lock:
            reports = reading.current_reports(self._db)
            refused = reading.refused(self._db)
            histories = reading.histories(self._db)
        if not reports:
            raise CaseError(
                f"{self._place}: holds no report yet; `secondsource add {self._place} FILE` adds"
            )
        return Given(
            reports,
            refused,
            histories,
            settings or Settings(),
            load_models(),
            outlets or load_outlets(),
        )


def _silent(_done: int, _of: int) -> None:
    """Tells nobody."""
