"""Makes a case of an exported folder: the same versions, bytes, decisions and refusals."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from secondsource.errors import CaseError
from secondsource.model import Report, Span, StatedDate
from secondsource.store.adding import store_version
from secondsource.store.database import Database, writing
from secondsource.store.decisions import decision_of, store_decision
from secondsource.store.exporting import MANIFEST, check_rows
from secondsource.store.lines import VersionLine
from secondsource.store.nouns import Version, Written
from secondsource.store.settings import StoreSettings

_NEEDED = ("versions.jsonl", "refused.jsonl", "decisions.jsonl", "originals")


def import_case(connection: Database, folder: Path, *, settings: StoreSettings) -> tuple[int, int]:
    """Reads an export into an empty case, whole or not at all; how many versions and decisions.

    Raises CaseError where the folder is no whole export, an original does not have the hash that
    its name says, or the case is not empty.
    """
    _check(connection, folder)
    versions = decisions = 0
    with writing(connection, durable=True):
        for place, row in _lines(folder / "versions.jsonl"):
            line = _version_line(row, place)
            version = _version_of(line, place)
            original = _original(folder, version.report.sha256)
            store_version(connection, version, wish=line.wish, original=original, settings=settings)
            versions += 1
        for place, row in _lines(folder / "refused.jsonl"):
            try:
                cells = tuple(str(row[key]) for key in ("place", "reason", "arrived"))
            except KeyError as error:
                raise CaseError(f"{place}: lacks {error}; export the case again") from error
            connection.execute("INSERT INTO refused VALUES (?, ?, ?) ON CONFLICT DO NOTHING", cells)
        for place, row in _lines(folder / "decisions.jsonl"):
            store_decision(connection, decision_of(row, place=place))
            decisions += 1
    return versions, decisions


def _check(connection: Database, folder: Path) -> None:
    """Raises CaseError unless the case is empty and the folder holds a whole export."""
    if connection.execute("SELECT 1 FROM reports").fetchone():
        raise CaseError(
            "the case holds reports already; import into a new file, and `add` what is missing"
        )
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        files = dict(manifest["files"])
        full = bool(manifest["full_text"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CaseError(
            f"{folder}: is no export of a case ({error}); name a folder that "
            "`secondsource export` wrote"
        ) from error
    if not full:
        raise CaseError(
            f"{folder}: was exported without whole texts, so no case can be made of it; "
            "export it again without --no-full-text"
        )
    missing = [name for name in _NEEDED if name not in files]
    if missing:
        raise CaseError(
            f"{folder}: lacks {', '.join(missing)}; export all forms, or --form case "
            "and --form decisions"
        )
    for name in _NEEDED:
        rows = files[name]
        check_rows(folder, Written(name, rows if isinstance(rows, int) else 0))


def _lines(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each line with its place. Raises CaseError where one is no JSON object."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            place = f"{path}:{number}"
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise CaseError(f"{place}: is no JSON ({error}); export the case again") from error
            if not isinstance(row, dict):
                raise CaseError(f"{place}: found {type(row).__name__}; expected an object")
            yield place, row


def _version_line(row: Mapping[str, Any], place: str) -> VersionLine:
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(VersionLine).validate_python(row)
    except ValidationError as error:
        raise CaseError(
            f"{place}: is no version of a report ({' '.join(str(error).split())}); "
            "export the case again"
        ) from error


def _version_of(line: VersionLine, place: str) -> Version:
    """The version of a line. Raises CaseError where a time has no offset."""
    for moment in (line.arrived, line.published):
        if moment is not None and moment.tzinfo is None:
            raise CaseError(f"{place}: {moment.isoformat()} has no offset; export the case again")
    report = Report(
        id=line.report,
        text=line.text,
        title=line.title,
        outlet=line.outlet,
        byline=line.byline,
        published=line.published,
        url=line.url,
        sha256=line.sha256,
        links=tuple(line.links),
        note=line.note,
        dates=tuple(
            StatedDate(
                d.place,
                d.value,
                Span(line.report, d.start, d.end, d.field)
                if d.start is not None and d.end is not None
                else None,
            )
            for d in line.dates
        ),
        warnings=tuple(line.warnings),
    )
    return Version(report, line.version, line.arrived)


def _original(folder: Path, sha256: str) -> bytes | None:
    """The bytes of this hash, None where the case did not keep them.

    Raises CaseError where the file holds other bytes. The name is a hash, never a path.
    """
    if not sha256.isalnum():
        return None
    path = folder / "originals" / sha256
    if not path.is_file():
        return None
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise CaseError(f"{path}: does not have the hash of its name; export the case again")
    return data
