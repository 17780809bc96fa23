"""How surely a mention states the claim it was put to, and whose words stand for the claim."""

import pytest

from secondsource.alignment import pair_claims
from secondsource.alignment.claims import _is_mostly
from secondsource.alignment.units import find_units
from secondsource.model import Span, Statement
from secondsource.settings import AlignmentSettings
from tests.alignment.test_claims import story

SETTINGS = AlignmentSettings()


def sure(*texts: str, titles: tuple[str | None, ...] = ()) -> dict[str, float]:
    """The likeness of each report's mention of the claim that most reports carry."""
    claim = pair_claims(story(*texts, titles=titles), (), (), (), settings=SETTINGS)[0]
    return {m.span.report_id: round(m.likeness, 2) for m in claim.mentions}


def text_of(*texts: str, titles: tuple[str | None, ...] = ()) -> str:
    return pair_claims(story(*texts, titles=titles), (), (), (), settings=SETTINGS)[0].text


def test_a_clause_in_other_words_is_less_sure_than_the_one_that_stands_for_the_claim():
    found = sure(
        "Nine dyers were injured in a blaze at the Orrin tannery.",
        "A fire at the Orrin tannery hurt nine dyers.",
    )
    assert max(found.values()) == 1.0
    assert 0.5 < min(found.values()) < 1.0


def test_two_numbers_of_one_kind_support_each_other_less_than_one_number():
    same = sure(
        "The balloon over Kelm reached an altitude of 770 metres.",
        "The weather balloon reached an altitude of 770 metres over Kelm.",
    )
    other = sure(
        "The balloon over Kelm reached an altitude of 770 metres.",
        "The weather balloon reached an altitude of 1,900 metres over Kelm.",
    )
    assert min(other.values()) < 0.6 < min(same.values())


def test_a_name_in_two_captions_is_no_claim_that_two_confirm():
    found = sure("Polar Institute of Orrin", "(The Polar Institute of Orrin)")
    assert len(found) < 2 or min(found.values()) < 0.6 or max(found.values()) < 0.6


def test_a_sentence_stands_for_the_claim_before_a_part_or_a_headline():
    found = text_of(
        "After a long night the keeper slept, while the Orrin lighthouse burned to the ground.",
        "The Orrin lighthouse burned to the ground.",
        titles=("Orrin lighthouse burns", None),
    )
    assert found == "The Orrin lighthouse burned to the ground."


def test_a_part_without_its_beginning_is_shown_as_such():
    found = {c.text for c in pair_claims(
        story("The owner sold the ferry and is building a chapel near Torvald."),
        (), (), (), settings=SETTINGS,
    )}  # fmt: skip
    assert found == {"The owner sold the ferry and is building a chapel near Torvald."} or any(
        text.startswith("… ") for text in found
    )


@pytest.mark.parametrize(
    ("behind", "mostly"),
    [
        (" said Ann Orr, who has run the ferry line for thirty years.", True),
        (" was painted in large red letters on the long wall of the quay.", False),
    ],
)
def test_an_attribution_is_no_part_of_what_a_quoted_clause_states(behind, mostly):
    words = "The deal is off today"
    text = f"“{words},”{behind}"
    (marked,) = story(text)
    quoted = Span("r1", 1, 1 + len(words))
    at = text.find("said")
    said = [] if at < 0 else [Statement(
        id="s", content=(quoted,), cue=(Span("r1", at, at + 4),),
        speaker=(Span("r1", at + 5, at + 12),), kind="direct",
    )]  # fmt: skip
    unit = find_units([marked], said)[0]
    assert _is_mostly(unit, quoted) is mostly
