"""The brief as JSON, in the keys of `brief.schema.json`; and as itself, to be read again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from secondsource.brief import wire
from secondsource.brief.labels import letter_of
from secondsource.model import (
    Brief,
    Certainty,
    Claim,
    Corroboration,
    Count,
    Credit,
    Derivation,
    Evidence,
    MarkedReport,
    Mention,
    Quotation,
    Relation,
    Report,
    Reuse,
    Span,
    Speaker,
    Statement,
    Variant,
)

_DIGITS = 6  # of bits and shares; more would be noise


def to_json(brief: Brief, *, full_text: bool = True) -> str:
    """The brief as one JSON object, its keys as in docs/formats.md.

    full_text: with False the texts of the reports are left out; passages keep their words.
    """
    row = brief_row(brief, full_text=full_text)
    return json.dumps(row, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def brief_row(brief: Brief, *, full_text: bool = True) -> wire.BriefRow:
    """The brief as plain dicts and lists, ready for JSON."""
    rows = Rows({marked.id: marked.report for marked in brief.reports})
    weighed = {c.claim_id: c for c in brief.corroborations}
    speaker_of = {sid: speaker.id for speaker in brief.speakers for sid in speaker.statements}
    return {
        "stories": [list(story.report_ids) for story in brief.stories],
        "statements": [rows.statement(s, speaker_of.get(s.id)) for s in brief.statements],
        "speakers": [rows.speaker(s) for s in brief.speakers],
        "quotations": [rows.quotation(q) for q in brief.quotations],
        "claims": [rows.claim(c, weighed.get(c.id)) for c in brief.claims],
        "derivations": [rows.derivation(d) for d in brief.derivations],
        "conflicts": [rows.relation(r) for r in brief.relations],
        "credits": [rows.credit(c) for c in brief.credits],
        "reports": [_report(rows, brief, m, full_text=full_text) for m in brief.reports],
        "refused": [{"place": r.place, "reason": r.reason} for r in brief.refused],
        "warnings": list(brief.warnings),
        "cannot_show": list(brief.cannot_show),
        "manifest": {
            "version": brief.manifest.version,
            "settings": brief.manifest.settings,
            "models": dict(sorted(brief.manifest.models.items())),
            "inputs": dict(sorted(brief.manifest.inputs.items())),
        },
    }


@dataclass(frozen=True, slots=True)
class Rows:
    """Writes rows; knows the reports, so that every span comes with its words."""

    reports: dict[str, Report]

    def passage(self, span: Span) -> wire.PassageRow:
        """A span with its words."""
        row: wire.PassageRow = {
            "report": span.report_id,
            "start": span.start,
            "end": span.end,
            "text": span.of(self.reports[span.report_id]),
        }
        if span.field != "text":
            row["field"] = span.field
        return row

    def passages(self, spans: Iterable[Span]) -> list[wire.PassageRow]:
        """Spans with their words."""
        return [self.passage(span) for span in spans]

    def maybe(self, span: Span | None) -> wire.PassageRow | None:
        """A span with its words, or None."""
        return None if span is None else self.passage(span)

    def certainty(self, certainty: Certainty) -> wire.CertaintyRow:
        """A certainty with the words that decide."""
        return {
            "strength": certainty.strength,
            "polarity": certainty.polarity,
            "holder": certainty.holder,
            "value": certainty.value,
            "spans": self.passages(certainty.spans),
        }

    def evidence(self, evidence: Iterable[Evidence]) -> list[wire.EvidenceRow]:
        """Reasons with their bits and passages."""
        return [
            {
                "feature": one.feature,
                "bits": round(one.bits, _DIGITS),
                "detail": one.detail,
                "spans": self.passages(one.spans),
            }
            for one in evidence
        ]

    def statement(self, statement: Statement, speaker_id: str | None) -> wire.StatementRow:
        """A statement; speaker_id: of whoever it was given to."""
        return {
            "id": statement.id,
            "report": statement.report_id,
            "speaker": self.passages(statement.speaker),
            "cue": self.passages(statement.cue),
            "content": self.passages(statement.content),
            "relayed_by": self.passages(statement.relayed_by),
            "told_to": self.passages(statement.told_to),
            "kind": statement.kind,
            "act": statement.act,
            "certainty": self.certainty(statement.certainty),
            "confidence": statement.confidence,
            "speaker_id": speaker_id,
        }

    def speaker(self, speaker: Speaker) -> wire.SpeakerRow:
        """A speaker with the places that name it."""
        return {
            "id": speaker.id,
            "name": speaker.name,
            "kind": speaker.kind,
            "aliases": list(speaker.aliases),
            "roles": list(speaker.roles),
            "mentions": self.passages(speaker.mentions),
            "statements": list(speaker.statements),
            "known_by": list(speaker.known_by),
        }

    def quotation(self, quotation: Quotation) -> wire.QuotationRow:
        """A quotation with its variants."""
        return {"id": quotation.id, "variants": [self.variant(v) for v in quotation.variants]}

    def variant(self, variant: Variant) -> wire.VariantRow:
        """One report's form of a quotation."""
        return {
            **self.passage(variant.span),
            "speaker": variant.speaker,
            "speaker_id": variant.speaker_id,
            "statement": variant.statement_id,
        }

    def mention(self, mention: Mention) -> wire.MentionRow:
        """One place where a claim is stated."""
        return {
            **self.passage(mention.span),
            "certainty": self.certainty(mention.certainty),
            "holder": mention.holder,
            "speaker_id": mention.speaker_id,
            "statement": mention.statement_id,
            "basis": mention.basis,
            "grounds": self.maybe(mention.grounds),
        }

    def claim(self, claim: Claim, weighed: Corroboration | None) -> wire.ClaimRow:
        """A claim with its counts; without them where it was not weighed."""
        carried = weighed.carried_by if weighed else claim.report_ids
        return {
            "id": claim.id,
            "text": claim.text,
            "level": claim.level,
            "mentions": [self.mention(m) for m in claim.mentions],
            "carried_by": list(carried),
            "independent_origins": _count(weighed.independent_origins) if weighed else None,
            "independent_speakers": _count(weighed.independent_speakers) if weighed else None,
            "badge": weighed.badge if weighed else None,
            "suggested_grade": weighed.suggested_grade if weighed else None,
            "flags": list(weighed.flags) if weighed else [],
            "origins": list(weighed.origins) if weighed else [],
            "chains": list(weighed.chains) if weighed else [],
            "evidence": self.evidence(weighed.evidence if weighed else ()),
            "decide": list(weighed.decide) if weighed else [],
            "grounds": list(weighed.grounds) if weighed else [],
        }

    def reuse(self, reuse: Reuse) -> wire.ReuseRow:
        """An aligned passage, the child's side first."""
        return {
            "child": self.passage(reuse.left),
            "parent": self.passage(reuse.right),
            "similarity": round(reuse.similarity, _DIGITS),
            "quoted": reuse.quoted,
            "differences": [(self.maybe(d.left), self.maybe(d.right)) for d in reuse.differences],
        }

    def derivation(self, derivation: Derivation) -> wire.DerivationRow:
        """A derivation with its evidence and passages."""
        return {
            "child": derivation.child,
            "parent": derivation.parent,
            "origin": derivation.origin,
            "verdict": derivation.verdict,
            "probability": round(derivation.probability, _DIGITS),
            "spans": [
                (r.left.start, r.left.end, r.right.start, r.right.end) for r in derivation.reuses
            ],
            "evidence": self.evidence(derivation.evidence),
            "passages": [self.reuse(r) for r in derivation.reuses],
        }

    def relation(self, relation: Relation) -> wire.RelationRow:
        """A relation with both passages."""
        return {
            "id": relation.id,
            "type": relation.type,
            "conflict": relation.is_conflict,
            "a": self.passage(relation.a),
            "b": self.passage(relation.b),
            "values": relation.values,
            "rule": relation.rule,
            "claim": relation.claim_id,
            "drift": relation.drift,
            "nearer": relation.nearer,
        }

    def credit(self, credit: Credit) -> wire.CreditRow:
        """A channel that a report names."""
        return {
            "report": credit.report_id,
            "outlet": credit.outlet,
            "scope": credit.scope,
            "span": self.maybe(credit.span),
            "target": self.maybe(credit.target),
            "statement": credit.statement_id,
        }

    def report(self, marked: MarkedReport, *, full_text: bool) -> wire.ReportRow:
        """A report; full_text: with its whole text."""
        report = marked.report
        row: wire.ReportRow = {
            "id": report.id,
            "title": report.title,
            "outlet": report.outlet,
            "byline": report.byline,
            "published": report.published.isoformat() if report.published else None,
            "url": report.url,
            "sha256": report.sha256,
            "note": report.note,
            "regions": [
                {
                    "start": region.span.start,
                    "end": region.span.end,
                    "kind": region.kind,
                    "reason": region.reason,
                    "repeats": self.maybe(region.repeats),
                }
                for region in marked.regions
            ],
            "dates": [
                {"place": d.place, "value": d.value, "span": self.maybe(d.span)}
                for d in report.dates
            ],
            "warnings": list(report.warnings),
        }
        if full_text:
            row["text"] = report.text
        return row


def _report(rows: Rows, brief: Brief, marked: MarkedReport, *, full_text: bool) -> wire.ReportRow:
    """A report with the letter that the user gave to its outlet, if any."""
    row = rows.report(marked, full_text=full_text)
    if letter := letter_of(brief, marked.report):
        row["letter"] = letter
    return row


def _count(count: Count) -> wire.CountRow:
    return {"likely": count.likely, "low": count.low, "high": count.high}
