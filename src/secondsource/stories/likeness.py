"""Kernels for how alike reports are: arrays in, arrays out.

TF-IDF cosines (Spärck Jones 1972) of five views of a report: all words, names, the lead,
numbers, and what is left. How rare a word is comes from the pile with imagined reports of the
background thought into it, so that a pile of two has sense as well as one of four hundred.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondsource.settings import StorySettings
from secondsource.stories.words import PileWords

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def likeness(pile: PileWords, *, settings: StorySettings) -> Floats:
    """How alike each two reports are, (n_reports, n_reports), in [0, 1].

    The square of the weighted mean of the views' root cosines: a view in which two reports
    share nothing pulls harder than a mean of cosines would let it.
    """
    lead = np.where(pile.lead, settings.lead_weight, 1.0)
    name = np.where(pile.name, settings.name_weight, 1.0)
    views = (
        (settings.all_weight, np.ones(len(pile.stems), dtype=np.bool_), lead * name),
        (settings.names_weight, pile.name, lead),
        (settings.lead_only_weight, pile.lead, name),
        (settings.numbers_weight, pile.number, lead),
        (settings.others_weight, ~pile.name & ~pile.number, lead),
    )
    total = np.zeros((pile.n_reports, pile.n_reports))
    weights = np.full_like(total, np.finfo(np.float64).tiny)
    for weight, seen, counts in views:
        total += weight * np.sqrt(cosines(pile, seen, counts, settings=settings))
        # A report without a number is not less alike for that: the view does not count.
        has = np.bincount(pile.reports[seen], minlength=pile.n_reports) > 0
        weights += weight * np.outer(has, has)
    mean = total / weights
    return np.asarray(mean * mean)


def cosines(pile: PileWords, seen: Flags, counts: Floats, *, settings: StorySettings) -> Floats:
    """TF-IDF cosines of the reports, over the words `seen`, each counted `counts` times."""
    n_stems = len(pile.rarities)
    cells, cell_of = np.unique(
        pile.reports[seen] * max(n_stems, 1) + pile.stems[seen], return_inverse=True
    )
    rows, columns = np.divmod(cells, max(n_stems, 1))
    frequency = np.bincount(cell_of.ravel(), weights=counts[seen], minlength=len(cells))
    holders = np.bincount(columns, minlength=n_stems)
    values = (1 + np.log(frequency)) * surprises(
        holders, pile.rarities, n_reports=pile.n_reports, settings=settings
    )[columns]
    lengths = np.sqrt(np.bincount(rows, weights=values**2, minlength=pile.n_reports))
    # A word of one report alone makes it longer and nothing more: no column for it.
    shared = holders[columns] > 1
    kept = np.unique(columns[shared])
    matrix = np.zeros((pile.n_reports, len(kept)))
    matrix[rows[shared], np.searchsorted(kept, columns[shared])] = values[shared]
    matrix /= np.maximum(lengths, np.finfo(np.float64).tiny)[:, None]
    return np.clip(matrix @ matrix.T, 0.0, 1.0)


def surprises(
    holders: NDArray[np.int64], rarities: Floats, *, n_reports: int, settings: StorySettings
) -> Floats:
    """Weight of each stem: bits of surprise that a report holds it, raised to a power.

    holders: reports of the pile that hold the stem. rarities: bits of surprise of the stem at
    one place of English, which gives its share of the imagined reports.
    """
    expected = np.minimum(1.0, settings.report_words * 2.0**-rarities)
    share = (holders + settings.imagined * expected) / (n_reports + settings.imagined)
    return np.asarray(np.maximum(0.0, -np.log2(np.minimum(1.0, share))) ** settings.idf_power)


def share_rare_name(pile: PileWords, *, settings: StorySettings) -> Flags:
    """Do two reports hold a name that English hardly knows, (n_reports, n_reports)?"""
    seen = pile.name & (pile.rarities[pile.stems] >= settings.rare_name_bits)
    holds = np.zeros((pile.n_reports, len(pile.rarities)))
    holds[pile.reports[seen], pile.stems[seen]] = 1.0
    return np.asarray(holds @ holds.T > 0)


def same_days(days: Floats, *, settings: StorySettings) -> Flags:
    """Are two reports known to be of the same days, (n, n)? Unknown days give False."""
    apart = np.abs(days[:, None] - days[None, :])
    return np.asarray(apart <= settings.near_days)


def nearness(days: Floats, shared: Floats, *, settings: StorySettings) -> Floats:
    """Factor for the days between two reports, (n, n), in [0, 1]; nan days give 1.

    A few days take off little, as dates are often wrong. From `season_days` on two reports are
    of two events, unless they share a passage: a copy may be dated anew.
    shared: fingerprints in common, (n, n).
    """
    apart = np.abs(days[:, None] - days[None, :])
    beyond = np.maximum(0.0, apart - settings.near_days) / settings.half_days
    factor = settings.far_worth + (1 - settings.far_worth) * 0.5**beyond
    seasons = np.maximum(0.0, apart - settings.season_days) / settings.season_half_days
    factor *= np.where(shared >= settings.copy_shared, 1.0, 0.5**seasons)
    return np.where(np.isnan(factor), 1.0, factor)


def passage_worth(shared: Floats, *, settings: StorySettings) -> Floats:
    """Likeness that shared fingerprints add, in [0, shared_worth)."""
    return np.asarray(settings.shared_worth * (1 - 0.5 ** (shared / settings.shared_half)))
