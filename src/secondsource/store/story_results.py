"""What was read out of one story, as a case keeps it: its fingerprint, its summary, its rows."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Self, TypeVar

from secondsource.errors import CaseError
from secondsource.model import Brief, Manifest, MarkedReport, Refused, Report, Story
from secondsource.models import Models
from secondsource.pipeline import Layout, StoryReading, assemble, lay_out, read_story
from secondsource.settings import Settings
from secondsource.store.corrections import before_correction
from secondsource.store.nouns import BeforeCorrection, StorySummary, Version
from secondsource.version import __version__

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from secondsource.derivation import Outlets


@dataclass(frozen=True, slots=True)
class StoryResult:
    """One story with its reports as marked, what was read out of it, and who copied old words."""

    story: Story
    marked: tuple[MarkedReport, ...]
    reading: StoryReading
    late: tuple[BeforeCorrection, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a brief holds beside its stories."""

    refused: tuple[Refused, ...]
    warnings: tuple[str, ...]
    cannot_show: tuple[str, ...]
    manifest: Manifest

    @classmethod
    def of(cls, brief: Brief) -> Self:
        """What stands around the stories of this brief."""
        return cls(brief.refused, brief.warnings, brief.cannot_show, brief.manifest)


Kept = StoryResult | StorySummary | Frame
KeptNoun = TypeVar("KeptNoun", StoryResult, StorySummary, Frame)


@dataclass(frozen=True, slots=True)
class Given:
    """All that the results of a case depend on. histories: of reports with several versions."""

    reports: tuple[Report, ...]
    refused: tuple[Refused, ...]
    histories: Mapping[str, Sequence[Version]]
    settings: Settings
    models: Models
    outlets: Outlets

    def fingerprint(self) -> str:
        """SHA-256 of everything; equal fingerprints give equal briefs."""
        return self._hash("refused", self.refused, self.reports)

    def story_fingerprint(self, marked: Sequence[MarkedReport]) -> str:
        """SHA-256 of what one story depends on: its reports, as marked, and how they are read."""
        return self._hash("story", (), marked)

    def _hash(
        self, what: str, more: Iterable[object], reports: Sequence[Report | MarkedReport]
    ) -> str:
        before = [
            (one.id, version.report.sha256)
            for one in reports
            for version in self.histories.get(one.id, ())
        ]
        parts = {
            "reports": sorted(map(repr, reports)),
            "versions": sorted(before),
            what: sorted(map(repr, more)),
            "settings": self.settings.fingerprint(),
            "models": dict(self.models.hashes),
            "outlets": sorted(f"{name} {one!r}" for name, one in self.outlets.by_name.items()),
            "version": __version__,
        }
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    def layout(self) -> Layout:
        """The reports as marked, and their stories."""
        return lay_out(self.reports, settings=self.settings)

    def read(self, story: Story, marked: tuple[MarkedReport, ...]) -> StoryResult:
        """All that one story holds."""
        reading = read_story(
            marked, settings=self.settings, models=self.models, outlets=self.outlets
        )
        late = before_correction(
            marked, reading.derivations, self.histories, settings=self.settings
        )
        return StoryResult(story, marked, reading, late)

    def frame(self, layout: Layout, results: Sequence[StoryResult]) -> Frame:
        """What stands around these stories in the brief of the whole."""
        readings = [one.reading for one in results]
        return Frame.of(
            assemble(layout, readings, self.refused, settings=self.settings, models=self.models)
        )


def layout_of(results: Sequence[StoryResult]) -> Layout:
    """The reports and stories of these results."""
    return Layout(tuple(m for one in results for m in one.marked), tuple(r.story for r in results))


def summary_of(result: StoryResult) -> StorySummary:
    """The story as a list of stories shows it."""
    reports = [marked.report for marked in result.marked]
    dated = sorted(r.published for r in reports if r.published)
    named = [r for r in reports if r.title]
    first = min(named, key=_early) if named else None
    reading = result.reading
    badges = Counter(c.badge for c in reading.corroborations)
    return StorySummary(
        id=result.story.id,
        headline=(first.title if first else None) or result.story.report_ids[0],
        report_ids=result.story.report_ids,
        outlets=tuple(sorted({r.outlet for r in reports if r.outlet})),
        first=dated[0] if dated else None,
        last=dated[-1] if dated else None,
        statements=len(reading.statements),
        speakers=len(reading.speakers),
        quotations=len(reading.quotations),
        claims=len(reading.claims),
        two_or_more=badges["two or more"],
        single=badges["single"],
        unsupported=badges["unsupported here"],
        contested=sum("contested" in c.flags for c in reading.corroborations),
        derivations=len(reading.derivations),
        conflicts=sum(r.is_conflict for r in reading.relations),
        relations=len(reading.relations),
    )


def _early(report: Report) -> tuple[bool, str, str, str]:
    """Order of publication; reports without a time come last, ties go by their words."""
    moment = report.published.timestamp() if report.published else 0.0
    return (report.published is None, f"{moment:020.3f}", report.title or "", report.text)


def brief_of(results: Sequence[StoryResult], made: Manifest) -> Brief:
    """The brief of these stories alone, as if no other report were in the case."""
    brief = assemble(
        layout_of(results),
        [one.reading for one in results],
        settings=Settings(),
        models=Models(),
    )
    inputs = {one: made.inputs[one] for one in brief.manifest.inputs}
    return replace(brief, manifest=replace(made, inputs=inputs))


def whole_of(results: Sequence[StoryResult], frame: Frame) -> Brief:
    """The brief of a case, from what its stories hold and what stands around them."""
    return replace(
        brief_of(results, frame.manifest),
        refused=frame.refused,
        warnings=frame.warnings,
        cannot_show=frame.cannot_show,
    )


def as_json(noun: Kept) -> str:
    """It as JSON, every field of every noun, to be read again by `from_json`."""
    return str(_adapters()[type(noun)].dump_json(noun), "utf-8")


def from_json(kind: type[KeptNoun], text: str) -> KeptNoun:
    """What `as_json` wrote. Raises CaseError where the text is something else."""
    from pydantic import ValidationError

    try:
        found: KeptNoun = _adapters()[kind].validate_json(text)
    except ValidationError as error:
        raise CaseError(
            f"a kept result cannot be read ({error.error_count()} faults); the file was changed "
            "by hand: delete the rows of `results`, and they are made anew"
        ) from error
    return found


def packed(text: str) -> str:
    """The JSON of a story in a tenth of its length, as text, which every database keeps alike.

    The names of its fields and of its reports stand in it a thousand times.
    """
    return str(base64.b64encode(zlib.compress(text.encode())), "ascii")


def unpacked(text: str) -> str:
    """What `packed` made short. Raises CaseError where the text is something else."""
    try:
        return zlib.decompress(base64.b64decode(text, validate=True)).decode()
    except (ValueError, zlib.error) as error:
        raise CaseError(
            f"a kept result cannot be unpacked ({error}); the file was changed by hand: delete "
            "the rows of `results`, and they are made anew"
        ) from error


@cache
def _adapters() -> Mapping[Any, TypeAdapter[Any]]:
    from pydantic import TypeAdapter

    return {kind: TypeAdapter(kind) for kind in (StoryResult, StorySummary, Frame)}
