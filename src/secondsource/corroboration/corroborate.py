"""Corroboration of every claim: counts, badge, chains in words, evidence, what would decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from secondsource.corroboration.counting import badge_of, count_origins, count_speakers
from secondsource.corroboration.denials import as_stated, denied_by
from secondsource.corroboration.gathering import Gathered, Provenance, gather
from secondsource.corroboration.grading import with_grades
from secondsource.corroboration.posts import find_posts
from secondsource.derivation import own_signs
from secondsource.derivation.outlets import Outlets, fold_name
from secondsource.model import (
    Claim,
    Corroboration,
    Credit,
    Derivation,
    Evidence,
    MarkedReport,
    Relation,
    Speaker,
    Statement,
)
from secondsource.settings import CorroborationSettings
from secondsource.text import listed


def corroborate(
    story: Sequence[MarkedReport],
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    speakers: Sequence[Speaker],
    credits: Sequence[Credit],
    derivations: Sequence[Derivation],
    relations: Sequence[Relation],
    *,
    outlets: Outlets,
    settings: CorroborationSettings,
) -> tuple[Corroboration, ...]:
    """One corroboration a claim, in the order of `claims`. All counts are of these files only."""
    said_in: dict[str, list[Statement]] = {}
    for statement in statements:
        said_in.setdefault(statement.report_id, []).append(statement)
    provenance = Provenance(
        derivations=derivations,
        credits=credits,
        own_work={m.id: own_signs(m, said_in.get(m.id, ()), outlets=outlets) for m in story},
        posts=find_posts(story, statements, speakers),
        settings=settings,
        outlets={m.id: outlets.canonical(m.report.outlet) for m in story if m.report.outlet},
    )
    voices = _Voices(statements, speakers, credits)
    denied = denied_by(story, statements)
    stated = [as_stated(claim, denied) for claim in claims]
    found = [_corroborate(claim, provenance, voices, relations) for claim in stated]
    return with_grades(claims, found, relations)


class _Voices:
    """Who speaks in which mention."""

    def __init__(
        self,
        statements: Sequence[Statement],
        speakers: Sequence[Speaker],
        credits: Sequence[Credit],
    ) -> None:
        self._channels = {(c.report_id, fold_name(c.outlet)) for c in credits}
        speaker_of = {s: speaker for speaker in speakers for s in speaker.statements}
        self._by_report: dict[str, list[tuple[Statement, Speaker]]] = {}
        for statement in statements:
            if statement.id in speaker_of:
                pairs = self._by_report.setdefault(statement.report_id, [])
                pairs.append((statement, speaker_of[statement.id]))
        self._relaying = {
            outer.id
            for told in self._by_report.values()
            for outer, _ in told
            if any(outer.encloses(inner) for inner, within in told if within.kind != "unnamed")
        }

    def of_claim(self, claim: Claim) -> dict[str, list[Speaker]]:
        """Report id -> the speakers whose content stands in the report's mentions."""
        found: dict[str, list[Speaker]] = {}
        for mention in claim.mentions:
            for statement, speaker in self._by_report.get(mention.span.report_id, ()):
                if statement.id in self._relaying:
                    continue  # whoever is said to have said it speaks, in a statement within
                if any(mention.span.overlap(content) for content in statement.content):
                    known = found.setdefault(mention.span.report_id, [])
                    if speaker not in known:
                        known.append(speaker)
        return self._without_channels(found)

    def _without_channels(self, found: dict[str, list[Speaker]]) -> dict[str, list[Speaker]]:
        """The speakers but for agencies and outlets that relay: they only pass on what others know.

        Where nobody else is heard in the claim, the channel stands for whoever told it.
        """
        knowers = {
            report_id: [s for s in heard if not self._relays(report_id, s)]
            for report_id, heard in found.items()
        }
        return knowers if any(knowers.values()) else found

    def _relays(self, report_id: str, speaker: Speaker) -> bool:
        return any(
            (report_id, fold_name(name)) in self._channels
            for name in (speaker.name, *speaker.aliases)
        )


def _corroborate(
    claim: Claim, provenance: Provenance, voices: _Voices, relations: Sequence[Relation]
) -> Corroboration:
    gathered = gather(claim, provenance)
    speaking = voices.of_claim(claim)
    origins = count_origins(gathered)
    heard = count_speakers(gathered, speaking)
    return Corroboration(
        claim_id=claim.id,
        carried_by=claim.report_ids,
        independent_origins=origins,
        independent_speakers=heard,
        badge=badge_of(origins, heard),
        flags=tuple(_flags(claim, speaking, relations)),
        origins=tuple(sorted({g.root for g in gathered})),
        chains=tuple(sorted({" ← ".join(g.chain) for g in gathered})),
        evidence=_distinct(item for g in gathered for item in g.evidence),
        decide=tuple(_decide(gathered, provenance)),
    )


def _flags(
    claim: Claim, speaking: Mapping[str, Sequence[Speaker]], relations: Sequence[Relation]
) -> Iterable[str]:
    spans = [mention.span for mention in claim.mentions]
    if any(
        r.is_conflict
        and (r.claim_id == claim.id or all(any(s.overlap(x) for s in spans) for x in (r.a, r.b)))
        for r in relations
    ):
        yield "contested"
    kinds = {speaker.kind for heard in speaking.values() for speaker in heard}
    if kinds == {"unnamed"}:
        yield "unnamed only"


def _distinct(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(items))


def _decide(gathered: Sequence[Gathered], provenance: Provenance) -> Iterable[str]:
    """What would settle an unsure count, one sentence each."""
    unstated = sorted(g.report_id for g in gathered if g.way == "unstated")
    if unstated:
        verb = "does" if len(unstated) == 1 else "do"
        yield f"{listed(unstated)} {verb} not say where this comes from: ask the newsroom."
    for way in sorted(gathered, key=lambda g: g.report_id):
        if way.rivals:
            yield (
                f"{way.report_id} and {listed(way.rivals)} tell it in the same words, and stated"
                f" times alone make {way.report_id} the first: ask both newsrooms who gathered it."
            )
    shared = sorted({g.root for g in gathered if g.way == "shared credit"})
    for name in shared:
        yield f"{name}'s own report is not among the files: it would show whether this stood in it."
    for ring in sorted({g.root for g in gathered if g.way == "circle"}):
        yield f"The {ring} name each other: look for an earlier report outside it."
    loose = sorted(g.report_id for g in gathered if g.way == "derived" and g.apart)
    if loose:
        yield f"Whether {listed(loose)} really had it from the report it resembles."
