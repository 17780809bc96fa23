"""Invented events with the values of their facts, and who is said to have told them."""

from __future__ import annotations

import random
from dataclasses import dataclass

from making.frames import Topic, filled, general, topics
from making.words import DAYS, name

TOWNS = (
    "Alderwick Brannoch Cawthorne Dellmouth Eskerby Fenlow Garrisport Holmsay Ivelcombe Kesterton "
    "Lannick Morwell"
).split()
STREETS = (
    "Tanner's Row|Gallows Hill|Copper Street|Mill Lane|the Old Harbour|Station Parade|"
    "Bishop's Quay|Orchard Road"
).split("|")


@dataclass(frozen=True, slots=True)
class Event:
    """An invented event: its topic, its half and the values of its facts."""

    half: str
    topic: Topic
    values: dict[str, str]

    def fact(self, kind: str) -> tuple[str, ...]:
        """The fact's wordings: clauses that can stand alone or behind "said that"."""
        return tuple(w.format(**self.values) for w in self.topic.lines[f"fact {kind}"])

    def lines(self, key: str) -> list[str]:
        """The lines of a key, filled; those of all topics of the half too, where it has some."""
        return filled(
            (*self.topic.lines.get(key, ()), *general(self.half).get(key, ())), self.values
        )

    def parts(self, key: str, dice: random.Random) -> list[str]:
        """One line of a key, drawn, as its parts between "||"; the first has a capital."""
        line = dice.choice(self.topic.lines[key])
        return [part.format(**self.values) for part in line.split(" || ")]

    def said(self, how: str, clause: str, who: str, style: int, *, outlet: str = "") -> str:
        """The clause given to somebody. how: "told", "said", "agency", "briefing", "posted".

        outlet: who was told, where the style names it.
        """
        styles = general(self.half)[how]
        high = clause[0].upper() + clause[1:]
        big = who[0].upper() + who[1:]
        return styles[style % len(styles)].format(
            c=clause, H=high, w=who, W=big, o=outlet, g=outlet
        )

    def cited(self, line: str, style: int, outlet: str) -> str:
        """A line without its full stop, given to another outlet."""
        styles = general(self.half)["cites"]
        return styles[style % len(styles)].format(l=line, o=outlet)


def invent(dice: random.Random, day: str, half: str) -> Event:
    """An event of this half; the weekday is the given one."""
    topic = dice.choice(topics(half))
    small = dice.sample(range(2, 10), 2)
    low, high = dice.randrange(2, 9), dice.randrange(10, 30)
    street, today = dice.choice(STREETS), day if day in DAYS else DAYS[0]
    sums = dice.sample(range(3, 90), 2)
    values = {
        "T": dice.choice(TOWNS),
        "d": today,
        "d2": dice.choice([d for d in DAYS if d != today]),
        "n": name(small[0]),
        "n2": name(small[1]),
        "m": str(dice.randrange(11, 60)),
        "q": f"{dice.randrange(103, 9900):,}",
        "w": str(dice.randrange(105, 190)),
        "p": str(dice.randrange(51, 80)),
        "a": str(sums[0]),
        "b1": str(sums[1]),
        "low": str(low),
        "high": str(high),
        "s": street,
        "S": street[0].upper() + street[1:],
        "h": f"{dice.randrange(1, 12)}:{dice.randrange(1, 6)}0 {dice.choice(['a.m.', 'p.m.'])}",
        **topic.values(dice),
    }
    for key in [k for k in values if k.isalpha() and len(k) == 1]:
        article = "an" if values[key][0].lower() in "aeiou" else "a"
        values[f"a_{key}"] = f"{article} {values[key]}"
        values[f"A_{key}"] = f"{article.capitalize()} {values[key]}"
    if "e" in values:
        values["E"] = values["e"][0].upper() + values["e"][1:]
    return Event(half, topic, values)
