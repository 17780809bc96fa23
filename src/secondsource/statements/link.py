"""Joins labelled spans into attributions: each content to a cue, each cue to its speaker.

Both choices are by a weighted sum of what stands between the two spans (a conditional logit,
McFadden 1974); the weights were learned from the training split and lie beside the tagger.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SPEAKER, CUE, CONTENT = range(3)
REACH = 8  # spans to each side that are looked at; more added nothing
MAX_SENTENCES = 2  # sentence ends between two spans of one attribution
MAX_WORDS = 40  # beyond so many words, further ones add nothing
MAX_BETWEEN = 3  # the same for spans of one kind and sentence ends
_WORD = re.compile(r"\w+")

FEATURES = (
    "words",  # words between, in tens
    "touching",  # no word between
    "sentence",  # a sentence ends between
    "sentences",  # how many
    "paragraph",  # a paragraph ends between
    "speakers",  # spans between, by kind
    "cues",
    "contents",
    "after",  # the other span stands behind this one
    "after, words",
    "after, sentence",
    "a cue and a content between",
    "after, cues",
    "after, contents",
    "after, speakers",
    "comma",  # marks between
    "colon",
    "none",  # no span at all is chosen
)


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """One labelled span [start, end) of a text; kind: SPEAKER, CUE or CONTENT."""

    start: int
    end: int
    kind: int
    surety: float = 0.0


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution: its content pieces with their cue and speaker, where there are any.

    margin: by how much the chosen speaker beats the next best choice.
    """

    content: tuple[Piece, ...]
    cue: Piece | None
    speaker: Piece | None
    margin: float


@dataclass(frozen=True, slots=True)
class Links:
    """The learned weights, one for each of FEATURES."""

    content_to_cue: tuple[float, ...]
    cue_to_speaker: tuple[float, ...]

    @classmethod
    def from_mapping(cls, rows: Mapping[str, Mapping[str, float]]) -> Links:
        """The weights as weights.json holds them, by name."""
        return cls(
            tuple(rows["content_to_cue"][name] for name in FEATURES),
            tuple(rows["cue_to_speaker"][name] for name in FEATURES),
        )


class Layout:
    """Where words, sentences and paragraphs of a text begin, to count what lies between spans."""

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.words = [m.start() for a, b in sentences for m in _WORD.finditer(text, a, b)]
        self.sentences = [start for start, _ in sentences]
        self.paragraphs = [
            start
            for (start, _), before in zip(sentences, [None, *sentences])
            if before is None or "\n" in text[before[1] : start]
        ]

    def between(self, starts: Sequence[int], low: int, high: int) -> int:
        """How many of the starts lie in [low, high]."""
        return max(0, bisect_right(starts, high) - bisect_right(starts, low - 1))


def pair_features(layout: Layout, pieces: Sequence[Piece], at: int, other: int) -> list[float]:
    """FEATURES of choosing pieces[other] for pieces[at]; pieces in reading order."""
    first, second = sorted((at, other))
    low, high = pieces[first].end, pieces[second].start
    words = min(layout.between(layout.words, low, high - 1), MAX_WORDS) / 10
    ends = min(layout.between(layout.sentences, low, high), MAX_BETWEEN)
    kinds = [0, 0, 0]
    for piece in pieces[first + 1 : second]:
        kinds[piece.kind] += 1
    speakers, cues, contents = (min(count, MAX_BETWEEN) for count in kinds)
    gap = layout.text[low:high]
    after = float(other > at)
    return [
        words,
        float(words == 0),
        float(ends > 0),
        ends,
        float(layout.between(layout.paragraphs, low, high) > 0),
        speakers,
        cues,
        contents,
        after,
        after * words,
        after * (ends > 0),
        float(cues > 0 and contents > 0),
        after * cues,
        after * contents,
        after * speakers,
        float("," in gap),
        float(":" in gap or ";" in gap),
        0.0,
    ]


def choices(layout: Layout, pieces: Sequence[Piece], at: int, kind: int) -> list[int]:
    """Indices of the pieces of a kind that pieces[at] may belong to."""
    found = []
    for other in range(max(0, at - REACH), min(len(pieces), at + REACH + 1)):
        low, high = sorted((at, other))
        near = layout.between(layout.sentences, pieces[low].end, pieces[high].start)
        if pieces[other].kind == kind and near <= MAX_SENTENCES:
            found.append(other)
    return found


def link(layout: Layout, pieces: Sequence[Piece], links: Links) -> list[Linked]:
    """The attributions that the pieces form, in the order of their first content.

    Contents of one cue are one attribution. A cue without any content is left out, as is a
    speaker without a cue.
    """
    contents: dict[int | None, list[int]] = {}
    loose = []
    for at, piece in enumerate(pieces):
        if piece.kind != CONTENT:
            continue
        cue, _ = _choose(layout, pieces, at, CUE, links.content_to_cue)
        if cue is None:
            loose.append(at)
        else:
            contents.setdefault(cue, []).append(at)
    found = [Linked((pieces[at],), None, None, 0.0) for at in loose]
    for cue, parts in contents.items():
        assert cue is not None
        speaker, margin = _choose(layout, pieces, cue, SPEAKER, links.cue_to_speaker)
        found.append(
            Linked(
                tuple(pieces[at] for at in parts),
                pieces[cue],
                None if speaker is None else pieces[speaker],
                margin,
            )
        )
    return sorted(found, key=lambda linked: linked.content)


def _choose(
    layout: Layout, pieces: Sequence[Piece], at: int, kind: int, weights: Sequence[float]
) -> tuple[int | None, float]:
    """The piece of a kind that fits pieces[at] best, None where none fits better; the margin."""
    ranked: list[tuple[float, int]] = []
    for other in choices(layout, pieces, at, kind):
        features = pair_features(layout, pieces, at, other)
        score = sum(weight * value for weight, value in zip(weights, features))
        ranked.append((score, -other))
    best: int | None = None
    none = weights[-1] if kind == SPEAKER else -1e9
    scores = sorted((score for score, _ in ranked), reverse=True)
    if ranked and scores[0] >= none:
        best = -max(ranked)[1]
    scores = sorted([*scores, none], reverse=True)
    return best, min(scores[0] - scores[1], 1e3) if len(scores) > 1 else 0.0
