"""Gathers every place of a report that may name a speaker: speaker spans, and names in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from secondsource.model import Entity, EntityLabel, MarkedReport, Span, Statement
from secondsource.speakers.readings import Reading, read_phrase
from secondsource.speakers.words import classes, of_kind
from secondsource.text import fold
from secondsource.text.touching import Touching

# A run of capitalised words with small name words between them; titles are read off later.
_RUN = re.compile(
    r"(?:(?:al|el|ul)-)?[^\W\d_a-z](?:[^\W_]|[-'’&.](?=[^\W_]))*\.?"
    r"(?: (?:(?:(?:de|da|do|dos|das|del|della|di|du|la|le|van|von|der|den|ten|ter|zu|bin|ibn|ben"
    r"|abu|al|el|ul|of|of the|and the|for) )*)"
    r"(?:(?:al|el|ul|Al|El|Ul)-)?[^\W\d_a-z](?:[^\W_]|[-'’&.](?=[^\W_]))*\.?){0,8}(?: group\b)?"
)
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A phrase at `span` with its reading.

    statement: position of the statement it speaks (or relays) in the list given, else None.
    subject: it stands where its sentence begins. quoted: it stands inside attributed words.
    sentence, paragraph: their places in the report, counted from 0 (-1 in the title).
    label: what a tagger of names says that it is, "" where it says nothing.
    """

    span: Span
    reading: Reading
    statement: int | None = None
    relayed: bool = False
    subject: bool = False
    quoted: bool = False
    sentence: int = -1
    paragraph: int = -1
    label: EntityLabel | Literal[""] = ""


def find_mentions(
    marked: MarkedReport,
    statements: Sequence[Statement],
    names: Sequence[Entity] = (),
    *,
    subject_reach: int,
) -> tuple[NameMention, ...]:
    """Every mention of one report in reading order, the title first.

    statements: those of the story; only this report's are used, and mentions count them by
    their place in this sequence. names: of any reports, where a tagger found them.
    subject_reach: characters from the start of a sentence within which a name is its subject.
    """
    spoken = list(_spoken(marked, statements))
    taken = Touching(span for span, _, _ in spoken)
    quotes = Touching(c for s in statements if s.report_id == marked.id for c in s.content)
    mentions = [
        _placed(marked, span, marked.words_of(span), statement, relayed, subject_reach, quotes)
        for span, statement, relayed in spoken
    ]
    for span in _names(marked):
        if not taken.any_of(span):
            words = _with_calling(marked, span)
            mentions.append(_placed(marked, span, words, None, False, subject_reach, quotes))
    kept = (m for m in mentions if m.statement is not None or m.reading.sort in _NAMED)
    ordered = sorted(kept, key=lambda m: (m.span.field == "text", m.span.start, m.span.end))
    return tuple(_labelled(_first_only(ordered), names))


def _labelled(mentions: Iterable[NameMention], names: Sequence[Entity]) -> Iterator[NameMention]:
    """The mentions with the label of the name that each shares words with."""
    labels = {entity.span: entity.label for entity in names}
    named = Touching(labels)
    for mention in mentions:
        span = next(named.of(mention.span), None)
        yield mention if span is None else replace(mention, label=labels[span])


def _first_only(mentions: Sequence[NameMention]) -> Iterator[NameMention]:
    """The mentions, of which only the first person of a sentence is its subject."""
    begun = set()
    for mention in mentions:
        second = mention.sentence in begun and mention.statement is None
        yield replace(mention, subject=False) if second else mention
        if mention.reading.sort in ("person", "unclear") and not mention.quoted:
            begun.add(mention.sentence)


def _with_calling(marked: MarkedReport, span: Span) -> str:
    """The words of a name, with the small word before it that says what the person is."""
    whole = marked.report.of_field(span.field)
    before = re.search(r"\b([a-z-]+)\s$", whole[max(0, span.start - _LONGEST_CALLING) : span.start])
    words = marked.words_of(span)
    if before and (before[1] in classes() or before[1] in of_kind("title")):
        return f"{before[1]} {words}"
    return words


_LONGEST_CALLING = 24  # characters
_NAMED = ("person", "institution", "unclear")


def _spoken(
    marked: MarkedReport, statements: Sequence[Statement]
) -> Iterator[tuple[Span, int, bool]]:
    """Speaker and relaying spans of the report's statements, each statement's speaker once."""
    seen = set()
    for at, statement in enumerate(statements):
        if statement.report_id != marked.id:
            continue
        for spans, relayed in ((statement.speaker, False), (statement.relayed_by, True)):
            if spans:
                best = max(spans, key=lambda span: (_weight(marked.words_of(span)), -span.start))
                if (best, at, relayed) not in seen:
                    seen.add((best, at, relayed))
                    yield best, at, relayed


def _weight(words: str) -> tuple[bool, int]:
    """Of several parts of one speaker, the one that names most."""
    return read_phrase(words).sort == "person", len(words)


def _placed(
    marked: MarkedReport,
    span: Span,
    words: str,
    statement: int | None,
    relayed: bool,
    reach: int,
    quotes: Touching,
) -> NameMention:
    """The mention with its place in the report."""
    sentence = _index(marked.sentences, span)
    start = marked.sentences[sentence].start if sentence >= 0 else 0
    return NameMention(
        span=span,
        reading=read_phrase(words),
        statement=statement,
        relayed=relayed,
        subject=sentence >= 0 and span.start - start <= reach,
        quoted=quotes.any_of(span),
        sentence=sentence,
        paragraph=_paragraph(marked, span),
    )


def _index(places: Sequence[Span], span: Span) -> int:
    """Number of the place that holds the span's start, or of the last before it; -1 for none."""
    if span.field != "text":
        return -1
    return bisect_right(places, span.start, key=lambda place: place.start) - 1


def _paragraph(marked: MarkedReport, span: Span) -> int:
    """Number of paragraphs of the report that begin before the span."""
    if span.field != "text":
        return -1
    return bisect_right(marked.regions, span.start, key=lambda region: region.span.start)


def _names(marked: MarkedReport) -> Iterator[Span]:
    """Runs of capitalised words in the body and the title."""
    places = list(marked.sentences)
    if marked.headline is not None and not _is_title_case(marked.words_of(marked.headline)):
        places.append(marked.headline)
    for place in places:
        whole = marked.report.of_field(place.field)
        for match in _RUN.finditer(whole, place.start, place.end):
            for start, end in _cut(whole, match.start(), match.end(), first=place.start):
                yield Span(marked.id, start, end, place.field)


def _is_title_case(headline: str) -> bool:
    """Do most words of the headline begin with a capital, so that capitals tell nothing?"""
    words = [word for word in headline.split() if word[0].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) > len(words)


def _cut(text: str, start: int, end: int, *, first: int) -> Iterator[tuple[int, int]]:
    """The run without an opening word that is no name, cut at the end of a possessive."""
    for at, stop in _parts(text, start, end):
        while at < stop:
            word = re.match(r"\S+ ?", text[at:stop])
            if word is None or not _opens(word.group().strip(), at == first):
                break
            at += word.end()
        ending = _POSSESSIVE.search(text[at:stop])
        stop = at + ending.start() if ending else stop
        if stop > at and text[stop - 1] == "." and "." not in text[at : stop - 1]:
            stop -= 1
        if stop - at > 1:
            yield at, stop


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The run cut behind a possessive, and at "of" unless a body is named by what follows."""
    begin = start
    for match in re.finditer(r"(?<=['’]s) | (?:of the|of|and the|for) ", text[start:end]):
        before = text[begin : start + match.start()]
        if match.group().strip() and fold(before.split()[-1]) in of_kind("institution"):
            continue
        yield begin, start + match.start()
        begin = start + match.end()
    yield begin, end


def _opens(word: str, at_start: bool) -> bool:
    """Is it a capitalised word that begins no name?"""
    low = fold(word).rstrip(".")
    small = of_kind("determiner") | of_kind("preposition") | of_kind("opener") | of_kind("joiner")
    if word.isupper() and len(word) > 1:
        return False
    return low in small or low in _SMALL


_SMALL = frozenset(
    "he she it they we i you his her its their our but and or so if when while as what why how who "
    "where which there here no not yes then now once also just even only nor yet since until till "
    "more most police officials be is was were are do did has have had can will would could "
    "should".split()
)
