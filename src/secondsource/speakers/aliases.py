"""Names called equal by a report itself, initials, and bodies that the world knows by two names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from secondsource.model import MarkedReport
from secondsource.speakers.links import Links
from secondsource.speakers.mentions import NameMention
from secondsource.speakers.readings import read_phrase
from secondsource.speakers.words import known_as

_SAYS_EQUAL = re.compile(
    r"[\s,(–—-]*(?:whose real name (?:is|was)|real name:?|also known as|better known as|"
    r"widely known as|formerly known as|previously known as|who is known as|known (?:simply )?as|"
    r"a\.?k\.?a\.?|born|née|né|formerly|alias|or)\s*[\"“‘']?(?:the )?",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\(\s*[\"“]?(?:the )?")
_SMALL = frozenset(("of", "for", "the", "and", "in", "on", "de"))


def join_aliases(
    story: Mapping[str, MarkedReport], mentions: Sequence[NameMention], links: Links
) -> None:
    """Joins mentions that the story says, or the world knows, to be one person or body."""
    _join_stated(story, mentions, links)
    _join_initials(mentions, links)
    _join_known(mentions, links)


def _join_stated(
    story: Mapping[str, MarkedReport], mentions: Sequence[NameMention], links: Links
) -> None:
    """ "X (whose real name is Y)", "X, also known as Y", "Foo Bar Baz (FBB)"."""
    for at in range(len(mentions) - 1):
        left, right = mentions[at], mentions[at + 1]
        if (left.span.report_id, left.sentence) != (right.span.report_id, right.sentence):
            continue
        if left.span.field != right.span.field or left.span.end > right.span.start:
            continue
        text = story[left.span.report_id].report.of_field(left.span.field)
        between = text[left.span.end : right.span.start]
        stated = _SAYS_EQUAL.fullmatch(between) and between.strip(" ") != "or"
        short = _BRACKET.fullmatch(between) and _are_initials(
            _letters(text, right), _letters(text, left)
        )
        if stated or short:
            links.join(at, at + 1)


def _letters(text: str, mention: NameMention) -> str:
    return text[mention.span.start : mention.span.end]


def _are_initials(one: str, other: str) -> bool:
    """Is one phrase the initials of the other, small words left out or kept?"""
    short, long = sorted((one, other), key=lambda words: (len(words.split()), words))
    letters = short.replace(".", "")
    if len(short.split()) > 1 or len(letters) < 2 or not letters.isupper():
        return False
    words = [word for word in re.split(r"[\s-]+", long) if word[:1].isalpha()]
    every = "".join(word[0] for word in words).upper()
    main = "".join(word[0] for word in words if word.lower() not in _SMALL).upper()
    return len(words) > 1 and letters in (every, main)


def _join_initials(mentions: Sequence[NameMention], links: Links) -> None:
    """A short form whose letters begin the words of exactly one longer name of the story."""
    longer: dict[str, set[int]] = defaultdict(set)
    for at, mention in enumerate(mentions):
        if mention.reading.sort == "institution" and len(mention.reading.keys) > 1:
            letters = "".join(key[0] for key in mention.reading.keys)
            longer[letters].add(links.root(at))
    for at, mention in enumerate(mentions):
        name = mention.reading.name.replace(".", "")
        if mention.reading.sort == "institution" and name.isupper() and len(name) > 1:
            fits = {links.root(other) for other in longer.get(name.lower(), ())}
            if len(fits) == 1:
                links.join(at, fits.pop())


def _join_known(mentions: Sequence[NameMention], links: Links) -> None:
    """Bodies that the shipped table gives under several names."""
    body: dict[tuple[str, ...], int] = {}
    for number, names in enumerate(known_as()):
        for name in names:
            body.setdefault(read_phrase(name).keys, number)
    first: dict[int, int] = {}
    for at, mention in enumerate(mentions):
        if mention.reading.sort in ("institution", "unclear", "person"):
            known = body.get(mention.reading.keys)
            if known is not None:
                links.join(first.setdefault(known, at), at)
