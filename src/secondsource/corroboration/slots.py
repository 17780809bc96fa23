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


def slots(pair: SentencePair) -> Iterator[Slot]:
    """The slots of a pair in reading order."""
    for difference in pair.differences:
        yield Slot(difference.left, difference.right, pair.left, pair.right)


def is_quoted(slot: Slot, quoted: Sequence[Span]) -> bool:
    """Do both sides of a slot stand inside quotation marks?"""
    sides = [side for side in (slot.left, slot.right) if side]
    return all(any(mark.covers(side) for mark in quoted) for side in sides)


def joined_slots(pair: SentencePair, left: MarkedReport, right: MarkedReport) -> Iterator[Slot]:
    """The slots, those that stand at most one equal word apart taken as one change."""
    waiting: list[Slot] = []
    for slot in slots(pair):
        if waiting and not _near(waiting[-1], slot, left, right):
            yield _whole(waiting, pair, left, right)
            waiting = []
        waiting.append(slot)
    if waiting:
        yield _whole(waiting, pair, left, right)


def _near(a: Slot, b: Slot, left: MarkedReport, right: MarkedReport) -> bool:
    """Do two slots follow each other closely, wherever both have words?"""
    sides = [(left, a.left, b.left), (right, a.right, b.right)]
    both = [(marked, one, two) for marked, one, two in sides if one and two]
    if not both or any(two.start < one.end for _, one, two in both):
        return False
    return all(
        sum(1 for _ in words(marked.report.text, one.end, two.start)) <= _JOINED
        for marked, one, two in both
    )


def _whole(
    found: Sequence[Slot], pair: SentencePair, left: MarkedReport, right: MarkedReport
) -> Slot:
    """Several slots as one, with the words between them on both sides."""
    lefts = [s.left for s in found if s.left]
    rights = [s.right for s in found if s.right]
    return Slot(_cover(lefts), _cover(rights), pair.left, pair.right)


def _cover(spans: Sequence[Span]) -> Span | None:
    """From the first of the spans to the last."""
    if not spans:
        return None
    return Span(spans[0].report_id, min(s.start for s in spans), max(s.end for s in spans))


def size(span: Span | None, marked: MarkedReport) -> int:
    """Words of a side of a slot."""
    return sum(1 for _ in words(marked.report.text, span.start, span.end)) if span else 0
