"""Kernels for how alike reports are: arrays in, arrays out.

TF-IDF cosines (Spärck Jones 1972) of five views of a report: all words, names, the lead,
numbers, and what is left. How rare a word is comes from the pile with imagined reports of the
background thought into it, so that a pile of two has sense as well as one of four hundred.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondsource.settings import StorySettings
from secondsource.stories.grouping import Figures
from secondsource.stories.words import PileWords

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
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
        alike = cosines(
            pile.reports[seen],
            pile.stems[seen],
            counts[seen],
            pile.rarities,
            n_reports=pile.n_reports,
            settings=settings,
        )
        total += weight * np.sqrt(alike)
        # A report without a number is not less alike for that: the view does not count.
        has = np.bincount(pile.reports[seen], minlength=pile.n_reports) > 0
        weights += weight * np.outer(has, has)
    mean = total / weights
    return np.asarray(mean * mean)


def cosines(
    reports: Ints,
    stems: Ints,
    counts: Floats,
    rarities: Floats,
    *,
    n_reports: int,
    settings: StorySettings,
) -> Floats:
    """TF-IDF cosines of the reports, (n_reports, n_reports), over words that count `counts` times.

    reports, stems, counts: of each word. rarities: of each stem, as `surprises` takes them.
    """
    n_stems = len(rarities)
    cells, cell_of = np.unique(reports * max(n_stems, 1) + stems, return_inverse=True)
    rows, columns = np.divmod(cells, max(n_stems, 1))
    frequency = np.bincount(cell_of.ravel(), weights=counts, minlength=len(cells))
    holders = np.bincount(columns, minlength=n_stems)
    values = (1 + np.log(frequency)) * surprises(
        holders, rarities, n_reports=n_reports, settings=settings
    )[columns]
    lengths = np.sqrt(np.bincount(rows, weights=values**2, minlength=n_reports))
    # A word of one report alone makes it longer and nothing more: no column for it.
    shared = holders[columns] > 1
    kept = np.unique(columns[shared])
    matrix = np.zeros((n_reports, len(kept)))
    matrix[rows[shared], np.searchsorted(kept, columns[shared])] = values[shared]
    matrix /= np.maximum(lengths, np.finfo(np.float64).tiny)[:, None]
    return np.clip(matrix @ matrix.T, 0.0, 1.0)


def figures_of(pile: PileWords, *, settings: StorySettings) -> Figures:
    """What reports share of their figures: a number with the content word beside it.

    Beside, because "5" alone is in every report, and "5 dead" is not: root cosine, words of the
    lead counting double. English has no say in how rare a figure is, the pile has.
    """
    beside = pile.reports[1:] == pile.reports[:-1]
    beside &= pile.number[1:] | pile.number[:-1]
    one, other = pile.stems[:-1][beside], pile.stems[1:][beside]
    codes = np.minimum(one, other) * len(pile.rarities) + np.maximum(one, other)
    distinct, places = np.unique(codes, return_inverse=True)
    reports = pile.reports[1:][beside]
    alike = cosines(
        reports,
        places.ravel(),
        np.where(pile.lead[1:][beside], settings.lead_weight, 1.0),
        np.full(len(distinct), np.inf),
        n_reports=pile.n_reports,
        settings=settings,
    )
    common: Floats = np.sqrt(alike)
    has = np.bincount(reports, minlength=pile.n_reports) > 0
    return Figures(np.round(common, settings.digits), has)


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
