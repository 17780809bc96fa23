"""The brief as tables, one a noun: what CSV, XLSX and data frames hold, complete."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from secondsource.brief.passages import Passages
from secondsource.brief.plain import printable
from secondsource.model import Brief, Count, Derivation, Span

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of cells; every row has a cell for every column."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(brief: Brief) -> tuple[Table, ...]:
    """Every table of the brief; a row for every claim, mention, variant, link and report."""
    passages = Passages(brief)
    return tuple(
        Table(name, columns, tuple(rows(brief, passages)))
        for name, (columns, rows) in TABLES.items()
    )


def _place(span: Span, passages: Passages) -> tuple[Cell, ...]:
    return (span.report_id, span.field, span.start, span.end, passages.words(span))


def _prefixed(prefix: str) -> tuple[str, ...]:
    return tuple(f"{prefix}{name}" for name in ("report", "field", "start", "end", "text"))


def _count(count: Count | None) -> tuple[Cell, ...]:
    return (count.likely, count.low, count.high) if count else (None, None, None)


def _claims(brief: Brief, passages: Passages) -> Iterator[tuple[Cell, ...]]:
    weighed = {c.claim_id: c for c in brief.corroborations}
    for claim in brief.claims:
        found = weighed.get(claim.id)
        yield (
            claim.id,
            printable(claim.text),
            claim.level,
            found.badge if found else None,
            "; ".join(found.flags) if found else "",
            *_count(found.independent_origins if found else None),
            *_count(found.independent_speakers if found else None),
            len(claim.report_ids),
            "; ".join(claim.report_ids),
            "; ".join(found.origins) if found else "",
            "; ".join(found.chains) if found else "",
            "; ".join(found.decide) if found else "",
            "; ".join(found.grounds) if found else "",
            len(brief.reports),
        )


def _mentions(brief: Brief, passages: Passages) -> Iterator[tuple[Cell, ...]]:
    for claim in brief.claims:
        for mention in claim.mentions:
            certainty = mention.certainty
            yield (
                claim.id,
                *_place(mention.span, passages),
                certainty.strength,
                certainty.polarity,
                certainty.value,
                mention.holder,
                mention.basis,
                mention.statement_id,
            )


def _quotations(brief: Brief, passages: Passages) -> Iterator[tuple[Cell, ...]]:
    for quotation in brief.quotations:
        for variant in quotation.variants:
            place = _place(variant.span, passages)
            yield (quotation.id, *place, variant.speaker, variant.statement_id)


def _statements(brief: Brief, passages: Passages) -> Iterator[tuple[Cell, ...]]:
    speaker_of = {sid: s for s in brief.speakers for sid in s.statements}
    for statement in brief.statements:
        speaker = speaker_of.get(statement.id)
        parts = (statement.speaker, statement.cue, statement.content)
        yield (
            statement.id,
            statement.report_id,
            statement.content[0].field,
            statement.content[0].start,
            statement.content[-1].end,
            *(" … ".join(passages.words(span) for span in part) for part in parts),
            statement.kind,
            statement.act,
            speaker.name if speaker else None,
            speaker.kind if speaker else None,
            " … ".join(passages.words(span) for span in statement.relayed_by),
            " … ".join(passages.words(span) for span in statement.told_to),
            statement.certainty.value,
            statement.confidence,
        )


def _derivations(brief: Brief, passages: Passages) -> Iterator[tuple[Cell, ...]]:
    for link in brief.derivations:
        yield (
            link.child,
            link.parent,
            link.origin,
            link.verdict,
            link.probability,
            round(sum(one.bits for one in link.evidence), 3),
            _reasons(link),
            "; ".join(
                f"{r.left.start}-{r.left.end} < {r.right.start}-{r.right.end}" for r in link.reuses
            ),
        )


def _reasons(link: Derivation) -> str:
    return "; ".join(f"{e.bits:+.2f} {e.feature}: {printable(e.detail)}" for e in link.evidence)


def _conflicts(brief: Brief, passages: Passages) -> Iterator[tuple[Cell, ...]]:
    for relation in brief.relations:
        yield (
            relation.id,
            relation.type,
            relation.is_conflict,
            *_place(relation.a, passages),
            *_place(relation.b, passages),
            *relation.values,
            relation.rule,
            relation.claim_id,
            relation.drift,
            relation.nearer,
        )


def _speakers(brief: Brief, passages: Passages) -> Iterator[tuple[Cell, ...]]:
    for speaker in brief.speakers:
        yield (
            speaker.id,
            speaker.name,
            speaker.kind,
            "; ".join(speaker.aliases),
            "; ".join(speaker.roles),
            len(speaker.statements),
            "; ".join(speaker.known_by),
        )


def _reports(brief: Brief, passages: Passages) -> Iterator[tuple[Cell, ...]]:
    story_of = {r: story.id for story in brief.stories for r in story.report_ids}
    for marked in brief.reports:
        report = marked.report
        yield (
            report.id,
            story_of.get(report.id),
            printable(report.title or "") or None,
            report.outlet,
            report.byline,
            report.published.isoformat() if report.published else None,
            report.url,
            len(report.text),
            report.sha256,
            "; ".join(report.warnings),
        )


def _refused(brief: Brief, passages: Passages) -> Iterator[tuple[Cell, ...]]:
    yield from ((one.place, one.reason) for one in brief.refused)


_Rows = Callable[[Brief, Passages], Iterator[tuple[Cell, ...]]]
_COUNT = ("likely", "low", "high")
TABLES: Mapping[str, tuple[tuple[str, ...], _Rows]] = MappingProxyType(
    {
        "claims": (
            (
                *("id", "text", "level", "badge", "flags"),
                *(f"origins_{end}" for end in _COUNT),
                *(f"speakers_{end}" for end in _COUNT),
                *("reports", "carried_by", "origins", "chains", "decide", "grounds", "files_given"),
            ),
            _claims,
        ),
        "mentions": (
            (
                *("claim", *_prefixed(""), "strength", "polarity", "certainty"),
                *("holder", "basis", "statement"),
            ),
            _mentions,
        ),
        "quotations": (("id", *_prefixed(""), "speaker", "statement"), _quotations),
        "statements": (
            (
                *("id", "report", "field", "start", "end", "speaker_words", "cue", "content"),
                *("kind", "act", "speaker", "speaker_kind", "relayed_by", "told_to"),
                *("certainty", "confidence"),
            ),
            _statements,
        ),
        "derivations": (
            (
                *("child", "parent", "origin", "verdict", "probability", "bits"),
                *("evidence", "passages"),
            ),
            _derivations,
        ),
        "conflicts": (
            (
                *("id", "type", "conflict", *_prefixed("a_"), *_prefixed("b_")),
                *("a_value", "b_value", "rule", "claim", "drift", "nearer"),
            ),
            _conflicts,
        ),
        "speakers": (
            ("id", "name", "kind", "aliases", "roles", "statements", "known_by"),
            _speakers,
        ),
        "reports": (
            (
                *("id", "story", "title", "outlet", "byline", "published", "url"),
                *("characters", "sha256", "warnings"),
            ),
            _reports,
        ),
        "refused": (("place", "reason"), _refused),
    }
)
