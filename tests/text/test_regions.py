"""Regions: what is the report, what is the page, what stands twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.data.boilerplate import furniture_reason
from secondsource.model import Report
from secondsource.reports.heads import with_head
from secondsource.settings import ReportSettings
from secondsource.text import mark_reports

ONE = (
    "The ferry Marigold ran aground off Tarn Point shortly after midnight, the harbour office said."
)
TWO = (
    '"We have asked for the log book," the harbour master, Piet Varga, told reporters on the quay.'
)
THREE = (
    "Nobody was hurt, and all 212 passengers were brought ashore in boats before dawn on Sunday."
)


def marked(text: str, **known):
    report = with_head(Report(id="a", text=text, **known), settings=ReportSettings())
    return mark_reports([report])[0]


def shown(mark, kind: str):
    return [(r.reason, mark.words_of(r.span)) for r in mark.regions if r.kind == kind]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("© 2019 Lowmere Courier. All rights reserved.", "copyright"),
        ("Copyright 2019 Tarn Wire", "copyright"),
        ("This material may not be copied, stored or sent on.", "copyright"),
        ("No part of this site may be copied or sold without permission.", "copyright"),
        ("Related posts", "related"),
        ("Read more: Ten lighthouses to see this summer", "related"),
        ("Post navigation", "navigation"),
        ("© Lowmere Courier. All rights reserved. Ask before use.", "copyright"),
        ("Sign up for our Sunday briefings. Done! You can unsubscribe at any time.", "newsletter"),
        ("Newsletter signup Please enter an address", "newsletter"),
        ("• 7 min read", "reading time"),
        ("Share: WhatsApp | Telegram | Email", "share"),
        ("Sign up to get our alerts", "newsletter"),
        ("This site uses cookies. Choose which", "cookies"),
        ("Advertisement", "advertisement"),
        ("Image caption: The ferry on Sunday", "caption"),
        ("File photo of the ferry in port", "caption"),
        ("The ferry off Tarn Point on Sunday. (Ann Lee/Getty Images)", "caption"),
        ("Just watched Ferry aground Play again Next video", "player"),
        ("(Reporting by Ann Lee; editing by Bo Ray)", "credits"),
        ("Information from: Lorn Courier, http://lorn.example", "credits"),
        ("3 Comments", "comments"),
        ('Comments (31) Sign in to reply. "Well said" – Olaf', "comments"),
        ('<span id="q">&nbsp;</span> <hr/> Zoom', "markup"),
        # sentences of a report, close to the above
        ("Read more than one log book, the harbour master said.", None),
        ("Share prices of the ferry line fell by a fifth on Monday.", None),
        ("Save the ferry, the mayor said.", None),
        ("The photo shows the ferry off Tarn Point.", None),
        ("Video of the ferry shows the bow under water.", None),
        ("Subscribers of the line have asked for their money back.", None),
        ("Comments by the mayor drew anger.", None),
        ("The two-minute read of the log left the court silent.", None),
        ("Related costs rose to 4 million.", None),
        ("Copyright law does not cover log books, the court said.", None),
        ("More: the mayor said on Monday that the ferry had been unsafe for years.", None),
        ("Contact with the ferry was lost at midnight, the harbour office said.", None),
        ("Email traffic between the two was published on Monday.", None),
        ("Next week the court will hear the captain.", None),
        ("Photographs of the bridge were shown to the court.", None),
        ("Sign up for the inquiry began on Monday, said the mayor.", None),
        ("Twelve people were brought ashore, the ministry said. (AFP)", None),
        (ONE, None),
        (TWO, None),
    ],
)
def test_furniture_is_told_from_the_report(line, reason):
    assert furniture_reason(line) == reason


def test_the_head_and_foot_of_a_saved_page_are_no_body():
    mark = marked(
        "• March 4, 2019\n\nFerry Marigold runs aground\n\nPiet Varga\n\nBy Ann Lee\n\n"
        f"{ONE}\n\n{TWO}\n\n{THREE}\n\n• Ann Lee\n\n  Ann Lee is a writer at Lowmere."
        "\n\nRelated posts\n\n"
        "Ten lighthouses to see\n\nComments\n\nWhat a night that was."
    )
    assert shown(mark, "body") == [("", ONE), ("", TWO), ("", THREE)]
    assert [reason for reason, _ in shown(mark, "boilerplate")] == [
        "date", "headline", "caption", "byline", "author", "author", "related", "related",
        "comments", "comments",
    ]  # fmt: skip
    assert [mark.words_of(s) for s in mark.sentences] == [ONE, TWO, THREE]
    assert mark.words_of(mark.headline) == "Ferry Marigold runs aground"


def test_a_block_of_paragraphs_that_stands_twice_is_one_repeat_and_says_where_it_stood():
    mark = marked(f"{THREE}\n{ONE}\n{TWO}\n{ONE}\n{TWO}")
    (repeat,) = [r for r in mark.regions if r.kind == "repeat"]
    assert mark.words_of(repeat.span) == f"{ONE}\n{TWO}"
    assert mark.words_of(repeat.repeats) == f"{ONE}\n{TWO}"
    assert repeat.repeats.start == len(THREE) + 1
    assert [mark.words_of(s) for s in mark.sentences] == [THREE, ONE, TWO]


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE} He said no. {TWO} He said no.",  # too short to be more than chance
        f"{ONE} {TWO} {ONE[:-1]} again.",  # not the same words
    ],
)
def test_what_only_resembles_a_repeat_stays_body(text):
    assert not shown(marked(text), "repeat")


def test_a_repeat_does_not_run_over_furniture():
    mark = marked(f"{ONE}\n\n{TWO}\n\n{ONE}\n\nAdvertisement\n\n{TWO}")
    assert [words for _, words in shown(mark, "repeat")] == [ONE, TWO]


def test_a_line_of_one_outlet_in_three_reports_belongs_to_its_page():
    line = "Lowmere Courier, first with the tide since 1911"
    texts = [f"{text}\n\n{line}" for text in (ONE, TWO, THREE)]
    reports = [Report(id=str(n), text=t, outlet="Courier") for n, t in enumerate(texts)]
    for mark in mark_reports(reports):
        assert ("recurs in this outlet", line) in shown(mark, "boilerplate")
    two_only = mark_reports(reports[:2])
    assert not any(shown(mark, "boilerplate") for mark in two_only)


def test_versions_of_one_report_are_no_lines_of_the_page():
    texts = [f"{ONE}\n\n{TWO}\n\nUpdate {n}: {THREE}" for n in range(4)]
    reports = [Report(id=str(n), text=t, outlet="Courier") for n, t in enumerate(texts)]
    assert not any(shown(mark, "boilerplate") for mark in mark_reports(reports))


PIECES = st.sampled_from(
    [ONE, TWO, THREE, "Advertisement", "Comments", "• 7 min read", "By Ann Lee", "Piet Varga", "."]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=9),
    st.sampled_from(["\n\n", "\n", " ", "\r\n"]),
    st.sampled_from([None, ONE, "Ferry"]),
)
def test_regions_cover_the_text_without_overlap(pieces, joint, title):
    text = joint.join(pieces)
    (mark,) = mark_reports([Report(id="a", text=text, title=title)])
    at = 0
    for region in mark.regions:
        assert region.span.start >= at
        assert not text[at : region.span.start].strip()
        at = region.span.end
    assert not text[at:].strip()
    body = [r.span for r in mark.regions if r.kind == "body"]
    for sentence in mark.sentences:
        assert mark.words_of(sentence).strip() == mark.words_of(sentence) != ""
        assert sum(span.covers(sentence) for span in body) == 1


@pytest.mark.parametrize("dateline", ["TORVIK, May 3 (Fjord Wire) - ", "TORVIK, Pa. — "])
def test_a_sentence_begins_behind_its_dateline(dateline):
    report = Report("a", f"{dateline}A gate broke.\n\nNobody was hurt.")
    (marked,) = mark_reports([report])
    assert [marked.words_of(s) for s in marked.sentences] == ["A gate broke.", "Nobody was hurt."]
    assert marked.body_start == 0
