"""Signs of own work."""

import pytest

from secondsource.derivation import load_outlets, own_signs, own_work
from secondsource.model import Mention, Report, Span, Statement
from secondsource.text import mark_reports

OUTLETS = load_outlets()


def signs(text, *, outlet="Harbour Echo", byline="Ada Berg"):
    (marked,) = mark_reports([Report(id="r", text=text, outlet=outlet, byline=byline)])
    return [(e.feature, e.spans[0].of(marked.report)) for e in own_work(marked, outlets=OUTLETS)]


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("TORVIK — A gate broke on Monday.", "own dateline"),
        ("By Ada Berg in Torvik\n\nA gate broke on Monday.", "own dateline"),
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
        "By Bo Lund in Torvik\n\nA gate broke on Monday.",  # not the name in the byline
        "By Ada Berg\n\nA gate broke on Monday.",
        "It broke, he told reporters.",  # every copy of a wire says so too
    ],
)
def test_what_is_no_sign(text):
    assert signs(text) == []


def test_an_agency_in_the_byline_makes_the_dateline_its_own():
    assert signs("TORVIK — A gate broke.", byline="Fjord Wire") == []


def test_a_dateline_with_the_outlets_own_name_is_its_work():
    text = "TORVIK, May 3 (Fjord Wire) - A gate broke on Monday."
    assert [name for name, _ in signs(text, outlet="Fjord Wire", byline="")] == ["own dateline"]


def reached(text: str, words: str, statements=(), **given: str) -> bool:
    """Does a sign of own work in this report reach the passage with these words?"""
    report = Report(id="r", text=text, outlet="Harbour Echo", **given)
    (marked,) = mark_reports([report])
    start = text.index(words)
    mention = Mention(Span("r", start, start + len(words)))
    return any(s.reaches(mention) for s in own_signs(marked, statements, outlets=OUTLETS))


TOLD = "The gate broke on Monday.\n\nIt was rusty, a clerk told this newspaper."


def test_what_was_told_the_newspaper_stands_for_its_paragraph_alone():
    assert reached(TOLD, "It was rusty")
    assert not reached(TOLD, "The gate broke")


def test_a_dateline_with_a_byline_stands_for_the_whole_report():
    text = "TORVIK — A gate broke on Monday.\n\nIt was rusty, a clerk said."
    assert reached(text, "It was rusty", byline="Ada Berg")
    assert not reached(text, "It was rusty")


def test_a_statement_that_bears_the_sign_is_reached_wherever_its_words_stand():
    (marked,) = mark_reports([Report(id="r", text=TOLD, outlet="Harbour Echo")])
    told = TOLD.index("told")
    words = (Span("r", 0, 14), Span("r", TOLD.index("It was"), TOLD.index("It was") + 12))
    said = Statement("s", (), (Span("r", told, told + 4),), words, "indirect")
    signs = own_signs(marked, [said], outlets=OUTLETS)
    assert any(s.reaches(Mention(Span("r", 0, 14), statement_id="s")) for s in signs)
    assert not any(s.reaches(Mention(Span("r", 0, 14), statement_id="t")) for s in signs)
