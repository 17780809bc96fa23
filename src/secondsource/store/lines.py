"""The lines of an export, as they are checked when they are read again."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime

from pydantic.dataclasses import dataclass

from secondsource.model import Field
from secondsource.store.nouns import DecisionKind, TargetNoun


@dataclass(frozen=True)
class AnchorLine:
    """A passage that a decision hangs on."""

    report: str
    sha256: str
    field: Field
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class TargetLine:
    """What a decision is about."""

    noun: TargetNoun
    id: str
    name: str
    anchors: list[AnchorLine]


@dataclass(frozen=True)
class DecisionLine:
    """One decision."""

    id: str
    kind: DecisionKind
    who: str
    when: datetime
    reason: str
    targets: list[TargetLine]
    changes: dict[str, str]
    undoes: str | None


@dataclass(frozen=True)
class DateLine:
    """A day that a page states about itself."""

    place: str
    value: str
    start: int | None = None
    end: int | None = None
    field: Field = "text"


@dataclass(frozen=True)
class VersionLine:
    """One version of a report."""

    report: str
    version: int
    wish: str
    sha256: str
    arrived: datetime
    text: str
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: datetime | None = None
    url: str | None = None
    note: str | None = None
    links: list[str] = field(default_factory=list)
    dates: list[DateLine] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
