"""`secondsource import`: makes a case of an exported folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from secondsource.cli.options import CaseFile


def import_(
    case: CaseFile,
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="What export wrote.", show_default=False),
    ],
) -> None:
    """Make a case of a folder that `secondsource export` wrote, the same in every part.

    The case file must be new. A folder exported without whole texts cannot be imported.
    """
    from secondsource.store import Case

    with Case.open(case) as opened:
        versions, decisions = opened.read_export(folder)
        place = opened.place
    typer.echo(f"read {versions} versions and {decisions} decisions into {place}")


import_.__name__ = "import"  # a word of Python, so that no function can be defined as it
