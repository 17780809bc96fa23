"""The derivations of one story: what the pipeline does, without claims and counts."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.alignment import align_reports, group_quotations
from secondsource.derivation import Outlets, find_credits, find_derivations
from secondsource.model import Derivation, MarkedReport
from secondsource.models import Models
from secondsource.settings import Settings
from secondsource.speakers import resolve_speakers
from secondsource.statements import read_statements


def derivations_of(
    story: Sequence[MarkedReport], *, settings: Settings, models: Models, outlets: Outlets
) -> tuple[Derivation, ...]:
    """Which report of the story derives from which. story: in the order of their content."""
    said = tuple(
        statement
        for marked in story
        for statement in read_statements(marked, models=models, settings=settings.statements)
    )
    speakers = resolve_speakers(story, said, settings=settings.speakers)
    reuses = align_reports(story, settings=settings.alignment)
    quoted = group_quotations(story, said, speakers, settings=settings.alignment)
    credits = find_credits(story, said, outlets=outlets)
    return tuple(
        find_derivations(
            story, reuses, quoted, credits, outlets=outlets, settings=settings.derivation
        )
    )
