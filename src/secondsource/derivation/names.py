"""Finds names of outlets in a text: from the table, from the pile, or by their last word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from secondsource.derivation.channels import endings, section
from secondsource.derivation.outlets import Outlets, fold_name
from secondsource.settings import DerivationSettings
from secondsource.statements.names import given_names
from secondsource.text import fold

# Capitalised words in a row, small joining words inside: bounded, so hostile text stays cheap.
_TOKEN = r"(?:[A-Z][\w&.\-/]*[\w]|[A-Z]|\d{1,4}\b)"
_RUN = re.compile(
    rf"\b{_TOKEN}(?:['’]s)?(?:[ \u00a0](?:(?:of|de|la|del|&)[ \u00a0])?{_TOKEN}(?:['’]s)?){{0,7}}"
)
_WORD = re.compile(r"[^ \u00a0]+")
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """An outlet's name at [start, end) of a text.

    known: in the table, or it publishes in the pile. weak: built like an outlet's, but as an
    office's too ("Meridian Service"): a channel only where somebody is told something.
    """

    start: int
    end: int
    name: str
    known: bool
    weak: bool = False


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Finds the names of the table's outlets, of the pile's, and of others by their form."""

    outlets: Outlets
    pile: frozenset[str]  # folded names of the outlets of the pile
    settings: DerivationSettings
    small: tuple[tuple[str, re.Pattern[str]], ...] = field(init=False)  # written without capitals

    def __post_init__(self) -> None:
        names = [(n, re.compile(rf"\b{re.escape(n)}\b")) for n in _lower_names(self.outlets)]
        object.__setattr__(self, "small", tuple(names))

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Named]:
        """The names in text[start:end], in order; of two that overlap the longer."""
        stop = len(text) if end is None else end
        for run in _RUN.finditer(text, start, stop):
            yield from self._in_run(text, run)
        for name, pattern in self.small:
            for match in pattern.finditer(text[start:stop]):
                yield Named(start + match.start(), start + match.end(), name, True)

    def whole(self, text: str) -> str | None:
        """The canonical name if this text as a whole names an outlet."""
        for named in self.find(text):
            if named.weak:
                continue
            if not text[: named.start].strip().removeprefix("The") and not text[named.end :].strip(
                " ."
            ):
                return named.name
        return None

    def _in_run(self, text: str, run: re.Match[str]) -> Iterator[Named]:
        """Names inside one run of capitalised words: first the known, then by their form."""
        tokens = [
            (run.start() + m.start(), run.start() + m.end()) for m in _WORD.finditer(run.group())
        ]
        at, free = 0, 0  # the next word; the first that no name has taken
        while at < len(tokens):
            found = self._known_from(text, tokens, at)
            if found is None:
                at += 1
                continue
            named, last = found
            yield from self._by_form(text, tokens[free:at])
            yield named
            at = free = last
        yield from self._by_form(text, tokens[free:])

    def _known_from(
        self, text: str, tokens: list[tuple[int, int]], at: int
    ) -> tuple[Named, int] | None:
        """The longest known name that starts at this word, and the word after it."""
        for last in range(len(tokens), at, -1):
            start = tokens[at][0]
            phrase = _POSSESSIVE.sub("", text[start : tokens[last - 1][1]])
            # The last word of a longer name ("Tampa Bay Times") is no name of its own.
            if at and phrase.lower() in endings():
                continue
            if last == at + 1 < len(tokens) and fold(phrase) in given_names():
                continue  # an agency's name, but here a person's with the surname behind it
            if _folded(phrase) in self.pile or self._in_table(phrase):
                name = self.outlets.canonical(phrase)
                return Named(start, start + len(phrase), name, True), last
        return None

    def _by_form(self, text: str, tokens: list[tuple[int, int]]) -> Iterator[Named]:
        """The longest phrase among these words that is built like an outlet's name."""
        for at, last in _parts_of(len(tokens)):
            start = tokens[at][0]
            phrase = _POSSESSIVE.sub("", text[start : tokens[last - 1][1]])
            likeness = _likeness(phrase)
            if likeness:
                name = self.outlets.canonical(phrase)
                yield Named(start, start + len(phrase), name, False, likeness == "weak")
                return

    def _in_table(self, phrase: str) -> bool:
        """Is this a name of the table, written like one? "NA" is, "Na" is none."""
        outlet = self.outlets.by_name.get(_folded(phrase))
        if outlet is None or phrase in ("The", "A"):
            return False
        written = {n.removeprefix("The ") for n in (outlet.name, *outlet.aliases)}
        plain = phrase.removeprefix("The ")
        return not any(w.isupper() and w != plain and fold(w) == fold(plain) for w in written)


_folded = lru_cache(maxsize=8192)(fold_name)  # runs of capitals come again, and their parts


def _parts_of(size: int) -> Iterator[tuple[int, int]]:
    """Ends [first, last) of all parts of a row, those that start first first, the longest first."""
    for first in range(size):
        for last in range(size, first, -1):
            yield first, last


def _lower_names(outlets: Outlets) -> tuple[str, ...]:
    """Names that are written small, as some agencies write theirs."""
    return tuple(sorted({o.name for o in outlets.by_name.values() if o.name.islower()}))


def _likeness(phrase: str) -> Literal["strong", "weak", ""]:
    """Does a phrase of two words or more end like an outlet's name ("Kestrel 9 News")?"""
    parts = phrase.split()
    last = fold(parts[-1]).strip(".") if parts else ""
    if last not in endings() and last not in section("institution ends"):
        return ""
    words = [fold(word).strip(".") for word in parts]
    if len(words) < 2 or words[0] in section("generic first words") or "the" in words[1:]:
        return ""
    if words[-1] in endings():
        return "strong"
    if words[-1] not in section("institution ends"):
        return ""
    return "strong" if words[-2] in section("press words") else "weak"
