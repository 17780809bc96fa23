"""The word lists of this stage, read once from the package's data files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from secondsource.text import fold

_AGE = re.compile(r"\d{1,3}-year-old")


def _rows(name: str) -> Iterator[list[str]]:
    """The fields of each line of a data file; comments left out."""
    text = files("secondsource.data").joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield [part.strip() for part in line.split("|")]


@cache
def of_kind(kind: str) -> frozenset[str]:
    """The words of one kind in `speakers.en.txt`, folded."""
    return frozenset(
        fold(word) for row in _rows("speakers.en.txt") if row[0] == kind for word in row[1].split()
    )


@cache
def classes() -> Mapping[str, str]:
    """Each word for one person by calling, with the word that stands for its class."""
    rows = [row[1].split() for row in _rows("speakers.en.txt") if row[0] == "class"]
    found: dict[str, str] = {}
    for row in rows:
        for word in row:
            found.setdefault(word, row[0])
    return MappingProxyType(found)


@cache
def singulars() -> Mapping[str, str]:
    """Each plural of a word for people, with its class: "officials" -> "official"."""
    found: dict[str, str] = {}
    for word, head in classes().items():
        for plural in (word + "s", word.replace("man", "men"), word.removesuffix("y") + "ies"):
            if plural != word:
                found.setdefault(plural, head)
    found["spokespeople"] = "spokesperson"
    return MappingProxyType(found)


@cache
def gender_of(given: str) -> str:
    """ "m" or "f" for a folded given name usually borne by men or by women, else ""."""
    return _given().get(given, "")


def is_given(word: str) -> bool:
    """Is the folded word a given name of the table?"""
    return word in _given()


@cache
def _given() -> Mapping[str, str]:
    """Folded given names: "m", "f", or "" for those borne by both."""
    found: dict[str, str] = {}
    letters = {"male": "m", "female": "f", "either": ""}
    for kind, names in _rows("given.en.txt"):
        for name in names.split():
            letter = letters[kind]
            found[name] = letter if found.get(name, letter) == letter else ""
    return MappingProxyType(found)


@cache
def known_as() -> tuple[tuple[str, ...], ...]:
    """Bodies that the world knows by several names: all names of one body in one tuple."""
    return tuple(tuple(row) for row in _rows("known-as.en.txt"))


def is_age(word: str) -> bool:
    """Does the word call somebody by an age?

    >>> is_age("58-year-old"), is_age("year-old"), is_age("7-a-side")
    (True, False, False)
    """
    return _AGE.fullmatch(word.lower()) is not None
