"""Which report is the child where no time or byline tells: by what the texts themselves show."""

from dataclasses import replace

import pytest

from tests.derivation.piles import BARGE, OTHER, ROOM, derive, paragraphs, report, stated

ONE = BARGE.replace("laden with gravel", "full of gravel").replace("by noon", "at midday")
TWO = BARGE.replace("nine days at least", "more than a week").replace("a keeper said", "he said")
THREE = BARGE.replace("fear for", "worry about").replace("a crack that runs", "a crack running")
LAST = "Ice is forecast for the weekend, and the canal would then be closed for weeks in any case."
SLIP = BARGE.replace("waiting below", "wating below")

PILES = {
    # Each of three changed other words: what they share with each other they have from the first.
    "fan of edits": (
        {"a": BARGE, "b": ONE, "c": TWO, "d": THREE},
        {("b", "a"), ("c", "a"), ("d", "a")},
    ),
    # News is cut from the foot.
    "cut": ({"a": BARGE, "b": paragraphs(BARGE, 0, 1, 2)}, {("b", "a")}),
    # Two cuts of one text, one of them of the other.
    "cut twice": (
        {
            "a": BARGE + "\n\n" + LAST,
            "b": paragraphs(ONE, 0, 1, 2, 3, 4),
            "c": paragraphs(ONE, 0, 1, 2),
        },
        {("b", "a"), ("c", "b")},
    ),
    # Spliced: its two parts have nothing to do with each other, and do not meet.
    "spliced": (
        {
            "a": BARGE,
            "b": OTHER,
            "c": paragraphs(BARGE, 0, 1, 2, 3) + "\n\n" + paragraphs(OTHER, 2, 3, 4),
        },
        {("c", "a"), ("c", "b")},
    ),
    # Of each it has half, and each half is half of it: nothing is from elsewhere.
    "half and half": (
        {
            "a": BARGE,
            "b": OTHER,
            "c": paragraphs(BARGE, 0, 1, 2) + "\n\n" + paragraphs(OTHER, 2, 3, 4),
        },
        {("c", "a"), ("c", "b")},
    ),
    # The whole of one, and a part of the other.
    "one whole": (
        {"a": BARGE, "b": OTHER, "c": OTHER + "\n\n" + paragraphs(BARGE, 0, 3, 4)},
        {("c", "a"), ("c", "b")},
    ),
    # The slip was made in copying.
    "slip": ({"a": BARGE, "b": SLIP}, {("b", "a")}),
}


@pytest.mark.parametrize("name", sorted(PILES))
@pytest.mark.parametrize("names", ["abcd", "dcba"])
def test_the_texts_tell_who_was_first(name, names):
    texts, gold = PILES[name]
    new = dict(zip("abcd", names, strict=True))
    found = stated(derive(report(new[key], text, hours=None) for key, text in texts.items()))
    assert found == {(new[child], new[parent]) for child, parent in gold}


def test_of_one_outlets_versions_the_longer_is_the_later():
    versions = {"a": paragraphs(BARGE, 0, 1, 2, 3), "b": BARGE + "\n\n" + LAST}
    ours = [report(k, text, outlet="Torvik Post", hours=None) for k, text in versions.items()]
    assert stated(derive(ours)) == {("b", "a")}
    theirs = [replace(r, outlet=f"{r.id.upper()} Post") for r in ours]
    assert stated(derive(theirs)) == {("a", "b")}


def test_where_nothing_tells_the_chance_is_even():
    changed = BARGE.replace("eleven", "twelve")
    (line,) = derive([report("a", BARGE, hours=None), report("b", changed, hours=None)])
    assert line.probability == 0.5
    assert not [e for e in line.evidence if e.feature.startswith("direction") and e.bits > 0.1]


def test_copies_of_a_part_change_nothing_for_what_was_put_together():
    texts, _ = PILES["half and half"]
    pile = [report(key, text, hours=None) for key, text in texts.items()]
    copies = [report(f"b{n}", texts["b"], hours=None) for n in range(4)]
    found = stated(derive(pile + copies))
    assert ("c", "a") in found
    assert not any(str(parent).startswith("unseen") for _, parent in found)


def test_a_verbatim_copy_does_not_make_its_text_the_origin():
    """Ten copies of the altered report are no sign that it was first."""
    first = [report("a", BARGE, hours=None), report("b", ONE, hours=None)]
    copies = [report(f"c{n}", ONE, hours=None) for n in range(10)]

    def between(reports):
        (line,) = [x for x in derive(reports) if {x.child, x.parent} == {"a", "b"}]
        return line.probability, [(e.feature, e.bits) for e in line.evidence]

    assert between([*first, *copies]) == between(first)


def test_an_unseen_origin_joins_all_its_children():
    """Three hold the same two paragraphs and much of their own: one origin that is not here."""
    shared = paragraphs(BARGE, 1, 3)
    own = [paragraphs(OTHER, 0, 2, 3), paragraphs(ROOM, 0, 2) + "\n\n" + LAST, UNLIKE]
    reports = [
        report(name, shared + "\n\n" + text, hours=None)
        for name, text in zip("abc", own, strict=True)
    ]
    assert stated(derive(reports)) == {(name, "unseen:1") for name in "abc"}


def test_a_report_that_holds_all_that_the_others_share_is_no_unseen_origin():
    whole = BARGE + "\n\n" + OTHER
    parts = [
        paragraphs(BARGE, 0, 1, 2, 3) + "\n\n" + ROOM,
        paragraphs(BARGE, 2, 3, 4, 5) + "\n\n" + UNLIKE,
    ]
    reports = [
        report("a", whole, hours=None),
        *(report(n, t, hours=None) for n, t in zip("bc", parts)),
    ]
    assert stated(derive(reports)) == {("b", "a"), ("c", "a")}


UNLIKE = """\
In Sund the fishmongers were selling off their herring at half the price before the market closed.

Nobody there remembers a spring with so little wind, and the sailing club has put off its regatta.

The harbour master keeps a diary of such oddities and reads from it to the school on Fridays.\
"""
