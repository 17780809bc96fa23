"""Order, trees, drawings and collation: what stands where, and why a reader would agree."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from secondsource import check
from secondsource.brief.collation import collate
from secondsource.brief.drawings import (
    BAR_WIDTH,
    draw_reasons,
    draw_timeline,
    draw_tree,
    draw_waterfall,
)
from secondsource.brief.order import conflicts, no_conflicts, ordered_claims, tree
from secondsource.brief.passages import Passages, compared, differences
from secondsource.brief.trees import tree_lines
from secondsource.model import Claim, Derivation, Evidence, Mention, Report, Story

from .fixture import at, make_brief

DAY = datetime(2031, 3, 4, 8, tzinfo=UTC)


def _derived(child, parent, probability=0.9):
    return Derivation(child, parent, None, "derived", probability)


def _drawn(ids, derivations):
    brief = replace(make_brief(), derivations=tuple(derivations))
    return [line.split("  derived")[0] for line in tree_lines(tree(brief, ids), 80)]


@pytest.mark.parametrize(
    ("derivations", "drawn"),
    [
        ([], ["a", "b", "c"]),  # nobody copied
        ([_derived("b", "a")], ["a", "└─ b", "c"]),
        ([_derived("b", "a"), _derived("c", "b")], ["a", "└─ b", "   └─ c"]),
        ([_derived("b", "a"), _derived("c", "a")], ["a", "├─ b", "└─ c"]),
        # two parents: under both, once with all that hangs on it
        (
            [_derived("c", "a"), _derived("c", "b")],
            ["a", "└─ c", "b", "└─ c"],
        ),
    ],
)
def test_trees_as_they_are_drawn(derivations, drawn):
    assert _drawn(["a", "b", "c"], derivations) == drawn


def test_a_circle_of_reports_is_drawn_once_and_ends():
    lines = _drawn(["a", "b"], [_derived("a", "b"), _derived("b", "a")])
    assert lines[:2] == ["a", "└─ b"]


def test_a_very_long_chain_is_drawn_without_recursion():
    ids = [f"r{n:04}" for n in range(3000)]
    lines = _drawn(ids, [_derived(b, a) for a, b in itertools.pairwise(ids)])
    assert len(lines) == 3000


def test_the_order_of_claims_and_relations_does_not_follow_the_input():
    brief = make_brief()
    turned = replace(
        brief, claims=tuple(reversed(brief.claims)), relations=tuple(reversed(brief.relations))
    )
    assert ordered_claims(turned) == ordered_claims(brief)
    assert conflicts(turned) == conflicts(brief)
    assert no_conflicts(turned) == no_conflicts(brief)
    assert [len(w.claim.report_ids) for w in ordered_claims(brief)] == [5, 4, 4, 3, 1]


def test_boxes_do_not_overlap_and_every_derivation_has_an_arrow():
    brief = make_brief()
    drawing = draw_tree(tree(brief, brief.stories[0].report_ids))
    places = {(box.x, box.y) for box in drawing.boxes}
    assert len(places) == len(drawing.boxes) == 6
    assert {a.edge.child for a in drawing.arrows} == {"gazette", "lantern", "wire"}
    assert all(arrow.x1 < arrow.x2 for arrow in drawing.arrows)


def test_a_waterfall_ends_where_the_bits_add_up():
    fall = draw_waterfall([Evidence("a", 3.0, ""), Evidence("b", -1.0, ""), Evidence("c", 0.5, "")])
    assert [bar.total for bar in fall.bars] == [3.0, 2.0, 2.5]
    assert fall.total == 2.5
    assert fall.bars[0].width == BAR_WIDTH  # the highest sum fills the scale
    assert fall.bars[1].x == pytest.approx(BAR_WIDTH * 2 / 3)


def test_reasons_about_different_things_all_start_at_zero():
    drawn = draw_reasons([Evidence("a", 3.0, ""), Evidence("b", -1.0, "")])
    assert drawn.bars[0].x == drawn.zero == pytest.approx(BAR_WIDTH / 4)
    assert drawn.bars[1].x == 0.0
    assert draw_reasons([]).bars == ()


def test_waterfalls_of_nothing_and_of_no_weight():
    assert draw_waterfall([]).total == 0
    assert draw_waterfall([Evidence("a", 0.0, "")]).bars[0].width == 1.0


def test_the_timeline_goes_by_the_moment_not_by_the_clock_on_the_wall():
    brief = make_brief()
    drawn = draw_timeline([m.report for m in brief.reports])
    # courier says 11:20 +01:00, which is 10:20 UTC: after lantern, before gazette
    assert [m.report.id for m in drawn.moments] == ["wire", "lantern", "courier", "gazette", "loaf"]
    assert [r.id for r in drawn.undated] == ["radio"]


def test_a_row_of_the_collation_holds_the_sentences_that_tell_the_same():
    brief = make_brief()
    passages = Passages(brief)
    found = collate(brief, brief.stories[0], passages)
    assert found.columns == ("wire", "lantern", "courier", "gazette", "radio")
    rows = [
        {c.report_id: "".join(p.text for s in c.sentences for p in s) for c in row.cells}
        for row in found.rows
    ]
    assert len(rows) == 4
    (missing,) = (row for row in rows if "missing" in row["wire"])
    assert missing == {
        "wire": "Two people were missing, officials told Harrow Wire.",
        "lantern": "Two people were missing, officials told Harrow Wire.",
        "courier": "Two people were missing, the fire service said.",
        "gazette": "Two people are missing.",
        "radio": "",
    }


def test_what_is_told_in_other_words_is_said_so_instead_of_marked():
    brief = make_brief()
    found = collate(brief, brief.stories[0], Passages(brief))
    cells = {cell.report_id: cell for cell in found.rows[0].cells}
    assert cells["courier"].own_words
    assert not cells["lantern"].own_words
    assert not any(piece.differs for sentence in cells["courier"].sentences for piece in sentence)


FLOOD = (
    "Forty homes on Mill Lane were flooded on Monday night when the dam gave way, the board said. "
    "The old bridge at Carr was shut to all traffic. Divers looked for two missing anglers.",
    "Sixty homes on Mill Lane were flooded on Monday night when the dam gave way, the board said. "
    "Divers looked for two missing anglers. A school took in the families.",
    "Sixty homes on Mill Lane were flooded on Monday night when the old dam gave way, the board "
    "said. The old bridge at Carr was shut to all traffic. Nobody was hurt.",
)


def flood(names):
    """The rows of three reports, each cell in words, its marks in brackets."""
    brief = check(
        [
            Report(id=name, text=text, outlet=f"Carr Post {n}", published=DAY + timedelta(hours=n))
            for n, (name, text) in enumerate(zip(names, FLOOD, strict=True))
        ]
    )
    (story,) = brief.stories
    return [
        [
            " ".join(
                "".join(f"[{p.text}]" if p.differs else p.text for p in s) for s in c.sentences
            )
            for c in row.cells
        ]
        for row in collate(brief, story, Passages(brief)).rows
    ]


def test_rows_hold_all_reports_at_once_and_mark_each_side_of_a_difference():
    found = flood(["a", "b", "c"])
    rest = "homes on Mill Lane were flooded on Monday night when the {} gave way, the board said."
    bridge = "The old bridge at Carr was shut to all traffic."
    divers = "Divers looked for two missing anglers."
    lead = [f"[Forty] {rest}", f"[Sixty] {rest}", f"[Sixty] {rest}"]
    lead = [line.format(dam) for line, dam in zip(lead, ("dam", "dam", "[old] dam"), strict=True)]
    assert len(found) == 3
    for row in (lead, [bridge, "", bridge], [divers, divers, ""]):
        assert row in found


def everything_is(likeness):
    """The rows of a brief in which one claim goes through every sentence."""
    brief = make_brief()
    spans = [s for marked in brief.reports for s in marked.sentences]
    claim = Claim("all", "All is said.", "so", tuple(Mention(s, likeness=likeness) for s in spans))
    found = replace(brief, claims=(claim,), quotations=())
    return collate(found, found.stories[0], Passages(found)).rows


def test_no_row_chains_one_link_to_the_next():
    longest = max(len(cell.sentences) for row in everything_is(1.0) for cell in row.cells)
    assert longest == 2
    own = [cell for row in everything_is(0.1) for cell in row.cells if cell.own_words]
    assert own == []  # what perhaps states another thing stands in no row


def test_names_of_reports_change_no_row():
    assert flood(["a", "b", "c"]) == flood(["z", "y", "x"]) == flood(["m", "z", "a"])


def test_the_whole_texts_stand_in_the_collation_unchanged():
    brief = make_brief()
    found = collate(brief, brief.stories[0], Passages(brief))
    for report_id, stretches in found.texts:
        assert "".join(s.text for s in stretches) == brief.report(report_id).text


def test_reports_without_a_column_are_named():
    brief = make_brief()
    passages = Passages(brief)
    from secondsource.settings import BriefSettings

    few = collate(brief, brief.stories[0], passages, settings=BriefSettings(collated_reports=2))
    assert few.columns == ("wire", "lantern")
    assert few.more == ("courier", "gazette", "radio")


def test_a_story_of_one_report_collates_to_nothing():
    brief = make_brief()
    assert collate(brief, Story("s", ("loaf",)), Passages(brief)).rows == ()


@pytest.mark.parametrize(
    ("a", "b", "marked"),
    [
        ("was struck", "may have been struck", ["may have been"]),
        ("40 homes", "46 homes", ["46"]),
        ("It’s here", "it's here", []),  # marks and capitals do not count
        ("one two", "one two", []),
    ],
)
def test_the_words_that_differ_are_marked(a, b, marked):
    assert [piece.text for piece in differences(a, b)[1] if piece.differs] == marked
    assert "".join(piece.text for piece in differences(a, b)[1]) == b


def test_a_side_that_lacks_the_words_has_none_marked():
    pieces = compared("The gate was hit", "The gate was hit, Quill said", ("", "Quill said"), 0)
    assert [piece.differs for piece in pieces] == [False]


def test_a_passage_stands_in_its_sentence():
    brief = make_brief()
    found = Passages(brief).of(at("courier", "46 flooded homes"))
    assert found.before == "I counted "
    assert found.words == "46 flooded homes"
    assert found.after == " along Mill Lane on Tuesday morning."
