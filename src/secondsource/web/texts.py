"""The words themselves: reports side by side, one report whole, and its versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from secondsource.brief.collation import Row, Stretch, collated_rows, stretches
from secondsource.brief.labels import outlet_of
from secondsource.brief.plain import printable, printable_block
from secondsource.errors import CaseError
from secondsource.model import MarkedReport, Span
from secondsource.settings import BriefSettings
from secondsource.store import Version
from secondsource.web.answers import Page
from secondsource.web.asking import Asked
from secondsource.web.marking import edits, marked


def collation(asked: Asked) -> Page:
    """The reports that the address names side by side; the first few of the story at first."""
    part, settings = asked.part, asked.desk.settings
    known = part.in_time
    wanted = [i for i in known if i in set(asked.many("r"))][: settings.most_columns]
    columns = wanted or list(known[: settings.columns])
    found = [row for row in part.aligned() if _in_columns(row.sentences, columns)]
    stretch = asked.stretch(found, settings.rows_a_page)
    rows = collated_rows(
        stretch.items, columns, part.passages, settings=BriefSettings(), first=stretch.first
    )
    return Page(
        "side.html.j2",
        "Side by side",
        lambda: {
            "shown": stretch.row,
            "columns": columns,
            "rows": [
                {"number": number, "passages": part.rows.passages(_of(row.sentences, columns))}
                for number, row in enumerate(stretch.items, stretch.first)
            ],
        },
        {
            **part.lookups,
            "columns": columns,
            "choices": asked.stretch(known, settings.reports_a_page, "reports"),
            "most": settings.most_columns,
            "stretch": stretch,
            "rows": [(row, _cells(row)) for row in rows],
        },
    )


def _in_columns(sentences: Sequence[Span], columns: Sequence[str]) -> bool:
    """Do at least two of the columns (or the only one) have a sentence of this row?"""
    return len({s.report_id for s in sentences} & set(columns)) >= min(2, len(columns))


def _of(sentences: Sequence[Span], columns: Sequence[str]) -> Iterator[Span]:
    return (span for span in sentences if span.report_id in columns)


def _cells(row: Row) -> list[tuple[str, bool, list[object]]]:
    """For each column: the report, whether it is in other words, and its sentences in bits."""
    return [
        (cell.report_id, cell.own_words, [marked(sentence) for sentence in cell.sentences])
        for cell in row.cells
    ]


def report(asked: Asked) -> Page:
    """One report whole: what was left out of the reading, its versions, who derives from it."""
    one = asked.report(asked.one("id"))
    part = asked.reading.parts[asked.reading.story_of[one.id]]
    shown = _asked_span(asked, one)
    kept = _versions(asked, one.id)
    links = [d for d in part.brief.derivations if one.id in (d.child, d.parent)]
    links = [d for d in links if d.verdict != "independent"]
    return Page(
        "report.html.j2",
        printable(one.report.title or one.id),
        lambda: {
            **part.rows.report(one, full_text=True),
            "story": part.story.id,
            "versions": [_version_row(version) for version in kept],
        },
        {
            **part.lookups,
            "home": part,
            "marked": one,
            "report": one.report,
            "stretches": list(_with_span(one, shown)),
            "title_span": shown if shown and shown.field == "title" else None,
            "versions": [(version, edits_of(version)) for version in reversed(kept)],
            "links": links[: asked.desk.settings.rows_a_page],
            "late": [late for late in asked.reading.late if one.id in (late.child, late.parent)],
            "overlay": asked.reading.overlay,
        },
    )


def _asked_span(asked: Asked, one: MarkedReport) -> Span | None:
    """The passage that the address points to, if the report has such a place."""
    start, end = asked.number("start", 0), asked.number("end", 0)
    field = "title" if asked.one("field") == "title" else "text"
    if not 0 <= start < end <= len(one.report.of_field(field)):  # type: ignore[arg-type]
        return None
    return Span(one.id, start, end, field)  # type: ignore[arg-type]


def _with_span(one: MarkedReport, shown: Span | None) -> Iterator[tuple[Stretch, bool]]:
    """The text in stretches, each with whether it is the passage asked for."""
    if shown is None or shown.field != "text":
        yield from ((stretch, False) for stretch in stretches(one, {}))
        return
    text = one.report.text
    yield Stretch(printable_block(text[: shown.start])), False
    yield Stretch(printable_block(text[shown.start : shown.end])), True
    yield Stretch(printable_block(text[shown.end :])), False


def _versions(asked: Asked, report_id: str) -> tuple[Version, ...]:
    """The versions as the case has them; none where the report is being purged just now."""
    try:
        return asked.desk.case.versions(report_id)
    except CaseError:
        return ()


def edits_of(version: Version) -> tuple[tuple[str, object], ...]:
    """The fields that a version changed, each with its text in edits."""
    found = []
    for field in ("title", "text"):
        changes = [change for change in version.changes if change.field == field]
        if changes:
            found.append((field, edits(version.report.of_field(field), changes)))
    return tuple(found)


def _version_row(version: Version) -> dict[str, object]:
    return {
        "report": version.report.id,
        "version": version.number,
        "arrived": version.arrived.isoformat(),
        "sha256": version.report.sha256,
        "changes": [
            {
                "field": change.field,
                "before": list(change.before),
                "after": list(change.after),
                "removed": change.removed,
                "added": change.added,
            }
            for change in version.changes
        ],
    }


def versions(asked: Asked) -> Page:
    """Every report that came in more than once, with what its versions changed."""
    histories = asked.desk.case.histories()
    late = asked.read.late if asked.read else ()
    found = sorted(histories.values(), key=lambda h: h[-1].arrived, reverse=True)
    stretch = asked.stretch(found, asked.desk.settings.texts_a_page)
    return Page(
        "versions.html.j2",
        "Versions",
        lambda: {
            "reports": [[_version_row(version) for version in history] for history in found],
            "before_correction": [
                {
                    "child": one.child,
                    "start": one.span.start,
                    "end": one.span.end,
                    "parent": one.parent,
                    "version": one.version,
                    "removed": one.change.removed,
                    "added": one.change.added,
                }
                for one in late
            ],
        },
        {
            "stretch": stretch,
            "histories": [
                (history[-1].report, [(new, edits_of(new)) for _, new in pairwise(history)])
                for history in stretch.items
            ],
            "late": late,
            "outlet_of": outlet_of,
        },
    )
