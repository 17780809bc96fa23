"""What the case file takes and gives, beside the nouns of the engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from secondsource.model import Field, Report, Span

How = Literal["new", "version", "there"]
DecisionKind = Literal["accept", "reject", "merge", "split", "rename", "regrade", "note", "undo"]
TargetNoun = Literal[
    "claim",
    "relation",
    "derivation",
    "statement",
    "quotation",
    "speaker",
    "story",
    "report",
    "outlet",
    "case",
]


@dataclass(frozen=True, slots=True)
class Added:
    """A report that is in the file for good. how: new, a version of a page, or there before."""

    report_id: str
    version: int
    sha256: str
    how: How
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Words that a version changed: [start, end) in the version before, and in this one.

    One of the two ranges may be empty: then words only came, or only went.
    """

    field: Field
    before: tuple[int, int]
    after: tuple[int, int]
    removed: str
    added: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report, when it arrived, and what it changed against the one before."""

    report: Report
    number: int
    arrived: datetime
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class BeforeCorrection:
    """A child carries what its parent has since mended.

    span: the child's passage. version: the parent's version that mended it. change: how.
    """

    child: str
    span: Span
    parent: str
    version: int
    change: Change


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a search found. spans: where the words stand; excerpt: words around the first.

    excerpt_start: the place of the excerpt in the text, or in the title if `field` says so.
    """

    report_id: str
    outlet: str | None
    title: str | None
    published: datetime | None
    field: Field
    spans: tuple[Span, ...]
    excerpt: str
    excerpt_start: int


@dataclass(frozen=True, slots=True)
class StorySummary:
    """One story as a list of stories shows it: who tells it, when, and how much was found.

    headline: of its earliest report that has one. first, last: of publication, where known.
    claims and the badges below them: how many claims there are, and of each badge. conflicts:
    contradictions; relations: these, omissions, updates, roundings and refinements.
    """

    id: str
    headline: str
    report_ids: tuple[str, ...]
    outlets: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    statements: int
    speakers: int
    quotations: int
    claims: int
    two_or_more: int
    single: int
    unsupported: int
    contested: int
    derivations: int
    conflicts: int
    relations: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage that a decision hangs on: the report by its bytes, the span, and its words."""

    sha256: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a decision is about: a noun of a brief by its id then, its words then, its anchors.

    An outlet has its name for an id and no anchors; so has "case", which is about the whole.
    """

    noun: TargetNoun
    id: str
    name: str
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, when and why. Decisions are never changed; an undo is one more.

    targets: a merge has two or more; a split has the whole first, then what is taken out of it.
    changes: what is set, as name and value: ("name", "Ada Finch"); ("agency", "yes"). undoes:
    the id of the decision that an undo takes back. id: its fingerprint; `Case.decide` sets it.
    """

    kind: DecisionKind
    who: str
    when: datetime
    reason: str
    targets: tuple[Target, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    undoes: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was exported. rows: how many it must hold, None where rows mean nothing.

    missing: for a form that was not written because a package is missing, what to do.
    """

    name: str
    rows: int | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Integrity:
    """Whether the file is sound; problems say what is wrong, one sentence each."""

    problems: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Nothing is wrong."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge took out. left: places that may still hold it, one sentence each."""

    versions: int
    originals: int
    left: tuple[str, ...] = ()
