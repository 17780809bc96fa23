"""`secondsource export`: a case as a folder of files, to be handed on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from secondsource.cli.cases import opened
from secondsource.cli.options import CaseFile
from secondsource.cli.outputs import progress


def export(
    case: CaseFile,
    to: Annotated[
        Path, typer.Option("--to", metavar="FOLDER", help="Write here.", show_default=False)
    ],
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--form", metavar="FORM", help="Only this form; may be given again.", show_default=False
        ),
    ] = None,
    full_text: Annotated[
        bool, typer.Option(help="With --no-full-text, files hold the passages only.")
    ] = True,
) -> None:
    """Hand a case on as a folder: pages, tables, reports, decisions, annotations, provenance.

    Every file is complete; its rows are counted after it was written. `secondsource import`
    makes the same case of the folder.
    """
    from secondsource.store.exporting import export_case

    with opened(case) as found, progress(f"writing {to}"):
        written = export_case(found.hand_over(full_text=full_text), to, forms=form or None)
    missing = [file for file in written if file.missing]
    for file in missing:
        typer.echo(f"left out {file.name}: {file.missing}", err=True)
    for file in written:
        if file.missing:
            continue
        rows = "" if file.rows is None else f"  {file.rows} rows"
        typer.echo(f"{to / file.name}{rows}")
    raise typer.Exit(1 if missing else 0)
