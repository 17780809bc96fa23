"""Clauses of a sentence, by rule: the parts that state something on their own.

"The mill has changed hands and stands in a park, two owners say, leaving a row of old cottages"
states four things. A split is made at a comma, a dash, a semicolon or a joining word, where the
words on both sides hold something that can be a verb; what is said to be the reason ("due to a
leak") needs no verb. Nothing is split inside quotation marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from secondsource.text.content import data_lines, irregular
from secondsource.text.words import words

_MIN_WORDS = 3  # a shorter part is no clause of its own
_BARE = "and but while whereas although because when where which who after before until"
_SUBJECT = "(?:the|a|an|he|she|it|they|his|her|their|its|[A-Z])"  # "as" is followed by one
_WHY = r"due to|because of|in (?:an?|his|her|their)(?: \w+)? (?:bid|effort|attempt|move) to"
_JOIN = re.compile(
    r"(?P<mark>[;:,](?=\s)|\s[–—-]+\s?)\s*(?P<word>(?:and|but|or|while|whereas|although|though"
    r"|because|after|before|when|where|which|who|whose|as|with|since|until|so|yet|if)\b)?\s*"
    rf"|\s(?P<bare>(?:{'|'.join(_BARE.split())}|as(?= {_SUBJECT}\b))\b)\s*"
    rf"|\s(?P<why>(?:{_WHY})\b)\s*"
)
_QUOTED = re.compile(r'["“«„][^"”»“]*["”»“]')


def clauses(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Places of the clauses of text[start:end], one sentence; together they cover its words.

    >>> t = "The baker has sold the shop and is looking for a garden, two friends say."
    >>> [t[a:b] for a, b in clauses(t)]
    ['The baker has sold the shop', 'is looking for a garden', 'two friends say.']
    """
    end = len(text) if end is None else end
    quoted = [match.span() for match in _QUOTED.finditer(text, start, end)]
    found = list(words(text, start, end))
    starts = [word.start for word in found]
    verbs = list(accumulate((is_verb_like(word.key) for word in found), initial=0))

    def states(first: int, last: int) -> bool:
        """Can text[first:last] state something: enough words, one of them perhaps a verb?"""
        a, b = bisect_left(starts, first), bisect_left(starts, last)
        return b - a >= _MIN_WORDS and verbs[b] > verbs[a]

    begin = start
    for join in _JOIN.finditer(text, start, end):
        if any(a < join.start() < b - 1 for a, b in quoted):
            continue
        if states(begin, join.start()) and (join["why"] or states(join.end(), end)):
            yield begin, join.start()
            begin = join.end()
    if begin < end:
        yield begin, end


@cache
def is_verb_like(key: str) -> bool:
    """Can this folded word be a finite verb or a participle?"""
    return (
        key in _verbs()
        or (key in irregular() and key != irregular()[key])
        or (len(key) > 4 and key.endswith(("ed", "ing")) and key not in _no_verbs())
    )


@cache
def _verbs() -> frozenset[str]:
    return frozenset(word for line in data_lines("verbs.en.txt") for word in line.split())


@cache
def _no_verbs() -> frozenset[str]:
    return frozenset(word for line in data_lines("no-verbs.en.txt") for word in line.split())
