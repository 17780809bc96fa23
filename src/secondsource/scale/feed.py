"""A live feed: each report finds its story and the reports that it shares a passage with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from secondsource.scale.files import write_whole
from secondsource.scale.fingerprint import Fingerprinter
from secondsource.scale.prints import PrintIndex
from secondsource.scale.stories import StoryIndex
from secondsource.settings import ArchiveSettings, CandidateSettings


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
        known = self.outlets.setdefault(outlet, len(self.outlets)) if outlet else -1
        reports, shared = self.prints.add(
            made.prints, made.places, outlet=known, story=story, stories=self.stories.story_of
        )
        return Arrival(number, story, tuple(zip(reports.tolist(), shared.tolist())))

    def save(self, folder: Path) -> None:
        """Writes the feed into a folder, each file whole or not at all."""
        folder.mkdir(parents=True, exist_ok=True)
        self.stories.save(folder / "stories.npz")
        self.prints.save(folder / "prints.npz")
        names = np.array(list(self.outlets), dtype=np.str_)
        write_whole(folder / "outlets.npy", lambda out: np.save(out, names))

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
        return feed
