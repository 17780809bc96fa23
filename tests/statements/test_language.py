"""A report in a language that the tagger does not know is named."""

from __future__ import annotations

import pytest

from secondsource.model import MarkedReport, Report
from secondsource.statements.language import language_warning
from secondsource.text import mark_reports


def marked(text: str) -> MarkedReport:
    return mark_reports([Report(id="r1", text=text)])[0]


def test_german_is_named() -> None:
    text = (
        "Die Bürgermeisterin sagte am Montag, die Brücke werde im Herbst gesperrt und bleibe bis "
        "zum Frühjahr geschlossen, weil das Geld für die Arbeiten fehle."
    )
    warning = language_warning(marked(text))
    assert warning is not None
    assert "'de'" in warning


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said on Monday that the bridge will be closed in the autumn and that it is to "
        "stay closed until spring, because there is no money for the work.",
        "Brücke gesperrt",  # too short to judge
        "",
    ],
)
def test_english_and_short_texts_are_not_warned_of(text: str) -> None:
    assert language_warning(marked(text)) is None
