"""Which paragraphs are furniture of the page, and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from secondsource.data.boilerplate import furniture_reason
from secondsource.model import Report
from secondsource.reports.heads import bio_name, byline_of
from secondsource.reports.mastheads import split_date
from secondsource.settings import ReportSettings, TextSettings
from secondsource.text.words import fold, words

Place = tuple[int, int]
Key = tuple[str, ...]

_ENDS_SENTENCE = re.compile(r"[.!?…]['\"’”»)\]]*$")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_PARTICLES = frozenset("al el bin ibn de da di del della der van von la le of and the".split())
_OPENS_LIST = frozenset(("related",))  # a heading of these has headlines of other reports below
_LONGEST_LINE = 120  # characters of a line that is an outlet's name
_DATES = ReportSettings()
_LONGEST_KEY = 60  # words; a longer paragraph is no line of a page


def furniture_of(
    report: Report,
    blocks: Sequence[Place],
    recurring: AbstractSet[Key],
    *,
    settings: TextSettings,
) -> Mapping[int, str]:
    """The reason of each paragraph (by its number) that is boilerplate.

    recurring: the words of paragraphs that other reports of this outlet have too.
    """
    text = report.text
    lines = [text[start:end] for start, end in blocks]
    stated = {(d.span.start, d.span.end) for d in report.dates if d.span and d.place == "page"}
    reasons: dict[int, str] = {}
    for number, line in enumerate(lines):
        reason = furniture_reason(line)
        if reason is None and blocks[number] in stated:
            reason = "date"
        if reason is None and number < settings.head_paragraphs and byline_of(line):
            reason = "byline"
        if reason is None and number < settings.head_paragraphs and _is_outlet(line, report):
            reason = "outlet"
        if reason is None and recurring and key_of(text, *blocks[number]) in recurring:
            reason = "recurs in this outlet"
        if reason:
            reasons[number] = reason
    _mark_headline(report, lines, reasons, settings=settings)
    _mark_caption_names(text, lines, reasons, settings=settings)
    _mark_bios(lines, reasons, settings=settings)
    _mark_what_follows(lines, reasons)
    return reasons


def outlet_lines(
    reports: Sequence[Report], blocks: Mapping[str, Sequence[Place]], *, settings: TextSettings
) -> Mapping[str, AbstractSet[Key]]:
    """By report id, the words of the paragraphs that are lines of its outlet's page.

    A paragraph counts if it stands near the top or the end of enough reports of one outlet.
    Reports that share more than half of their paragraphs are versions of one text: they count
    as one.
    """
    by_outlet: dict[str, list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: r.text):
        if report.outlet:
            by_outlet[report.outlet].append(report)
    lines: dict[str, AbstractSet[Key]] = {}
    for of_outlet in by_outlet.values():
        if len(of_outlet) >= settings.min_outlet_reports:
            lines.update(_common_lines(of_outlet, blocks, settings=settings))
    return lines


def _common_lines(
    reports: Sequence[Report], blocks: Mapping[str, Sequence[Place]], *, settings: TextSettings
) -> Mapping[str, AbstractSet[Key]]:
    """By report id, the paragraphs near its edges that enough reports of one outlet have there."""
    edges: dict[str, frozenset[Key]] = {}
    distinct: list[frozenset[Key]] = []  # paragraphs of reports that are no versions of another
    count: dict[Key, int] = defaultdict(int)
    for report in reports:
        keys = [key_of(report.text, *place) for place in blocks[report.id]]
        near = keys[: settings.head_paragraphs] + keys[-settings.tail_paragraphs :]
        edges[report.id] = frozenset(k for k in near if 0 < len(k) <= _LONGEST_KEY)
        here = frozenset(keys)
        if any(len(here & other) > settings.max_outlet_share * len(here) for other in distinct):
            continue
        distinct.append(here)
        for key in edges[report.id]:
            count[key] += 1
    common = {key for key, n in count.items() if n >= settings.min_outlet_reports}
    return {report_id: common & near for report_id, near in edges.items()}


def key_of(text: str, start: int, end: int) -> Key:
    """The folded words of a place, for comparison."""
    return tuple(word.key for word in words(text, start, end))


def _is_outlet(line: str, report: Report) -> bool:
    """Is it the outlet's name, with a date behind it or without?"""
    if not report.outlet or len(line) > _LONGEST_LINE:
        return False
    name, _ = split_date(line.strip(), settings=_DATES)
    return fold(name) == fold(report.outlet)


def _mark_headline(
    report: Report, lines: Sequence[str], reasons: dict[int, str], *, settings: TextSettings
) -> None:
    """The title said again near the top."""
    if not report.title:
        return
    title = key_of(report.title, 0, len(report.title))
    for number, line in enumerate(lines[: settings.head_paragraphs]):
        if number not in reasons and title and key_of(line, 0, len(line)) == title:
            reasons[number] = "headline"


def _mark_caption_names(
    text: str, lines: Sequence[str], reasons: dict[int, str], *, settings: TextSettings
) -> None:
    """A line above the report that is only a name said below: it stood under a picture."""
    for number, line in enumerate(lines[: settings.head_paragraphs]):
        if number in reasons:
            continue
        parts = line.split()
        named = all(_NAME.fullmatch(p) and _is_of_name(p) for p in parts)
        fits = 2 <= len(parts) <= settings.max_name_words and line[0].isupper() and line[-1] != "."
        if not (named and fits):
            break  # the report has begun
        if text.count(line) > 1:
            reasons[number] = "caption"


def _is_of_name(part: str) -> bool:
    """Is it "Ruiz", "de" or "al-Amin"?"""
    return part[0].isupper() or part.split("-")[0].lower() in _PARTICLES


def _mark_bios(lines: Sequence[str], reasons: dict[int, str], *, settings: TextSettings) -> None:
    """A name and a note about that person, at the end."""
    first = max(0, len(lines) - settings.tail_paragraphs)
    for number in range(first, len(lines) - 1):
        if bio_name(lines[number], lines[number + 1]):
            reasons[number] = reasons[number + 1] = "author"


def _mark_what_follows(lines: Sequence[str], reasons: dict[int, str]) -> None:
    """What stands below a heading for comments; headlines below one for related reports."""
    for number in sorted(reasons):
        if reasons[number] == "comments" and _is_heading(lines[number]):
            rest = range(number + 1, len(lines))
            if number > len(lines) // 2 or all(len(lines[n].split()) < 60 for n in rest):
                reasons.update({n: "comments" for n in rest if n not in reasons})
        elif reasons[number] in _OPENS_LIST and _is_heading(lines[number]):
            for below in range(number + 1, len(lines)):
                if below in reasons or _ENDS_SENTENCE.search(lines[below]):
                    break
                if len(lines[below].split()) > 20:
                    break
                reasons[below] = reasons[number]


def _is_heading(line: str) -> bool:
    return len(line.split()) <= 5 and not _ENDS_SENTENCE.search(line)
