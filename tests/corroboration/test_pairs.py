"""What stands between two sentences of two reports, by the whole way from text to relation."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from secondsource.derivation import load_outlets
from secondsource.model import Report
from secondsource.models import Models
from secondsource.pipeline import check_reports
from secondsource.settings import Settings

SETTINGS, OUTLETS = Settings(), load_outlets()
NINE = datetime(2031, 5, 6, 9, 0, tzinfo=UTC)  # a Tuesday
BEFORE = (
    "The lock gates at Wenning Sluice were painted green by pupils of the village school.\n\n"
    "A heron that lives below the weir has become the favourite of the lock keepers.\n\n"
)
AFTER = (
    "\n\nThe reading room of the sluice museum shows charts drawn by three generations of pilots."
)


def read_pairs():
    """The types expected, sorted, and both sentences, for each line of the file beside this one."""
    lines = Path(__file__).with_name("pairs.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            types, one, two = (part.strip() for part in line.split(" | "))
            yield sorted(types.split(",")) if types != "-" else [], one, two


def types_between(one, two):
    reports = [
        Report("a", BEFORE + one + AFTER, published=NINE, outlet="Wenning Post"),
        Report(
            "b", BEFORE + two + AFTER, published=NINE + timedelta(hours=2), outlet="Halden Mail"
        ),
    ]
    brief = check_reports(reports, settings=SETTINGS, models=Models(), outlets=OUTLETS)
    for relation in brief.relations:
        for span in (relation.a, relation.b):
            assert brief.report(span.report_id).text[span.start : span.end]
        assert relation.rule
    return sorted({r.type for r in brief.relations})


@pytest.mark.parametrize(("types", "one", "two"), list(read_pairs()))
def test_a_pair_of_sentences(types, one, two):
    assert types_between(one, two) == types
