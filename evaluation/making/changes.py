"""Planted changes of one sentence, each with the passage that differs,
and edits that contradict nothing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

from making.words import DAYS, MONTHS, NUMBERS

Changed = tuple[str, str, str]  # the new sentence, the old focus, the new focus
PLACES_FILE = Path(__file__).parents[2] / "src" / "secondsource" / "data" / "places.tsv"
COMPASS = {
    "northern": "southern",
    "southern": "northern",
    "eastern": "western",
    "western": "eastern",
    "north": "south",
    "south": "north",
    "east": "west",
    "west": "east",
}
AUXILIARY = r"was|were|is|are|has|have|had|will|would|could|did|does|can"


OPPOSED = 0.6  # share of the denials made by an opposite, where the sentence offers one
OPPOSITES = {  # the maker's own table; written apart from the product's word lists
    "rejected": "accepted",
    "accepted": "rejected",
    "approved": "rejected",
    "denied": "confirmed",
    "confirmed": "denied",
    "increased": "decreased",
    "decreased": "increased",
    "opened": "closed",
    "closed": "opened",
    "won": "lost",
    "lost": "won",
    "rose": "fell",
    "supports": "opposes",
    "supported": "opposed",
    "allowed": "forbade",
    "survived": "died",
    "guilty": "innocent",
    "legal": "illegal",
    "began": "ended",
    "succeeded": "failed",
    "agreed": "refused",
    "higher": "lower",
    "safe": "dangerous",
    "alive": "dead",
}


def places() -> dict[str, str]:
    """Plain cities and countries of the shipped gazetteer with the country, or continent,
    that holds them.
    """
    found = {}
    for line in PLACES_FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "world")):
            continue
        within, country, *parts = [*line.split("\t"), ""]
        found[country.split("|")[0]] = within
        for part in filter(None, parts[0].split(";")):
            found[part.split("|")[0]] = country.split("|")[0]
    return {p: c for p, c in found.items() if re.fullmatch(r"[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?", p)}


PLACES = places()
_IN_PLACE = (
    rf"(?<=\b[Ii]n )(?:{'|'.join(sorted(PLACES, key=len, reverse=True))})\b(?!'|’|[,]? [A-Z])"
)


def put(text: str, start: int, end: int, new: str) -> str:
    """The text with [start, end) replaced."""
    return text[:start] + new + text[end:]


def draw(pattern: str, text: str, dice: random.Random) -> re.Match[str] | None:
    """One match outside quotation marks, drawn."""
    found = [m for m in re.finditer(pattern, text) if not inside_marks(text, m.start())]
    return dice.choice(found) if found else None


def inside_marks(text: str, at: int) -> bool:
    """Whether a quotation is open at this character."""
    return text[:at].count('"') % 2 == 1 or text[:at].count("“") > text[:at].count("”")


# What stands in front of a number that another number may still agree with.
_LED = re.compile(
    r"\b(?:of|than|about|around|nearly|almost|some|under|over|within|least|most|up to|below|"
    r"above|age|aged|No\.|to|and|or) (?:US|[$€£])?$"
)
_AMOUNTS = [
    (r"(?<![\w.,$€£-])(\d{1,2}(?:\.\d)?) (?:percent|per cent)\b", "{} percent"),
    (r"(?<![\w.,$€£-])(\d{1,2}(?:\.\d)?)%", "{}%"),
    (r"(?<![\w.,-])\$(\d{1,3}(?:\.\d)?) million\b", "${} million"),
    (r"(?<![\w.,-])\$(\d{1,3}(?:\.\d)?) billion\b", "${} billion"),
]
AMOUNTS = 0.5  # share of the changes that alter such an amount, where there is one


def number(text: str, dice: random.Random) -> Changed | None:
    """Another count in digits or in words, another share or sum."""
    for pattern, unit in dice.sample(_AMOUNTS, len(_AMOUNTS)):
        match = draw(pattern, text, dice)
        if match and not _LED.search(text[: match.start()]) and dice.random() < AMOUNTS:
            value = float(match[1])
            new = unit.format(f"{value + dice.choice([3, 5, 8]):g}")
            return put(text, match.start(), match.end(), new), match.group(), new
    words = "|".join(NUMBERS[2:13])
    digits = (
        r"(?<![\w.,:$€£/#–-])\d{1,3}(?:,\d{3})*(?= [a-z]{3,}s\b)(?! (?:percent|years|minutes ago))"
    )
    match = draw(
        rf"{digits}|\b(?:{words})\b(?= [a-z]{{3,}}s\b)|\b(?:{words.title()})\b(?= [a-z]{{3,}}s\b)",
        text,
        dice,
    )
    if match is None or _LED.search(text[: match.start()]):
        return None
    old = match.group()
    if old.lower() in NUMBERS:
        new = dice.choice([w for w in NUMBERS[2:13] if w != old.lower()])
        new = new.capitalize() if old[0].isupper() else new
    else:
        value = int(old.replace(",", ""))
        more = value + dice.choice([3, 4, 7, 11])
        new = f"{more if value < 100 else value * dice.choice([2, 3]):,}"
    return put(text, match.start(), match.end(), new), old, new


def date(text: str, dice: random.Random) -> Changed | None:
    """Another weekday, month's day or year."""
    match = draw(rf"\b(?:{'|'.join(DAYS)})\b(?!'|’| (?:Night|night) )", text, dice)
    if match:
        new = dice.choice([d for d in DAYS if d != match.group()])
        return put(text, match.start(), match.end(), new), match.group(), new
    match = draw(rf"\b(?:{'|'.join(MONTHS)}) (\d{{1,2}})\b(?!\d|,\d{{3}})", text, dice)
    if match:
        new = f"{match.group().split()[0]} {int(match[1]) % 27 + 1}"
        return put(text, match.start(), match.end(), new), match.group(), new
    match = draw(r"(?<=\b[Ii]n )(?:19|20)\d\d\b", text, dice)
    if match:
        new = str(int(match.group()) - dice.choice([1, 2, 5]))
        return put(text, match.start(), match.end(), new), match.group(), new
    return None


def place(text: str, dice: random.Random) -> Changed | None:
    """Another place of the gazetteer behind "in", or the opposite side of the compass."""
    match = draw(_IN_PLACE, text, dice)
    if match:
        old = match.group()
        other = [
            p
            for p in sorted(PLACES)
            if p not in (old, PLACES[old])
            and PLACES[p] not in (old, PLACES[old])
            and (PLACES[p] in PLACES) == (PLACES[old] in PLACES)
        ]
        new = dice.choice(other)
        return put(text, match.start(), match.end(), new), old, new
    match = draw(rf"\b(?:{'|'.join(COMPASS)})(?= [A-Z])", text, dice)
    if match:
        return (
            put(text, match.start(), match.end(), COMPASS[match.group()]),
            match.group(),
            COMPASS[match.group()],
        )
    return None


def negation(text: str, dice: random.Random) -> Changed | None:
    """A negation put in or taken out, or a verb turned into its opposite."""
    opposed = draw(rf"\b(?:{'|'.join(OPPOSITES)})\b", text, dice)
    if opposed and dice.random() < OPPOSED:
        new = OPPOSITES[opposed.group()]
        return put(text, opposed.start(), opposed.end(), new), opposed.group(), new
    match = draw(rf"\b({AUXILIARY}) not (?!only)([a-z]+)", text, dice)
    if match:
        new = f"{match[1]} {match[2]}"
        return put(text, match.start(), match.end(), new), match.group(), new
    match = draw(rf"\b({AUXILIARY}) ([a-z]+(?:ed|ing|en))\b", text, dice)
    if match is None or match[2] in ("been", "often", "even", "then", "being"):
        return None
    new = f"{match[1]} {dice.choice(['not', 'never', 'not'])} {match[2]}"
    return put(text, match.start(), match.end(), new), match.group(), new


def certainty(text: str, dice: random.Random) -> Changed | None:
    """A hedge put in, or taken out."""
    match = draw(r"\b(may|might|could) have (been )?([a-z]+(?:ed|en|n))\b", text, dice)
    if match:
        new = f"was {match[3]}" if match[2] else f"had {match[3]}"
        return put(text, match.start(), match.end(), new), match.group(), new
    match = draw(
        r"\b(?:reportedly|allegedly|apparently|probably|possibly) (?=[a-z]+ed\b)", text, dice
    )
    if match and text[: match.start()].strip():
        return (
            put(text, match.start(), match.end(), ""),
            match.group().strip(),
            text[match.end() :].split()[0],
        )
    match = draw(r"(?<!not )\b(was|were|has|have) ([a-z]+(?:ed|en))\b", text, dice)
    if (
        match is None
        or match[2] in ("been", "then", "often")
        or re.search(r"\b(?:if|when|that|who|which) $", text[: match.start()])
    ):
        return None
    perfect = match[1] in ("has", "have")
    be = "is" if match[1] in ("was", "has") else "are"
    verb = match[2] if perfect else f"been {match[2]}"
    new = dice.choice(
        [
            f"may have {verb}",
            f"might have {verb}",
            f"{be} believed to have {verb}",
            f"{be} thought to have {verb}",
            f"{match[1]} {dice.choice(['reportedly', 'possibly', 'apparently'])} {match[2]}",
        ]
    )
    return put(text, match.start(), match.end(), new), match.group(), new


def same_value(text: str, dice: random.Random) -> Changed | None:
    """The same value written otherwise: digits, words, units, sums."""
    for pattern, write in (
        (r"(?<![\w.,:$€£/–-])([2-9]|1[0-2]) (?=[a-z]{3,}s\b)", lambda m: f"{NUMBERS[int(m[1])]} "),
        (rf"\b({'|'.join(NUMBERS[2:13])}) (?=[a-z]{{3,}}s\b)", lambda m: f"{NUMBERS.index(m[1])} "),
        (r"\$(\d[\d.]*) (m|b)illion\b", lambda m: f"{m[1]} {m[2]}illion dollars"),
        (r"(?<![\w.,-])(\d{1,3}) percent\b", lambda m: f"{m[1]}%"),
        (
            r"(?<![\w.,-])(?<!to )(?<!and )(?<!or )(\d{2,3}) miles\b",
            lambda m: f"about {round(int(m[1]) * 1.609)} kilometers",
        ),
        (
            r"(?<![\w.,-])(?<!to )(?<!and )(?<!or )(\d{2,4}) feet\b",
            lambda m: f"about {round(int(m[1]) * 0.3048)} meters",
        ),
        (
            r"(?<![\w.,$€£-])(\d{1,3}),(\d)\d\d (?=[a-z]{3,}s\b)",
            lambda m: f"about {m[1]},{m[2]}00 ",
        ),
    ):
        match = draw(pattern, text, dice)
        if match:
            new = write(match)
            return put(text, match.start(), match.end(), new), match.group().strip(), new.strip()
    return None


def rounded(text: str, dice: random.Random) -> Changed | None:
    """A number made round, and said to be."""
    match = draw(r"(?<![\w.,$€£-])(?:\d{1,3}(?:,\d{3})+|\d{3,6})(?= [a-z]{3,})", text, dice)
    year = match is not None and re.fullmatch(r"1[5-9]\d\d|20\d\d", match.group())
    if match is None or year or _LED.search(text[: match.start()]):
        return None
    value = int(match.group().replace(",", ""))
    step = 10 ** (len(str(value)) - 2)
    near = round(value / step) * step
    if near == value:
        return None
    new = f"{dice.choice(['about', 'around', 'nearly' if near > value else 'some'])} {near:,}"
    return put(text, match.start(), match.end(), new), match.group(), new


def refined(text: str, dice: random.Random) -> Changed | None:
    """A value told less exactly, so that both can be so: a bound, a larger place, a month."""
    found: list[Changed] = []
    match = draw(r"(?<![\w.,$€£-])(\d{2,3})(?= [a-z]{3,}s\b)", text, dice)
    if match and int(match[1]) % 10 and not _LED.search(text[: match.start()]):
        low = int(match[1]) // 10 * 10
        new = f"{dice.choice(['more than', 'over', 'at least'])} {low}"
        found.append((put(text, match.start(), match.end(), new), match.group(), new))
    match = draw(_IN_PLACE, text, dice)
    if match and PLACES[match.group()] in PLACES:
        new = PLACES[match.group()]
        found.append((put(text, match.start(), match.end(), new), match.group(), new))
    match = draw(rf"(?<=\b[Oo]n )(?:{'|'.join(DAYS)})(?! (?:morn|after|even|night))\b", text, dice)
    if match:
        new = f"{match.group()} {dice.choice(['morning', 'afternoon', 'evening'])}"
        found.append((put(text, match.start(), match.end(), new), match.group(), new))
    return dice.choice(found) if found else None


CHANGES: dict[str, Callable[[str, random.Random], Changed | None]] = {
    "number": number,
    "date": date,
    "place": place,
    "negation": negation,
    "certainty": certainty,
}


OTHERS = {"rounding": rounded, "refinement": refined}


def altered_quotation(content: str, dice: random.Random) -> tuple[str, str] | None:
    """A quotation whose meaning changed, and how: a negation in or out, an opposite, a cut head."""
    for pattern, new in dice.sample(TURNS, len(TURNS)):
        if re.search(pattern, content):
            return re.sub(pattern, new, content, count=1), pattern
    match = re.match(r"[^,]{10,80}, but (\w)", content)
    if match and len(content) - match.end() > 40:
        return content[match.start(1)].upper() + content[match.start(1) + 1 :], "head cut"
    return None


TURNS = [
    (r"\b(is|are|was|were|will|would|can|could) not\b", r"\1"),
    (r"\b(do|does|did) not ", ""),
    (r"\b(is|are|was|were)n['’]t\b", r"\1"),
    (r"\b(is|are|was|were|will|would|could|should) (?=[a-z])(?!not\b|n)", r"\1 not "),
    (r"\bnever\b", "always"),
    (r"\balways\b", "never"),
    (r"\bmore\b", "less"),
    (r"\beverybody\b", "nobody"),
    (r"\bbest\b", "worst"),
    (r"\bgood\b", "bad"),
    (r"\bsafe\b", "unsafe"),
    (r"\bhappy\b", "unhappy"),
]
