"""How rare words and runs of words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.text import passage_bits, rarity

WORDS = st.sampled_from(["the", "of", "harbour", "ferry", "1,700", "2017", "zzyzx", "it's"])


@pytest.mark.parametrize(
    ("common", "rare"),
    [
        ("the", "ferry"),
        ("ferry", "coastguard"),
        ("coastguard", "qwkzzt"),  # not in the table: as rare as a word can be
        ("2017", "2,317"),  # a year is expected in news
        ("2,000", "2,317"),  # people round
        ("20", "21"),
    ],
)
def test_some_words_are_rarer_than_others(common, rare):
    assert rarity(common) < rarity(rare)


def test_a_possessive_is_as_rare_as_its_word():
    assert rarity("lighthouse's") == rarity("lighthouse")


def test_no_words_surprise_nobody():
    assert passage_bits([]) == 0


@given(st.lists(WORDS), WORDS)
def test_a_longer_run_is_never_cheaper(keys, more):
    assert passage_bits([*keys, more]) >= passage_bits(keys)


@given(st.lists(WORDS))
def test_a_run_is_cheaper_than_its_words_alone(keys):
    assert passage_bits(keys) <= sum(map(rarity, keys)) + 1e-9
