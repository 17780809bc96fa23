"""What two reports share, counted in sets of words: the same as word by word and pair by pair."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.alignment import align_reports, equal_words
from secondsource.derivation.facts import match_facts, read_content
from secondsource.derivation.overlaps import measure_overlap, read_wording
from secondsource.derivation.weighing import shared_quotations
from secondsource.model import Quotation, Report, Span, Variant
from secondsource.settings import DerivationSettings
from secondsource.text import mark_reports, passage_bits
from tests.derivation.piles import BARGE, EDITED, OTHER, ROOM, ROOM_TOO

# Quotation marks that open and close at other words on each side; words put in and left out.
QUOTED = BARGE.replace("the rudder no longer answered", "“the rudder no longer answered”")
HALF_QUOTED = EDITED.replace("the rudder no longer responded", "the “rudder no longer” answered")
TEXTS = (BARGE, EDITED, OTHER, ROOM, ROOM_TOO, QUOTED, HALF_QUOTED)
SETTINGS = DerivationSettings()


def marked(texts):
    return mark_reports([Report(id=f"r{n}", text=text) for n, text in enumerate(texts)])


def runs_word_by_word(left, right, reuses):
    """The plain way: equal words one after the other, with the marks around them."""
    here, there = ({w.start: n for n, w in enumerate(side.words)} for side in (left, right))
    ours, theirs = ({w.start for w in side.chosen(side.quoted)} for side in (left, right))
    runs, last = [], None
    for reuse in reuses:
        for a, b in equal_words(left.marked, right.marked, reuse):
            quoted = a.start in ours or b.start in theirs
            now = (here[a.start], there[b.start], quoted)
            if last is None or now != (last[0] + 1, last[1] + 1, last[2]):
                runs.append((quoted, []))
            runs[-1][1].append((a, b))
            last = now
    return [run for quoted, run in runs if not quoted], [pair for _, run in runs for pair in run]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from("\n\n".join(TEXTS).split("\n\n")), min_size=2, max_size=12))
def test_an_overlap_is_that_of_its_words_one_by_one(paragraphs):
    texts = ["\n\n".join(paragraphs[0::2]), "\n\n".join(paragraphs[1::2])]
    for pair in (texts, [BARGE, HALF_QUOTED], [QUOTED, EDITED]):
        left, right = map(read_wording, marked(pair))
        reuses = align_reports((left.marked, right.marked))
        overlap = measure_overlap(left, right, reuses)
        plain, every = runs_word_by_word(left, right, reuses)
        assert [w.start for w in left.chosen(overlap.left.held)] == sorted(
            a.start for a, _ in every
        )
        assert [w.start for w in right.chosen(overlap.right.held)] == sorted(
            b.start for _, b in every
        )
        assert overlap.runs == tuple(
            (
                Span("r0", run[0][0].start, run[-1][0].end),
                Span("r1", run[0][1].start, run[-1][1].end),
            )
            for run in plain
        )
        assert list(overlap.run_bits) == [passage_bits([a.key for a, _ in run]) for run in plain]


def test_words_within_a_span_are_those_that_begin_in_it():
    (wording,) = map(read_wording, marked([BARGE]))
    start = BARGE.index("struck")
    span = Span("r0", start, BARGE.index(" gate"))
    shown = [BARGE[w.start : w.end] for w in wording.chosen(wording.within(span))]
    assert shown == ["struck", "the", "upper"]


def test_each_sentence_has_its_own_words():
    (wording,) = map(read_wording, marked([BARGE]))
    for sentence, some in zip(wording.marked.sentences, wording.sentences, strict=True):
        text = sentence.of(wording.marked.report)
        shown = [BARGE[w.start : w.end] for w in wording.chosen(some)]
        assert shown == [w.strip(",.") for w in text.split()]


def test_facts_of_a_whole_story_are_those_of_each_two_reports():
    wordings = [read_wording(m) for m in marked(TEXTS)]
    contents = [read_content(w, settings=SETTINGS) for w in wordings]
    together = match_facts(wordings, contents, settings=SETTINGS)
    alone = {}
    for i, j in combinations(range(len(wordings)), 2):
        alone |= match_facts(
            [wordings[i], wordings[j]], [contents[i], contents[j]], settings=SETTINGS
        )
    assert together == alone
    assert together["r0", "r1"].in_order == len(together["r0", "r1"].pairs) > 3
    assert ("r0", "r3") not in together


def test_shared_quotations_are_those_that_both_reports_have_where_each_stands_first():
    def variant(report, start):
        return Variant(Span(report, start, start + 9))

    late = Quotation("late", (variant("b", 80), variant("a", 50), variant("b", 20)))
    early = Quotation("early", (variant("a", 10), variant("b", 60), variant("c", 5)))
    assert shared_quotations((late, early)) == {
        ("a", "b"): (
            (Span("a", 10, 19), Span("b", 60, 69)),
            (Span("a", 50, 59), Span("b", 20, 29)),
        ),
        ("a", "c"): ((Span("a", 10, 19), Span("c", 5, 14)),),
        ("b", "c"): ((Span("b", 60, 69), Span("c", 5, 14)),),
    }
