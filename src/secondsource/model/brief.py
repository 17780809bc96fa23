"""What comes out: corroborations, relations, and the brief that holds everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from secondsource.model.links import Claim, Credit, Derivation, Evidence, Quotation, Story
from secondsource.model.reports import MarkedReport, Outlet, Refused, Report, Span
from secondsource.model.statements import Speaker, Statement


@dataclass(frozen=True, slots=True)
class Count:
    """How many, as likely with low and high. low <= likely <= high."""

    likely: int
    low: int
    high: int


Badge = Literal["unsupported here", "single", "two or more"]
Grade = Literal[2, 3, 4, 6]  # Admiralty numbers that counts can suggest


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How well one claim is supported in the files given.

    chains: one line a mention in words ("r4 ← r2 ← Reuters"). flags: "contested",
    "unnamed only". decide: what would settle an unsure count. grounds: how the
    reports say it is known, a line a way: who concludes it from what, who passes it on.
    suggested_grade: the number of the Admiralty grading that the counts suggest, for a person to
    decide.
    """

    claim_id: str
    carried_by: tuple[str, ...]
    independent_origins: Count
    independent_speakers: Count
    badge: Badge
    flags: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    chains: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    decide: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    suggested_grade: Grade | None = None


RelationType = Literal[
    "speaker",
    "number",
    "date",
    "place",
    "negation",
    "certainty",
    "wording",
    "omission",
    "update",
    "rounding",
    "refinement",
]
CONFLICTS: frozenset[str] = frozenset(
    ("speaker", "number", "date", "place", "negation", "certainty", "wording")
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What stands between two passages: a conflict, an omission, or one that is no conflict.

    values: the words that differ, a's and b's. rule: the sentence that justifies the type.
    drift: the certainty changed along a proven derivation. nearer: the report nearer to the
    origin where the derivation shows it, else None ("cannot tell").
    """

    id: str
    type: RelationType
    a: Span
    b: Span
    values: tuple[str, str]
    rule: str
    claim_id: str | None = None
    drift: bool = False
    nearer: str | None = None

    @property
    def is_conflict(self) -> bool:
        """An update, a rounding or a refinement is none; an omission stands on its own."""
        return self.type in CONFLICTS


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made a brief: enough to make it again and to see that it is the same."""

    version: str
    settings: str  # SHA-256 of the settings
    models: Mapping[str, str]  # name -> SHA-256 of what was loaded
    inputs: Mapping[str, str]  # report id -> SHA-256 of its original bytes


@dataclass(frozen=True, slots=True)
class Brief:
    """All of it, for the reports given.

    outlets: what the table knows of the outlets that publish or are named, with the letter of the
    Admiralty grading that the user gave to each.
    """

    reports: tuple[MarkedReport, ...]
    refused: tuple[Refused, ...]
    warnings: tuple[str, ...]
    stories: tuple[Story, ...]
    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...]
    quotations: tuple[Quotation, ...]
    claims: tuple[Claim, ...]
    derivations: tuple[Derivation, ...]
    credits: tuple[Credit, ...]
    corroborations: tuple[Corroboration, ...]
    relations: tuple[Relation, ...]
    cannot_show: tuple[str, ...]
    manifest: Manifest
    outlets: tuple[Outlet, ...] = ()

    def report(self, report_id: str) -> Report:
        """The report of that id. Raises KeyError with the ids there are."""
        for marked in self.reports:
            if marked.id == report_id:
                return marked.report
        raise KeyError(f"no report {report_id!r}; there are: {[m.id for m in self.reports]}")

    def words_of(self, span: Span) -> str:
        """The text that a span covers."""
        return span.of(self.report(span.report_id))
