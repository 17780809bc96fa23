"""Claims: what several reports state, in other words perhaps."""

import pytest

from secondsource.alignment import pair_claims
from secondsource.alignment.groups import Groups
from secondsource.model import MarkedReport, Report
from secondsource.settings import AlignmentSettings, TextSettings
from secondsource.text import mark_reports

SETTINGS = AlignmentSettings()


def story(*texts: str, titles: tuple[str | None, ...] = ()) -> tuple[MarkedReport, ...]:
    """Marked reports r1, r2, … with these texts."""
    titles = titles or (None,) * len(texts)
    reports = [Report(f"r{i}", t, title=h) for i, (t, h) in enumerate(zip(texts, titles), 1)]
    return mark_reports(reports, settings=TextSettings())


def claims_of(*texts: str, reuses=(), titles: tuple[str | None, ...] = ()):
    """The claims, each as {report id: its words}."""
    marked = story(*texts, titles=titles)
    by_id = {m.id: m.report for m in marked}
    found = pair_claims(marked, (), (), reuses, settings=SETTINGS)
    return [
        {m.span.report_id: m.span.of(by_id[m.span.report_id]) for m in c.mentions} for c in found
    ]


def test_the_same_fact_in_other_words_is_one_claim():
    found = claims_of(
        "The ferry Halvard struck the northern pier at Orrin Bay. The weather was mild.",
        "A cow wandered off. At Orrin Bay the Halvard ferry struck a northern pier.",
    )
    assert {
        "r1": "The ferry Halvard struck the northern pier at Orrin Bay.",
        "r2": "At Orrin Bay the Halvard ferry struck a northern pier.",
    } in found


def test_a_claim_is_not_a_topic():
    """Both sentences speak of the ferry; they state different things."""
    found = claims_of(
        "The ferry Halvard carried forty lorries of timber.",
        "The owners of the ferry Halvard went bankrupt in spring.",
    )
    assert all(len(mentions) == 1 for mentions in found)


def test_a_sentence_is_split_where_another_report_states_a_part_of_it():
    found = claims_of(
        "The captain has sold the ferry and is building a chapel near Torvald.",
        "Nobody saw the crew. The captain is building a chapel near Torvald.",
    )
    assert {
        "r1": "is building a chapel near Torvald.",
        "r2": "The captain is building a chapel near Torvald.",
    } in found


def test_every_clause_stands_in_exactly_one_claim():
    texts = ("The bridge fell. Nine cars sank.", "Nine cars sank when the bridge fell.")
    marked = story(*texts)
    found = pair_claims(marked, (), (), (), settings=SETTINGS)
    spans = [m.span for c in found for m in c.mentions]
    for one in marked:
        for sentence in one.sentences:
            covered = sum(sentence.overlap(span) for span in spans)
            assert 0 < covered <= sentence.end - sentence.start
    assert len(spans) == len(set(spans))


def test_a_headline_may_stand_beside_its_own_body():
    found = claims_of(
        "The dam at Kelmoor burst on Friday evening.",
        "Kelmoor's dam burst on Friday evening, engineers say.",
        titles=("Dam at Kelmoor bursts", None),
    )
    assert max(len(mentions) for mentions in found) == 2


@pytest.mark.parametrize("turn", [0, 1, 2])
def test_the_order_of_the_reports_does_not_matter(turn):
    texts = [
        "The mayor closed the school after a gas leak was found.",
        "After a gas leak was found the mayor closed the school.",
        "Pupils of the closed school went home because of a gas leak.",
    ]
    marked = story(*texts)
    turned = marked[turn:] + marked[:turn]
    assert pair_claims(turned, (), (), (), settings=SETTINGS) == pair_claims(
        marked, (), (), (), settings=SETTINGS
    )


def test_groups_are_joined_and_listed_in_order():
    groups = Groups(5)
    groups.join(4, 2)
    groups.join(2, 0)
    assert groups.members() == [[0, 2, 4], [1], [3]]
