"""Finds names of persons, organisations and places by capitals and word lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.model import Entity, MarkedReport, Span
from secondsource.statements.lexicon import word_list
from secondsource.statements.names import (
    given_names,
    is_named,
    is_small,
    kind,
    known_places,
    label_of,
    opens_only,
    plain,
)
from secondsource.statements.tokens import Token, tokens

Run = tuple[int, int]  # tokens [first, last) of a sentence
_TITLE_CASE = 0.7  # share of words with a capital from which a line is a heading
_MIN_HEADING = 4  # words; a shorter line is too short to tell


def find_entities(marked: MarkedReport) -> tuple[Entity, ...]:
    """The names in the body and the headline of a report, in reading order.

    A word with a capital at the head of a sentence, or in a heading, counts if the report bears
    it as a name elsewhere or the lists know it.
    """
    spans = [*marked.sentences, *([marked.headline] if marked.headline else [])]
    lines = [
        (span, tokens(marked.report.of_field(span.field), span.start, span.end)) for span in spans
    ]
    runs = [list(_runs(items)) for _, items in lines]
    sure = _sure_words(lines, runs)
    surnames = _surnames(lines, runs)
    return tuple(
        Entity(
            Span(marked.id, items[first].start, _end(items[last - 1]), span.field),
            label_of(items[first:last], items[max(0, first - 2) : first], surnames),
        )
        for (span, items), found in zip(lines, runs, strict=True)
        for first, last in _kept(items, found, sure)
    )


def _end(token: Token) -> int:
    """The end of a name: without a possessive ending."""
    for tail in ("'s", "’s"):
        if token.text.endswith(tail):
            return token.end - len(tail)
    return token.end


def _is_name_word(token: Token) -> bool:
    text = token.text
    if not text[0].isalpha():
        return False
    return text[0].isupper() or (text[:3].lower() in ("al-", "el-") and text[3:4].isupper())


def _runs(items: Sequence[Token]) -> Iterator[Run]:
    """Stretches of words with capitals, small links such as "of" and "de la" inside."""
    at = 0
    while at < len(items):
        if not _is_name_word(items[at]):
            at += 1
            continue
        first = at
        at += 1
        while at < len(items):
            owned = items[at - 1].text.endswith(("'s", "’s"))
            if _is_name_word(items[at]) and not owned:
                at += 1
                continue
            ahead = at
            while ahead < len(items) and ahead - at < 2 and items[ahead].low in kind("link"):
                ahead += 1
            linked = at < ahead < len(items) and _is_name_word(items[ahead]) and not owned
            if linked and _links(items, first, at):
                at = ahead
                continue
            break
        yield first, at


def _links(items: Sequence[Token], first: int, at: int) -> bool:
    """Does the small word at `at` belong to the name? "and" and "of" only in organisations."""
    if items[at].low not in ("and", "of", "&", "y"):
        return True
    heads = kind("org") | kind("loc")
    return items[at].low != "and" and any(plain(t) in heads for t in items[first:at])


def _sure_words(
    lines: Sequence[tuple[Span, Sequence[Token]]], runs: Sequence[Sequence[Run]]
) -> frozenset[str]:
    """Words that bear a capital inside a sentence somewhere in the report."""
    found = set()
    for (_, items), row in zip(lines, runs, strict=True):
        if _is_heading(items):
            continue
        for first, last in row:
            begin = first if not _opens_sentence(items, first) else first + 1
            found |= {plain(token) for token in items[begin:last]}
    return frozenset(found)


def _surnames(
    lines: Sequence[tuple[Span, Sequence[Token]]], runs: Sequence[Sequence[Run]]
) -> frozenset[str]:
    """Last words of names that begin with a given name or follow a title."""
    titles = word_list("roles.en.txt", "title")
    found = set()
    for (_, items), row in zip(lines, runs, strict=True):
        if _is_heading(items):
            continue
        for first, last in row:
            while last - first > 1 and plain(items[first]) in titles | kind("none"):
                first += 1
            before = items[max(0, first - 1) : first]
            titled = bool(before) and plain(before[0]) in titles
            given = last - first > 1 and plain(items[first]) in given_names()
            if titled or given:
                found.add(plain(items[last - 1]))
    return frozenset(found)


def _is_heading(items: Sequence[Token]) -> bool:
    words = [token for token in items if token.text[0].isalpha() and len(token.text) > 3]
    if items and items[-1].text == ".":
        return False
    capital = sum(token.is_capital for token in words)
    return len(words) >= _MIN_HEADING and capital >= _TITLE_CASE * len(words)


def _opens_sentence(items: Sequence[Token], first: int) -> bool:
    """Does a sentence, or a quotation or clause in it, begin with this word?"""
    return first == 0 or (not items[first - 1].is_word and items[first - 1].text not in ",(/&-–—")


def _kept(items: Sequence[Token], runs: Sequence[Run], sure: frozenset[str]) -> Iterator[Run]:
    """The runs that are names, openers and titles cut off."""
    heading = _is_heading(items)
    titles = word_list("roles.en.txt", "title")
    for start, last in runs:
        first = start
        if heading:
            yield from _in_heading(items, (first, last), sure)
            continue
        while (first < last and _opens_sentence(items, first)) or (first > start):
            if first >= last:
                break
            token = items[first]
            known = plain(token) in sure and not (_is_none(token) or is_small(token))
            if known or not opens_only(token, alone=last - first == 1):
                break
            first += 1
        while first < last and (plain(items[first]) in titles or _is_none(items[first])):
            first += 1
        while last > first and _is_none(items[last - 1]):
            last -= 1
        lone = last - first == 1
        if first < last and not (lone and _is_no_name(items[first])):
            yield first, last


def _is_none(token: Token) -> bool:
    return plain(token) in kind("none") or is_small(token)


def _is_no_name(token: Token) -> bool:
    """Is a word alone rather a people, a tongue or an initial: "Persian", "A"?"""
    people = plain(token).endswith(tuple(sorted(kind("people-end"))))
    return len(token.text) == 1 or (people and not is_named(token))


def _in_heading(items: Sequence[Token], run: Run, sure: frozenset[str]) -> Iterator[Run]:
    """The parts of a heading that are names elsewhere in the report, or known ones."""
    first = None
    for at in range(run[0], run[1] + 1):
        name = (
            at < run[1]
            and not _is_none(items[at])
            and (
                plain(items[at]) in sure
                or is_named(items[at])
                or plain(items[at]) in known_places()
            )
        )
        if name and first is None:
            first = at
        if not name and first is not None:
            yield first, at
            first = None
