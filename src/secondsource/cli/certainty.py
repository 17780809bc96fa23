"""`secondsource certainty`: how sure a passage is, one JSON line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from secondsource.cli.inputs import leave, name_refused, read_rows, warn
from secondsource.cli.options import Out, TaggerName
from secondsource.cli.outputs import progress, write_lines
from secondsource.errors import ReportError
from secondsource.model import Refused, Report

FileArgument = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help='JSON lines {"id","text","target":[start,end]}; - is stdin.'
    ),
]


def certainty(file: FileArgument, out: Out = None, tagger: TaggerName = "both") -> None:
    """Measure how sure passages are, from -1 to 1."""
    from secondsource.models import load_models
    from secondsource.statements import certainty_row, measure_certainty, measuring

    models = load_models(tagger)
    rows: list[Mapping[str, Any]] = []
    refused: list[Refused] = []
    with progress("measuring certainty"):
        for place, row in read_rows(file):
            try:
                report, target = _asked(row, place)
            except ReportError as error:
                refused.append(Refused(place, str(error)))
                continue
            measured = measure_certainty(
                report.text, target, report_id=report.id, tagger=measuring(models.tagger)
            )
            rows.append(certainty_row(report, measured))
    warn(models.warnings)
    name_refused(refused)
    if refused and not rows:
        raise ReportError(f"{file}: no line of it could be used")
    write_lines(rows, out)
    leave(refused)


def _asked(row: Mapping[str, Any], place: str) -> tuple[Report, tuple[int, int]]:
    """The text as a report and the target. Raises ReportError where the keys do not fit."""
    text, target = row.get("text"), row.get("target")
    if not isinstance(text, str):
        raise ReportError('"text" is missing or no string; expected the text that target indexes')
    if (
        not isinstance(target, list)
        or len(target) != 2
        or not all(isinstance(place, int) for place in target)
        or not 0 <= target[0] < target[1] <= len(text)
    ):
        raise ReportError(
            f'"target" is {target!r}; expected [start, end] with '
            f"0 <= start < end <= {len(text)}, the length of the text"
        )
    return Report(id=str(row.get("id", place)), text=text), (target[0], target[1])
