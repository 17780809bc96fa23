"""Kinds about counting: how many newsrooms gathered a fact, and how many people knew it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from making import edits
from making.case import Case
from making.facts import (
    FILLERS,
    LEADS,
    TITLES,
    WORDINGS,
    Event,
    briefing,
    invent,
    posted,
    said,
    told,
    told_agency,
)
from making.kinds_texts import copy, distract, swap
from making.pool import Pool
from making.words import ROLES, UNNAMED

Say = Callable[[str, int, int], str]  # clause, newsroom, style -> sentence


@dataclass(slots=True)
class Newsrooms:
    """The reports of an invented event, one a newsroom, while their lines are gathered."""

    case: Case
    event: Event
    count: int
    dateline: bool = True
    bodies: list[list[str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    facts: list[tuple[str, list[tuple[int, str]], int | list[int], int | list[int] | None]] = field(
        default_factory=list
    )

    def __post_init__(self) -> None:
        dice = self.case.dice
        leads = dice.sample(self.event.lines(LEADS), self.count)
        fillers = dice.sample(self.event.lines(FILLERS), len(FILLERS))
        self.names = [self.case.outlets.pop() for _ in range(self.count)]
        for lead in leads:
            self.bodies.append([lead, *(fillers.pop() for _ in range(dice.choice([2, 3, 4])))])
        if self.dateline:
            for body in self.bodies:
                body[0] = f"{self.event.values['T'].upper()} — {body[0]}"

    def state(
        self,
        kind: str,
        rooms: list[int],
        say: Say,
        origins: int | list[int],
        speakers: int | list[int] | None,
        *,
        one_wording: bool = False,
    ) -> None:
        """The fact stated by these newsrooms, each in other words."""
        dice = self.case.dice
        wordings = dice.sample(self.event.fact(kind), len(WORDINGS[kind]))
        styles = dice.sample(range(4), 4)
        mentions = []
        for n, room in enumerate(rooms):
            sentence = say(wordings[0 if one_wording else n], room, styles[n % 4])
            self.bodies[room].insert(dice.randrange(1, len(self.bodies[room]) + 1), sentence)
            mentions.append((room, sentence))
        self.facts.append((f"{kind}: {wordings[0]}", mentions, origins, speakers))

    def publish(self, *, byline: bool = True) -> list[int]:
        """The reports as drafts, and the claims as gold."""
        dice = self.case.dice
        titles = dice.sample(self.event.lines(TITLES), self.count)
        made = [
            self.case.add(
                titles[n],
                body,
                hours=dice.uniform(0, 9),
                outlet=self.names[n],
                byline=self.case.person() if byline else dice.choice(["", "Staff"]),
            )
            for n, body in enumerate(self.bodies)
        ]
        for text, mentions, origins, speakers in self.facts:
            self.case.claim(text, [(made[r], t) for r, t in mentions], origins, speakers)
        return made


def newsrooms(case: Case, count: int, *, dateline: bool = True) -> Newsrooms:
    """Newsrooms that report one invented event."""
    return Newsrooms(case, invent(case.dice, case.start.strftime("%A")), count, dateline)


def someone(case: Case) -> str:
    """An invented person with a role, as reports name them."""
    role = case.dice.choice(ROLES[case.dice.choice(sorted(ROLES))])
    who = case.person()
    return (
        case.dice.choice([f"{role} {who}", f"{who}, the {role},"])
        if case.dice.random() < 0.8
        else who
    )


def tidy(sentence: str) -> str:
    """No comma before a full stop or a second comma."""
    return sentence.replace(",.", ".").replace(",,", ",").replace(",:", ":")


def copies(case: Case, made: list[int], most: int, *, forged: bool = False) -> None:
    """Copies of reports; with a credit to an agency that had nothing to do with it, if forged."""
    for parent in case.dice.sample(made, min(most, len(made))):
        paragraphs = [(p,) for p in case.drafts[parent].paragraphs]
        before = edits.same(paragraphs)
        edited = before if forged or case.dice.random() < 0.5 else edits.light(before, case.dice)
        child = copy(case, parent, edited, "lightly edited", hours=12 + 2 * case.dice.random())
        own = dict(zip((p[0] for p in paragraphs), edits.plain(edited), strict=True))
        town = case.drafts[parent].paragraphs[0].split(" — ")[0]
        swap(case, child, f"{town} — ", f"{town} ({case.agencies.pop()}) — " if forged else "")
        swap(case, child, case.drafts[parent].outlet, case.drafts[child].outlet)
        for claim in case.claims:
            for index, text in list(claim["mentions"]):
                line = own.get(text)
                there = line and line.replace(case.drafts[parent].outlet, case.drafts[child].outlet)
                if index == parent and there and there in case.drafts[child].text:
                    claim["mentions"].append((child, there))


def drawn(case: Case, rooms: int, k: int) -> list[int]:
    """So many newsrooms, drawn."""
    return case.dice.sample(range(rooms), k)


def kinds_of_facts(case: Case, count: int) -> list[str]:
    """Kinds of facts, each once."""
    return case.dice.sample(sorted(WORDINGS), count)


def finish(
    case: Case,
    pool: Pool,
    rooms: Newsrooms,
    copied: int,
    *,
    forged: bool = False,
    byline: bool = True,
) -> None:
    """Publish, copy, and add a report of another event."""
    for n, body in enumerate(rooms.bodies):
        rooms.bodies[n] = [tidy(s) for s in body]
    rooms.facts = [(t, [(r, tidy(s)) for r, s in ms], o, s_) for t, ms, o, s_ in rooms.facts]
    made = rooms.publish(byline=byline)
    copies(case, made, copied, forged=forged)
    distract(case, pool, pool.articles[0], 1)


def own_speakers(case: Case, pool: Pool, *, forged: bool = False) -> None:
    """Each newsroom asked its own: as many speakers as origins; copies add nothing."""
    count = case.dice.choice([3, 4, 4])
    rooms = newsrooms(case, count)
    for kind in kinds_of_facts(case, 3):
        k = case.dice.randrange(1, count + 1)
        rooms.state(
            kind,
            drawn(case, count, k),
            lambda c, r, s: told(c, someone(case), s, rooms.names[r]),
            k,
            k,
        )
    finish(case, pool, rooms, case.dice.choice([1, 2]), forged=forged)


def forged_credit(case: Case, pool: Pool) -> None:
    """The same, and the copies credit an agency that had nothing to do with it."""
    own_speakers(case, pool, forged=True)


def one_speaker(case: Case, pool: Pool) -> None:
    """Each newsroom asked the same person: as many origins, one speaker."""
    count = case.dice.choice([3, 4, 4])
    rooms = newsrooms(case, count)
    for kind in kinds_of_facts(case, 2):
        k, who = case.dice.randrange(2, count + 1), someone(case)
        rooms.state(
            kind,
            drawn(case, count, k),
            lambda c, r, s, who=who: told(c, who, s, rooms.names[r]),
            k,
            1,
        )  # type: ignore[misc]
    finish(case, pool, rooms, 1)


def attended(case: Case, pool: Pool) -> None:
    """A briefing that each newsroom attended: as many origins, one speaker."""
    count, who = case.dice.choice([2, 3, 4]), someone(case)
    rooms = newsrooms(case, count)
    for kind in kinds_of_facts(case, 2):
        k = case.dice.randrange(2, count + 1)
        rooms.state(kind, drawn(case, count, k), lambda c, r, s: briefing(c, who, s), k, 1)
    finish(case, pool, rooms, case.dice.choice([0, 1]))


def unnamed(case: Case, pool: Pool) -> None:
    """Each newsroom rests on an unnamed group: as many origins, one body of speakers."""
    count, who = case.dice.choice([3, 4]), case.dice.choice(UNNAMED)
    rooms = newsrooms(case, count)
    for kind in kinds_of_facts(case, 2):
        k = case.dice.randrange(1, count + 1)
        rooms.state(
            kind, drawn(case, count, k), lambda c, r, s: told(c, who, s, rooms.names[r]), k, 1
        )
    finish(case, pool, rooms, 1)


def own_voice(case: Case, pool: Pool) -> None:
    """Datelines and bylines, the facts in the newsrooms' own voice."""
    count = case.dice.choice([3, 4, 4])
    rooms = newsrooms(case, count)
    for kind in kinds_of_facts(case, 3):
        k = case.dice.randrange(1, count + 1)
        rooms.state(kind, drawn(case, count, k), lambda c, r, s: f"{c[0].upper()}{c[1:]}.", k, None)
    finish(case, pool, rooms, case.dice.choice([1, 2]))


def unsigned(case: Case, pool: Pool) -> None:
    """Reports written apart that do not say where they have it:
    an origin each is the best guess.
    """
    count = case.dice.choice([3, 4])
    rooms = newsrooms(case, count, dateline=False)
    for kind in kinds_of_facts(case, 2):
        k = case.dice.randrange(1, count + 1)
        rooms.state(kind, drawn(case, count, k), lambda c, r, s: said(c, someone(case), s), k, k)
    finish(case, pool, rooms, 1, byline=False)


def one_agency(case: Case, pool: Pool) -> None:
    """Several outlets told by one agency that is not given: one origin;
    with another newsroom of its own: two.
    """
    count, agency = case.dice.choice([2, 3]), case.agencies.pop()
    alone = case.dice.random() < 0.5
    rooms = newsrooms(case, count + (not alone), dateline=False)
    for kind in kinds_of_facts(case, 2):
        who = someone(case)
        told_by = list(range(count)) + ([] if alone else [count])

        def say(c: str, r: int, s: int, who: str = who) -> str:
            return (
                told_agency(c, who, s, agency)
                if r < count
                else told(c, someone(case), s, rooms.names[r])
            )

        rooms.state(kind, told_by, say, 1 if alone else 2, 1 if alone else 2)
    finish(case, pool, rooms, 0, byline=False)
    for index in case.story[:count]:
        case.derive(index, None, "common unseen wire", agency)


def one_post(case: Case, pool: Pool) -> None:
    """One post quoted by all: one origin, one speaker."""
    count, who = case.dice.choice([2, 3, 4]), someone(case)
    rooms = newsrooms(case, count)
    for kind in kinds_of_facts(case, 2):
        chosen = drawn(case, count, case.dice.randrange(2, count + 1))
        rooms.state(kind, chosen, lambda c, r, s: posted(c, who, s), 1, 1, one_wording=True)
    finish(case, pool, rooms, 0)


def circle(case: Case, pool: Pool) -> None:
    """Two outlets that cite each other; in half of the cases a third that asked somebody."""
    third = case.dice.random() < 0.5
    rooms = newsrooms(case, 3, dateline=False)
    a, b = rooms.names[0], rooms.names[1]
    shared = case.dice.choice(sorted(WORDINGS))
    wordings = case.dice.sample(rooms.event.fact(shared), 3)
    text = wordings[0][0].upper() + wordings[0][1:] + "."
    block = rooms.bodies[0][1:]
    rooms.bodies[1] = [rooms.bodies[1][0], *block]
    credit = case.dice.choice(["{l}, the {o} reported.", "{l}, according to the {o}."])
    for n, other in ((0, b), (1, a)):
        rooms.bodies[n][0] = credit.format(l=rooms.bodies[n][0].rstrip("."), o=other)
        rooms.bodies[n].insert(1, text)
    mentions = [(0, text), (1, text)]
    rooms.facts.append((shared, list(mentions), [0, 1], None))
    if third:
        own = told(wordings[1], someone(case), 0, rooms.names[2])
        rooms.bodies[2].insert(1, own)
        rooms.facts[0] = (shared, [*mentions, (2, own)], [1, 2], None)
    finish(case, pool, rooms, 0, byline=False)
    first, second = case.story[:2]
    case.derive(first, second, "circular citation")
    case.derive(second, first, "circular citation")
    case.cycles.append((first, second))


def updates(case: Case, pool: Pool) -> None:
    """A later version by the same outlet with a higher toll and new content: an update,
    not a conflict.
    """
    rooms = newsrooms(case, 2)
    event = rooms.event
    low, high = case.dice.randrange(2, 9), case.dice.randrange(10, 30)
    pairs = (
        (
            f"Police said {low} people were injured in the {event.values['e']}.",
            f"Police said {high} people were injured in the {event.values['e']}.",
        ),
        (
            f"The {event.values['e']} has left {low} people in hospital so far.",
            f"The number of people in hospital has since risen to {high}.",
        ),
        (
            f"At least {low} people were hurt, the ambulance service said.",
            f"The ambulance service now speaks of {high} people hurt.",
        ),
    )
    old, new = case.dice.choice(pairs)
    rooms.bodies[0].insert(1, old)
    finish(case, pool, rooms, 0)
    first = case.story[0]
    draft = case.drafts[first]
    body = [new if p == old else p for p in draft.paragraphs]
    fresh = [line for line in event.lines(FILLERS) if line not in body]
    body.insert(case.dice.randrange(1, len(body)), case.dice.choice(fresh))
    again = case.add(draft.title, body, hours=20, byline=draft.byline, outlet=draft.outlet)
    case.derive(again, first, "lightly edited")
    case.pair("update", "update", (again, new, str(high)), (first, old, str(low)))
    case.claim(old, [(first, old), (again, new)], 1)


KINDS = {
    "own speakers": own_speakers,
    "forged credit": forged_credit,
    "one speaker asked by all": one_speaker,
    "attended briefing": attended,
    "unnamed groups": unnamed,
    "own voice": own_voice,
    "unstated": unsigned,
    "one agency": one_agency,
    "one post": one_post,
    "circular citation": circle,
    "update over time": updates,
}
