"""Makes altered copies of reports with known answers, to measure what relations are found.

usage: altered.py REPORTS.jsonl[.gz] OUT.jsonl [--seed N] [--each N]

Each line of OUT is a pair: the report, its copy with one sentence altered, the kind of change
and both sentences. Kinds: number, date, place, negation, certainty (a contradiction each), and
light (none: synonyms, number words, units). The alterations are written apart from the rules
that are measured. OUT holds other people's text: keep it out of the repository.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = (
    "January February March April May June July August September October November December".split()
)
PLACES = (
    "Paris London Berlin Madrid Rome Moscow Beijing Tokyo Cairo Baghdad Damascus Aleppo Texas "
    "California Florida Chicago Houston Boston Germany France Spain Italy Iraq Syria Iran Turkey "
    "Egypt Yemen China Japan Russia Canada Mexico Brazil Kenya Nigeria Australia"
).split()
COMPASS = {
    "northern": "southern", "southern": "northern", "eastern": "western", "western": "eastern",
    "north": "south", "south": "north", "east": "west", "west": "east",
}  # fmt: skip
WORDS = "two three four five six seven eight nine ten eleven twelve".split()
SYNONYMS = {
    "began": "started", "big": "large", "while": "as", "about": "around", "more than": "over",
    "however": "but", "after": "following", "show": "demonstrate", "help": "aid",
    "children": "kids", "told": "informed", "many": "numerous", "buy": "purchase",
    "near": "close to", "quickly": "rapidly",
    "percent": "per cent", "also": "too", "car": "vehicle", "attempt": "effort", "former": "ex-",
    "huge": "giant", "several": "a number of", "because": "since", "shooting": "gun attack",
}  # fmt: skip
Alter = Callable[[str, random.Random], str | None]


def one_of(pattern: str, text: str, dice: random.Random) -> re.Match[str] | None:
    """One match of the pattern, drawn."""
    found = list(re.finditer(pattern, text))
    return dice.choice(found) if found else None


def put(text: str, match: re.Match[str], new: str) -> str:
    """The text with the match replaced."""
    return text[: match.start()] + new + text[match.end() :]


def number(text: str, dice: random.Random) -> str | None:
    """Another number in digits or in words."""
    ends = r"(?![\w.,:/-]*\d)(?=[ ,.])(?! (?:a\.m|p\.m|am |pm ))"
    plain = rf"(?<![\w.,:$€£/-])\d{{1,3}}(?:,\d{{3}})*{ends}"
    pattern = rf"{plain}|\b(?:{'|'.join(WORDS)})\b(?= [a-z])"
    match = one_of(pattern, text, dice)
    months = "|".join(m[:3] for m in MONTHS)
    if match is None or re.search(rf"(?:{months})\w*\.? $", text[: match.start()]):
        return None
    word = match.group()
    if word in WORDS:
        return put(text, match, dice.choice([w for w in WORDS if w != word]))
    value = int(word.replace(",", ""))
    new = value + dice.choice([1, 2, 3, 5, 10]) if value < 100 else value * dice.choice([2, 3])
    return put(text, match, f"{new:,}")


def date(text: str, dice: random.Random) -> str | None:
    """Another weekday, or another day of a month."""
    match = one_of(rf"\b(?:{'|'.join(DAYS)})\b", text, dice)
    if match:
        return put(text, match, dice.choice([d for d in DAYS if d != match.group()]))
    match = one_of(rf"\b(?P<m>{'|'.join(MONTHS)}) (?P<d>\d{{1,2}})\b(?!\d|,\d{{3}})", text, dice)
    if match:
        return put(text, match, f"{match['m']} {int(match['d']) % 27 + 1}")
    return None


def place(text: str, dice: random.Random) -> str | None:
    """Another place behind "in", or the opposite direction."""
    match = one_of(rf"(?<=\bin )(?:{'|'.join(PLACES)})\b(?! [A-Z])", text, dice)
    if match:
        return put(text, match, dice.choice([p for p in PLACES if p != match.group()]))
    match = one_of(rf"\b(?:{'|'.join(COMPASS)})(?= of | [A-Z])", text, dice)
    return put(text, match, COMPASS[match.group()]) if match else None


def negation(text: str, dice: random.Random) -> str | None:
    """A negation put in, or taken out."""
    match = one_of(
        r"\b(?:was|were|is|are|has|have|had|will|would|could|did|can|does) not ", text, dice
    )
    if match:
        return put(text, match, match.group().replace(" not ", " "))
    match = one_of(
        r"\b(?:was|were|is|are|has|have|had|will|would)\b(?= [a-z]+ed\b| [a-z]+ing\b)", text, dice
    )
    return put(text, match, f"{match.group()} not") if match else None


def certainty(text: str, dice: random.Random) -> str | None:
    """A hedge taken out, or put in."""
    match = one_of(r"\b(?:reportedly|allegedly|apparently|probably|possibly) ", text, dice)
    if match:
        return put(text, match, "")
    match = one_of(r"\b(?P<aux>was|were|has|have) (?P<verb>[a-z]+ed)\b", text, dice)
    if match is None:
        return None
    perfect = match["aux"] in ("has", "have")
    have = f"may have {match['verb']}" if perfect else f"may have been {match['verb']}"
    be = "is" if match["aux"] in ("was", "has") else "are"
    believed = f"{be} believed to have {'' if perfect else 'been '}{match['verb']}"
    adverb = (
        f"{match['aux']} {dice.choice(['reportedly', 'allegedly', 'apparently'])} {match['verb']}"
    )
    return put(text, match, dice.choice([have, believed, adverb]))


def light(text: str, dice: random.Random) -> str | None:
    """Synonyms, number words and units: nothing that contradicts."""
    new = text
    for word in dice.sample(sorted(SYNONYMS), len(SYNONYMS)):
        new = re.sub(rf"(?<!\w){word}(?!\w)", SYNONYMS[word], new, count=1)
    for value, word in enumerate(WORDS, start=2):
        new = re.sub(rf"(?<![\w.,:$/-]){value}(?= [a-z])", word, new)
    new = re.sub(r"\$(\d[\d.]*) (m|b)illion", r"\1 \2illion dollars", new)
    new = re.sub(
        r"\b(\d{1,3}) miles\b", lambda m: f"about {round(int(m[1]) * 1.609)} kilometres", new
    )
    return new if new != text else None


KINDS: dict[str, Alter] = {
    "number": number, "date": date, "place": place,
    "negation": negation, "certainty": certainty, "light": light,
}  # fmt: skip


def sentences(text: str) -> Iterator[str]:
    """Plain sentences of eight words and more, without quotation marks."""
    for part in re.split(r"(?<=[a-z)]\.)\s+|\n+", text):
        if len(part.split()) >= 8 and not re.search(r"[\"“”«]", part) and text.count(part) == 1:
            yield part


def altered(reports: list[dict[str, str]], seed: int, each: int) -> Iterator[dict[str, str]]:
    """Up to `each` pairs of each kind, drawn with the seed."""
    dice = random.Random(seed)
    for kind, alter in KINDS.items():
        made = 0
        for report in dice.sample(reports, len(reports)):
            choices = list(sentences(report["text"]))
            dice.shuffle(choices)
            for old in choices:
                new = alter(old, dice)
                if new:
                    copy = report["text"].replace(old, new)
                    yield {
                        "kind": kind,
                        "text": report["text"],
                        "copy": copy,
                        "old": old,
                        "new": new,
                    }
                    made += 1
                    break
            if made == each:
                break


def main() -> None:
    """Writes the pairs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=60)
    args = parser.parse_args()
    unpack = gzip.open if args.reports.suffix == ".gz" else open
    with unpack(args.reports, "rt", encoding="utf-8") as lines:
        reports = [json.loads(line) for line in lines]
    with args.out.open("w", encoding="utf-8") as out:
        for pair in altered(reports, args.seed, args.each):
            out.write(json.dumps(pair, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
