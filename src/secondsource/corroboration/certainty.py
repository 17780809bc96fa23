"""Certainty that differs between the mentions of one claim, without a direction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice

from secondsource.corroboration.findings import Finding, Sides
from secondsource.corroboration.modality import is_able
from secondsource.corroboration.updates import is_later, moments
from secondsource.model import Claim, MarkedReport, Mention, SentencePair, Span
from secondsource.settings import CorroborationSettings
from secondsource.text import fold, words
from secondsource.text.alike import alike_groups
from secondsource.text.content import stem, stopwords
from secondsource.text.words import Word

_GOVERNED = 2  # content words behind a hedge that tell what it is about
# A penalty that "could be" laid on somebody is what others put as one that stands ahead.
_PENALTIES = frozenset(
    "fined fine jailed imprisoned sentenced banned expelled deported prosecuted charged sued"
    " disqualified suspended stripped".split()
)
_AHEAD = frozenset(
    "faces face facing faced provides provide liable risks risk risking threatens threaten"
    " threatened reckon carries carry expect expects await awaits".split()
)
_PROSPECT = frozenset("may might could".split())
# Behind a hedge they tell of what has been, or leave the verb unclear.
_NOT_AHEAD = frozenset("be have not well soon already still".split())
_DETERMINERS = frozenset("the a an this that these those his her their one two three".split())


def claim_findings(
    story: Sequence[MarkedReport],
    claims: Sequence[Claim],
    pairs: Sequence[SentencePair],
    told: Sequence[Finding] = (),
    *,
    sides: Sides = Sides({}),
    settings: CorroborationSettings,
) -> Iterator[Finding]:
    """Mentions of one claim that differ in certainty by a clear step.

    A headline against the body of its own report counts, two places of one body do not. Mentions
    in sentences that were aligned are left to the words that differ there; those that perhaps
    state another claim tell nothing, and neither does what somebody can or is able to do; nor
    where the words that decide stand with something that the other does not state ("a flaw that
    may have been used" says nothing of the patch); and a penalty that one hedges and the other
    puts as standing ahead is one prospect. What was only a prospect ("may order an inquiry") and
    is told as done in a later report that is no copy (sides) is an update. told: findings of
    aligned sentences; a difference between two reports that one of them tells is not told again
    where a report repeats itself further down.
    """
    marked = {m.id: m for m in story}
    aligned = {frozenset((p.left, p.right)) for p in pairs if not p.rewritten}
    known = {
        (here, there.report_id)
        for f in told
        if f.type == "certainty"
        for here, there in ((f.a, f.b), (f.b, f.a))
    }
    for claim in claims:
        sure = [m for m in claim.mentions if m.likeness >= settings.certainty_likeness]
        for a, b in combinations(sure, 2):
            if not _differ(a, b, settings.certainty_step) or _aligned(a, b, marked, aligned):
                continue
            if _told(a, b, known) or _able(a, marked) or _able(b, marked):
                continue
            if _beside(a, b, marked) or _beside(b, a, marked):
                continue
            if _ahead(a, b, marked) or _ahead(b, a, marked):
                continue
            shown = tuple(_deciding(m, marked[m.span.report_id]) for m in (a, b))
            if when := _came_about(a, b, marked, sides) or _came_about(b, a, marked, sides):
                yield Finding(
                    "update", a.span, b.span, (shown[0], shown[1]),
                    f"What may be in the earlier report is told as done in the later one {when}",
                    (a.certainty.strength, b.certainty.strength), f"came {claim.id}", claim.id,
                )  # fmt: skip
                continue
            yield Finding(
                "certainty", a.span, b.span, (shown[0], shown[1]),
                f"One mention is {a.certainty.strength}, the other {b.certainty.strength}",
                (a.certainty.strength, b.certainty.strength), f"claim {claim.id}", claim.id,
            )  # fmt: skip


def _differ(a: Mention, b: Mention, step: float) -> bool:
    if (a.span.report_id, a.span.field) == (b.span.report_id, b.span.field):
        return False
    one, two = a.certainty, b.certainty
    if one.polarity != two.polarity or "unknown" in (one.strength, two.strength):
        return False
    return one.strength != two.strength and abs(one.value - two.value) >= step


def _able(mention: Mention, marked: Mapping[str, MarkedReport]) -> bool:
    """Does it tell what can be done, so that nothing is left open?"""
    report = marked[mention.span.report_id]
    return any(is_able(report.words_of(span)) for span in mention.certainty.spans)


def _beside(mention: Mention, other: Mention, marked: Mapping[str, MarkedReport]) -> bool:
    """Do words that decide one mention's certainty stand with what the other does not state?"""
    report = marked[mention.span.report_id]
    text = report.report.of_field(mention.span.field)
    around = [s for s in report.sentences if s.overlap(mention.span)] or [mention.span]
    first, last = min(s.start for s in around), max(s.end for s in around)
    whole = list(words(text, first, last))
    stated = _forms(w.key for w in _words_of(other.span, marked))
    there = marked[other.span.report_id].sentences
    theirs = {w.key for s in there if s.overlap(other.span) for w in _words_of(s, marked)}
    return any(
        _is_noun(whole, span)
        or not span.overlap(mention.span)
        or fold(text[span.start : span.end]) in theirs  # the other has the very hedge
        or not stated & _forms(_governed(whole, span))
        for span in mention.certainty.spans
    )


def _ahead(mention: Mention, other: Mention, marked: Mapping[str, MarkedReport]) -> bool:
    """Does one hedge a penalty, and the other put it as one that stands ahead ("faces a fine")?"""
    report = marked[mention.span.report_id]
    around = [s for s in report.sentences if s.overlap(mention.span)] or [mention.span]
    whole = [w for s in around for w in _words_of(s, marked)]
    governed = {key for span in mention.certainty.spans for key in _governed(whole, span)}
    stated = {w.key for w in _words_of(other.span, marked)}
    return bool(governed & _PENALTIES and stated & _AHEAD)


def _came_about(
    mention: Mention, other: Mention, marked: Mapping[str, MarkedReport], sides: Sides
) -> str:
    """The times of both, where a prospect is told as done by a later report, no copy; else ""."""
    before, after = marked[mention.span.report_id], marked[other.span.report_id]
    if not is_later(before, after) or sides.nearer(before.id, after.id):
        return ""
    if other.certainty.strength != "certain" or not mention.certainty.spans:
        return ""
    text = before.report.of_field(mention.span.field)
    ahead = all(_is_ahead(text, span) for span in mention.certainty.spans)
    return moments(before, after) if ahead else ""


def _is_ahead(text: str, span: Span) -> bool:
    """Does it hedge what is still to come: "may order", "could be closed", not "may have fled"?"""
    behind = [w.key for w in islice(words(text, span.end, len(text)), 2)]
    if fold(text[span.start : span.end]) not in _PROSPECT or len(behind) < 2:
        return False
    return behind[0] not in _NOT_AHEAD or (behind[0] == "be" and behind[1].endswith("ed"))


def _words_of(span: Span, marked: Mapping[str, MarkedReport]) -> Iterator[Word]:
    return words(marked[span.report_id].report.of_field(span.field), span.start, span.end)


def _forms(keys: Iterable[str]) -> set[str | int]:
    """Words as they are compared: their stems, and the groups of like meaning they belong to."""
    stems = {stem(key) for key in keys}
    return {*stems, *(number for s in stems for number in alike_groups().get(s, ()))}


def _governed(whole: Sequence[Word], span: Span) -> list[str]:
    """The content words that a hedge stands with: the first behind it, else the last before it."""
    behind = [w.key for w in whole if w.start >= span.end and _tells(w.key)]
    before = [w.key for w in whole if w.end <= span.start and _tells(w.key)]
    return behind[:_GOVERNED] or before[-_GOVERNED:]


def _tells(key: str) -> bool:
    """Is it a word with content, and no adverb?"""
    return len(key) > 1 and key not in stopwords() and not key.endswith("ly")


def _is_noun(whole: Sequence[Word], span: Span) -> bool:
    """Is it "the suspect", a person and no doubt?"""
    at = next((i for i, w in enumerate(whole) if w.start == span.start), 0)
    word = whole[at].key if whole else ""
    return word in ("suspect", "suspects") and at > 0 and whole[at - 1].key in _DETERMINERS


def _aligned(
    a: Mention,
    b: Mention,
    marked: dict[str, MarkedReport],
    aligned: set[frozenset[Span]],
) -> bool:
    """Do the two stand in sentences that were aligned word by word?"""
    ones, twos = (
        [s for s in marked[m.span.report_id].sentences if s.overlap(m.span)] for m in (a, b)
    )
    return any(frozenset((one, two)) in aligned for one in ones for two in twos)


def _told(a: Mention, b: Mention, known: set[tuple[Span, str]]) -> bool:
    """Does one stand in a sentence that was found to differ from one of the other's report?"""
    return any(
        report_id == there.span.report_id and sentence.overlap(here.span)
        for sentence, report_id in known
        for here, there in ((a, b), (b, a))
    )


def _deciding(mention: Mention, marked: MarkedReport) -> str:
    """The words that decide the certainty, or the mention where none do."""
    spans = mention.certainty.spans
    return " … ".join(marked.words_of(s) for s in spans) if spans else marked.words_of(mention.span)
