"""What people decided, laid over what the engine found; neither hides the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from secondsource.model import Brief, Span
from secondsource.store.anchoring import WHOLE, Locator, things
from secondsource.store.decisions import undone
from secondsource.store.nouns import Decision, Target, TargetNoun

# What these hang on must all be there still; for the others half of it is enough.
_ALL_ANCHORS: frozenset[TargetNoun] = frozenset(("relation", "derivation", "statement", "report"))


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision, and what it is about in this brief: an id a target, None where it is gone."""

    decision: Decision
    undone: bool
    ids: tuple[str | None, ...]

    @property
    def attached(self) -> bool:
        """Everything that it is about is in this brief."""
        return None not in self.ids

    def about(self, noun: TargetNoun, identity: str) -> bool:
        """Is it about this thing?"""
        return any(
            target.noun == noun and found == identity
            for target, found in zip(self.decision.targets, self.ids, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Overlay:
    """All decisions, in order, each with its place in one brief."""

    placed: tuple[Placed, ...]

    @property
    def in_force(self) -> tuple[Placed, ...]:
        """Decisions that nobody took back; undos themselves aside."""
        return tuple(p for p in self.placed if not p.undone and p.decision.kind != "undo")

    @property
    def unattached(self) -> tuple[Placed, ...]:
        """Decisions in force about what this brief no longer holds: shown, never dropped."""
        return tuple(p for p in self.in_force if not p.attached)

    def on(self, noun: TargetNoun, identity: str) -> tuple[Placed, ...]:
        """The decisions in force about this thing, the oldest first."""
        return tuple(p for p in self.in_force if p.about(noun, identity))

    def verdict(self, noun: TargetNoun, identity: str) -> Literal["accept", "reject"] | None:
        """What people last said of it: accept, reject, or None where nobody did."""
        for placed in reversed(self.on(noun, identity)):
            if placed.decision.kind == "accept":
                return "accept"
            if placed.decision.kind == "reject":
                return "reject"
        return None

    def set_on(self, noun: TargetNoun, identity: str) -> dict[str, str]:
        """What people set on it, by name, the last word of each: {"name": "Ada Finch"}."""
        found: dict[str, str] = {}
        for placed in self.on(noun, identity):
            found.update(placed.decision.changes)
        return found

    def merged(self, noun: TargetNoun) -> tuple[tuple[str, ...], ...]:
        """Groups of ids that people said are one; each id in one group at most."""
        groups: list[set[str]] = []
        for placed in self.in_force:
            decision = placed.decision
            if decision.kind != "merge" or decision.targets[0].noun != noun:
                continue
            joined = {i for i in placed.ids if i is not None}
            apart = [group for group in groups if group.isdisjoint(joined)]
            for group in groups:
                joined |= group if group not in apart else set()
            groups = [*apart, joined]
        return tuple(sorted(tuple(sorted(group)) for group in groups if len(group) > 1))

    def taken_out(self, noun: TargetNoun, identity: str) -> tuple[Target, ...]:
        """What people said does not belong to this thing, each once: things, or passages of it."""
        return tuple(
            dict.fromkeys(
                part
                for placed in self.on(noun, identity)
                if placed.decision.kind == "split" and placed.ids[0] == identity
                for part in placed.decision.targets[1:]
            )
        )


def lay_over(
    brief: Brief,
    decisions: Sequence[Decision],
    history: Mapping[str, Sequence[str]],
    *,
    elsewhere: Set[str] = frozenset(),
) -> Overlay:
    """Every decision with its place in the brief.

    history: SHA-256 of every version ever stored, with the ids of its reports. elsewhere: ids of
    reports that are in the case but not in this brief; what is about them alone is left out.
    """
    finder = _Finder(brief, Locator(brief, history))
    taken = undone(decisions)
    placed: dict[str, Placed] = {}
    for decision in decisions:
        found = Placed(
            decision, decision.id in taken, tuple(finder.find(t) for t in decision.targets)
        )
        if decision.undoes in placed or not _is_about(found, history, elsewhere):
            placed[decision.id] = found
    return Overlay(tuple(placed.values()))


def _is_about(found: Placed, history: Mapping[str, Sequence[str]], places: Set[str]) -> bool:
    """Is the decision about nothing here, and about something in these reports?"""
    if not places or any(found.ids):
        return False
    if found.decision.kind == "undo":
        return True
    anchors = [anchor for target in found.decision.targets for anchor in target.anchors]
    there = {i for a in anchors for i in history.get(a.sha256, (a.span.report_id,))}
    return not there.isdisjoint(places)


class _Finder:
    """Finds what a target is in one brief; looks each kind of noun up once."""

    def __init__(self, brief: Brief, locator: Locator) -> None:
        self._brief = brief
        self._locator = locator
        self._by_report: dict[TargetNoun, dict[str, list[tuple[str, Span]]]] = {}
        self._ends: dict[TargetNoun, dict[tuple[str, ...], str]] = {}

    def find(self, target: Target) -> str | None:
        """The id of the target in this brief, or None where it is gone."""
        if target.noun == "case":
            return target.id
        if target.noun == "outlet":
            names = {m.report.outlet for m in self._brief.reports}
            names |= {credit.outlet for credit in self._brief.credits}
            return target.id if target.id in names else None
        places = self._locator.places(target)
        there = [span for span in places if span is not None]
        needed = len(places) if target.noun in _ALL_ANCHORS else (len(places) + 1) // 2
        if not there or len(there) < needed:
            return None
        if target.noun in WHOLE:
            return self._by_ends(target, there)
        return self._by_overlap(target, there)

    def _by_ends(self, target: Target, there: Sequence[Span]) -> str | None:
        """The thing that hangs on these whole reports."""
        if target.noun not in self._ends:
            self._ends[target.noun] = {
                (*(span.report_id for span in spans), _outside(found, spans, target.noun)): found
                for found, _, spans in things(self._brief, target.noun)
            }
        ends = self._ends[target.noun]
        wanted = [span.report_id for span in there]
        exact = ends.get((*wanted, _outside(target.id, target.anchors, target.noun)))
        if exact is not None or target.noun != "story":
            return exact
        # A story grows and shrinks; it is the one that holds most of the reports.
        shared = [(len(set(wanted) & set(key)), found) for key, found in ends.items()]
        most = max(shared, default=(0, ""))
        return most[1] if 2 * most[0] > len(wanted) else None

    def _by_overlap(self, target: Target, there: Sequence[Span]) -> str | None:
        """The thing whose passages cover most of the anchors; of equals the one of the old id."""
        index = self._index(target.noun)
        covered: dict[str, int] = {}
        touched: dict[str, set[int]] = {}
        for number, span in enumerate(there):
            for found, passage in index.get(span.report_id, ()):
                shared = span.overlap(passage)
                if shared:
                    covered[found] = covered.get(found, 0) + shared
                    touched.setdefault(found, set()).add(number)
        if target.noun in _ALL_ANCHORS:
            covered = {i: n for i, n in covered.items() if len(touched[i]) == len(there)}
        if target.id in covered:
            return target.id
        return max(covered, key=lambda found: (covered[found], found), default=None)

    def _index(self, noun: TargetNoun) -> Mapping[str, Sequence[tuple[str, Span]]]:
        if noun not in self._by_report:
            index: dict[str, list[tuple[str, Span]]] = {}
            for found, _, spans in things(self._brief, noun):
                for span in spans:
                    index.setdefault(span.report_id, []).append((found, span))
            self._by_report[noun] = index
        return self._by_report[noun]


def _outside(identity: str, ends: Iterable[object], noun: TargetNoun) -> str:
    """The origin of a derivation from outside the files, which no report can stand for."""
    alone = noun == "derivation" and len(tuple(ends)) == 1
    return identity.partition(" < ")[2] if alone else ""
