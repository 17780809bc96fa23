"""Puts reports into stories one at a time, in order of publication: an archive, or a live feed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from secondsource.errors import ReportError
from secondsource.scale.files import write_whole
from secondsource.scale.story_limits import fading, joining
from secondsource.settings import ArchiveSettings, StorySettings

Terms = NDArray[np.uint32]
Times = NDArray[np.uint8]
Small = NDArray[np.int32]
_SECONDS_A_DAY = 86_400.0
_FIRST = 1_024  # reports and words that a new index has room for
_FORM = "stories 3"  # changes when the arrays of a saved index change what they hold
_COUNTS = ("n_reports", "n_stories", "_used", "_end")
_ARRAYS = tuple(
    f"_{name}"
    for name in (
        "seats keys held_by begins firsts sizes rooms held worth story_of days members touched "
        "sums words vectors changes"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Change:
    """A report that was moved to another story, when so many reports had come."""

    at: int
    report: int
    was: int
    now: int


class StoryIndex:
    """Stories that are open, and the postings by which a new report finds its own.

    A report joins the story to whose reports it is nearest on average (TF-IDF cosine of its
    weightiest words), if that mean is high enough; else it begins a story. The mean over all
    reports of a story keeps chains of reports, each like the next, from growing into one.
    `regroup` may merge and split stories later, and records it.
    """

    def __init__(self, *, settings: ArchiveSettings = ArchiveSettings()) -> None:
        from secondsource.scale import postings

        self._kernels, self._settings = postings, settings
        self.n_reports = self.n_stories = self._used = self._end = 0
        self._seats = np.full(4 * _FIRST, -1, dtype=np.int32)
        self._keys = np.zeros(_FIRST, dtype=np.uint32)
        self._held_by = np.zeros(_FIRST, dtype=np.int32)
        self._begins = np.zeros(_FIRST, dtype=np.int64)
        self._firsts, self._sizes, self._rooms = (np.zeros(_FIRST, dtype=np.int32) for _ in "fsr")
        self._held = np.zeros(_FIRST, dtype=np.int32)
        self._worth = np.zeros(_FIRST, dtype=np.float32)
        self._story_of = np.zeros(_FIRST, dtype=np.int32)
        self._days = np.zeros(_FIRST, dtype=np.float64)
        self._members, self._touched = (np.zeros(_FIRST, dtype=np.int32) for _ in "mt")
        self._sums = np.zeros(_FIRST, dtype=np.float32)
        # Of each report its weightiest words and their weights: what `regroup` compares.
        self._words = np.zeros((_FIRST, settings.terms), dtype=np.int32)
        self._vectors = np.zeros((_FIRST, settings.terms), dtype=np.float32)
        self._changes = np.zeros((0, 4), dtype=np.int32)
        self.nearest = (-1, 0.0)  # to the report that came last: story, mean cosine
        self._chosen = np.zeros(settings.terms, dtype=np.int32)
        self._weights = np.zeros(settings.terms, dtype=np.float32)

    def add(self, terms: Terms, times: Times, published: float) -> int:
        """Puts a report into a story and gives the story's number.

        terms, times: its distinct words as a `Fingerprinter` gives them. published: seconds
        since 1970; a report without a time counts as published with the one before it.
        """
        count, day = self._read(terms, times, published)
        self.nearest = story, near = self._nearest(count, day)
        if story < 0 or near < self._settings.story_least:
            story = self.n_stories
        self._put(count, day, story)
        return story

    def _read(self, terms: Terms, times: Times, published: float) -> tuple[int, float]:
        """Weighs the report's words, and makes room for all that it may bring."""
        self._make_room(len(terms))
        places = np.empty(len(terms), dtype=np.int32)
        self._used = self._kernels.seats_of(terms, self._keys, self._seats, self._used, places)
        self._held_by[places] += 1
        day = published / _SECONDS_A_DAY
        if np.isnan(day):
            day = float(self._days[self.n_reports - 1]) if self.n_reports else 0.0
        chosen = self._settings
        count = self._kernels.weigh(
            places,
            times,
            self._held_by,
            self.n_reports + 1,
            chosen.imagined,
            chosen.terms,
            self._chosen,
            self._weights,
        )
        return int(count), day

    def _nearest(self, count: int, day: float) -> tuple[int, float]:
        story, near = self._kernels.nearest_story(
            self._chosen,
            self._weights,
            count,
            self._begins,
            self._firsts,
            self._sizes,
            self._held,
            self._worth,
            self._story_of,
            self._days,
            day - self._settings.story_days,
            self._members,
            self._sums,
            self._touched,
        )
        return int(story), float(near)

    def _put(self, count: int, day: float, story: int) -> None:
        """Adds the report whose words were just weighed to a story."""
        rows = self._begins, self._firsts, self._sizes, self._rooms
        needed = self._kernels.room_needed(self._chosen, count, *rows[1:])
        if self._end + needed > len(self._held):
            self._pack(needed)
        self._end = self._kernels.add_postings(
            self._chosen,
            self._weights,
            count,
            self.n_reports,
            *rows,
            self._held,
            self._worth,
            self._end,
        )
        self._story_of[self.n_reports], self._days[self.n_reports] = story, day
        self._words[self.n_reports] = -1
        self._words[self.n_reports, :count] = self._chosen[:count]
        self._vectors[self.n_reports, :count] = self._weights[:count]
        self._members[story] += 1
        self.n_stories = max(self.n_stories, story + 1)
        self.n_reports += 1

    def _make_room(self, new_terms: int) -> None:
        """Doubles whatever might not hold one more report with so many new words."""
        if self.n_reports == len(self._story_of):
            for name in "_story_of _days _members _touched _sums _words _vectors".split():
                setattr(self, name, _doubled(getattr(self, name)))
        while self._used + new_terms > len(self._keys):
            for name in ("_keys", "_held_by", "_begins", "_firsts", "_sizes", "_rooms"):
                setattr(self, name, _doubled(getattr(self, name)))
            self._seats = np.full(4 * len(self._keys), -1, dtype=np.int32)
            known = self._keys[: self._used].copy()
            self._kernels.seats_of(
                known, self._keys, self._seats, 0, np.empty(self._used, dtype=np.int32)
            )

    def _pack(self, needed: int) -> None:
        """Copies the postings together, with room for as much again."""
        live = int((self._sizes - self._firsts)[: self._used].sum())
        room = 3 * live + self._kernels.FIRST_ROOM * self._used + 2 * needed + _FIRST
        held, worth = np.zeros(room, dtype=np.int32), np.zeros(room, dtype=np.float32)
        rows = self._begins, self._firsts, self._sizes, self._rooms
        self._end = self._kernels.packed(*rows, self._used, self._held, self._worth, held, worth)
        self._held, self._worth = held, worth

    def regroup(self, stories: Sequence[int], *, settings: StorySettings) -> tuple[Change, ...]:
        """Groups the reports of some stories anew, as a small pile is grouped; what changed.

        A group keeps the number of the story that most of its reports were in; a story that is
        split keeps its number for its largest part. Only the last `block_reports` reports are
        compared; the others stay where they are.
        """
        from secondsource.scale import grouping

        inside = np.isin(self._story_of[: self.n_reports], np.asarray(stories, dtype=np.int32))
        reports = np.flatnonzero(inside)[-self._settings.block_reports :].astype(np.int32)
        scratch = np.zeros(max(1, self._used), dtype=np.float32)
        near = grouping.likeness_of(reports, self._words, self._vectors, scratch)
        grouping.with_days(near, self._days[reports], fading(settings))
        least = self._settings.group_least
        labels = grouping.grouped(near, joining(settings, least=least))
        return self._renumber(reports, labels)

    def _renumber(self, reports: Small, labels: Small) -> tuple[Change, ...]:
        """Gives every group a story's number, the largest group of a story its own."""
        before = self._story_of[reports].copy()
        groups = [np.flatnonzero(labels == label) for label in np.unique(labels)]
        changes: list[Change] = []
        given: set[int] = set()
        for group in sorted(groups, key=lambda group: (-len(group), int(group[0]))):
            held, counts = np.unique(before[group], return_counts=True)
            free = [(-count, story) for story, count in zip(held, counts) if story not in given]
            story = int(min(free)[1]) if free else self.n_stories
            if not free and self.n_stories == len(self._members):
                self._make_story_room()
            given.add(story)
            self.n_stories = max(self.n_stories, story + 1)
            for report in reports[group].tolist():
                was = int(self._story_of[report])
                if was != story:
                    self._story_of[report] = story
                    self._members[was] -= 1
                    self._members[story] += 1
                    changes.append(Change(self.n_reports, report, was, story))
        rows = np.array([(c.at, c.report, c.was, c.now) for c in changes], dtype=np.int32)
        self._changes = np.concatenate((self._changes, rows.reshape(-1, 4)))
        return tuple(changes)

    def _make_story_room(self) -> None:
        for name in ("_members", "_touched", "_sums"):
            setattr(self, name, _doubled(getattr(self, name)))

    def size_of(self, story: int) -> int:
        """How many reports a story has."""
        return int(self._members[story])

    @property
    def changes(self) -> tuple[Change, ...]:
        """All that `regroup` has changed, in order."""
        return tuple(Change(*row) for row in self._changes.tolist())

    @property
    def story_of(self) -> NDArray[np.int32]:
        """The story of each report, with room for more behind them."""
        return self._story_of

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays, the room for what is still to come among them."""
        return sum(getattr(self, name).nbytes for name in _ARRAYS)

    @property
    def open_postings(self) -> int:
        """Postings that a report can still meet."""
        return int((self._sizes - self._firsts)[: self._used].sum())

    def save(self, path: Path) -> None:
        """Writes the index, whole or not at all; `load` gives one that goes on just the same."""
        arrays = {name.strip("_"): getattr(self, name) for name in (*_COUNTS, *_ARRAYS)}
        form = np.array(f"{_FORM} {self._settings}")
        write_whole(path, lambda out: np.savez(out, allow_pickle=False, form=form, **arrays))

    @classmethod
    def load(cls, path: Path, *, settings: ArchiveSettings = ArchiveSettings()) -> StoryIndex:
        """The index that was saved. Raises ReportError for one of another form or settings."""
        index = cls(settings=settings)
        with np.load(path, allow_pickle=False) as given:
            if str(given["form"]) != f"{_FORM} {settings}":
                raise ReportError(
                    f"{path}: was saved with other settings or another version; add its reports "
                    "to a new index"
                )
            for name in _COUNTS:
                setattr(index, name, int(given[name.strip("_")]))
            for name in _ARRAYS:
                setattr(index, name, given[name.strip("_")])
        return index


def _doubled(array: NDArray[np.generic]) -> NDArray[np.generic]:
    """The array with as many zeros behind it."""
    return np.concatenate((array, np.zeros_like(array)))
