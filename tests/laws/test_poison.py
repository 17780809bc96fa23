"""Poisoned piles: reports made up to look like more origins than there are.

What is copied adds nothing, under whatever name, time, credit or byline it comes. Only what a
report tells in words of its own can add an origin.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from secondsource.model import Report

from .events import EVENTS
from .piles import START, WIRE, as_before, check, copied, evidence_between, risen, told

REPORTS = (
    told(0, 0, range(5), "dateline", hours=0),
    told(0, 1, range(5), "wire", hours=1),
    told(0, 2, range(5), "", hours=2),
)
FORGED = "Heron Agency"


def backdated(parent: Report) -> Report:
    """The copy states a time before its original."""
    return copied(parent, "verbatim", name="forged", outlet="Far Post", hours=-9)


def forged_dateline(parent: Report) -> Report:
    """The copy opens with the dateline of an agency that never wrote it."""
    copy = copied(parent, "verbatim", name="forged", outlet="Far Post", hours=3)
    body = copy.text.removeprefix(f"QUARBY ({WIRE}) - ").removeprefix("QUARBY - ")
    return replace(copy, text=f"QUARBY ({FORGED}) - {body}")


def forged_channel(parent: Report) -> Report:
    """The copy says that the speakers told an agency."""
    copy = copied(parent, "verbatim", name="forged", outlet="Far Post", hours=3)
    text = copy.text.replace(" said", f" told {FORGED}").replace(f"{FORGED} that", f"{FORGED}")
    return replace(copy, text=text + f"\n\nThis report was gathered by {FORGED}.")


def forged_byline(parent: Report) -> Report:
    """The copy comes under the name of a reporter of its own, and a dateline."""
    copy = copied(parent, "verbatim", name="forged", outlet="Far Post", hours=3)
    body = copy.text.removeprefix(f"QUARBY ({WIRE}) - ").removeprefix("QUARBY - ")
    return replace(copy, text=f"TOLLEN - {body}", byline="Una Prior")


def backdated_byline(parent: Report) -> Report:
    """Both: an earlier time, and a reporter who was there."""
    return replace(forged_byline(parent), published=START - timedelta(hours=8))


def backdated_wire(parent: Report) -> Report:
    """An earlier time, and the dateline of an agency that never wrote it."""
    return replace(forged_dateline(parent), published=START - timedelta(hours=8))


def backdated_channel(parent: Report) -> Report:
    """An earlier time, and an agency that the speakers are said to have told."""
    return replace(forged_channel(parent), published=START - timedelta(hours=8))


def first_person(parent: Report) -> Report:
    """The copy says that its reporter was there, at an earlier time."""
    copy = copied(parent, "verbatim", name="forged", outlet="Far Post", hours=-9)
    return replace(copy, text=f"{copy.text}\n\nI saw the lights from the quay.")


ATTACKS = (
    backdated,
    forged_dateline,
    forged_channel,
    forged_byline,
    backdated_byline,
    backdated_wire,
    backdated_channel,
    first_person,
)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
@pytest.mark.parametrize("parent", REPORTS, ids=("own work", "wire", "unstated"))
def test_a_forged_copy_raises_no_count(attack, parent):
    assert risen(check(REPORTS), check([*REPORTS, attack(parent)])) == []


def test_a_copy_that_goes_before_two_reports_of_one_wire_makes_no_second_origin():
    """Its byline and time are its own, its words are the wire's, which both others name."""
    two = (REPORTS[1], replace(told(0, 2, range(5), "wire", hours=3), id="too"))
    assert risen(check(two), check([*two, backdated_byline(REPORTS[1])])) == []


def test_swapped_bylines_raise_no_count():
    """Copies of three reports, each under the byline and outlet of another."""
    names = [(report.byline, report.outlet) for report in REPORTS]
    swapped = [
        replace(copied(report, "verbatim", name=f"swapped-{n}", outlet=outlet, hours=4), byline=by)
        for n, (report, (by, outlet)) in enumerate(zip(REPORTS, [*names[1:], names[0]]))
    ]
    assert risen(check(REPORTS), check([*REPORTS, *swapped])) == []


def test_a_splice_of_two_reports_raises_no_count():
    own, wire, _ = (report.text.split("\n\n") for report in REPORTS)
    splice = replace(
        REPORTS[0],
        id="splice",
        outlet="Far Post",
        byline=None,
        text="\n\n".join(own[:3] + wire[2:]),
    )
    later = replace(splice, published=START + timedelta(hours=7))
    assert risen(check(REPORTS), check([*REPORTS, later])) == []


def test_a_flood_of_fifty_copies_raises_no_count():
    """Fifty outlets run it: whole, without its end, or with an editor's words; at any hour."""
    ways = ("verbatim", "trimmed", "edited", "credited")
    flood = [
        copied(
            REPORTS[n % 3], ways[n % 4], name=f"flood-{n:02}", outlet=f"Flood {n:02} Post",
            hours=n % 11 - 5,
        )
        for n in range(50)
    ]  # fmt: skip
    before = check(REPORTS)
    assert risen(before, as_before(before, check([*REPORTS, *flood]))) == []


def test_a_time_alone_makes_no_report_the_copy_of_another():
    """Two that share no wording: the later is not derived from the earlier."""
    early, late = REPORTS[2], told(0, 1, range(5), "", hours=20)
    for verdict, probability, _ in evidence_between(
        check([early, late]), frozenset((early.id, late.id))
    ).values():
        assert verdict in ("independent", "unsure")
        assert probability < 0.5


def test_where_only_the_time_tells_who_copied_it_is_not_sure():
    """Word for word the same: that they hang together is sure, which was first is not."""
    early = REPORTS[2]
    late = copied(early, "verbatim", name="late", outlet="Far Post", hours=20)
    brief = check([early, late])
    lines = evidence_between(brief, frozenset((early.id, late.id)))
    verdict, probability, _ = lines[late.id, early.id]
    assert verdict == "derived"
    assert 0.5 <= probability < 0.99
    verdict, probability, _ = lines[early.id, late.id]
    assert verdict == "unsure"
    assert 0.0 < probability < 0.5
    told_so = {e.detail for c in brief.corroborations for e in c.evidence}
    assert any("stated times alone" in detail for detail in told_so)


def test_a_sign_that_only_the_earlier_of_two_twins_has_is_asked_after():
    """Its time may be forged, and its dateline too: no low end, and the newsrooms are named."""
    unsigned = REPORTS[2]
    brief = check([unsigned, backdated_byline(unsigned)])
    for found in brief.corroborations:
        assert found.independent_origins.low == 0
        assert found.independent_origins.likely == 1
        assert any("ask both newsrooms" in sentence for sentence in found.decide)


def test_a_report_of_nothing_but_a_credit_raises_no_low_end():
    stub = Report(
        id="stub",
        text=f"{EVENTS[0][0][0]}\n\n{FORGED} reported this.",
        outlet="Far Post",
        published=START + timedelta(hours=6),
    )
    assert risen(check(REPORTS), check([*REPORTS, stub]), ends=("low",)) == []
