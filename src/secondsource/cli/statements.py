"""`secondsource statements`: who said what, one JSON line a report."""

from __future__ import annotations

from secondsource.cli.inputs import leave, read_given
from secondsource.cli.options import GivenPaths, Out
from secondsource.cli.outputs import progress, write_lines


def statements(paths: GivenPaths, out: Out = None) -> None:
    """Find who said what in each report."""
    from secondsource.settings import Settings
    from secondsource.statements import find_statements, statement_row
    from secondsource.text import mark_reports

    settings = Settings()
    given, refused = read_given(paths)
    with progress("finding statements"):
        rows = [
            statement_row(marked.report, find_statements(marked, settings=settings.statements))
            for marked in mark_reports(given, settings=settings.text)
        ]
    write_lines(rows, out)
    leave(refused)
