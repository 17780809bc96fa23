"""How certain a passage is and who holds it, read from its sentence."""

from __future__ import annotations

from dataclasses import replace

from secondsource.model import Certainty, Field
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
    for draft in find_drafts(text, [place], [place]):
        if any(start <= target[0] < end for start, end in draft.content):
            return replace(found, holder=draft.holder(text))
    return found
