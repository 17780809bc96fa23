"""Laws of the whole stage: spans slice, ids are stable, time stays linear, nothing crashes."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.model import Report, Span
from secondsource.statements import find_entities, find_statements, statement_row
from secondsource.text import mark_reports
from tests.statements.said import marked

MARKS = "“ ” \" ' ’ ‘ « » „ ( — , . :".split()
WORDS = ("said ", "he ", "Ana ", "Varga ", "according to ", "that ", "is believed to ", "told ")
PIECES = st.sampled_from((*MARKS, *WORDS, " ", "\n\n", ", ", ". ", "“No,” ", "the dam "))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_every_span_lies_in_the_report(text: str) -> None:
    report = marked(text, title=text[:40] or None)
    for statement in find_statements(report):
        for span in (*statement.speaker, *statement.cue, *statement.content):
            assert span.of(report.report)
        assert statement.content
        assert 0 <= statement.confidence <= 1
        assert -1 <= statement.certainty.value <= 1
    for entity in find_entities(report):
        assert entity.span.of(report.report)
    statement_row(report.report, find_statements(report))


def test_renaming_a_report_renames_its_statements_only() -> None:
    text = "“The dam holds,” Varga said. Officials said it cracked."
    one, two = (mark_reports([Report(name, text)])[0] for name in ("a", "b"))
    places = [
        [[(s.start, s.end) for s in statement.content] for statement in find_statements(report)]
        for report in (one, two)
    ]
    assert places[0] == places[1]
    assert [s.id.split(":")[1] for s in find_statements(one)] == [
        s.id.split(":")[1] for s in find_statements(two)
    ]


def test_the_headline_is_read_apart() -> None:
    report = marked("Rain fell.", title="Dam holds, officials say")
    (statement,) = find_statements(report)
    assert statement.content[0] == Span("r1", 0, 9, "title")
    assert statement_row(report.report, [statement])["attributions"] == []


def test_boilerplate_is_not_read() -> None:
    report = marked("“It holds,” Varga said.")
    assert find_statements(type(report)(report.report, (), (), None)) == ()


def test_time_grows_with_the_length_only() -> None:
    # quotes that never close, cues in a row: the worst that a page can send
    for piece in ("“He 'said «to “ ", "he said that ", "' s' ", "Ana said, "):
        spent = []
        for size in (500, 2000):
            report = marked(piece * size)
            begin = time.process_time()
            find_statements(report)
            spent.append(time.process_time() - begin)
        assert spent[1] < 12 * spent[0] + 0.5  # four times the text; squared would be sixteen


def test_a_row_joins_what_goes_on_and_leaves_parts_out() -> None:
    report = marked("“It holds,” Varga said. “It has held for years.”")
    row = statement_row(report.report, find_statements(report))
    (attribution,) = row["attributions"]
    assert len(attribution["content"]) == 2
    assert attribution["speaker"] == "Varga"


def test_a_heading_in_quotation_marks_is_nobodys_words() -> None:
    text = "“It holds,” Varga said.\n\n“A Lake Too Many.”\n\n“No.”\n\nThe lake rose."
    report = marked(text)
    found = [report.words_of(s.content[0]) for s in find_statements(report)]
    assert found == ["It holds,", "No."]
