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
        ("She carried 52 goats below deck, all from Lower Halden.",
         "She carried 82 goats below deck, all from Lower Halden.", ["number"]),
        ("The chandler was owed 48,000 euros (about $52,000) for ropes and paint.",
         "The chandler was owed 49,500 euros for ropes and paint.", ["number"]),
        ("The mate went ashore on Thursday to look for the missing chart.",
         "The mate went ashore on Wednesday to look for the missing chart.", ["date"]),
        ("The mast was checked on Monday 14 April 2031, and the yard found no rust.",
         "The mast was checked on Thursday 17 April 2031, and the yard found no rust.", ["date"]),
        ("The lamp oil was stored in eastern Wenning, a short walk from the pier.",
         "The lamp oil was stored in western Wenning, a short walk from the pier.", ["place"]),
        ("The cargo was loaded in Hamburg before the ship sailed on with a new crew.",
         "The cargo was loaded in Rotterdam before the ship sailed on with a new crew.", ["place"]),
        ("The team of the yard won 21-14 in front of a small crowd at the harbour ground.",
         "The team of the yard won 21-17 in front of a small crowd at the harbour ground.",
         ["number"]),
        # Words of one kind that cannot both hold: one colour, one sort of vehicle.
        ("The spilled diesel drums were painted red and stood beside the north slipway.",
         "The spilled diesel drums were painted green and stood beside the north slipway.",
         ["negation"]),
        ("The two lamp keepers were hit by a lorry on the road below the lighthouse.",
         "The two lamp keepers were hit by a train on the road below the lighthouse.",
         ["negation"]),
        # Said and denied, done and tried.
        ("The mayor confirmed that the owner had been told of the leak.",
         "The mayor denied that the owner had been told of the leak.", ["negation"]),
        ("Nobody was hurt when the mast fell on the deck of the ship.",
         "Several people were hurt when the mast fell on the deck of the ship.", ["negation"]),
        ("The divers managed to seal the crack below the keel before it was dark.",
         "The divers did not manage to seal the crack below the keel before it was dark.",
         ["negation"]),
        ("The mate has now drained the flooded galley behind the mess.",
         "The mate is still trying to drain the flooded galley behind the mess.", ["negation"]),
        ("The inquiry found that the pilot survived the first wave that hit the ship.",
         "The inquiry found that the pilot died the first wave that hit the ship.", ["negation"]),
        # A certainty lost or won along a copy.
        ("The two then cut the anchor rope and drifted towards the sandbank.",
         "The two are thought to have cut the anchor rope and drifted towards the sandbank.",
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
        ("The slick spreads over a 40-square-mile patch south of the rocks.",
         "The slick spreads over a patch of about 104 square kilometres south of the rocks.", []),
        ("The salvors asked for £8 million to tow the ship to a yard.",
         "The salvors asked for eight million pounds to tow the ship to a yard.", []),
        ("They counted nine crates and 450 bags of flour in the hold of the ship.",
         "They counted nine crates and about 450 bags of flour in the hold of the ship.",
         ["rounding"]),
        ("The cook, a man in his 40s, swam ashore with the ship's cat in his arms.",
         "The cook, a man aged 46, swam ashore with the ship's cat in his arms.",
         ["refinement"]),
        ("The tug left Wenning on Thursday with two of the salvors on board.",
         "The tug left Wenning on Thursday 1 May 2031 with two of the salvors on board.",
         ["refinement"]),
        ("The tug left on Monday evening with two of the salvors on board.",
         "The tug left on Monday night with two of the salvors on board.", []),
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
        "She carried 52 goats below deck, all from Lower Halden.",
        "She carried 82 goats below deck, all from Lower Halden.",
    )
    assert found.values == ("52 goats", "82 goats")
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
        "Wives of the sailors gathered in the chapel, where the mayor of Wenning spoke to them. "
        "Fishermen lent their boats, and the school gymnasium was made ready with beds and soup."
    )
    (found,) = related(
        "At least 31 sailors were injured when the mast came down on the deck.",
        "At least 44 sailors were injured when the mast came down on the deck.",
        derived=False,
        more=more,
    )
    assert found.type == "update"


def test_a_state_that_has_passed_is_an_update():
    found = related(
        "The Halden chain ferry has been halted until divers find the lost anchor.",
        "The Halden chain ferry resumed at noon, once the lost anchor was on land.",
        derived=False,
    )
    assert [r.type for r in found if r.type == "update"] == ["update"]
    assert not [r for r in found if r.type in CONFLICTS]


def test_copies_on_one_side_make_one_relation():
    texts = {"a": 52, "b": 82, "c": 52, "d": 82}
    reports = [
        Report(
            name, f"{BEFORE}\n\nShe carried {n} goats below deck, all from Lower Halden.\n\n{AFTER}"
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
