"""Which words stand between quotation marks, whatever marks the page uses."""

import pytest

from secondsource.statements.quotemarks import find_quoted
from secondsource.text import paragraphs


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quoted(text, list(paragraphs(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said: "The well is dry."', ["The well is dry."]),
        ("She said: “The well is dry.”", ["The well is dry."]),
        ("Sie sagte: „Der Brunnen ist leer.“", ["Der Brunnen ist leer."]),
        ("Elle dit : «Le puits est vide.»", ["Le puits est vide."]),
        ("She said: ‘The well is dry.’", ["The well is dry."]),
        ("She said: 'The well is dry.'", ["The well is dry."]),
        ("She said: ''The well is dry.''", ["The well is dry."]),
        ("She said: ”The well is dry.”", ["The well is dry."]),
        # two marks run together are one
        ('“"The well is dry," she said.', ["The well is dry,"]),
    ],
)
def test_every_form_of_mark_opens_and_closes(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the miners' well, isn't it, the villagers' own.",
        "It’s the miners’ well, isn’t it, the villagers’ own.",
        "In the '90s they'd say 'twas dry.",
    ],
)
def test_an_apostrophe_is_no_quotation_mark(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'The miners' well is dry,' she said.", ["The miners' well is dry,"]),
        ("‘It’s dry and they’ve gone,’ she said.", ["It’s dry and they’ve gone,"]),
        # a quotation within one is a part of it
        ("“He told me ‘go home’ twice,” she said.", ["He told me ‘go home’ twice,"]),
        ("'They 'dried up' in May,' she said.", ["They 'dried up' in May,"]),
        ('"He told me "go home" twice," she said.', ['He told me "go home" twice,']),
    ],
)
def test_marks_inside_a_quotation_do_not_end_it(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an opening mark at each paragraph, a closing one only at the last
        ("“One day.\n\n“Then two.”\n\nThree.", ["One day.", "Then two."]),
        # a closing mark only, two paragraphs on
        ("“One day.\n\nThen two.”\n\nThree.", ["One day.", "Then two."]),
        # no closing mark at all: the quotation ends with its paragraph
        ("“One day.\n\nThree went home.", ["One day."]),
        ('"One day.\n\n"Then two."', ["One day.", "Then two."]),
    ],
)
def test_a_quotation_may_run_over_paragraphs(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
