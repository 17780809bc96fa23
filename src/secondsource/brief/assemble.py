"""What stands around the findings of a brief: its manifest, and what the files cannot show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from secondsource.derivation.outlets import table_of
from secondsource.derivation.weighing import outlet_key
from secondsource.model import (
    Corroboration,
    Credit,
    Derivation,
    Manifest,
    MarkedReport,
    Outlet,
    Story,
)
from secondsource.models import Models
from secondsource.settings import Settings
from secondsource.text import listed
from secondsource.version import __version__


class Reading(Protocol):
    """What `what_cannot_be_shown` needs to know of a story."""

    @property
    def credits(self) -> tuple[Credit, ...]: ...
    @property
    def derivations(self) -> tuple[Derivation, ...]: ...
    @property
    def corroborations(self) -> tuple[Corroboration, ...]: ...
    @property
    def outlets(self) -> tuple[Outlet, ...]: ...


def make_manifest(
    marked: Sequence[MarkedReport], *, settings: Settings, models: Models
) -> Manifest:
    """What made this brief, by hash."""
    return Manifest(
        version=__version__,
        settings=settings.fingerprint(),
        models=dict(sorted(models.hashes.items())),
        inputs={m.id: m.report.sha256 for m in sorted(marked, key=lambda m: m.id)},
    )


def what_cannot_be_shown(
    marked: Sequence[MarkedReport],
    stories: Sequence[Story],
    readings: Sequence[Reading],
) -> tuple[str, ...]:
    """What the files at hand cannot decide, one sentence each."""
    return tuple(dict.fromkeys(_gaps(marked, stories, readings)))


def _gaps(
    marked: Sequence[MarkedReport],
    stories: Sequence[Story],
    readings: Sequence[Reading],
) -> Iterator[str]:
    count = len(marked)
    yield (
        f"All counts are of the {count} file{'s' if count != 1 else ''} given. "
        "Reports that are not among them may support or contradict any claim."
    )
    outlets = table_of(outlet for reading in readings for outlet in reading.outlets)
    held = {outlet_key(m.report.outlet, outlets) for m in marked if m.report.outlet}
    named = {c.outlet for reading in readings for c in reading.credits}
    absent = sorted(name for name in named if outlet_key(name, outlets) not in held)
    if absent:
        which = "its own report is" if len(absent) == 1 else "their own reports are"
        verb = "is named as a channel" if len(absent) == 1 else "are named as channels"
        yield f"{listed(absent)} {verb}, but {which} not among the files."
    for reading in readings:
        for name in sorted({d.origin for d in reading.derivations if d.origin}):
            if name.startswith("unseen:"):
                yield f"Some reports share wording from a report that no file holds ({name})."
    unstated = sum(
        any("does not say" in d or "do not say" in d for d in c.decide)
        for reading in readings
        for c in reading.corroborations
    )
    if unstated:
        claims = "1 claim" if unstated == 1 else f"{unstated} claims"
        them = "it" if unstated == 1 else "them"
        yield f"For {claims} some report does not say where it has {them} from."
    undated = sorted(m.id for m in marked if m.report.published is None)
    if undated:
        yield f"No time of publication is known for {', '.join(undated)}."
    for story in stories:
        if len(story.report_ids) == 1 and count > 1:
            yield f"{story.report_ids[0]} stands alone: no other file tells of its event."
