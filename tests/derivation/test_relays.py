"""Agencies that no table knows: told things here, reporting what others said there."""

import pytest

from secondsource.derivation import find_credits, load_outlets
from secondsource.derivation.relays import relaying_names
from secondsource.model import Report
from secondsource.models import load_models
from secondsource.pipeline import check_reports
from secondsource.settings import Settings
from secondsource.statements import read_statements
from secondsource.text import mark_reports

TOLD = "Owen Karr, the union secretary, told Osprey Line that repairs would take until May."
CITING = (
    "Repairs would take until May, Osprey Line reported, citing Owen Karr, the union secretary."
)
ACCORDING = (
    "According to Osprey Line, Owen Karr, the union secretary, said that it would take until May."
)
POLICE = "Owen Karr told Norvik Police that the gate was open."
POLICE_TOO = "According to Norvik Police, the gate was open."


def read(*texts: str):
    """Marked reports of these texts, and the statements in them."""
    marked = mark_reports(
        [Report(id=f"r{n}", text=t, outlet=f"Paper {n}") for n, t in enumerate(texts)]
    )
    settings, models = Settings(), load_models()
    found = [read_statements(m, models=models, settings=settings.statements) for m in marked]
    return marked, tuple(s for of_report in found for s in of_report)


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        ((TOLD, CITING), ("Osprey Line",)),
        ((TOLD, ACCORDING), ("Osprey Line",)),
        ((TOLD,), ()),  # whoever is told something need not publish it
        ((CITING,), ()),  # nobody is said to have told it anything
        ((POLICE, POLICE_TOO), ()),  # police say what they know: nobody else is heard in it
    ],
)
def test_who_is_told_and_passes_it_on(texts, names):
    assert relaying_names(*read(*texts)) == names


def test_such_a_name_is_the_channel_of_every_report_that_tells_of_it():
    marked, statements = read(TOLD, CITING)
    credits = find_credits(marked, statements, outlets=load_outlets())
    assert {(c.report_id, c.outlet) for c in credits} == {
        ("r0", "Osprey Line"),
        ("r1", "Osprey Line"),
    }


def test_a_statement_within_another_is_what_its_own_speaker_said():
    _, statements = read(ACCORDING)
    pairs = [(a, b) for a in statements for b in statements if a.encloses(b)]
    assert len(pairs) == 1


def test_who_only_passes_it_on_is_no_second_speaker():
    reports = [
        Report(id=f"r{n}", text=f"{text}\n\nThe quay at Norvik was shut.", outlet=f"Paper {n}")
        for n, text in enumerate((TOLD, ACCORDING))
    ]
    brief = check_reports(
        reports, settings=Settings(), models=load_models(), outlets=load_outlets()
    )
    for claim, found in zip(brief.claims, brief.corroborations):
        if "until May" in claim.text:
            assert found.independent_speakers.likely == 1
            assert set(found.origins) == {"Osprey Line"}


def test_what_somebody_will_say_is_not_what_others_pass_on():
    (marked,) = mark_reports(
        [Report("a", "Mayor Ada Brandt will announce a plan, two council members said on Monday.")]
    )
    outer, inner = sorted(read_statements(marked), key=lambda s: s.content[0].start)[:2]
    assert marked.words_of(outer.speaker[0]) == "two council members"
    assert (inner.act, outer.encloses(inner)) == ("intends", False)
