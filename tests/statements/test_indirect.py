"""Statements in indirect speech: where the content begins and ends, and whose it is."""

import pytest

from secondsource.statements import find_statements
from tests.statements.said import only, read, words


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("Varga said that the dam would hold.", "Varga", "said", "that the dam would hold"),
        ("Varga said the dam would hold.", "Varga", "said", "the dam would hold"),
        ("On Tuesday Varga said the dam would hold.", "Varga", "said", "the dam would hold"),
        ("The dam would hold, Varga said.", "Varga", "said", "The dam would hold"),
        (
            "The dam would hold, officials said on Monday.",
            "officials",
            "said",
            "The dam would hold",
        ),
        ("The dam would hold, said Ines Varga.", "Ines Varga", "said", "The dam would hold"),
        (
            "On most days, villagers say, the road is dry.",
            "villagers",
            "say",
            "On most days | the road is dry",
        ),
        ("According to Varga, the dam holds.", "Varga", "According to", "the dam holds"),
        (
            "The dam holds, according to wardens and police.",
            "wardens and police",
            "according to",
            "The dam holds",
        ),
        ("Analysts suspect the dam has cracked.", "Analysts", "suspect", "the dam has cracked"),
        ("Varga plans to drain the lake.", "Varga", "plans", "to drain the lake"),
        ("Lorn heard Varga's claim that the dam holds.", "Varga", "claim", "that the dam holds"),
        ("Lorn heard her warning that the dam leaks.", "her", "warning", "that the dam leaks"),
        ("Varga denied opening the gates.", "Varga", "denied", "opening the gates"),
        (
            "With bakers claiming that flour is scarce, prices rose.",
            "bakers",
            "claiming",
            "that flour is scarce, prices rose",
        ),
    ],
)
def test_speaker_cue_and_content(text: str, speaker: str, cue: str, content: str) -> None:
    assert (speaker, cue, content) in read(text)


def test_a_product_is_recalled_and_nothing_is_said() -> None:
    assert not read("Lorn Dairy has recalled 4,000 cartons after fluid was found in them.")
    assert not read("The cartons were recalled on Monday.")
    assert ("Varga", "recalled", "that the dam leaked") in read(
        "Varga recalled that the dam leaked."
    )


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "The warden is believed to have resigned.",
            "is believed",
            "The warden | to have resigned",
        ),
        ("It was reported that the dam burst.", "was reported", "that the dam burst"),
        ("The warden has reportedly resigned.", "reportedly", "The warden has | resigned"),
    ],
)
def test_where_nobody_is_named_the_speaker_is_empty(text: str, cue: str, content: str) -> None:
    assert ("", cue, content) in read(text)


def test_a_relayed_statement_names_holder_relay_and_listener() -> None:
    # the chiefs hold it, the officials passed it on, the agency heard it
    text = "Dam wardens concluded the wall had cracked, Lorn officials told Kestrel Wire."
    report, outer = only(text)
    assert words(report, outer.speaker) == "Lorn officials"
    inner = next(s for s in find_statements(report) if s.relayed_by)
    assert words(report, inner.speaker) == "Dam wardens"
    assert words(report, inner.relayed_by) == "Lorn officials"
    assert words(report, inner.told_to) == "Kestrel Wire"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Varga said that the dam would hold.", "said"),
        ("Officials believe that the dam will hold.", "believes"),
        ("Varga intends to drain the lake.", "intends"),
        ("Varga labelled the plan a disgrace.", "is described as"),
    ],
)
def test_the_act_comes_from_the_cue(text: str, act: str) -> None:
    assert only(text)[1].act == act


@pytest.mark.parametrize(
    "text",
    [
        "The report was long and its claims were many.",  # nouns of the same form
        "People in places like Lorn left.",
        "The lake states its level on a board.",
    ],
)
def test_a_noun_is_no_cue(text: str) -> None:
    assert not any(cue in ("report", "claims", "like") for _, cue, _ in read(text))


def test_a_quoted_part_makes_it_mixed() -> None:
    _, statement = only("Varga said the dam was “as sound as ever” in spite of the rain.")
    assert statement.kind == "mixed"


def test_ing_takes_the_subject_over() -> None:
    found = read("“It holds,” Varga told Kestrel Wire, adding that the wall was new.")
    assert found[1] == ("Varga", "adding", "that the wall was new")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("IS officials said the road was shut.", "IS officials"),  # no verb "is"
        ("US and Lorn officials said the road was shut.", "US and Lorn officials"),
    ],
)
def test_names_in_capitals_are_no_small_words(text: str, speaker: str) -> None:
    assert read(text)[0][0] == speaker
