"""Channels that a report names."""

from dataclasses import replace

import pytest

from secondsource.derivation import find_credits, load_outlets
from secondsource.model import Report
from secondsource.text import mark_reports

OUTLETS = load_outlets()


def credits_of(text, *, outlet="Harbour Echo", byline=None, note=None, others=()):
    own = Report(id="r", text=text, outlet=outlet, byline=byline, note=note)
    story = mark_reports([own, *others])
    return [c for c in find_credits(story, (), outlets=OUTLETS) if c.report_id == "r"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The gate broke, a clerk told Reuters.", {"Reuters"}),
        ("A clerk told The Associated Press that the gate broke.", {"AP"}),
        ("The clerk told the news agency dpa that the gate broke.", {"dpa"}),
        ("According to a long feature by Fjord Wire, the gate broke.", {"Fjord Wire"}),
        ("According to a piece on Lantern Sports, the team left.", {"Lantern Sports"}),
        ("The gate broke, Beacon 4 News reports.", {"Beacon 4 News"}),
        (
            "The gate broke, the Torvik Evening Herald reported on Monday.",
            {"Torvik Evening Herald"},
        ),
        ("In an interview with the BBC, she denied it.", {"BBC"}),
        ("Fjord Wire quoted him as saying the gate broke.", {"Fjord Wire"}),
        ("A clerk told Reuters and Fjord Wire that it broke.", {"Reuters", "Fjord Wire"}),
        ("A Reuters reporter saw the gate.", {"Reuters"}),
        ("A clerk told the Torvik Bay Times that it broke.", {"Torvik Bay Times"}),
        ("The gate broke, Holm told Aurora Network.", {"Aurora Network"}),
        ("The gate will hold, she said on CNN.", {"CNN"}),
        # No channels:
        ("Petra Holm told the inquiry that the gate broke.", set()),  # a person, no agency
        ("Sen. Ada Berg (D-Ohio) - who was not there - asked about the gate.", set()),
        ("Divers at work. (Bo Lund/Fjord Wire via AP)", set()),  # a picture's
        ("A clerk told police that the gate broke.", set()),
        ("Holm told the Environmental Protection Agency about it.", set()),
        ("The Forest Service reported a fire.", set()),
        ("She told Judge Torsen that the gate broke.", set()),
        ("Times Square was empty, and so was the Post Office.", set()),
        ("Reuters closed at 12 crowns on the stock exchange.", set()),
        ("Local radio reported that the gate broke.", set()),  # names nobody
        ("A clerk told the Harbour Echo that the gate broke.", set()),  # its own outlet
    ],
)
def test_channels_of_a_sentence(text, names):
    found = credits_of(text)
    assert {c.outlet for c in found} == names
    assert all(c.scope == "statement" for c in found)


@pytest.mark.parametrize(
    ("report", "name"),
    [
        ({"text": "TORVIK (Fjord Wire) - A gate broke on Monday."}, "Fjord Wire"),
        ({"text": "(AFP) - A gate broke on Monday."}, "AFP"),
        ({"text": "TORVIK, Norway, March 4 (Kelm) — A gate broke on Monday."}, "Kelm"),
        ({"text": "A gate broke.", "byline": "Reuters"}, "Reuters"),
        ({"text": "A gate broke.", "byline": "By Ada Berg, Fjord Wire"}, "Fjord Wire"),
        ({"text": "A gate broke.", "note": "Taken from Fjord Wire"}, "Fjord Wire"),
        (
            {"text": "A gate broke.\n\nReporting by Ada Berg; editing by Bo Lund (Reuters)"},
            "Reuters",
        ),
        ({"text": "A gate broke.\n\nCopyright 2031 The Associated Press."}, "AP"),
    ],
)
def test_channels_of_a_whole_report(report, name):
    found = credits_of(**report)
    assert [(c.outlet, c.scope) for c in found] == [(name, "report")]


@pytest.mark.parametrize("byline", ["Staff", "web desk", "Emily Post", "Staff and agencies", None])
def test_bylines_that_name_no_channel(byline):
    assert credits_of("A gate broke.", byline=byline) == []


def test_an_agency_is_no_outside_channel_of_itself():
    assert credits_of("(CNN) A gate broke, a clerk told CNN.", outlet="CNN") == []


def test_a_neighbour_named_anywhere_is_a_channel():
    other = Report(id="o", text="A gate broke.", outlet="Lowland Ledger", byline="Ada Berg")
    text = "Most of what I know of it stood in the Lowland Ledger on Sunday, and it kept me awake."
    assert [c.outlet for c in credits_of(text, others=[other])] == ["Lowland Ledger"]


def test_an_author_of_a_neighbour_left_in_the_text_is_a_channel():
    other = Report(id="o", text="A gate broke.", outlet="Lowland Ledger", byline="Ada Berg")
    found = credits_of("By Ada Berg\n\nA gate broke on Monday.", others=[other])
    assert [c.outlet for c in found] == ["Lowland Ledger"]


def test_a_neighbour_in_a_rights_line_that_was_copied_along_is_a_channel():
    other = Report(id="o", text="A gate broke.", outlet="Lowland Ledger")
    text = "© Lowland Ledger. All rights reserved.\n\nA gate broke on Monday, and nobody was hurt."
    assert [c.outlet for c in credits_of(text, others=[other])] == ["Lowland Ledger"]
    own = "© Harbour Echo. All rights reserved.\n\nA gate broke on Monday, and nobody was hurt."
    assert credits_of(own, others=[other]) == []


def test_the_agency_is_the_one_named_before():
    text = "The gate broke, Fjord Wire reports.\n\nIt was old, Holm told the agency."
    assert [c.outlet for c in credits_of(text)] == ["Fjord Wire", "Fjord Wire"]


def test_spans_are_where_the_name_stands():
    text = "The gate broke, a clerk told Reuters."
    (credit,) = credits_of(text)
    assert text[credit.span.start : credit.span.end] == "Reuters"
    assert text[credit.target.start : credit.target.end] == text


def test_the_order_of_the_reports_does_not_matter():
    one = Report(id="a", text="A clerk told Reuters.", outlet="Echo")
    two = replace(one, id="b", text="A clerk told dpa.")
    story = mark_reports([one, two])
    assert find_credits(story, (), outlets=OUTLETS) == find_credits(
        story[::-1], (), outlets=OUTLETS
    )


def test_a_hostile_text_is_read_in_time():
    assert credits_of(("Told The " * 3000) + "(" * 3000 + " The News" * 3000) == []
