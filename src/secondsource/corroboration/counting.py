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
    """Distinct origins of a claim. A circle with nothing underneath adds [0, 1].

    A copy stands with the report at the top of its chain, which counts for it, so that no copy
    raises an end; only where it may be no copy can it be an origin of its own.
    """
    roots = {g.root for g in gathered}
    sure = {g.root for g in gathered if g.sure}
    apart = {g.home if g.apart else g.root for g in gathered if g.apart or g.way != "derived"}
    likely = len(roots)
    return Count(likely=likely, low=min(len(sure), likely), high=max(likely, len(apart)))


def count_speakers(gathered: Sequence[Gathered], voices: Mapping[str, Sequence[Speaker]]) -> Count:
    """Distinct people or institutions with their own knowledge to whom the reports trace a claim.

    voices: report id -> speakers of its mentions. Only reports at the top of a chain bring
    speakers at the likely and low ends: a copy may have misread a name, which raises the high end
    alone. Unnamed speakers count once at the low end, and only where nobody is named. A reporter's
    own visible work makes the outlet a knower, but one that may know it from the speakers named:
    the larger number counts; where stated times alone put that work before other reports of the
    same words, it raises the high end alone. Whose words perhaps state another claim adds nothing
    at the low end. An origin that names nobody may rest on one more at the high end.
    """
    tops = [g for g in gathered if g.way not in ("derived", "circle")] or list(gathered)
    heard = [s for g in tops for s in voices.get(g.report_id, ())]
    named = {s.id for s in heard if s.kind != "unnamed"}
    watching = [g for g in tops if g.way == "own work" and not voices.get(g.report_id)]
    witnesses = {g.root for g in watching}
    seen = {g.root for g in watching if g.sure and not g.rivals}
    everyone = {s.id for g in gathered for s in voices.get(g.report_id, ())}
    silent = {g.root for g in gathered} - {g.root for g in gathered if voices.get(g.report_id)}
    surely = {s.id for g in tops if g.alike for s in voices.get(g.report_id, ()) if s.id in named}
    low = max(len(surely) or min(1, len(heard)), len(seen))
    likely = max(1, len(named), len({g.root for g in watching if not g.rivals}))
    return Count(likely=likely, low=low, high=max(likely, len(everyone) + len(silent | witnesses)))


def badge_of(origins: Count, speakers: Count) -> Badge:
    """The lower of the two low ends, in words."""
    lowest = min(origins.low, speakers.low)
    if lowest == 0:
        return "unsupported here"
    return "single" if lowest == 1 else "two or more"
