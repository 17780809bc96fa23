"""Linking: what belongs together, with plain weights that prefer what is near."""

from __future__ import annotations

import pytest

from secondsource.statements.link import CONTENT, CUE, FEATURES, SPEAKER, Layout, Links, Piece, link

NEAR = tuple(
    {"words": -1.0, "sentence": -1.0, "contents": -1.0, "none": -3.0}.get(name, 0.0)
    for name in FEATURES
)
LINKS = Links(NEAR, NEAR)


def pieces(text: str, *spans: tuple[str, int]) -> list[Piece]:
    """Labelled spans by their words, in the order of the text."""
    found, at = [], 0
    for words, kind in spans:
        start = text.index(words, at)
        at = start + len(words)
        found.append(Piece(start, at, kind))
    return found


def told(text: str, *spans: tuple[str, int]) -> list[tuple[list[str], str | None, str | None]]:
    """(contents, cue, speaker) of each attribution, as words."""
    layout = Layout(text, [(0, len(text))])

    def words(piece: Piece | None) -> str | None:
        return text[piece.start : piece.end] if piece else None

    return [
        ([text[p.start : p.end] for p in a.content], words(a.cue), words(a.speaker))
        for a in link(layout, pieces(text, *spans), LINKS)
    ]


def test_an_interrupted_content_is_one_attribution() -> None:
    text = "The pier, Ruiz said, will close."
    found = told(
        text, ("The pier", CONTENT), ("Ruiz", SPEAKER), ("said", CUE), ("will close", CONTENT)
    )
    assert found == [(["The pier", "will close"], "said", "Ruiz")]


def test_two_speakers_keep_their_words() -> None:
    text = "Ruiz said it sank. Okoye denied it sank."
    found = told(
        text,
        *[("Ruiz", SPEAKER), ("said", CUE), ("it sank", CONTENT)],
        *[("Okoye", SPEAKER), ("denied", CUE), ("it sank", CONTENT)],
    )
    assert found == [(["it sank"], "said", "Ruiz"), (["it sank"], "denied", "Okoye")]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([("it sank", CONTENT)], [(["it sank"], None, None)]),  # nobody is named: kept
        ([("reportedly", CUE), ("it sank", CONTENT)], [(["it sank"], "reportedly", None)]),
        ([("reportedly", CUE)], []),  # a cue without content says nothing
        ([("Okoye", SPEAKER)], []),
    ],
)
def test_parts_may_be_missing(spans: list[tuple[str, int]], expected: list[object]) -> None:
    assert told("Okoye? reportedly it sank", *spans) == expected


def test_a_speaker_far_away_is_not_taken() -> None:
    text = "Ruiz " + "and then some more " * 10 + "reportedly it sank"
    found = told(text, ("Ruiz", SPEAKER), ("reportedly", CUE), ("it sank", CONTENT))
    assert found == [(["it sank"], "reportedly", None)]
