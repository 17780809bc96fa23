"""A live feed: each report finds its story and the reports that it shares a passage with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from secondsource.scale.files import write_whole
from secondsource.scale.fingerprint import Fingerprinter
from secondsource.scale.prints import PrintIndex
from secondsource.scale.stories import Change, StoryIndex
from secondsource.settings import ArchiveSettings, CandidateSettings, StorySettings


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a new report met with. number: of the report, in order of arrival, from 0.

    candidates: numbers of open reports that share a passage with it, and how many fingerprints.
    """

    number: int
    story: int
    candidates: tuple[tuple[int, int], ...]


class Feed:
    """The open reports of a feed, by words (stories) and by fingerprints (candidates)."""

    def __init__(
        self,
        *,
        settings: ArchiveSettings = ArchiveSettings(),
        candidates: CandidateSettings = CandidateSettings(),
    ) -> None:
        self._settings, self._grouping = settings, StorySettings()
        self._due: set[tuple[int, int]] = set()
        self._printer = Fingerprinter(settings=candidates, lead_words=settings.lead_words)
        self.stories = StoryIndex(settings=settings)
        self.prints = PrintIndex(settings=settings, candidates=candidates)
        self.outlets: dict[str, int] = {}

    def add(
        self, text: str, *, title: str = "", outlet: str = "", published: float = float("nan")
    ) -> Arrival:
        """Puts a report into its story, finds its candidates, and keeps it.

        outlet: a name, or nothing if it is not known. published: seconds since 1970.
        """
        made = self._printer.of([text], titles=[title])
        number = self.stories.n_reports
        story = self.stories.add(made.terms, made.times, published)
        self._note(story)
        known = self.outlets.setdefault(outlet, len(self.outlets)) if outlet else -1
        reports, shared = self.prints.add(
            made.prints, made.places, outlet=known, story=story, stories=self.stories.story_of
        )
        met = self.stories.story_of[reports]
        self._due.update((min(story, other), max(story, other)) for other in set(met.tolist()))
        return Arrival(number, story, tuple(zip(reports.tolist(), shared.tolist())))

    def _note(self, story: int) -> None:
        """Marks the stories that a new report makes worth another look.

        Its own whenever it has doubled, and one that it nearly joined instead.
        """
        size = self.stories.size_of(story)
        if size > 1 and size & (size - 1) == 0:
            self._due.add((story, story))
        other, near = self.stories.nearest
        if other >= 0 and other != story and 2 * near >= self._settings.story_least:
            self._due.add((min(story, other), max(story, other)))

    def review(self) -> tuple[Change, ...]:
        """Merges and splits stories where new reports gave a reason to look again; what changed.

        For a quiet moment: `add` never waits for it. Stories of which reports share a passage,
        or that nearly took one report, are grouped together, as a small pile is.
        """
        pairs = sorted(pair for pair in self._due)
        self._due.clear()
        leader: dict[int, int] = {}
        for one, other in pairs:
            a, b = _led(one, leader), _led(other, leader)
            if self._fits(a, b, leader):
                leader[max(a, b)] = min(a, b)
        together: dict[int, list[int]] = {}
        for story in sorted({story for pair in pairs for story in pair}):
            together.setdefault(_led(story, leader), []).append(story)
        return tuple(
            change
            for stories in together.values()
            for change in self.stories.regroup(stories, settings=self._grouping)
        )

    def _fits(self, one: int, other: int, leader: dict[int, int]) -> bool:
        """May two sets of stories be looked at together? Too many reports would take long."""
        size = sum(
            self.stories.size_of(story)
            for story in {one, other, *leader}
            if _led(story, leader) in (one, other)
        )
        return size <= self._settings.block_reports

    def save(self, folder: Path) -> None:
        """Writes the feed into a folder, each file whole or not at all."""
        folder.mkdir(parents=True, exist_ok=True)
        self.stories.save(folder / "stories.npz")
        self.prints.save(folder / "prints.npz")
        names = np.array(list(self.outlets), dtype=np.str_)
        due = np.array(sorted(self._due), dtype=np.int32).reshape(-1, 2)
        write_whole(folder / "outlets.npy", lambda out: np.save(out, names))
        write_whole(folder / "due.npy", lambda out: np.save(out, due))

    @classmethod
    def load(
        cls,
        folder: Path,
        *,
        settings: ArchiveSettings = ArchiveSettings(),
        candidates: CandidateSettings = CandidateSettings(),
    ) -> Feed:
        """The feed that was saved; it goes on as if it had never been put away."""
        feed = cls(settings=settings, candidates=candidates)
        feed.stories = StoryIndex.load(folder / "stories.npz", settings=settings)
        feed.prints = PrintIndex.load(
            folder / "prints.npz", settings=settings, candidates=candidates
        )
        names = np.load(folder / "outlets.npy", allow_pickle=False).tolist()
        feed.outlets = {name: number for number, name in enumerate(names)}
        due = np.load(folder / "due.npy", allow_pickle=False).tolist()
        feed._due = {(one, other) for one, other in due}
        return feed


def _led(story: int, leader: dict[int, int]) -> int:
    """The first story of the set that a story is in."""
    while story in leader:
        story = leader[story]
    return story
