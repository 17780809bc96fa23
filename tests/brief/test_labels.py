"""The sentence at the top, and words that every form shares."""

from dataclasses import replace

import pytest

from secondsource.brief.labels import certainty_words, headline, percent, plural, rule_of, when
from secondsource.model import Certainty

from .fixture import make_brief


def test_the_headline_counts_claims_that_several_reports_carry():
    # Five claims; what one report alone says is not counted.
    assert headline(make_brief()) == (
        "1 of 4 shared claims stands on two or more independent origins and speakers; "
        "3 contradictions, in the 6 files given."
    )


def test_the_headline_without_shared_claims():
    brief = replace(make_brief(), claims=(), corroborations=(), relations=())
    assert headline(brief) == (
        "No claim is carried by two reports; 0 contradictions, in the 6 files given."
    )


@pytest.mark.parametrize(
    ("probability", "shown"),
    [(0.0, "<1%"), (0.004, "<1%"), (0.5, "50%"), (0.994, "99%"), (0.9999, ">99%"), (1.0, ">99%")],
)
def test_evidence_is_never_shown_as_proof(probability, shown):
    assert percent(probability) == shown


def test_small_words():
    assert plural(1, "report") == "1 report"
    assert plural(0, "report") == "0 reports"
    assert when(None) == "time not stated"
    assert certainty_words(Certainty("certain", "negative")) == "certain, negated"
    assert certainty_words(Certainty("unknown", "negative")) == "unknown, negated"
    relation = make_brief().relations[0]
    assert rule_of(replace(relation, rule="Two numbers differ")) == "Two numbers differ."
