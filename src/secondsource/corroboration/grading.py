"""Suggests the number of the Admiralty grading from counts and contradictions.

The grading joins a letter A-F, how far an outlet is relied on, with a number 1-6, how far a piece
of information is credited (NATO AJP-2.1). The letter is the user's own judgement of an outlet and
is never guessed. Of the number only what counts can show is suggested: never 1 (confirmed), which
takes somebody who checked, and never 5 (improbable), which takes knowledge of the matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from secondsource.model import Claim, Corroboration, Grade, Relation, Span

PROBABLY_TRUE: Grade = 2
POSSIBLY_TRUE: Grade = 3
DOUBTFUL: Grade = 4
CANNOT_BE_JUDGED: Grade = 6


def with_grades(
    claims: Sequence[Claim], found: Sequence[Corroboration], relations: Sequence[Relation]
) -> tuple[Corroboration, ...]:
    """The corroborations in their order, each with the number that its counts suggest.

    found: one for each claim, in the order of `claims`.
    """
    doubted = _less_supported(claims, found, relations)
    return tuple(replace(c, suggested_grade=_grade(c, c.claim_id in doubted)) for c in found)


def _grade(found: Corroboration, doubted: bool) -> Grade:
    """4 if a better supported claim contradicts it, 6 without support, 2 if well supported."""
    if doubted:
        return DOUBTFUL
    if found.badge == "unsupported here":
        return CANNOT_BE_JUDGED
    if found.badge == "two or more" and "contested" not in found.flags:
        return PROBABLY_TRUE
    return POSSIBLY_TRUE


def _less_supported(
    claims: Sequence[Claim], found: Sequence[Corroboration], relations: Sequence[Relation]
) -> set[str]:
    """Ids of the claims that a claim of higher low ends contradicts.

    Where both passages stand in one claim, neither side has a count of its own: nobody is doubted.
    """
    support = {c.claim_id: _support(c) for c in found}
    doubted: set[str] = set()
    for relation in relations:
        if not relation.is_conflict:
            continue
        one, other = (_holding(claims, side) for side in (relation.a, relation.b))
        for left, right in ((one, other), (other, one)):
            best = max((support[claim] for claim in right - left), default=0)
            doubted |= {claim for claim in left - right if support[claim] < best}
    return doubted


def _holding(claims: Sequence[Claim], side: Span) -> set[str]:
    """Ids of the claims that have a mention over this passage."""
    return {c.id for c in claims if any(m.span.overlap(side) for m in c.mentions)}


def _support(found: Corroboration) -> int:
    return min(found.independent_origins.low, found.independent_speakers.low)
