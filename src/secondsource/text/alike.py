"""Words of like meaning: a shipped table of what news tells in several ways ("fled", "escaped")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from secondsource.text.background import rarity
from secondsource.text.content import Term, data_lines, stem
from secondsource.text.words import Word, words


@cache
def alike_groups() -> Mapping[str, frozenset[int]]:
    """Stem, or phrase of stems, -> the numbers of its groups in the shipped table.

    >>> groups = alike_groups()
    >>> bool(groups["flee"] & groups["escap"]), bool(groups["flee"] & groups["buy"])
    (True, False)
    """
    found: dict[str, set[int]] = defaultdict(set)
    for number, (_, entries) in enumerate(_rows()):
        for entry in entries:
            found[entry].add(number)
    return MappingProxyType({entry: frozenset(numbers) for entry, numbers in found.items()})


@cache
def acts() -> frozenset[str]:
    """Stems and phrases of the table that can be what a clause states: "kill", "explosion".

    >>> "explosion" in acts(), "lawyer" in acts()
    (True, False)
    """
    return frozenset(entry for kind, entries in _rows() if kind == "act" for entry in entries)


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each row of the table: its kind, and its words as stems."""
    rows = (line.split("\t") for line in data_lines("alike.en.tsv"))
    return tuple((kind, tuple(_stemmed(e) for e in group.split(","))) for kind, group in rows)


def phrases(text: str, start: int, end: int) -> Iterator[Term]:
    """The phrases of the table that stand in text[start:end], the longest first at each place.

    A phrase is one term, as rare as its rarest word.

    >>> [t.stem for t in phrases("He did not know who had left town.", 0, 34)]
    ['do not know', 'leave town']
    """
    found = list(words(text, start, end))
    stems = [stem(word.key) for word in found]
    at = 0
    while at < len(found):
        length = next(
            (len(p) for p in _by_first().get(stems[at], ()) if tuple(stems[at : at + len(p)]) == p),
            0,
        )
        if length:
            yield _as_term(found[at : at + length], " ".join(stems[at : at + length]))
        at += max(1, length)


def _as_term(found: list[Word], phrase: str) -> Term:
    key = max((word.key for word in found), key=lambda key: (rarity(key), key))
    return Term(found[0].start, found[-1].end, key, phrase, False)


@cache
def _by_first() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """First stem -> the phrases that begin with it, the longest first."""
    table: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for entry in alike_groups():
        parts = tuple(entry.split())
        if len(parts) > 1:
            table[parts[0]].add(parts)
    return MappingProxyType(
        {first: tuple(sorted(every, key=lambda p: (-len(p), p))) for first, every in table.items()}
    )


def _stemmed(entry: str) -> str:
    return " ".join(stem(word.key) for word in words(entry))
