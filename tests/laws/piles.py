"""Invented piles of reports: newsrooms of their own, and copies, trims and edits of what they ran.

`piles()` is a hypothesis strategy; what it draws is small and prints as Python, so that a pile
that breaks a law can be pasted into a test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from secondsource.brief import to_json
from secondsource.derivation import load_outlets
from secondsource.model import Brief, Claim, Corroboration, Report, Span
from secondsource.models import load_models
from secondsource.pipeline import check_reports
from secondsource.settings import Settings

from .events import CHANGES, EVENTS

START = datetime(2031, 3, 4, 8, 0, tzinfo=UTC)
# Outlets, bylines and agencies are invented; ids are words that stand in no text.
IDS = ("whimbrel", "avocet", "siskin", "dunlin", "bittern")
OUTLETS = ("Quarby Echo", "Merrow Gazette", "Norvik Mail", "Tollen Star", "Ossery Dispatch")
REPORTERS = ("Nell Arden", "Tom Birk", "Sara Lund", "Ivo Maas", "Kit Rowan")
WIRE = "Plover Wire"
SIGNS = ("", "dateline", "wire", "channel")


def check(reports: Sequence[Report]) -> Brief:
    """The brief of a pile, with the shipped outlets and models."""
    return check_reports(reports, settings=Settings(), models=load_models(), outlets=_outlets())


@cache
def _outlets():
    return load_outlets()


def as_json(reports: Sequence[Report]) -> str:
    """The brief of a pile as JSON."""
    return to_json(check(reports))


def told(event: int, newsroom: int, facts: Sequence[int], sign: str, *, hours: float) -> Report:
    """What a newsroom of its own ran: its facts, and where it says it has them from."""
    sentences = [EVENTS[event][fact][newsroom] for fact in facts]
    head = {"dateline": "QUARBY - ", "wire": f"QUARBY ({WIRE}) - "}.get(sign, "")
    if sign == "channel":
        sentences.append(f"“It will take days,” a clerk told {WIRE}.")
    return Report(
        id=IDS[newsroom],
        text=head + "\n\n".join(sentences),
        outlet=OUTLETS[newsroom],
        byline=REPORTERS[newsroom] if sign == "dateline" else None,
        published=START + timedelta(hours=hours),
    )


def copied(parent: Report, way: str, *, name: str, outlet: str | None, hours: float) -> Report:
    """What became of a report elsewhere, so many hours after it."""
    text = parent.text
    blocks = text.split("\n\n")
    if way == "trimmed" and len(blocks) > 2:
        text = "\n\n".join(blocks[:-1])
    elif way == "edited":
        for old, new in CHANGES:
            text = text.replace(old, new)
    elif way == "credited":
        text = f"{text}\n\n{parent.outlet} reported this first."
    when = parent.published + timedelta(hours=hours) if parent.published else None
    return replace(parent, id=name, text=text, outlet=outlet, byline=None, published=when)


@st.composite
def piles(draw, *, most_copies: int = 2) -> tuple[Report, ...]:
    """Two or three newsrooms of one event, and up to `most_copies` reports made from theirs."""
    event = draw(st.integers(0, len(EVENTS) - 1))
    reports = []
    for newsroom in range(draw(st.integers(2, 3))):
        facts = draw(st.lists(st.integers(0, 4), min_size=3, max_size=5, unique=True).map(sorted))
        sign = draw(st.sampled_from(SIGNS))
        reports.append(told(event, newsroom, facts, sign, hours=draw(st.integers(0, 5))))
    for number in range(draw(st.integers(0, most_copies))):
        way = draw(st.sampled_from(("verbatim", "trimmed", "edited", "credited")))
        parent = draw(st.sampled_from(reports))
        place = {"name": IDS[3 + number], "outlet": OUTLETS[3 + number]}
        reports.append(copied(parent, way, **place, hours=draw(st.integers(1, 5))))
    return tuple(reports)


def counts(brief: Brief) -> dict[Span, Corroboration]:
    """For every mention, what corroborates the claim that it stands in."""
    weighed = {c.claim_id: c for c in brief.corroborations}
    return {mention.span: weighed[claim.id] for claim in brief.claims for mention in claim.mentions}


def risen(
    before: Brief, after: Brief, *, ends: Sequence[str] = ("low", "likely", "high")
) -> list[str]:
    """Where a mention of `before` has a higher count in `after`, in words; the law is: nowhere."""
    was, now = counts(before), counts(after)
    return [
        f"{before.words_of(span)!r} in {span.report_id}: {end} of {kind} {old} -> {new}"
        for span in sorted(was.keys() & now.keys())
        for kind in ("independent_origins", "independent_speakers")
        for end in ends
        if (old := getattr(getattr(was[span], kind), end))
        < (new := getattr(getattr(now[span], kind), end))
    ]


def as_before(before: Brief, after: Brief) -> Brief:
    """`after` with those claims alone that hold no two mentions of `before` which were apart.

    Which clauses state the same may look different in another pile; that is no matter of counting.
    A mention is known by the place it shares with one of `before`: a sentence may be split anew.
    """
    claims = [[m.span for m in claim.mentions] for claim in before.claims]
    kept = [
        claim
        for claim in after.claims
        if len({n for m in claim.mentions for n in _holding(claims, m.span)}) <= 1
    ]
    return replace(after, claims=tuple(kept))


def _holding(claims: Sequence[Sequence[Span]], place: Span) -> list[int]:
    """The numbers of the claims that share words with this place."""
    return [n for n, spans in enumerate(claims) if any(span.overlap(place) for span in spans)]


def evidence_between(brief: Brief, ids: frozenset[str]) -> dict[tuple[str, str], object]:
    """The evidence and verdict of every line between two of these reports."""
    return {
        (d.child, d.parent): (d.verdict, d.probability, d.evidence)
        for d in brief.derivations
        if d.child in ids and d.parent in ids
    }


def conflicts(brief: Brief, twin: dict[str, str] | None = None) -> set[tuple[object, ...]]:
    """(type, passage, passage) of every conflict, both ways; a twin stands for its original."""
    names = twin or {}

    def place(span: Span) -> tuple[object, ...]:
        return names.get(span.report_id, span.report_id), span.field, span.start, span.end

    return {
        (r.type, *pair)
        for r in brief.relations
        if r.is_conflict
        for pair in ((place(r.a), place(r.b)), (place(r.b), place(r.a)))
    }


def claim_of(brief: Brief, words: str) -> Claim:
    """The claim with a mention that holds these words."""
    return next(
        claim
        for claim in brief.claims
        if any(words in brief.words_of(mention.span) for mention in claim.mentions)
    )


def has_circle(lines: Sequence[tuple[str, str]]) -> bool:
    """Does a way over (child, parent) lines come back to where it began?"""
    left = set(lines)
    while left:
        parents = {parent for _, parent in left}
        children = {child for child, _ in left}
        fewer = {(c, p) for c, p in left if p in children and c in parents}
        if fewer == left:
            return True
        left = fewer
    return False
