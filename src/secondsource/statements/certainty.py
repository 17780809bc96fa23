"""How certain a passage is and who holds it, read from its sentence."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from secondsource.model import Certainty, Field
from secondsource.statements.draft import Place
from secondsource.statements.find import find_drafts
from secondsource.statements.strength import measure_strength, sentence_of


def measure_certainty(
    text: str, target: tuple[int, int], *, report_id: str = "", field: Field = "text"
) -> Certainty:
    """Certainty of what text[target] asserts, with the words that decide and whose it is.

    target: characters of a predicate, a clause or a sentence. The spans lie in the given report
    and field. Attribution is not certainty: "officials say it sank" is certain, held by
    "officials"; where nobody is named the holder is "unnamed (reportedly)"; None is the outlet.
    """
    found = measure_strength(text, target, report_id=report_id, field=field)
    place = sentence_of(text, target)
    for content, holder in _held(text, place):
        if any(start <= target[0] < end for start, end in content):
            return replace(found, holder=holder)
    return found


@lru_cache(maxsize=512)  # a sentence of several clauses is read for each of them
def _held(text: str, place: Place) -> tuple[tuple[tuple[Place, ...], str], ...]:
    """What the statements of a sentence hold, and whose it is."""
    drafts = find_drafts(text, [place], [place])
    return tuple((draft.content, draft.holder(text)) for draft in drafts)
