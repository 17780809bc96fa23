"""Slots: the places of two aligned sentences where their words differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secondsource.model import MarkedReport, SentencePair, Span
from secondsource.text import words

_JOINED = 1  # equal words between two differences that still are one change ("may [be] held")


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in one place on the left and on the right; None where a side has nothing.

    left_sentence and right_sentence are the sentences around it.
    """

    left: Span | None
    right: Span | None
    left_sentence: Span
    right_sentence: Span

    @property
    def both(self) -> tuple[Span, Span] | None:
        """Both sides, or None where one of them is empty."""
        return (self.left, self.right) if self.left and self.right else None


def slots(pair: SentencePair, quoted: Sequence[Span]) -> Iterator[Slot]:
    """The slots of a pair in reading order, those inside quotation marks left out.

    Words changed inside a quotation are a matter of its wording, which is judged elsewhere.
    """
    for difference in pair.differences:
        sides = [side for side in (difference.left, difference.right) if side]
        if not all(any(mark.covers(side) for mark in quoted) for side in sides):
            yield Slot(difference.left, difference.right, pair.left, pair.right)


def joined_slots(
    pair: SentencePair, left: MarkedReport, right: MarkedReport, quoted: Sequence[Span]
) -> Iterator[Slot]:
    """The slots, those that stand at most one equal word apart taken as one change."""
    waiting: list[Slot] = []
    for slot in slots(pair, quoted):
        if waiting and not _near(waiting[-1], slot, left, right):
            yield _whole(waiting, pair, left, right)
            waiting = []
        waiting.append(slot)
    if waiting:
        yield _whole(waiting, pair, left, right)


def _near(a: Slot, b: Slot, left: MarkedReport, right: MarkedReport) -> bool:
    gaps = [
        sum(1 for _ in words(marked.report.text, one.end, two.start))
        for marked, one, two in ((left, a.left, b.left), (right, a.right, b.right))
        if one and two
    ]
    return bool(gaps) and max(gaps) <= _JOINED


def _whole(
    found: Sequence[Slot], pair: SentencePair, left: MarkedReport, right: MarkedReport
) -> Slot:
    """Several slots as one, with the words between them on both sides."""
    if len(found) == 1:
        return found[0]
    lefts = [s.left for s in found if s.left]
    rights = [s.right for s in found if s.right]
    return Slot(
        Span(left.id, lefts[0].start, lefts[-1].end) if lefts else None,
        Span(right.id, rights[0].start, rights[-1].end) if rights else None,
        pair.left,
        pair.right,
    )


def size(span: Span | None, marked: MarkedReport) -> int:
    """Words of a side of a slot."""
    return sum(1 for _ in words(marked.report.text, span.start, span.end)) if span else 0
