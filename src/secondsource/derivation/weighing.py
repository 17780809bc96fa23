"""Weighs every ordered pair of a story's reports: how likely one derives from the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations

from secondsource.derivation.directions import DIRECTION
from secondsource.derivation.facts import NO_FACTS, match_facts, read_content
from secondsource.derivation.features import DEPENDENCE, Pair, chance, weigh
from secondsource.derivation.outlets import Outlets, fold_name
from secondsource.derivation.overlaps import Wording, by_pair, measure_overlap
from secondsource.derivation.own import own_work
from secondsource.model import (
    Credit,
    Derivation,
    Evidence,
    MarkedReport,
    Quotation,
    Report,
    Reuse,
    Span,
)
from secondsource.settings import DerivationSettings


@dataclass(frozen=True, slots=True)
class Weighed:
    """A child and a possible parent with all evidence.

    dependent: chance that the two hang together. directed: chance that, if they do, this is
    their order.
    """

    pair: Pair
    evidence: tuple[Evidence, ...]
    dependent: float
    directed: float

    @property
    def child(self) -> str:
        """The id of the child."""
        return self.pair.child.id

    @property
    def parent(self) -> str:
        """The id of the parent."""
        return self.pair.parent.id

    @property
    def probability(self) -> float:
        """Chance that the child derives from the parent."""
        return self.dependent * self.directed

    @property
    def direction_bits(self) -> float:
        """What speaks for this order of the two, summed."""
        return sum(e.bits for e in self.evidence if e.feature.startswith("direction"))


Weights = Mapping[tuple[str, str], Weighed]  # by (child, parent)


def weigh_pairs(
    wordings: Sequence[Wording],
    reuses: Sequence[Reuse],
    quotations: Sequence[Quotation],
    credits: Sequence[Credit],
    *,
    outlets: Outlets,
    settings: DerivationSettings,
) -> Weights:
    """Both orders of every two reports, weighed."""
    passages = by_pair(reuses)
    ordered = sorted(wordings, key=lambda w: w.id)
    facts = match_facts(
        ordered, [read_content(w, settings=settings) for w in ordered], settings=settings
    )
    quoted = shared_quotations(quotations)
    named = names_of_neighbours(wordings, credits, outlets)
    signs = {w.id: own_work(w.marked, outlets=outlets, settings=settings) for w in wordings}
    found: dict[tuple[str, str], Weighed] = {}
    for left, right in combinations(ordered, 2):
        overlap = measure_overlap(left, right, passages.get((left.id, right.id), ()))
        one = Pair(
            child=left,
            parent=right,
            overlap=overlap,
            facts=facts.get((left.id, right.id), NO_FACTS),
            quoted=quoted.get((left.id, right.id), ()),
            credits=named.get((left.id, right.id), ()),
            back=named.get((right.id, left.id), ()),
            at_work=(signs[left.id], signs[right.id]),
            one_outlet=_one_outlet(left.marked.report, right.marked.report, outlets),
        )
        turned = tuple(sorted((b, a) for a, b in one.quoted))
        other = replace(
            one,
            child=right,
            parent=left,
            quoted=turned,
            credits=one.back,
            back=one.credits,
            at_work=one.at_work[::-1],
        )
        for pair in (one, other):
            found[pair.child.id, pair.parent.id] = weigh_pair(pair, settings=settings)
    return found


def weigh_pair(pair: Pair, *, settings: DerivationSettings) -> Weighed:
    """One ordered pair: the bits of both tables, summed, as two chances."""
    dependence = weigh(pair, DEPENDENCE, settings=settings)
    direction = weigh(pair, DIRECTION, settings=settings)
    return Weighed(
        pair=pair,
        evidence=dependence + direction,
        dependent=chance(settings.prior_bits + sum(e.bits for e in dependence)),
        directed=chance(sum(e.bits for e in direction)),
    )


def dependence(line: Derivation, *, settings: DerivationSettings = DerivationSettings()) -> float:
    """The chance that child and parent of a line hang together, whichever of them was first."""
    bits = sum(e.bits for e in line.evidence if not e.feature.startswith("direction"))
    return chance(settings.prior_bits + bits)


def is_timed(line: Derivation, *, settings: DerivationSettings = DerivationSettings()) -> bool:
    """Do the stated times alone tell which of the two was first? Anybody can state a time."""
    bits = {e.feature: e.bits for e in line.evidence if e.feature.startswith("direction")}
    time = bits.pop("direction: stated time", 0.0)
    bits.pop("direction: all links", None)  # the same of the links around
    return time > 0 and abs(sum(bits.values())) < settings.order_bits


def shared_quotations(
    quotations: Sequence[Quotation],
) -> Mapping[tuple[str, str], tuple[tuple[Span, Span], ...]]:
    """For each two reports, the smaller id first: the quotations that both have, where each stands
    first, in the left's order."""
    found: dict[tuple[str, str], list[tuple[Span, Span]]] = {}
    for quotation in quotations:
        first: dict[str, Span] = {}
        for span in sorted(variant.span for variant in quotation.variants):
            first.setdefault(span.report_id, span)
        for left, right in combinations(first, 2):  # spans sort by report
            found.setdefault((left, right), []).append((first[left], first[right]))
    return {key: tuple(sorted(rows)) for key, rows in found.items()}


def names_of_neighbours(
    wordings: Sequence[Wording], credits: Sequence[Credit], outlets: Outlets
) -> Mapping[tuple[str, str], tuple[Credit, ...]]:
    """For each (report, other): where the report names the other's outlet."""
    by_outlet: dict[str, list[str]] = {}
    for wording in wordings:
        outlet = wording.marked.report.outlet
        if outlet:
            by_outlet.setdefault(outlet_key(outlet, outlets), []).append(wording.id)
    found: dict[tuple[str, str], list[Credit]] = {}
    for credit in credits:
        for other in by_outlet.get(outlet_key(credit.outlet, outlets), ()):
            if other != credit.report_id:
                found.setdefault((credit.report_id, other), []).append(credit)
    return {key: tuple(rows) for key, rows in found.items()}


def _one_outlet(one: Report, other: Report, outlets: Outlets) -> bool:
    """Do both name their outlet, and the same?"""
    names = (one.outlet, other.outlet)
    return all(names) and len({outlet_key(name, outlets) for name in names if name}) == 1


def outlet_key(name: str, outlets: Outlets) -> str:
    """A name by which an outlet is known, whichever of its names is given."""
    return fold_name(outlets.canonical(name))


def seniority(marked: MarkedReport) -> tuple[bool, str, int, str, str]:
    """Sorts reports by stated time, then the longer first, then by text: never by id.

    Unknown times come last. Of two without a time the longer is rather the one that was cut.
    """
    report, when = marked.report, marked.report.published
    length = sum(sentence.end - sentence.start for sentence in marked.sentences)
    return (when is None, _instant(when), -length, report.text, report.title or "")


def _instant(when: datetime | None) -> str:
    """A stated time as text that sorts."""
    if when is None:
        return ""
    return f"{when.timestamp():020.3f}" if when.tzinfo else when.isoformat()
