"""One number of certainty out of two: the network's, and what the rules read from the words.

The rules name the words that decide and miss what no word list holds; the network hears a tone
and cannot say why. The number is between the two, nearer to the network's but where the rules
read a negation, which is a matter of grammar. Strength, polarity and holder stay the rules'.
"""

from __future__ import annotations

from dataclasses import replace

from secondsource.model import Certainty
from secondsource.settings import TaggerSettings

_DIGITS = 3  # of a value that is given out


def joined_certainty(number: float, found: Certainty, *, settings: TaggerSettings) -> Certainty:
    """The rules' certainty with the number of both as its value, in [-1, 1].

    number: the network's, about -1 to 1.
    """
    share = settings.heard_negated if found.polarity == "negative" else settings.heard
    value = share * max(-1.0, min(1.0, number)) + (1 - share) * found.value
    return replace(found, value=round(value, _DIGITS))
