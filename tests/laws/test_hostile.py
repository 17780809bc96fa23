"""Texts that were made to break a reader: a brief comes out all the same, and soon."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from secondsource.brief import WRITERS

from .piles import check, told

MOST_SECONDS = 10.0  # of CPU, for a hostile report, its copy, and two plain ones
PLAIN = told(0, 0, range(5), "dateline", hours=0)
OTHER = told(0, 1, range(5), "wire", hours=1)
TEXT = PLAIN.text
TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in TEXT if letter.isascii())
MEGABYTE = 1_000_000

HOSTILE = {
    "zero width marks between all letters": "\u200b".join(TEXT),
    "bidirectional marks": "\u202e" + TEXT.replace(" ", " \u2066") + "\u202c",
    "tag characters": TEXT + TAGS,
    "halves of surrogate pairs": TEXT + "\n\n“No \udc00,” said Ada\udfff Brask on Monday \ud800.",
    "nul characters": TEXT.replace("a", "a\0"),
    "a megabyte of one word": "ferry " * (MEGABYTE // 6),
    "one word of a megabyte": "a" * MEGABYTE,
    "one number of many digits": "1" * (MEGABYTE // 4),
    "ten thousand opening marks": "“" * 10_000,
    "ten thousand straight marks": '"' * 10_000,
    "ten thousand quotations": '"a '.join("" for _ in range(10_001)),
    "brackets in brackets": "(" * 20_000 + TEXT + ")" * 20_000,
    "brackets that never close": "([{" * 20_000,
    "stops alone": "." * 100_000,
    "commas alone": ", " * 50_000,
    "dashes alone": "- " * 50_000,
    "names alone": "Ada Brask " * 40_000,
    "capitals alone": "A " * 100_000,
    "numbers alone": "1,000 " * 40_000,
    "the cue alone": "he said that " * 30_000,
    "one quotation again and again": "“No,” said Ada Brask. " * 2_000,
    "one line again and again": "Ada Brask said.\n" * 5_000,
    "one paragraph again and again": "Ada said so.\n\n" * 2_000,
    "accents on accents": "a" + "\u0301" * 50_000,
    "no letters": "😀" * 50_000,
    "empty": "",
    "white space": " \n\n\t ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_in_seconds(name):
    hostile = replace(PLAIN, id="hostile", outlet="Far Post", text=HOSTILE[name])
    pile = [PLAIN, OTHER, hostile, replace(hostile, id="hostile-2", outlet="Near Post")]
    began = time.process_time()
    brief = check(pile)
    written = {form: write(brief) for form, write in WRITERS.items()}
    assert time.process_time() - began < MOST_SECONDS
    assert len(brief.reports) + len(brief.refused) == len(pile)
    assert all(written.values())


@pytest.mark.parametrize("text", ["", " ", "Nothing."])
def test_a_title_without_a_text_is_a_report(text):
    bare = replace(PLAIN, id="bare", title="Ferry runs onto a sandbank off Tollen Point", text=text)
    brief = check([bare, PLAIN])
    assert [marked.id for marked in brief.reports] == ["bare", PLAIN.id]


def test_a_pile_of_nothing_is_an_empty_brief():
    assert check([]).claims == ()
