"""What the pages read: the case, and the brief that a thread of its own keeps up to date.

No page computes a brief. The thread makes it when the case has changed; until it is done the
pages show the one before, and say so.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from secondsource.errors import SecondsourceError
from secondsource.model import Brief, Refused
from secondsource.store import BeforeCorrection, Case, Overlay
from secondsource.web.parts import Part, parts_of
from secondsource.web.settings import WebSettings


@dataclass(frozen=True)
class Reading:
    """One brief with what people decided, as the pages show it."""

    brief: Brief
    overlay: Overlay
    late: tuple[BeforeCorrection, ...]
    refused: tuple[Refused, ...]
    parts: Mapping[str, Part]  # its stories

    @cached_property
    def story_of(self) -> Mapping[str, str]:
        """The story of each report."""
        return {i: story.id for story in self.brief.stories for i in story.report_ids}


@dataclass(frozen=True, slots=True)
class State:
    """How far the thread is. failed: why no newer brief could be made."""

    working: bool = True  # it looks whether a newer brief is due, or makes it
    due: bool = False  # one is
    failed: str = ""
    runs: int = 0  # times it looked so far
    shown: int = 0  # readings so far that differed from the one before, decisions aside


class Desk:
    """An open case with its newest reading; `close` ends its thread and closes the case."""

    def __init__(self, case: Case, *, settings: WebSettings = WebSettings()) -> None:
        """Starts to read at once, in a thread of its own."""
        self.case = case
        self.settings = settings
        self._reading: Reading | None = None
        self._state = State()
        self._shown = 0
        self._changed = threading.Event()
        self._ended = threading.Event()
        self._done = threading.Condition()
        self._laying = threading.Lock()  # one at a time lays decisions over a brief and shows it
        self._thread = threading.Thread(target=self._work, name="reading", daemon=True)
        self._thread.start()

    @property
    def reading(self) -> Reading | None:
        """The newest reading, or None where none was made yet."""
        return self._reading

    @property
    def state(self) -> State:
        """How far the thread is. A reading that is taken after it is at least as new."""
        return self._state

    def close(self) -> None:
        """Ends the thread and closes the case.

        A thread that is at a long brief is not waited for: it ends with the process, and what it
        writes is written whole or not at all.
        """
        self._ended.set()
        self._changed.set()
        self._thread.join(self.settings.ending_seconds)
        if not self._thread.is_alive():
            self.case.close()

    def look_again(self) -> None:
        """Says that reports came in: a newer brief is due."""
        with self._done:
            self._state = replace(self._state, working=True, due=True)
            self._changed.set()  # inside: the thread says that it is done only if this is not set

    def settle(self, timeout: float | None = None) -> State:
        """Waits until the reading is up to date; for tests, and for scripts."""
        with self._done:
            self._done.wait_for(lambda: not self._state.working, timeout)
            return self._state

    def decided(self) -> None:
        """Lays what people decided over the reading again, at once: no brief is made for it."""
        with self._laying:
            reading = self._reading
            if reading is not None:
                self._lay(reading.brief, reading.late, reading.parts)

    def _work(self) -> None:
        """Shows the kept brief, then keeps the reading up to date until the end."""
        watched = _Watched(self.case)
        self._show_kept()
        while not self._ended.is_set():
            self._changed.clear()
            watched.moved()
            self._read()
            self._prepare()
            while not self._changed.wait(self.settings.watch_seconds):
                if watched.moved():
                    break

    def _show_kept(self) -> None:
        try:
            brief = self.case.newest_brief()
            if brief is not None:
                self._show(brief, ())
        except Exception:  # what is kept cannot be read; it is made anew
            return

    def _read(self) -> None:
        failed = ""
        try:
            if self.case.reports():
                if not self.case.is_fresh():
                    self._begin()
                brief = self.case.brief()
                self._show(brief, self.case.before_correction())
            else:
                with self._laying:
                    self._shown += self._reading is not None
                    self._reading = None
        except SecondsourceError as error:
            failed = str(error)
        except Exception as error:  # a hostile report must not end the thread
            failed = f"{type(error).__name__}: {error}"
        with self._done:
            waiting = self._changed.is_set()
            before = self._state
            self._state = State(waiting, waiting, failed, before.runs + 1, self._shown)
            self._done.notify_all()

    def _begin(self) -> None:
        """Says that a newer brief is being made; a decision alone asks for none."""
        with self._done:
            self._state = replace(self._state, working=True, due=True)

    def _show(self, brief: Brief, late: tuple[BeforeCorrection, ...]) -> None:
        """Cuts the brief in this thread, where no page waits for it, and shows it then."""
        before = self._reading
        if before is not None and (before.brief is brief or before.brief == brief):
            brief, parts = before.brief, before.parts
        else:
            parts = parts_of(brief)
            for part in parts.values():
                _ = part.claims, part.claim, part.conflicts, part.lookups
        with self._laying:
            self._lay(brief, late, parts)

    def _lay(
        self, brief: Brief, late: tuple[BeforeCorrection, ...], parts: Mapping[str, Part]
    ) -> None:
        """Shows the brief with all that was decided until now. Called with `_laying` held.

        Else a decision that came in meanwhile would be lost from the pages, or a newer brief.
        """
        overlay, refused = self.case.overlay(brief), self.case.refused()
        before = self._reading
        self._reading = Reading(brief, overlay, late, refused, parts)
        if before is None or (before.parts, before.late, before.refused) != (parts, late, refused):
            self._shown += 1  # the parts are those of before where the brief is

    def _prepare(self) -> None:
        """Lays the sentences of each story side by side, before anybody asks for them."""
        reading = self._reading
        for part in reading.parts.values() if reading else ():
            if self._changed.is_set() or self._ended.is_set():
                return  # a newer brief is due; its stories are laid out instead
            with suppress(Exception):  # the page of that story says so; the thread goes on
                part.aligned()


class _Watched:
    """Tells whether anybody changed the case, another program or we ourselves."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._known: object = None

    def moved(self) -> bool:
        """Has it changed since this was asked last?"""
        try:
            now = self._case.state()
        except SecondsourceError:
            return False  # busy being rewritten; the next look will see it
        before, self._known = self._known, now
        return before is not None and before != now
