"""Which report derives from which: small piles that a person can judge."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.derivation import derivation_row
from tests.derivation.piles import (
    BARGE,
    EDITED,
    OTHER,
    ROOM,
    ROOM_TOO,
    derive,
    paragraphs,
    renamed,
    report,
    stated,
)

CREDITED = "\n\nThe pilot had slept for two hours that night, his brother told Torvik Wire."
OWN = "Nobody at the yard would speak about it when the siren went off again at dusk."
AGAIN = EDITED.replace("nine days", "eight days").replace("cast anew", "made anew")

PILES = {
    # The later of two equal texts is the copy.
    "copy": ([report("a", BARGE), report("b", BARGE, hours=2)], {("b", "a")}),
    # c has the words that b changed, so it hangs on b.
    "chain": (
        [report("a", BARGE), report("b", EDITED, hours=2), report("c", AGAIN, hours=3)],
        {("b", "a"), ("c", "b")},
    ),
    # A copy of a copy of a copy: each keeps the changes before it and makes its own.
    "long chain": (
        [
            report("a", BARGE),
            report("b", EDITED, hours=2),
            report("c", AGAIN, hours=3),
            report("d", AGAIN.replace("onions", "leeks").replace("a keeper", "a guard"), hours=4),
        ],
        {("b", "a"), ("c", "b"), ("d", "c")},
    ),
    # Two shortened copies of one report, with different paragraphs.
    "fan": (
        [
            report("a", BARGE),
            report("b", paragraphs(BARGE, 0, 1, 2, 3), hours=2),
            report("c", paragraphs(BARGE, 0, 2, 4, 5), hours=3),
        ],
        {("b", "a"), ("c", "a")},
    ),
    # Passages of both, and neither explains the other's.
    "merged": (
        [
            report("a", BARGE),
            report("b", OTHER, hours=1),
            report("c", paragraphs(BARGE, 0, 3, 4) + "\n\n" + paragraphs(OTHER, 2, 3, 4), hours=5),
        ],
        {("c", "a"), ("c", "b")},
    ),
    # The same put together from two copies, each of which an original stands behind.
    "merged copies": (
        [
            report("a", BARGE),
            report("b", EDITED, hours=1),
            report("d", OTHER, hours=1),
            report(
                "c", paragraphs(EDITED, 0, 1, 3, 4) + "\n\n" + paragraphs(OTHER, 2, 3, 4), hours=5
            ),
        ],
        {("b", "a"), ("c", "b"), ("c", "d")},
    ),
    # Each names the other, and nothing lies beneath.
    "circular": (
        [
            report(
                "a",
                "A lock is blocked, the North Gazette reported.\n\n" + paragraphs(BARGE, 3, 4),
                outlet="South Gazette",
            ),
            report(
                "b",
                "A boat hit a gate, the South Gazette reported.\n\n" + paragraphs(BARGE, 3, 4),
                outlet="North Gazette",
                hours=1,
            ),
        ],
        {("a", "b"), ("b", "a")},
    ),
    # c names the wire in words that it has from b: that is no sign that it read the wire.
    "copied credit": (
        [
            report("a", BARGE, outlet="Torvik Wire"),
            report("b", EDITED + CREDITED, outlet="South Gazette", hours=2),
            report("c", paragraphs(EDITED, 0, 1, 2, 3) + CREDITED, outlet="Moor Mail", hours=3),
        ],
        {("b", "a"), ("c", "b")},
    ),
    # It states an earlier time, but names the outlet that it shortened.
    "back-dated": (
        [
            report("a", BARGE, outlet="Torvik Herald", hours=5),
            report(
                "b", paragraphs(BARGE, 0, 1, 2) + "\n\nThe gate is old, the Torvik Herald reported."
            ),
        ],
        {("b", "a")},
    ),
    # The same where both have an agency's dateline.
    "back-dated wire": (
        [
            report("a", "TORVIK (Fjord Wire) - " + BARGE, outlet="Torvik Herald", hours=5),
            report(
                "b",
                "TORVIK (Fjord Wire) - "
                + paragraphs(BARGE, 0, 1)
                + "\n\nThe gate is old and due for repair before long, as the mayor of the town "
                + "had asked for years, the Torvik Herald reported.",
            ),
        ],
        {("b", "a"), ("a", "Fjord Wire"), ("b", "Fjord Wire")},
    ),
    # Both cut their text from an agency's: not one from the other.
    "common wire": (
        [
            report("a", "TORVIK (Fjord Wire) - " + paragraphs(BARGE, 0, 1, 2, 3)),
            report("b", "TORVIK (Fjord Wire) - " + paragraphs(BARGE, 0, 3, 4, 5), hours=3),
        ],
        {("a", "Fjord Wire"), ("b", "Fjord Wire")},
    ),
    # Two reporters in one room quote the same.
    "briefing": ([report("a", ROOM), report("b", ROOM_TOO, hours=1)], set()),
    # One event, two reporters.
    "independent": ([report("a", BARGE), report("b", OTHER, hours=1)], set()),
    # A channel named for some of its statements is its origin outside the files.
    "told an agency": (
        [report("a", OTHER.replace("gear.", "gear, its clerk told Fjord Wire."))],
        {("a", "Fjord Wire")},
    ),
    # Two channels, each for one statement: the agency stands for the report.
    "told two": (
        [
            report(
                "a",
                OTHER.replace("gear.", "gear, its clerk told the Brenna Gazette.").replace(
                    "was fined.", "was fined, a judge told Fjord Wire."
                ),
            )
        ],
        {("a", "Fjord Wire")},
    ),
    # The late copy of the first has the headline of the altered one; it did not write that one.
    "late twin": (
        [
            replace(report("a", BARGE), title="Canal blocked"),
            replace(report("b", BARGE.replace("nine days", "six days"), hours=2), title="Barge"),
            replace(report("c", BARGE, hours=3), title="Barge"),
        ],
        {("b", "a"), ("c", "a")},
    ),
    # The copy puts a wire's name on words that the first has without it: who knows.
    "credit put on": (
        [
            report("a", "TORVIK — " + BARGE),
            report("b", "TORVIK (Fjord Wire) — " + BARGE, hours=2),
        ],
        {("b", "a")},
    ),
    # Two copies of one wire; a third splices one of them with its own words.
    "spliced wire": (
        [
            report("a", "TORVIK (Fjord Wire) - " + paragraphs(BARGE, 0, 1, 2, 3)),
            report("b", "TORVIK (Fjord Wire) - " + paragraphs(BARGE, 0, 3, 4, 5), hours=3),
            report("c", paragraphs(BARGE, 0, 3, 4) + "\n\n" + OWN, hours=6),
        ],
        {("a", "Fjord Wire"), ("b", "Fjord Wire"), ("c", "b")},
    ),
    # A new first paragraph changes nothing.
    "new lead": (
        [report("a", BARGE), report("b", OWN + "\n\n" + paragraphs(BARGE, 1, 2, 3, 5), hours=4)],
        {("b", "a")},
    ),
    # No times, each has half of what neither names: one origin that is not here.
    "unseen": (
        [
            report(
                "a", paragraphs(BARGE, 0, 1, 2) + "\n\n" + paragraphs(OTHER, 2, 3, 4), hours=None
            ),
            report(
                "b",
                paragraphs(BARGE, 0, 1, 2) + "\n\n" + paragraphs(ROOM_TOO, 0, 1, 2) + "\n\n" + OWN,
                hours=None,
            ),
        ],
        {("a", "unseen:1"), ("b", "unseen:1")},
    ),
}


@pytest.mark.parametrize("name", sorted(PILES))
def test_a_pile_has_the_derivations_that_a_reader_sees(name):
    reports, expected = PILES[name]
    assert stated(derive(reports)) == expected


@pytest.mark.parametrize("name", sorted(PILES))
def test_the_order_of_the_files_does_not_matter(name):
    reports, _ = PILES[name]
    assert derive(reports) == derive(reports[::-1])


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(sorted(PILES)), st.permutations(["x", "k", "q", "m"]))
def test_other_names_give_the_same_result_under_other_names(name, names):
    reports, _ = PILES[name]
    if any(other.outlet and other.outlet in one.text for one in reports for other in reports):
        return  # a text that names an outlet would have to change with it
    other = dict(zip([one.id for one in reports], names, strict=False))
    pile = [renamed(one, name=other[one.id], outlet=f"{other[one.id]} Post") for one in reports]
    expected = {(other[c], other.get(p or "", p)) for c, p in stated(derive(reports))}
    assert stated(derive(pile)) == expected


@pytest.mark.parametrize("name", sorted(PILES))
def test_a_verbatim_later_copy_changes_no_evidence_between_others(name):
    reports, _ = PILES[name]
    # Outlet of its own that nobody names, and later than all.
    copy = report("zz", reports[0].text, outlet="Daily Parrot", hours=99)
    before = {(d.child, d.parent, d.origin): d.evidence for d in derive(reports)}
    after = {(d.child, d.parent, d.origin): d.evidence for d in derive([*reports, copy])}
    shared = before.keys() & after.keys()
    assert {key: before[key] for key in shared} == {key: after[key] for key in shared}
    assert stated(derive(reports)) <= stated(derive([*reports, copy])) or name == "unseen"


def test_evidence_and_spans_can_be_checked_by_slicing():
    a, b = report("a", BARGE), report("b", EDITED, hours=2)
    line = next(line for line in derive([a, b]) if line.verdict == "derived")
    assert line.reuses
    for reuse in line.reuses:
        assert reuse.left.report_id == "b"
        assert reuse.right.report_id == "a"
    wording = next(e for e in line.evidence if e.feature == "reused wording")
    shown = [span.of(b if span.report_id == "b" else a).lower() for span in wording.spans]
    assert shown[::2] == shown[1::2]


def test_what_was_weighed_and_found_independent_is_shown_with_its_reasons():
    (line,) = derive([report("a", ROOM), report("b", ROOM_TOO, hours=1)])
    assert line.verdict == "independent"
    assert line.probability < 0.25
    assert any("quote the same" in e.detail for e in line.evidence)


def test_equal_texts_without_times_are_a_pair_with_an_even_chance():
    (line,) = derive([report("a", BARGE, hours=None), report("b", BARGE, hours=None)])
    assert line.verdict == "derived"
    assert line.probability == 0.5


def test_a_misspelling_in_both_is_named():
    slip = BARGE.replace("foundry", "foundary")
    (line,) = derive([report("a", slip), report("b", paragraphs(slip, 0, 3, 4), hours=1)])
    assert any(e.feature == "shared odd spelling" and "foundary" in e.detail for e in line.evidence)


def test_the_line_of_json_has_the_fields_of_the_contract():
    back, line = derive([report("a", BARGE), report("b", BARGE, hours=2)])
    assert (back.child, back.parent, back.verdict) == ("a", "b", "unsure")  # times are no proof
    row = derivation_row(line)
    assert list(row) == [
        "child", "parent", "origin", "verdict", "probability", "spans", "evidence",
    ]  # fmt: skip
    assert row["spans"] == [[0, len(BARGE), 0, len(BARGE)]] or row["spans"]


def test_two_reporters_who_were_there_speak_against_a_copy():
    # Short reports of one briefing share many words; each has its own reporter on the spot.
    one = replace(report("a", "TORVIK — " + ROOM), byline="Ada Berg")
    two = replace(report("b", "TORVIK — " + ROOM_TOO, hours=1), byline="Bo Lund")
    same = replace(two, byline="Ada Berg")
    (apart,), (alike,) = derive([one, two]), derive([one, same])
    assert "both at work" in {e.feature for e in apart.evidence}
    assert "both at work" not in {e.feature for e in alike.evidence}
    assert apart.probability < alike.probability
    # A verbatim copy under a byline of its own stays a copy.
    copied = replace(report("b", "TORVIK — " + BARGE, hours=1), byline="Bo Lund")
    first = replace(report("a", "TORVIK — " + BARGE), byline="Ada Berg")
    assert stated(derive([first, copied])) == {("b", "a")}


@pytest.mark.parametrize(("told", "verdict"), [("this newspaper", "unsure"), ("police", "derived")])
def test_an_agency_named_once_does_not_stand_for_a_report_that_was_told_as_much(told, verdict):
    text = f"{paragraphs(OTHER, 0, 1)}{CREDITED}\n\nThe locks were old, a keeper told {told}."
    (line,) = (d for d in derive([report("a", text)]) if d.origin == "Torvik Wire")
    assert line.verdict == verdict
