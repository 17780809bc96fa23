"""One number of certainty out of the rules' and the network's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.model import Certainty
from secondsource.model.statements import Polarity
from secondsource.settings import TaggerSettings
from secondsource.statements import certainty_row, measure_certainty, measuring
from secondsource.statements.model_tagger import load_tagger
from secondsource.statements.sureness import joined_certainty
from tests.statements.said import marked

SETTINGS = TaggerSettings(heard=0.5, heard_negated=0.25)


@pytest.mark.parametrize(
    ("number", "polarity", "value"),
    [
        (0.6, "positive", 0.4),  # half of each
        (0.6, "negative", 0.3),  # a quarter of the network's
        (9.0, "positive", 0.6),  # never beyond 1
        (-9.0, "positive", -0.4),
    ],
)
def test_the_number_lies_between_and_the_parts_stay_the_rules(
    number: float, polarity: Polarity, value: float
) -> None:
    found = Certainty("possible", polarity, "officials", 0.2)
    joined = joined_certainty(number, found, settings=SETTINGS)
    assert joined.value == value
    assert replace(joined, value=0.2) == found


def test_a_tagger_without_numbers_leaves_the_rules_value() -> None:
    assert measuring(object()) is None
    assert measure_certainty("It may sink.", (7, 11)).value == 0.2


def test_the_shipped_tagger_hears_more_than_the_words_that_decide() -> None:
    tagger = load_tagger()
    if tagger is None:
        pytest.skip("the tagger's weights (data/tagger) or onnxruntime are not installed")

    def value(text: str, word: str) -> float:
        at = text.index(word)
        return measure_certainty(text, (at, at + len(word)), tagger=tagger).value

    told = value("The warden sold the boat on Monday.", "sold")
    hoped = value("The warden dreams of selling the boat one day.", "selling")
    denied = value("The warden never sold the boat.", "sold")
    assert told > 0.5
    assert told > hoped
    assert denied < 0
    report = marked("The warden never sold the boat.").report
    found = measure_certainty(report.text, (17, 21), report_id="r1", tagger=tagger)
    row = certainty_row(report, found)
    assert row["polarity"] == "negative"
    assert row["certainty"] == row["value"]
