"""Somebody's denial supports nothing, and stands against the report that states it."""

from datetime import UTC, datetime, timedelta

from secondsource.derivation import load_outlets
from secondsource.model import Brief, Corroboration, Report
from secondsource.models import load_models
from secondsource.pipeline import check_reports
from secondsource.settings import Settings

NINE = datetime(2031, 5, 6, 9, tzinfo=UTC)
STATED = (
    "The ferry office received a call about noises in the engine room on Monday, the purser Ada"
    " Brandt told the Torvik Courier.\n\nThe boat was taken out of the water at noon."
)
DENIED = (
    "Passengers waited for four hours at the pier in Torvik.\n\nThe harbour master {} a call about"
    " noises in the engine room on Monday."
)


def brief_of(*texts: str) -> Brief:
    outlets = ("Torvik Courier", "Fjord Echo", "Isle Herald")
    reports = [
        Report(f"r{n}", text, outlet=outlets[n], published=NINE + timedelta(hours=3 * n))
        for n, text in enumerate(texts)
    ]
    return check_reports(
        reports, (), settings=Settings(), models=load_models(), outlets=load_outlets()
    )


def of_the_call(brief: Brief) -> Corroboration:
    """The corroboration of the claim that a call came."""
    return next(
        found
        for claim, found in zip(brief.claims, brief.corroborations, strict=True)
        if "call about noises" in claim.text
    )


def test_a_report_that_only_denies_a_claim_does_not_carry_it():
    found = of_the_call(brief_of(STATED, DENIED.format("denied having received")))
    assert found.carried_by == ("r0",)
    assert (found.independent_origins.high, found.independent_speakers.high) == (1, 1)
    assert "contested" in found.flags


def test_a_report_that_states_it_too_carries_it():
    found = of_the_call(brief_of(STATED, DENIED.format("confirmed having received")))
    assert found.carried_by == ("r0", "r1")
    assert "contested" not in found.flags


def test_a_denial_stands_against_the_report_that_states_it():
    (relation,) = brief_of(STATED, DENIED.format("denied having received")).relations
    assert (relation.type, relation.is_conflict) == ("negation", True)
    assert {relation.a.report_id, relation.b.report_id} == {"r0", "r1"}
    assert "denies it" in relation.rule


def test_a_report_that_has_both_sides_contradicts_nobody():
    both = STATED + " The harbour master denied having received a call about the engine room."
    assert not brief_of(both, DENIED.format("denied having received")).relations


def test_where_all_have_it_denied_the_denial_is_the_claim():
    denied = DENIED.format("denied having received")
    again = denied.replace("Passengers waited", "Some passengers stood").replace("four", "4")
    brief = brief_of(denied, again)
    assert of_the_call(brief).carried_by == ("r0", "r1")


def test_who_only_passes_a_statement_on_does_not_hold_it():
    brief = brief_of(
        "“Four barges are missing,” harbour master Ada Brandt said, according to the Isle Herald.",
        "“Four barges are missing,” harbour master Ada Brandt said on Monday.",
    )
    held = {m.holder for claim in brief.claims for m in claim.mentions}
    assert held == {"Ada Brandt"}


def test_a_denial_and_a_promise_not_to_have_one_polarity():
    brief = brief_of(
        "The mayor denied on Friday that she would close the mill.",
        "The mayor said on Friday that she would not close the mill.",
    )
    polarities = {m.certainty.polarity for claim in brief.claims for m in claim.mentions}
    assert polarities == {"negative"}
