"""Invented events, and their facts in many wordings: what happened, to how many,
where, when, why, at what cost.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from making.words import DAYS, name

TOWNS = (
    "Alderwick Brannoch Cawthorne Dellmouth Eskerby Fenlow Garrisport Holmsay Ivelcombe Kesterton "
    "Lannick Morwell"
).split()
EVENTS = (  # noun, the thing it befell
    ("fire", "flour mill"),
    ("explosion", "paint factory"),
    ("flood", "railway depot"),
    ("landslide", "slate quarry"),
    ("collapse", "multi-storey car park"),
    ("fire", "timber yard"),
    ("gas leak", "swimming baths"),
    ("crash", "tram terminus"),
    ("explosion", "grain silo"),
    ("fire", "covered market"),
)
STREETS = (
    "Tanner's Row|Gallows Hill|Copper Street|Mill Lane|the Old Harbour|Station Parade|"
    "Bishop's Quay|Orchard Road"
).split("|")
CAUSES = (
    "a faulty heater",
    "a blocked drain",
    "a leaking valve",
    "a worn cable",
    "a broken pump",
    "an overheated bearing",
    "a cracked beam",
    "a welding torch",
)

# Each wording is a clause that can stand alone or behind "said that". {e} event, {t} thing.
WORDINGS: dict[str, tuple[str, ...]] = {
    "casualties": (
        "{n} people were killed and {m} injured in the {e}",
        "the {e} claimed {n} lives and left {m} people hurt",
        "{n} people had died and another {m} were being treated in hospital",
        "{m} people were wounded in the {e} and {n} others did not survive",
        "the death toll from the {e} stood at {n}, with {m} injured",
        "there were {n} dead and {m} hurt at the {t}",
        "{n} bodies were brought out of the {t} and {m} injured people were taken to hospital",
        "the {e} at the {t} left {n} dead and {m} wounded",
        "{n} lost their lives, while {m} needed treatment for their injuries",
    ),
    "when": (
        "the {e} at the {t} began at about {h} on {d}",
        "it was around {h} on {d} when the {e} started",
        "the {e} started shortly before {h} on {d}, at the height of the shift",
        "on {d}, at roughly {h}, the {e} hit the {t}",
        "the {t} was struck by the {e} near {h} on {d}",
        "the clock showed {h} on {d} as the {e} began",
        "the beginning of the {e} was timed at {h} on {d}",
        "the {e} set in on {d} at {h} or thereabouts",
    ),
    "where": (
        "the {e} began in the basement of the {t} on {s}",
        "it was in the {t}'s basement on {s} that the {e} started",
        "the {e} started below ground, in the cellar of the {t} on {s}",
        "the cellar of the {t} on {s} was where the {e} began",
        "on {s}, the basement of the {t} was the starting point of the {e}",
        "the origin of the {e} lay in the basement of the {s} {t}",
        "the {e} broke out in the cellar beneath the {t}, on {s}",
        "the basement was the first part of the {t} on {s} to be hit by the {e}",
    ),
    "decision": (
        "{s} will stay closed for {n} days",
        "the town is to keep {s} shut for {n} days",
        "nobody will be allowed into {s} for the next {n} days",
        "{s} is to be sealed off for {n} days",
        "the closure of {s} will last {n} days",
        "for {n} days, {s} will be off limits to all traffic",
        "{s} would not reopen for {n} days",
        "it will be {n} days before {s} opens again",
        "drivers and walkers are barred from {s} for {n} days",
    ),
    "sum": (
        "repairs to the {t} will cost {a} million euros",
        "the damage to the {t} came to {a} million euros",
        "rebuilding the {t} would take {a} million euros",
        "the bill for the {t} was put at {a} million euros",
        "losses at the {t} amounted to {a} million euros",
        "{a} million euros would be needed to repair the {t}",
        "the {e} did {a} million euros' worth of damage",
        "the cost of the {e} was estimated at {a} million euros",
    ),
    "cause": (
        "the {e} was caused by {c}",
        "{c} had set off the {e}",
        "{c} was to blame for the {e}",
        "the {e} was traced to {c}",
        "the {e} was the result of {c}",
        "{c} lay behind the {e}",
        "it was {c} that triggered the {e}",
        "the cause of the {e} was {c}",
        "{c} led to the {e}",
    ),
}
LEADS = (
    "Fire engines from three districts were sent to {T} on {d} after {a_e} at the {t}.",
    "People in {T} woke to the sound of sirens after {a_e} hit the {t}.",
    "The {t} in {T}, a landmark for generations, was badly damaged by {a_e}.",
    "{T} was counting the cost on {d} of {a_e} at its {t}.",
    "Rescue teams worked through the night in {T}, where {a_e} tore through the {t}.",
    "A wide area around the {t} in {T} remained cordoned off following {a_e}.",
    "Questions are being asked in {T} about {a_e} that wrecked the {t}.",
)
FILLERS = (
    "Neighbours brought blankets and hot tea to the people waiting behind the tape.",
    "The smell hung over the lower part of the town for hours.",
    "A school two streets away sent its pupils home early.",
    "Several roads were blocked by lorries and hoses until the evening.",
    "The building had last been inspected in spring.",
    "A crowd gathered on the bridge and watched in silence.",
    "Generations of {T} families have earned their living there.",
    "Power was cut off in the surrounding streets as a precaution.",
    "Church bells were rung in the afternoon and a book of condolence was opened.",
    "Windows were broken as far away as the bus station.",
    "Trains were diverted and commuters had to wait for buses.",
    "The owners had planned to modernise the site next year.",
    "Volunteers set up a kitchen in the parish hall.",
    "A helicopter circled above the roofs for most of the morning.",
    "Many shops kept their shutters down for the rest of the day.",
    "The weather made the work of the crews harder, with strong wind and rain.",
    "Dogs were used to search the rooms at the back.",
    "The last similar accident in the region dates back two decades.",
)
TITLES = (
    "{E} at {T} {t}",
    "{T} shaken by {e}",
    "{t} wrecked in {T} {e}",
    "After the {e}: {T} asks why",
    "{e} hits {t} in {T}",
    "Crews tackle {e} at {t}",
    "{T} {e}: what is known",
)


@dataclass(frozen=True, slots=True)
class Event:
    """An invented event with the values of its facts."""

    values: dict[str, str]

    def fact(self, kind: str) -> tuple[str, ...]:
        """The fact's wordings."""
        return tuple(w.format(**self.values) for w in WORDINGS[kind])

    def lines(self, templates: Sequence[str]) -> list[str]:
        """Templates filled, with a capital first letter."""
        filled = [t.format(**self.values) for t in templates]
        return [f[0].upper() + f[1:] for f in filled]


def invent(dice: random.Random, day: str) -> Event:
    """An event; the weekday is the given one."""
    noun, thing = dice.choice(EVENTS)
    small = dice.randrange(2, 9)
    values = {
        "e": noun,
        "E": noun.capitalize(),
        "t": thing,
        "T": dice.choice(TOWNS),
        "d": day if day in DAYS else DAYS[0],
        "a_e": f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}",
        "n": name(small),
        "m": name(dice.randrange(11, 60)),
        "s": dice.choice(STREETS),
        "h": f"{dice.randrange(1, 12)}:{dice.randrange(1, 6)}0 {dice.choice(['a.m.', 'p.m.'])}",
        "a": str(dice.randrange(3, 90)),
        "c": dice.choice(CAUSES),
    }
    return Event(values)


def told(clause: str, who: str, style: int, outlet: str) -> str:
    """An attribution that shows the outlet's own work: someone told it."""
    high = clause[0].upper() + clause[1:]
    return (
        f"{high}, {who} told this newspaper.",
        f"{who[0].upper() + who[1:]} told our reporter that {clause}.",
        f"In an interview with the {outlet}, {who} said {clause}.",
        f"{high}, {who} told the {outlet}.",
        f"“{high},” {who} told this newspaper.",
        f"Asked by the {outlet}, {who} said that {clause}.",
    )[style % 6]


def said(clause: str, who: str, style: int) -> str:
    """An attribution that does not say to whom."""
    high = clause[0].upper() + clause[1:]
    return (
        f"{high}, {who} said.",
        f"{who[0].upper() + who[1:]} said {clause}.",
        f"According to {who}, {clause}.",
        f"{who[0].upper() + who[1:]} confirmed that {clause}.",
        f"{high}, according to {who}.",
        f"{who[0].upper() + who[1:]} explained that {clause}.",
    )[style % 6]


def told_agency(clause: str, who: str, style: int, agency: str) -> str:
    """An attribution to an agency."""
    high = clause[0].upper() + clause[1:]
    return (
        f"{high}, {who} told {agency}.",
        f"{who[0].upper() + who[1:]} told {agency} that {clause}.",
        f"{high}, {agency} reported, citing {who}.",
        f"According to {agency}, {who} said that {clause}.",
    )[style % 4]


def briefing(clause: str, who: str, style: int) -> str:
    """An attribution to a briefing that the reporter attended."""
    high = clause[0].upper() + clause[1:]
    return (
        f"{high}, {who} told a press conference.",
        f"At a news conference, {who} said that {clause}.",
        f"{who[0].upper() + who[1:]} told a packed press conference that {clause}.",
        f"Answering a reporter's question at the briefing, {who} said {clause}.",
    )[style % 4]


def posted(clause: str, who: str, style: int) -> str:
    """A quotation from one post: the words between the marks stay the same."""
    return (
        f"“{clause[0].upper() + clause[1:]},” {who} wrote on Facebook.",
        f"In a post on Facebook, {who} wrote: “{clause[0].upper() + clause[1:]}.”",
        f"{who[0].upper() + who[1:]} posted on Facebook: “{clause[0].upper() + clause[1:]}.”",
        f"“{clause[0].upper() + clause[1:]},” said {who} in a Facebook post.",
    )[style % 4]
