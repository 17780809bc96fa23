"""What a newsroom takes back in so many words: "an earlier version of this report said ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from secondsource.corroboration.findings import Finding
from secondsource.corroboration.updates import is_later, moments, of_one_newsroom, shared_bits
from secondsource.model import MarkedReport, Span
from secondsource.settings import CorroborationSettings

_TAKES_BACK = re.compile(
    r"\b(?:an?|the|our|in an?)\s(?:earlier|previous|original|initial)\s(?:version|edition)\b"
    r"|\b(?:earlier|previously|originally)\s(?:\w+\s)?(?:misstated|reported in error|wrongly)\b"
    r"|\bwe (?:wrongly|incorrectly|mistakenly)\b",
    re.IGNORECASE,
)


def correction_findings(
    story: Sequence[MarkedReport], *, settings: CorroborationSettings
) -> Iterator[Finding]:
    """A newsroom's correction and the sentence of its own earlier report that it takes back.

    Of the earlier report's sentences the one is taken that shares the most rare words with the
    correction, at least `state_bits`.
    """
    for marked in story:
        earlier = [m for m in story if is_later(m, marked) and of_one_newsroom(m, marked)]
        for sentence in marked.sentences:
            if earlier and _TAKES_BACK.search(marked.words_of(sentence)):
                yield from _taken_back(earlier, marked, sentence, settings.state_bits)


def _taken_back(
    earlier: Sequence[MarkedReport], marked: MarkedReport, sentence: Span, least: float
) -> Iterator[Finding]:
    for before in earlier:
        ranked = [(-shared_bits(before, s, marked, sentence), s) for s in before.sentences]
        if ranked and -min(ranked)[0] >= least:
            yield Finding(
                "update", min(ranked)[1], sentence, ("", ""),
                f"The newsroom's later report takes it back {moments(before, marked)}",
                ("stated", "taken back"), f"correction {sentence.start}",
            )  # fmt: skip
