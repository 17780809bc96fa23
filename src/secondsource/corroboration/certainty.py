"""Certainty that differs between the mentions of one claim, without a direction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from secondsource.corroboration.findings import Finding
from secondsource.corroboration.modality import is_able
from secondsource.model import Claim, MarkedReport, Mention, SentencePair, Span
from secondsource.settings import CorroborationSettings


def claim_findings(
    story: Sequence[MarkedReport],
    claims: Sequence[Claim],
    pairs: Sequence[SentencePair],
    *,
    settings: CorroborationSettings,
) -> Iterator[Finding]:
    """Mentions of one claim that differ in certainty by a clear step.

    A headline against the body of its own report counts, two places of one body do not. Mentions
    in sentences that were aligned are left to the words that differ there; those that perhaps
    state another claim tell nothing, and neither does what somebody can or is able to do.
    """
    marked = {m.id: m for m in story}
    aligned = {frozenset((p.left, p.right)) for p in pairs if not p.rewritten}
    for claim in claims:
        sure = [m for m in claim.mentions if m.likeness >= settings.certainty_likeness]
        for a, b in combinations(sure, 2):
            if not _differ(a, b, settings.certainty_step) or _aligned(a, b, marked, aligned):
                continue
            if _able(a, marked) or _able(b, marked):
                continue
            shown = tuple(_deciding(m, marked[m.span.report_id]) for m in (a, b))
            yield Finding(
                "certainty", a.span, b.span, (shown[0], shown[1]),
                f"One mention is {a.certainty.strength}, the other {b.certainty.strength}",
                (a.certainty.strength, b.certainty.strength), f"claim {claim.id}", claim.id,
            )  # fmt: skip


def _differ(a: Mention, b: Mention, step: float) -> bool:
    if (a.span.report_id, a.span.field) == (b.span.report_id, b.span.field):
        return False
    one, two = a.certainty, b.certainty
    if one.polarity != two.polarity or "unknown" in (one.strength, two.strength):
        return False
    return one.strength != two.strength and abs(one.value - two.value) >= step


def _able(mention: Mention, marked: Mapping[str, MarkedReport]) -> bool:
    """Does it tell what can be done, so that nothing is left open?"""
    report = marked[mention.span.report_id]
    return any(is_able(report.words_of(span)) for span in mention.certainty.spans)


def _aligned(
    a: Mention,
    b: Mention,
    marked: dict[str, MarkedReport],
    aligned: set[frozenset[Span]],
) -> bool:
    """Do the two stand in sentences that were aligned word by word?"""
    ones, twos = (
        [s for s in marked[m.span.report_id].sentences if s.overlap(m.span)] for m in (a, b)
    )
    return any(frozenset((one, two)) in aligned for one in ones for two in twos)


def _deciding(mention: Mention, marked: MarkedReport) -> str:
    """The words that decide the certainty, or the mention where none do."""
    spans = mention.certainty.spans
    return " … ".join(marked.words_of(s) for s in spans) if spans else marked.words_of(mention.span)
