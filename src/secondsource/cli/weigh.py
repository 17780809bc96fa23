"""`secondsource weigh`: which of several stated values the more independent outlets carry."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.cli.options import Out
from secondsource.cli.outputs import progress, write_lines

if TYPE_CHECKING:
    from secondsource.weigh.dependence import Dependence

RowsFile = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="Rows of outlet, object, attribute, value: JSON lines, CSV, Parquet; - is stdin.",
    ),
]
DependenceFile = Annotated[
    str | None,
    typer.Option(
        "--dependence",
        metavar="FILE",
        help="Write which outlets were found dependent here, as derivation lines.",
        show_default=False,
    ),
]


def weigh(file: RowsFile, out: Out = None, dependence: DependenceFile = None) -> None:
    """Weigh values that outlets state, copies counted once."""
    from secondsource.weigh import read_rows
    from secondsource.weigh import weigh as weigh_rows

    with progress("weighing"):
        weighing = weigh_rows(read_rows(file))
    write_lines((asdict(weighed) for weighed in weighing.values), out)
    if dependence is not None:
        write_lines((_dependence_row(found) for found in weighing.dependences), dependence)


def _dependence_row(found: Dependence) -> dict[str, object]:
    """A derivation line. Shared errors do not say who copied whom: the parent is a name only."""
    return {
        "child": found.right,
        "parent": found.left,
        "origin": None,
        "verdict": "common origin",
        "probability": found.probability,
        "spans": [],
        "evidence": [
            {
                "feature": "shared errors",
                "detail": f"{found.shared} of the {found.errors} errors of the two are shared.",
            }
        ],
    }
