"""Texts longer than the network reads: the rules read on, it is said, and it costs seconds."""

from __future__ import annotations

import time

import pytest

from secondsource.model import MarkedReport, Report
from secondsource.models import Models, load_models
from secondsource.settings import TaggerSettings
from secondsource.statements import (
    find_entities,
    find_statements,
    model_tagger,
    read_entities,
    read_statements,
    tagger_warnings,
)
from secondsource.text import mark_reports

MOST_SECONDS = 10.0  # of CPU, for one text, its statements and its names
MEGABYTE = 1_000_000
HOSTILE = {
    "a megabyte of one word": "ferry " * (MEGABYTE // 6),
    "one word of a megabyte": "a" * MEGABYTE,
    "ten thousand quotations": '"a ' * 10_000,
    "names alone": "Ada Brask " * 40_000,
    "many names of one first word": " ".join(f"Ada Br{at}k." for at in range(30_000)),
    "the cue alone": "he said that " * 30_000,
    "one quotation again and again": "“No,” said Ada Brask. " * 10_000,
    "one line again and again": "Ada Brask said.\n" * 20_000,
}
SAID = "Warden Ada Brask said on Monday that the ferry to Tollen Point will not sail. "
LATER = "Ida Moen, of the harbour office, said that the pier was not built to bear trucks.\n"
NARRATED = "The quay was closed and the rain fell all night over the harbour of Tollen. "
STRADDLING = "“We waited for an hour. Nobody came to help us,” said Ines Varga.\n"


@pytest.fixture(scope="module")
def both() -> Models:
    models = load_models("both")
    if models.tagger is None:
        pytest.skip("needs the trained tagger: onnxruntime and data/tagger")
    return models


def short(most: int) -> Models:
    """Models of which the network reads so many pieces of a text."""
    tagger = model_tagger.load_tagger(settings=TaggerSettings(most_pieces=most))
    if tagger is None:
        pytest.skip("needs the trained tagger: onnxruntime and data/tagger")
    return Models(tagger=tagger)


def report(text: str) -> MarkedReport:
    return mark_reports([Report("r3", text)])[0]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_in_seconds(both, name):
    marked = report(HOSTILE[name])
    began = time.process_time()
    statements, names = read_statements(marked, models=both), read_entities(marked, models=both)
    assert time.process_time() - began < MOST_SECONDS
    for span in [s for one in statements for s in one.content] + [e.span for e in names]:
        assert 0 <= span.start < span.end <= len(HOSTILE[name])


def test_a_text_just_above_the_limit_is_read_by_both_and_a_warning_says_how_far():
    models = short(most=60)
    marked = report(SAID + NARRATED * 2 + "\n" + NARRATED + LATER)
    border = models.tagger.reach(marked)["text"]
    assert 0 < border < len(marked.report.text)
    assert marked.report.text[:border].endswith("harbour of Tollen.")
    first, last = read_statements(marked, models=models)
    (ruled,) = [s for s in find_statements(marked) if s.content[0].start > border]
    assert first.content[0].start < border
    assert first not in find_statements(marked)
    assert (last.content, last.speaker, last.confidence) == (
        ruled.content,
        ruled.speaker,
        ruled.confidence,
    )
    assert marked.words_of(last.content[0]) == "that the pier was not built to bear trucks"
    (warning,) = tagger_warnings(marked, models=models)
    count = len(marked.report.text[:border].split())
    assert f"'r3': only the first {count} words" in warning
    assert "rules" in warning


def test_names_behind_the_limit_are_those_of_the_rules():
    models = short(most=60)
    marked = report(NARRATED * 3 + "Officer Ola Brandt of Kestrel Bank met Ida Moen in Oslo.\n")
    border = models.tagger.reach(marked)["text"]
    behind = [e for e in find_entities(marked) if e.span.start >= border]
    found = [e for e in read_entities(marked, models=models) if e.span.start >= border]
    assert behind
    assert found == behind


def test_a_quotation_over_the_limit_is_the_rules_and_counts_once():
    text = STRADDLING + NARRATED * 3
    marked = report(text)
    models = short(most=8)  # the first of the quotation's two sentences
    assert text[: models.tagger.reach(marked)["text"]].endswith("an hour.")
    found = read_statements(marked, models=models)
    ruled = find_statements(marked)
    assert [marked.words_of(s.content[0]) for s in found] == [
        "We waited for an hour. Nobody came to help us,"
    ]
    assert [s.confidence for s in found] == [s.confidence for s in ruled]


def test_nothing_is_said_of_a_text_that_is_read_whole(both):
    marked = report(SAID + NARRATED)
    assert both.tagger.reach(marked) == {}
    assert tagger_warnings(marked, models=both) == ()


def test_a_first_sentence_above_the_limit_leaves_all_to_the_rules():
    models = short(most=5)
    marked = report(SAID + NARRATED)
    assert models.tagger.reach(marked) == {"text": 0}
    assert read_statements(marked, models=models) == find_statements(marked)
