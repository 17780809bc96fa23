"""Full text search of the case: by words, speaker, outlet and date."""

from __future__ import annotations

from datetime import UTC, datetime, time

from secondsource.brief.labels import when
from secondsource.store import Hit
from secondsource.web.answers import Page
from secondsource.web.asking import Asked


def search(asked: Asked) -> Page:
    """The reports that fit what was asked; nothing where nothing was asked."""
    words, speaker, outlet = asked.one("q"), asked.one("speaker"), asked.one("outlet")
    since, wrong_since = _day(asked.one("since"), time.min)
    until, wrong_until = _day(asked.one("until"), time.max)
    most = asked.desk.settings.field_characters
    any_asked = any((words, speaker, outlet, since, until))
    hits = (
        asked.desk.case.search(
            words[:most],
            speaker=speaker[:most] or None,
            outlet=outlet[:most] or None,
            since=since,
            until=until,
            as_kept=True,
        )
        if any_asked
        else ()
    )
    stretch = asked.stretch(hits, asked.desk.settings.texts_a_page)
    return Page(
        "search.html.j2",
        "Search",
        lambda: {"hits": [_row(hit) for hit in hits]},
        {
            "stretch": stretch,
            "hits": [(hit, _bits(hit)) for hit in stretch.items],
            "asked": {
                name: asked.one(name) for name in ("q", "speaker", "outlet", "since", "until")
            },
            "any_asked": any_asked,
            "wrong": [day for day in (wrong_since, wrong_until) if day],
        },
    )


def _day(text: str, at: time) -> tuple[datetime | None, str]:
    """The moment of a day as typed, or what cannot be read as one."""
    if not text.strip():
        return None, ""
    try:
        return datetime.combine(datetime.fromisoformat(text.strip()).date(), at, UTC), ""
    except ValueError:
        return None, text


def _bits(hit: Hit) -> list[tuple[str, bool]]:
    """The excerpt in stretches, each with whether it is a word that was asked for."""
    found = [("… ", False)] if hit.excerpt_start else []
    done, offset = 0, hit.excerpt_start
    for span in sorted(hit.spans):
        start, end = span.start - offset, span.end - offset
        if start < done or end > len(hit.excerpt):
            continue
        found += [(hit.excerpt[done:start], False), (hit.excerpt[start:end], True)]
        done = end
    cut = hit.excerpt[-1:].isalnum() or hit.excerpt[-1:] in ",;:"
    return [*found, (hit.excerpt[done:], False), *([(" …", False)] * cut)]


def _row(hit: Hit) -> dict[str, object]:
    return {
        "report": hit.report_id,
        "outlet": hit.outlet,
        "title": hit.title,
        "published": when(hit.published),
        "field": hit.field,
        "spans": [[span.start, span.end] for span in hit.spans],
        "excerpt": hit.excerpt,
        "excerpt_start": hit.excerpt_start,
    }
