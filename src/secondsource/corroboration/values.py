"""Relates the values of a story's reports: what contradicts, what only changed or was rounded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from secondsource.alignment import quoted_spans, sentence_pairs
from secondsource.corroboration.attributed import attribution_findings
from secondsource.corroboration.certainty import claim_findings
from secondsource.corroboration.corrections import correction_findings
from secondsource.corroboration.denials import denial_findings
from secondsource.corroboration.findings import (
    Finding,
    derived_sides,
    make_relations,
    sentence_groups,
)
from secondsource.corroboration.modality import dropped_limit, mood_change
from secondsource.corroboration.slots import is_quoted, joined_slots
from secondsource.corroboration.updates import (
    COUNTS_ANEW,
    Versions,
    moments,
    state_findings,
    toll_findings,
)
from secondsource.corroboration.value_slots import ValuePair, value_pairs
from secondsource.model import (
    Claim,
    Derivation,
    MarkedReport,
    Relation,
    RelationType,
    Reuse,
    SentencePair,
    Span,
    Speaker,
    Statement,
)
from secondsource.settings import AlignmentSettings, CorroborationSettings
from secondsource.text import words

_TOLD = frozenset(("different", "rounding", "refinement"))


@dataclass(frozen=True, slots=True)
class _Story:
    """What every rule looks up: reports, their quoted words, the names of sentences, versions."""

    marked: Mapping[str, MarkedReport]
    quoted: Mapping[str, tuple[Span, ...]]
    groups: Mapping[Span, Span]
    versions: Versions


def relate_values(
    story: Sequence[MarkedReport],
    claims: Sequence[Claim],
    reuses: Sequence[Reuse],
    derivations: Sequence[Derivation],
    *,
    settings: CorroborationSettings = CorroborationSettings(),
    alignment: AlignmentSettings = AlignmentSettings(),
    pairs: Sequence[SentencePair] | None = None,
    said: tuple[Sequence[Statement], Sequence[Speaker]] = ((), ()),
) -> tuple[Relation, ...]:
    """What stands between the values of the reports, one relation for each pair of sides.

    In sentences that were aligned the differing words decide; what reports say in other words is
    weighed far more strictly, and never makes a conflict of numbers, days or places. pairs: the
    story's sentence pairs, where they are known already. said: statements and speakers, for words
    that a copy gives to somebody else.
    """
    if pairs is None:
        pairs = sentence_pairs(story, reuses, settings=alignment)
    close = [p for p in pairs if not p.rewritten and p.similarity >= settings.close_sentence]
    about = _Story(
        {m.id: m for m in story},
        {m.id: quoted_spans(m) for m in story},
        sentence_groups(close),
        Versions.of(story, pairs, settings=settings),
    )
    findings = [finding for pair in close for finding in _of_pair(pair, about, settings)]
    findings += toll_findings(story, about.versions, findings)
    states = list(state_findings(story, settings=settings))
    findings = [f for f in findings if not _is_passed(f, states)] + states
    findings += attribution_findings(about.marked, close, *said, about.quoted, settings=settings)
    sides = derived_sides(derivations)
    findings += claim_findings(story, claims, pairs, findings, sides=sides, settings=settings)
    findings += correction_findings(story, settings=settings)
    findings += denial_findings(story, claims, said[0], settings=settings)
    return make_relations(story, findings, sides)


def _of_pair(
    pair: SentencePair, about: _Story, settings: CorroborationSettings
) -> Iterator[Finding]:
    """What the differing words of two aligned sentences say."""
    left, right = about.marked[pair.left.report_id], about.marked[pair.right.report_id]
    quoted = about.quoted[left.id] + about.quoted[right.id]
    name = str(about.groups.get(pair.left, pair.left))
    if _common_words(pair, left) < settings.common_words:
        return
    for slot in joined_slots(pair, left, right):
        # What a quotation denies, hedges or counts is a matter of its wording, judged elsewhere.
        within = is_quoted(slot, quoted)
        for values in value_pairs(slot, pair, left, right, settings=settings):
            if values.compared.verdict in _TOLD and not (within and values.type == "number"):
                yield _value_finding(values, name, left, right, about.versions)
        change = None if within else dropped_limit(slot, left, right)
        if change is None and not within and pair.similarity >= settings.close_mood:
            change = mood_change(slot, left, right, settings=settings)
        if change:
            yield Finding(
                change.type, pair.left, pair.right, change.values, change.rule, change.keys, name
            )


def _is_passed(finding: Finding, states: Sequence[Finding]) -> bool:
    """Is a denial or a doubt the very passage of a state or belief that has passed?"""
    return finding.type in ("negation", "certainty") and any(
        {finding.a, finding.b} == {state.a, state.b} for state in states
    )


def _common_words(pair: SentencePair, left: MarkedReport) -> int:
    """Words of letters that both sentences have: a line of dates alone is no sentence."""
    gaps = [d.left for d in pair.differences if d.left]
    return sum(
        word.key.isalpha() and not any(gap.start <= word.start < gap.end for gap in gaps)
        for word in words(left.report.text, pair.left.start, pair.left.end)
    )


def _value_finding(
    values: ValuePair, name: str, left: MarkedReport, right: MarkedReport, versions: Versions
) -> Finding:
    """The finding for two compared values: an update where a later version counts anew."""
    shown = (left.words_of(values.a), right.words_of(values.b))
    rule, slot = values.compared.reason, f"{values.type} {name}"
    sort: RelationType = values.type
    if values.compared.verdict == "rounding":
        sort = "rounding"
    elif values.compared.verdict == "refinement":
        sort = "refinement"
    elif toll := versions.counts_anew(values, left, right):
        sort, slot = "update", f"toll {toll}"
        rule = COUNTS_ANEW if toll != "own" else "The newsroom's own later version says otherwise"
        rule = f"{rule} {moments(left, right)}"
    rule = rule[:1].upper() + rule[1:]
    return Finding(sort, values.a, values.b, shown, rule, values.keys, slot)
