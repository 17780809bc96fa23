"""The reports of a story side by side: every word once, whatever order the files came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.alignment import align_reports, passage_table
from secondsource.alignment.reuse_columns import columns, merged
from secondsource.alignment.reuse_table import PassageTable, TablePassage
from secondsource.model import MarkedReport, Report
from secondsource.text import fold, mark_reports, words

FERRY = (
    "The cargo ferry Halvmane ran aground on the Tarsk reef shortly before dawn on Tuesday, "
    "spilling forty tonnes of diesel into the sound."
)
PILOT = "Harbour pilot Oda Brekke had warned about the missing buoys for nearly three years."
CREW = "All nineteen crew members were lifted off by helicopter and taken to Lisvik hospital."
OWN = "Our reporter met two fishermen who had seen lights on the rocks an hour earlier."
START = datetime(2031, 3, 3, 6, 0, tzinfo=UTC)


def story_of(*texts: str) -> tuple[MarkedReport, ...]:
    """Reports a, b, c … of these texts, an hour apart."""
    return mark_reports(
        [
            Report(id="abcdefgh"[n], text=text, published=START + timedelta(hours=n))
            for n, text in enumerate(texts)
        ]
    )


def table_of(story: tuple[MarkedReport, ...]) -> PassageTable:
    """The table of a story."""
    return passage_table(story, align_reports(story))


def shown(story: tuple[MarkedReport, ...], passage: TablePassage) -> list[tuple[str | None, ...]]:
    """The words of each stretch, a report beside the other, found by slicing."""
    texts = {m.id: m.report.text for m in story}
    return [
        tuple(s and texts[s.report_id][s.start : s.end] for s in stretch.spans)
        for stretch in passage.stretches
    ]


def test_three_editions_of_a_sentence_stand_in_one_row():
    story = story_of(
        FERRY,
        FERRY.replace("forty", "sixty"),
        FERRY.replace("forty", "sixty").replace("cargo ferry", "ageing cargo ferry"),
    )
    (passage,) = table_of(story).passages
    assert shown(story, passage) == [
        ("The", "The", "The"),
        (None, None, "ageing"),
        *[("cargo ferry Halvmane ran aground on the Tarsk reef shortly before dawn on Tuesday, "
           "spilling",) * 3],
        ("forty", "sixty", "sixty"),
        ("tonnes of diesel into the sound",) * 3,
    ]  # fmt: skip
    assert [s.readings for s in passage.stretches][3] == (0, 1, 1)
    assert [s.agrees for s in passage.stretches] == [True, True, True, False, True]


def test_sentences_in_another_order_are_the_same_passages():
    story = story_of(f"{FERRY} {PILOT} {CREW}", f"{CREW} {FERRY} {PILOT}", f"{PILOT} {OWN}")
    table = table_of(story)
    assert [p.shared_by for p in table.passages] == [2, 3, 1, 2]
    # What only one report has stands where that report has it.
    assert shown(story, table.passages[2]) == [(None, None, OWN[:-1])]
    assert [shown(story, p)[0][1] for p in table.passages if p.shared_by == 2] == [
        FERRY[:-1],
        CREW[:-1],
    ]


def test_a_split_sentence_stays_in_one_passage():
    whole = "Divers found a hole of four metres in the hull and tugs could not move the wreck."
    split = "Divers found a hole of four metres in the hull. Tugs could not move the wreck."
    story = story_of(f"{FERRY} {whole}", f"{FERRY} {split}")
    passages = table_of(story).passages
    assert len(passages) == 2
    assert shown(story, passages[1])[1] == ("and", None)


def test_reports_stand_in_order_of_publication_then_of_their_texts():
    story = story_of(FERRY, f"{PILOT} {FERRY}", CREW)
    late = replace(story[0], report=replace(story[0].report, published=None))
    assert table_of((late, *story[1:])).report_ids == ("b", "c", "a")


def test_a_report_of_nothing_is_a_column_of_nothing():
    table = table_of(story_of(FERRY, ""))
    assert table.report_ids == ("a", "b")
    assert [p.shared_by for p in table.passages] == [1]


# --- kernels --------------------------------------------------------------------------------


def test_no_column_holds_two_words_of_a_report():
    # a0-b0 and b0-c0 are surest; a1-c0 would bring a second word of a.
    held = columns([((0, 0), (1, 0)), ((1, 0), (2, 0)), ((0, 1), (2, 0))])
    assert held[0, 0] == held[1, 0] == held[2, 0] != held[0, 1]


@pytest.mark.parametrize(
    ("rows", "order", "against"),
    [
        ([[1, 2, 3], [1, 9, 3]], [1, 2, 9, 3], [set(), set()]),
        ([[1, 2, 3], [3, 1, 2]], [1, 2, 3], [set(), {3}]),
        ([[1], [2]], [1, 2], [set(), set()]),
    ],
)
def test_rows_are_merged_into_one_order(rows, order, against):
    assert merged(rows) == (order, against)


@given(st.lists(st.lists(st.integers(0, 9), unique=True), max_size=5))
def test_every_row_but_what_stands_against_it_keeps_its_order(rows):
    order, against = merged(rows)
    assert sorted(order) == sorted({item for row in rows for item in row})
    for row, bad in zip(rows, against):
        places = [order.index(item) for item in row if item not in bad]
        assert places == sorted(places)


# --- laws -----------------------------------------------------------------------------------

SENTENCES = (FERRY, PILOT, CREW, OWN)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Some of the sentences in any order, with words dropped, doubled or taken from another."""
    parts = []
    for sentence in draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)):
        tokens = sentence.split()
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(tokens) - 1))
            tokens[at : at + draw(st.integers(0, 2))] = draw(
                st.lists(st.sampled_from(tuple(FERRY.split())), max_size=2)
            )
            tokens = tokens or ["Nothing."]
        parts.append(" ".join(tokens))
    return draw(st.sampled_from((" ", "\n\n"))).join(parts)


STORIES = st.lists(texts(), min_size=2, max_size=4)


@settings(max_examples=60, deadline=None)
@given(STORIES)
def test_every_body_word_stands_in_the_table_once_and_in_its_order(given_texts):
    story = story_of(*given_texts)
    table = table_of(story)
    for n, marked in enumerate(story):
        text = marked.report.text
        expected = [w for s in marked.sentences for w in words(text, s.start, s.end)]
        rows = [[s.spans[n] for s in p.stretches if s.spans[n]] for p in table.passages]
        assert all(a.end <= b.start for row in rows for a, b in pairwise(row))
        found = [w for row in rows for span in row for w in words(text, span.start, span.end)]
        assert sorted(w.start for w in found) == [w.start for w in expected]


@settings(max_examples=60, deadline=None)
@given(STORIES)
def test_reports_of_one_reading_have_the_same_words(given_texts):
    story = story_of(*given_texts)
    for passage in table_of(story).passages:
        for stretch, row in zip(passage.stretches, shown(story, passage)):
            said = [None if part is None else [w.key for w in words(fold(part))] for part in row]
            for one, reading in zip(said, stretch.readings):
                for other, again in zip(said, stretch.readings):
                    assert (one == other) == (reading == again)


@settings(max_examples=40, deadline=None)
@given(STORIES, st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_nothing(given_texts, chance):
    story = list(story_of(*given_texts))
    table = table_of(tuple(story))
    chance.shuffle(story)
    assert table_of(tuple(story)) == table
