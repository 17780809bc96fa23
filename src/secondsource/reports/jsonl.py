"""JSON: one report a line, or one document with a report or a list of reports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from secondsource.errors import ReportError
from secondsource.model import Report
from secondsource.reports.dates import read_time
from secondsource.reports.decoding import clean, decode
from secondsource.reports.ninjs import from_ninjs, is_ninjs
from secondsource.reports.pieces import Draft, Item, Piece, read_document, refusal, sha256
from secondsource.settings import ReportSettings

_WORDS = ("title", "outlet", "byline", "url", "note")  # keys whose value is a string or null


def read_lines(piece: Piece, stream: IO[bytes], *, settings: ReportSettings) -> Iterator[Item]:
    """The report of each line; a bad line is refused and the rest goes on."""
    number = 0
    while line := stream.readline(settings.max_bytes + 1):
        number += 1
        place = f"{piece.place}, line {number}"
        if len(line) > settings.max_bytes:
            raise ReportError(
                f"{place}: is longer than {settings.max_bytes:,} bytes, and it and what follows "
                f"are not read; expected one report a line"
            )
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            wish = f"{piece.stem}-{number}"
            yield _report_or_refusal(line.strip(), place, wish, settings=settings)


def read_json(piece: Piece, stream: IO[bytes], *, settings: ReportSettings) -> Iterator[Item]:
    """The reports of one JSON document: an object, a list, or lines after all."""
    data = read_document(stream, piece.place, settings=settings)
    try:
        found = _parsed(data, piece.place, settings=settings)
    except ReportError:
        if data.count(b"\n") < 1:
            raise
        for number, line in enumerate(data.splitlines(), 1):
            if line.strip():
                place = f"{piece.place}, line {number}"
                yield _report_or_refusal(line, place, f"{piece.stem}-{number}", settings=settings)
        return
    rows = found if isinstance(found, list) else [found]
    for number, row in enumerate(rows, 1):
        alone = len(rows) == 1
        place = piece.place if alone else f"{piece.place}, item {number}"
        wish = piece.stem if alone else f"{piece.stem}-{number}"
        original = data if alone else json.dumps(row, sort_keys=True).encode()
        try:
            yield report_of(row, place, wish=wish, original=original)
        except ReportError as error:
            yield refusal(place, error)


def report_of(row: object, place: str, *, wish: str, original: bytes) -> Draft:
    """The report that a row of keys and values gives; unknown keys are ignored.

    wish: the id if the row states none. original: the bytes it came from.
    Raises ReportError if there is no text.
    """
    if not isinstance(row, Mapping):
        raise ReportError(f"{place}: found {type(row).__name__}; expected an object with 'text'")
    if is_ninjs(row):
        row = from_ninjs(row)
    if not isinstance(row.get("text"), str) or not row["text"].strip():
        raise ReportError(f"{place}: 'text' is missing or empty; expected the report's words")
    text, warnings = clean(row["text"])
    words: dict[str, str | None] = {}
    notes = list(warnings)
    for key in _WORDS:
        words[key] = _string(row.get(key), key, notes)
    published, dates = read_time(row.get("published"), notes)
    given = row.get("id") if isinstance(row.get("id"), str | int) else None
    links = row.get("links")
    return Draft(
        Report(
            id=clean(str(given))[0].strip() if given not in (None, "") else wish,
            text=text,
            published=published,
            sha256=sha256(original),
            links=_strings(links),
            dates=dates,
            warnings=(*_strings(row.get("warnings")), *notes),
            **words,
        ),
        given=given not in (None, ""),
        original=original,
    )


def _report_or_refusal(line: bytes, place: str, wish: str, *, settings: ReportSettings) -> Item:
    try:
        row = _parsed(line, place, settings=settings)
        return report_of(row, place, wish=wish, original=line)
    except ReportError as error:
        return refusal(place, error)


def _parsed(data: bytes, place: str, *, settings: ReportSettings) -> Any:
    """The parsed JSON. Raises ReportError where it is none, too deep, or holds a huge number."""
    try:
        return json.loads(decode(data, place, settings=settings)[0])
    except (ValueError, RecursionError) as error:
        raise ReportError(
            f"{place}: is no JSON ({str(error)[:80]}); expected an object like "
            f'{{"id": "r1", "text": "..."}}'
        ) from error


def _string(value: object, key: str, notes: list[str]) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        value = ", ".join(value)
    if not isinstance(value, str):
        notes.append(f"{key!r} is {type(value).__name__}, not a string; it was left out")
        return None
    return clean(value)[0].strip() or None


def _strings(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list | tuple) else ()
    return tuple(clean(v)[0] for v in items if isinstance(v, str))
