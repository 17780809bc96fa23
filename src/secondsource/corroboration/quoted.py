"""Relates the variants of a quotation: given to different speakers, or changed in their meaning."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import LCSseq

from secondsource.corroboration.persons import Named, can_be_one, is_firm, names_by_report
from secondsource.corroboration.wording import meaning_change, wordings
from secondsource.model import (
    Derivation,
    MarkedReport,
    Quotation,
    Relation,
    RelationType,
    Span,
    Speaker,
    Variant,
)
from secondsource.settings import CorroborationSettings
from secondsource.text import fold, words


def relate_quotations(
    story: Sequence[MarkedReport],
    quotations: Sequence[Quotation],
    speakers: Sequence[Speaker],
    derivations: Sequence[Derivation],
    *,
    settings: CorroborationSettings = CorroborationSettings(),
) -> tuple[Relation, ...]:
    """The conflicts of speaker and of wording between the variants of each quotation.

    One relation for each pair of sides, however many copies stand on a side: the passages
    shown are the first of each side in the order of their words, then of their reports' words.
    A conflict of speaker needs two who cannot be one: an unresolved pronoun, or a role that the
    named person may have, contradicts nobody. A conflict of wording needs a change of meaning:
    a denial, a number or a limitation that only one side has.
    """
    reports = {marked.id: marked for marked in story}
    by_id = {speaker.id: speaker for speaker in speakers}
    named = names_by_report(speakers)
    uttered: dict[str, list[Span]] = defaultdict(list)
    for quotation in quotations:
        for variant in quotation.variants:
            uttered[variant.statement_id or ""].append(variant.span)
    found: list[tuple[tuple[str, ...], Relation]] = []
    for quotation in quotations:
        for kind, left, right, values, rule in (
            *_speaker_pairs(quotation, by_id, named, uttered, reports, settings),
            *_wording_pairs(quotation, reports, settings),
        ):
            relation = _relation(kind, left, right, values, rule, derivations, reports)
            key = (kind, *values, relation.id, left.span.report_id, right.span.report_id)
            found.append((key, relation))
    return tuple(relation for _, relation in sorted(found, key=lambda pair: pair[0]))


_Pair = tuple[RelationType, Variant, Variant, tuple[str, str], str]


def _speaker_pairs(
    quotation: Quotation,
    speakers: Mapping[str, Speaker],
    named: Named,
    uttered: Mapping[str, Sequence[Span]],
    reports: Mapping[str, MarkedReport],
    settings: CorroborationSettings,
) -> list[_Pair]:
    """One pair of variants for each two sides whose speakers cannot be one.

    uttered: the quoted parts of each statement; where one part is plainly given to the speaker,
    all are.
    """
    known = [v for v in quotation.variants if v.speaker_id in speakers]
    if len({variant.speaker_id for variant in known}) < 2:
        return []
    given: dict[str, list[Variant]] = defaultdict(list)
    for variant in known:
        speaker = speakers[variant.speaker_id or ""]
        parts = uttered[variant.statement_id] if variant.statement_id else [variant.span]
        if _length(variant, reports) >= settings.quoted_words and any(
            is_firm(part, speaker, named, reports) for part in parts
        ):
            given[speaker.id].append(variant)
    sides = _sides([speakers[i] for i in sorted(given)])
    pairs: list[_Pair] = []
    for one, other in combinations(sides, 2):
        if any(can_be_one(a, b) for a in one for b in other):
            continue
        pair = _first_pair(
            [v for s in one for v in given[s.id]],
            [v for s in other for v in given[s.id]],
            reports,
            settings,
        )
        if pair is None:
            continue
        left, right = pair
        names = (left.speaker or "", right.speaker or "")
        rule = f"The same words are given to {names[0]} in one report and to {names[1]} in another."
        pairs.append(("speaker", left, right, names, rule))
    return pairs


def _first_pair(
    one: Sequence[Variant],
    other: Sequence[Variant],
    reports: Mapping[str, MarkedReport],
    settings: CorroborationSettings,
) -> tuple[Variant, Variant] | None:
    """The first two variants, one of each side, that are the same words in two reports."""
    others = sorted(other, key=lambda v: _order(v, reports))
    for left in sorted(one, key=lambda v: _order(v, reports)):
        for right in others:
            if left.span.report_id != right.span.report_id and _same(
                left, right, reports, settings
            ):
                first, second = sorted((left, right), key=lambda v: _order(v, reports))
                return first, second
    return None


def _same(
    left: Variant,
    right: Variant,
    reports: Mapping[str, MarkedReport],
    settings: CorroborationSettings,
) -> bool:
    """Do two variants have most words of the shorter in common, and some of them in a row?"""
    keys = [[word.key for word in words(_text(v, reports))] for v in (left, right)]
    runs = [b.src_end - b.src_start for b in LCSseq.opcodes(*keys) if b.tag == "equal"]
    shorter = min(map(len, keys))
    return (
        max(runs, default=0) >= settings.quoted_words
        and sum(runs) >= settings.same_quotation * shorter
    )


def _sides(speakers: Sequence[Speaker]) -> list[list[Speaker]]:
    """The speakers in groups that may be one ("Acme" and "a spokesman for Acme")."""
    sides: list[list[Speaker]] = []
    for speaker in sorted(speakers, key=lambda s: (s.kind, fold(s.name), s.id)):
        side = next((s for s in sides if all(can_be_one(speaker, other) for other in s)), None)
        if side is None:
            sides.append([speaker])
        else:
            side.append(speaker)
    return sides


def _wording_pairs(
    quotation: Quotation, reports: Mapping[str, MarkedReport], settings: CorroborationSettings
) -> list[_Pair]:
    """One pair of variants for each change of meaning, however many reports made it."""
    found: dict[str, tuple[Variant, Variant]] = {}
    for one, other in combinations(wordings(quotation.variants, reports), 2):
        change = meaning_change(one, other, reports, settings=settings)
        if change is None:
            continue
        left, right = sorted((change.left, change.right), key=lambda v: _order(v, reports))
        known = found.get(change.rule)
        if known is None or [_order(v, reports) for v in (left, right)] < [
            _order(v, reports) for v in known
        ]:
            found[change.rule] = (left, right)
    return [
        ("wording", left, right, (_text(left, reports), _text(right, reports)), rule)
        for rule, (left, right) in sorted(found.items())
    ]


def _length(variant: Variant, reports: Mapping[str, MarkedReport]) -> int:
    return sum(1 for _ in words(_text(variant, reports)))


def _text(variant: Variant, reports: Mapping[str, MarkedReport]) -> str:
    return reports[variant.span.report_id].words_of(variant.span)


def _order(variant: Variant, reports: Mapping[str, MarkedReport]) -> tuple[str, str, int, str]:
    """Order by words: of the quotation, then of the report; the id only where all is equal."""
    report = reports[variant.span.report_id].report
    return _text(variant, reports), report.text, variant.span.start, report.id


def _relation(
    kind: RelationType,
    left: Variant,
    right: Variant,
    values: tuple[str, str],
    rule: str,
    derivations: Sequence[Derivation],
    reports: Mapping[str, MarkedReport],
) -> Relation:
    """The relation of two variants, with an id from its two places."""
    spans = (left.span, right.span)
    places = "|".join(_anchor(span, reports) for span in spans)
    digest = hashlib.sha256(f"{kind}|{places}".encode()).hexdigest()
    nearer = _nearer(left.span.report_id, right.span.report_id, derivations)
    return Relation(f"relation-{digest[:12]}", kind, *spans, values, rule, nearer=nearer)


def _anchor(span: Span, reports: Mapping[str, MarkedReport]) -> str:
    report = reports[span.report_id].report
    whole = hashlib.sha256(
        f"{report.title or ''}\n{report.text}".encode("utf-8", "surrogatepass")
    ).hexdigest()
    return f"{whole}:{span.field}:{span.start}-{span.end}"


def _nearer(one: str, other: str, derivations: Sequence[Derivation]) -> str | None:
    """The report that the other derives from, None where neither does."""
    parents = {
        d.parent
        for d in derivations
        if d.verdict == "derived" and {d.child, d.parent} == {one, other}
    }
    return parents.pop() if len(parents) == 1 else None
