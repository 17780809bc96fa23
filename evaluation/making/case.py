"""A case while it is made: drafts of reports and gold by draft,
written with shuffled ids at the end.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from making.words import AGENCIES, FAMILY, GIVEN, OUTLETS

QUOTED = re.compile(r"\"([^\"]{12,600})\"|“([^“”]{12,600})”")
SAID = r"(?:said|says|told|added|explained|stated|warned|insisted|wrote)"
PERSON = r"((?:[A-Z][a-zé]+ )(?:[A-Z]\. )?[A-Z][A-Za-zé'’-]+)"
BEHIND = re.compile(rf"^\s*{SAID} {PERSON}(?=[,.;]| of | at | on | in )|^\s*{PERSON} {SAID}\b")
BEFORE = re.compile(rf"(?:^|[.,] ){PERSON} {SAID}[,:]\s*$")
RUN = 8  # words in a row that two quotations of one utterance have in common
SHORTEST = 5  # words of a quotation that the gold lists


@dataclass(slots=True)
class Draft:
    """A report to be: its paragraphs, and who is said to publish it."""

    outlet: str
    byline: str
    published: datetime
    title: str
    paragraphs: list[str]

    @property
    def text(self) -> str:
        """The text as it will stand."""
        return "\n\n".join(self.paragraphs)


@dataclass(slots=True)
class Case:
    """A case under construction; drafts are named by their index."""

    kind: str
    dice: random.Random
    drafts: list[Draft] = field(default_factory=list)
    story: list[int] = field(default_factory=list)
    other_stories: list[list[int]] = field(default_factory=list)
    derivations: list[tuple[int, int | None, str | None, str]] = field(default_factory=list)
    cycles: list[tuple[int, int]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    conflicts: list[dict[str, Any]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    traps: list[dict[str, Any]] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)
    speakers: dict[tuple[int, str], str | None] = field(default_factory=dict)
    wording: list[tuple[str, str]] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    start: datetime = datetime(2016, 1, 1, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.outlets = self.dice.sample(OUTLETS, len(OUTLETS))
        self.agencies = self.dice.sample(AGENCIES, len(AGENCIES))
        family = self.dice.sample(FAMILY, len(FAMILY))
        given = self.dice.sample(GIVEN, len(GIVEN))
        self.people = [f"{g} {f}" for g, f in zip(given, family, strict=False)]
        self.start = datetime(2014, 1, 5, 6, tzinfo=UTC) + timedelta(
            days=self.dice.randrange(2200), minutes=self.dice.randrange(600)
        )

    def add(
        self,
        title: str,
        paragraphs: Iterable[str],
        *,
        hours: float,
        main: bool = True,
        outlet: str = "",
        byline: str | None = None,
    ) -> int:
        """A new draft's index; the outlet and the byline are drawn if not given."""
        who = (
            self.dice.choice([self.person(), "Staff", "web desk", ""]) if byline is None else byline
        )
        when = self.start + timedelta(minutes=round(60 * hours))
        self.drafts.append(Draft(outlet or self.outlets.pop(), who, when, title, list(paragraphs)))
        index = len(self.drafts) - 1
        if main:
            self.story.append(index)
        return index

    def person(self) -> str:
        """An invented person not met before in the case."""
        return self.people.pop()

    def derive(self, child: int, parent: int | None, how: str, origin: str | None = None) -> None:
        """Gold: the child derives from the parent, or from an origin that is not given."""
        self.derivations.append((child, parent, origin, how))

    def claim(
        self,
        text: str,
        mentions: Sequence[tuple[int, str]],
        origins: int | list[int],
        speakers: int | list[int] | None = None,
    ) -> None:
        """Gold: a claim with its mentions;
        those that no longer stand in their draft are left out.
        """
        there = [(i, t) for i, t in mentions if t in self.drafts[i].text]
        if there:
            row: dict[str, Any] = {"text": text, "mentions": there, "independent_origins": origins}
            self.claims.append(
                row | ({} if speakers is None else {"independent_speakers": speakers})
            )

    def pair(
        self, sort: str, type_: str, a: tuple[int, str, str], b: tuple[int, str, str], **more: Any
    ) -> None:
        """Gold: a conflict, an update or a trap between two passages (report, text, focus).

        sort "other": a rounding or a refinement, which are no conflicts either.
        """
        row = {"type": type_, "a": a, "b": b} | more
        rows = {"conflict": self.conflicts, "update": self.updates, "trap": self.traps}
        (rows | {"other": self.others})[sort].append(row)

    def roots(self) -> dict[int, list[str | int]]:
        """The roots of each report of the story: an original is its own."""
        parents: dict[int, list[int]] = defaultdict(list)
        outside: dict[int, list[str]] = defaultdict(list)
        cycle = {i: f"cycle:{a}+{b}" for a, b in self.cycles for i in (a, b)}
        for child, parent, origin, _ in self.derivations:
            if parent is not None and child not in cycle:
                parents[child].append(parent)
            if origin:
                outside[child].append(f"wire:{origin}")

        def of(i: int, depth: int = 0) -> list[str | int]:
            if i in cycle:
                return [cycle[i]]
            if depth > len(self.drafts) or not (parents[i] or outside[i]):
                return [i]
            return [*outside[i], *(r for p in parents[i] for r in of(p, depth + 1))]

        return {i: list(dict.fromkeys(of(i))) for i in self.story}

    def quotations(self) -> list[dict[str, Any]]:
        """The quotations of five words and more, those with the same words in one group."""
        groups: dict[str, list[tuple[int, str, str | None]]] = defaultdict(list)
        changed = {new: old for old, new in self.wording}
        for i in self.story:
            for content, who in quoted(self.drafts[i].text):
                who = self.speakers.get((i, fold(content)), who)
                key = _group(fold(changed.get(content, content)), groups)
                groups[key].append((i, content, who))
        rows = []
        conflicts = {
            fold(q["a"][1]): q["type"]
            for q in self.conflicts
            if q["type"] in ("speaker", "wording")
        }
        for key, variants in groups.items():
            known = {who for _, _, who in variants if who}
            only = next(iter(known)) if len(known) == 1 else None
            filled = [(i, c, w or (only if key not in conflicts else None)) for i, c, w in variants]
            rows.append({"variants": filled, "conflict": conflicts.get(key)})
        return rows


def _group(key: str, groups: Iterable[str]) -> str:
    """The group that this quotation belongs to: the same words, a part of them,
    or a long run in common.
    """
    words = key.split()
    runs = {" ".join(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}
    return next((g for g in groups if key in g or g in key or any(r in g for r in runs)), key)


def fold(content: str) -> str:
    """A quotation without the marks at its ends and without case."""
    return content.strip(" ,.!?").lower().replace("’", "'")


def quoted(text: str) -> list[tuple[str, str | None]]:
    """Each quotation with the named person beside a verb of saying,
    where nothing else could be meant.
    """
    found = []
    for paragraph in text.split("\n\n"):
        for match in QUOTED.finditer(paragraph):
            content = (match[1] or match[2]).strip()
            if len(content.split()) >= SHORTEST:
                behind = BEHIND.search(paragraph[match.end() :])
                before = BEFORE.search(paragraph[: match.start()])
                who = (behind and (behind[1] or behind[2])) or (before and before[1])
                found.append((content, who or None))
    return found


def written(case: Case) -> tuple[list[dict[str, str]], dict[str, Any]]:
    """The rows of reports.jsonl and what goes into expected.json, ids shuffled."""
    order = case.dice.sample(range(len(case.drafts)), len(case.drafts))
    ids = {index: f"r{place + 1}" for place, index in enumerate(order)}
    reports = [
        {
            "id": ids[i],
            "outlet": d.outlet,
            "byline": d.byline,
            "published": d.published.isoformat(),
            "title": d.title,
            "text": d.text,
        }
        for i in order
        for d in (case.drafts[i],)
    ]
    roots = {ids[i]: [_root(r, ids) for r in found] for i, found in case.roots().items()}
    gold = {
        "kind": case.kind,
        "control": not case.conflicts,
        "story": sorted(ids[i] for i in case.story),
        "other_stories": [sorted(ids[i] for i in s) for s in case.other_stories],
        "derivations": [
            {"child": ids[c], "parent": None if p is None else ids[p], "origin": o, "how": how}
            | ({"parent_also": also} if (also := _twins(case, c, p, ids)) else {})
            for c, p, o, how in case.derivations
        ],
        "origins": {
            "per_report": roots,
            "independent_reports": len({r for found in roots.values() for r in found}),
        },
        "quotations": [
            {
                "id": f"q{n}",
                "conflict": q["conflict"],
                "variants": [
                    {
                        "report": ids[i],
                        "content": c,
                        "speaker": w,
                        "speaker_aliases": [w.split()[-1]] if w else [],
                    }
                    for i, c, w in q["variants"]
                ],
            }
            for n, q in enumerate(case.quotations())
        ],
        "conflicts": [_pair(p, ids) for p in case.conflicts],
        "updates": [_pair(p, ids) for p in case.updates],
        "traps": [_pair(p, ids) for p in case.traps],
        "others": [_pair(p, ids) for p in case.others],
        "claims": [
            c
            | {
                "reports": sorted({ids[i] for i, _ in c["mentions"]}),
                "mentions": [{"report": ids[i], "text": t} for i, t in c["mentions"]],
            }
            for c in case.claims
        ],
    }
    return reports, gold


def _root(root: str | int, ids: dict[int, str]) -> str:
    if isinstance(root, int):
        return ids[root]
    if root.startswith("cycle:"):
        return "cycle:" + "+".join(sorted(ids[int(i)] for i in root[6:].split("+")))
    return root


def _twins(case: Case, child: int, parent: int | None, ids: dict[int, str]) -> list[str]:
    """Others whose text holds all that the child took from its parent: as right a parent."""
    if parent is None:
        return []

    def of(index: int) -> set[str]:
        return {p.replace("“", '"').replace("”", '"') for p in case.drafts[index].paragraphs}

    own = of(child)
    shared = own & of(parent)
    return [
        ids[i]
        for i in case.story
        if i not in (child, parent)
        and (c := of(i)) >= shared
        and shared
        and not (own & c - shared)
        and _above(case, i, child) is False
    ]


def _above(case: Case, index: int, child: int) -> bool:
    """Whether the report derives from the child, directly or not."""
    parents = defaultdict(list)
    for c, p, _, _ in case.derivations:
        if p is not None:
            parents[c].append(p)
    seen, queue = set(), [index]
    while queue:
        at = queue.pop()
        if at in seen:
            continue
        seen.add(at)
        queue += parents[at]
    return child in seen


def _pair(row: dict[str, Any], ids: dict[int, str]) -> dict[str, Any]:
    out: dict[str, Any] = {k: v for k, v in row.items() if k not in ("a", "b", "a_also", "b_also")}
    for side in ("a", "b"):
        out[side] = _passage(row[side], ids)
        also = [_passage(p, ids) for p in row.get(f"{side}_also", [])]
        out |= {f"{side}_also": also} if also else {}
    return out


def _passage(p: tuple[int, str, str], ids: dict[int, str]) -> dict[str, str]:
    return {"report": ids[p[0]], "text": p[1]} | ({"focus": p[2]} if p[2] else {})
