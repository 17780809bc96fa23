"""The table of contents: every stage, in the way of the data, called in one line each.

Reports go in, a brief comes out. Stages are pure; models and outlets are loaded at the edge and
passed in. What comes after `stories` is done story by story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from secondsource.alignment import align_reports, group_quotations, pair_claims, sentence_pairs
from secondsource.brief import make_manifest, what_cannot_be_shown
from secondsource.candidates import find_candidates
from secondsource.corroboration import corroborate, relate_quotations, relate_values, with_grounds
from secondsource.derivation import Outlets, find_credits, find_derivations
from secondsource.model import (
    Brief,
    Claim,
    Corroboration,
    Credit,
    Derivation,
    MarkedReport,
    Outlet,
    Quotation,
    Refused,
    Relation,
    Report,
    Speaker,
    Statement,
    Story,
)
from secondsource.models import Models
from secondsource.reports import disagreeing_dates
from secondsource.settings import Settings
from secondsource.speakers import resolve_speakers
from secondsource.statements import cuts, read_all, tagger_warnings
from secondsource.stories import find_stories
from secondsource.text import listed, mark_reports

_MOST_IDS = 12  # reports that one warning names; the others are counted
Noun = TypeVar("Noun")

STAGES = (
    "reports",
    "text",
    "statements",
    "candidates",
    "stories",
    "speakers",
    "alignment",
    "derivation",
    "corroboration",
    "brief",
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The reports in the order of their content, marked, and the stories that they tell."""

    marked: tuple[MarkedReport, ...]
    stories: tuple[Story, ...]

    def of(self, story: Story) -> tuple[MarkedReport, ...]:
        """The reports of one story, in the same order."""
        wanted = frozenset(story.report_ids)
        return tuple(m for m in self.marked if m.id in wanted)


@dataclass(frozen=True, slots=True)
class StoryReading:
    """All that was read out of one story."""

    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...]
    quotations: tuple[Quotation, ...]
    claims: tuple[Claim, ...]
    credits: tuple[Credit, ...]
    derivations: tuple[Derivation, ...]
    relations: tuple[Relation, ...]
    corroborations: tuple[Corroboration, ...]
    warnings: tuple[str, ...]
    outlets: tuple[Outlet, ...] = ()  # what the table knows of those that publish or are named


def check_reports(
    reports: Iterable[Report],
    refused: Sequence[Refused] = (),
    *,
    settings: Settings,
    models: Models,
    outlets: Outlets,
) -> Brief:
    """The brief of these reports. Their order does not matter; `refused` is carried through."""
    layout = lay_out(reports, settings=settings)
    readings = [
        read_story(layout.of(story), settings=settings, models=models, outlets=outlets)
        for story in layout.stories
    ]
    return assemble(layout, readings, refused, settings=settings, models=models)


def lay_out(reports: Iterable[Report], *, settings: Settings) -> Layout:
    """The reports with what is marked in them, and the stories that they tell."""
    marked = mark_reports(in_order(reports), settings=settings.text)
    candidates = find_candidates(marked, settings=settings.candidates)
    return Layout(marked, find_stories(marked, candidates, settings=settings.stories))


def assemble(
    layout: Layout,
    readings: Sequence[StoryReading],
    refused: Sequence[Refused] = (),
    *,
    settings: Settings,
    models: Models,
) -> Brief:
    """The brief of these stories. readings: one a story, in the order of `layout.stories`."""
    marked, stories = layout.marked, layout.stories
    return Brief(
        reports=tuple(sorted(marked, key=lambda m: m.id)),
        refused=tuple(sorted(refused, key=lambda r: (r.place, r.reason))),
        warnings=(*models.warnings, *_warnings(marked, readings, models)),
        stories=stories,
        statements=_joined(r.statements for r in readings),
        speakers=_joined(r.speakers for r in readings),
        quotations=_joined(r.quotations for r in readings),
        claims=_joined(r.claims for r in readings),
        derivations=_joined(r.derivations for r in readings),
        credits=_joined(r.credits for r in readings),
        corroborations=_joined(r.corroborations for r in readings),
        relations=_joined(r.relations for r in readings),
        outlets=tuple(sorted({o for r in readings for o in r.outlets}, key=lambda o: o.name)),
        cannot_show=what_cannot_be_shown(marked, stories, readings),
        manifest=make_manifest(marked, settings=settings, models=models),
    )


def _joined(parts: Iterable[tuple[Noun, ...]]) -> tuple[Noun, ...]:
    """The nouns of all stories, one story after the other."""
    return tuple(noun for part in parts for noun in part)


def read_story(
    story: Sequence[MarkedReport], *, settings: Settings, models: Models, outlets: Outlets
) -> StoryReading:
    """Everything that the reports of one story say, and how they hang together."""
    statements, names = read_all(story, models=models, settings=settings.statements)
    speakers = resolve_speakers(story, statements, names, settings=settings.speakers)
    reuses = align_reports(story, settings=settings.alignment)
    quotations = group_quotations(story, statements, speakers, settings=settings.alignment)
    pairs = sentence_pairs(story, reuses, settings=settings.alignment)
    claims = pair_claims(
        story,
        [s for s in statements if cuts(s, settings=settings.statements)],
        speakers,
        reuses,
        quotations,
        settings=settings.alignment,
        models=models,
        pairs=pairs,
    )
    credits = find_credits(story, statements, outlets=outlets)
    derivations = find_derivations(
        story, reuses, quotations, credits, outlets=outlets, settings=settings.derivation
    )
    relations = (
        *relate_quotations(
            story, quotations, speakers, derivations, settings=settings.corroboration
        ),
        *relate_values(
            story,
            claims,
            reuses,
            derivations,
            settings=settings.corroboration,
            pairs=pairs,
            said=(statements, speakers),
        ),
    )
    corroborations = corroborate(
        story,
        claims,
        statements,
        speakers,
        credits,
        derivations,
        relations,
        outlets=outlets,
        settings=settings.corroboration,
    )
    return StoryReading(
        statements=statements,
        speakers=speakers,
        quotations=quotations,
        claims=claims,
        credits=credits,
        derivations=derivations,
        relations=relations,
        corroborations=with_grounds(corroborations, claims, story, statements),
        warnings=disagreeing_dates([marked.report for marked in story]),
        outlets=outlets.among((*(m.report.outlet for m in story), *(c.outlet for c in credits))),
    )


def in_order(reports: Iterable[Report]) -> list[Report]:
    """The reports in the order of their content, so that the order of the files cannot matter.

    The id comes last: it parts only reports that are alike in everything else.
    """

    def content(report: Report) -> tuple[str, ...]:
        published = report.published.isoformat() if report.published else ""
        rest = (report.title, published, report.outlet, report.byline, report.url)
        return (report.text, *(part or "" for part in rest), report.id)

    return sorted(reports, key=content)


def _warnings(
    marked: Sequence[MarkedReport], readings: Sequence[StoryReading], models: Models
) -> Iterator[str]:
    """Each warning once, with the reports that it is about."""
    about: dict[str, list[str]] = {}
    for one in sorted(marked, key=lambda m: m.id):
        for warning in dict.fromkeys(one.report.warnings):
            about.setdefault(warning, []).append(one.id)
    for warning, ids in about.items():
        yield f"{listed(ids, most=_MOST_IDS)}: {warning}"
    for one in sorted(marked, key=lambda m: m.id):
        yield from tagger_warnings(one, models=models)
    for reading in readings:
        yield from reading.warnings
