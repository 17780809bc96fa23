"""Whom a clause is about, where it does not say: a left-out subject, "he", "who".

"The mayor sold her house and is looking for a garden" tells of the mayor twice. The second clause
gets the content words of the subject before it, and "he" those of the person who was last told
about, so that the clause can be held against another report that says the name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from secondsource.alignment.units import Unit, find_units
from secondsource.model import Field, MarkedReport, Span, Speaker, Statement
from secondsource.statements import find_entities
from secondsource.text.clauses import behind_seeming, is_verb_like
from secondsource.text.content import Term
from secondsource.text.words import words

_HE = frozenset(("he", "she"))
_MOST = 4  # content words of a subject that are carried on; a longer one holds more than a name
_REACH = 3  # sentences back that "he" may point to
_OPENERS = frozenset("and but or now then also so yet still later who which that".split())


def complete_units(
    story: Sequence[MarkedReport], statements: Sequence[Statement], speakers: Sequence[Speaker]
) -> list[Unit]:
    """The units of a story (see `find_units`), each with the subject that it leaves out."""
    of_place: dict[tuple[str, Field], list[Unit]] = defaultdict(list)
    for unit in find_units(story, statements, speakers):
        of_place[unit.span.report_id, unit.span.field].append(unit)
    persons = _persons(story, speakers)
    reports = {marked.id: marked.report for marked in story}
    return [
        unit
        for place, units in of_place.items()
        for unit in with_subjects(units, reports[place[0]].of_field(place[1]), persons[place])
    ]


def _persons(
    story: Sequence[MarkedReport], speakers: Sequence[Speaker]
) -> defaultdict[tuple[str, Field], list[Span]]:
    """Where each field of each report names a person."""
    named = [s for speaker in speakers if speaker.kind == "person" for s in speaker.mentions]
    named += [e.span for marked in story for e in find_entities(marked) if e.label == "PER"]
    places: defaultdict[tuple[str, Field], list[Span]] = defaultdict(list)
    for span in sorted(set(named)):
        places[span.report_id, span.field].append(span)
    return places


def with_subjects(units: Sequence[Unit], text: str, persons: Sequence[Span]) -> list[Unit]:
    """The units of one field of a report, in reading order, with the subjects they leave out.

    persons: places of persons' names in that field, in reading order.
    """
    completed: list[Unit] = []
    person: tuple[Term, ...] = ()
    told_at, number = -_REACH, 0
    sentence: Span | None = None
    before: tuple[Term, ...] = ()
    for unit in units:
        if unit.sentence != sentence:
            sentence, before, number = unit.sentence, (), number + 1
        own, opening = _subject(unit, text)
        pointed: tuple[Term, ...] = ()
        if opening in _HE and not any(term.stem.startswith("@") for term in own):
            pointed = person if number - told_at < _REACH else ()
        elif opening == "":
            pointed = before
        if own and any(_stands_in(term, persons) for term in own):
            person, told_at = own, number
        elif pointed and pointed == person:
            told_at = number
        before = own or pointed or before
        completed.append(_adding(unit, pointed))
    return completed


def _subject(unit: Unit, text: str) -> tuple[tuple[Term, ...], str]:
    """The content words before the clause's first verb, and the pronoun that stands there.

    Instead of a pronoun "" where the clause begins with its verb, "-" where it has no verb.
    """
    begin = behind_seeming(text, unit.core.start, unit.core.end)
    found = list(words(text, begin, unit.core.end))
    verb = next((w for w in found if is_verb_like(w.key)), None)
    head = [w for w in found if verb is None or w.start < verb.start]
    said = [w.key for w in head if w.key not in _OPENERS]
    if verb is None:
        return (), "-"
    terms = tuple(t for t in unit.terms if t.end <= verb.start)
    pronoun = next((key for key in said if key in _HE), "-")
    return terms[:_MOST], pronoun if said else ""


def _stands_in(term: Term, places: Sequence[Span]) -> bool:
    return term.name and any(place.start <= term.start < place.end for place in places)


def _adding(unit: Unit, subject: tuple[Term, ...]) -> Unit:
    """The unit with the words of its subject among its own."""
    held = {term.stem for term in unit.terms}
    new = tuple(term for term in subject if term.stem not in held)
    return replace(unit, terms=(*new, *unit.terms)) if new else unit
