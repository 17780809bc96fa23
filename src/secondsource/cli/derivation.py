"""`secondsource derivation`: which report derives from which, one JSON line a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli.inputs import leave, read_given
from secondsource.cli.options import GivenPaths, Out, OutletTable
from secondsource.cli.outputs import progress, write_lines

if TYPE_CHECKING:
    from secondsource.model import Derivation, Report


def derivation(paths: GivenPaths, out: Out = None, outlets: OutletTable = None) -> None:
    """Find which report derives from which, and why."""
    from secondsource.derivation import derivation_row

    given, refused = read_given(paths)
    with progress("comparing reports"):
        rows = [derivation_row(one) for one in _derivations(given, outlets)]
    write_lines(rows, out)
    leave(refused)


def _derivations(given: Iterable[Report], outlet_table: Path | None) -> Iterator[Derivation]:
    """The derivations of every story; what the pipeline does, without claims and counts."""
    from secondsource.alignment import align_reports, group_quotations
    from secondsource.candidates import find_candidates
    from secondsource.derivation import find_credits, find_derivations, load_outlets
    from secondsource.models import load_models
    from secondsource.pipeline import in_order
    from secondsource.settings import Settings
    from secondsource.speakers import resolve_speakers
    from secondsource.statements import read_statements
    from secondsource.stories import find_stories
    from secondsource.text import mark_reports

    chosen = Settings()
    outlets, models = load_outlets(outlet_table), load_models()
    marked = mark_reports(in_order(given), settings=chosen.text)
    candidates = find_candidates(marked, settings=chosen.candidates)
    for story in find_stories(marked, candidates, settings=chosen.stories):
        told = [one for one in marked if one.id in story.report_ids]
        said = tuple(
            s for m in told for s in read_statements(m, models=models, settings=chosen.statements)
        )
        speakers = resolve_speakers(told, said, settings=chosen.speakers)
        reuses = align_reports(told, settings=chosen.alignment)
        quoted = group_quotations(told, said, speakers, settings=chosen.alignment)
        credits = find_credits(told, said, outlets=outlets)
        yield from find_derivations(
            told, reuses, quoted, credits, outlets=outlets, settings=chosen.derivation
        )
