"""The table of commands, and what happens when one fails."""

from __future__ import annotations

import os
import sys

import typer

from secondsource.cli.add import add
from secondsource.cli.certainty import certainty
from secondsource.cli.check import check
from secondsource.cli.derivation import derivation
from secondsource.cli.entities import entities
from secondsource.cli.export import export
from secondsource.cli.importing import import_
from secondsource.cli.mcp import mcp
from secondsource.cli.purge import purge
from secondsource.cli.reports import reports
from secondsource.cli.serve import serve
from secondsource.cli.show import show
from secondsource.cli.statements import statements
from secondsource.cli.stories import stories
from secondsource.cli.watch import watch
from secondsource.cli.weigh import weigh
from secondsource.errors import SecondsourceError
from secondsource.version import __version__

COMMANDS = (
    *(check, reports, statements, entities, certainty, stories, derivation, weigh),
    *(add, watch, show, serve, mcp, export, import_, purge),
)
_STOPPED = 130  # what a shell gives for a command stopped by Ctrl-C
_NOTHING_DONE = 2

app = typer.Typer(
    name="secondsource",
    help="How many independent sources does a story really have? Offline, with the passages.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in COMMANDS:
    app.command()(command)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"secondsource {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """How many independent sources does a story really have? Offline, with the passages.

    Exit status: 0 done; 1 done, but some input was refused; 2 nothing could be done.
    """


def main() -> None:
    """Runs the command line; an expected error is one line on stderr and exit status 2."""
    # Our products of matrices are small: threads would wait for each other more than they work,
    # and the last bits of a sum would depend on how many cores there are.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except SecondsourceError as error:
        _fail(str(error))
    except BrokenPipeError:
        # The reader of our output went away ("| head"): nothing is wrong with the input.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_NOTHING_DONE)
    except OSError as error:
        _fail(f"{error.filename or 'input or output'}: {error.strerror or error}")
    except KeyboardInterrupt:
        sys.exit(_STOPPED)


def _fail(message: str) -> None:
    print(f"secondsource: {message}", file=sys.stderr)  # noqa: T201
    sys.exit(_NOTHING_DONE)
