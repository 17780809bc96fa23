"""The speakers of a story, and what each of them said in which report."""

from __future__ import annotations

from secondsource.brief.plain import printable
from secondsource.model import Speaker
from secondsource.settings import StatementSettings
from secondsource.web.answers import Page
from secondsource.web.asking import Asked


def speakers(asked: Asked) -> Page:
    """Who is quoted in a story, the most quoted first."""
    part, wanted, kind = asked.part, asked.one("q").casefold(), asked.one("kind")
    found = sorted(
        (s for s in part.brief.speakers if _wanted(s, wanted, kind)),
        key=lambda s: (-len(s.statements), s.name, s.id),
    )
    said_in = {s.id: s.report_id for s in part.brief.statements}
    stretch = asked.stretch(found, asked.desk.settings.stories_a_page)
    reports = {s.id: len({said_in[i] for i in s.statements if i in said_in}) for s in stretch.items}
    return Page(
        "speakers.html.j2",
        "Speakers",
        lambda: {
            "shown": stretch.row,
            "speakers": [part.rows.speaker(speaker) for speaker in stretch.items],
        },
        {
            **part.lookups,
            "stretch": stretch,
            "reports_of": reports,
            "q": asked.one("q"),
            "kind": kind,
            "overlay": asked.reading.overlay,
        },
    )


def _wanted(speaker: Speaker, words: str, kind: str) -> bool:
    names = " ".join((speaker.name, *speaker.aliases)).casefold()
    return words in names and (not kind or speaker.kind == kind)


def speaker(asked: Asked) -> Page:
    """One speaker: every statement, with its report, cue and certainty."""
    part = asked.part
    found = asked.of_path("speaker", {s.id: s for s in part.brief.speakers})
    statements = {s.id: s for s in part.brief.statements}
    said = sorted(
        (statements[i] for i in found.statements if i in statements),
        key=lambda s: (part.in_time.index(s.report_id), s.content[0]),
    )
    others = [s for s in part.brief.speakers if s.id != found.id]
    return Page(
        "speaker.html.j2",
        printable(found.name),
        lambda: {
            **part.rows.speaker(found),
            "said": [part.rows.statement(one, found.id) for one in said],
        },
        {
            **part.lookups,
            "speaker": found,
            "stretch": asked.stretch(said, asked.desk.settings.texts_a_page),
            "others": sorted(others, key=lambda s: s.name)[: asked.desk.settings.stories_a_page],
            "unsure": StatementSettings().unsure,
            "overlay": asked.reading.overlay,
        },
    )
