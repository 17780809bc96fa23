"""`secondsource mcp`: a case for language-model clients, over standard input and output."""

from __future__ import annotations

from secondsource.cli.options import CaseFile


def mcp(case: CaseFile) -> None:
    """Serve a case to a language-model client (MCP) over standard input and output.

    The tools only read: stories, claims with their counts, who said what, conflicts, passages.
    Words of reports stand only in fields that begin with "untrusted". Opens no connection.
    """
    from secondsource.cli.cases import opened
    from secondsource.mcp import make_server

    with opened(case) as found:
        make_server(found).run("stdio")
