"""The Python use: `import secondsource as ss; brief = ss.check([...])`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.brief import to_json, to_terminal
from secondsource.errors import ExtraNeededError, ReportError
from secondsource.model import Brief, Refused, Report
from secondsource.models import DEFAULT_TAGGER, load_models
from secondsource.pipeline import check_reports
from secondsource.reports import read_reports
from secondsource.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

    from secondsource.derivation import Outlets


@dataclass(frozen=True, slots=True)
class CheckedBrief(Brief):
    """A brief with its forms at hand, and a page of its own in notebooks."""

    def to_json(self, *, full_text: bool = True) -> str:
        """One JSON object, its keys as in docs/formats.md."""
        return to_json(self, full_text=full_text)

    def to_html(self, *, full_text: bool = True) -> str:
        """One self-contained web page."""
        from secondsource.brief import to_html

        return to_html(self, full_text=full_text)

    def to_markdown(self) -> str:
        """Markdown, the text of reports escaped."""
        from secondsource.brief import to_markdown

        return to_markdown(self)

    def to_pandas(self) -> dict[str, pd.DataFrame]:
        """Every table by its name, as a data frame: claims, mentions, quotations and the rest.

        Raises ExtraNeededError where pandas is not there.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise ExtraNeededError(
                "data frames need pandas; install it with: pip install pandas"
            ) from error
        from secondsource.brief.tables import tables

        return {
            table.name: pd.DataFrame(list(table.rows), columns=list(table.columns))
            for table in tables(self)
        }

    def _repr_html_(self) -> str:
        """The brief for a notebook, in a frame of its own, so that no style leaks out."""
        from secondsource.brief.notebook import framed

        return framed(self.to_html())

    def __str__(self) -> str:
        """The form of the terminal."""
        return to_terminal(self)


def check(
    given: Iterable[str | Path | Report],
    *,
    settings: Settings | None = None,
    outlets: Outlets | None = None,
    tagger: str = DEFAULT_TAGGER,
) -> CheckedBrief:
    """The brief of the reports given: paths of files or folders, or `Report` values.

    outlets: what `load_outlets` gives; the shipped table where it is left out.
    tagger: who finds the statements: "rules", "model", "both", or an installed tagger's name.
    What cannot be read stands in `refused`. Raises ReportError where nothing could be read.
    """
    chosen = settings or Settings()
    items = list(given)
    paths = [item for item in items if not isinstance(item, Report)]
    own = [item for item in items if isinstance(item, Report)]
    read, refused = read_reports(paths, settings=chosen.reports) if paths else ((), ())
    reports = (*read, *own)
    if not reports:
        raise ReportError(_nothing_read(refused))
    return brief_of(reports, refused, settings=chosen, outlets=outlets, tagger=tagger)


def brief_of(
    reports: Iterable[Report],
    refused: Iterable[Refused] = (),
    *,
    settings: Settings | None = None,
    outlets: Outlets | None = None,
    tagger: str = DEFAULT_TAGGER,
) -> CheckedBrief:
    """The brief of reports that were read already; `refused` is carried through."""
    brief = check_reports(
        reports,
        tuple(refused),
        settings=settings or Settings(),
        models=load_models(tagger),
        outlets=outlets or _shipped_outlets(),
    )
    return CheckedBrief(**{f.name: getattr(brief, f.name) for f in fields(Brief)})


@cache
def _shipped_outlets() -> Outlets:
    from secondsource.derivation import load_outlets

    return load_outlets()


def _nothing_read(refused: Iterable[Refused]) -> str:
    reasons = "; ".join(f"{one.place}: {one.reason}" for one in refused)
    return f"no report could be read ({reasons or 'nothing was given'})"
