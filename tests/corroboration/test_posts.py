"""One post is one origin, in whatever words a report says that it quotes one."""

import json

import pytest

import secondsource as ss
from secondsource.model import Count

FIRST = """TORVIK - Lorries queued on both banks of the Karrow on Friday.

Dora Vint tweeted: “The bridge will stay shut until May.”

A bakery by the ramp sold out before noon."""
SECOND = """TORVIK - The old iron bridge was closed after divers had seen its piers.

{post}

Nobody at the council would take a call."""


@pytest.mark.parametrize(
    "post",
    [
        "“The bridge will stay shut until May,” reads a post on Instagram by Dora Vint.",
        "“The bridge will stay shut until May,” Dora Vint wrote on X.",
        "“The bridge will stay shut until May,” Dora Vint wrote online.",
        "In a video shared to Telegram, Dora Vint said: “The bridge will stay shut until May.”",
        "Dora Vint said on the social network: “The bridge will stay shut until May.”",
    ],
)
def test_two_that_quote_one_post_have_one_origin(post, tmp_path):
    rows = [
        {"id": "a", "outlet": "Far Post", "byline": "Una Prior", "text": FIRST},
        {"id": "b", "outlet": "Ludd Mail", "byline": "Ivo Tarn", "text": SECOND.format(post=post)},
    ]
    pile = tmp_path / "pile.jsonl"
    pile.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    brief = ss.check([pile])
    (shared,) = (
        k
        for c, k in zip(brief.claims, brief.corroborations, strict=True)
        if len(k.carried_by) == 2 and any("May" in brief.words_of(m.span) for m in c.mentions)
    )
    assert shared.origins == ("a post by Dora Vint",)
    assert shared.independent_origins == Count(1, 1, 1)
