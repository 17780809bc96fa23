"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def target_option(flag: str, what: str) -> typer.models.OptionInfo:
    """An option that names a file to write."""
    found: typer.models.OptionInfo = typer.Option(
        flag, metavar="FILE", help=f"Write {what} here.", show_default=False
    )
    return found


GivenPaths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Text, HTML, JSON lines, WARC, mail, zip, saved feeds, a folder of these; - is stdin.",
        show_default=False,
    ),
]
PathsOrAddresses = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files and folders as for check, and addresses of the web; - is stdin.",
        show_default=False,
    ),
]
AllowNetwork = Annotated[
    bool, typer.Option("--allow-network", help="Open connections; without it, none is opened.")
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
        help="CSV of your outlets: name, aliases (between |), agency, owner, country, grade.",
        show_default=False,
    ),
]
TaggerName = Annotated[
    str,
    typer.Option(
        "--tagger",
        metavar="NAME",
        help="Who finds statements and names: rules, model, both, or an installed tagger's name.",
    ),
]
CaseFile = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help="The case file, such as ferry.case; or a server's postgresql://user@host/name.",
        show_default=False,
    ),
]
Engine = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="NAME",
        help="For an archive of thousands and more: local (processes), daft, or ray (a cluster).",
        show_default=False,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        help="Processes for an archive; as many as there are cores, if not given.",
        show_default=False,
    ),
]
Work = Annotated[
    Path | None,
    typer.Option(
        "--work",
        metavar="FOLDER",
        help="Keep an archive's files between here, so that a stopped run can go on.",
        show_default=False,
    ),
]
# The forms of a brief, for every command that shows one.
HtmlFile = Annotated[Path | None, target_option("--html", "the brief as one web page")]
JsonFile = Annotated[Path | None, target_option("--json", "the brief as JSON")]
MarkdownFile = Annotated[Path | None, target_option("--markdown", "the brief as Markdown")]
XlsxFile = Annotated[Path | None, target_option("--xlsx", "all tables as a workbook")]
CsvFolder = Annotated[
    Path | None,
    typer.Option("--csv", metavar="FOLDER", help="Write a CSV file a table here."),
]
ByteOrderMark = Annotated[
    bool, typer.Option("--bom", help="Begin CSV files with a byte order mark, for Excel.")
]
FullText = Annotated[bool, typer.Option(help="With --no-full-text, files hold the passages only.")]
Everything = Annotated[bool, typer.Option("--all", help="Show every claim and contradiction.")]
