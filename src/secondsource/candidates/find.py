"""Finds the pairs of reports that share a passage, without comparing all pairs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from secondsource.candidates.fingerprints import (
    Hashes,
    gram_hashes,
    shared_counts,
    winnowed,
    word_hashes,
)
from secondsource.model import Candidate, MarkedReport
from secondsource.settings import CandidateSettings
from secondsource.text import words


def find_candidates(
    marked: Sequence[MarkedReport], *, settings: CandidateSettings = CandidateSettings()
) -> tuple[Candidate, ...]:
    """Pairs of reports that share passages, with the number of shared fingerprints.

    Body words only: what an outlet prints under every report pairs nothing. Sorted by ids;
    left < right.
    """
    reports = sorted(marked, key=lambda m: m.id)
    rows = [fingerprints(report, settings=settings) for report in reports]
    if not rows:
        return ()
    lefts, rights, counts = shared_counts(
        np.concatenate(rows),
        np.repeat(np.arange(len(rows)), [len(row) for row in rows]),
        min_shared=settings.min_shared,
        max_holders=settings.max_holders,
    )
    return tuple(
        Candidate(reports[left].id, reports[right].id, int(count))
        for left, right, count in zip(lefts, rights, counts)
    )


def fingerprints(marked: MarkedReport, *, settings: CandidateSettings) -> Hashes:
    """The fingerprints of one report's body, sorted, each once."""
    text = marked.report.text
    keys = [w.key for s in marked.sentences for w in words(text, s.start, s.end)]
    distinct = sorted(set(keys))
    places = {key: place for place, key in enumerate(distinct)}
    hashes = word_hashes(distinct)[np.array([places[k] for k in keys], dtype=np.int64)]
    return winnowed(gram_hashes(hashes, size=settings.gram_words), window=settings.window)
