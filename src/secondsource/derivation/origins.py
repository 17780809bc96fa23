"""Origins that are not among the files: agencies named, and wires that nobody names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from secondsource.derivation.channels import section
from secondsource.derivation.features import chance
from secondsource.derivation.groups import groups_of
from secondsource.derivation.outlets import Outlets
from secondsource.derivation.overlaps import Wording
from secondsource.derivation.own import TOLD, own_work
from secondsource.derivation.weighing import Weighed, Weights, outlet_key
from secondsource.model import Credit, Derivation, Evidence
from secondsource.settings import DerivationSettings


def is_agency(name: str, outlets: Outlets) -> bool:
    """Does the table, or the last word of its name, make this outlet an agency?"""
    known = outlets.find(name)
    return known.agency if known else name.lower().split()[-1] in section("ends of agency names")


@dataclass(frozen=True, slots=True)
class Wires:
    """The outside channels that each report names: report id -> outlet key -> credits."""

    named: Mapping[str, Mapping[str, tuple[Credit, ...]]]
    outlets: Outlets
    asked: Mapping[str, int] = field(default_factory=dict)  # how often it was told things itself

    def of(self, report_id: str) -> Mapping[str, tuple[Credit, ...]]:
        """The credits of one report by outlet; those of the whole report alone, if any."""
        rows = self.named.get(report_id, {})
        whole = {k: v for k, v in rows.items() if any(c.scope == "report" for c in v)}
        return whole or rows

    def main(self, report_id: str) -> frozenset[str]:
        """The channels that stand for the report: those of the whole; else the one named for
        most statements; of equals one that others of the pile name too, an agency, the first."""
        rows = self.of(report_id)
        if not rows or all(any(c.scope == "report" for c in v) for v in rows.values()):
            return frozenset(rows)

        def weight(key: str) -> tuple[int, int, bool, int, str]:
            others = sum(key in row for row in self.named.values())
            first = min(credit.span.start for credit in rows[key] if credit.span)
            return len(rows[key]), others, is_agency(rows[key][0].outlet, self.outlets), -first, key

        main = max(rows, key=weight)
        if len(rows[main]) <= self.asked.get(report_id, 0):
            return frozenset()
        return frozenset((main,))


def read_wires(wordings: Sequence[Wording], credits: Sequence[Credit], outlets: Outlets) -> Wires:
    """The channels that are no outlet of the pile."""
    names = {w.marked.report.outlet for w in wordings}
    pile = {outlet_key(name, outlets) for name in names if name}
    found: dict[str, dict[str, list[Credit]]] = {}
    for credit in credits:
        key = outlet_key(credit.outlet, outlets)
        if key not in pile:
            found.setdefault(credit.report_id, {}).setdefault(key, []).append(credit)
    named = {r: {k: tuple(c) for k, c in rows.items()} for r, rows in found.items()}
    asked = {w.id: _times_told(w, outlets) for w in wordings if w.id in named}
    return Wires(named, outlets, asked)


def _times_told(wording: Wording, outlets: Outlets) -> int:
    """How many signs a report shows that somebody told it something itself."""
    return sum(sign.feature == TOLD for sign in own_work(wording.marked, outlets=outlets))


def explained_by_wire(
    wires: Wires, weights: Weights, *, settings: DerivationSettings
) -> frozenset[tuple[str, str]]:
    """Pairs (child, parent) that both have their words from one agency rather.

    Both name it, and the child does not lie in the parent as a copy would. A dateline or byline
    explains that for the whole; a channel of a statement does if it stands in a passage that
    they do not share.
    """
    found = set()
    for (child, parent), weighed in weights.items():
        if weighed.pair.credits:
            continue
        mine, theirs = wires.of(child), wires.of(parent)
        for key in mine.keys() & theirs.keys():
            whole = all(any(c.scope == "report" for c in row[key]) for row in (mine, theirs))
            limit = settings.same_wire_share if whole else settings.own_wire_share
            share = weighed.pair.overlap.side(child).all_share
            if share < limit and (whole or _named_apart(weighed, mine[key])):
                found.add((child, parent))
    return frozenset(found)


def _named_apart(weighed: Weighed, credits: Sequence[Credit]) -> bool:
    """Does a credit stand outside the passages that the child shares with the other?"""
    side = weighed.pair.overlap.side(weighed.child)
    return any(c.span is None or not side.held & side.wording.within(c.span) for c in credits)


def outside_lines(
    wordings: Sequence[Wording],
    wires: Wires,
    weights: Weights,
    parents: Mapping[str, Sequence[Weighed]],
    *,
    settings: DerivationSettings,
) -> Iterator[Derivation]:
    """A line for each report and outside channel that it did not copy from a parent."""
    groups = groups_of((w.child, w.parent) for above in parents.values() for w in above)
    for wording in sorted(wordings, key=lambda w: w.id):
        kin = next((g for g in groups if wording.id in g), frozenset((wording.id,)))
        for key, credits in sorted(wires.of(wording.id).items()):
            above = parents.get(wording.id, ())
            whole = any(credit.scope == "report" for credit in credits)
            # A channel inside the copied words is the parent's; one named beside them is not.
            if above and not whole and not all(_named_apart(w, credits) for w in above):
                continue
            line = _line(wording.id, key, credits, wires, weights, kin, settings)
            bare = whole and _is_bare(wording, key, wires, above, settings)
            yield _doubted(line, settings) if bare else line


def _is_bare(
    wording: Wording,
    key: str,
    wires: Wires,
    above: Sequence[Weighed],
    settings: DerivationSettings,
) -> bool:
    """Does a copy name a wire that no parent names, and bring nothing that could be from it?"""
    if not above or any(key in wires.of(w.parent) for w in above):
        return False
    explained = 0
    for weighed in above:
        explained |= weighed.pair.overlap.side(wording.id).held
    return explained.bit_count() >= settings.bare_credit_share * len(wording.words)


def _doubted(line: Derivation, settings: DerivationSettings) -> Derivation:
    """The line as one that the words do not bear out: the credit may be put on."""
    probability = min(line.probability, settings.side_channel)
    return replace(line, verdict="unsure", probability=probability)


def _line(
    report_id: str,
    key: str,
    credits: Sequence[Credit],
    wires: Wires,
    weights: Weights,
    kin: frozenset[str],
    settings: DerivationSettings,
) -> Derivation:
    """The line of one report and one channel. kin: the report and those that copies join to it:
    a copy of a credit says nothing new."""
    whole = [c for c in credits if c.scope == "report"]
    bits = settings.whole_credit_bits if whole else settings.statement_credit_bits * len(credits)
    spans = tuple(sorted({c.span for c in credits if c.span is not None}))
    others = [
        weights[report_id, other]
        for other in sorted(wires.named)
        if other not in kin and key in wires.of(other)
    ]
    shared = any(w.pair.overlap.reuses or w.pair.facts.pairs for w in others)
    probability = chance(bits)
    # What joins two reports that hang together stands for both, were it named but once.
    joins = any(w.dependent >= settings.derived_probability for w in others)
    main = joins or key in wires.main(report_id)
    if not main:
        # A channel of one statement beside the main one: the credit stands, for that statement.
        probability = min(probability, settings.side_channel)
    name = credits[0].outlet
    where = "for the whole report" if whole else f"for {len(credits)} of its statements"
    return Derivation(
        child=report_id,
        parent=None,
        origin=name,
        verdict=("common origin" if shared else "derived") if main else "unsure",
        probability=round(probability, 3),
        evidence=(Evidence("channel named", bits, f"It names {name} {where}.", spans),),
    )
