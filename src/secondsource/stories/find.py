"""Finds which reports tell of one event."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from secondsource.model import Candidate, MarkedReport, Story
from secondsource.settings import StorySettings
from secondsource.stories.grouping import group
from secondsource.stories.likeness import (
    Floats,
    figures_of,
    likeness,
    nearness,
    passage_worth,
    same_days,
    share_rare_name,
)
from secondsource.stories.words import pile_words

_SECONDS_A_DAY = 86_400


def find_stories(
    marked: Sequence[MarkedReport],
    candidates: Sequence[Candidate],
    *,
    settings: StorySettings = StorySettings(),
) -> tuple[Story, ...]:
    """The stories, every report in exactly one, sorted by their first report's id.

    Reports of one text are one in all that is measured, so a verbatim copy joins its text's
    story and changes no other. A shared passage makes two reports more alike; it never joins
    them by itself.
    """
    copies = _copies(marked)
    firsts = [members[0] for members in copies]
    outlets = {m.report.outlet for m in marked if m.report.outlet}
    pile = pile_words(firsts, outlets, settings=settings)
    alike = likeness(pile, settings=settings)
    shared = _shared(copies, candidates)
    alike += passage_worth(shared, settings=settings)
    days = np.array([min(map(_day, members)) for members in copies])
    # A name that English hardly knows, in two reports of the same days: one place, one event.
    alike += settings.rare_name_worth * (
        share_rare_name(pile, settings=settings) & same_days(days, settings=settings)
    )
    near = np.round(alike * nearness(days, shared, settings=settings), settings.digits)
    labels = group(near, figures_of(pile, settings=settings), settings=settings)
    members: dict[int, list[MarkedReport]] = defaultdict(list)
    for label, reports in zip(labels.tolist(), copies):
        members[label] += reports
    return tuple(sorted((_story(reports) for reports in members.values()), key=_first_id))


def _copies(marked: Sequence[MarkedReport]) -> list[list[MarkedReport]]:
    """Reports of equal texts together, in order of the texts; never in that of the files."""
    texts: dict[str, list[MarkedReport]] = defaultdict(list)
    for report in marked:
        texts[report.report.text].append(report)
    return [sorted(texts[text], key=lambda m: m.report.title or "") for text in sorted(texts)]


def _shared(copies: Sequence[Sequence[MarkedReport]], candidates: Sequence[Candidate]) -> Floats:
    """Fingerprints that each two texts have in common, (n_texts, n_texts)."""
    place = {m.id: number for number, members in enumerate(copies) for m in members}
    shared = np.zeros((len(copies), len(copies)))
    for candidate in candidates:
        a, b = place[candidate.left], place[candidate.right]
        shared[a, b] = shared[b, a] = max(shared[a, b], candidate.shared)
    return shared


def _day(marked: MarkedReport) -> float:
    """When the report was published, in days; not a number where that is unknown."""
    published = marked.report.published
    return published.timestamp() / _SECONDS_A_DAY if published else float("nan")


def _story(reports: Sequence[MarkedReport]) -> Story:
    """The story of these reports; its id hangs on their texts, not on their names."""
    hashes = sorted(
        hashlib.sha256(m.report.text.encode("utf-8", "surrogatepass")).hexdigest() for m in reports
    )
    digest = hashlib.sha256("\n".join(hashes).encode()).hexdigest()
    return Story(id=f"story-{digest[:12]}", report_ids=tuple(sorted(m.id for m in reports)))


def _first_id(story: Story) -> tuple[str, ...]:
    """What stories are shown by."""
    return story.report_ids
