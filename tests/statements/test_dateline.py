"""A dateline is nobody's words."""

from __future__ import annotations

import pytest

from secondsource.statements.dateline import without_datelines
from secondsource.statements.link import CONTENT, Piece


@pytest.mark.parametrize(
    ("text", "marked", "kept"),
    [
        ("LUNNVIK, May 3 (Northwire) - It sank.", "LUNNVIK, May 3 (", None),
        ("LUNNVIK — It sank.", "LUNNVIK — It sank", "It sank"),
        ("LUNNVIK, May 3 (Northwire) - It sank.", "It sank", "It sank"),
        ("LUNNVIK sank — it is said.", "LUNNVIK sank", "LUNNVIK sank"),  # a sentence, no dateline
    ],
)
def test_pieces_begin_behind_the_dateline(text: str, marked: str, kept: str | None) -> None:
    start = text.index(marked)
    found = without_datelines(text, [Piece(start, start + len(marked), CONTENT)])
    assert [text[p.start : p.end] for p in found] == ([] if kept is None else [kept])
