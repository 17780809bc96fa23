"""Words and tokens that are kept for the next stage are those that reading anew gives."""

from __future__ import annotations

from secondsource.statements.tokens import tokens
from secondsource.text import fold, words

SENTENCE = "“Mr. Orlé” sank at 6:30; it’s 1,700 m deep. "


def test_words_of_a_part_have_their_places_in_the_whole() -> None:
    text = SENTENCE * 12
    whole = list(words(text))  # too long to be kept
    for _ in range(2):
        for start in range(0, len(text), len(SENTENCE)):
            end = start + len(SENTENCE)
            expected = [w for w in whole if start <= w.start < end]
            assert list(words(text, start, end)) == expected


def test_tokens_of_a_part_have_their_places_in_the_whole() -> None:
    text = SENTENCE * 12
    whole = tokens(text, 0, len(text))
    start, end = 3 * len(SENTENCE), 4 * len(SENTENCE)
    expected = [t for t in whole if start <= t.start < end]
    assert tokens(text, start, end) == expected
    tokens(text, start, end).clear()  # what a caller does to its list stays there
    assert tokens(text, start, end) == expected


def test_a_word_too_long_to_be_kept_is_folded_alike() -> None:
    assert fold("É" * 100) == fold("É") * 100
