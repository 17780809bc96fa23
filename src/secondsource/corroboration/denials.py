"""Who denies what a claim states: a denial carries nothing, and stands against who states it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from secondsource.corroboration.findings import Finding
from secondsource.model import Claim, MarkedReport, Mention, Span, Statement
from secondsource.settings import CorroborationSettings
from secondsource.statements import denies


def denied_by(
    story: Sequence[MarkedReport], statements: Sequence[Statement]
) -> dict[str, tuple[Span, ...]]:
    """Id of each statement that its cue denies ("denied any talks"), with the words that do."""
    marked = {m.id: m for m in story}
    found: dict[str, tuple[Span, ...]] = {}
    for one in statements:
        spans = one.certainty.spans if one.certainty.polarity == "negative" else ()
        deciding = tuple(
            span
            for span in spans
            if any(cue.covers(span) for cue in one.cue)
            and denies(span.of(marked[span.report_id].report))
        )
        if deciding:
            found[one.id] = deciding
    return found


def as_stated(claim: Claim, denied: Collection[str]) -> Claim:
    """The claim with the mentions of those reports alone that state it.

    A report that only has it denied ("the union denied any talks") supports it by nothing. Where
    every report has it denied, the denial is the claim and all of them carry it.
    denied: ids of the statements that their cue denies.
    """
    gone = {mention.span for mention in _denials(claim, denied)}
    kept = tuple(mention for mention in claim.mentions if mention.span not in gone)
    return replace(claim, mentions=kept) if gone else claim


def denial_findings(
    story: Sequence[MarkedReport],
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    *,
    settings: CorroborationSettings,
) -> Iterator[Finding]:
    """What one report states and somebody denies in another.

    A report that has both what is said and somebody's denial tells of a dispute and contradicts
    nobody, wherever in it the denial stands.
    """
    denied = denied_by(story, statements)
    marked = {m.id: m for m in story}
    disputing = {s.report_id for s in statements if s.id in denied}
    for claim in claims:
        sure = replace(
            claim,
            mentions=tuple(m for m in claim.mentions if m.likeness >= settings.certainty_likeness),
        )
        for other in _denials(sure, denied):
            word = marked[other.span.report_id].words_of(denied[other.statement_id or ""][0])
            for mention in sure.mentions:
                if mention.span.report_id in disputing or not _states(mention):
                    continue
                yield Finding(
                    "negation", mention.span, other.span, ("", word),
                    f"One states it; in the other {other.holder or 'somebody'} denies it",
                    ("stated", "denied"), f"denied {claim.id}", claim.id,
                )  # fmt: skip


def _denials(claim: Claim, denied: Collection[str]) -> list[Mention]:
    """The mentions of the reports that only have the claim denied, where another states it."""
    against = [mention for mention in claim.mentions if mention.statement_id in denied]
    stating = {m.span.report_id for m in claim.mentions if m not in against}
    return [m for m in against if m.span.report_id not in stating] if stating else []


def _states(mention: Mention) -> bool:
    """Does it say plainly, in the body of a report, that it is so?"""
    found = mention.certainty
    return mention.span.field == "text" and (found.polarity, found.strength) == (
        "positive",
        "certain",
    )
