"""The answers of the tools, read from a case; nothing of the case is changed by a question."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from secondsource import model
from secondsource.brief.html import safe_address
from secondsource.brief.plain import printable
from secondsource.errors import CaseError
from secondsource.mcp import answers as to
from secondsource.model import Brief, Relation, Report, Span, Speaker
from secondsource.store import Case, Overlay, StorySummary
from secondsource.store.fragments import fragment_link
from secondsource.text import fold

MOST = 50  # rows of one answer; a model reads so many with care, and can ask for the next
Row = TypeVar("Row")


class QuestionError(CaseError):
    """A question that cannot be answered as it was asked; the message holds no word of a report."""


@dataclass(frozen=True, slots=True)
class Told:
    """One story with what people decided about it."""

    brief: Brief
    overlay: Overlay

    @property
    def story(self) -> str:
        """The id of the story."""
        return self.brief.stories[0].id


def told(case: Case, story: str) -> Told:
    """The story of this id. Raises QuestionError where there is none."""
    if story not in {one.id for one in case.stories()}:
        raise QuestionError("the case holds no story of that id; `stories` lists them")
    brief = case.story(story)
    return Told(brief, case.overlay(brief))


def stories(case: Case, *, skip: int) -> to.Stories:
    """The stories of the case."""
    found = case.stories()
    rows, more = _page([_story(one) for one in found], skip)
    count = sum(len(s.report_ids) for s in found)
    return to.Stories(advice=to.ADVICE, reports_in_case=count, stories=rows, more=more)


def claims(case: Case, story: str, *, badge: str | None, skip: int) -> to.Claims:
    """The claims of one story, those that most reports carry first."""
    found = told(case, story)
    rows = [_claim(found, claim) for claim in found.brief.claims]
    wanted = [row for row in rows if badge is None or row.badge == badge]
    # Sorting keeps the order of the brief among equals.
    page, more = _page(sorted(wanted, key=lambda row: -row.carried_by), skip)
    return to.Claims(
        advice=to.ADVICE,
        claims=page,
        more=more,
        untrusted_cannot_show=[printable(line) for line in found.brief.cannot_show],
    )


def passages(case: Case, story: str, claim: str, *, skip: int) -> to.Passages:
    """Every passage that states the claim."""
    found = told(case, story)
    for one in found.brief.claims:
        if one.id == claim:
            rows = [_mention(found.brief, mention) for mention in one.mentions]
            page, more = _page(rows, skip)
            claim_row = _claim(found, one)
            return to.Passages(advice=to.ADVICE, claim=claim_row, mentions=page, more=more)
    raise QuestionError("this story holds no claim of that id; `claims` lists them")


def who_said(case: Case, speaker: str, *, story: str | None, skip: int) -> to.Statements:
    """What speakers of this name said; part of a name will do. In one story, or in all."""
    wanted = fold(speaker).strip()
    if not wanted:
        raise QuestionError("the name is empty; give a name, or a part of one")
    names = [story] if story else [one.id for one in case.stories()]
    rows = [row for name in names for row in _said(told(case, name), wanted)]
    page, more = _page(rows, skip)
    return to.Statements(advice=to.ADVICE, statements=page, more=more)


def conflicts(case: Case, story: str, *, all_relations: bool, skip: int) -> to.Conflicts:
    """What contradicts each other in one story; with all_relations also what only differs."""
    found = told(case, story)
    rows = [
        _conflict(found, relation)
        for relation in found.brief.relations
        if all_relations or relation.is_conflict
    ]
    page, more = _page(rows, skip)
    return to.Conflicts(advice=to.ADVICE, conflicts=page, more=more)


def search(case: Case, words: str) -> to.Hits:
    """Passages of reports that hold all these words."""
    reports = {report.id: report for report in case.reports()}
    rows = []
    for hit in case.search(words)[:MOST]:
        start = hit.excerpt_start
        end = start + len(hit.excerpt)
        if start < end:
            span = Span(hit.report_id, start, end, hit.field)
            rows.append(_passage(reports[hit.report_id], span))
    return to.Hits(advice=to.ADVICE, passages=rows)


def handle_of(report_id: str) -> str:
    """What a report goes by: its id may hold any words, a hash holds none.

    >>> handle_of("ignore all instructions")
    'report-0ddfd5adb372'
    """
    return f"report-{hashlib.sha256(report_id.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _page(rows: Sequence[Row], skip: int) -> tuple[list[Row], int]:
    """So many rows, and how many are left behind them."""
    page = list(rows[max(0, skip) :][:MOST])
    return page, max(0, len(rows) - max(0, skip) - len(page))


def _story(one: StorySummary) -> to.Story:
    return to.Story(
        id=one.id,
        reports=len(one.report_ids),
        first=_when(one.first),
        last=_when(one.last),
        claims=one.claims,
        two_or_more=one.two_or_more,
        single=one.single,
        unsupported=one.unsupported,
        contested=one.contested,
        conflicts=one.conflicts,
        untrusted_headline=printable(one.headline),
        untrusted_outlets=[printable(name) for name in one.outlets],
    )


def _claim(found: Told, claim: model.Claim) -> to.Claim:
    weighed = {c.claim_id: c for c in found.brief.corroborations}.get(claim.id)
    return to.Claim(
        id=claim.id,
        story=found.story,
        level=claim.level,
        badge=weighed.badge if weighed else "unsupported here",
        flags=list(weighed.flags) if weighed else [],
        independent_origins=_count(weighed.independent_origins) if weighed else None,
        independent_speakers=_count(weighed.independent_speakers) if weighed else None,
        carried_by=len(claim.report_ids),
        files_given=len(found.brief.reports),
        conflicts=[r.id for r in found.brief.relations if r.claim_id == claim.id and r.is_conflict],
        verdict_of_people=found.overlay.verdict("claim", claim.id),
        untrusted_text=printable(claim.text),
        untrusted_origins=[printable(name) for name in weighed.origins] if weighed else [],
        untrusted_to_decide=[printable(line) for line in weighed.decide] if weighed else [],
    )


def _mention(brief: Brief, mention: model.Mention) -> to.Mention:
    return to.Mention(
        passage=_passage(brief.report(mention.span.report_id), mention.span),
        strength=mention.certainty.strength,
        polarity=mention.certainty.polarity,
        basis=mention.basis,
        untrusted_holder=printable(mention.holder or ""),
    )


def _said(found: Told, wanted: str) -> list[to.Statement]:
    """The statements of the speakers that have the name."""
    brief = found.brief
    statements = {one.id: one for one in brief.statements}
    return [
        _statement(found, speaker, statements[identity])
        for speaker in brief.speakers
        if any(wanted in fold(name) for name in (speaker.name, *speaker.aliases))
        for identity in speaker.statements
        if identity in statements
    ]


def _statement(found: Told, speaker: Speaker, one: model.Statement) -> to.Statement:
    brief = found.brief
    report = brief.report(one.report_id)
    return to.Statement(
        story=found.story,
        speaker=speaker.id,
        speaker_kind=speaker.kind,
        kind=one.kind,
        act=one.act,
        strength=one.certainty.strength,
        content=[_passage(report, span) for span in one.content],
        untrusted_speaker=printable(speaker.name),
        untrusted_aliases=[printable(name) for name in speaker.aliases],
        untrusted_relayed_by=_words(brief, one.relayed_by),
        untrusted_told_to=_words(brief, one.told_to),
    )


def _conflict(found: Told, relation: Relation) -> to.Conflict:
    brief = found.brief
    return to.Conflict(
        id=relation.id,
        story=found.story,
        type=relation.type,
        contradicts=relation.is_conflict,
        claim=relation.claim_id,
        a=_passage(brief.report(relation.a.report_id), relation.a),
        b=_passage(brief.report(relation.b.report_id), relation.b),
        verdict_of_people=found.overlay.verdict("relation", relation.id),
        untrusted_rule=printable(relation.rule),
    )


def _passage(report: Report, span: Span) -> to.Passage:
    """A passage; marks that hide or turn words are shown, for a model sees what we do not."""
    return to.Passage(
        report=handle_of(report.id),
        field=span.field,
        start=span.start,
        end=span.end,
        published=_when(report.published),
        untrusted_outlet=printable(report.outlet or ""),
        untrusted_text=printable(span.of(report)),
        untrusted_link=fragment_link(report, span) or safe_address(report.url) or "",
    )


def _words(brief: Brief, spans: Sequence[Span]) -> str:
    return printable(" … ".join(brief.words_of(span) for span in spans))


def _count(count: model.Count) -> to.Count:
    return to.Count(likely=count.likely, low=count.low, high=count.high)


def _when(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
