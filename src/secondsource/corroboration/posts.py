"""Posts and handouts: what somebody put out once, and many reports quote.

An attended briefing is one origin per reporter who was there; a post on a network, a written
statement or a press release is one origin however many ran it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from secondsource.model import MarkedReport, Span, Speaker, Statement
from secondsource.text import data_lines

_BY = re.compile(
    r"\b(?:post|message|tweet|video|statement|release)s?\b[^.“”\"\n]{0,40}?\bby "
    r"(?P<name>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){1,3})"
)


def find_posts(
    story: Sequence[MarkedReport], statements: Sequence[Statement], speakers: Sequence[Speaker]
) -> dict[str, str]:
    """Statement id -> the post or handout it quotes ("a post by Ann Lee").

    Only where two reports at least quote one of the same speaker: a single mention of a press
    release says nothing about who else had it.
    """
    marked = {m.id: m for m in story}
    speaker_of = {s: speaker for speaker in speakers for s in speaker.statements}
    found: dict[str, tuple[str, str]] = {}
    for statement in statements:
        speaker = speaker_of.get(statement.id)
        home = marked.get(statement.report_id)
        if speaker is None or home is None:
            continue
        words = _words_around(home, statement)
        kind = next((kind for kind, pattern in _patterns().items() if pattern.search(words)), None)
        named = speaker.name if speaker.kind != "unnamed" else None
        who = named if speaker.kind == "person" else _author(words) or named
        if kind and who:
            found[statement.id] = (f"a {kind} by {who}", statement.report_id)
    carriers: dict[str, set[str]] = {}
    for post, report_id in found.values():
        carriers.setdefault(post, set()).add(report_id)
    return {s: post for s, (post, _) in sorted(found.items()) if len(carriers[post]) > 1}


def _words_around(home: MarkedReport, statement: Statement) -> str:
    """The words of the statement's sentence that are not what was said."""
    sentence = next((s for s in home.sentences if s.overlap(statement.content[0])), None)
    return _outside(home, sentence or statement.content[0], statement.content)


def _author(words: str) -> str | None:
    """Who put it out, where what was put out stands in the speaker's place ("reads a post by")."""
    match = _BY.search(words)
    return match["name"] if match else None


def _outside(home: MarkedReport, around: Span, contents: Sequence[Span]) -> str:
    """The words of a sentence that are not what was said."""
    text = home.report.of_field(around.field)
    kept, at = "", around.start
    for said in sorted(c for c in contents if c.field == around.field):
        kept += text[at : min(said.start, around.end)]
        at = max(at, said.end)
    return kept + text[at : around.end]


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    table: dict[str, list[str]] = {}
    for line in data_lines("posts.en.txt"):
        kind, phrases = line.split("\t")
        table.setdefault(kind, []).extend(re.escape(p.strip()) for p in phrases.split(","))
    return {
        kind: re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)
        for kind, phrases in sorted(table.items(), reverse=True)
    }
