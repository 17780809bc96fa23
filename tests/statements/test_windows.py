"""Windows: every piece is labelled once, context is only read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secondsource.statements.windows import cut_sentences, pack
from secondsource.statements.wordpiece import CASES, WordPiece

WORDPIECE = WordPiece(["[UNK]", "[CLS]", "[SEP]", "[unused1]", "ferry", '"', ".", "“", "”"])
LENGTH, MARGIN = 20, 5


def places(lengths: list[int]) -> tuple[str, list[tuple[int, int]]]:
    """A text of sentences of so many words, one a line, with their places."""
    text, found = "", []
    for length in lengths:
        start = len(text)
        text += "ferry " * (length - 1) + "ferry."
        found.append((start, len(text)))
        text += "\n"
    return text, found


@given(st.lists(st.integers(1, 50), max_size=12))
def test_every_piece_is_labelled_exactly_once_and_in_order(lengths: list[int]) -> None:
    text, found = places(lengths)
    cut = cut_sentences(text, found, wordpiece=WORDPIECE, longest=LENGTH - 2)
    windows = list(pack(cut, wordpiece=WORDPIECE, length=LENGTH, margin=MARGIN))
    labelled = [number for w in windows for number in w.ids[w.keep_from : w.keep_to]]
    assert labelled == [number for sentence in cut for number in sentence.ids]
    assert all(len(w.ids) == len(w.looks) <= LENGTH for w in windows)


def test_a_window_reads_its_neighbours_for_context() -> None:
    text, found = places([3, 3, 3, 3, 3, 3])
    cut = cut_sentences(text, found, wordpiece=WORDPIECE, longest=LENGTH - 2)
    second = list(pack(cut, wordpiece=WORDPIECE, length=LENGTH, margin=MARGIN))[1]
    assert second.keep_from > 1
    assert second.keep_to < len(second.ids) - 1


def test_words_inside_quotation_marks_look_different() -> None:
    text = 'ferry "ferry ferry" ferry'
    (sentence,) = cut_sentences(text, [(0, len(text))], wordpiece=WORDPIECE, longest=LENGTH)
    inside = [
        text[a:b]
        for a, b, look in zip(sentence.starts, sentence.ends, sentence.looks)
        if look >= CASES
    ]
    assert inside == ["ferry", "ferry"]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    text = "“ferry\nferry"
    _, second = cut_sentences(text, [(0, 6), (7, 12)], wordpiece=WORDPIECE, longest=LENGTH)
    assert max(second.looks) < CASES
