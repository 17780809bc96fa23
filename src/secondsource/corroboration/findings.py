"""What the rules for values find, before copies are joined and relations made of it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from secondsource.model import Derivation, MarkedReport, Relation, RelationType, SentencePair, Span

_Place = tuple[float, str]  # a report among those of a story: stated time, text


@dataclass(frozen=True, slots=True)
class Finding:
    """One pair of passages with the type of what stands between them.

    keys: a's and b's value in a common form, the same for every copy that has it. slot: the
    place it fills, the same in every copy of the sentence.
    """

    type: RelationType
    a: Span
    b: Span
    values: tuple[str, str]
    rule: str
    keys: tuple[str, str]
    slot: str
    claim_id: str | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """Which report derives from which, for every pair where that is shown. Child -> parents."""

    parents: Mapping[str, frozenset[str]]

    def nearer(self, a: str, b: str) -> str | None:
        """The one of two reports that the other derives from, or None."""
        if b in self.parents.get(a, frozenset()) and a not in self.parents.get(b, frozenset()):
            return b
        if a in self.parents.get(b, frozenset()) and b not in self.parents.get(a, frozenset()):
            return a
        return None


def derived_sides(derivations: Iterable[Derivation]) -> Sides:
    """Who is shown to derive from whom, directly or through others in between."""
    parents: dict[str, set[str]] = {}
    for line in derivations:
        if line.verdict == "derived" and line.parent is not None:
            parents.setdefault(line.child, set()).add(line.parent)
    for child in sorted(parents):
        waiting = sorted(parents[child])
        while waiting:
            for further in sorted(parents.get(waiting.pop(), ())):
                if further not in parents[child] and further != child:
                    parents[child].add(further)
                    waiting.append(further)
    return Sides({child: frozenset(found) for child, found in parents.items()})


def sentence_groups(pairs: Iterable[SentencePair]) -> dict[Span, Span]:
    """Sentence -> a common name of it and all its copies in other reports."""
    name: dict[Span, Span] = {}

    def root(span: Span) -> Span:
        while name.setdefault(span, span) != span:
            name[span] = name[name[span]]
            span = name[span]
        return span

    for pair in pairs:
        a, b = root(pair.left), root(pair.right)
        name[max(a, b)] = min(a, b)
    return {span: root(span) for span in list(name)}


def make_relations(
    story: Sequence[MarkedReport], findings: Sequence[Finding], sides: Sides
) -> tuple[Relation, ...]:
    """One relation for each pair of sides: copies that have the same value are not repeated.

    Of several copies the pair is shown that a derivation joins, then the first by time, then by
    text: never by id, nor by a hash, which another name in the text would change.
    """
    marked = {m.id: m for m in story}
    hashes = {m.id: _text_hash(m) for m in story}
    places = {m.id: (_time(m), m.report.text) for m in story}

    def order(finding: Finding) -> tuple[bool, _Place, _Place, Span, Span]:
        joined = sides.nearer(finding.a.report_id, finding.b.report_id) is not None
        a, b = finding.a, finding.b
        return not joined, places[a.report_id], places[b.report_id], a, b

    best: dict[tuple[str, str, frozenset[str]], Finding] = {}
    for finding in sorted((_turned(f, places, sides) for f in findings), key=order):
        best.setdefault((finding.type, finding.slot, frozenset(finding.keys)), finding)
    made = [_relation(f, marked, hashes, sides) for f in best.values()]
    return tuple(sorted(made, key=lambda r: (r.type, hashes[r.a.report_id], r.a.start, r.id)))


def _text_hash(marked: MarkedReport) -> str:
    return hashlib.sha256(marked.report.text.encode("utf-8", "surrogatepass")).hexdigest()


def _time(marked: MarkedReport) -> float:
    """Seconds of the stated time, unknown times last."""
    published = marked.report.published
    return published.timestamp() if published else math.inf


def _turned(finding: Finding, places: Mapping[str, _Place], sides: Sides) -> Finding:
    """The finding with the report nearer to the origin first, else the earlier one."""
    a, b = finding.a, finding.b
    nearer = sides.nearer(a.report_id, b.report_id)
    forward = (places[a.report_id], a.start) <= (places[b.report_id], b.start)
    if nearer == a.report_id or (nearer is None and forward):
        return finding
    return Finding(
        finding.type, b, a, (finding.values[1], finding.values[0]), finding.rule,
        (finding.keys[1], finding.keys[0]), finding.slot, finding.claim_id,
    )  # fmt: skip


def _relation(
    finding: Finding, marked: Mapping[str, MarkedReport], hashes: Mapping[str, str], sides: Sides
) -> Relation:
    a, b = finding.a, finding.b
    anchor = "\n".join(
        (
            finding.type,
            *sorted(f"{hashes[s.report_id]} {marked[s.report_id].words_of(s)}" for s in (a, b)),
        )
    )
    nearer = sides.nearer(a.report_id, b.report_id)
    return Relation(
        id=f"relation-{hashlib.sha256(anchor.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}",
        type=finding.type,
        a=a,
        b=b,
        values=finding.values,
        rule=finding.rule,
        claim_id=finding.claim_id,
        drift=finding.type == "certainty" and nearer is not None,
        nearer=nearer,
    )
