"""Finds who gives a figure: "X put the toll at nine", "X gave it as nine", "X counted nine".

The verb alone says nothing of speech ("put the crown in a case"): the figure behind it does. A
second speaker may be named with the figure alone: "X put the toll at nine, Y at twelve".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.statements.cues import group_start
from secondsource.statements.draft import Draft
from secondsource.statements.lexicon import word_list
from secondsource.statements.phrase import Place, grammar, phrase_after, subject_before
from secondsource.statements.tokens import Token
from secondsource.statements.units import Unit
from secondsource.text.numerals import numerals

_LISTS = "attribution.en.txt"
_MOST_OBJECT = 14  # words of what a figure is given for
_MOST_AHEAD = 5  # words before the figure: "at no more than about nine"
_PARTS = frozenset(";:.!?—–")
_BUT = frozenset("but while whereas although though and with".split())
_DIRECT = ""  # the figure stands right behind the verb
_LINKS = {"put": ("at",), "give": ("as", "at"), "speak": ("of",), "count": (_DIRECT,)}


def find_figures(unit: Unit, taken: frozenset[int]) -> Iterator[Draft]:
    """The figures that somebody is said to give. taken: verbs of other statements."""
    items = unit.items
    found = False
    for verb, item in enumerate(items):
        if verb in taken or item.is_capital:
            continue
        for kind, links in {**_LINKS, **({"echo": (_DIRECT,)} if found else {})}.items():
            if item.low not in word_list(_LISTS, f"figure {kind}"):
                continue
            first = group_start(items, verb)
            passive = any(i.low in grammar("be") for i in items[first:verb])
            speaker = None if passive else _without_opener(items, subject_before(items, first))
            end = _end_of_figure(items, verb + 1, links)
            if speaker is None or end is None:
                continue
            found = True
            yield _draft(unit, speaker, (verb, verb + 1), (verb + 1, end))
            yield from _next_speakers(unit, end, links)
            break


def _draft(unit: Unit, speaker: Place, cue: Place, content: Place) -> Draft:
    """A statement from places of items."""

    def at(span: Place) -> Place:
        return unit.items[span[0]].start, unit.items[span[1] - 1].end

    return Draft(
        speaker=at(speaker),
        cue=(at(cue),),
        content=(at(content),),
        kind="indirect",
        pattern="figure",
    )


def _without_opener(items: Sequence[Token], speaker: Place | None) -> Place | None:
    """ "Ann Orr, however, gave nine": the opener behind the comma is no part of the name."""
    if speaker is None:
        return None
    first, last = speaker
    if last - first > 2 and items[last - 1].low in grammar("opener"):
        last -= 1 + (items[last - 2].low == ",")
    return first, last


def _end_of_figure(items: Sequence[Token], start: int, links: tuple[str, ...]) -> int | None:
    """The item where "the toll at nine" ends; None if no figure follows."""
    if links == (_DIRECT,):
        found = _figure(items, start)
        return None if found is None else _clause_end(items, found)
    for at in range(start, min(len(items), start + _MOST_OBJECT)):
        if items[at].low in _PARTS or items[at].low in word_list(_LISTS, "figure bar"):
            return None
        if items[at].low in links:
            found = _figure(items, at + 1)
            if found is not None:
                return _clause_end(items, found)
    return None


def _figure(items: Sequence[Token], start: int) -> int | None:
    """The item of the first number behind `start`, with only a few words before it."""
    ahead = word_list(_LISTS, "figure ahead")
    for at in range(start, min(len(items), start + _MOST_AHEAD)):
        if items[at].text[0].isdigit() or next(numerals(items[at].low), None) is not None:
            address = at + 1 < len(items) and items[at + 1].is_capital
            return None if address else at
        if items[at].low not in ahead and items[at].is_word:
            return None
    return None


def _clause_end(items: Sequence[Token], start: int) -> int:
    """The item where a clause ends: at a comma or stop, or where another clause is joined."""
    for at in range(start + 1, len(items)):
        low = items[at].low
        range_goes_on = low == "and" and _figure(items, at + 1) == at + 1  # "between 3 and 4"
        if low in _PARTS or low == "," or (low in _BUT and not range_goes_on):
            return at
    return len(items)


def _next_speakers(unit: Unit, end: int, links: tuple[str, ...]) -> Iterator[Draft]:
    """ "..., Y at twelve": the verb before is that of the figures that follow."""
    items = unit.items
    while end < len(items) and items[end].low in (",", ";", *_BUT):
        start = end + 1
        while start < len(items) and items[start].low in (",", *_BUT):
            start += 1
        speaker = phrase_after(items, start, apposition=False)
        if speaker is None:
            return
        reach = range(start + 1, min(len(items), speaker[1] + 1))
        link = next((at for at in reach if items[at].low in links), None)
        figure = None if link is None else _figure(items, link + 1)
        if link is None or figure is None:
            return
        end = _clause_end(items, figure)
        yield _draft(unit, (start, link), (link, link + 1), (link + 1, end))
