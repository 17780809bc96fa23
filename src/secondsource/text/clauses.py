"""Clauses of a sentence, by rule: the parts that state something on their own.

"The mill has changed hands and stands in a park, two owners say, leaving a row of old cottages"
states four things. A split is made at a comma, a dash, a semicolon or a joining word, where the
words on both sides hold something that can be a verb; what is said to be the reason ("due to a
leak") needs no verb. Nothing is split inside quotation marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from secondsource.text.content import data_lines, irregular
from secondsource.text.words import Word, words

_MIN_WORDS = 3  # a shorter part is no clause of its own
_BARE = "and but while whereas although because when where which who after before until"
_SUBJECT = "(?:the|a|an|he|she|it|they|his|her|their|its|[A-Z])"  # "as" is followed by one
_TO = r"in (?:an?|his|her|their)(?: \w+)? (?:bid|effort|attempt|move) to"
_WHY = rf"due to|because of|{_TO}"
_JOIN = re.compile(
    r"(?P<mark>[;:,](?=\s)|\s[–—-]+\s?)\s*(?P<word>(?:and|but|or|while|whereas|although|though"
    r"|because|after|before|when|where|which|who|whose|as|with|since|until|so|yet|if)\b)?\s*"
    rf"|\s(?P<why>(?:{_WHY})\b)\s*"
    rf"|\s(?P<bare>(?:{'|'.join(_BARE.split())}|as(?= {_SUBJECT}\b))\b)\s*"
)
_PURPOSE = re.compile(rf"\b{_TO}\s*$")
_SEEMS = re.compile(
    r"\W*(?:\w+ )?it (?:now |also |only )?(?:appears?|appeared|seems?|seemed)(?: that| as if)?\s+",
    re.IGNORECASE,
)
_REACH_BACK = 40  # characters before a clause that may say that it tells what for
_BE = r"(?:is|was|are|were|be|been|being|['’]s)"
_NOUN_AHEAD = frozenset("a an the his her its their no".split())
_IN_ONE = re.compile(r"(?:being|having)\b")  # "after being shot": no subject of its own
_ING = re.compile(r"[a-z]{3,}ing\b")
_ASKED = re.compile(
    r"\s*(?:when )?(?:asked|pressed|questioned|quizzed|answering|replying|responding|speaking"
    r"|talking|reacting|addressing)\b",
    re.IGNORECASE,
)
_IT_IS = re.compile(rf"\s?it (?:\w+ )?(?:{_BE}|takes?|took|taken|lasts?|lasted)\b", re.IGNORECASE)
_OF_A_KIND = re.compile(r"\b(?:those|anyone|everyone|anybody|everybody|someone|nobody)\s?$")
_ENDS_IN_BE = re.compile(rf"\b{_BE}\s?$")
_REACH = 14  # characters at the end of a clause that may hold such a word
_CLEFT = frozenset("when where who which before until".split())
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
    verbs = list(accumulate(_verbs_among(found), initial=0))

    def states(first: int, last: int) -> bool:
        """Can text[first:last] state something: enough words, one of them perhaps a verb?"""
        a, b = bisect_left(starts, first), bisect_left(starts, last)
        return b - a >= _MIN_WORDS and verbs[b] > verbs[a]

    begin = start
    for join in _JOIN.finditer(text, start, end):
        if any(a < join.start() < b - 1 for a, b in quoted):
            continue
        if _is_one(text, begin, join, end):
            continue
        if states(begin, join.start()) and (join["why"] or states(join.end(), end)):
            yield begin, join.start()
            begin = join.end()
    if begin < end:
        yield begin, end


def tells_purpose(text: str, start: int) -> bool:
    """Does the clause at `start` follow "in a bid to" or the like, so that a verb opens it?"""
    return _PURPOSE.search(text, max(0, start - _REACH_BACK), start) is not None


def behind_seeming(text: str, start: int, end: int) -> int:
    """Where a clause begins to state something, behind "now it appears that".

    >>> behind_seeming("Now it appears he left.", 0, 23)
    15
    """
    found = _SEEMS.match(text, start, end)
    return found.end() if found else start


def _verbs_among(found: Sequence[Word]) -> Iterator[bool]:
    """Which words can be verbs where they stand: "a fall", "the arrest" cannot."""
    before = ""
    for word in found:
        yield before not in _NOUN_AHEAD and is_verb_like(word.key)
        before = word.key


def _is_one(text: str, begin: int, join: re.Match[str], end: int) -> bool:
    """Does neither side of a joining word state anything on its own?

    "It was on Friday when", "the cellar was where", "it will take a week until": the one only
    points at the other. "While climbing", "after being shot" tell how, not what; "those who
    stayed" are one; a question belongs to its answer.
    """
    near = max(begin, join.start() - _REACH)
    if join["bare"] == "who" and _OF_A_KIND.search(text, near, join.start()):
        return True
    points = _IT_IS.match(text, begin, join.start()) or _ENDS_IN_BE.search(text, near, join.start())
    if join["bare"] in _CLEFT and points:
        return True
    if join["bare"] == "while" and _ING.match(text, join.end(), end):
        return True
    asked = _ASKED.match(text, begin, join.start())
    return bool(asked or _IN_ONE.match(text, join.end(), end))


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
