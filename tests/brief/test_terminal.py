"""The terminal form: counts first, 80 columns, no colour, nothing lost without a word."""

from dataclasses import replace

import pytest

from secondsource.brief import to_terminal
from secondsource.brief.plain import width
from secondsource.model import Claim, Mention
from secondsource.settings import BriefSettings

from .fixture import at, make_brief


@pytest.fixture(scope="module")
def shown():
    return to_terminal(make_brief())


def test_every_line_fits_in_80_columns(shown):
    assert [line for line in shown.splitlines() if width(line) > 80] == []


def test_the_badge_and_both_counts_stand_before_the_words_of_a_claim(shown):
    lines = shown.splitlines()
    place = lines.index("  40 homes were flooded (that it is so)")
    assert lines[place - 1] == (
        "[single][contested] 2 origins (2-3), 2 speakers (1-3), carried by 5 of 5"
    )


def test_the_parts_come_in_the_order_a_reader_needs(shown):
    parts = [
        "Claims, in the 6 files given",
        "Contradictions",
        "Not contradictions",
        "Which report derives from which",
        "Warnings",
        "Refused",
        "What these files cannot show",
    ]
    places = [shown.index(f"\n{part}") for part in parts]
    assert places == sorted(places)


def test_contradictions_stand_side_by_side_with_the_differing_words_marked(shown):
    assert '"The gate {was} struck by a barge,    | "The gate {may have been} struck by a' in shown
    assert "gazette (77-118), Tomas Hale" in shown


def test_an_update_is_listed_apart(shown):
    after = shown.index("Not contradictions")
    assert shown.index("A later state") > after
    assert shown.index("Rounded") > after


def test_the_tree_is_drawn_from_the_outside_origin_down(shown):
    tree = "\n".join(
        [
            "(Harrow Wire)",
            "└─ wire  derived, 93%",
            "   └─ lantern  derived, 97%",
            "      └─ gazette  derived, 86%",
        ]
    )
    assert tree in shown


def test_claims_that_are_not_shown_are_counted(shown):
    few = to_terminal(make_brief(), settings=BriefSettings(most_claims=3))
    assert "... and 2 more claims, 1 in one report only: --all" in few
    assert "Bakers stopped work" not in few
    assert "Bakers stopped work" in shown
    assert "--all" not in shown


def test_terminal_commands_in_a_report_are_shown_not_obeyed():
    brief = make_brief()
    text = brief.report("loaf").text
    evil = replace(brief.report("loaf"), outlet="\x1b]0;owned\x07Pell", text=text)
    reports = tuple(replace(m, report=evil) if m.id == "loaf" else m for m in brief.reports)
    shown = to_terminal(replace(brief, reports=reports))
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_a_long_pile_stays_short():
    brief = make_brief()
    mentions = (Mention(at("wire", "40 homes")), Mention(at("lantern", "40 homes")))
    many = tuple(Claim(f"c{n}", f"claim number {n}", "so", mentions) for n in range(500))
    shown = to_terminal(replace(brief, claims=many, corroborations=()))
    assert len(shown.splitlines()) < 200
    assert "... and 488 more claims" in shown
