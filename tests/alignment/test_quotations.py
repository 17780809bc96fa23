"""The same quoted words in several reports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.alignment.quotations import group_quotations, same_words
from secondsource.settings import AlignmentSettings
from secondsource.speakers import resolve_speakers
from tests.speakers.made import marked, said


def groups(*rows, speaker="Olaf Brask"):
    """Groups of quoted words, one report a row; a row is the quotations that it holds."""
    texts = [" ".join(f'"{words}" {speaker} said.' for words in row) for row in rows]
    reports = marked(*texts)
    statements = [
        said(report, speaker, words) for report, row in zip(reports, rows) for words in row
    ]
    speakers = resolve_speakers(reports, statements)
    found = group_quotations(reports, statements, speakers)
    by_id = {report.id: report for report in reports}
    return sorted(
        sorted(by_id[v.span.report_id].words_of(v.span) for v in quotation.variants)
        for quotation in found
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s the oldest ferry we have,", "It's the oldest ferry we have."),  # marks and stops
        ("We saw the ferry turn", "we saw the ferry turn"),  # case of the first letter
        ("We saw the ferry turn and sink.", "We saw the ferry turn."),  # cut behind
        ("I was not there, but we saw the ferry turn.", "We saw the ferry turn."),  # cut in front
        ("We saw the old ferry turn slowly", "We saw the old ferry turn very slowly"),  # an edit
        (
            # both cut: a long run in common
            "Nobody slept; the crew of the ferry had asked for a pilot at nine",
            "the crew of the ferry had asked for a pilot at nine and none was sent to them in time",
        ),
    ],
)
def test_variants_of_the_same_words(one, other):
    assert groups([one], [other]) == [sorted([one, other])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We saw the ferry turn.", "We heard a boat sink."),
        ("Not now.", "Not yet now."),  # short ones must be equal
        # the same common words scattered over a long quotation are no variant
        (
            "it was the old one",
            "it rained all night and was cold, the crew slept, an old man sang and one wept",
        ),
    ],
)
def test_other_words_are_other_quotations(one, other):
    assert len(groups([one], [other])) == 2


def test_an_utterance_in_two_parts_here_and_whole_there_is_one_group():
    whole = "The ferry turned over at nine. The crew had asked for a pilot."
    parts = ["The ferry turned over at nine.", "The crew had asked for a pilot."]
    assert groups([whole], parts) == [sorted([whole, *parts])]


def test_a_quotation_in_one_report_alone_is_given_too():
    assert groups(["We saw the ferry turn."]) == [["We saw the ferry turn."]]


def test_short_answers_of_two_people_are_two_quotations():
    reports = marked('"Never," Olaf Brask said.', '"Never," Dora Quill said.')
    made = [said(reports[0], "Olaf Brask", "Never,"), said(reports[1], "Dora Quill", "Never,")]
    found = group_quotations(reports, made, resolve_speakers(reports, made))
    assert [len(quotation.variants) for quotation in found] == [1, 1]


def test_a_quoted_part_of_an_indirect_statement_counts_and_a_scare_quote_does_not():
    text = 'Olaf Brask said the "captain" had "asked for a pilot at nine" in vain.'
    (report,) = reports = marked(text)
    made = [
        said(
            report,
            "Olaf Brask",
            'the "captain" had "asked for a pilot at nine" in vain',
            kind="mixed",
        )
    ]
    (quotation,) = group_quotations(reports, made, resolve_speakers(reports, made))
    (variant,) = quotation.variants
    assert report.words_of(variant.span) == "asked for a pilot at nine"
    assert variant.speaker == "Olaf Brask"


def test_words_that_two_statements_hold_are_one_variant():
    (report,) = reports = marked('"We saw the ferry turn," Olaf Brask said.')
    part, whole = "We saw the ferry turn", "We saw the ferry turn,"
    made = [said(report, "Olaf Brask", whole), said(report, "", part)]
    (quotation,) = group_quotations(reports, made, resolve_speakers(reports, made))
    assert [v.speaker for v in quotation.variants] == ["Olaf Brask"]


ROWS = (
    ["We saw the ferry turn over.", "Nobody had asked for a pilot."],
    ["We saw the ferry turn over,"],
    ["Nobody had asked for a pilot, as far as I know."],
)


@given(st.permutations(range(3)))
def test_the_order_of_the_reports_does_not_matter(order):
    assert groups(*(ROWS[at] for at in order)) == groups(*ROWS)


words = st.lists(st.sampled_from("we saw the old ferry turn over at nine".split()), max_size=12)


@given(words, words)
def test_sameness_is_symmetric(one, other):
    settings = AlignmentSettings()
    assert same_words(one, other, settings=settings) == same_words(other, one, settings=settings)


@given(words)
def test_a_quotation_is_the_same_as_itself(one):
    assert same_words(one, one, settings=AlignmentSettings())
