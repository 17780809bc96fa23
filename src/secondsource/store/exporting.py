"""Hands a case on: a folder of files, one exporter a form, each complete and counted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from secondsource.errors import CaseError, ExtraNeededError, SettingsError
from secondsource.reports import report_row
from secondsource.store.annotations import annotations_of
from secondsource.store.claimreview import claim_reviews_of
from secondsource.store.decisions import decision_row
from secondsource.store.handing import Handover
from secondsource.store.nouns import Written
from secondsource.store.pack import pack_of
from secondsource.store.provenance import provenance_of
from secondsource.store.rows import version_row
from secondsource.store.sheets import rows_in, write_csv, write_parquet, write_workbook
from secondsource.store.shown import SHOWN
from secondsource.version import __version__

MANIFEST = "manifest.json"
Exporter = Callable[[Handover, Path], tuple[Written, ...]]


def export_case(
    given: Handover, folder: Path, *, forms: Sequence[str] | None = None
) -> tuple[Written, ...]:
    """Writes the forms (all where none is named) and a manifest; gives what was written.

    Each file is read again and its rows counted. Where no form is named, those whose package is
    not installed are left out and told so. Raises SettingsError for a form that does not
    exist, and CaseError where a file does not hold what it should.
    """
    chosen = tuple(EXPORTERS) if forms is None else tuple(dict.fromkeys(forms))
    unknown = [form for form in chosen if form not in EXPORTERS]
    if unknown:
        raise SettingsError(f"no export form {unknown[0]!r}; there are: {', '.join(EXPORTERS)}")
    if not given.full_text and forms is not None and "case" in chosen:
        raise SettingsError("the form 'case' holds whole texts; leave out --no-full-text or it")
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Written] = []
    for form in chosen:
        if given.full_text or form != "case":
            written += _written(form, given, folder, asked=forms is not None)
    for file in written:
        check_rows(folder, file)
    manifest = {
        "secondsource": __version__,
        "full_text": given.full_text,
        "files": {f.name: f.rows for f in sorted(written, key=lambda f: f.name) if not f.missing},
    }
    _write_json(folder / MANIFEST, manifest)
    return (*written, Written(MANIFEST))


def _written(form: str, given: Handover, folder: Path, *, asked: bool) -> tuple[Written, ...]:
    """The files of one form. One that nobody asked for by name may lack its package."""
    try:
        return EXPORTERS[form](given, folder)
    except ExtraNeededError as error:
        if asked:
            raise
        return (Written(form, missing=str(error)),)


def check_rows(folder: Path, file: Written) -> None:
    """Raises CaseError where the file does not hold as many rows as it says."""
    if file.rows is None:
        return
    path = folder / file.name
    try:
        found = rows_in(path)
    except OSError as error:
        raise CaseError(f"{path}: cannot be read ({error.strerror or error})") from error
    if found != file.rows:
        raise CaseError(
            f"{path}: holds {found} rows, {file.rows} were to be there; export the case again"
        )


def _text(name: str, form: str) -> Exporter:
    """An exporter of one form that `check` writes too."""

    def write(given: Handover, folder: Path) -> tuple[Written, ...]:
        text = SHOWN[form](given.brief, given.overlay, given.late, given.full_text)
        (folder / name).write_bytes(text.encode("utf-8", "backslashreplace"))
        return (Written(name),)

    return write


def _reports(given: Handover, folder: Path) -> tuple[Written, ...]:
    rows = [dict(report_row(marked)) for marked in given.brief.reports]
    if not given.full_text:
        rows = [{key: value for key, value in row.items() if key != "text"} for row in rows]
    return (_write_lines(folder, "reports.jsonl", rows),)


def _case(given: Handover, folder: Path) -> tuple[Written, ...]:
    """Every version, the original bytes and the refusals: what `import` makes a case of."""
    originals = folder / "originals"
    originals.mkdir(exist_ok=True)
    hashes = sorted({version.report.sha256 for version in given.versions})
    kept = [(sha256, data) for sha256 in hashes if (data := given.original(sha256)) is not None]
    for sha256, data in kept:
        (originals / sha256).write_bytes(data)
    rows = [
        version_row(version, given.wishes[(version.report.id, version.number)])
        for version in given.versions
    ]
    refused = [
        {"place": place, "reason": reason, "arrived": arrived}
        for place, reason, arrived in given.refused
    ]
    return (
        _write_lines(folder, "versions.jsonl", rows),
        _write_lines(folder, "refused.jsonl", refused),
        Written("originals", len(kept)),
    )


def _decisions(given: Handover, folder: Path) -> tuple[Written, ...]:
    return (_write_lines(folder, "decisions.jsonl", map(decision_row, given.decisions)),)


def _pack(given: Handover, folder: Path) -> tuple[Written, ...]:
    return (_write_lines(folder, "pack.jsonl", pack_of(given)),)


def _annotations(given: Handover, folder: Path) -> tuple[Written, ...]:
    _write_json(folder / "annotations.jsonld", annotations_of(given))
    return (Written("annotations.jsonld"),)


def _provenance(given: Handover, folder: Path) -> tuple[Written, ...]:
    _write_json(folder / "provenance.json", provenance_of(given))
    return (Written("provenance.json"),)


def _claim_reviews(given: Handover, folder: Path) -> tuple[Written, ...]:
    _write_json(folder / "claimreview.json", claim_reviews_of(given))
    return (Written("claimreview.json"),)


def _links(given: Handover, folder: Path) -> tuple[Written, ...]:
    """A link to the live words of every mention of a claim."""
    rows = [
        {
            "claim": claim.id,
            **given.passage(mention.span),
            "verdict_of_people": given.overlay.verdict("claim", claim.id),
        }
        for claim in given.brief.claims
        for mention in claim.mentions
    ]
    return (_write_lines(folder, "links.jsonl", rows),)


def _write_lines(folder: Path, name: str, rows: Iterable[Mapping[str, object]]) -> Written:
    lines = [json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows]
    (folder / name).write_bytes("".join(lines).encode("utf-8", "backslashreplace"))
    return Written(name, len(lines))


def _write_json(path: Path, row: Mapping[str, object]) -> None:
    text = json.dumps(row, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    path.write_bytes(text.encode("utf-8", "backslashreplace"))


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "html": _text("brief.html", "html"),
        "markdown": _text("brief.md", "markdown"),
        "json": _text("brief.json", "json"),
        "csv": write_csv,
        "xlsx": write_workbook,
        "parquet": write_parquet,
        "reports": _reports,
        "case": _case,
        "decisions": _decisions,
        "annotations": _annotations,
        "provenance": _provenance,
        "pack": _pack,
        "claimreview": _claim_reviews,
        "links": _links,
    }
)
