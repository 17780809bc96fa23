"""One number of certainty out of two: the network's, and what the rules read from the words.

The rules name the words that decide and miss what no word list holds; the network hears a tone
and cannot say why. A linear model over both, learned on sentences that the network did not
learn from, gives the number; strength, polarity and holder stay the rules'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from secondsource.model import Certainty

SURENESS = (
    "number",  # the network's, about -1 to 1
    "rules",  # the rules' value
    "negative",
    "probable",
    "possible",
    "unknown",
    "not yet",
    "always",
)
_DIGITS = 3  # of a value that is given out


@dataclass(frozen=True, slots=True)
class Sureness:
    """The learned weights, one for each of SURENESS."""

    weights: tuple[float, ...]

    @classmethod
    def from_mapping(cls, rows: Mapping[str, float]) -> Sureness:
        """The weights as weights.json holds them, by name."""
        return cls(tuple(rows[name] for name in SURENESS))

    def joined(self, number: float, found: Certainty) -> Certainty:
        """The rules' certainty with the number of both as its value, in [-1, 1]."""
        features = sureness_features(number, found)
        value = sum(w * x for w, x in zip(self.weights, features, strict=True))
        return replace(found, value=round(max(-1.0, min(1.0, value)), _DIGITS))


def sureness_features(number: float, found: Certainty) -> list[float]:
    """SURENESS of one passage. number: the network's. found: the rules' certainty."""
    return [
        number,
        found.value,
        float(found.polarity == "negative"),
        float(found.strength == "probable"),
        float(found.strength == "possible"),
        float(found.strength == "unknown"),
        float(found.strength == "unknown" and found.value < 0),
        1.0,
    ]
