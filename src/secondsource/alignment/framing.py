"""The words of a clause that only attribute, and state nothing themselves.

"In an interview with the Post, Ann Orr, the mayor, said that P": all but P tells who speaks, to
whom and where. Two clauses that share it alone state nothing in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.model import Span, Statement
from secondsource.statements.lexicon import word_list
from secondsource.text.words import words

_PARTING = frozenset("and but or while".split())  # "declined to answer but said": two acts
_LISTS = "attribution.en.txt"


def framing(text: str, core: Span, statements: Sequence[Statement]) -> list[Span]:
    """The parts of a clause that attribute. text: the field that `core` counts in."""
    return [span for one in statements for span in _around(text, core, one)]


def _around(text: str, core: Span, statement: Statement) -> Iterator[Span]:
    """What of a clause attributes one statement."""
    own = statement.cue + statement.speaker + statement.told_to + statement.relayed_by
    for span in own:
        if not any(content.overlap(span) for content in statement.content):
            yield span
    inside = [content for content in statement.content if core.overlap(content)]
    cues = [cue for cue in statement.cue if core.covers(cue)]
    if not (inside and cues):
        return
    first, last = min(c.start for c in inside), max(c.end for c in inside)
    cue = min(cues)
    if cue.start < first:
        begin = _opening(text, core, cue, statement.speaker)
        yield Span(core.report_id, begin, first, core.field)
    elif cue.start >= last and last < core.end:
        yield Span(core.report_id, last, core.end, core.field)


def _opening(text: str, core: Span, cue: Span, speaker: Sequence[Span]) -> int:
    """Where the attribution begins that leads up to a cue, and from there to what is said.

    At the speaker where nothing parts the two ("opened the briefing by saying"), else at the cue;
    at the beginning of the clause where that tells of the occasion ("at a news conference").
    """
    ahead = [s for s in speaker if core.covers(s) and s.end <= cue.start]
    begin = cue.start
    if ahead and not _holds(text, ahead[-1].end, cue.start, _PARTING):
        begin = ahead[-1].start
    occasion = word_list(_LISTS, "venue")
    return core.start if _holds(text, core.start, begin, occasion) else begin


def _holds(text: str, start: int, end: int, wanted: frozenset[str]) -> bool:
    return any(word.key in wanted for word in words(text, start, end))
