"""What is handed on: a brief, what people decided, and every version, as one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from secondsource.brief.html import safe_address
from secondsource.model import Brief, Corroboration, Report, Span
from secondsource.store.fragments import fragment_link
from secondsource.store.nouns import BeforeCorrection, Decision, Version
from secondsource.store.overlay import Overlay


@dataclass(frozen=True)
class Handover:
    """Everything that an exporter may write. original: gives the bytes of a SHA-256.

    full_text: with False only passages go out, never the whole text of a report.
    """

    brief: Brief
    overlay: Overlay
    decisions: tuple[Decision, ...]
    versions: tuple[Version, ...]
    wishes: Mapping[tuple[str, int], str]
    late: tuple[BeforeCorrection, ...]
    refused: tuple[tuple[str, str, str], ...]
    original: Callable[[str], bytes | None]
    full_text: bool = True

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """The current reports by id."""
        return MappingProxyType({marked.id: marked.report for marked in self.brief.reports})

    @cached_property
    def weighed(self) -> Mapping[str, Corroboration]:
        """The corroboration of each claim."""
        return MappingProxyType({c.claim_id: c for c in self.brief.corroborations})

    def passage(self, span: Span) -> dict[str, object]:
        """A passage with where it stands, who published it, and a link that leads to it."""
        report = self.reports[span.report_id]
        return {
            "report": report.id,
            "sha256": report.sha256,
            "outlet": report.outlet,
            "published": report.published.isoformat() if report.published else None,
            "field": span.field,
            "start": span.start,
            "end": span.end,
            "text": span.of(report),
            "url": safe_address(report.url),
            "link": fragment_link(report, span),
        }

    def passages(self, spans: Sequence[Span]) -> list[dict[str, object]]:
        """The passages of these spans."""
        return [self.passage(span) for span in spans]
