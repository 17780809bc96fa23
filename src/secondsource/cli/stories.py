"""`secondsource stories`: which reports tell of one event, one JSON line a report."""

from __future__ import annotations

from secondsource.cli.inputs import leave, read_given
from secondsource.cli.options import GivenPaths, Out
from secondsource.cli.outputs import progress, write_lines


def stories(paths: GivenPaths, out: Out = None) -> None:
    """Group the reports by the event that they tell of."""
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
