"""Which reports tell of one event: small piles, changed words, copies, order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.candidates import find_candidates
from secondsource.model import Report, Story
from secondsource.settings import StorySettings
from secondsource.stories import find_stories
from secondsource.stories.grouping import Figures, group
from secondsource.stories.likeness import figures_of, likeness, nearness
from secondsource.stories.words import pile_words
from secondsource.text import mark_reports

FERRY = Report(
    id="ferry",
    title="Ferry aground on Tarsk reef",
    text=(
        "The cargo ferry Halvmane ran aground on the Tarsk reef shortly before dawn on Tuesday, "
        "spilling forty tonnes of diesel into the sound.\n\nAll nineteen crew members were "
        "lifted off by helicopter and taken to Lisvik hospital, harbour pilot Oda Brekke said. "
        "She had warned about missing buoys for years."
    ),
)
FERRY_APART = Report(
    id="apart",
    title="Diesel slick spreads after Halvmane wreck",
    text=(
        "Fishermen near Lisvik were told to keep their boats in port as fuel from the stricken "
        "Halvmane drifted north.\n\nOfficials blamed the Tarsk reef, where two buoys have been "
        "missing since spring. Oda Brekke, the pilot, called it a disaster foretold. The sailors "
        "left hospital in the evening."
    ),
)
COLUMN = Report(
    id="column",
    title="Who minds our buoys?",
    text=(
        "Every spring we count what the winter took from us, and nobody pays.\n\nNow a ship lies "
        "broken. “All nineteen crew members were lifted off by helicopter and taken to Lisvik "
        "hospital,” as the pilot put it. Luck is no policy."
    ),
)
OTHER_FERRY = Report(
    id="other",
    title="Ferry runs aground in Pellos bay",
    text=(
        "A passenger ferry with eighty people on board ran aground in Pellos bay on Friday after "
        "its engine failed.\n\nTugs pulled the Kyra Despina free within hours and nobody was "
        "hurt, the Pellos coastguard said. The captain was questioned."
    ),
)
TOLL = Report(
    id="toll",
    title="Vardal says no to tunnel toll",
    text=(
        "Voters in the mountain canton of Vardal rejected the planned tunnel toll by a narrow "
        "margin on Sunday.\n\nReturning officer Beat Amsler said turnout was the highest in "
        "thirty years. The road office must now find other money."
    ),
)


def stories(*reports: Report) -> tuple[Story, ...]:
    """The stories of these reports, candidates and all."""
    marked = mark_reports(reports)
    return find_stories(marked, find_candidates(marked))


def together(*reports: Report) -> list[tuple[str, ...]]:
    """The ids that stand together."""
    return [story.report_ids for story in stories(*reports)]


@pytest.mark.parametrize(
    ("pile", "expected"),
    [
        # One report is one story.
        ((FERRY,), [("ferry",)]),
        # The same event in quite other words.
        ((FERRY, FERRY_APART), [("apart", "ferry")]),
        # An event of the same kind elsewhere is another.
        ((FERRY, OTHER_FERRY), [("ferry",), ("other",)]),
        ((FERRY, TOLL), [("ferry",), ("toll",)]),
        # A column that only lifts a quotation belongs to the event it speaks of.
        ((FERRY, COLUMN, TOLL), [("column", "ferry"), ("toll",)]),
        (
            (FERRY, FERRY_APART, COLUMN, OTHER_FERRY, TOLL),
            [("apart", "column", "ferry"), ("other",), ("toll",)],
        ),
    ],
)
def test_reports_of_one_event_are_one_story(pile, expected):
    assert together(*pile) == expected


def test_no_report_is_lost_and_none_is_an_empty_pile():
    empty = Report(id="empty", text="")
    assert together(FERRY, empty) == [("empty",), ("ferry",)]
    assert stories() == ()


def test_the_order_of_files_does_not_matter():
    pile = (FERRY, FERRY_APART, COLUMN, TOLL)
    first = stories(*pile)
    assert all(stories(*order) == first for order in permutations(pile))


def test_new_names_give_the_same_stories_under_the_same_ids():
    pile = (FERRY, FERRY_APART, COLUMN, TOLL)
    renamed = [replace(r, id=name) for r, name in zip(pile, ("z", "y", "x", "w"))]
    assert {s.id for s in stories(*pile)} == {s.id for s in stories(*renamed)}


def test_a_verbatim_copy_changes_no_other_story():
    pile = (FERRY, FERRY_APART, OTHER_FERRY, TOLL)
    copies = [replace(TOLL, id=f"copy{n}", title=f"Toll, part {n}") for n in range(6)]
    before, after = together(*pile), together(*pile, *copies)
    assert [s for s in after if "toll" not in s] == [s for s in before if "toll" not in s]
    (tolls,) = [s for s in after if "toll" in s]
    assert len(tolls) == 7


NOW = datetime(2031, 3, 4, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("later", "days", "expected"),
    [
        (FERRY_APART, 60, [("apart", "ferry")]),  # dates are often wrong
        (FERRY_APART, 400, [("apart",), ("ferry",)]),  # the same reef, a year later
        (replace(FERRY, id="copy", text=f"{FERRY.text} Updated."), 400, [("copy", "ferry")]),
    ],
)
def test_a_season_between_reports_makes_two_events_but_not_of_copies(later, days, expected):
    late = replace(later, published=NOW + timedelta(days=days))
    assert together(replace(FERRY, published=NOW), late) == expected


def test_days_take_off_a_little_and_seasons_all_but_from_copies():
    days = np.array([0.0, 1.0, 30.0, 210.0, np.nan])
    none = np.zeros((5, 5))
    factors = nearness(days, none, settings=StorySettings())
    assert factors[0].tolist() == pytest.approx([1.0, 1.0, 0.7504, 0.1875, 1.0], abs=1e-3)
    copies = nearness(days, none + 99, settings=StorySettings())
    assert copies[0].tolist() == pytest.approx([1.0, 1.0, 0.7504, 0.75, 1.0], abs=1e-3)


# --- kernels --------------------------------------------------------------------------------


def test_likeness_is_symmetric_and_nearest_within_the_event():
    marked = mark_reports([FERRY, FERRY_APART, COLUMN, OTHER_FERRY, TOLL])
    found = likeness(pile_words(marked, settings=StorySettings()), settings=StorySettings())
    assert np.allclose(found, found.T)
    assert 0 <= found.min() <= found.max() <= 1 + 1e-9
    # FERRY is nearest to the report of its own event, then to the column that quotes it.
    assert found[0, 1] > found[0, 2] > found[0, 3] > found[0, 4]


def test_the_place_of_a_dateline_is_a_word_of_the_lead():
    text = "VELLIN, May 3 (Northwire) - The ground shook twice before dawn. Nobody was hurt."
    pile = pile_words(mark_reports([Report(id="a", text=text)]), settings=StorySettings())
    bare = text.partition(" - ")[2]
    without = pile_words(mark_reports([Report(id="a", text=bare)]), settings=StorySettings())
    assert len(pile.stems) - len(without.stems) == 3  # Vellin, 3, Northwire; "may" tells nothing
    assert pile.lead.all()


def test_a_chain_of_pairs_is_no_story():
    # 0-1 and 1-2 are alike, 0-2 not at all, and so on along the chain.
    near = np.eye(8)
    for a in range(7):
        near[a, a + 1] = near[a + 1, a] = 0.12
    labels = group(near, settings=StorySettings())
    assert max(np.bincount(labels)) < 4


def test_two_dense_groups_with_loose_ties_stay_apart():
    near = np.full((8, 8), 0.2)
    near[:4, :4] = near[4:, 4:] = 0.5
    assert group(near, settings=StorySettings()).tolist() == [0] * 4 + [4] * 4
    # As loose inside as between, they are one.
    assert group(np.full((8, 8), 0.2), settings=StorySettings()).tolist() == [0] * 8


def two_groups(size: int, between: float, inside: float) -> np.ndarray:
    """Likeness of two groups of `size` reports each."""
    near = np.full((2 * size, 2 * size), between)
    near[:size, :size] = near[size:, size:] = inside
    return near


@pytest.mark.parametrize(
    ("between", "groups"),
    [
        (0.4, 1),  # the same figures everywhere: one quake, told twice
        (0.0, 2),  # each group has its own dead and its own degrees: two quakes on one island
    ],
)
def test_figures_of_their_own_keep_two_groups_apart(between, groups):
    near = two_groups(4, 0.23, 0.4)
    figures = Figures(two_groups(4, between, 0.4), np.ones(8, dtype=np.bool_))
    assert len(set(group(near, figures, settings=StorySettings()).tolist())) == groups
    # Where hardly a report gives a figure, none is missing.
    few = Figures(figures.alike, np.arange(8) == 0)
    assert len(set(group(near, few, settings=StorySettings()).tolist())) == 1


@pytest.mark.parametrize(("size", "groups"), [(3, 1), (12, 2)])
def test_small_pieces_may_lie_apart_by_chance_and_large_ones_not(size, groups):
    labels = group(two_groups(size, 0.24, 0.4), settings=StorySettings())
    assert len(set(labels.tolist())) == groups


def test_a_dense_group_of_copies_does_not_keep_out_what_is_loose_itself():
    # Twelve copies of a wire, and twelve reports in words of their own about the same event.
    near = two_groups(12, 0.22, 0.24)
    near[:12, :12] = 0.55
    assert len(set(group(near, settings=StorySettings()).tolist())) == 1


def test_a_figure_is_a_number_with_the_word_beside_it():
    def quake(name: str, text: str) -> Report:
        return Report(id=name, text=f"The ground shook in Ostmark. {text}")

    marked = mark_reports(
        [
            quake("a", "Police counted 14 dead and a magnitude of 6.1 that night."),
            quake("b", "There were 14 dead; a magnitude of 6.1 was read in Vellin."),
            quake("c", "The bridge closed at 14 o'clock for the works planned in May."),
            quake("d", "Nobody gave a number yet."),
        ]
    )
    found = figures_of(pile_words(marked, settings=StorySettings()), settings=StorySettings())
    assert found.has.tolist() == [True, True, True, False]
    # The 14 of the clock is not that of the dead.
    assert found.alike[0, 1] > 0.5 > found.alike[0, 2] == found.alike[0, 3] == 0.0


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 14), st.integers(0, 10_000))
def test_grouping_does_not_hang_on_the_order(size, seed):
    rng = np.random.default_rng(seed)
    near = rng.random((size, size))
    near = (near + near.T) / 2
    common = rng.random((size, size))
    figures = Figures((common + common.T) / 2, rng.random(size) < 0.8)
    order = rng.permutation(size)
    labels = group(near, figures, settings=StorySettings())
    mixed = group(near[np.ix_(order, order)], figures.of(order), settings=StorySettings())
    same = labels[order][:, None] == labels[order][None, :]
    assert (same == (mixed[:, None] == mixed[None, :])).all()
