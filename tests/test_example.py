"""The shipped example, read as a person would read it.

Seven reports of one invented fire: a wire and its evening update, a rewrite that loses a "may", a
trimmed copy that gets a number wrong, another rewrite that gives the fire chief's words to the
mayor and names a radio station for one sentence, and two reporters in one briefing.
"""

from functools import cache
from pathlib import Path

import pytest

import secondsource as ss
from secondsource.model import Corroboration

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "silo-fire"
REPORTS = {
    "gull-wire-1",
    "gull-wire-2",
    "harbour-post",
    "kelmoor-courier",
    "lowland-mail",
    "northern-ledger",
    "vale-tribune",
}


@cache
def brief() -> ss.Brief:
    """The brief of the example."""
    return ss.check([EXAMPLE])


def relations(kind: str) -> list[set[tuple[str, str]]]:
    """The relations of a type, each as its two (report, words that differ)."""
    return [
        {(r.a.report_id, r.values[0]), (r.b.report_id, r.values[1])}
        for r in brief().relations
        if r.type == kind
    ]


def corroboration_of(words: str) -> Corroboration:
    """The corroboration of the claim that has a mention with these words."""
    (found,) = {
        claim.id
        for claim in brief().claims
        for mention in claim.mentions
        if words in brief().words_of(mention.span)
    }
    return next(c for c in brief().corroborations if c.claim_id == found)


def test_seven_reports_of_one_event_from_five_kinds_of_files():
    assert {m.id for m in brief().reports} == REPORTS
    assert brief().refused == ()
    assert [set(story.report_ids) for story in brief().stories] == [REPORTS]


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        ("harbour-post", "gull-wire-1"),  # a rewrite of the wire
        ("lowland-mail", "harbour-post"),  # the rewrite, cut: it has the rewrite's words
        ("vale-tribune", "gull-wire-1"),  # another rewrite of the wire
    ],
)
def test_who_has_it_from_whom(child, parent):
    parents = {d.parent for d in brief().derivations if d.child == child and d.verdict == "derived"}
    assert parents - {None} == {parent}


@pytest.mark.parametrize("report_id", ["kelmoor-courier", "northern-ledger"])
def test_a_reporter_who_was_there_derives_from_nobody(report_id):
    assert not [d for d in brief().derivations if d.child == report_id and d.verdict == "derived"]


def test_words_that_the_fire_chief_said_stand_with_the_mayor_in_one_report():
    speakers = relations("speaker")
    assert speakers
    assert all({who for _, who in pair} == {"Marit Solvang", "Henrik Aas"} for pair in speakers)


def test_a_number_that_changed_is_a_contradiction_and_one_made_round_is_none():
    assert any(("lowland-mail", "about 2,100 tonnes") in pair for pair in relations("number"))
    assert not any(
        ("harbour-post", "about 1,200 tonnes") in pair and ("gull-wire-1", "1,180 tonnes") in pair
        for pair in relations("number")
    )
    assert {("gull-wire-1", "1,180 tonnes"), ("harbour-post", "about 1,200 tonnes")} in relations(
        "rounding"
    )


def test_a_certainty_is_lost_along_a_proven_derivation():
    drifts = [r for r in brief().relations if r.type == "certainty" and r.drift]
    assert [r.nearer for r in drifts] == ["gull-wire-1"]


def test_a_later_state_is_an_update_and_no_contradiction():
    updates = [r for r in brief().relations if r.type == "update"]
    assert updates
    assert all("gull-wire-2" in (r.a.report_id, r.b.report_id) for r in updates)


def test_two_reporters_in_one_room_are_two_origins_and_one_speaker():
    counts = corroboration_of("Not one ship comes alongside")
    assert counts.independent_origins.low == 2
    assert counts.independent_speakers.likely == 1
    assert counts.badge == "single"


def test_four_reports_of_the_cause_have_one_origin():
    counts = corroboration_of("An overheated conveyor bearing started the fire")
    assert len(counts.carried_by) == 4
    assert counts.independent_origins.likely == 1
    assert counts.badge == "single"


def test_a_credit_reaches_its_own_sentence_and_no_further():
    assert "Sound Radio" in corroboration_of("The smoke had cleared from the schools").origins
    assert "Sound Radio" not in corroboration_of("Six fire engines and a fireboat").origins


def test_nothing_is_said_to_be_true_or_false():
    shown = (brief().to_html() + brief().to_markdown()).lower()
    assert [word for word in (" true", " false", "liar") if word in shown] == []
    assert "in the 7 files given" in shown
