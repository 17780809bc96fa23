"""`secondsource purge`: takes a report or a person out of a case for good."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from secondsource.cli.cases import opened
from secondsource.cli.options import CaseFile


def purge(
    case: CaseFile,
    report: Annotated[
        str | None,
        typer.Option("--report", metavar="ID", help="Remove this report.", show_default=False),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option(
            "--person", metavar="NAME", help="Blank this person everywhere.", show_default=False
        ),
    ] = None,
) -> None:
    """Remove a report, or blank a person, for good.

    A report goes with its versions, original bytes, results and index; a person's names and
    words become blocks. The file is written anew, so that no byte is left in it.
    """
    from secondsource.brief.plain import printable

    with opened(case) as found:
        gone = found.purge(report=report, person=person, when=datetime.now(UTC))
    done = "removed" if report is not None else "blanked in"
    typer.echo(f"{done} {gone.versions} versions; removed {gone.originals} original files")
    for line in gone.left:
        typer.echo(f"secondsource: {printable(line)}", err=True)
    raise typer.Exit(1 if gone.left else 0)
