"""`secondsource derivation`: which report derives from which, one JSON line a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli.archives import folder_between, processes, refuse_without_engine
from secondsource.cli.inputs import leave, name_refused, read_given
from secondsource.cli.options import Engine, GivenPaths, Out, OutletTable, Work, Workers
from secondsource.cli.outputs import progress, write_lines

if TYPE_CHECKING:
    from secondsource.model import Derivation, Report


def derivation(
    paths: GivenPaths,
    out: Out = None,
    outlets: OutletTable = None,
    engine: Engine = None,
    work: Work = None,
    workers: Workers = None,
) -> None:
    """Find which report derives from which, and why."""
    if engine is not None:
        with folder_between(work) as folder:
            _of_archive(paths, out, outlets, engine, folder, processes(workers))
        return
    from secondsource.derivation import derivation_row

    refuse_without_engine(work, workers)
    given, refused = read_given(paths)
    with progress("comparing reports"):
        rows = [derivation_row(one) for one in _derivations(given, outlets)]
    write_lines(rows, out)
    leave(refused)


def _of_archive(
    paths: Sequence[str],
    out: str | None,
    outlets: Path | None,
    engine: str,
    work: Path,
    workers: int,
) -> None:
    """Story by story, from files: for millions."""
    from secondsource.model import Refused
    from secondsource.scale.archive import make_job
    from secondsource.scale.deriving import find_derivations

    with progress("comparing reports"):
        job = make_job([Path(path) for path in paths], folder=work)
        found = list(find_derivations(job, outlets=outlets, engine=engine, workers=workers))
    refused = [one for one in found if isinstance(one, Refused)]
    name_refused(refused)
    write_lines((row for row in found if not isinstance(row, Refused)), out)
    leave(refused)


def _derivations(given: Iterable[Report], outlet_table: Path | None) -> Iterator[Derivation]:
    """The derivations of every story; what the pipeline does, without claims and counts."""
    from secondsource.candidates import find_candidates
    from secondsource.derivation import load_outlets
    from secondsource.models import load_models
    from secondsource.pipeline import in_order
    from secondsource.scale.one_story import derivations_of
    from secondsource.settings import Settings
    from secondsource.stories import find_stories
    from secondsource.text import mark_reports

    chosen = Settings()
    outlets, models = load_outlets(outlet_table), load_models()
    marked = mark_reports(in_order(given), settings=chosen.text)
    candidates = find_candidates(marked, settings=chosen.candidates)
    for story in find_stories(marked, candidates, settings=chosen.stories):
        told = [one for one in marked if one.id in story.report_ids]
        yield from derivations_of(told, settings=chosen, models=models, outlets=outlets)
