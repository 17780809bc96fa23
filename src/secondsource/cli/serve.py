"""`secondsource serve`: a case in the browser, on this machine alone."""

from __future__ import annotations

import typer

from secondsource.cli.options import AllowNetwork, CaseFile


def serve(
    case: CaseFile,
    port: int = typer.Option(0, "--port", min=0, max=65535, help="0 takes any that is free."),
    browser: bool = typer.Option(True, "--browser/--no-browser", help="Open it in the browser."),
    allow_network: AllowNetwork = False,
) -> None:
    """Show a case in the browser, on this machine alone.

    The first line is the address to open; it holds a key that is made anew each time. Ctrl-C
    ends it. With --allow-network the page fetches addresses that you paste.
    """
    from secondsource.web import serve_case

    serve_case(case, port=port, browser=browser, allow_network=allow_network)
