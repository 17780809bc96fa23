"""How certain a passage is and who holds it, read from its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol, cast

from secondsource.model import Certainty, Field
from secondsource.statements.draft import Place
from secondsource.statements.find import find_drafts
from secondsource.statements.strength import measure_strength, sentence_of, verb_of


class Measuring(Protocol):
    """What gives a number of certainty beside the rules'."""

    def certainty(
        self, text: str, sentences: Sequence[Place], target: Place, found: Certainty
    ) -> Certainty:
        """The rules' certainty of a predicate, with a number of both as its value."""
        ...


def measuring(tagger: object) -> Measuring | None:
    """The tagger, if it is one that gives numbers of certainty."""
    return cast(Measuring, tagger) if hasattr(tagger, "certainty") else None


def measure_certainty(
    text: str,
    target: tuple[int, int],
    *,
    cue: Sequence[Place] = (),
    report_id: str = "",
    field: Field = "text",
    tagger: Measuring | None = None,
) -> Certainty:
    """Certainty of what text[target] asserts, with the words that decide and whose it is.

    target: characters of a predicate, a clause or a sentence. The spans lie in the given report
    and field. Attribution is not certainty: "officials say it sank" is certain, held by
    "officials"; where nobody is named the holder is "unnamed (reportedly)"; None is the outlet.
    cue: places of the words that attribute it, where they are known: they may deny it.
    tagger: the trained one, for a number that knows more than the rules; the parts stay theirs.
    """
    found = measure_strength(text, target, cue=cue, report_id=report_id, field=field)
    place = sentence_of(text, target)
    if tagger is not None and (verb := verb_of(text, target)):
        found = tagger.certainty(text, [place], verb, found)
    for content, holder in _held(text, place):
        if any(start <= target[0] < end for start, end in content):
            return replace(found, holder=holder)
    return found


@lru_cache(maxsize=512)  # a sentence of several clauses is read for each of them
def _held(text: str, place: Place) -> tuple[tuple[tuple[Place, ...], str], ...]:
    """What the statements of a sentence hold, and whose it is."""
    drafts = find_drafts(text, [place], [place])
    return tuple((draft.content, draft.holder(text)) for draft in drafts)
