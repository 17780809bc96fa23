"""Edits that keep the meaning: light and heavy rewording, noise, cuts.
Each keeps which sentence became which.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from making.changes import inside_marks, same_value
from making.words import DAYS, LIGHT, NOISE, SYNONYMS

Edited = list[
    list[tuple[str, str]]
]  # paragraphs of (sentence before, sentence after); before may be ""


def same(paragraphs: Sequence[Sequence[str]]) -> Edited:
    """Nothing changed."""
    return [[(s, s) for s in p] for p in paragraphs]


def trim(edited: Edited, dice: random.Random) -> Edited:
    """Cut from the bottom, to between two and four fifths."""
    keep = max(2, round(len(edited) * dice.uniform(0.45, 0.8)))
    return edited[:keep]


def light(edited: Edited, dice: random.Random) -> Edited:
    """Single words exchanged in about half of the sentences,
    a number word or unit here and there.
    """

    def one(text: str) -> str:
        if dice.random() < 0.45:
            return text
        value = same_value(text, dice) if dice.random() < 0.3 else None
        text = value[0] if value else text
        return exchange(text, dice.sample(LIGHT, len(LIGHT)), 2)

    return [[(a, one(b)) for a, b in p] for p in edited]


def exchange(text: str, words: Sequence[str], most: int) -> str:
    """Up to so many words exchanged outside quotation marks."""
    done = 0
    for word in words:
        match = re.search(rf"(?<![\w$'-]){re.escape(word)}(?![\w'’-])", text)
        if match and done < most and not inside_marks(text, match.start()):
            text = text[: match.start()] + SYNONYMS[word] + text[match.end() :]
            done += 1
    return text


def heavy(edited: Edited, dice: random.Random) -> Edited:
    """Every sentence without a quotation turned about: clauses moved, split, words exchanged."""
    words = sorted(SYNONYMS)
    out: Edited = []
    for paragraph in edited:
        row: list[tuple[str, str]] = []
        for before, after in paragraph:
            if '"' not in after and "“" not in after:
                after = exchange(turn(after, dice), dice.sample(words, len(words)), 5)
            row.append((before, after))
        out.append(row)
    return merged_paragraphs(out, dice)


def merged_paragraphs(edited: Edited, dice: random.Random) -> Edited:
    """Neighbouring paragraphs joined, about one in three."""
    out: Edited = []
    for paragraph in edited:
        if out and dice.random() < 0.35:
            out[-1] = out[-1] + paragraph
        else:
            out.append(list(paragraph))
    return out


def turn(text: str, dice: random.Random) -> str:
    """One change of word order, if the sentence offers one."""
    turns = dice.sample(TURNS, len(TURNS))
    for pattern, write in turns:
        match = re.fullmatch(pattern, text)
        if match:
            return str(write(match))
    return text


def low(text: str) -> str:
    """The first letter small, where the word is no name."""
    head = text.split()[0]
    plain = (
        head.lower()
        in (
            "the a an two three four five six seven eight nine ten more it he she they we this "
            "these his her their at in on after"
        ).split()
    )
    return text[0].lower() + text[1:] if plain else text


def high(text: str) -> str:
    """The first letter capital."""
    return text[0].upper() + text[1:]


DAY = "|".join(DAYS)
TURNS = [
    (
        r"(?P<a>[^,]{25,}), (?P<who>(?:the )?[\w ]{3,30}) said(?P<day> (?:on )?(?:DAY))?\.".replace(
            "DAY", DAY
        ),
        lambda m: f"{high(m['who'])} said{m['day'] or ''} that {low(m['a'])}.",
    ),
    (
        r"(?P<who>[A-Z][\w ]{3,30}) said (?:that )?(?P<a>[^,]{25,})\.",
        lambda m: f"{high(m['a'])}, {low(m['who'])} said.",
    ),
    (
        rf"(?P<day>On (?:{DAY})), (?P<a>.{{25,}})\.",
        lambda m: f"{high(m['a'])} {m['day'][0].lower()}{m['day'][1:]}.",
    ),
    (
        r"(?P<p>(?:After|When|As|While|Because|Although|If) [^,]{12,}), (?P<a>[^,]{20,})\.",
        lambda m: f"{high(m['a'])} {m['p'][0].lower()}{m['p'][1:]}.",
    ),
    (
        r"(?P<a>[^,]{25,}) (?P<p>(?:after|when|because|while) [^,]{15,})\.",
        lambda m: f"{high(m['p'])}, {low(m['a'])}.",
    ),
    (
        r"(?P<a>[^,]{30,}), and (?P<b>(?:the|he|she|it|they|a) .{20,})",
        lambda m: f"{m['a']}. {high(m['b'])}",
    ),
    (
        r"(?P<a>[^,]{20,}), (?P<w>who|which) (?P<m>[^,]{10,60}), (?P<b>[^,]{15,})\.",
        lambda m: (
            f"{m['a']} {m['b']}. {'It' if m['w'] == 'which' else high(low(m['a']))} {m['m']}."
        ),
    ),
]


def noise(paragraphs: list[str], outlet: str, dice: random.Random) -> list[str]:
    """The paragraphs with page furniture between them, a repeat,
    other marks and no-break spaces.
    """
    out = list(paragraphs)
    for line in dice.sample(NOISE, dice.choice([1, 2, 3])):
        out.insert(dice.randrange(1, len(out) + 1), line.format(outlet=outlet))
    return out


def plain(edited: Edited) -> list[str]:
    """The paragraphs as texts."""
    return [" ".join(after for _, after in p) for p in edited if p]


def where(edited: Edited, before: str) -> str | None:
    """What a sentence became, or None if it was cut."""
    return next((after for p in edited for b, after in p if b == before), None)
