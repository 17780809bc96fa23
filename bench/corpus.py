"""An invented corpus of any size: stories with independent reports, copies, trims and rewrites.

Words, places and people are made of syllables, so that no text of anybody is in it. The same
seed gives the same corpus.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

SYLLABLES = "ba do fer gun hal ik jor kel lum mar nor osk pel quin rus sel tor ulf ven wim".split()
SUBJECTS = "the mayor|a harbour pilot|two fishermen|the fire service|an engineer|residents".split(
    "|"
)
VERBS = "saw|found|closed|reported|inspected|cleared|left|reached".split("|")
THINGS = "the north quay|a broken crane|the old mill|a flooded road|the pumping station".split("|")
WHEN = "on Monday|early on Tuesday|before noon|on Wednesday night|within an hour|at dawn".split("|")
CUES = "said|told reporters|added|confirmed".split("|")
SYNONYMS = {"found": "discovered", "closed": "shut", "left": "abandoned", "cleared": "emptied"}
START = datetime(2031, 3, 3, 6, 0, tzinfo=UTC)
STORIES = 8
WORDS = 400  # of a report


def made_name(chance: Random) -> str:
    """A word of two or three syllables with a capital."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize()


def made_sentence(chance: Random, names: list[str], terms: list[str]) -> str:
    """One sentence: plain, with a speaker, or with a quotation."""
    fact = (
        f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(THINGS)} near "
        f"{chance.choice(names)} {chance.choice(WHEN)}, with {chance.randint(2, 900)} "
        f"{chance.choice(terms)} and a {chance.choice(terms)} of {chance.choice(terms)}"
    )
    speaker = f"{chance.choice(names)} {chance.choice(names)}"
    kind = chance.random()
    if kind < 0.3:
        return f"“{fact[0].upper()}{fact[1:]},” {chance.choice(CUES)} {speaker}."
    if kind < 0.6:
        return f"{speaker} said that {fact}."
    return f"{fact[0].upper()}{fact[1:]}."


def made_text(chance: Random, names: list[str], terms: list[str]) -> str:
    """About WORDS words in paragraphs of two sentences."""
    blocks: list[str] = []
    while sum(len(block.split()) for block in blocks) < WORDS:
        blocks.append(" ".join(made_sentence(chance, names, terms) for _ in range(2)))
    return "\n\n".join(blocks)


def altered(text: str, chance: Random) -> str:
    """What a copy became: whole, trimmed, with other words, or with its paragraphs moved."""
    blocks = text.split("\n\n")
    way = chance.randrange(4)
    if way == 1:
        blocks = blocks[: max(2, len(blocks) // 2)]
    elif way == 2:
        for old, new in SYNONYMS.items():
            blocks = [block.replace(f" {old} ", f" {new} ") for block in blocks]
    elif way == 3:
        tail = blocks[1:]
        chance.shuffle(tail)
        blocks = [blocks[0], *tail]
    return "\n\n".join(blocks)


def made_corpus(size: int, *, seed: int = 7) -> list[dict[str, str]]:
    """Rows of `size` reports as JSON lines have them; half are copies within their story."""
    chance = Random(seed)
    rows: list[dict[str, str]] = []
    for story in range(STORIES):
        names = [made_name(chance) for _ in range(12)]
        terms = [made_name(chance).lower() for _ in range(40)]
        written: list[str] = []
        for number in range(size // STORIES + (story < size % STORIES)):
            copy = written and chance.random() < 0.5
            text = (
                altered(chance.choice(written), chance) if copy else made_text(chance, names, terms)
            )
            written.append(text)
            when = START + timedelta(days=9 * story, minutes=chance.randint(0, 900))
            rows.append(
                {
                    "id": f"s{story}-{number:03}",
                    "outlet": f"{made_name(chance)} Post",
                    "title": f"{names[0]} and {names[1]}: {terms[0]} near {names[2]}",
                    "published": when.isoformat(),
                    "text": text,
                }
            )
    return rows


def write_corpus(path: Path, size: int, *, seed: int = 7) -> None:
    """The corpus as a file of JSON lines."""
    lines = [json.dumps(row, ensure_ascii=False) for row in made_corpus(size, seed=seed)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
