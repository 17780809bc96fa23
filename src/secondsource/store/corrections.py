"""Which reports carry what the report that they derive from has since mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from secondsource.alignment import align_reports
from secondsource.model import Derivation, MarkedReport, Report, Reuse, Span
from secondsource.settings import Settings
from secondsource.store.nouns import BeforeCorrection, Change, Version
from secondsource.text import mark_reports


def before_correction(
    marked: Sequence[MarkedReport],
    derivations: Sequence[Derivation],
    histories: Mapping[str, Sequence[Version]],
    *,
    settings: Settings,
) -> tuple[BeforeCorrection, ...]:
    """Every child among the reports that has words which its parent took out or mended later.

    histories: all versions of each report that has several, the oldest first. A child counts as
    one where a derivation says "derived". It carries the old words if a passage that it shares with
    the old version runs over the changed place without a difference there.
    """
    texts = {one.id: one.report for one in marked}
    children = {
        (link.child, link.parent)
        for link in derivations
        if link.verdict == "derived" and link.parent in histories
    }
    found = [
        late
        for child, parent in sorted((c, p) for c, p in children if p is not None)
        for late in _late(texts[child], parent, histories[parent], settings)
    ]
    return tuple(dict.fromkeys(found))


def _late(
    child: Report, parent: str, history: Sequence[Version], settings: Settings
) -> Iterator[BeforeCorrection]:
    """What one child has of each version that was mended, against the version that mended it."""
    for old, new in pairwise(history):
        changes = [change for change in new.changes if change.field == "text"]
        if not changes:
            continue
        for reuse in _shared(old.report, child, settings):
            for change in changes:
                span = _carried(reuse, change)
                if span is not None and child.text[span.start : span.end] != change.added:
                    yield BeforeCorrection(child.id, span, parent, new.number, change)


def _shared(old: Report, child: Report, settings: Settings) -> tuple[Reuse, ...]:
    """The passages that the old version (left) and the child (right) share.

    The ids are set so that the old version is the left one.
    """
    pair = (replace(old, id="0", dates=()), replace(child, id="1", dates=()))
    marked: tuple[MarkedReport, ...] = mark_reports(pair, settings=settings.text)
    return tuple(
        replace(
            reuse,
            right=replace(reuse.right, report_id=child.id),
            differences=tuple(
                replace(d, right=replace(d.right, report_id=child.id) if d.right else None)
                for d in reuse.differences
            ),
        )
        for reuse in align_reports(marked, settings=settings.alignment)
    )


def _carried(reuse: Reuse, change: Change) -> Span | None:
    """The child's passage, where it runs over the place of the change with the old words."""
    start, end = change.before
    if not (reuse.left.start < end or start == end) or not start < reuse.left.end:
        return None
    inside = reuse.left.start <= start and end <= reuse.left.end
    if not inside or (start == end and start in (reuse.left.start, reuse.left.end)):
        return None
    for difference in reuse.differences:
        gap = difference.left
        if gap is not None and gap.start < max(end, start + 1) and start < gap.end:
            return None  # the child has other words at this place
    return reuse.right
