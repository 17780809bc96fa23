"""The moment of publication that a page states in its meta tags, to the second where it does."""

from __future__ import annotations

import re

from secondsource.reports.markup import small_letters

# The names under which pages state it, the most exact first.
_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "date",
)
_ATTRIBUTE = re.compile(r"""([a-z-]{1,20})\s{0,3}=\s{0,3}(?:"([^"<>]{0,200})"|'([^'<>]{0,200})')""")
_LONGEST_TAG = 1_000  # characters
_MOST_TAGS = 500


def published_in_meta(markup: str) -> str | None:
    """The value of the first of the known meta tags that the page has, as it stands there.

    >>> published_in_meta('<meta property="article:published_time" content="2031-05-03T09:30Z">')
    '2031-05-03T09:30Z'
    """
    found: dict[str, str] = {}
    lower = small_letters(markup)
    at = 0
    for _ in range(_MOST_TAGS):
        at = lower.find("<meta", at)
        if at < 0:
            break
        end = lower.find(">", at, at + _LONGEST_TAG)
        at += len("<meta")
        if end < 0:
            continue
        tag = markup[at:end]
        attributes = {
            match.group(1): markup[at + match.start(2) : at + match.end(2)]
            if match.group(2) is not None
            else markup[at + match.start(3) : at + match.end(3)]
            for match in _ATTRIBUTE.finditer(small_letters(tag))
        }
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if name and attributes.get("content"):
            found.setdefault(name.lower(), attributes["content"].strip())
    return next((found[name] for name in _NAMES if name in found), None)
