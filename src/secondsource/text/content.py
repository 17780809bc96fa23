"""Content words of a passage: stems without the words that only hold a sentence together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from secondsource.text.words import words

_VOWEL = re.compile(r"[aeiouy]")
_ENDINGS = (
    "ations",
    "ation",
    "ings",
    "ing",
    "ies",
    "ied",
    "edly",
    "ed",
    "ers",
    "er",
    "ly",
    "es",
    "s",
)
_SHORTEST = 3  # letters that a stem must keep


@dataclass(frozen=True, slots=True)
class Term:
    """A content word at [start, end): folded `key`, its `stem`, `name` if it has a capital."""

    start: int
    end: int
    key: str
    stem: str
    name: bool


def terms(text: str, start: int = 0, end: int | None = None) -> Iterator[Term]:
    """The content words of text[start:end] in order; places count from the text's start.

    >>> [t.stem for t in terms("She said the 43 boatmen had rowed to Lunnvik's harbour.")]
    ['43', 'boatmen', 'row', 'lunnvik', 'harbour']
    """
    for word in words(text, start, end):
        if word.key not in stopwords():
            shown = text[word.start : word.end]
            yield Term(word.start, word.end, word.key, stem(word.key), shown[:1].isupper())


@cache
def stem(key: str) -> str:
    """The common form of a folded word's inflections, by rule and a table of irregular ones.

    Light on purpose: "attacked", "attacks", "attacking" are one, "nation" and "national" two.

    >>> [stem(w) for w in ("sank", "attacked", "studies", "was", "glass", "running", "43")]
    ['sink', 'attack', 'study', 'be', 'glass', 'run', '43']
    """
    key = key.removesuffix("'s").removesuffix("'")
    if key in irregular():
        return irregular()[key]
    if not key.isalpha() or len(key) <= _SHORTEST:
        return key
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST:
            return _bare(_mended(key, key.removesuffix(ending), ending))
    return _bare(key.removesuffix("e") if len(key) > _SHORTEST + 1 else key)


def _bare(base: str) -> str:
    """Verb and noun of one root made equal: "apologiz", "apology" -> "apolog"."""
    for ending in ("iz", "is", "y"):
        if base.endswith(ending) and len(base) - len(ending) >= _SHORTEST + 2:
            return base.removesuffix(ending)
    return base


def _mended(key: str, base: str, ending: str) -> str:
    """The stem once an ending is off: "stopp" -> "stop", "stud" + ies -> "study"."""
    if not _VOWEL.search(base) or (ending in ("s", "es") and key.endswith(("ss", "us", "is"))):
        return key
    if ending in ("ies", "ied"):
        return base + "y"
    if ending == "s" and base.endswith("e") and len(base) > _SHORTEST + 1:
        return base.removesuffix("e")
    if len(base) > _SHORTEST and base[-1] == base[-2] and base[-1] not in "lsz":
        return base[:-1]
    return base


@cache
def irregular() -> dict[str, str]:
    """Irregular form -> the word it belongs to, from the shipped table."""
    table: dict[str, str] = {}
    for line in data_lines("irregular.en.tsv"):
        base, forms = line.split("\t")
        for form in forms.split():
            table.setdefault(form, base)
        table.setdefault(base, base)
    return table


@cache
def stopwords() -> frozenset[str]:
    """Folded words without content of their own, from the shipped list."""
    return frozenset(word for line in data_lines("stopwords.en.txt") for word in line.split())


def data_lines(name: str) -> list[str]:
    """The lines of a shipped data file, without comments and empty ones."""
    text = (files("secondsource.data") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
