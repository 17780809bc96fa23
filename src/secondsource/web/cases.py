"""The start page: the stories of the case; and its outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from secondsource.brief import labels
from secondsource.brief.order import WeighedClaim, is_shared
from secondsource.brief.plain import printable
from secondsource.web.answers import Page, inside
from secondsource.web.asking import Asked
from secondsource.web.parts import Part

_FIRM = "two or more"
_GRADES = ("A", "B", "C", "D", "E", "F")


@dataclass(frozen=True, slots=True)
class Card:
    """A story as the start page shows it."""

    part: Part
    outlets: tuple[str, ...]
    shared: int  # claims that two reports or more carry
    firm: int  # of these, on two or more origins and speakers
    conflicts: int

    @property
    def href(self) -> str:
        """Where the story is."""
        return inside("story", self.part.story.id)


def card_of(part: Part) -> Card:
    """The story in numbers."""
    shared = [w for w in part.claims if is_shared(w.claim)]
    names = Counter(labels.outlet_of(marked.report) for marked in part.brief.reports)
    return Card(
        part=part,
        outlets=tuple(sorted(names, key=lambda name: (-names[name], name))),
        shared=len(shared),
        firm=sum(_is_firm(weighed) for weighed in shared),
        conflicts=sum(relation.is_conflict for relation in part.conflicts),
    )


def _is_firm(weighed: WeighedClaim) -> bool:
    return weighed.corroboration is not None and weighed.corroboration.badge == _FIRM


def stories(asked: Asked) -> Page:
    """Every story of the case, the ones with most reports first."""
    reading = asked.reading
    found = list(reading.parts.values())
    several = [part for part in found if len(part.story.report_ids) > 1]
    alone = [part for part in found if len(part.story.report_ids) == 1]
    stretch = asked.stretch([*several, *alone], asked.desk.settings.stories_a_page)
    cards = [card_of(part) for part in stretch.items]
    return Page(
        "stories.html.j2",
        "Stories",
        lambda: {
            "case": asked.desk.case.name,
            "reports": len(reading.brief.reports),
            "refused": [{"place": r.place, "reason": r.reason} for r in reading.refused],
            "warnings": list(reading.brief.warnings),
            "stories": [_row(card_of(part)) for part in (*several, *alone)],
        },
        {
            "headline": labels.headline(reading.brief),
            "brief": reading.brief,
            "stretch": stretch,
            "cards": cards,
            "several": len(several),
            "refused": reading.refused,
            "late": reading.late,
            "decided": len(reading.overlay.in_force),
        },
    )


def _row(card: Card) -> dict[str, object]:
    return {
        "id": card.part.story.id,
        "title": card.part.title,
        "reports": list(card.part.story.report_ids),
        "outlets": list(card.outlets),
        "shared_claims": card.shared,
        "two_or_more": card.firm,
        "contradictions": card.conflicts,
    }


def outlets(asked: Asked) -> Page:
    """Who publishes: what the case holds of each, and what people say of it."""
    reading = asked.reading
    names = Counter(m.report.outlet for m in reading.brief.reports if m.report.outlet)
    credited = Counter(credit.outlet for credit in reading.brief.credits)
    every = sorted({*names, *credited}, key=lambda name: (-names[name], name))
    wanted = asked.one("q").casefold()
    found = [name for name in every if wanted in printable(name).casefold()]
    stretch = asked.stretch(found, asked.desk.settings.stories_a_page)
    overlay = reading.overlay

    def row(name: str) -> Mapping[str, object]:
        return {
            "name": name,
            "reports": names[name],
            "credited": credited[name],
            "set": overlay.set_on("outlet", name),
        }

    return Page(
        "outlets.html.j2",
        "Outlets",
        lambda: {"outlets": [row(name) for name in found]},
        {
            "stretch": stretch,
            "rows": [row(name) for name in stretch.items],
            "overlay": overlay,
            "grades": _GRADES,
            "q": asked.one("q"),
        },
    )
