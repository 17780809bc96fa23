"""The suggested number of the Admiralty grading: counts and contradictions, never a verdict."""

import pytest

from secondsource.corroboration.grading import with_grades
from secondsource.model import Claim, Corroboration, Count, Mention, Relation, Span

BADGES = {0: "unsupported here", 1: "single", 2: "two or more"}


def claim(name: str, report: str) -> Claim:
    return Claim(name, "words", "so", (Mention(Span(report, 0, 20)),))


def weighed(name: str, low: int, *flags: str) -> Corroboration:
    """A claim with this many origins and speakers at the low end."""
    count = Count(max(low, 1), low, 3)
    return Corroboration(name, ("a",), count, count, BADGES[min(low, 2)], tuple(flags))


def contradiction(a: str, b: str, kind: str = "number") -> Relation:
    return Relation("r", kind, Span(a, 0, 10), Span(b, 0, 10), ("3", "5"), "The numbers differ.")


def grades(*found: Corroboration, relations=()) -> list[int | None]:
    """The suggestions for these claims; the first stands in report "a", the second in "b"."""
    claims = [claim(c.claim_id, report) for c, report in zip(found, "ab")]
    return [c.suggested_grade for c in with_grades(claims, found, relations)]


@pytest.mark.parametrize(
    ("found", "number"),
    [
        (weighed("c", 0), 6),  # nothing here shows where it comes from: cannot be judged
        (weighed("c", 1), 3),  # one origin: possibly true
        (weighed("c", 2), 2),  # two origins and two speakers: probably true
        (weighed("c", 9), 2),  # never 1: that takes somebody who checked
        (weighed("c", 2, "contested"), 3),
    ],
)
def test_the_number_follows_the_counts(found, number):
    assert grades(found) == [number]


def test_a_claim_that_a_better_supported_one_contradicts_is_doubtful():
    found = (weighed("few", 1, "contested"), weighed("many", 2, "contested"))
    assert grades(*found, relations=[contradiction("a", "b")]) == [4, 3]


def test_of_two_claims_with_equal_support_neither_is_doubtful():
    found = (weighed("one", 1, "contested"), weighed("other", 1, "contested"))
    assert grades(*found, relations=[contradiction("a", "b")]) == [3, 3]


def test_an_update_doubts_nobody():
    found = (weighed("earlier", 1), weighed("later", 2))
    assert grades(*found, relations=[contradiction("a", "b", "update")]) == [3, 2]
