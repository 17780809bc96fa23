"""The content words of a pile of reports as arrays, ready for the kernels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondsource.model import MarkedReport
from secondsource.settings import StorySettings
from secondsource.text import rarity, words
from secondsource.text.content import Term, terms

_Names = Mapping[str, tuple[str, ...]]  # the outlets of a pile by the first word of their names


@dataclass(frozen=True, slots=True, eq=False)
class PileWords:
    """Every content word of every report, an array an attribute, all of length n_words.

    reports, stems: numbers of report and stem. name: a name, written with a capital. number: begins
    with a digit. lead: stands in the title or the lead. rarities: surprise in bits of each
    stem, n_stems long.
    """

    n_reports: int
    reports: NDArray[np.int64]
    stems: NDArray[np.int64]
    name: NDArray[np.bool_]
    number: NDArray[np.bool_]
    lead: NDArray[np.bool_]
    rarities: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Word:
    """A content word; capital: written with one; forced: where every word would be."""

    stem: str
    key: str
    lead: bool
    capital: bool
    forced: bool


def pile_words(
    marked: Sequence[MarkedReport], outlets: Iterable[str] = (), *, settings: StorySettings
) -> PileWords:
    """The content words of titles and bodies, reports numbered in the order given.

    outlets: names of the pile's own outlets, which are left out: they tell who publishes, and
    what event it is must not hang on a paper that is called after a town.
    """
    names_of_outlets = _by_first_word(outlets)
    rows = [
        (n, word)
        for n, m in enumerate(marked)
        for word in _words(m, names_of_outlets, settings=settings)
    ]
    bits: dict[str, float] = {}
    for _, word in rows:
        bits[word.stem] = min(rarity(word.key), bits.get(word.stem, np.inf))
    names = _names(word for _, word in rows)
    # Stems in their own order, never that of the files, or sums would differ in the last bit.
    places = {stem: place for place, stem in enumerate(sorted(bits))}
    return PileWords(
        n_reports=len(marked),
        reports=np.array([n for n, _ in rows], dtype=np.int64),
        stems=np.array([places[w.stem] for _, w in rows], dtype=np.int64),
        name=np.array([w.capital and w.stem in names for _, w in rows], dtype=np.bool_),
        number=np.array([w.key[:1].isdigit() for _, w in rows], dtype=np.bool_),
        lead=np.array([w.lead for _, w in rows], dtype=np.bool_),
        rarities=np.array([bits[stem] for stem in places]),
    )


def _by_first_word(outlets: Iterable[str]) -> _Names:
    """The names without "the" by their first word, the longest first."""
    found: dict[str, set[str]] = defaultdict(set)
    for outlet in outlets:
        name = " ".join(outlet.split()).removeprefix("The ").removeprefix("the ")
        if name:
            found[name.split()[0]].add(name)
    return {
        first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in found.items()
    }


def _without_outlets(text: str, found: Iterable[Term], outlets: _Names) -> Iterator[Term]:
    """The terms that are no part of an outlet's name."""
    behind = 0
    for term in found:
        for name in outlets.get(text[term.start : term.end], ()) if term.start >= behind else ():
            if text.startswith(name, term.start):
                behind = term.start + len(name)
                break
        if term.start >= behind:
            yield term


def _words(marked: MarkedReport, outlets: _Names, *, settings: StorySettings) -> Iterator[_Word]:
    """Each content word of the title and the body."""
    title, text = marked.report.title or "", marked.report.text
    for term in _without_outlets(title, terms(title), outlets):
        yield _Word(term.stem, term.key, lead=True, capital=term.name, forced=True)
    if not marked.sentences:
        return
    # The dateline's place is one of the words that tell an event, though no sentence's.
    begin = min(marked.body_start, marked.sentences[0].start)
    end = begin + settings.lead_chars
    for number, sentence in enumerate(marked.sentences):
        start = sentence.start if number else begin
        first = next(words(text, start, sentence.end), None)
        found = terms(text, start, sentence.end)
        for term in _without_outlets(text, found, outlets):
            forced = first is not None and term.start == first.start
            yield _Word(term.stem, term.key, term.start < end, term.name, forced)


def _names(found: Iterable[_Word]) -> frozenset[str]:
    """Stems that are names: written with a capital where nothing forces one, or never without.

    A title and the start of a sentence force capitals: "Ferry sinks" names nobody, if the pile
    has a "ferry" elsewhere.
    """
    free, small, seen = Counter[str](), Counter[str](), set[str]()
    for word in found:
        seen.add(word.stem)
        if not word.capital:
            small[word.stem] += 1
        elif not word.forced:
            free[word.stem] += 1
    return frozenset(stem for stem in seen if free[stem] > small[stem] or not small[stem])
