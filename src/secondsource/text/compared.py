"""What comparing two values gives: a verdict with the sentence that justifies it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["same", "rounding", "refinement", "different", "unrelated"]


@dataclass(frozen=True, slots=True)
class Compared:
    """How two values stand to each other; `reason` is one sentence a reader can check.

    same: equal, in other words or units perhaps. rounding: one is the other made round.
    refinement: one holds the other and says more. different: both cannot be so of one thing.
    unrelated: they cannot be compared (two kinds of thing, or too little is known).
    """

    verdict: Verdict
    reason: str
