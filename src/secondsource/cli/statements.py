"""`secondsource statements`: who said what, one JSON line a report."""

from __future__ import annotations

from secondsource.cli.inputs import leave, read_given, warn
from secondsource.cli.options import GivenPaths, Out, TaggerName
from secondsource.cli.outputs import progress, write_lines


def statements(paths: GivenPaths, out: Out = None, tagger: TaggerName = "both") -> None:
    """Find who said what in each report."""
    from secondsource.models import load_models
    from secondsource.settings import Settings
    from secondsource.statements import read_statements, statement_row, tagger_warnings, untitled
    from secondsource.text import mark_reports

    settings = Settings()
    given, refused = read_given(paths)
    models = load_models(tagger)
    with progress("finding statements"):
        told = mark_reports(untitled(given), settings=settings.text)
        rows = [
            statement_row(
                marked.report,
                read_statements(marked, models=models, settings=settings.statements),
                settings=settings.statements,
            )
            for marked in told
        ]
    warn([*models.warnings, *(w for m in told for w in tagger_warnings(m, models=models))])
    write_lines(rows, out)
    leave(refused)
