"""What stands between the values of two reports: a table of invented pairs."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.alignment import align_reports
from secondsource.corroboration import relate_values
from secondsource.model import CONFLICTS, Certainty, Claim, Derivation, Mention, Report
from secondsource.settings import Settings
from secondsource.text import mark_reports

SETTINGS = Settings()
NINE = datetime(2031, 5, 6, 9, 0, tzinfo=UTC)  # a Tuesday
# What both reports carry around the sentence in question, so that one is a copy of the other.
BEFORE = "The freighter Aurelia ran onto the Kestrel rocks outside Port Wenning in thick fog."
AFTER = "Divers from the Wenning lifeboat station will look at the hull when the tide allows it."


def related(one, two, *, derived=True, more=""):
    later = NINE + timedelta(hours=1)
    reports = [
        Report("a", f"{BEFORE}\n\n{one}\n\n{AFTER}", published=NINE),
        Report("b", f"{BEFORE}\n\n{two}\n\n{AFTER}{more}", published=later),
    ]
    story = mark_reports(reports, settings=SETTINGS.text)
    reuses = align_reports(story, settings=SETTINGS.alignment)
    lines = [Derivation("b", "a", None, "derived", 0.95)] if derived else []
    found = relate_values(story, (), reuses, lines, settings=SETTINGS.corroboration)
    for relation in found:
        for span in (relation.a, relation.b):
            report = next(r for r in reports if r.id == span.report_id)
            assert report.text[span.start : span.end] == span.of(report)
    return found


@pytest.mark.parametrize(
    ("one", "two", "types"),
    [
        # Another number, day, place: both cannot be so.
        ("The ship had 26 crewmen aboard, all from Lower Halden.",
         "The ship had 36 crewmen aboard, all from Lower Halden.", ["number"]),
        ("The owner was fined 30,000 pounds (about $1,700) for leaving the lane.",
         "The owner was fined 13,000 pounds for leaving the lane.", ["number"]),
        ("The pilot left the bridge on Saturday to look for the missing chart.",
         "The pilot left the bridge on Sunday to look for the missing chart.", ["date"]),
        ("The engine failed on Saturday 3 May 2031, and the crew had no spare parts.",
         "The engine failed on Friday 2 May 2031, and the crew had no spare parts.", ["date"]),
        ("The captain was found in northeast Wenning, about ten miles from his ship.",
         "The captain was found in southwest Wenning, about ten miles from his ship.", ["place"]),
        ("The cargo was loaded in Hamburg before the ship sailed on with a new crew.",
         "The cargo was loaded in Rotterdam before the ship sailed on with a new crew.", ["place"]),
        ("The team of the yard won 34-6 in front of a small crowd at the harbour ground.",
         "The team of the yard won 34-9 in front of a small crowd at the harbour ground.",
         ["number"]),
        # Said and denied, done and tried.
        ("The mayor confirmed that the owner had been told of the leak.",
         "The mayor denied that the owner had been told of the leak.", ["negation"]),
        ("Nobody was hurt when the mast fell on the deck of the ship.",
         "Several people were hurt when the mast fell on the deck of the ship.", ["negation"]),
        ("Engineers say they have managed to restart the pumps of the listing ship.",
         "Engineers say they have not managed to restart the pumps of the listing ship.",
         ["negation"]),
        ("Her engineers have finally restarted the pumps in the flooded hold.",
         "Her engineers are still trying to restart the pumps in the flooded hold.", ["negation"]),
        ("The inquiry found that the pilot survived the first wave that hit the ship.",
         "The inquiry found that the pilot died the first wave that hit the ship.", ["negation"]),
        # A certainty lost or won along a copy.
        ("They then set fire to the lifeboat and rowed to the shore in another.",
         "They are believed to have set fire to the lifeboat and rowed to the shore in another.",
         ["certainty"]),
        ("The fuel may have leaked into the bay during the night.",
         "The fuel has leaked into the bay during the night.", ["certainty"]),
        ("The fuel reportedly leaked into the bay during the night.",
         "The fuel leaked into the bay during the night.", ["certainty"]),
        ("The ship appears to have hit a rock before it reached the bay.",
         "The ship hit a rock before it reached the bay.", ["certainty"]),
        # A limit dropped: the rest says more than was said.
        ("The ferry is safe to board, unless the wind turns to the north in the evening.",
         "The ferry is safe to board.", ["omission"]),
        # None of these is a contradiction.
        ("The slick covers a 100-square-mile area south of the rocks.",
         "The slick covers an area of about 260 square kilometres south of the rocks.", []),
        ("The salvors asked for €2 million to tow the ship to a yard.",
         "The salvors asked for two million euros to tow the ship to a yard.", []),
        ("They found 12 crates and 300 rounds of ammunition in the hold of the ship.",
         "They found 12 crates and about 300 rounds of ammunition in the hold of the ship.",
         ["rounding"]),
        ("The cook, a man in his 30s, swam ashore with the ship's cat in his arms.",
         "The cook, a man aged 34, swam ashore with the ship's cat in his arms.",
         ["refinement"]),
        ("The tug left Wenning on Saturday with two of the salvors on board.",
         "The tug left Wenning on Saturday 3 May 2031 with two of the salvors on board.", []),
        ("The tug left on Tuesday evening with two of the salvors on board.",
         "The tug left on Tuesday night with two of the salvors on board.", []),
        ("The coastguard says the ship broke in two during the storm.",
         "The coastguard said that the ship had broken in two during the storm.", []),
        ("The ship could break in two, the harbour master of Wenning said.",
         "The ship might break in two, the harbour master of Wenning said.", []),
        ("The crew did not find the leak before the ship began to list.",
         "The crew failed to find the leak before the ship began to list.", []),
        ("They could not find the leak in the hull of the ship.",
         "They were unable to find the leak in the hull of the ship.", []),
        ("The owner agreed to pay within two weeks for the harbour wall.",
         "The owner agreed to pay within a fortnight for the harbour wall.", []),
        ("Rescuers in the UK and the US offered boats to the town.",
         "Rescuers in Britain and the United States offered boats to the town.", []),
        ("Some 40 people watched from the pier as the tug pulled.",
         "People watched from the pier as the tug pulled.", []),  # a number that was dropped
    ],
)  # fmt: skip
def test_a_sentence_in_two_reports(one, two, types):
    assert sorted(r.type for r in related(one, two)) == sorted(types)


def test_the_value_and_its_noun_are_shown_with_the_report_that_is_nearer_to_the_origin():
    (found,) = related(
        "The ship had 26 crewmen aboard, all from Lower Halden.",
        "The ship had 36 crewmen aboard, all from Lower Halden.",
    )
    assert found.values == ("26 crewmen", "36 crewmen")
    assert (found.a.report_id, found.b.report_id, found.nearer) == ("a", "b", "a")


def test_a_lost_certainty_is_a_drift_only_along_a_derivation():
    pair = (
        "The fuel may have leaked into the bay during the night.",
        "The fuel has leaked into the bay during the night.",
    )
    (along,) = related(*pair)
    (apart,) = related(*pair, derived=False)
    assert (along.drift, along.nearer) == (True, "a")
    assert (apart.drift, apart.nearer) == (False, None)


def test_a_count_in_a_later_version_is_an_update():
    # The second report brings much that the first has not: a version, no copy with a slip.
    more = (
        "\n\nA second helicopter joined the search at noon and flew over the outer banks twice. "
        "Families of the crew gathered in the chapel, where the mayor of Wenning spoke to them. "
        "Fishermen lent their boats, and the school gymnasium was made ready with beds and soup."
    )
    (found,) = related(
        "At least 20 people were injured when the mast came down on the deck.",
        "At least 27 people were injured when the mast came down on the deck.",
        derived=False,
        more=more,
    )
    assert found.type == "update"


def test_a_state_that_has_passed_is_an_update():
    found = related(
        "The Halden drawbridge has been closed ahead of checks by engineers.",
        "The Halden drawbridge was closed for an hour, but engineers cleared it to reopen.",
        derived=False,
    )
    assert [r.type for r in found if r.type == "update"] == ["update"]
    assert not [r for r in found if r.type in CONFLICTS]


def test_copies_on_one_side_make_one_relation():
    texts = {"a": 26, "b": 36, "c": 26, "d": 36}
    reports = [
        Report(
            name, f"{BEFORE}\n\nThe ship had {n} crewmen aboard, all from Lower Halden.\n\n{AFTER}"
        )
        for name, n in texts.items()
    ]
    story = mark_reports(reports, settings=SETTINGS.text)
    reuses = align_reports(story, settings=SETTINGS.alignment)
    found = relate_values(story, (), reuses, (), settings=SETTINGS.corroboration)
    assert len(found) == 1
    again = relate_values(story[::-1], (), reuses[::-1], (), settings=SETTINGS.corroboration)
    assert {r.values for r in again} == {r.values for r in found}


@pytest.mark.parametrize(
    ("strength", "value", "types"),
    [("possible", 0.3, ["certainty"]), ("probable", 0.6, ["certainty"]), ("certain", 1.0, [])],
)
def test_mentions_of_one_claim_in_other_words_may_differ_in_certainty(strength, value, types):
    reports = [
        Report("a", "The owner of the ferry has left the country, the harbour office says."),
        Report("b", "Word in Wenning is that the shipowner went abroad some days ago."),
    ]
    story = mark_reports(reports, settings=SETTINGS.text)
    mentions = (
        Mention(story[0].sentences[0]),
        Mention(story[1].sentences[0], Certainty(strength, value=value)),
    )
    claim = Claim("claim-1", "The owner left the country", "so", mentions)
    found = relate_values(story, (claim,), (), (), settings=SETTINGS.corroboration)
    assert [r.type for r in found] == types
    assert not any(r.drift or r.nearer for r in found)  # no direction is invented


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_related(one, two):
    story = mark_reports([Report("a", one), Report("b", two)], settings=SETTINGS.text)
    reuses = align_reports(story, settings=SETTINGS.alignment)
    for relation in relate_values(story, (), reuses, (), settings=SETTINGS.corroboration):
        assert relation.a.report_id != relation.b.report_id
