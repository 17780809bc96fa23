"""What was given: reports, their outlets, spans of them, and the regions marked in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from secondsource.errors import SpanError

Field = Literal["text", "title"]


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A day that a page states about itself, with where it was found.

    place: "published" (the metadata or the feed), "page" (a dateline or a line of the page),
    "copyright" (a year only), "url". Two places that disagree are shown, never settled.
    """

    place: str
    value: str  # ISO 8601 day, or a year
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. `text` is what was given; cleaning marks regions, never edits it."""

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: datetime | None = None
    url: str | None = None
    sha256: str = ""  # of the original bytes
    links: tuple[str, ...] = ()  # addresses that the page links to
    note: str | None = None  # an editor's note of the wire, such as ninjs `edNote`
    dates: tuple[StatedDate, ...] = ()
    warnings: tuple[str, ...] = ()

    def of_field(self, name: Field) -> str:
        """The text or the title, as spans of that field count it."""
        return self.text if name == "text" else (self.title or "")


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes: a name, its aliases, and what is known of agency and owner.

    grade: how far the user relies on it, A to F of the Admiralty grading; nobody else sets it.
    """

    name: str
    aliases: tuple[str, ...] = ()
    agency: bool = False
    owner: str | None = None
    country: str | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that gave no report, or a part that a stage dropped, with the reason."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of one report's text, or of its title, as it was given."""

    report_id: str
    start: int
    end: int
    field: Field = "text"

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(
                f"span [{self.start}, {self.end}) of report {self.report_id!r} is empty or reversed"
            )

    def of(self, report: Report) -> str:
        """The words of this span. Raises SpanError if it is not of this report."""
        whole = report.of_field(self.field)
        if report.id != self.report_id or self.end > len(whole):
            raise SpanError(f"{self} does not lie in report {report.id!r}")
        return whole[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Does `other` lie wholly inside this span?"""
        return self.overlap(other) == other.end - other.start

    def overlap(self, other: Span) -> int:
        """Number of characters that both spans hold."""
        if (self.report_id, self.field) != (other.report_id, other.field):
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


RegionKind = Literal["body", "boilerplate", "repeat"]


@dataclass(frozen=True, slots=True)
class Region:
    """A marked part of a report: body, boilerplate, or a block that stands twice."""

    span: Span
    kind: RegionKind
    reason: str = ""
    repeats: Span | None = None  # for a repeat: where the block stands first


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A report with its regions and the sentences of its body, in reading order.

    Sentences never cross a paragraph and never lie in boilerplate or in a repeat; the first of a
    paragraph begins behind its dateline. The title,
    where there is one, is one more sentence (field "title"), kept apart in `headline`.
    """

    report: Report
    regions: tuple[Region, ...]
    sentences: tuple[Span, ...]
    headline: Span | None = None

    @property
    def id(self) -> str:
        """The id of the report."""
        return self.report.id

    @property
    def body_start(self) -> int:
        """Where the body begins, its dateline included; 0 where there is none."""
        return next((region.span.start for region in self.regions if region.kind == "body"), 0)

    def words_of(self, span: Span) -> str:
        """The text that a span of this report covers."""
        return span.of(self.report)
