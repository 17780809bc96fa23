"""Who speaks a direct quotation, in each construct that reports use."""

import pytest

from tests.statements.said import only, read, words


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        # the cue behind
        ("“The dam holds,” Ines Varga said.", "Ines Varga", "said", "The dam holds,"),
        ("“The dam holds,” said Ines Varga.", "Ines Varga", "said", "The dam holds,"),
        ("“Does it hold?” Varga asked.", "Varga", "asked", "Does it hold?"),
        ("'The dam holds,' said Varga.", "Varga", "said", "The dam holds,"),
        # a verb that no list knows, in the place of a cue
        ("“The dam holds,” Varga fumed on Monday.", "Varga", "fumed", "The dam holds,"),
        # the cue in front
        ("Ines Varga said: “The dam holds.”", "Ines Varga", "said", "The dam holds."),
        ("Varga wrote on Facebook: “The dam holds.”", "Varga", "wrote", "The dam holds."),
        ("As he left, he added, “The dam holds.”", "he", "added", "The dam holds."),
        # the cue between: one statement, two contents
        (
            "“The dam,” Varga said, “holds for now.”",
            "Varga",
            "said",
            "The dam, | holds for now.",
        ),
        # titles, roles and appositions belong to the speaker
        (
            "“The dam holds,” said Ines Varga, 41, a warden in Lorn.",
            "Ines Varga, 41, a warden in Lorn",
            "said",
            "The dam holds,",
        ),
        (
            "“The dam holds,” the mother of two said.",
            "the mother of two",
            "said",
            "The dam holds,",
        ),
        (
            "“The dam holds,” the 58-year-old Varga told police.",
            "the 58-year-old Varga",
            "told",
            "The dam holds,",
        ),
        (
            "“The dam holds,” Chief Warden Ines Varga, head of the patrol, told Kestrel Wire.",
            "Chief Warden Ines Varga, head of the patrol",
            "told",
            "The dam holds,",
        ),
        (
            "A spokesman for the Lorn water board said: “The dam holds.”",
            "A spokesman for the Lorn water board",
            "said",
            "The dam holds.",
        ),
        ("“The dam holds,” the officer said.", "the officer", "said", "The dam holds,"),
        # a speaker and a colon
        ("Ines Varga: “The dam holds for now.”", "Ines Varga", ":", "The dam holds for now."),
        # the subject taken over, and a speaker behind a cue that opens the sentence
        (
            "Varga waved to us, shouting: “It holds!”",
            "Varga",
            "shouting",
            "It holds!",
        ),
        (
            "Added Ines Varga: “The dam holds for now.”",
            "Ines Varga",
            "Added",
            "The dam holds for now.",
        ),
        ("Papers quoted Varga as saying “the dam holds.”", "Varga", "saying", "the dam holds."),
        ("Varga was calm: “The dam holds,” she wrote.", "she", "wrote", "The dam holds,"),
        ("According to Varga: “The dam holds for now.”", "Varga", ":", "The dam holds for now."),
    ],
)
def test_speaker_cue_and_content(text: str, speaker: str, cue: str, content: str) -> None:
    assert read(text)[0] == (speaker, cue, content)


@pytest.mark.parametrize(
    ("who", "then"),
    [
        ("the Evening Ledger", "that the dam holds"),
        ("the Sunday Kestrel", "that the dam holds"),
        ("the Lorn Evening Post", "the dam holds"),
        ("reporters", "Monday that the dam holds"),
        ("the council", "Monday that the dam holds"),
    ],
)
def test_a_word_of_time_in_an_outlets_name_is_part_of_the_name(who: str, then: str) -> None:
    report, statement = only(f"Varga told {who} {then}.")
    assert words(report, statement.told_to) == who
    assert words(report, statement.content) == then.removeprefix("Monday ")


def test_the_one_who_is_told_is_no_speaker() -> None:
    report, statement = only("“The dam holds,” Varga told Kestrel Wire on Monday.")
    assert words(report, statement.speaker) == "Varga"
    assert words(report, statement.told_to) == "Kestrel Wire"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It holds,” Varga said. “It has held for years.”", "Varga"),
        ("The dam will hold, Varga told Kestrel Wire. “It has held for years.”", "Varga"),
        ("“It holds,” Varga said.\n\n“It has held for years.”", "Varga"),
        ("Varga said: “It holds.\n\n“It has held for years.”", "Varga"),
    ],
)
def test_a_quotation_without_a_cue_goes_on_with_the_last_speaker(text: str, speaker: str) -> None:
    last = read(text)[-1]
    assert last[0] == speaker
    assert last[2] == "It has held for years."


def test_a_quotation_far_from_any_speaker_has_none() -> None:
    text = "“It holds,” Varga said. " + "Rain fell. " * 9 + "\n\n“We shall see about that.”"
    assert read(text)[-1] == ("", "", "We shall see about that.")


@pytest.mark.parametrize(
    "text",
    [
        "He read “The Silent Harbour” on the train.",  # a title of a work
        "The so-called “warden” was gone.",  # one word in scare quotes
        "They call it the “Great Lorn Dam”.",  # a name
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert not any(content in text.split("“")[1] for _, _, content in read(text))


def test_a_fragment_with_a_comma_inside_and_nobody_named_has_no_speaker() -> None:
    found = read("The second pump is reportedly making a “rather odd noise,” day and night.")
    assert ("", "reportedly", "rather odd noise,") in found


def test_a_fragment_inside_an_indirect_statement_is_a_quotation_too() -> None:
    found = read("Varga said the dam would be “holding for many years” to come.")
    assert ("Varga", "said", "the dam would be “holding for many years” to come") in found
    assert ("Varga", "said", "holding for many years") in found
