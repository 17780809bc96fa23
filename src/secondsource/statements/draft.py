"""What the finders hand over: a statement in places of the text, before it gets its spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from secondsource.model import Act, StatementKind

# How it was found; each has its own confidence in the settings.
Pattern = Literal[
    "behind", "ahead", "colon", "continued", "distant", "fragment", "loose",
    "parenthetical", "according", "clause", "passive", "reported", "heading", "noun", "unlisted",
    "figure",
]  # fmt: skip
Place = tuple[int, int]  # characters [start, end)


@dataclass(frozen=True, slots=True)
class Draft:
    """One statement, in character places; speaker None where nobody is named."""

    speaker: Place | None
    cue: tuple[Place, ...]
    content: tuple[Place, ...]
    kind: StatementKind
    act: Act = "said"
    told_to: Place | None = None
    relayed_by: Place | None = None
    pattern: Pattern = "ahead"
    part: bool = False  # a fragment inside the content of another statement

    def holder(self, text: str) -> str:
        """Words for whoever holds the content; "unnamed (reportedly)" where nobody is named."""
        if self.speaker is not None:
            return text[self.speaker[0] : self.speaker[1]]
        cue = " ".join(text[start:end] for start, end in self.cue)
        return f"unnamed ({cue})" if cue else "unnamed"
