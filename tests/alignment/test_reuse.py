"""What counts as a reused passage, and what its word differences say."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.alignment import align_reports, equal_words, quoted_spans
from secondsource.model import Difference, MarkedReport, Region, Report, Reuse, Span
from secondsource.text import fold, mark_reports, words

FERRY = (
    "The cargo ferry Halvmane ran aground on the Tarsk reef shortly before dawn on Tuesday, "
    "spilling forty tonnes of diesel into the sound."
)
PILOT = "Harbour pilot Oda Brekke had warned about the missing buoys for nearly three years."
CREW = "All nineteen crew members were lifted off by helicopter and taken to Lisvik hospital."
QUOTE = "“We told the ministry in plain words that somebody would drown out there,” she said."
OTHER = "Voters in the mountain canton rejected the tunnel toll by a narrow margin on Sunday."


def marked(**texts: str) -> tuple[MarkedReport, ...]:
    """Marked reports of these ids and texts."""
    return mark_reports([Report(id=key, text=text) for key, text in texts.items()])


def shown(story: tuple[MarkedReport, ...], span: Span) -> str:
    """The words of a span, found by slicing."""
    (report,) = [m.report for m in story if m.id == span.report_id]
    return report.text[span.start : span.end]


def test_a_copied_paragraph_is_one_passage_without_differences():
    story = marked(a=f"{FERRY}\n\n{PILOT}", b=f"{OTHER}\n\n{FERRY}\n\n{PILOT}")
    (reuse,) = align_reports(story)
    assert shown(story, reuse.left) == f"{FERRY}\n\n{PILOT}"[:-1]
    assert shown(story, reuse.right) == f"{FERRY}\n\n{PILOT}"[:-1]
    assert (reuse.similarity, reuse.differences, reuse.quoted) == (1.0, (), False)


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        # One value changed: exactly that word differs.
        (FERRY.replace("forty", "sixty"), [("forty", "sixty")]),
        # Words put in stand against nothing, on the other side.
        (FERRY.replace("cargo ferry", "ageing cargo ferry"), [(None, "ageing")]),
        (FERRY.replace("shortly before dawn ", ""), [("shortly before dawn", None)]),
        # Punctuation and capitals are no words.
        (FERRY.replace(",", " -").replace("The cargo", "the Cargo"), []),
    ],
)
def test_differences_are_the_words_that_changed(edited, expected):
    story = marked(a=f"{FERRY} {CREW}", b=f"{edited} {CREW}")
    (reuse,) = align_reports(story)
    found = [
        (d.left and shown(story, d.left), d.right and shown(story, d.right))
        for d in reuse.differences
    ]
    assert found == expected


def test_a_moved_paragraph_is_a_passage_of_its_own():
    story = marked(a=f"{FERRY}\n\n{CREW}\n\n{PILOT}", b=f"{PILOT}\n\n{FERRY}\n\n{CREW}")
    reuses = align_reports(story)
    assert [shown(story, r.left) for r in reuses] == [f"{FERRY}\n\n{CREW}"[:-1], PILOT[:-1]]


def test_matter_put_in_between_does_not_hide_what_is_copied():
    story = marked(a=f"{FERRY} {CREW}", b=f"{FERRY} {OTHER} {PILOT} {CREW}")
    reuses = align_reports(story)
    assert [shown(story, r.right) for r in reuses] == [FERRY[:-1], CREW[:-1]]


def test_quoted_and_other_reuse_are_told_apart():
    story = marked(a=f"{FERRY}\n\n{QUOTE}", b=f"{OTHER}\n\n{QUOTE}\n\n{PILOT}")
    (reuse,) = align_reports(story)
    assert reuse.quoted
    (whole,) = align_reports(marked(a=f"{FERRY} {QUOTE}", b=f"{FERRY} {QUOTE}"))
    assert not whole.quoted
    assert [shown(story, s) for s in quoted_spans(story[0])] == [QUOTE[1:-11]]


def test_a_name_in_common_is_no_passage():
    story = marked(a=FERRY, b="The mayor of Tarsk praised the cargo ferry Halvmane and its cook.")
    assert align_reports(story) == ()


def test_no_passage_runs_across_boilerplate():
    text = f"{FERRY}\n\nSubscribe to our letter\n\n{CREW}"
    plain = marked(a=text, b=f"{FERRY}\n\n{CREW}")
    at = text.index("Subscribe")
    place = Span("a", at, at + len("Subscribe to our letter"))
    a = replace(
        plain[0],
        sentences=tuple(s for s in plain[0].sentences if not s.overlap(place)),
        regions=(Region(place, "boilerplate", "letter"),),
    )
    reuses = align_reports((a, plain[1]))
    assert [shown(plain, r.left) for r in reuses] == [FERRY[:-1], CREW[:-1]]


@pytest.mark.parametrize("paragraph", [FERRY, "the the the the the the the the", "one two " * 9])
def test_texts_of_one_paragraph_over_and_over_stay_cheap(paragraph):
    # 20 times the same paragraph would give 400 pairings of every seed.
    story = marked(a="\n\n".join([paragraph] * 20), b="\n\n".join([paragraph] * 21))
    reuses = align_reports(story)
    assert len(reuses) <= 1


def test_a_long_identical_text_is_one_passage():
    rng = random.Random(7)
    text = " ".join("".join(rng.choices("abcdefgh", k=6)) for _ in range(3000)) + "."
    (reuse,) = align_reports(marked(a=text, b=text))
    assert reuse.similarity == 1.0
    assert (reuse.left.start, reuse.left.end) == (0, len(text) - 1)


def test_long_texts_of_few_words_stay_cheap():
    # 30,000 words out of thirty: nearly every three in a row recur, in many places.
    rng = random.Random(11)
    texts = (" ".join(rng.choices(WORDS[:30], k=30_000)) for _ in range(2))
    reuses = align_reports(marked(**dict(zip("ab", texts))))
    assert all(r.left.report_id == "a" for r in reuses)


# --- properties -----------------------------------------------------------------------------

SENTENCES = (FERRY, PILOT, CREW, QUOTE, OTHER)
WORDS = tuple(w.key for s in SENTENCES for w in words(s))


@st.composite
def edited_texts(draw: st.DrawFn) -> str:
    """A text of the sentences in any order, some words dropped, changed or put in."""
    parts = []
    for sentence in draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5)):
        tokens = sentence.split()
        for _ in range(draw(st.integers(0, 4))):
            at = draw(st.integers(0, len(tokens) - 1))
            tokens[at : at + draw(st.integers(0, 2))] = draw(
                st.lists(st.sampled_from(WORDS), max_size=3)
            )
            tokens = tokens or ["Nothing."]
        parts.append(" ".join(tokens))
    return draw(st.sampled_from((" ", "\n\n"))).join(parts)


def swapped(reuse: Reuse) -> Reuse:
    """The same passage seen from the other side, ids changed."""
    names = {"a": "b", "b": "a"}

    def over(span: Span | None) -> Span | None:
        return span and replace(span, report_id=names[span.report_id])

    return replace(
        reuse,
        left=over(reuse.right),
        right=over(reuse.left),
        differences=tuple(Difference(over(d.right), over(d.left)) for d in reuse.differences),
    )


@settings(max_examples=60, deadline=None)
@given(edited_texts(), edited_texts())
def test_swapping_the_names_swaps_the_sides(one, two):
    there = align_reports(marked(a=one, b=two))
    back = align_reports(marked(a=two, b=one))
    assert sorted(map(swapped, there), key=lambda r: r.left) == list(back)


@settings(max_examples=30, deadline=None)
@given(edited_texts(), edited_texts(), edited_texts())
def test_the_order_of_files_does_not_matter(one, two, three):
    story = marked(a=one, b=two, c=three)
    assert align_reports(story) == align_reports(story[::-1])


@settings(max_examples=60, deadline=None)
@given(edited_texts(), edited_texts())
def test_equal_words_and_differences_make_the_other_side_again(one, two):
    story = marked(a=one, b=two)
    for reuse in align_reports(story):
        pairs = equal_words(story[0], story[1], reuse)
        assert all(a.key == b.key for a, b in pairs)
        again = {a.start: a.key for a, _ in pairs}
        # In place of the left side's own words, those that the right side has there.
        at = reuse.left.start
        for number, d in enumerate(reuse.differences):
            at = d.left.start if d.left else max([s for s in again if s <= at], default=at)
            if d.right:
                before = [b for _, b in pairs if b.end <= d.right.start]
                key = pairs[len(before) - 1][0].end
                again[key + number / 1000] = shown(story, d.right)
        rebuilt = " ".join(again[k] for k in sorted(again))
        right = [w.key for w in words(two, reuse.right.start, reuse.right.end)]
        assert [w.key for w in words(fold(rebuilt))] == right


@settings(max_examples=60, deadline=None)
@given(edited_texts(), edited_texts())
def test_passages_of_a_pair_never_overlap(one, two):
    reuses = align_reports(marked(a=one, b=two))
    for side in ("left", "right"):
        spans = sorted(getattr(r, side) for r in reuses)
        assert all(a.end <= b.start for a, b in pairwise(spans))
