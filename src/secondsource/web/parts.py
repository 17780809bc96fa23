"""A brief cut into its stories, so that a page of one story reads nothing of the others."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from secondsource.brief import order
from secondsource.brief.collation import in_time
from secondsource.brief.html import lookups
from secondsource.brief.json_form import Rows
from secondsource.brief.passages import Passages
from secondsource.brief.side_rows import AlignedRow, aligned_rows
from secondsource.model import Brief, Corroboration, Derivation, MarkedReport, Relation, Story
from secondsource.web.answers import passage_address

Noun = TypeVar("Noun")


class Part:
    """One story of a brief, with what its pages look up; made once, read by many threads."""

    def __init__(self, story: Story, brief: Brief) -> None:
        """brief: of this story's reports alone."""
        self.story = story
        self.brief = brief
        self._lock = threading.Lock()
        self._aligned: tuple[AlignedRow, ...] | None = None

    @cached_property
    def passages(self) -> Passages:
        """The words of spans, in their sentences."""
        return Passages(self.brief)

    @cached_property
    def claims(self) -> tuple[order.WeighedClaim, ...]:
        """The claims with their counts, the most carried first."""
        return order.ordered_claims(self.brief)

    @cached_property
    def claim(self) -> Mapping[str, order.WeighedClaim]:
        """The same by id."""
        return {weighed.claim.id: weighed for weighed in self.claims}

    @cached_property
    def conflicts(self) -> tuple[Relation, ...]:
        """Contradictions and omissions."""
        return order.conflicts(self.brief)

    @cached_property
    def no_conflicts(self) -> tuple[Relation, ...]:
        """Updates, roundings and refinements."""
        return order.no_conflicts(self.brief)

    @cached_property
    def in_time(self) -> tuple[str, ...]:
        """The reports by their stated times."""
        return in_time(self.story, self.passages)

    @cached_property
    def reports(self) -> Mapping[str, MarkedReport]:
        """The reports by id."""
        return self.passages.reports

    @cached_property
    def tree(self) -> tuple[order.Node, ...]:
        """The derivations as a forest in drawing order."""
        return order.tree(self.brief, self.story.report_ids)

    @cached_property
    def edges(self) -> Mapping[tuple[str, str | None, str | None], Derivation]:
        """The derivations by child, parent and origin."""
        return {(d.child, d.parent, d.origin): d for d in self.brief.derivations}

    @cached_property
    def rows(self) -> Rows:
        """Writes the nouns of this story as JSON."""
        return Rows({marked.id: marked.report for marked in self.brief.reports})

    @cached_property
    def lookups(self) -> Mapping[str, object]:
        """What the templates that we share with the exported brief ask for."""
        return {**lookups(self.brief, self.passages), "place_href": passage_address}

    @property
    def title(self) -> str:
        """The headline of its first report; the report's id where none has one."""
        titled = (self.reports[i].report.title for i in self.in_time)
        return next((title for title in titled if title and title.strip()), self.in_time[0])

    def aligned(self) -> tuple[AlignedRow, ...]:
        """Rows of sentences that tell the same; found once, while others wait for it."""
        with self._lock:
            if self._aligned is None:
                self._aligned = aligned_rows(self.brief, self.in_time, self.passages)
            return self._aligned


def parts_of(brief: Brief) -> dict[str, Part]:
    """The stories of a brief by id, the ones with most reports first."""
    story_of = {i: story.id for story in brief.stories for i in story.report_ids}
    claim_of = {c.id: story_of[c.mentions[0].span.report_id] for c in brief.claims if c.mentions}
    said_in = {s.id: story_of[s.report_id] for s in brief.statements}
    reports = _by(brief.reports, lambda m: story_of.get(m.id))
    statements = _by(brief.statements, lambda s: story_of.get(s.report_id))
    speakers = _by(
        brief.speakers,
        lambda s: (
            story_of.get(s.mentions[0].report_id)
            if s.mentions
            else next((said_in[i] for i in s.statements if i in said_in), None)
        ),
    )
    quotations = _by(brief.quotations, lambda q: story_of.get(q.variants[0].span.report_id))
    claims = _by(brief.claims, lambda c: claim_of.get(c.id))
    derivations = _by(brief.derivations, lambda d: story_of.get(d.child))
    credits = _by(brief.credits, lambda c: story_of.get(c.report_id))
    weighed: dict[str, list[Corroboration]] = _by(
        brief.corroborations, lambda c: claim_of.get(c.claim_id)
    )
    relations = _by(brief.relations, lambda r: story_of.get(r.a.report_id))
    found = sorted(brief.stories, key=lambda s: (-len(s.report_ids), s.id))
    return {
        story.id: Part(
            story,
            replace(
                brief,
                reports=tuple(reports[story.id]),
                stories=(story,),
                statements=tuple(statements[story.id]),
                speakers=tuple(speakers[story.id]),
                quotations=tuple(quotations[story.id]),
                claims=tuple(claims[story.id]),
                derivations=tuple(derivations[story.id]),
                credits=tuple(credits[story.id]),
                corroborations=tuple(weighed[story.id]),
                relations=tuple(relations[story.id]),
            ),
        )
        for story in found
    }


def _by(nouns: Iterable[Noun], story_of: Callable[[Noun], str | None]) -> dict[str, list[Noun]]:
    """The nouns of each story, in their order."""
    found: dict[str, list[Noun]] = defaultdict(list)
    for noun in nouns:
        story = story_of(noun)
        if story is not None:
            found[story].append(noun)
    return found
