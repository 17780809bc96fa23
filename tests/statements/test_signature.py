"""Signed quotations: the name behind the dash speaks."""

from __future__ import annotations

import pytest

from secondsource.statements.link import CONTENT, CUE, Linked, Piece
from secondsource.statements.signature import signed


@pytest.mark.parametrize(
    ("behind", "name"),
    [
        (" — Ana Ruiz, baker", "Ana Ruiz"),
        ("\n― Ana Ruiz", "Ana Ruiz"),
        (" -- Ana M. de Ruiz\nMore text", "Ana M. de Ruiz"),
        (" — and then it sank", None),  # a small letter: the sentence goes on
        (" — Ana Ruiz left the room", None),  # no end of line: the sentence goes on
        (" Ana Ruiz", None),
        ("", None),
    ],
)
def test_who_signs_a_quotation(behind: str, name: str | None) -> None:
    text = "“Nobody asked us.”" + behind
    linked = signed(text, Linked((Piece(0, 18, CONTENT),), None, None, 0.0))
    assert (text[linked.speaker.start : linked.speaker.end] if linked.speaker else None) == name


def test_a_quotation_with_a_cue_keeps_its_speaker() -> None:
    text = "said: “Nobody asked us.” — Ana Ruiz"
    linked = Linked((Piece(6, 24, CONTENT),), Piece(0, 4, CUE), None, 0.0)
    assert signed(text, linked) is linked
