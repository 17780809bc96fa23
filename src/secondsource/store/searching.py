"""Full text search of a case, by words, speaker, outlet and time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from secondsource.model import Field, Report, Span
from secondsource.store.database import Database, Matching
from secondsource.store.nouns import Hit
from secondsource.store.rows import report_of
from secondsource.store.settings import StoreSettings
from secondsource.text import fold

_PIECES = re.compile(r'"([^"]*)"?|(\S+)')
_WORDS = re.compile(r"\w+")


def terms_in(text: str) -> Iterator[tuple[list[str], bool]]:
    """The words of each phrase, and whether its last word is only a beginning.

    Whatever is typed is data: marks part words, and no word commands.

    >>> list(terms_in('crane "north quay" NOT fell*'))
    [(['crane'], False), (['north', 'quay'], False), (['NOT'], False), (['fell'], True)]
    """
    for piece in _PIECES.finditer(text.replace("\0", " ")):
        phrase, word = piece[1], piece[2]
        found = _WORDS.findall((phrase if word is None else word).replace("_", " "))
        if found:
            yield found, bool(word) and word.endswith("*")


def search(
    connection: Database,
    text: str,
    *,
    speaker: str | None,
    outlet: str | None,
    since: datetime | None,
    until: datetime | None,
    settings: StoreSettings,
) -> tuple[Hit, ...]:
    """The reports that hold all words and fit the rest, the best match first.

    speaker: part of a name that the engine gave a statement to, in the current results. outlet:
    part of its name. since, until: of publication; reports without a time are left out then.
    """
    terms = list(terms_in(text))
    if text.strip() and not terms:
        return ()  # only marks, which no index holds
    match = connection.matching(terms)
    conditions, values = _conditions(match, speaker, outlet, since, until)
    rows = connection.execute(
        f"SELECT c.* FROM current c {match.join} WHERE {' AND '.join(conditions)} "
        f"ORDER BY {match.order} LIMIT ?",
        (*values, *match.order_values, settings.most_hits),
    ).fetchall()
    return tuple(_hit(report_of(row), text, settings) for row in rows)


def _conditions(
    match: Matching,
    speaker: str | None,
    outlet: str | None,
    since: datetime | None,
    until: datetime | None,
) -> tuple[list[str], list[str]]:
    conditions, values = ["1 = 1", *match.conditions], [*match.values]
    if outlet:
        conditions.append("instr(lower(coalesce(c.outlet, '')), lower(?)) > 0")
        values.append(outlet)
    if speaker:
        conditions.append("c.report IN (SELECT report FROM said WHERE instr(folded, ?) > 0)")
        values.append(fold(speaker))
    if since:
        conditions.append("c.moment >= ?")
        values.append(_bound(since))
    if until:
        conditions.append("c.moment <= ?")
        values.append(_bound(until))
    return conditions, values


def _bound(moment: datetime) -> str:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def _hit(report: Report, text: str, settings: StoreSettings) -> Hit:
    """The report with the places of the words that were asked for."""
    field: Field = "text"
    spans = tuple(islice(_places(report, field, text), settings.most_spans))
    if not spans:
        found = tuple(islice(_places(report, "title", text), settings.most_spans))
        field, spans = ("title", found) if found else ("text", ())
    whole = report.of_field(field)
    first = spans[0] if spans else None
    start, end = _excerpt(whole, first, settings.excerpt_characters)
    return Hit(
        report_id=report.id,
        outlet=report.outlet,
        title=report.title,
        published=report.published,
        field=field,
        spans=spans,
        excerpt=whole[start:end],
        excerpt_start=start,
    )


def _excerpt(whole: str, first: Span | None, reach: int) -> tuple[int, int]:
    """A range around the first place, cut at white space where there is any."""
    start = max(0, (first.start if first else 0) - reach)
    end = min(len(whole), (first.end if first else 0) + reach)
    if start:
        gap = re.compile(r"\s").search(whole, start, first.start if first else end)
        start = gap.end() if gap else start
    if end < len(whole):
        cut = max(whole.rfind(" ", start, end), whole.rfind("\n", start, end))
        end = cut if first is None or cut >= first.end else end
    return start, end


def _places(report: Report, field: Field, text: str) -> Iterator[Span]:
    """Where the words and phrases stand; words are compared as the index does."""
    places = [(m.start(), m.end(), fold(m[0])) for m in _WORDS.finditer(report.of_field(field))]
    terms = [([fold(word) for word in found], prefix) for found, prefix in terms_in(text)]
    for at in range(len(places)):
        for found, prefix in terms:
            stretch = places[at : at + len(found)]
            if _fits([key for _, _, key in stretch], found, prefix=prefix):
                yield Span(report.id, stretch[0][0], stretch[-1][1], field)
                break


def _fits(keys: list[str], found: list[str], *, prefix: bool) -> bool:
    if len(keys) != len(found):
        return False
    last = keys[-1].startswith(found[-1]) if prefix else keys[-1] == found[-1]
    return last and keys[:-1] == found[:-1]
