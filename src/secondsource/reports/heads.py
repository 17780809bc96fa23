"""Title, byline and dates that stand in the text itself, as pages saved off the web have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from secondsource.data.boilerplate import furniture_reason
from secondsource.model import Report, Span, StatedDate
from secondsource.reports.dates import (
    copyright_years,
    date_of_line,
    dates_of_url,
    disagreement,
)
from secondsource.reports.mastheads import masthead_of, split_date
from secondsource.settings import ReportSettings

Line = tuple[int, int]  # place in the text, without white space at its edges

_BYLINE = re.compile(
    r"(?:(?:story|report|article|words|text|written|reported)\s+)?by:?\s+"
    r"(?P<name>[^\W\d_][\w.'’-]*(?:[ ,&]+[\w.'’-]+){0,11})",
    re.IGNORECASE,
)
_BIO = re.compile(
    r" (?:is (?:an? |the |based |currently )|was (?:an? |born )|"
    r"has (?:been |written |covered |reported )|(?:writes|covers|reports|lives|joined|worked)\b)"
)
_ENDS_SENTENCE = re.compile(r"[.…;:,]['\"’”»)\]]*$")
_INNER_END = re.compile(r"[a-z]{3}[.!?][\"'’”)]* ?[A-Z][a-z]+ ")
_NO_TITLE = re.compile(
    r"©|\((?:photo|image|picture|getty|reuters|ap|afp|pa)\b|\bupdated:|"
    r"\b(?:getty images|newsletter|subscribe|story highlights|enlarge|"
    r"media caption|last updated)\b|"
    r"\d ?: ?\d\d\b ?(?:[ap]\.?m|gmt|est)",
    re.IGNORECASE,
)
_MAY_BE_NOTICE = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_BULLET = re.compile(r"^[•·*]\s*")
_NAME_AMONG = 2  # lines: the outlet's name is the first, or stands below a date
_BELOW_NAME = 2  # least words of a title below the outlet's name: nothing else stands there
_WRAPPED_AT = 100  # characters; lines of a wrapped text are no longer


def with_head(report: Report, *, settings: ReportSettings) -> Report:
    """The report with what its text states about itself: title, byline, dates, warnings.

    What is known already stays; the text is never changed.
    """
    lines = list(_lines(report.text))
    head = lines[: settings.head_paragraphs]
    dates = (
        *report.dates,
        *_page_dates(report, head, settings=settings),
        *copyright_years(report.id, report.text, _notices(report.text, lines)),
        *dates_of_url(report.url),
    )
    dates = tuple(dict.fromkeys(dates))
    warnings = list(report.warnings)
    disagree = disagreement(dates, settings=settings)
    if disagree and disagree not in warnings:
        warnings.append(disagree)
    return replace(
        report,
        title=report.title or _title(report.text, lines, settings=settings),
        outlet=report.outlet or _outlet(report.text, lines, settings=settings),
        byline=report.byline or _byline(report.text, lines, settings=settings),
        dates=dates,
        warnings=tuple(warnings),
    )


def byline_of(line: str) -> str | None:
    """The names, if the line is a byline and nothing else.

    >>> byline_of("By Ann Lee and Bo Ray, Example Wire")
    'Ann Lee and Bo Ray, Example Wire'
    >>> byline_of("By Monday the water had gone.")
    """
    plain = _BULLET.sub("", line.strip())
    found = _BYLINE.fullmatch(plain[:120]) if len(plain) <= 120 else None
    if found is None:
        return None
    name = found["name"]
    capitals = [w for w in re.findall(r"[\w'’-]+", name) if w[0].isupper()]
    small = [w for w in re.findall(r"[\w'’-]+", name) if w[0].islower()]
    return name if name[0].isupper() and len(capitals) >= 2 and len(small) <= 2 else None


def bio_name(name_line: str, paragraph: str) -> str | None:
    """The author, if a line with only a name stands over a note about that person.

    >>> bio_name("• Ann Lee", "Ann Lee is a writer who lives by the sea.")
    'Ann Lee'
    """
    name = _BULLET.sub("", name_line.strip())
    wanted = 2 <= len(name.split()) <= 4 and all(w[0].isupper() for w in name.split())
    about = _BULLET.sub("", paragraph.strip())
    return name if wanted and about.startswith(name) and _BIO.match(about, len(name)) else None


def _lines(text: str) -> Iterator[Line]:
    """Places of the lines that are not empty."""
    at = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = at + line.index(bare[0])
            yield start, start + len(bare)
        at += len(line)


def _title(text: str, lines: list[Line], *, settings: ReportSettings) -> str | None:
    """The headline that opens the text, if a line reads like one and a report follows it.

    Below the outlet's name a line of two words may be one.
    """
    named = False
    for number, (start, end) in enumerate(lines[: settings.head_paragraphs]):
        line = text[start:end]
        if date_of_line(line, settings=settings) or byline_of(line) or furniture_reason(line):
            continue
        if not named and masthead_of(line, text[end:][: settings.head_chars], settings=settings):
            named = True
            continue
        rest = [text[a:b] for a, b in lines[number + 1 : number + 1 + settings.head_paragraphs]]
        follows = any(len(r.split()) >= settings.min_body_words for r in rest)
        below = text[end : end + settings.head_chars]
        least = _BELOW_NAME if named else settings.min_title_words
        reads = _reads_like_title(line, least, settings.max_title_words)
        reads = reads and _is_told_below(line, below)
        return line if follows and reads and _is_apart(text, lines, number) else None
    return None


def _outlet(text: str, lines: list[Line], *, settings: ReportSettings) -> str | None:
    """The outlet that one of the first lines names, where a report follows."""
    for start, end in lines[:_NAME_AMONG]:
        below = text[end:][: settings.head_chars]
        name = masthead_of(text[start:end], below, settings=settings)
        if name and any(len(text[a:b].split()) >= settings.min_body_words for a, b in lines):
            return name
    return None


def _reads_like_title(line: str, least: int, most: int) -> bool:
    """Is it a few words without a sentence's end, with a capital, and no caption or time?"""
    fits = least <= len(line.split()) <= most
    opens = line[0].isupper() or line[0].isdigit() or line[0] in "\"'“‘«#"
    other = _ENDS_SENTENCE.search(line) or _INNER_END.search(line) or _NO_TITLE.search(line)
    return fits and opens and not other


def _is_told_below(line: str, below: str) -> bool:
    """Do the words of the line come again in what follows, as those of a headline do?"""
    wanted = set(re.findall(r"[^\W\d_]{4,}", line.lower()))
    there = set(re.findall(r"[^\W\d_]{4,}", below.lower()))
    return len(wanted & there) * 3 >= len(wanted) > 0


def _is_apart(text: str, lines: list[Line], number: int) -> bool:
    """Does the line stand alone, not as the first line of a wrapped paragraph?"""
    if number + 1 >= len(lines):
        return False
    end, following = lines[number][1], lines[number + 1]
    if text.count("\n", end, following[0]) > 1:
        return True
    # One paragraph a line: then some line is longer than any wrapping would leave it.
    return any(b - a > _WRAPPED_AT for a, b in lines[number + 1 : number + 6])


def _byline(text: str, lines: list[Line], *, settings: ReportSettings) -> str | None:
    """A "By ..." line near the top, or the name over an author's note at the end."""
    for start, end in lines[: settings.head_paragraphs]:
        name = byline_of(text[start:end])
        if name:
            return name
    tail = lines[-settings.head_paragraphs :]
    for line, about in pairwise(tail):
        name = bio_name(text[slice(*line)], text[slice(*about)])
        if name:
            return name
    return None


def _page_dates(
    report: Report, head: list[Line], *, settings: ReportSettings
) -> Iterator[StatedDate]:
    for start, end in head:
        line = report.text[start:end]
        day = date_of_line(line, settings=settings)
        if day is None and masthead_of(line, report.text[end:], settings=settings):
            day = split_date(line, settings=settings)[1]
        if day:
            yield StatedDate("page", day.isoformat(), Span(report.id, start, end))


def _notices(text: str, lines: list[Line]) -> list[Line]:
    """Places of the copyright notices."""
    likely = ((a, b) for a, b in lines if _MAY_BE_NOTICE.search(text, a, b))
    return [(a, b) for a, b in likely if furniture_reason(text[a:b]) == "copyright"]
