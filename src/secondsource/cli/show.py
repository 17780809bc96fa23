"""`secondsource show`: the brief of a case, with what people decided beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli.cases import opened
from secondsource.cli.inputs import leave
from secondsource.cli.options import (
    ByteOrderMark,
    CaseFile,
    CsvFolder,
    Everything,
    FullText,
    HtmlFile,
    JsonFile,
    MarkdownFile,
    XlsxFile,
)
from secondsource.cli.outputs import progress, write_text, write_whole
from secondsource.errors import SettingsError

if TYPE_CHECKING:
    from secondsource.store.handing import Handover


def show(
    case: CaseFile,
    html: HtmlFile = None,
    json: JsonFile = None,
    markdown: MarkdownFile = None,
    xlsx: XlsxFile = None,
    csv: CsvFolder = None,
    bom: ByteOrderMark = False,
    full_text: FullText = True,
    everything: Everything = False,
) -> None:
    """Show the brief of a case, with what people decided.

    The brief is made anew only where reports or settings changed. "-" as a FILE writes that
    form to stdout instead of showing the brief.
    """
    with opened(case) as found, progress(f"reading {found.place}"):
        given = found.hand_over(full_text=full_text)
    written = _write_texts(given, {"html": html, "json": json, "markdown": markdown})
    _write_tables(given, xlsx=xlsx, csv=csv, bom=bom)
    if "-" not in written:
        _show(given, everything=everything)
    leave(given.brief.refused)


def _write_texts(given: Handover, targets: Mapping[str, Path | None]) -> tuple[str, ...]:
    """Writes the forms that were asked for; gives their places, "-" for stdout."""
    from secondsource.store.shown import SHOWN

    asked = {form: str(target) for form, target in targets.items() if target is not None}
    if list(asked.values()).count("-") > 1:
        raise SettingsError('only one form can go to stdout; name a file for the others, not "-"')
    for form, place in asked.items():
        text = SHOWN[form](given.brief, given.overlay, given.late, given.full_text)
        if place == "-":
            sys.stdout.write(text)
        else:
            write_text(Path(place), text)
    return tuple(asked.values())


def _write_tables(given: Handover, *, xlsx: Path | None, csv: Path | None, bom: bool) -> None:
    from secondsource.brief import csv_tables, write_xlsx
    from secondsource.store.shown import case_tables

    more = case_tables(given.overlay, given.late)
    if xlsx is not None:
        write_whole(xlsx, lambda path: write_xlsx(given.brief, path, more=more))
    if csv is not None:
        csv.mkdir(parents=True, exist_ok=True)
        for name, text in csv_tables(given.brief, bom=bom, more=more).items():
            write_text(csv / f"{name}.csv", text)


def _show(given: Handover, *, everything: bool) -> None:
    """The brief on the terminal, in colour where it is one."""
    from secondsource.cli.colour import coloured
    from secondsource.settings import BriefSettings
    from secondsource.store.shown import shown_terminal

    settings = BriefSettings()
    if everything:
        every = sys.maxsize
        settings = replace(settings, most_claims=every, most_conflicts=every, most_reports=every)
    text = shown_terminal(given.brief, given.overlay, given.late, settings=settings)
    wants_colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    sys.stdout.write(coloured(text) if wants_colour else text)
