"""`secondsource entities`: the names in each report, one JSON line a report."""

from __future__ import annotations

from secondsource.cli.inputs import leave, read_given
from secondsource.cli.options import GivenPaths, Out
from secondsource.cli.outputs import progress, write_lines


def entities(paths: GivenPaths, out: Out = None) -> None:
    """Find names of people, organisations, places."""
    from secondsource.settings import Settings
    from secondsource.statements import entity_row, find_entities
    from secondsource.text import mark_reports

    given, refused = read_given(paths)
    with progress("finding names"):
        rows = [
            entity_row(marked.report, find_entities(marked))
            for marked in mark_reports(given, settings=Settings().text)
        ]
    write_lines(rows, out)
    leave(refused)
