"""The trained tagger with the weights that ship; skipped where they are not installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.model import MarkedReport, Report, Statement
from secondsource.statements.model_tagger import ModelTagger, load_tagger, tagger_fingerprint
from secondsource.text import mark_reports

TEXT = """Pier to close after storm, harbour office says

The old pier at Lunnvik will stay shut until May, the harbour office said on Tuesday.

"We are lucky that nobody was hurt," Marta Ekholm, who runs the office, told reporters. "The \
planks were rotten."

According to a report by the engineers' union, the posts had not been checked since 2011. Deputy \
mayor Jonas Brandvold denied that the town had ignored warnings.

"That," he said, "is simply not true."
"""


@pytest.fixture(scope="module")
def tagger() -> ModelTagger:
    loaded = load_tagger()
    if loaded is None:
        pytest.skip("the tagger's weights (data/tagger) or onnxruntime are not installed")
    return loaded


def marked(text: str, title: str | None = None) -> MarkedReport:
    return mark_reports([Report(id="r1", text=text, title=title)])[0]


def told(report: MarkedReport, statement: Statement) -> tuple[str, str]:
    """(speaker, content) as words."""
    speaker = " ".join(report.words_of(s) for s in statement.speaker)
    return speaker, " … ".join(report.words_of(s) for s in statement.content)


def test_no_weights_no_tagger(tmp_path: Path) -> None:
    assert load_tagger(tmp_path) is None
    assert tagger_fingerprint(tmp_path) is None


def test_who_said_what_in_an_invented_report(tagger: ModelTagger) -> None:
    report = marked(TEXT)
    found = dict(told(report, s)[::-1] for s in tagger(report))
    speakers = " ".join(found.values())
    assert "harbour office" in speakers
    assert "Ekholm" in speakers
    assert "Brandvold" in speakers
    assert any(content.startswith("We are lucky") for content in found)
    assert not any(content.startswith(('"', "“")) for content in found)


def test_an_interrupted_quotation_is_one_statement(tagger: ModelTagger) -> None:
    report = marked(TEXT)
    assert ("he", "That … is simply not true.") in [told(report, s) for s in tagger(report)]


def test_names_of_an_invented_report(tagger: ModelTagger) -> None:
    report = marked(TEXT)
    names = {(report.words_of(e.span), e.label) for e in tagger.entities(report)}
    assert {("Marta Ekholm", "PER"), ("Lunnvik", "LOC"), ("Jonas Brandvold", "PER")} <= names


def test_statements_keep_reading_order_and_confidence_is_a_chance(tagger: ModelTagger) -> None:
    statements = tagger(marked(TEXT))
    starts = [s.content[0].start for s in statements]
    assert starts == sorted(starts)
    assert all(0 < s.confidence < 1 for s in statements)
    assert len({s.id for s in statements}) == len(statements)


def test_same_report_same_statements_whatever_was_read_before(tagger: ModelTagger) -> None:
    other = load_tagger()
    assert other is not None
    report = marked(TEXT)
    first = tagger.read(report)
    tagger.read(marked(TEXT.upper()))
    assert tagger.read(report) == first == other.read(report)


def test_the_headline_is_read_as_the_title(tagger: ModelTagger) -> None:
    report = marked("It rained on Monday.", title="Mayor says the pier at Lunnvik will close")
    statements = tagger(report)
    assert {s.field for st in statements for s in st.content} <= {"title"}
    assert all(report.words_of(s) for st in statements for s in (*st.content, *st.speaker))


def test_names_of_a_headline_that_opens_the_text_stand_in_the_text(tagger: ModelTagger) -> None:
    title = "Marta Ekholm shuts the pier at Lunnvik"
    report = marked(f"{title}\n\nNothing else is known about it so far.", title=title)
    assert title not in [report.words_of(s) for s in report.sentences]
    names = [(report.words_of(e.span), e.span.start) for e in tagger.entities(report)]
    assert ("Marta Ekholm", 0) in names
    said = [s for st in tagger(report) for s in st.content if s.field == "text"]
    assert all(s.start >= len(title) for s in said)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n \t",
        "x" * 1_000_000,
        '"' * 5_000,
        "Die Brücke bleibt zu, sagte der Bürgermeister.",
        "市長は橋を閉鎖すると述べた。",
        "قال رئيس البلدية إن الجسر سيغلق.",
        "a\u0000b \ud7ff \U0001f6a2 said \u202e",
    ],
)
def test_odd_texts_neither_fail_nor_leave_the_text(tagger: ModelTagger, text: str) -> None:
    report = marked(text)
    statements, names = tagger.read(report)
    for span in [s for st in statements for s in (*st.content, *st.cue, *st.speaker)]:
        assert report.words_of(span).strip()
    for name in names:
        assert report.words_of(name.span).strip()
