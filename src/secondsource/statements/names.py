"""What the words of a name tell about it: person, organisation or place, from word lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from secondsource.model import EntityLabel
from secondsource.statements.lexicon import word_list
from secondsource.statements.tokens import Token
from secondsource.text.background import rarity
from secondsource.text.tables import names as cut
from secondsource.text.tables import rows
from secondsource.text.words import fold

_COMMON_BITS = 17.0  # a word at the head of a sentence below this is an ordinary word
_RARE_BITS = 14.0  # below this it is ordinary even before another capital


@cache
def known_places() -> frozenset[str]:
    """Names of countries, cities and regions, folded."""
    found = set()
    for row in rows("places.tsv"):
        found |= {fold(name) for name in cut(row[1])}
        for cell in row[2:]:
            found |= {fold(name) for part in cell.split(";") for name in cut(part)}
    return frozenset(found)


@cache
def known_outlets() -> frozenset[str]:
    """Names of newspapers, broadcasters and agencies, folded."""
    text = files("secondsource.data").joinpath("outlets.csv").read_text(encoding="utf-8")
    table = csv.DictReader(io.StringIO(text))
    return frozenset(
        fold(name) for row in table for name in (row["name"], *cut(row["aliases"])) if name
    )


@cache
def given_names() -> frozenset[str]:
    """Common given names, in lower case."""
    return frozenset().union(
        *(word_list("given.en.txt", kind) for kind in ("male", "female", "either"))
    )


def kind(name: str) -> frozenset[str]:
    """The words of one kind in names.en.txt."""
    return word_list("names.en.txt", name)


def plain(token: Token) -> str:
    """The word in lower case without a possessive ending or a stop."""
    return fold(token.text).removesuffix("'s").removesuffix("'").rstrip(".")


def is_named(token: Token) -> bool:
    """Does the word alone tell of a name: a given name or a place?"""
    word = plain(token)
    return word in known_places() or (word in given_names() and rarity(word) > _RARE_BITS)


def is_small(token: Token) -> bool:
    """Is it a word of grammar, whatever its capital: "The", "I'm", "In"?"""
    word = plain(token).split("'")[0]
    kinds = ("determiner", "preposition", "clause", "pronoun", "opener", "aux", "subject")
    return any(word in word_list("grammar.en.txt", name) for name in kinds)


def opens_only(token: Token, *, alone: bool) -> bool:
    """Does it bear its capital only because a sentence begins with it?"""
    word = plain(token)
    if is_named(token) or (token.text.isupper() and len(token.text) > 1):
        return False
    return rarity(word) < (_COMMON_BITS if alone else _RARE_BITS)


def label_of(run: Sequence[Token], before: Sequence[Token], persons: frozenset[str]) -> EntityLabel:
    """Person, organisation or place, from the words of the name and those before it.

    persons: last words of names in this report that are surely or likely persons.
    """
    words = [plain(token) for token in run]
    return _listed(words, before) or _shaped(run, words, before, persons)


def _listed(words: Sequence[str], before: Sequence[Token]) -> EntityLabel | None:
    """What the lists say of the whole name, of the word before it, or of its last word."""
    whole = " ".join(words).removeprefix("the ")
    previous = before[-1].low.rstrip(".") if before else ""
    if previous in word_list("roles.en.txt", "title") and previous not in kind("loc"):
        return "PER"
    if whole in known_places():
        return "LOC"
    if whole in known_outlets():
        return "ORG"
    if words[-1] in kind("loc") or words[0] in ("lake", "mount", "mt", "fort", "cape", "port"):
        return "LOC"
    several = len(words) > 2 and any(word in kind("org") for word in words)
    return "ORG" if words[-1] in kind("org") or several else None


def _shaped(
    run: Sequence[Token], words: Sequence[str], before: Sequence[Token], persons: frozenset[str]
) -> EntityLabel:
    """What the shape of the name and its neighbours suggest."""
    if words[0] in given_names() or words[-1] in persons:
        return "PER"
    text = run[0].text.rstrip(".")
    if len(run) == 1 and text.isupper() and len(text) > 1:
        return "LOC" if words[0] in ("us", "uk", "u.s", "u.k", "uae", "d.c") else "ORG"
    previous = before[-1].low if before else ""
    if len(words) == 1 and previous in ("in", "near", "from", "to", "at", "outside", "around"):
        return "LOC"
    if len(words) == 1 and words[0].endswith(tuple(sorted(kind("place-end")))):
        return "LOC"
    linked = any(word in ("and", "&", "of", "for") for word in words)
    several = 1 < len(words) <= len(("given", "middle", "last"))
    return "PER" if several and not linked else "ORG"
