"""The visible text of HTML by one pass over its tags: any depth, any breakage, linear time.

The main text comes from trafilatura (`html.py`). This scanner measures what it left out, and
stands in for it. Parsers that build a tree stop at some depth without a word; this builds none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_TAG = re.compile(r"<(?:!--|[!?]|/?[A-Za-z][^\s/>]*)")
_IN_TAG = re.compile(r">|=\s*[\"']")
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{5000,}+")
_HIDDEN = frozenset(
    "script style noscript template textarea title select button svg math iframe object".split()
)
_APART = frozenset(("nav", "footer", "aside", "form"))  # around the report, not part of it
_BLOCKS = frozenset(
    "address article blockquote body br center dd details div dl dt figcaption figure h1 h2 h3 h4 "
    "h5 h6 header hr html li main ol option p pre section summary table tbody td tfoot th thead tr "
    "ul".split()
)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_SMALL = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}
_BREAK = "\x00"  # cannot stand in decoded text


def visible_text(markup: str) -> str:
    """The words that a reader sees, a paragraph a block, with an empty line between.

    >>> visible_text("<p>One <b>two</b></p><script>x()</script><p>Three&amp;four")
    'One two\\n\\nThree&four'
    """
    joined = "".join(_parts(markup))
    blocks = (_SPACE.sub(" ", block).strip(" ") for block in joined.split(_BREAK))
    return "\n\n".join(block for block in blocks if block)


def is_heavy(markup: str, *, most_tags: int, most_attributes: int) -> bool:
    """Would a tree of this take too long? Counts tags, and attributes where a tag is very long.

    Trees with hundreds of thousands of tags, or of attributes in one tag, take minutes.
    """
    if markup.count("<") > most_tags:
        return True
    return any(len(tag.group().split()) > most_attributes for tag in _LONG_TAG.finditer(markup))


def small_letters(markup: str) -> str:
    """The markup with A to Z made small, and places kept: `lower` may lengthen other letters."""
    return markup.translate(_SMALL)


def _parts(markup: str) -> Iterator[str]:
    """Text and breaks, in order; what is hidden or stands around the report is skipped."""
    lower = small_letters(markup)
    unclosed: set[str] = set()  # searched for once in vain, never again: this keeps it linear
    at = 0
    while found := _TAG.search(markup, at):
        yield html.unescape(markup[at : found.start()])
        opened = found.group()
        if opened == "<!--":
            end = _find(markup, "-->", found.end(), unclosed)
            at = len(markup) if end is None else end + 3
            continue
        name = opened.strip("</").lower()
        at = _end_of_tag(markup, found.end(), unclosed)
        if name in _BLOCKS or name in _APART:
            yield _BREAK
        if opened.startswith("</") or name not in _HIDDEN | _APART:
            continue
        close = _find(lower, f"</{name}", at, unclosed)
        if close is not None:
            at = close
    yield html.unescape(markup[at:])


def _end_of_tag(markup: str, at: int, unclosed: set[str]) -> int:
    """Where the tag ends that is open at this place; a > in a quoted value does not end it."""
    while found := _IN_TAG.search(markup, at):
        if found.group() == ">":
            return found.end()
        quote = found.group()[-1]
        end = _find(markup, quote, found.end(), unclosed)
        at = found.end() if end is None else end + 1
    return len(markup)


def _find(text: str, wanted: str, at: int, unclosed: set[str]) -> int | None:
    """The next place of the wanted words, or None; asked in vain once, it is not asked again."""
    if wanted in unclosed:
        return None
    place = text.find(wanted, at)
    if place < 0:
        unclosed.add(wanted)
        return None
    return place
