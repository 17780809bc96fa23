"""Compares what reports say a claim rests on: who concludes it from what, and who passes it on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from secondsource.model import (
    Basis,
    Claim,
    Corroboration,
    MarkedReport,
    Mention,
    Span,
    Statement,
)
from secondsource.settings import CorroborationSettings
from secondsource.text import listed

_WORDS: Mapping[Basis, str] = {
    "eyewitness": "from somebody who saw it",
    "participant": "from somebody who took part",
    "document": "from a document",
    "relayed": "passed on",
}


def with_grounds(
    corroborations: Sequence[Corroboration],
    claims: Sequence[Claim],
    story: Sequence[MarkedReport],
    statements: Sequence[Statement],
    *,
    settings: CorroborationSettings = CorroborationSettings(),
) -> tuple[Corroboration, ...]:
    """The corroborations with a line for each way in which reports say they know the claim."""
    by_id = {claim.id: claim for claim in claims}
    marked = {m.id: m for m in story}
    said = {statement.id: statement for statement in statements}
    return tuple(
        replace(one, grounds=compare_grounds(by_id[one.claim_id], marked, said, settings=settings))
        for one in corroborations
    )


def compare_grounds(
    claim: Claim,
    marked: Mapping[str, MarkedReport],
    said: Mapping[str, Statement],
    *,
    settings: CorroborationSettings = CorroborationSettings(),
) -> tuple[str, ...]:
    """One line for each way in which reports say they know the claim, with these reports.

    Empty where no report says anything of it, or where all say the same and nothing is concluded.
    A report that gives a conclusion without its grounds, or in its own voice, gets a line of its
    own, so that the comparison shows what it left out.
    """
    chosen: dict[str, Mention] = {}
    for mention in claim.mentions:
        known = chosen.get(mention.span.report_id)
        if mention.likeness >= settings.sure_likeness and (
            known is None or _telling(mention, said) > _telling(known, said)
        ):
            chosen[mention.span.report_id] = mention
    ways: dict[str, list[str]] = {}
    for report_id, mention in sorted(chosen.items()):
        ways.setdefault(_way(mention, marked[report_id], said), []).append(report_id)
    concluded = any(m.basis == "inference" for m in chosen.values())
    told = any(_telling(m, said) for m in chosen.values())
    if not told or not (concluded or len(ways) > 1):
        return ()
    return tuple(f"{listed(ids)}: {way}" for way, ids in sorted(ways.items()))


def _telling(mention: Mention, said: Mapping[str, Statement]) -> int:
    """How much a mention tells of its basis: grounds, then a basis, then nothing."""
    statement = said.get(mention.statement_id or "")
    relayed = statement is not None and bool(statement.relayed_by or statement.told_to)
    return 2 * (mention.grounds is not None) + (mention.basis != "unstated" or relayed)


def _way(mention: Mention, marked: MarkedReport, said: Mapping[str, Statement]) -> str:
    """How one report says that the claim is known, in words."""
    statement = said.get(mention.statement_id or "")
    return ", ".join(_parts(mention, statement, marked))


def _parts(mention: Mention, statement: Statement | None, marked: MarkedReport) -> Iterator[str]:
    holder = mention.holder
    if mention.basis == "inference":
        yield f"concluded by {holder}" if holder else "concluded, in the outlet's own voice"
        if mention.grounds:
            yield f"on the ground of “{_plain(marked, [mention.grounds])}”"
        else:
            yield "without grounds"
    else:
        yield f"stated by {holder}" if holder else "stated in the outlet's own voice"
        if mention.basis in _WORDS and mention.basis != "relayed":
            yield _WORDS[mention.basis]
    if statement and statement.relayed_by:
        yield f"passed on by {_plain(marked, statement.relayed_by)}"
    elif mention.basis == "relayed":
        yield _WORDS["relayed"]
    if statement and statement.told_to:
        yield f"told to {_plain(marked, statement.told_to)}"
    if mention.basis == "unstated" and not (statement and statement.relayed_by):
        yield "how it is known is not said"


def _plain(marked: MarkedReport, spans: Sequence[Span]) -> str:
    """The words of the spans on one line."""
    return " … ".join(" ".join(marked.words_of(span).split()) for span in spans)
