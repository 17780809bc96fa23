"""The log of what people decided: rows are added and read, never changed."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from secondsource.errors import CaseError, SpanError
from secondsource.model import Field, Span
from secondsource.store.database import Database, writing
from secondsource.store.nouns import Anchor, Decision, DecisionKind, Target, TargetNoun
from secondsource.store.rows import stamp

if TYPE_CHECKING:
    from secondsource.store.lines import AnchorLine

# How many targets each kind of decision needs, at least.
_TARGETS: Mapping[DecisionKind, int] = MappingProxyType(
    {
        "accept": 1,
        "reject": 1,
        "merge": 2,
        "split": 2,
        "rename": 1,
        "regrade": 1,
        "note": 1,
        "undo": 0,
    }
)
_NOUN_OF: Mapping[DecisionKind, TargetNoun] = MappingProxyType(
    {"rename": "speaker", "regrade": "outlet"}
)


def write_decision(connection: Database, decision: Decision) -> Decision:
    """Adds the decision and gives it with its id; the same decision again is there already.

    Raises CaseError where it lacks who, targets or what it sets, or undoes what is not there or
    is taken back already, perhaps by a colleague a moment ago.
    """
    with writing(connection, durable=True):
        known = read_decisions(connection) if decision.kind == "undo" else ()
        made = store_decision(connection, decision)
        if made.id not in {one.id for one in known} and decision.undoes in undone(known):
            raise CaseError(f"{decision.undoes} is taken back already; look at the decisions again")
        return made


def store_decision(connection: Database, decision: Decision) -> Decision:
    """What `write_decision` does, inside a transaction of the caller's."""
    _check(connection, decision)
    named = replace(decision, id=decision.id or _fingerprint(decision))
    if connection.execute("SELECT 1 FROM decisions WHERE id = ?", (named.id,)).fetchone():
        return named
    connection.execute(
        "INSERT INTO decisions (id, kind, who, at, reason, changes, undoes) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            *(named.id, named.kind, named.who, stamp(named.when), named.reason),
            json.dumps(dict(named.changes), ensure_ascii=False),
            named.undoes,
        ),
    )
    for place, target in enumerate(named.targets):
        connection.execute(
            "INSERT INTO targets VALUES (?, ?, ?, ?, ?)",
            (named.id, place, target.noun, target.id, target.name),
        )
        connection.executemany(
            "INSERT INTO anchors VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (named.id, place, number, *_cells(anchor))
                for number, anchor in enumerate(target.anchors)
            ],
        )
    return named


def read_decisions(connection: Database) -> tuple[Decision, ...]:
    """All decisions in the order in which they were made, undos among them."""
    anchors: dict[tuple[str, int], list[Anchor]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM anchors ORDER BY decision, place, number"):
        field: Field = "title" if row["field"] == "title" else "text"
        span = Span(row["report"], row["start_at"], row["end_at"], field)
        key = (row["decision"], row["place"])
        anchors[key].append(Anchor(row["sha256"], span, row["words"]))
    targets: dict[str, list[Target]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM targets ORDER BY decision, place"):
        found = tuple(anchors[(row["decision"], row["place"])])
        targets[row["decision"]].append(Target(row["noun"], row["known_as"], row["name"], found))
    return tuple(
        Decision(
            kind=row["kind"],
            who=row["who"],
            when=datetime.fromisoformat(row["at"]),
            reason=row["reason"],
            targets=tuple(targets[row["id"]]),
            changes=tuple(json.loads(row["changes"]).items()),
            undoes=row["undoes"],
            id=row["id"],
        )
        for row in connection.execute("SELECT * FROM decisions ORDER BY number")
    )


def undone(decisions: Iterable[Decision]) -> frozenset[str]:
    """Ids of the decisions that a later undo took back; an undo can be taken back as well."""
    taken: set[str] = set()
    for decision in reversed(tuple(decisions)):
        if decision.undoes and decision.id not in taken:
            taken.add(decision.undoes)
    return frozenset(taken)


def decision_row(decision: Decision) -> dict[str, object]:
    """The JSON line of a decision in exports."""
    return {
        "id": decision.id,
        "kind": decision.kind,
        "who": decision.who,
        "when": decision.when.isoformat(),
        "reason": decision.reason,
        "changes": dict(decision.changes),
        "undoes": decision.undoes,
        "targets": [
            {
                "noun": target.noun,
                "id": target.id,
                "name": target.name,
                "anchors": [
                    dict(zip(_ANCHOR, _cells(anchor), strict=True)) for anchor in target.anchors
                ],
            }
            for target in decision.targets
        ],
    }


def decision_of(row: Mapping[str, object], *, place: str) -> Decision:
    """The decision of such a line. Raises CaseError where the line is another thing."""
    from pydantic import TypeAdapter, ValidationError

    from secondsource.store.lines import DecisionLine

    try:
        line = TypeAdapter(DecisionLine).validate_python(row)
        return Decision(
            kind=line.kind,
            who=line.who,
            when=line.when,
            reason=line.reason,
            targets=tuple(
                Target(t.noun, t.id, t.name, tuple(_anchor_of(a) for a in t.anchors))
                for t in line.targets
            ),
            changes=tuple(line.changes.items()),
            undoes=line.undoes,
            id=line.id,
        )
    except (ValidationError, SpanError) as error:
        raise CaseError(
            f"{place}: is no decision ({' '.join(str(error).split())}); expected a line that "
            "`secondsource export` wrote"
        ) from error


def _check(connection: Database, decision: Decision) -> None:
    kinds = get_args(DecisionKind)
    if decision.kind not in kinds:
        raise CaseError(f"no kind of decision {decision.kind!r}; there are: {', '.join(kinds)}")
    if not decision.who.strip():
        raise CaseError("the decision does not say who decided; give a name or initials")
    least = _TARGETS[decision.kind]
    if len(decision.targets) < least:
        raise CaseError(
            f"{decision.kind} has {len(decision.targets)} targets; it needs at least {least}"
        )
    noun = _NOUN_OF.get(decision.kind)
    for target in decision.targets:
        if target.noun not in get_args(TargetNoun):
            choices = ", ".join(get_args(TargetNoun))
            raise CaseError(f"no noun {target.noun!r} to decide about; there are: {choices}")
        if noun and target.noun != noun:
            raise CaseError(f"{decision.kind} is about a {noun}; found a {target.noun}")
    if noun and not any(value.strip() for _, value in decision.changes):
        raise CaseError(f"{decision.kind} does not say what to set; give it in `changes`")
    if decision.kind == "rename" and not dict(decision.changes).get("name", "").strip():
        raise CaseError("rename does not say the new name; give it in `changes` as 'name'")
    _check_parts(decision)
    if decision.kind == "undo":
        there = connection.execute(
            "SELECT 1 FROM decisions WHERE id = ?", (decision.undoes,)
        ).fetchone()
        if there is None:
            raise CaseError(f"no decision {decision.undoes!r} to undo; `decisions` lists them")


def _check_parts(decision: Decision) -> None:
    """Raises CaseError where a merge or a split does not say what it joins or takes apart."""
    if decision.kind not in ("merge", "split"):
        return
    targets = [(target.noun, target.id, target.anchors) for target in decision.targets]
    if len(set(targets)) < len(targets):
        raise CaseError(f"{decision.kind} names the same thing twice; name each once")
    if decision.kind == "merge" and len({noun for noun, _, _ in targets}) > 1:
        raise CaseError("merge joins things of one kind; name speakers, claims or stories alone")


def _fingerprint(decision: Decision) -> str:
    row = decision_row(replace(decision, id=""))
    told = json.dumps(row, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")
    return f"decision-{hashlib.sha256(told).hexdigest()[:16]}"


def _anchor_of(line: AnchorLine) -> Anchor:
    span = Span(line.report, line.start, line.end, line.field)
    return Anchor(line.sha256, span, line.words)


_ANCHOR = ("report", "sha256", "field", "start", "end", "words")


def _cells(anchor: Anchor) -> tuple[str, str, str, int, int, str]:
    span = anchor.span
    return (span.report_id, anchor.sha256, span.field, span.start, span.end, anchor.words)
