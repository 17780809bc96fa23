"""Claims and who says them: the words around a statement, and several speakers of one report."""

import pytest

from secondsource.alignment import pair_claims
from secondsource.alignment.units import find_units
from secondsource.settings import AlignmentSettings, SpeakerSettings
from secondsource.speakers import resolve_speakers
from secondsource.statements import find_statements
from tests.alignment.test_claims import story


def read(*texts: str):
    """The marked reports, their statements and speakers, as the stages before give them."""
    marked = story(*texts)
    said = [s for m in marked for s in find_statements(m)]
    return marked, said, resolve_speakers(marked, said, settings=SpeakerSettings())


def claims_of(*texts: str) -> list[list[str]]:
    """The words of each claim's mentions."""
    marked, said, speakers = read(*texts)
    by_id = {m.id: m.report for m in marked}
    found = pair_claims(marked, said, speakers, (), settings=AlignmentSettings())
    return [sorted(m.span.of(by_id[m.span.report_id]) for m in c.mentions) for c in found]


def together(found: list[list[str]], *wanted: str) -> bool:
    return any(all(any(w in text for text in claim) for w in wanted) for claim in found)


def stems(text: str) -> list[set[str]]:
    marked, said, speakers = read(text)
    return [{t.stem for t in unit.terms} for unit in find_units(marked, said, speakers)]


@pytest.mark.parametrize(
    "text",
    [
        "Bailiff Oda Brekke opened the news conference by saying that forty geese drowned.",
        "In an interview with the Kelm Courier, Oda Brekke, the bailiff, said forty geese drowned.",
        "At a news conference in Torvald, Oda Brekke said that forty geese drowned.",
        "Oda Brekke told a crowded town meeting that forty geese drowned.",
        "Forty geese drowned, Oda Brekke told the Kelm Courier in an interview on the quay.",
    ],
)
def test_what_only_attributes_is_no_part_of_what_is_stated(text):
    assert stems(text) == [{"#count 40", "gees", "drown"}]


def test_what_the_speaker_did_beside_it_is_stated():
    """Two acts of one speaker: the first is no way to say the second."""
    (found,) = stems("Asked why the bell fell, Oda Brekke said she had no answer.")
    assert {"bell", "fall"} <= found


@pytest.mark.parametrize(
    "text",
    [
        "Oda Brekke told a packed meeting that on Friday, at nine, the kiln at Orrin exploded.",
        "The kiln at Orrin exploded shortly before noon on Friday, Oda Brekke said.",
    ],
)
def test_a_clause_has_a_verb_beside_that_of_saying(text):
    assert len(stems(text)) == 1


def test_the_same_way_of_saying_is_no_claim():
    found = claims_of(
        "Sexton Maren Holt opened the news conference by saying that the bells were cast in Kelm.",
        "Sexton Maren Holt opened the news conference by saying that no sheep were insured.",
    )
    assert not together(found, "bells", "sheep")


def test_two_speakers_of_one_report_say_one_thing():
    text = (
        "The weir at Orrin lost ninety stones, Bailiff Oda Brekke said. Gulls cried all morning. "
        "Ninety stones are gone from the weir at Orrin, miller Ilse Dorn told the Courier."
    )
    assert together(claims_of(text), "lost ninety stones", "are gone")


def test_two_speakers_of_one_report_say_two_things():
    text = (
        "The weir at Orrin lost ninety stones, Bailiff Oda Brekke said. Gulls cried all morning. "
        "The weir at Orrin was built by monks, miller Ilse Dorn told the Courier."
    )
    assert not together(claims_of(text), "lost ninety stones", "monks")


def test_why_it_was_done_is_not_that_it_was_done():
    found = claims_of(
        "Wardens carried the crate of fireworks into the chapel at Kelm.",
        "Nobody knows why wardens carried the crate of fireworks into the chapel at Kelm.",
    )
    assert not together(found, "Nobody", "Wardens carried")


def test_the_same_amount_in_other_words():
    found = claims_of(
        "Power failed in 7,214 cottages. The weather was mild.",
        "A cow wandered off. The lights went out in 7,214 cottages.",
    )
    assert together(found, "Power failed", "lights went out")


def test_the_same_amount_of_other_things():
    found = claims_of(
        "The smith paid 7,214 euros for the forge. The weather was mild.",
        "A cow wandered off. The choir has 7,214 euros in the bank.",
    )
    assert not together(found, "forge", "choir")


def test_one_day_and_one_place_are_one_appointment():
    found = claims_of(
        "Both sides meet again on Thursday at the Halvard Rooms. The weather was mild.",
        "A cow wandered off. The Halvard Rooms will host new talks on Thursday.",
    )
    assert together(found, "Both sides", "new talks")


def test_one_day_in_two_places_is_none():
    found = claims_of(
        "Both sides meet again on Thursday at the Halvard Rooms. The weather was mild.",
        "A cow wandered off. The choir of Torvald sings on Thursday.",
    )
    assert not together(found, "Both sides", "choir")


def test_two_things_that_happened_that_day_at_that_place_are_no_appointment():
    found = claims_of(
        "Firemen were called to the Halvard Rooms on Thursday. The weather was mild.",
        "A cow wandered off. Smoke hung over the Halvard Rooms on Thursday.",
    )
    assert not together(found, "Firemen", "Smoke")


def test_what_merely_seems_is_held_against_what_is():
    found = claims_of(
        "Bailiff Oda Brekke has fled Torvald.",
        "Bailiff Oda Brekke kept geese. Now it appears she may have escaped Torvald in a bid to "
        "save them, the sexton said.",
    )
    assert together(found, "has fled", "it appears she may have escaped")


def test_a_report_may_restate_what_another_has_plainly():
    found = claims_of(
        "The miller's barge Halvard sank off Orrin.",
        "The barge is lost in the sound. The miller's barge Halvard went down off Orrin.",
    )
    assert together(found, "Halvard sank", "went down")
