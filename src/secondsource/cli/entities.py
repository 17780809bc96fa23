"""`secondsource entities`: the names in each report, one JSON line a report."""

from __future__ import annotations

from secondsource.cli.inputs import leave, read_given, warn
from secondsource.cli.options import GivenPaths, Out, TaggerName
from secondsource.cli.outputs import progress, write_lines


def entities(paths: GivenPaths, out: Out = None, tagger: TaggerName = "both") -> None:
    """Find names of people, organisations, places."""
    from secondsource.models import load_models
    from secondsource.settings import Settings
    from secondsource.statements import entity_row, read_entities, tagger_warnings
    from secondsource.text import mark_reports

    given, refused = read_given(paths)
    models = load_models(tagger)
    with progress("finding names"):
        told = mark_reports(given, settings=Settings().text)
        rows = [entity_row(marked.report, read_entities(marked, models=models)) for marked in told]
    warn([*models.warnings, *(w for m in told for w in tagger_warnings(m, models=models))])
    write_lines(rows, out)
    leave(refused)
