"""What joins reports: candidates, stories, reuse, quotations, claims and derivations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from secondsource.model.reports import Span
from secondsource.model.statements import Certainty


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two reports that share a passage; shared counts fingerprints. left < right."""

    left: str
    right: str
    shared: int


@dataclass(frozen=True, slots=True)
class Story:
    """The reports about one event, ids in sorted order."""

    id: str
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that differ inside an aligned passage; None where one side has nothing."""

    left: Span | None
    right: Span | None


@dataclass(frozen=True, slots=True)
class Reuse:
    """An aligned passage of two reports. similarity: share of equal words, in [0, 1].

    quoted: the passage stands between quotation marks on both sides.
    """

    left: Span
    right: Span
    similarity: float
    quoted: bool = False
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Two sentences of two reports that say the same, in equal words or in a rewrite.

    similarity: share of equal words, in [0, 1]. rewritten: they share too few words in order;
    place and rare words pair them.
    """

    left: Span
    right: Span
    similarity: float
    differences: tuple[Difference, ...] = ()
    rewritten: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """One report's form of a quotation: the words between the marks, and to whom given."""

    span: Span
    speaker: str | None = None  # resolved name
    speaker_id: str | None = None
    statement_id: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """The same words in several reports (or in one alone)."""

    id: str
    variants: tuple[Variant, ...]


Level = Literal["said", "so"]
Basis = Literal["eyewitness", "participant", "document", "relayed", "inference", "unstated"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a report states a claim.

    holder: name of whoever is said to hold it, None for the outlet itself. basis: how the
    holder is said to know. grounds: the words an inference is said to rest on. likeness: how
    surely it states this very claim, in [0, 1]; 1 for copied and quoted words.
    """

    span: Span
    certainty: Certainty = Certainty()
    holder: str | None = None
    speaker_id: str | None = None
    statement_id: str | None = None
    basis: Basis = "unstated"
    grounds: Span | None = None
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Claim:
    """What several reports state, in other words perhaps. A claim is not a topic.

    text: the words of its clearest mention. level "said": that somebody said it; "so": that
    it is so.
    """

    id: str
    text: str
    level: Level
    mentions: tuple[Mention, ...]

    @property
    def report_ids(self) -> tuple[str, ...]:
        """The reports that carry the claim, sorted."""
        return tuple(sorted({m.span.report_id for m in self.mentions}))


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against, with its weight and the passages that show it."""

    feature: str
    bits: float  # log2 odds; above 0 speaks for the link
    detail: str  # one sentence a reader can check
    spans: tuple[Span, ...] = ()


CreditScope = Literal["statement", "report"]


@dataclass(frozen=True, slots=True)
class Credit:
    """A channel that a report names: "told Reuters", "(AFP)", a wire byline or dateline.

    outlet: the canonical name. scope: the one statement it stands with, or the whole report.
    target: the passage that the credit reaches; span None where only the byline names it.
    """

    report_id: str
    outlet: str
    scope: CreditScope
    span: Span | None = None
    target: Span | None = None
    statement_id: str | None = None


Verdict = Literal["derived", "common origin", "independent", "unsure"]


@dataclass(frozen=True, slots=True)
class Derivation:
    """A report derives from a report, or from an origin that is not among the files.

    Exactly one of parent and origin is set. origin: a name ("Reuters"), or "unseen:1", the
    same for all its children. reuses: the aligned passages, the child's side left.
    """

    child: str
    parent: str | None
    origin: str | None
    verdict: Verdict
    probability: float
    evidence: tuple[Evidence, ...] = ()
    reuses: tuple[Reuse, ...] = ()
