"""Seeds, chains and ends against a slow and plain oracle: local alignment over all words."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.alignment import align_reports, equal_words, sentence_pairs
from secondsource.alignment.reuse_common import common_runs
from secondsource.model import MarkedReport, Report
from secondsource.settings import AlignmentSettings
from secondsource.text import mark_reports, rarity, words

# Words of an invented report, to be drawn from.
VOCABULARY = (
    "harbour pilot reef ferry diesel sound helicopter hospital ministry buoy captain storm cargo "
    "crew tug engine coastguard island fisherman slick winter lighthouse anchor signal mast deck "
    "the a of in to and on for with by at from was were had has said that it they its"
).split()


def smith_waterman(left: list[str], right: list[str]) -> list[tuple[int, int]]:
    """Equal words (left, right) of the best local alignment, all cells filled.

    Smith & Waterman 1981, an equal word for its bits of surprise, a gap for the bits that the
    stage takes; nothing is skipped, nothing is capped.
    """
    stage = AlignmentSettings()
    worth = [min(rarity(w), stage.max_word_bits) for w in left]
    score = np.zeros((len(left) + 1, len(right) + 1))
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            same = score[i - 1, j - 1] + worth[i - 1] if left[i - 1] == right[j - 1] else 0.0
            # A changed word costs one gap, as in the stage; so do words of one side only.
            changed = score[i - 1, j - 1] - stage.gap_bits
            gap = max(score[i - 1, j], score[i, j - 1]) - stage.gap_bits
            score[i, j] = max(0.0, same, changed, gap)
    i, j = (int(x) for x in np.unravel_index(int(score.argmax()), score.shape))
    found = []
    while score[i, j] > 0:
        if left[i - 1] == right[j - 1] and score[i, j] == score[i - 1, j - 1] + worth[i - 1]:
            found.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif score[i, j] == score[i - 1, j - 1] - stage.gap_bits:
            i, j = i - 1, j - 1
        elif score[i, j] == score[i - 1, j] - stage.gap_bits:
            i -= 1
        else:
            j -= 1
    return found


def edited(tokens: list[str], share: float, rng: random.Random) -> list[str]:
    """The words, that share of them changed, dropped or doubled with another."""
    result = []
    for token in tokens:
        if rng.random() >= share:
            result.append(token)
            continue
        result += rng.choice(([], [rng.choice(VOCABULARY)], [token, rng.choice(VOCABULARY)]))
    return result


def pair(one: list[str], two: list[str]) -> tuple[MarkedReport, ...]:
    """Two marked reports of these words."""
    texts = (" ".join(one).capitalize() + ".", " ".join(two).capitalize() + ".")
    return mark_reports([Report(id=n, text=t) for n, t in zip("ab", texts)])


@pytest.mark.parametrize("share", [0.0, 0.1, 0.25, 0.4])
@pytest.mark.parametrize("seed", range(4))
def test_edited_texts_align_as_well_as_the_oracle(share, seed):
    rng = random.Random(seed)
    tokens = [rng.choice(VOCABULARY) for _ in range(120)]
    other = edited(tokens, share, rng)
    story = pair(tokens, other)
    found = sum(len(equal_words(*story, r)) for r in align_reports(story))
    best = len(smith_waterman(tokens, other))
    # At 40 % of words edited, runs of three equal words get scarce: some is lost.
    assert found >= (0.95 if share <= 0.25 else 0.85) * best


@pytest.mark.parametrize("seed", range(6))
def test_unrelated_texts_share_little(seed):
    rng = random.Random(seed)
    one, two = ([rng.choice(VOCABULARY) for _ in range(80)] for _ in range(2))
    story = pair(one, two)
    found = sum(len(equal_words(*story, r)) for r in align_reports(story))
    assert found <= len(smith_waterman(one, two))


def longest_common(left: list[int], right: list[int]) -> int:
    """Length of the longest common subsequence, all cells filled."""
    row = [0] * (len(right) + 1)
    for one in left:
        diagonal = 0
        for place, other in enumerate(right, 1):
            best = diagonal + 1 if one == other else max(row[place], row[place - 1])
            diagonal, row[place] = row[place], best
    return row[-1]


@given(st.lists(st.integers(0, 6), max_size=40), st.lists(st.integers(0, 6), max_size=40))
def test_what_fills_a_gap_is_a_longest_common_subsequence(left, right):
    runs = common_runs(left, right)
    assert sum(size for _, _, size in runs) == longest_common(left, right)
    assert all(left[a : a + n] == right[b : b + n] for a, b, n in runs)
    assert all(a + n <= c and b + n <= d for (a, b, n), (c, d, _) in pairwise(runs))


# --- sentences ------------------------------------------------------------------------------

WIRE = (
    "The cargo ferry Halvmane ran aground on the Tarsk reef shortly before dawn on Tuesday. "
    "Harbour pilot Oda Brekke had warned the ministry about missing buoys for three years. "
    "All nineteen crew members were lifted off by helicopter and taken to Lisvik hospital."
)


def shown_pairs(one: str, two: str) -> list[tuple[str, str, bool]]:
    """The sentence pairs of two texts: first words of both, and whether by rewrite."""
    story = mark_reports([Report(id="a", text=one), Report(id="b", text=two)])
    found = sentence_pairs(story, align_reports(story))
    texts = {"a": one, "b": two}
    return [
        (texts["a"][p.left.start :][:11], texts["b"][p.right.start :][:11], p.rewritten)
        for p in found
    ]


def test_copied_and_trimmed_sentences_are_paired():
    trimmed = WIRE.replace(" shortly before dawn on Tuesday", "")
    assert shown_pairs(WIRE, trimmed) == [
        ("The cargo f", "The cargo f", False),
        ("Harbour pil", "Harbour pil", False),
        ("All ninetee", "All ninetee", False),
    ]


def test_a_rewrite_between_two_neighbours_is_paired_by_its_rare_words():
    rewritten = WIRE.replace(
        "Harbour pilot Oda Brekke had warned the ministry about missing buoys for three years.",
        "Missing buoys were nothing new: since 2028 pilot Brekke, of Lisvik, kept warning of them.",
    )
    assert ("Harbour pil", "Missing buo", True) in shown_pairs(WIRE, rewritten)
    # A sentence on something else in that place is no rewrite.
    other = WIRE.replace(
        "Harbour pilot Oda Brekke had warned the ministry about missing buoys for three years.",
        "Insurance shares fell by two per cent in early trading.",
    )
    assert len(shown_pairs(WIRE, other)) == 2


def test_a_split_sentence_stands_in_two_pairs_and_its_halves_are_no_difference():
    one = (
        f"{WIRE} Divers found a hole of four metres in the hull, and tugs could not move the wreck."
    )
    two = (
        f"{WIRE} Divers found a hole of four metres in the hull. And tugs could not move the wreck."
    )
    story = mark_reports([Report(id="a", text=one), Report(id="b", text=two)])
    halves = [p for p in sentence_pairs(story, align_reports(story)) if p.left.start > len(WIRE)]
    assert len(halves) == 2
    assert all(not p.differences for p in halves)


def test_a_changed_value_is_the_pairs_one_difference():
    two = WIRE.replace("nineteen", "seventeen")
    story = mark_reports([Report(id="a", text=WIRE), Report(id="b", text=two)])
    *_, last = sentence_pairs(story, align_reports(story))
    (difference,) = last.differences
    assert difference.left is not None
    assert difference.right is not None
    assert WIRE[difference.left.start : difference.left.end] == "nineteen"
    assert two[difference.right.start : difference.right.end] == "seventeen"


def test_words_of_the_vocabulary_are_words():
    assert [w.key for w in words(" ".join(VOCABULARY))] == VOCABULARY
