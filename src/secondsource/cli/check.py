"""`secondsource check`: a pile of reports in, a sourced brief out."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli.inputs import leave, read_given
from secondsource.cli.options import (
    ByteOrderMark,
    CsvFolder,
    Everything,
    FullText,
    GivenPaths,
    HtmlFile,
    JsonFile,
    MarkdownFile,
    OutletTable,
    TaggerName,
    XlsxFile,
)
from secondsource.cli.outputs import progress, write_text, write_whole
from secondsource.errors import SettingsError

if TYPE_CHECKING:
    from secondsource.model import Brief, Refused, Report


def check(
    paths: GivenPaths,
    html: HtmlFile = None,
    json: JsonFile = None,
    markdown: MarkdownFile = None,
    xlsx: XlsxFile = None,
    csv: CsvFolder = None,
    bom: ByteOrderMark = False,
    full_text: FullText = True,
    everything: Everything = False,
    outlets: OutletTable = None,
    tagger: TaggerName = "rules",
) -> None:
    """Make a sourced brief of a pile of reports.

    Who said what, from how many independent origins, what clashes, what cannot be shown.
    The brief is shown on the terminal; "-" as a FILE writes that form to stdout instead.
    """
    given, refused = read_given(paths)
    with progress(f"reading {len(given)} reports"):
        brief = _brief(given, refused, outlets, tagger)
    written = _write_texts(brief, {"html": html, "json": json, "markdown": markdown}, full_text)
    _write_tables(brief, xlsx=xlsx, csv=csv, bom=bom)
    if "-" not in written:
        _show(brief, everything=everything)
    leave(brief.refused)


def _brief(
    given: Sequence[Report], refused: Sequence[Refused], outlets: Path | None, tagger: str
) -> Brief:
    from secondsource.derivation import load_outlets
    from secondsource.models import load_models
    from secondsource.pipeline import check_reports
    from secondsource.settings import Settings

    return check_reports(
        given,
        refused,
        settings=Settings(),
        models=load_models(tagger),
        outlets=load_outlets(outlets),
    )


def _write_texts(
    brief: Brief, targets: Mapping[str, Path | None], full_text: bool
) -> tuple[str, ...]:
    """Writes the forms that were asked for; gives their places, "-" for stdout."""
    from secondsource.brief import write_brief

    asked = {form: str(target) for form, target in targets.items() if target is not None}
    if list(asked.values()).count("-") > 1:
        raise SettingsError('only one form can go to stdout; name a file for the others, not "-"')
    for form, place in asked.items():
        text = write_brief(brief, form=form, full_text=full_text)
        if place == "-":
            sys.stdout.write(text)
        else:
            write_text(Path(place), text)
    return tuple(asked.values())


def _write_tables(brief: Brief, *, xlsx: Path | None, csv: Path | None, bom: bool) -> None:
    from secondsource.brief import csv_tables, write_xlsx

    if xlsx is not None:
        write_whole(xlsx, lambda path: write_xlsx(brief, path))
    if csv is not None:
        csv.mkdir(parents=True, exist_ok=True)
        for name, text in csv_tables(brief, bom=bom).items():
            write_text(csv / f"{name}.csv", text)


def _show(brief: Brief, *, everything: bool) -> None:
    """The brief on the terminal, in colour where it is one."""
    from secondsource.brief import to_terminal
    from secondsource.cli.colour import coloured
    from secondsource.settings import BriefSettings

    settings = BriefSettings()
    if everything:
        every = sys.maxsize
        settings = replace(settings, most_claims=every, most_conflicts=every, most_reports=every)
    text = to_terminal(brief, settings=settings)
    wants_colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    sys.stdout.write(coloured(text) if wants_colour else text)
