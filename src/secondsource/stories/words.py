"""The content words of a pile of reports as arrays, ready for the kernels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondsource.model import MarkedReport
from secondsource.settings import StorySettings
from secondsource.text import rarity
from secondsource.text.content import terms


@dataclass(frozen=True, slots=True, eq=False)
class PileWords:
    """Every content word of every report, an array an attribute, all of length n_words.

    reports, stems: numbers of report and stem. name: written with a capital. number: begins
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


def pile_words(marked: Sequence[MarkedReport], *, settings: StorySettings) -> PileWords:
    """The content words of titles and bodies, reports numbered in the order given."""
    rows = [
        (number, *row) for number, m in enumerate(marked) for row in _words(m, settings=settings)
    ]
    bits: dict[str, float] = {}
    for _, stem, key, *_ in rows:
        bits[stem] = min(rarity(key), bits.get(stem, np.inf))
    # Stems in their own order, never that of the files, or sums would differ in the last bit.
    places = {stem: place for place, stem in enumerate(sorted(bits))}
    return PileWords(
        n_reports=len(marked),
        reports=np.array([r[0] for r in rows], dtype=np.int64),
        stems=np.array([places[r[1]] for r in rows], dtype=np.int64),
        name=np.array([r[3] for r in rows], dtype=np.bool_),
        number=np.array([r[2][:1].isdigit() for r in rows], dtype=np.bool_),
        lead=np.array([r[4] for r in rows], dtype=np.bool_),
        rarities=np.array([bits[stem] for stem in places]),
    )


def _words(
    marked: MarkedReport, *, settings: StorySettings
) -> Iterator[tuple[str, str, bool, bool]]:
    """(stem, key, name, lead) of each content word of the title and the body."""
    title = marked.report.title or ""
    for term in terms(title):
        # In a title all in capitals, a capital tells nothing.
        yield term.stem, term.key, term.name and not title.isupper(), True
    if not marked.sentences:
        return
    end = marked.sentences[0].start + settings.lead_chars
    for sentence in marked.sentences:
        for term in terms(marked.report.text, sentence.start, sentence.end):
            yield term.stem, term.key, term.name, term.start < end
