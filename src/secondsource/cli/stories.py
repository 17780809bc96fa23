"""`secondsource stories`: which reports tell of one event, one JSON line a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from secondsource.cli.archives import folder_between, processes, refuse_without_engine
from secondsource.cli.inputs import leave, name_refused, read_given
from secondsource.cli.options import Engine, GivenPaths, Out, Work, Workers
from secondsource.cli.outputs import progress, write_lines


def stories(
    paths: GivenPaths,
    out: Out = None,
    engine: Engine = None,
    work: Work = None,
    workers: Workers = None,
) -> None:
    """Group the reports by the event that they tell of."""
    if engine is None:
        refuse_without_engine(work, workers)
        _of_pile(paths, out)
        return
    with folder_between(work) as folder:
        _of_archive(paths, out, engine, folder, processes(workers))


def _of_pile(paths: Sequence[str], out: str | None) -> None:
    """Every report compared with every other: for up to some thousands."""
    from secondsource.candidates import find_candidates
    from secondsource.pipeline import in_order
    from secondsource.settings import Settings
    from secondsource.stories import find_stories
    from secondsource.text import mark_reports

    settings = Settings()
    given, refused = read_given(paths)
    with progress("finding stories"):
        marked = mark_reports(in_order(given), settings=settings.text)
        candidates = find_candidates(marked, settings=settings.candidates)
        found = find_stories(marked, candidates, settings=settings.stories)
    story_of = {report_id: story.id for story in found for report_id in story.report_ids}
    write_lines(({"id": one.id, "story": story_of[one.id]} for one in given), out)
    leave(refused)


def _of_archive(
    paths: Sequence[str], out: str | None, engine: str, work: Path, workers: int
) -> None:
    """Grouped block by block, from files: for millions."""
    from secondsource.scale.archive import find_stories, make_job
    from secondsource.scale.rowing import refused_of

    with progress("finding stories"):
        job = make_job([Path(path) for path in paths], folder=work)
        found = find_stories(job, engine=engine, workers=workers)
        rows = [{"id": one, "story": story} for one, story in found]
        refused = list(refused_of(job))
    name_refused(refused)
    write_lines(rows, out)
    leave(refused)
