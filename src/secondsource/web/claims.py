"""The brief of a story with its badges, one claim, and what contradicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from secondsource.brief import labels
from secondsource.brief.order import WeighedClaim
from secondsource.brief.plain import printable, shorten
from secondsource.model import Relation
from secondsource.settings import BriefSettings
from secondsource.web.answers import Page
from secondsource.web.asking import Asked
from secondsource.web.parts import Part

_TITLE_LETTERS = 70


def brief(asked: Asked) -> Page:
    """The claims of a story, filtered as the address asks."""
    part, settings = asked.part, asked.desk.settings
    alone = bool(asked.one("alone"))
    pool = [w for w in part.claims if (len(w.claim.report_ids) == 1) == alone]
    if not pool and not alone and len(part.story.report_ids) == 1:
        pool, alone = list(part.claims), True
    found = [weighed for weighed in pool if _wanted(weighed, asked)]
    stretch = asked.stretch(found, settings.claims_a_page)
    counted = Counter(w.corroboration.badge for w in pool if w.corroboration)
    flagged = Counter(flag for w in pool if w.corroboration for flag in w.corroboration.flags)
    return Page(
        "story.html.j2",
        shorten(printable(part.title), _TITLE_LETTERS),
        lambda: {
            "story": part.story.id,
            "headline": labels.headline(part.brief),
            "shown": stretch.row,
            "claims": [claim_row(part, w, asked) for w in stretch.items],
            "cannot_show": list(part.brief.cannot_show),
        },
        {
            **part.lookups,
            "headline": labels.headline(part.brief),
            "brief": part.brief,
            "settings": BriefSettings(),
            "stretch": stretch,
            "badge_counts": counted,
            "flag_counts": flagged,
            "asked_badge": asked.one("badge"),
            "asked_flag": asked.one("flag"),
            "asked_words": asked.one("q"),
            "alone": alone,
            "others": len(part.claims) - len(pool),
            "conflicts": part.conflicts,
            "overlay": asked.reading.overlay,
            "near": [
                (other, one.title)
                for other, one in asked.reading.parts.items()
                if other != part.story.id
            ][: settings.stories_a_page],
            "reports": asked.stretch(part.in_time, settings.reports_a_page, "reports"),
        },
    )


def _wanted(weighed: WeighedClaim, asked: Asked) -> bool:
    found = weighed.corroboration
    badge, flag, words = asked.one("badge"), asked.one("flag"), asked.one("q").casefold()
    if badge and (found is None or found.badge != badge):
        return False
    if flag and (found is None or flag not in found.flags):
        return False
    return words in weighed.claim.text.casefold()


def claim_row(part: Part, weighed: WeighedClaim, asked: Asked) -> dict[str, object]:
    """The JSON of a claim, with what people decided beside the engine's verdict."""
    overlay = asked.reading.overlay
    return {
        **part.rows.claim(weighed.claim, weighed.corroboration),
        "verdict_of_people": overlay.verdict("claim", weighed.claim.id),
    }


def claim(asked: Asked) -> Page:
    """One claim: where it stands, how each report came by it, and why it counts as it does."""
    part = asked.part
    weighed = asked.of_path("claim", part.claim)
    found, corroboration = weighed.claim, weighed.corroboration
    mentions = sorted(found.mentions, key=lambda m: m.span)
    stretch = asked.stretch(mentions, asked.desk.settings.claims_a_page)
    spans = stretch.items
    about = [r for r in part.brief.relations if r.claim_id == found.id]
    place = part.claims.index(weighed)
    return Page(
        "claim.html.j2",
        shorten(printable(found.text), _TITLE_LETTERS),
        lambda: {
            **claim_row(part, weighed, asked),
            "conflicts": [part.rows.relation(relation) for relation in about],
        },
        {
            **part.lookups,
            "settings": BriefSettings(),
            "claim": replace(found, mentions=tuple(spans)),
            "whole": found,
            "found": corroboration,
            "stretch": stretch,
            "relations": about[: asked.desk.settings.claims_a_page],
            "more_relations": max(0, len(about) - asked.desk.settings.claims_a_page),
            "overlay": asked.reading.overlay,
            "before": part.claims[place - 1] if place else None,
            "after": part.claims[place + 1] if place + 1 < len(part.claims) else None,
            "near": [w for w in part.claims if w is not weighed][
                : asked.desk.settings.claims_a_page
            ],
        },
    )


def contradictions(asked: Asked) -> Page:
    """What contradicts in a story, and what only looks as if it did."""
    part, kind = asked.part, asked.one("type")
    every: Sequence[Relation] = (*part.conflicts, *part.no_conflicts)
    counted = Counter(relation.type for relation in every)
    found = [r for r in every if not kind or r.type == kind]
    stretch = asked.stretch(found, asked.desk.settings.rows_a_page)
    return Page(
        "contradictions.html.j2",
        "Contradictions",
        lambda: {
            "shown": stretch.row,
            "conflicts": [part.rows.relation(relation) for relation in stretch.items],
        },
        {
            **part.lookups,
            "stretch": stretch,
            "types": counted,
            "asked_type": kind,
            "overlay": asked.reading.overlay,
        },
    )


def contradiction(asked: Asked) -> Page:
    """One relation of two passages."""
    part = asked.part
    relation = asked.of_path("relation", {r.id: r for r in part.brief.relations})
    weighed = part.claim.get(relation.claim_id or "")
    return Page(
        "contradiction.html.j2",
        labels.RELATION_NAMES[relation.type],
        lambda: part.rows.relation(relation),
        {
            **part.lookups,
            "relation": relation,
            "weighed": weighed,
            "overlay": asked.reading.overlay,
        },
    )
