"""How reports hang together: derivation, claims by outlet, times and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from secondsource.brief import drawings, labels
from secondsource.brief.order import Node, WeighedClaim, is_shared
from secondsource.model import Derivation, Mention
from secondsource.web.answers import Page, inside, link
from secondsource.web.asking import Asked, NotThereError
from secondsource.web.events import NARROW, draw_map, event_places
from secondsource.web.parts import Part

_RANK = {"derived": 0, "common origin": 1, "unsure": 2, "independent": 3}


def edge_address(part: Part, edge: Derivation) -> str:
    """Where the evidence of a derivation is."""
    return link(
        f"{inside('story', part.story.id)}/edge",
        child=edge.child,
        parent=edge.parent,
        origin=edge.origin,
    )


def derivation(asked: Asked) -> Page:
    """The tree of a story, and the same as a table."""
    part, settings = asked.part, asked.desk.settings
    wanted = asked.one("verdict")
    counted = Counter(edge.verdict for edge in part.brief.derivations)
    found = sorted(
        (
            edge
            for edge in part.brief.derivations
            if (edge.verdict == wanted if wanted else edge.verdict != "independent")
        ),
        key=lambda d: (_RANK[d.verdict], -d.probability, d.child, d.parent or "", d.origin or ""),
    )
    stretch = asked.stretch(found, settings.reports_a_page)
    nodes = part.tree[: settings.most_nodes]
    return Page(
        "derivation.html.j2",
        "Derivation",
        lambda: {
            "shown": stretch.row,
            "derivations": [part.rows.derivation(edge) for edge in stretch.items],
        },
        {
            **part.lookups,
            "nodes": _whole(nodes),
            "drawing": drawings.draw_tree(_whole(nodes)),
            "left": len(part.tree) - len(nodes),
            "stretch": stretch,
            "verdicts": counted,
            "asked_verdict": wanted,
            "edge_href": lambda edge: edge_address(part, edge),
            "overlay": asked.reading.overlay,
        },
    )


def _whole(nodes: Sequence[Node]) -> Sequence[Node]:
    """The nodes whose parents are among them: a list that was cut may end inside a tree."""
    known: set[tuple[bool, str]] = set()
    kept = []
    for node in nodes:
        edge = node.edge
        if edge is None or (edge.parent is None, edge.parent or edge.origin or "") in known:
            kept.append(node)
            known.add((node.outside, node.name))
    return kept


def edge(asked: Asked) -> Page:
    """One derivation: its reasons as a waterfall of bits, and the passages of both reports."""
    part = asked.part
    key = (asked.one("child"), asked.one("parent") or None, asked.one("origin") or None)
    found = part.edges.get(key)
    if found is None:
        raise NotThereError(
            f"Nothing is known of {key[0]!r} and {key[1] or key[2]!r} (any more); the table of "
            "derivations names all pairs."
        )
    return Page(
        "edge.html.j2",
        "Why: " + labels.percent(found.probability),
        lambda: part.rows.derivation(found),
        {
            **part.lookups,
            "edge": found,
            "edge_id": f"{found.child} < {found.parent or found.origin or ''}",
            "overlay": asked.reading.overlay,
        },
    )


def matrix(asked: Asked) -> Page:
    """Claims by outlets: who carries what, and how surely."""
    part, settings = asked.part, asked.desk.settings
    alone = bool(asked.one("alone"))
    pool = [w for w in part.claims if alone or is_shared(w.claim)]
    stretch = asked.stretch(pool or part.claims, settings.claims_a_page)
    weights = Counter(i for w in (pool or part.claims) for i in w.claim.report_ids)
    every = sorted(part.in_time, key=lambda i: -weights[i])
    columns = asked.stretch(every, settings.outlets_a_page, "columns")
    shown = [i for i in part.in_time if i in set(columns.items)]
    return Page(
        "matrix.html.j2",
        "Claims and outlets",
        lambda: {
            "shown": stretch.row,
            "reports": shown,
            "claims": [
                {
                    "id": w.claim.id,
                    "text": w.claim.text,
                    "carried": {
                        i: mention.certainty.strength
                        for i, mention in _by_report(w).items()
                        if i in shown
                    },
                }
                for w in stretch.items
            ],
        },
        {
            **part.lookups,
            "stretch": stretch,
            "columns": columns,
            "shown": shown,
            "cells": [(weighed, _by_report(weighed)) for weighed in stretch.items],
            "alone": alone,
        },
    )


def _by_report(weighed: WeighedClaim) -> dict[str, Mention]:
    """The surest mention of each report."""
    found: dict[str, Mention] = {}
    for mention in sorted(weighed.claim.mentions, key=lambda m: (-abs(m.certainty.value), m.span)):
        found.setdefault(mention.span.report_id, mention)
    return found


def timeline(asked: Asked) -> Page:
    """The reports of a story by their stated times."""
    part = asked.part
    stretch = asked.stretch(part.in_time, asked.desk.settings.reports_a_page)
    reports = [part.reports[i].report for i in stretch.items]
    return Page(
        "timeline.html.j2",
        "Timeline",
        lambda: {
            "reports": [
                {
                    "id": i,
                    "outlet": part.reports[i].report.outlet,
                    "title": part.reports[i].report.title,
                    "published": labels.when(part.reports[i].report.published),
                }
                for i in part.in_time
            ]
        },
        {
            **part.lookups,
            "stretch": stretch,
            "timeline": drawings.draw_timeline(reports),
            "narrow": drawings.draw_timeline(reports, drawings.NARROW),
        },
    )


def places(asked: Asked) -> Page:
    """Where the events of a story are said to have been; never where a person is."""
    part = asked.part
    found = event_places(part)
    known = [place for place in found if place.latitude is not None]
    stretch = asked.stretch(found, asked.desk.settings.places_a_page)
    return Page(
        "places.html.j2",
        "Places",
        lambda: {
            "places": [
                {
                    "name": place.name,
                    "latitude": place.latitude,
                    "longitude": place.longitude,
                    "passages": part.rows.passages(place.spans),
                }
                for place in found
            ]
        },
        {
            **part.lookups,
            "stretch": stretch,
            "maps": (draw_map(known), draw_map(known, NARROW)),
        },
    )
