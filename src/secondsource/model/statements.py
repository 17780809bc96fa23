"""Who said what: statements with their certainty, names, and the speakers they resolve to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from secondsource.model.reports import Span

StatementKind = Literal["direct", "indirect", "mixed"]
Act = Literal["said", "believes", "intends", "is described as"]
Strength = Literal["certain", "probable", "possible", "unknown"]
Polarity = Literal["positive", "negative"]


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure a passage is, whose certainty it is, and the words that decide.

    holder: the words for whoever holds it, or None for the outlet itself.
    value: in [-1, 1]; 1 certain, 0 unknown, -1 certain that not.
    """

    strength: Strength = "certain"
    polarity: Polarity = "positive"
    holder: str | None = None
    value: float = 1.0
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Content that a report attributes to somebody: speaker, cue and content spans.

    Content comes without its quotation marks and in several spans when it is interrupted.
    relayed_by: who passed it on; told_to: the outlet or agency it was said to.
    """

    id: str
    speaker: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: StatementKind
    act: Act = "said"
    relayed_by: tuple[Span, ...] = ()
    told_to: tuple[Span, ...] = ()
    certainty: Certainty = Certainty()
    confidence: float = 1.0

    @property
    def report_id(self) -> str:
        """The report that this statement stands in."""
        return self.content[0].report_id

    def encloses(self, inner: Statement) -> bool:
        """Does it hold another whole, with who said it? Its speaker only passes that on.

        What somebody will say has not been said: "the mayor will order an inquiry, members said"
        is the members' own.
        """
        if self.id == inner.id or self.report_id != inner.report_id or inner.act == "intends":
            return False
        parts = (*inner.speaker, *inner.cue)
        return bool(inner.speaker and inner.cue) and all(
            any(content.covers(part) for content in self.content) for part in parts
        )


EntityLabel = Literal["PER", "ORG", "LOC"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in a report: a person, an organisation or a place."""

    span: Span
    label: EntityLabel


SpeakerKind = Literal["person", "institution", "unnamed"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, resolved over the story: unnamed stays unnamed.

    statements: ids of the statements given to this speaker. mentions: every place that names
    it, pronouns included. known_by: the reports that the resolution leaned on, where a report
    alone would not do ("Brask" resolved by its neighbours).
    """

    id: str
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    statements: tuple[str, ...] = ()
    known_by: tuple[str, ...] = ()
