"""`secondsource reports`: what was read, one JSON line a report."""

from __future__ import annotations

from secondsource.cli.inputs import leave, read_given
from secondsource.cli.options import GivenPaths, Out
from secondsource.cli.outputs import progress, write_lines


def reports(paths: GivenPaths, out: Out = None) -> None:
    """Read any input into reports, as JSON lines."""
    from secondsource.reports import report_row
    from secondsource.settings import Settings
    from secondsource.text import mark_reports

    with progress("reading"):
        given, refused = read_given(paths)
        marked = mark_reports(given, settings=Settings().text)
    write_lines((report_row(one) for one in marked), out)
    leave(refused)
