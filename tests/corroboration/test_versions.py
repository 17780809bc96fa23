"""A newsroom's later version counts anew; an agency that passes words on knows nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from secondsource.derivation import load_outlets
from secondsource.model import Brief, Report
from secondsource.models import load_models
from secondsource.pipeline import check_reports
from secondsource.settings import Settings

NINE = datetime(2031, 5, 6, 9, tzinfo=UTC)
BODY = (
    "A loom caught fire in the weaving mill at Torvik on Tuesday.\n\n"
    "Police said {} weavers were injured in the fire.\n\n"
    "The bobbin store next door was emptied by hand before the roof came down.\n\n"
    "The mill was built when the canal was dug and has burned twice before."
)
SINCE = "\n\nThe owner's brother has opened his barn for the looms that were saved."


def brief_of(*reports: Report) -> Brief:
    return check_reports(
        reports, (), settings=Settings(), models=load_models(), outlets=load_outlets()
    )


def versions(second_outlet: str) -> list[str]:
    """Types of what is found between a report and a later one with another number and a line."""
    one = Report("a", BODY.format(4), outlet="Torvik Courier", published=NINE)
    later = NINE + timedelta(hours=11)
    two = Report("b", BODY.format(19) + SINCE, outlet=second_outlet, published=later)
    return [r.type for r in brief_of(one, two).relations]


def test_a_newsroom_that_counts_again_updates_its_own_number():
    assert versions("Torvik Courier") == ["update"]


def test_a_newsroom_takes_back_what_it_said():
    first = "The owner of the mill at Torvik, Goran Lund, has resigned.\n\nThe looms were saved."
    second = (
        "Correction: An earlier version of this report said that Goran Lund had resigned. He has"
        " not.\n\nThe owner of the mill at Torvik spoke to weavers for an hour on Wednesday."
    )
    one = Report("a", first, outlet="Torvik Courier", published=NINE)
    two = Report("b", second, outlet="Torvik Courier", published=NINE + timedelta(hours=20))
    (found,) = [r for r in brief_of(one, two).relations if "takes it back" in r.rule]
    assert (found.type, found.is_conflict) == ("update", False)
    assert "(06 May 2031, 09:00; then 07 May 2031, 05:00)" in found.rule
    other = replace(two, outlet="Fjord Echo")  # nobody takes back what another said
    assert not [r for r in brief_of(one, other).relations if "takes it back" in r.rule]


def test_a_copy_with_another_toll_in_other_words_contradicts():
    """The rest is the same, so it is no later count of its own; the sentences are not aligned."""
    body = BODY.format(4).replace("weavers", "people")
    reworded = body.replace(
        "Police said 4 people were injured in the fire.",
        "Six people are hurt, according to police.",
    )
    one = Report("a", body, outlet="Torvik Courier", published=NINE)
    two = Report("b", reworded, outlet="Fjord Echo", published=NINE + timedelta(hours=2))
    (found,) = brief_of(one, two).relations
    assert (found.type, found.is_conflict) == ("number", True)
    assert found.values == ("4 people", "Six people")


def test_people_in_hospital_are_a_toll_in_other_words_too():
    later = NINE + timedelta(hours=11)
    text = BODY.replace(
        "Police said {} weavers were injured in the fire.", "The fire left 4 people in hospital."
    )
    new = text.replace(
        "The fire left 4 people in hospital.", "The number of people in hospital has risen to 19."
    )
    brief = brief_of(
        Report("a", text, outlet="Torvik Courier", published=NINE),
        Report("b", new + SINCE, outlet="Torvik Courier", published=later),
    )
    assert [r.type for r in brief.relations] == ["update"]


def test_another_newsroom_that_has_another_number_contradicts():
    assert versions("Brenna Echo") == ["number"]


def test_an_agency_that_cites_a_person_is_no_second_speaker():
    one = Report(
        "a",
        "The weaving mill at Torvik stood in flames until noon.\n\n"
        "A worn belt set the mill on fire, fire chief Ada Berg told Fjord Wire.",
        outlet="Torvik Courier",
    )
    two = Report(
        "b",
        "Looms worth a fortune were lost in Torvik, and nobody knows who will pay for them.\n\n"
        "A worn belt set the mill on fire, Fjord Wire reported, citing fire chief Ada Berg.",
        outlet="Brenna Echo",
    )
    brief = brief_of(one, two)
    (found,) = [
        c
        for c in brief.corroborations
        if set(c.carried_by) == {"a", "b"} and c.origins == ("Fjord Wire",)
    ]
    assert (found.independent_origins.likely, found.independent_speakers.likely) == (1, 1)
