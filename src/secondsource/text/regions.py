"""Marks body, boilerplate and repeated blocks of each report, and the sentences of the body.

Marking never edits: offsets stay those of the text as given. A false mark hides what a report
says, so that a doubtful paragraph stays body.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby

from secondsource.model import MarkedReport, Region, Report, Span
from secondsource.settings import TextSettings
from secondsource.text.datelines import without_dateline
from secondsource.text.furniture import Key, furniture_of, key_of, outlet_lines
from secondsource.text.repeats import find_repeats
from secondsource.text.sentences import paragraphs, sentences


def mark_reports(
    reports: Sequence[Report], *, settings: TextSettings = TextSettings()
) -> tuple[MarkedReport, ...]:
    """The reports, each with its regions and the sentences of its body.

    The reports are looked at together, because a line that stands in several reports of one
    outlet belongs to its page.
    """
    blocks = {r.id: tuple(paragraphs(r.text)) for r in reports}
    recurring = outlet_lines(reports, blocks, settings=settings)
    return tuple(
        _mark(r, blocks[r.id], recurring.get(r.id, frozenset()), settings=settings) for r in reports
    )


def _mark(
    report: Report,
    blocks: Sequence[tuple[int, int]],
    recurring: AbstractSet[Key],
    *,
    settings: TextSettings,
) -> MarkedReport:
    text = report.text
    reasons: Mapping[int, str] = furniture_of(report, blocks, recurring, settings=settings)
    regions = [
        Region(Span(report.id, start, end), "boilerplate", reasons[number])
        for number, (start, end) in enumerate(blocks)
        if number in reasons
    ]
    body = [number for number in range(len(blocks)) if number not in reasons]
    cut = [(number, *place) for number in body for place in sentences(text, *blocks[number])]
    repeats = find_repeats([key_of(text, a, b) for _, a, b in cut], least=settings.min_repeat_words)
    first_place: dict[int, int] = {}  # by number of the sentence, where it stood first
    for first, last, before in repeats:
        first_place.update((first + n, before + n) for n in range(last - first))
    for first, last in _runs(cut, first_place):
        place = Span(report.id, cut[first][1], cut[last - 1][2])
        if first not in first_place:
            regions.append(Region(place, "body"))
            continue
        stood = Span(report.id, cut[first_place[first]][1], cut[first_place[last - 1]][2])
        regions.append(Region(place, "repeat", "stands twice", stood))
    return MarkedReport(
        report=report,
        regions=tuple(sorted(regions, key=lambda r: r.span)),
        sentences=tuple(
            Span(report.id, *place)
            for _, kept in groupby(
                (one for n, one in enumerate(cut) if n not in first_place), lambda one: one[0]
            )
            for place in without_dateline(text, [(a, b) for _, a, b in kept])
        ),
        headline=Span(report.id, 0, len(report.title), "title") if report.title else None,
    )


def _runs(
    cut: Sequence[tuple[int, int, int]], first_place: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Ranges [first, last) of sentences that make one region each.

    Body: the sentences of one paragraph. Repeat: sentences that go on where they stood first,
    over paragraphs, unless boilerplate stands between. cut: paragraph number, start, end.
    """
    runs: list[tuple[int, int]] = []
    for n in range(len(cut)):
        before = first_place.get(n)
        if before is None:
            joins = n > 0 and n - 1 not in first_place and cut[n][0] == cut[n - 1][0]
        else:
            joins = first_place.get(n - 1) == before - 1 and cut[n][0] - cut[n - 1][0] <= 1
        if joins:
            runs[-1] = (runs[-1][0], n + 1)
        else:
            runs.append((n, n + 1))
    return runs
