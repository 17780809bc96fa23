"""Claims: clauses of several reports that state the same thing, in other words perhaps.

First come copies: the clauses of two sentences that were aligned word by word state the same
claims, whatever value was changed on the way. Then clauses in other words, the most alike first,
two groups at a time; each report enters a claim once (its headline may stand beside its body).
At last clauses that always stand in the same sentences are one claim again: a sentence is only
split where some report states a part of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from secondsource.alignment.groups import Groups
from secondsource.alignment.likeness import build_lexicon
from secondsource.alignment.mentions import make_claim
from secondsource.alignment.paraphrase import join_paraphrases
from secondsource.alignment.reuse_sentences import sentence_pairs
from secondsource.alignment.subjects import complete_units
from secondsource.alignment.sureness import sureness
from secondsource.alignment.units import Unit
from secondsource.model import (
    Claim,
    MarkedReport,
    Quotation,
    Reuse,
    SentencePair,
    Span,
    Speaker,
    Statement,
)
from secondsource.models import Models
from secondsource.settings import AlignmentSettings
from secondsource.speakers import speaker_of


def pair_claims(
    story: Sequence[MarkedReport],
    statements: Sequence[Statement],
    speakers: Sequence[Speaker],
    reuses: Sequence[Reuse],
    quotations: Sequence[Quotation] = (),
    *,
    settings: AlignmentSettings,
    models: Models = Models(),
    pairs: Sequence[SentencePair] | None = None,
) -> tuple[Claim, ...]:
    """The claims of a story: every clause of its body and headlines stands in exactly one.

    Most carried first, then by text. `models.vectors` lets words of like meaning count; without
    it only the same stems do. pairs: the story's sentence pairs, where they are known already.
    """
    if pairs is None:
        pairs = sentence_pairs(story, reuses, settings=settings)
    reports = {marked.id: marked.report for marked in story}
    units = sorted(
        (u for u in complete_units(story, statements, speakers) if u.terms),
        key=lambda u: (reports[u.span.report_id].text, u.span.field, u.span.start),
    )
    groups = Groups(len(units))
    _join_quotations(units, groups, quotations)
    _join_copies(units, groups, pairs, settings)
    lexicon = build_lexicon(
        [[units[i] for i in members] for members in groups.members()],
        vectors=models.vectors,
        settings=settings,
    )
    voices = speaker_of(speakers)
    alike = sureness(units, groups.copy(), lexicon, reports, settings, voices)
    join_paraphrases(units, groups, lexicon, settings, voices)
    _join_sentences(units, groups)
    claims = [
        make_claim([units[i] for i in members], reports, voices, alike, settings=settings)
        for members in groups.members()
    ]
    return tuple(sorted(claims, key=lambda c: (-len(c.report_ids), c.text, c.id)))


def _join_copies(
    units: Sequence[Unit],
    groups: Groups,
    pairs: Iterable[SentencePair],
    settings: AlignmentSettings,
) -> None:
    """Join the clauses of sentences that were aligned word by word.

    What two sentences share may be who said it and where: the clauses must share of what is said.
    """
    of_sentence: Mapping[Span, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        of_sentence[unit.sentence].append(number)
    for pair in sorted(pairs, key=lambda p: (-p.similarity, p.left, p.right)):
        if pair.similarity >= settings.copy_similarity:
            for a, b in _matched(of_sentence[pair.left], of_sentence[pair.right], units):
                if pair.similarity >= 1 or _shares(units[a], units[b], settings.copied_terms):
                    groups.join(a, b)


def _shares(one: Unit, other: Unit, share: float) -> bool:
    """Has the longer clause so great a share of its content words in common with the other?"""
    ours, theirs = ({term.stem for term in unit.terms} for unit in (one, other))
    return len(ours & theirs) >= share * max(len(ours), len(theirs))


def _join_quotations(
    units: Sequence[Unit], groups: Groups, quotations: Sequence[Quotation]
) -> None:
    """Join the clauses that hold the same quoted words, and hardly anything else."""
    of_report: Mapping[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        of_report[unit.span.report_id].append(number)
    for quotation in quotations:
        holders = [
            number
            for variant in quotation.variants
            for number in of_report[variant.span.report_id]
            if _is_mostly(units[number], variant.span)
        ]
        for other in holders[1:]:
            groups.join(holders[0], other)


def _is_mostly(unit: Unit, quoted: Span) -> bool:
    """Is most of the clause quoted, and most of the quotation in the clause?

    An attribution in the clause ("said Ann Orr, who …") is no part of what it states.
    """
    shared = unit.core.overlap(quoted)
    stated = unit.core.end - unit.core.start - _attributing(unit, quoted)
    return 2 * shared > stated and 2 * shared > quoted.end - quoted.start


def _attributing(unit: Unit, quoted: Span) -> int:
    """Characters of the clause from the first to the last word of its attribution."""
    parts = [
        span
        for statement in unit.statements
        if any(content.overlap(quoted) for content in statement.content)
        for span in statement.cue + statement.speaker + statement.told_to + statement.relayed_by
        if unit.core.overlap(span) and not quoted.overlap(span)
    ]
    behind = [span for span in parts if span.start >= quoted.end]
    ahead = [span for span in parts if span.end <= quoted.start]
    length = 0
    if behind:  # what follows the speaker tells of the speaker
        length += unit.core.end - max(unit.core.start, min(span.start for span in behind))
    if ahead:
        length += min(unit.core.end, max(span.end for span in ahead)) - unit.core.start
    return length


def _matched(
    left: Sequence[int], right: Sequence[int], units: Sequence[Unit]
) -> Iterable[tuple[int, int]]:
    """Which clause of one sentence goes with which of its copy: by shared stems, then by order."""
    if len(left) == len(right):
        return zip(left, right)
    pairs = []
    for a in left:
        stems = {t.stem for t in units[a].terms}
        shared = [(len(stems & {t.stem for t in units[b].terms}), -b, b) for b in right]
        most = max(shared, default=(0, 0, 0))
        if most[0]:
            pairs.append((a, most[2]))
    return pairs


def _join_sentences(units: Sequence[Unit], groups: Groups) -> None:
    """Join groups whose clauses stand in just the same sentences: they were split for nothing."""
    by_sentences: dict[tuple[Span, ...], int] = {}
    for members in groups.members():
        key = tuple(sorted({units[i].sentence for i in members}))
        if key in by_sentences:
            groups.join(by_sentences[key], members[0])
        else:
            by_sentences[key] = members[0]
