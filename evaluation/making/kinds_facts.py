"""Kinds about counting: how many newsrooms gathered a fact, and how many people knew it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from making import edits
from making.case import Case
from making.facts import Event, invent
from making.kinds_texts import copy, distract, swap
from making.pool import Pool
from making.words import ROLES, UNNAMED

STYLES = 5  # ways to say who said it, at least
RARE = 0.08  # share of the facts of several newsrooms that one newsroom alone gathered
Say = Callable[[str, int, int], str]  # clause, newsroom, style -> sentence


@dataclass(slots=True)
class Newsrooms:
    """The reports of an invented event, one a newsroom, while their lines are gathered."""

    case: Case
    event: Event
    count: int
    dateline: bool = True
    hours: tuple[float, ...] = ()
    bodies: list[list[str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    facts: list[tuple[str, list[tuple[int, str]], int | list[int], int | list[int] | None]] = field(
        default_factory=list
    )

    def __post_init__(self) -> None:
        dice = self.case.dice
        leads = dice.sample(self.event.lines("lead"), self.count)
        lines = self.event.lines("fill")
        fillers = dice.sample(lines, len(lines))
        self.names = [self.case.outlets.pop() for _ in range(self.count)]
        for lead in leads:
            self.bodies.append([lead, *(fillers.pop() for _ in range(dice.choice([2, 3, 3])))])
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
        facts = self.event.fact(kind)
        wordings = dice.sample(facts, len(facts))
        styles = dice.sample(range(STYLES), STYLES)
        mentions = []
        for n, room in enumerate(rooms):
            sentence = say(wordings[0 if one_wording else n], room, styles[n % STYLES])
            self.bodies[room].insert(dice.randrange(1, len(self.bodies[room]) + 1), sentence)
            mentions.append((room, sentence))
        self.facts.append((f"{kind}: {wordings[0]}", mentions, origins, speakers))

    def publish(self, *, byline: bool = True) -> list[int]:
        """The reports as drafts, and the claims as gold."""
        dice = self.case.dice
        titles = dice.sample(self.event.lines("title"), self.count)
        made = [
            self.case.add(
                titles[n],
                body,
                hours=self.hours[n] if self.hours else dice.uniform(0, 9),
                outlet=self.names[n],
                byline=self.case.person() if byline else dice.choice(["", "Staff"]),
            )
            for n, body in enumerate(self.bodies)
        ]
        for text, mentions, origins, speakers in self.facts:
            self.case.claim(text, [(made[r], t) for r, t in mentions], origins, speakers)
        return made


def newsrooms(
    case: Case, pool: Pool, count: int, *, dateline: bool = True, hours: tuple[float, ...] = ()
) -> Newsrooms:
    """Newsrooms that report one invented event of this half."""
    event = invent(case.dice, case.start.strftime("%A"), pool.half)
    return Newsrooms(case, event, count, dateline, hours)


def dealt(case: Case, count: int, facts: int) -> list[int]:
    """How many newsrooms gathered each fact: 2, 3 and 4 or more in equal parts, seldom 1.

    One origin is common among the kinds about texts, so that all numbers come about as often.
    """
    deck = case.dice.sample([2, 3, case.dice.randrange(4, count + 1)], facts)
    return [1 if case.dice.random() < RARE else k for k in deck]


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


def kinds_of_facts(case: Case, rooms: Newsrooms, count: int) -> list[str]:
    """Facts of the event, each once."""
    return case.dice.sample(rooms.event.topic.facts, count)


def asked(rooms: Newsrooms, who: Callable[[], str]) -> Say:
    """Each newsroom was told by somebody, drawn anew or the same."""
    return lambda c, r, s: rooms.event.said("told", c, who(), s, outlet=rooms.names[r])


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
    count = case.dice.choice([4, 5])
    rooms = newsrooms(case, pool, count)
    ks = dealt(case, count, 3)
    for kind, k in zip(kinds_of_facts(case, rooms, 3), ks, strict=True):
        rooms.state(kind, drawn(case, count, k), asked(rooms, lambda: someone(case)), k, k)
    finish(case, pool, rooms, case.dice.choice([1, 2]), forged=forged)


def forged_credit(case: Case, pool: Pool) -> None:
    """The same, and the copies credit an agency that had nothing to do with it."""
    own_speakers(case, pool, forged=True)


def one_speaker(case: Case, pool: Pool) -> None:
    """Each newsroom asked the same person: as many origins, one speaker."""
    count = case.dice.choice([4, 5])
    rooms = newsrooms(case, pool, count)
    ks = dealt(case, count, 3)
    for kind, k in zip(kinds_of_facts(case, rooms, 3), ks, strict=True):
        who = someone(case)
        rooms.state(kind, drawn(case, count, k), asked(rooms, lambda who=who: who), k, 1)  # type: ignore[misc]
    finish(case, pool, rooms, 1)


def several_speakers(case: Case, pool: Pool) -> None:
    """One newsroom that asked two or three people; others copied it: one origin."""
    rooms = newsrooms(case, pool, 2)
    for kind in kinds_of_facts(case, rooms, 2):
        k = case.dice.choice([2, 2, 3])
        rooms.state(kind, [0] * k, asked(rooms, lambda: someone(case)), 1, k)
    finish(case, pool, rooms, case.dice.choice([0, 1]))


def attended(case: Case, pool: Pool) -> None:
    """A briefing that each newsroom attended: as many origins, one speaker."""
    count, who = case.dice.choice([4, 5]), someone(case)
    rooms = newsrooms(case, pool, count)
    ks = dealt(case, count, 3)
    for kind, k in zip(kinds_of_facts(case, rooms, 3), ks, strict=True):
        rooms.state(
            kind,
            drawn(case, count, k),
            lambda c, r, s: rooms.event.said("briefing", c, who, s),
            k,
            1,
        )
    finish(case, pool, rooms, case.dice.choice([0, 1]))


def unnamed(case: Case, pool: Pool) -> None:
    """Each newsroom rests on an unnamed group: as many origins, one body of speakers."""
    count, who = case.dice.choice([4, 5]), case.dice.choice(UNNAMED)
    rooms = newsrooms(case, pool, count)
    ks = dealt(case, count, 3)
    for kind, k in zip(kinds_of_facts(case, rooms, 3), ks, strict=True):
        rooms.state(kind, drawn(case, count, k), asked(rooms, lambda: who), k, 1)
    finish(case, pool, rooms, 1)


def own_voice(case: Case, pool: Pool) -> None:
    """Datelines and bylines, the facts in the newsrooms' own voice."""
    count = case.dice.choice([4, 5])
    rooms = newsrooms(case, pool, count)
    ks = dealt(case, count, 3)
    for kind, k in zip(kinds_of_facts(case, rooms, 3), ks, strict=True):
        rooms.state(kind, drawn(case, count, k), lambda c, r, s: f"{c[0].upper()}{c[1:]}.", k, None)
    finish(case, pool, rooms, case.dice.choice([1, 2]))


def unsigned(case: Case, pool: Pool) -> None:
    """Reports written apart that do not say where they have it:
    an origin each is the best guess.
    """
    count = case.dice.choice([4, 5])
    rooms = newsrooms(case, pool, count, dateline=False)
    ks = dealt(case, count, 3)
    for kind, k in zip(kinds_of_facts(case, rooms, 3), ks, strict=True):
        rooms.state(
            kind,
            drawn(case, count, k),
            lambda c, r, s: rooms.event.said("said", c, someone(case), s),
            k,
            k,
        )
    finish(case, pool, rooms, 1, byline=False)


def one_agency(case: Case, pool: Pool) -> None:
    """Several outlets told by one agency that is not given: one origin;
    with another newsroom of its own: two.
    """
    count, agency = case.dice.choice([2, 3]), case.agencies.pop()
    alone = case.dice.random() < 1 / 3
    rooms = newsrooms(case, pool, count + (not alone), dateline=False)
    for kind in kinds_of_facts(case, rooms, 2):
        who = someone(case)
        told_by = list(range(count)) + ([] if alone else [count])

        def say(c: str, r: int, s: int, who: str = who) -> str:
            if r < count:
                return rooms.event.said("agency", c, who, s, outlet=agency)
            return asked(rooms, lambda: someone(case))(c, r, s)

        rooms.state(kind, told_by, say, 1 if alone else 2, 1 if alone else 2)
    finish(case, pool, rooms, 0, byline=False)
    for index in case.story[:count]:
        case.derive(index, None, "common unseen wire", agency)


def scope_of_credit(case: Case, pool: Pool) -> None:
    """All have one statement from an agency and asked their own about the others:
    a credit reaches no further than the statement that it stands with.
    """
    count, agency = 4, case.agencies.pop()
    rooms = newsrooms(case, pool, count)
    wired, own, more = kinds_of_facts(case, rooms, 3)
    who = someone(case)
    rooms.state(
        wired,
        drawn(case, count, case.dice.choice([2, 3])),
        lambda c, r, s: rooms.event.said("agency", c, who, s, outlet=agency),
        1,
        1,
    )
    for kind, k in zip((own, more), dealt(case, count, 2), strict=True):
        rooms.state(kind, drawn(case, count, k), asked(rooms, lambda: someone(case)), k, k)
    finish(case, pool, rooms, 0)


def one_post(case: Case, pool: Pool) -> None:
    """One post quoted by all: one origin, one speaker."""
    count, who = case.dice.choice([2, 3, 4]), someone(case)
    rooms = newsrooms(case, pool, count)
    for kind in kinds_of_facts(case, rooms, 2):
        chosen = drawn(case, count, case.dice.randrange(2, count + 1))
        rooms.state(
            kind,
            chosen,
            lambda c, r, s: rooms.event.said("posted", c, who, s),
            1,
            1,
            one_wording=True,
        )
    finish(case, pool, rooms, 0)


def circle(case: Case, pool: Pool) -> None:
    """Two outlets that cite each other; in half of the cases a third that asked somebody."""
    third = case.dice.random() < 0.5
    rooms = newsrooms(case, pool, 3, dateline=False)
    a, b = rooms.names[0], rooms.names[1]
    (shared,) = kinds_of_facts(case, rooms, 1)
    wordings = case.dice.sample(rooms.event.fact(shared), 3)
    text = wordings[0][0].upper() + wordings[0][1:] + "."
    block = rooms.bodies[0][1:]
    rooms.bodies[1] = [rooms.bodies[1][0], *block]
    style = case.dice.randrange(STYLES)
    for n, other in ((0, b), (1, a)):
        rooms.bodies[n][0] = rooms.event.cited(rooms.bodies[n][0].rstrip("."), style, other)
        rooms.bodies[n].insert(1, text)
    mentions = [(0, text), (1, text)]
    rooms.facts.append((shared, list(mentions), [0, 1], None))
    if third:
        own = asked(rooms, lambda: someone(case))(wordings[1], 2, 0)
        rooms.bodies[2].insert(1, own)
        rooms.facts[0] = (shared, [*mentions, (2, own)], [1, 2], None)
    finish(case, pool, rooms, 0, byline=False)
    first, second = case.story[:2]
    case.derive(first, second, "circular citation")
    case.derive(second, first, "circular citation")
    case.cycles.append((first, second))


KINDS = {
    "own speakers": own_speakers,
    "forged credit": forged_credit,
    "one speaker asked by all": one_speaker,
    "several speakers of one newsroom": several_speakers,
    "attended briefing": attended,
    "unnamed groups": unnamed,
    "own voice": own_voice,
    "unstated": unsigned,
    "one agency": one_agency,
    "scope of a credit": scope_of_credit,
    "one post": one_post,
    "circular citation": circle,
}
