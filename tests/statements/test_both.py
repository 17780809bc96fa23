"""The tagger chosen by name, and its statements joined with those of the rules."""

from __future__ import annotations

import time
from dataclasses import replace
from importlib.metadata import EntryPoint

import pytest

import secondsource as ss
from secondsource import models as models_module
from secondsource.errors import SettingsError
from secondsource.model import MarkedReport, Report, Span, Statement
from secondsource.models import Models, load_models
from secondsource.settings import StatementSettings
from secondsource.statements import (
    find_statements,
    model_tagger,
    read_entities,
    read_statements,
    statement_row,
    tagger_warnings,
)
from secondsource.statements.both import join_statements
from secondsource.text import mark_reports

TEXT = (
    "The dam will hold, chief warden Ines Varga said on Monday, and the lake may fall by May. "
    "“We have watched it for a week,” she said. “Nobody need leave.”\n"
)


class Fake:
    """A tagger that knows one statement: the first sentence, by the warden."""

    def __call__(self, marked: MarkedReport) -> tuple[Statement, ...]:
        return (by(marked, "chief warden Ines Varga", "said", "The dam will hold"),)


def report(text: str = TEXT, title: str | None = None) -> MarkedReport:
    return mark_reports([Report("r1", text, title=title)])[0]


def by(marked: MarkedReport, speaker: str, cue: str, *content: str, sure: float = 0.9) -> Statement:
    """A statement as a tagger would give it, by its words."""

    def span(words: str) -> Span:
        at = marked.report.text.index(words)
        return Span(marked.id, at, at + len(words))

    found = tuple(map(span, content))
    kind = "direct" if marked.report.text[found[0].start - 1] == "“" else "indirect"
    name = (span(speaker),) if speaker else ()
    place = f"{marked.id}:{found[0].start}-{found[-1].end}"
    return Statement(place, name, (span(cue),), found, kind, confidence=sure)


def told(marked: MarkedReport, found: tuple[Statement, ...]) -> list[tuple[str, str]]:
    return [
        (" ".join(map(marked.words_of, s.speaker)), " … ".join(map(marked.words_of, s.content)))
        for s in found
    ]


def test_a_sure_tagger_says_who_speaks_and_the_rules_where_a_quotation_ends():
    marked = report()
    model = by(
        marked, "chief warden Ines Varga", "said", "We have watched it for a week", sure=0.99
    )
    found = join_statements(marked, find_statements(marked), [model])
    assert ("chief warden Ines Varga", "We have watched it for a week,") in told(marked, found)


def test_an_unsure_tagger_leaves_the_speaker_to_a_plain_cue():
    marked = report()
    model = by(marked, "chief warden Ines Varga", "said", "We have watched it for a week", sure=0.3)
    found = join_statements(marked, find_statements(marked), [model])
    assert ("she", "We have watched it for a week,") in told(marked, found)


def test_an_unsure_content_in_pieces_is_cut_as_the_rules_cut_it():
    marked = report()
    pieces = ("The dam will hold", "the lake may fall by May")
    model = by(marked, "chief warden Ines Varga", "said", *pieces, sure=0.4)
    found = join_statements(marked, find_statements(marked), [model])
    assert ("chief warden Ines Varga", "The dam will hold") in told(marked, found)


@pytest.mark.parametrize(
    ("ahead", "speaker"),
    [
        ("In the upper valley, warden Ines Varga", "warden Ines Varga"),
        ("Ines Varga, head of the wardens", "Ines Varga, head of the wardens"),
    ],
)
def test_words_before_a_comma_are_cut_off_where_they_are_no_name(ahead: str, speaker: str):
    marked = report(f"{ahead}, said the dam will hold.")
    (model,) = (by(marked, ahead, "said", "the dam will hold"),)
    begins = marked.report.text.index(ahead.split(", ")[1])
    rules = replace(model, speaker=(Span("r1", begins, len(ahead)),))
    assert told(marked, join_statements(marked, [rules], [model])) == [
        (speaker, "the dam will hold")
    ]


def test_a_tagger_keeps_its_cue_where_the_rules_read_another():
    marked = report("Varga seems to know the dam, which Lorn officials say will hold.")
    model = by(marked, "Varga", "seems", "to know the dam", "will hold", sure=0.3)
    found = join_statements(marked, find_statements(marked), [model])
    assert ("Varga", "to know the dam … will hold") in told(marked, found)


def test_rows_leave_out_what_only_the_rules_see_inside_another_statement():
    text = "Varga told engineers that the wall had cracked, Lorn officials said."
    marked = report(text)
    model = by(marked, "Lorn officials", "said", "Varga told engineers that the wall had cracked")
    found = join_statements(marked, find_statements(marked), [model])
    assert ("Varga", "that the wall had cracked") in told(marked, found)
    (row,) = statement_row(marked.report, found)["attributions"]
    assert row["speaker"] == "Lorn officials"


def test_a_plain_pattern_of_the_rules_stands_where_the_tagger_is_unsure_or_silent():
    marked = report("The toll stood at nine, Ines Varga told this newspaper.")
    rules = find_statements(marked)
    whole = ("Ines Varga", "The toll stood at nine")
    unsure = by(marked, "", "told", "The toll", sure=0.3)
    assert told(marked, join_statements(marked, rules, [unsure])) == [whole]
    assert told(marked, join_statements(marked, rules, [])) == [whole]
    sure = by(marked, "", "told", "The toll stood at nine", sure=0.7)
    assert told(marked, join_statements(marked, rules, [sure])) == [whole]


def test_a_statement_that_the_rules_read_too_is_surer():
    marked = report()
    alike = by(marked, "chief warden Ines Varga", "said", "The dam will hold", sure=0.5)
    other = by(marked, "chief warden Ines Varga", "said", "the lake may fall by May", sure=0.5)
    sure = {
        marked.words_of(s.content[0]): s.confidence
        for s in join_statements(marked, find_statements(marked), [alike, other])
    }
    assert sure["The dam will hold"] > sure["the lake may fall by May"] == 0.5


def test_a_cue_inside_what_the_tagger_reads_makes_no_second_statement():
    marked = report("Lorn said the dam holds, according to Varga, and left.")
    sure = by(marked, "Lorn", "said", "the dam holds, according to Varga")
    assert told(marked, join_statements(marked, find_statements(marked), [sure])) == [
        ("Lorn", "the dam holds, according to Varga")
    ]


def test_a_quotation_that_the_tagger_passes_over_is_kept_and_marked_unlikely():
    marked = report()
    found = join_statements(marked, find_statements(marked), [])
    kept = {marked.words_of(s.content[0]): s.confidence for s in found}
    assert kept["Nobody need leave."] < 0.5


def test_headlines_are_left_to_the_rules():
    marked = report(title="Warden: dam will hold")
    (headline,) = (s for s in find_statements(marked) if s.content[0].field == "title")
    other = replace(headline, id="r1:title:0-4", content=(Span("r1", 0, 4, "title"),))
    assert [s.id for s in join_statements(marked, [headline], [other])] == [headline.id]


def test_every_statement_has_the_certainty_of_its_words():
    marked = report()
    (found,) = read_statements(marked, models=Models(tagger=Fake(), mode="model"))
    assert found.certainty.holder == "chief warden Ines Varga"
    assert found.certainty.strength == "unknown"  # "will": not so yet


def test_another_tagger_is_loaded_by_name_and_stands_in_the_manifest(monkeypatch):
    point = EntryPoint("fake", f"{__name__}:Fake", models_module.TAGGERS)
    monkeypatch.setattr(models_module, "entry_points", lambda group: [point])
    load_models.cache_clear()
    brief = ss.check([Report("r1", TEXT)], tagger="fake")
    assert [brief.words_of(s.content[0]) for s in brief.statements] == ["The dam will hold"]
    assert "tagger fake" in brief.manifest.models
    marked = report()
    assert read_entities(marked, models=load_models("fake")) == read_entities(marked)
    load_models.cache_clear()


def test_an_unknown_tagger_is_refused_with_the_choices():
    with pytest.raises(SettingsError, match="both, model, rules"):
        load_models("oracle")


def test_without_the_weights_the_rules_do_the_work_and_the_brief_says_so(monkeypatch):
    monkeypatch.setattr(model_tagger, "load_tagger", lambda: None)
    load_models.cache_clear()
    brief = ss.check([Report("r1", TEXT)], tagger="both")
    load_models.cache_clear()
    assert brief.statements == ss.check([Report("r1", TEXT)], tagger="rules").statements
    assert any("rules alone" in warning for warning in brief.warnings)


def test_a_language_that_the_tagger_does_not_know_is_named():
    german = report(
        "Der Damm hält, sagte die Wärterin am Montag, und der See wird bis Mai nicht fallen. "
        "Wir haben ihn eine Woche lang beobachtet, und niemand muss das Tal verlassen."
    )
    assert "'de'" in "".join(tagger_warnings(german, models=Models(tagger=Fake())))
    assert tagger_warnings(german, models=Models()) == ()


def test_who_passes_a_whole_statement_on_is_kept_where_the_tagger_marks_the_inner_one():
    marked = report(
        "According to Osprey Line, warden Ines Varga said that the lake may fall by May.\n"
    )
    inner = by(marked, "warden Ines Varga", "said", "that the lake may fall by May")
    found = join_statements(marked, find_statements(marked), [inner])
    assert {speaker for speaker, _ in told(marked, found)} == {"Osprey Line", "warden Ines Varga"}
    outer = next(s for s in found if s.content[0].start < inner.content[0].start)
    assert outer.confidence < StatementSettings().cutting


def test_time_to_join_grows_with_the_length_only():
    spent = []
    for size in (200, 800):
        marked = report("".join(f"The dam {n} holds, Ines Varga said. " for n in range(size)))
        rules = find_statements(marked)
        begin = time.process_time()
        join_statements(marked, rules, rules)
        spent.append(time.process_time() - begin)
    assert spent[1] < 10 * spent[0] + 0.2  # four times the text; squared would be sixteen
