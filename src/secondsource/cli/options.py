"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

GivenPaths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Text, HTML, JSON lines, WARC, mail, zip, saved feeds, a folder of these; - is stdin.",
        show_default=False,
    ),
]
Out = Annotated[
    str | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="Write here, not to the terminal; .gz and .parquet go by name.",
        show_default=False,
    ),
]
OutletTable = Annotated[
    Path | None,
    typer.Option(
        "--outlets",
        metavar="FILE",
        help="CSV of outlets that you know: name, aliases (between |), agency, owner, country.",
        show_default=False,
    ),
]
