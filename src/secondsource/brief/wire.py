"""The JSON form of a brief, key by key; `brief.schema.json` is made from these classes."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from secondsource.model import (
    Act,
    Badge,
    Basis,
    CreditScope,
    Field,
    Grade,
    Level,
    Polarity,
    RegionKind,
    RelationType,
    SpeakerKind,
    StatementKind,
    Strength,
    Verdict,
)


class PassageRow(TypedDict):
    """A span with its words. `field` stands only where it is the title."""

    report: str
    start: int
    end: int
    text: str
    field: NotRequired[Field]


class CertaintyRow(TypedDict):
    """How sure a passage is, whose certainty it is, and the words that decide."""

    strength: Strength
    polarity: Polarity
    holder: str | None
    value: float
    spans: list[PassageRow]


class EvidenceRow(TypedDict):
    """One reason, in bits (log2 odds)."""

    feature: str
    bits: float
    detail: str
    spans: list[PassageRow]


class CountRow(TypedDict):
    """How many, as likely with low and high."""

    likely: int
    low: int
    high: int


class StatementRow(TypedDict):
    """What a report attributes to somebody."""

    id: str
    report: str
    speaker: list[PassageRow]
    cue: list[PassageRow]
    content: list[PassageRow]
    relayed_by: list[PassageRow]
    told_to: list[PassageRow]
    kind: StatementKind
    act: Act
    certainty: CertaintyRow
    confidence: float
    speaker_id: str | None


class SpeakerRow(TypedDict):
    """A resolved person, institution or unnamed group."""

    id: str
    name: str
    kind: SpeakerKind
    aliases: list[str]
    roles: list[str]
    mentions: list[PassageRow]
    statements: list[str]
    known_by: list[str]


class VariantRow(PassageRow):
    """One report's form of a quotation, and to whom it is given."""

    speaker: str | None
    speaker_id: str | None
    statement: str | None


class QuotationRow(TypedDict):
    """The same words in several reports."""

    id: str
    variants: list[VariantRow]


class MentionRow(PassageRow):
    """One place where a report states a claim."""

    certainty: CertaintyRow
    holder: str | None
    speaker_id: str | None
    statement: str | None
    basis: Basis
    grounds: PassageRow | None


class ClaimRow(TypedDict):
    """A claim with its corroboration; the counts are null where it was not weighed."""

    id: str
    text: str
    level: Level
    mentions: list[MentionRow]
    carried_by: list[str]
    independent_origins: CountRow | None
    independent_speakers: CountRow | None
    badge: Badge | None
    suggested_grade: Grade | None
    flags: list[str]
    origins: list[str]
    chains: list[str]
    evidence: list[EvidenceRow]
    decide: list[str]
    grounds: list[str]


class ReuseRow(TypedDict):
    """An aligned passage: the child's side, the parent's side, and the words that differ."""

    child: PassageRow
    parent: PassageRow
    similarity: float
    quoted: bool
    differences: list[tuple[PassageRow | None, PassageRow | None]]


class DerivationRow(TypedDict):
    """A report derives from a report (`parent`) or from an outside origin (`origin`).

    spans: child start, child end, parent start, parent end, of every aligned passage.
    """

    child: str
    parent: str | None
    origin: str | None
    verdict: Verdict
    probability: float
    spans: list[tuple[int, int, int, int]]
    evidence: list[EvidenceRow]
    passages: list[ReuseRow]


class RelationRow(TypedDict):
    """What stands between two passages. update, rounding and refinement are no conflicts."""

    id: str
    type: RelationType
    conflict: bool
    a: PassageRow
    b: PassageRow
    values: tuple[str, str]
    rule: str
    claim: str | None
    drift: bool
    nearer: str | None


class CreditRow(TypedDict):
    """A channel that a report names."""

    report: str
    outlet: str
    scope: CreditScope
    span: PassageRow | None
    target: PassageRow | None
    statement: str | None


class RegionRow(TypedDict):
    """A marked part of a report's text."""

    start: int
    end: int
    kind: RegionKind
    reason: str
    repeats: PassageRow | None


class StatedDateRow(TypedDict):
    """A day that a page states about itself."""

    place: str
    value: str
    span: PassageRow | None


class ReportRow(TypedDict):
    """A report as it was given. `text` is left out where full text is not wanted.

    letter: of the Admiralty grading, where the user gave the outlet one.
    """

    id: str
    title: str | None
    outlet: str | None
    letter: NotRequired[str]
    byline: str | None
    published: str | None
    url: str | None
    sha256: str
    note: str | None
    text: NotRequired[str]
    regions: list[RegionRow]
    dates: list[StatedDateRow]
    warnings: list[str]


class RefusedRow(TypedDict):
    """An input that gave no report, with the reason."""

    place: str
    reason: str


class ManifestRow(TypedDict):
    """What made the brief."""

    version: str
    settings: str
    models: dict[str, str]
    inputs: dict[str, str]


class BriefRow(TypedDict):
    """The whole brief."""

    stories: list[list[str]]
    statements: list[StatementRow]
    speakers: list[SpeakerRow]
    quotations: list[QuotationRow]
    claims: list[ClaimRow]
    derivations: list[DerivationRow]
    conflicts: list[RelationRow]
    credits: list[CreditRow]
    reports: list[ReportRow]
    refused: list[RefusedRow]
    warnings: list[str]
    cannot_show: list[str]
    manifest: ManifestRow
