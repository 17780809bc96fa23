"""Units of reading: a sentence, or several that one quotation joins, with quotations folded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secondsource.statements.lexicon import cue_verbs, word_list
from secondsource.statements.quotemarks import Quoted
from secondsource.statements.tokens import Token, tokens

_MAX_ITEMS = 200  # a longer "sentence" is read in parts, so that time stays linear
_TAG_CHARACTERS = 160  # a longer sentence behind a quotation is one of its own
_TAG_WORDS = 9  # words before the cue of a tag
_TAG_ENDS = frozenset(
    ". , : ; — – - in on at to as when while after before during with from".split()
)
QUOTE = "<quote>"  # `low` of the item that stands for a whole quotation


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch [start, end) that is read as one sentence.

    items: its tokens, where each quotation is a single item (low == QUOTE). quotes: item index
    -> the quotation. paragraph: index of its paragraph.
    """

    start: int
    end: int
    paragraph: int
    items: tuple[Token, ...]
    quotes: dict[int, Quoted]


def make_units(
    text: str,
    sentences: Sequence[tuple[int, int]],
    paragraphs: Sequence[tuple[int, int]],
    quotes: Sequence[Quoted],
) -> tuple[Unit, ...]:
    """The units of a text, in reading order. A quotation lies in one unit."""
    starts = [start for start, _ in paragraphs]
    outers = [quoted.outer for quoted in quotes]
    return tuple(
        part
        for start, end, paragraph in _joined(text, sentences, starts, quotes, outers)
        for part in _parts(_unit(text, start, end, paragraph, quotes, outers))
    )


def _joined(
    text: str,
    sentences: Sequence[tuple[int, int]],
    starts: Sequence[int],
    quotes: Sequence[Quoted],
    outers: Sequence[int],
) -> Iterator[tuple[int, int, int]]:
    """Sentences, joined while the end of one lies inside a quotation."""
    open_unit: tuple[int, int, int] | None = None
    for start, end in sentences:
        paragraph = max(0, bisect_right(starts, start) - 1)
        if (
            open_unit is not None
            and open_unit[2] == paragraph
            and (
                _inside(open_unit[1], start, quotes, outers)
                or _is_tag(text, open_unit[1], start, end, quotes, outers)
            )
        ):
            open_unit = (open_unit[0], end, paragraph)
            continue
        if open_unit is not None:
            yield open_unit
        open_unit = (start, end, paragraph)
    if open_unit is not None:
        yield open_unit


def _inside(end: int, start: int, quotes: Sequence[Quoted], outers: Sequence[int]) -> bool:
    """Does the gap between two sentences lie inside a quotation?"""
    index = bisect_right(outers, end - 1) - 1
    return index >= 0 and quotes[index].outer < end < quotes[index].close


def _is_tag(
    text: str, end: int, start: int, stop: int, quotes: Sequence[Quoted], outers: Sequence[int]
) -> bool:
    """Is text[start:stop] only "Varga asked.", behind a quotation that ends with "?" or "!"?"""
    index = bisect_right(outers, end - 1) - 1
    if index < 0 or quotes[index].close != end or text[quotes[index].end - 1] not in "?!…":
        return False
    items = tokens(text, start, min(stop, start + _TAG_CHARACTERS))
    for at, item in enumerate(items[:_TAG_WORDS]):
        word = cue_verbs().get(item.low)
        if word is not None and "q" in word.frames and at > 0:
            ahead = items[at + 1].low if at + 1 < len(items) else "."
            return ahead in _TAG_ENDS or ahead in word_list("attribution.en.txt", "time")
    return False


def _unit(
    text: str,
    start: int,
    end: int,
    paragraph: int,
    quotes: Sequence[Quoted],
    outers: Sequence[int],
) -> Unit:
    items: list[Token] = []
    found: dict[int, Quoted] = {}
    at = start
    index = bisect_right(outers, start - 1)
    while index < len(quotes) and quotes[index].outer < end:
        quoted = quotes[index]
        items += tokens(text, at, quoted.outer)
        found[len(items)] = quoted
        items.append(Token(quoted.outer, quoted.close, text[quoted.start : quoted.end], QUOTE))
        at = quoted.close
        index += 1
    if at < end:
        items += tokens(text, at, end)
    return Unit(start, end, paragraph, tuple(items), found)


def _parts(unit: Unit) -> Iterator[Unit]:
    """The unit itself, or parts of it if it is too long to be a sentence."""
    if len(unit.items) <= _MAX_ITEMS:
        if unit.items:
            yield unit
        return
    for first in range(0, len(unit.items), _MAX_ITEMS):
        items = unit.items[first : first + _MAX_ITEMS]
        quotes = {
            at: unit.quotes[first + at] for at in range(len(items)) if first + at in unit.quotes
        }
        yield Unit(items[0].start, items[-1].end, unit.paragraph, items, quotes)
