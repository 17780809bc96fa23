"""How sure a passage is, which words decide, and whose it is."""

import pytest

from secondsource.statements import measure_certainty
from tests.statements.said import only, words


def measured(text: str, words: str) -> tuple[str, str]:
    at = text.index(words)
    found = measure_certainty(text, (at, at + len(words)), report_id="r1")
    return found.strength, found.polarity


@pytest.mark.parametrize(
    ("text", "words", "strength", "polarity"),
    [
        ("The warden sold the boat.", "sold", "certain", "positive"),
        ("The warden has sold the boat.", "sold", "certain", "positive"),
        ("The warden did not sell.", "sell", "certain", "negative"),
        ("Nobody saw the warden.", "saw", "certain", "negative"),
        ("The warden may have sold.", "sold", "possible", "positive"),
        ("The warden might have sold.", "sold", "possible", "positive"),
        ("The warden has probably sold.", "sold", "probable", "positive"),
        ("Warden Likely Sold Boat", "Sold", "probable", "positive"),
        ("Warden May Have Sold Boat", "Sold", "possible", "positive"),
        ("In May the warden sold.", "sold", "certain", "positive"),  # the month
        ("Ada May's warden sold.", "sold", "certain", "positive"),  # a name
        ("The warden is believed to have sold.", "sold", "probable", "positive"),
        ("The warden appears to have sold.", "sold", "probable", "positive"),
        ("The warden failed to arrive.", "arrive", "certain", "negative"),
        ("The warden has yet to arrive.", "arrive", "certain", "negative"),
        ("The warden managed to sell.", "sell", "certain", "positive"),
        ("The warden plans to sell.", "sell", "unknown", "positive"),
        ("The warden will sell.", "sell", "unknown", "positive"),
        ("If the warden sells, the dam is lost.", "sells", "unknown", "positive"),
        ("Has the warden sold?", "sold", "unknown", "positive"),
        ("Police are still trying to reach the dam.", "reach", "unknown", "positive"),
        ("The warden denied having sold.", "sold", "certain", "negative"),
        ("The warden ruled out that they sold.", "sold", "certain", "negative"),
        ("The court ruled that they sold.", "sold", "certain", "positive"),
    ],
)
def test_strength_and_polarity(text: str, words: str, strength: str, polarity: str) -> None:
    assert measured(text, words) == (strength, polarity)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The warden has sold.", None),  # the outlet itself
        ("The warden has sold, officials say.", "officials"),
        ("Officials believe the warden has sold.", "Officials"),
        ("The warden has reportedly sold.", "unnamed (reportedly)"),
    ],
)
def test_attribution_names_the_holder_and_leaves_certainty_alone(
    text: str, holder: str | None
) -> None:
    at = text.index("sold")
    found = measure_certainty(text, (at, at + 4))
    assert (found.strength, found.holder) == ("certain", holder)


def test_the_words_that_decide_are_shown() -> None:
    text = "Rain fell. The warden may not have sold."
    at = text.index("sold")
    found = measure_certainty(text, (at, at + 4), report_id="r1")
    assert [text[s.start : s.end] for s in found.spans] == ["may", "not"]
    assert found.value < 0


def test_a_clause_is_measured_by_its_verb() -> None:
    text = "This year it seems the frost may have spared the plums."
    found = measure_certainty(text, (0, len(text)))
    assert found.strength == "possible"


@pytest.mark.parametrize(
    ("text", "strength", "polarity"),
    [
        ("It seems the ferry sank.", "probable", "positive"),
        ("Police suspect that the ferry sank.", "probable", "positive"),
        ("The owner denied that the ferry sank.", "certain", "negative"),
        ("Police ruled out that the ferry sank.", "certain", "negative"),
        ("It is unlikely that the ferry sank.", "certain", "negative"),
        ("Nobody knows whether the ferry sank.", "unknown", "negative"),
        ("The ferry docked when the tug sank.", "certain", "positive"),
    ],
)
def test_a_governor_decides_on_the_clause_that_hangs_on_it(
    text: str, strength: str, polarity: str
) -> None:
    assert measured(text, "sank") == (strength, polarity)


@pytest.mark.parametrize(
    ("text", "content", "polarity"),
    [
        ("Police denied having taken a call.", "having taken a call", "negative"),
        ("Wardens denied the report.", "the report", "negative"),
        ("The union denied any wrongdoing.", "any wrongdoing", "negative"),
        ("The warden ruled out an early sale.", "an early sale", "negative"),
        ("Wardens did not rule out a sale.", "a sale", "positive"),
        ("Wardens confirmed the report.", "the report", "positive"),
        ("The court ruled that the sale was legal.", "that the sale was legal", "positive"),
    ],
)
def test_a_cue_that_denies_turns_what_it_attributes(text: str, content: str, polarity: str) -> None:
    report, statement = only(text)
    assert words(report, statement.content) == content
    assert statement.certainty is not None
    assert statement.certainty.polarity == polarity
