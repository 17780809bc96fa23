"""Gives every report an id of its own, whatever the order in which the reports came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from secondsource.model import Report
from secondsource.reports.pieces import Draft


def with_ids(drafts: Sequence[Draft]) -> tuple[Report, ...]:
    """The reports, each with its wish for an id, or that with "-2", "-3" where several wish it.

    Who gets which is decided by the hash of the original bytes, never by order. A given id that
    had to change is warned of.
    """
    wishes: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        wishes[draft.report.id].append(draft)
    taken = set(wishes)
    reports = []
    for wish in sorted(wishes):
        group = sorted(wishes[wish], key=lambda d: (d.report.sha256, repr(d.report)))
        reports.append(group[0].report)
        number = 1
        for draft in group[1:]:
            number += 1
            while f"{wish}-{number}" in taken:
                number += 1
            report = replace(draft.report, id=f"{wish}-{number}")
            if draft.given:
                note = f"the id {wish!r} was given more than once; this one is {report.id!r} here"
                report = replace(report, warnings=(*report.warnings, note))
            taken.add(report.id)
            reports.append(report)
    return tuple(reports)
