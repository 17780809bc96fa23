"""Signs of own work."""

import pytest

from secondsource.derivation import load_outlets, own_work
from secondsource.model import Report
from secondsource.text import mark_reports

OUTLETS = load_outlets()


def signs(text, *, outlet="Harbour Echo", byline="Ada Berg"):
    (marked,) = mark_reports([Report(id="r", text=text, outlet=outlet, byline=byline)])
    return [(e.feature, e.spans[0].of(marked.report)) for e in own_work(marked, outlets=OUTLETS)]


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("TORVIK — A gate broke on Monday.", "own dateline"),
        ("It broke, a clerk told this newspaper.", "told the outlet"),
        ("It broke, a clerk told the Harbour Echo.", "told the outlet"),
        ("It was dark when I visited the yard.", "first person"),
        ("It broke, he told reporters at the scene.", "at the scene"),
    ],
)
def test_signs_of_own_work(text, feature):
    assert [name for name, _ in signs(text)] == [feature]


@pytest.mark.parametrize(
    "text",
    [
        "TORVIK (Fjord Wire) - A gate broke on Monday.",
        "It broke, a clerk told the Lowland Ledger.",
        '"It was dark when I visited the yard," she said.',
        "It broke, he told reporters.",  # every copy of a wire says so too
    ],
)
def test_what_is_no_sign(text):
    assert signs(text) == []


def test_an_agency_in_the_byline_makes_the_dateline_its_own():
    assert signs("TORVIK — A gate broke.", byline="Fjord Wire") == []
