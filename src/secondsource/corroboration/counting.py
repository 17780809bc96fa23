"""Counts independent origins and speakers of one claim, each as likely with low and high.

Merging is cheap, splitting must be earned: only an origin that is named for the statement, or the
outlet's own visible work, counts at the low end; whatever may be an origin of its own counts at
the high end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from secondsource.corroboration.gathering import Gathered
from secondsource.model import Badge, Count, Speaker


def count_origins(gathered: Sequence[Gathered]) -> Count:
    """Distinct origins of a claim. A circle with nothing underneath adds [0, 1]."""
    roots = {g.root for g in gathered}
    sure = {g.root for g in gathered if g.sure}
    apart = {g.root if not g.apart else g.home for g in gathered}
    likely = len(roots)
    return Count(likely=likely, low=min(len(sure), likely), high=max(likely, len(apart)))


def count_speakers(gathered: Sequence[Gathered], voices: Mapping[str, Sequence[Speaker]]) -> Count:
    """Distinct people or institutions with their own knowledge to whom the reports trace a claim.

    voices: report id -> speakers of its mentions. Only reports at the top of a chain bring
    speakers at the likely and low ends: a copy may have misread a name, which raises the high end
    alone. Unnamed speakers under one origin count once at the low end. A reporter's own visible
    work makes the outlet a knower.
    """
    tops = [g for g in gathered if g.way not in ("derived", "circle")] or list(gathered)
    named = {s.id for g in tops for s in voices.get(g.report_id, ()) if s.kind != "unnamed"}
    unnamed = {
        (g.root, s.id) for g in tops for s in voices.get(g.report_id, ()) if s.kind == "unnamed"
    }
    witnesses = {g.root for g in tops if g.way == "own work" and not voices.get(g.report_id)}
    everyone = {s.id for g in gathered for s in voices.get(g.report_id, ())}
    low = len(named) + (1 if unnamed and not named else 0)
    if not everyone:
        return Count(
            likely=max(1, len(witnesses)),
            low=len(witnesses),
            high=max(1, len({g.root for g in gathered})),
        )
    likely = max(1, len(named) or 1)
    high = max(likely, len(everyone | {f"outlet:{w}" for w in witnesses}))
    return Count(likely=likely, low=min(low, likely), high=high)


def badge_of(origins: Count, speakers: Count) -> Badge:
    """The lower of the two low ends, in words."""
    lowest = min(origins.low, speakers.low)
    if lowest == 0:
        return "unsupported here"
    return "single" if lowest == 1 else "two or more"
