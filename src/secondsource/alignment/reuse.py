"""Aligns the reused passages of a story's reports, with the words that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from secondsource.alignment.reuse_chains import Passage, find_passages
from secondsource.alignment.reuse_common import Run
from secondsource.alignment.reuse_words import BodyWords, body_words
from secondsource.model import Difference, MarkedReport, Reuse
from secondsource.settings import AlignmentSettings
from secondsource.text import Word, words


def align_reports(
    story: Sequence[MarkedReport], *, settings: AlignmentSettings = AlignmentSettings()
) -> tuple[Reuse, ...]:
    """The passages that each two reports of the story share, with their word differences.

    left is the report with the smaller id; passages of one pair never overlap on a side and
    stand in order of the left report. A passage may be edited, moved, cut, or have words put
    in; it never runs across boilerplate or a repeated block.
    """
    rows = sorted(body_words(story, settings=settings), key=lambda row: row.marked.id)
    return tuple(
        reuse
        for left, right in combinations(rows, 2)
        for reuse in align_pair(left, right, settings=settings)
    )


def align_pair(
    left: BodyWords, right: BodyWords, *, settings: AlignmentSettings
) -> tuple[Reuse, ...]:
    """The passages that two reports share, in order of the left one."""
    if _comes_first(left, right):
        passages = find_passages(left, right, settings=settings)
    else:
        # Aligned from the text that sorts first, so that new ids change no boundary.
        found = find_passages(right, left, settings=settings)
        passages = tuple(sorted(tuple((b, a, n) for a, b, n in p) for p in found))
    return tuple(_reuse(passage, left, right, settings) for passage in passages)


def differences(runs: Sequence[Run], left: BodyWords, right: BodyWords) -> tuple[Difference, ...]:
    """The words between equal runs, None where one side has nothing."""
    found = []
    for (a, b, size), (next_a, next_b, _) in pairwise(runs):
        end_a, end_b = a + size, b + size
        found.append(
            Difference(
                left=left.span(end_a, next_a) if end_a < next_a else None,
                right=right.span(end_b, next_b) if end_b < next_b else None,
            )
        )
    return tuple(found)


def equal_words(
    left: MarkedReport, right: MarkedReport, reuse: Reuse
) -> tuple[tuple[Word, Word], ...]:
    """The words that a passage of these reports has on both sides, as pairs in reading order."""
    return tuple(
        zip(
            _without(left, reuse, "left"),
            _without(right, reuse, "right"),
            strict=True,
        )
    )


def _without(marked: MarkedReport, reuse: Reuse, side: str) -> Iterator[Word]:
    """The words of one side of a passage that no difference covers."""
    span = reuse.left if side == "left" else reuse.right
    gaps = [d.left if side == "left" else d.right for d in reuse.differences]
    at = span.start
    for gap in [g for g in gaps if g is not None]:
        yield from words(marked.report.text, at, gap.start)
        at = gap.end
    yield from words(marked.report.text, at, span.end)


def _comes_first(left: BodyWords, right: BodyWords) -> bool:
    """Does the left text sort first? Equal texts align the same either way."""
    return left.marked.report.text <= right.marked.report.text


def _reuse(
    passage: Passage, left: BodyWords, right: BodyWords, settings: AlignmentSettings
) -> Reuse:
    """The passage as a noun, with spans."""
    (first_a, first_b, _), (last_a, last_b, size) = passage[0], passage[-1]
    last_a, last_b = last_a + size, last_b + size
    equal = sum(run[2] for run in passage)
    quoted = min(left.quoted_share(first_a, last_a), right.quoted_share(first_b, last_b))
    return Reuse(
        left=left.span(first_a, last_a),
        right=right.span(first_b, last_b),
        similarity=2 * equal / (last_a - first_a + last_b - first_b),
        quoted=quoted >= settings.quoted_share,
        differences=differences(passage, left, right),
    )
