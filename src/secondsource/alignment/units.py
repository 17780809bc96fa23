"""Units: the clauses of a story, with what each is made of; what claims are paired from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from secondsource.alignment.framing import framing
from secondsource.alignment.tense import is_to_come
from secondsource.alignment.value_terms import with_values
from secondsource.model import MarkedReport, Span, Speaker, Statement
from secondsource.text import clauses, fold, terms
from secondsource.text.alike import phrases
from secondsource.text.clauses import behind_seeming, is_verb_like, tells_purpose
from secondsource.text.content import Term
from secondsource.text.touching import Touching
from secondsource.text.words import words

# "does not know why", "asked whether", "it is unclear how": a question, put or left open
_ASKS = re.compile(
    r"\b(?:knows?|known|knew|sure|clear|unclear|unknown|says?|tell|explain|answer|ask(?:ed|s)?"
    r"|wonder(?:ed|s)?|question(?:ed|s)?)(?: \w+)?,? (?:why|whether|how|who|if|what|when|where)\b",
    re.IGNORECASE,
)
_OPENS_ASKING = re.compile(r"\W*(?:why|how|whether)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """One clause: its span, the sentence it stands in, its content words, who is said to say it.

    `span` takes in an attribution that follows or leads ("..., officials believe"), so that a
    reader sees it whole; `core` is the clause alone.
    """

    span: Span
    core: Span
    sentence: Span
    terms: tuple[Term, ...]
    statements: tuple[Statement, ...] = ()
    asks: bool = False  # "nobody knows why they left": that they left is not what it states
    to_come: bool = False  # it tells of what is to come, as far as its verbs show

    @property
    def headline(self) -> bool:
        """Does it stand in the report's title?"""
        return self.span.field == "title"

    def voices(self, speakers: Mapping[str, Speaker]) -> set[str]:
        """Ids of those who are said to say it. speakers: who makes each statement, by its id."""
        return {speakers[s.id].id for s in self.statements if s.id in speakers}


def find_units(
    story: Sequence[MarkedReport],
    statements: Sequence[Statement],
    speakers: Sequence[Speaker] = (),
) -> tuple[Unit, ...]:
    """The clauses of every body sentence and headline, report by report, in reading order.

    Whatever names a speaker, a pronoun included, becomes one term, so that all names of one
    person are the same word.
    """
    names = _Names(speakers)
    by_report: dict[str, list[Statement]] = {marked.id: [] for marked in story}
    for statement in statements:
        if statement.report_id in by_report:
            by_report[statement.report_id].append(statement)
    return tuple(
        unit for marked in story for unit in _units_of(marked, by_report[marked.id], names)
    )


class _Names:
    """Where a report names a speaker of the story, and the one word that stands for them."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self._places: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
        for speaker in speakers:
            word = "@" + fold(speaker.name)
            for span in speaker.mentions if speaker.kind != "unnamed" else ():
                places = self._places.setdefault((span.report_id, span.field), [])
                places.append((span.start, span.end, word))
        for places in self._places.values():
            places.sort()

    def replace(self, found: Sequence[Term], core: Span) -> tuple[Term, ...]:
        """The terms of a clause, with those that name a speaker made one."""
        places = [
            place
            for place in self._places.get((core.report_id, core.field), ())
            if core.start <= place[0] < core.end
        ]
        named = [Term(start, end, word, word, True) for start, end, word in places]
        rest = [t for t in found if not any(a <= t.start < b for a, b, _ in places)]
        return tuple(sorted({*named, *rest}, key=lambda t: (t.start, t.end)))


def _units_of(marked: MarkedReport, statements: Sequence[Statement], names: _Names) -> list[Unit]:
    heads = [marked.headline] if marked.headline else []
    places = [*heads, *marked.sentences]
    near: dict[Span, list[Statement]] = {place: [] for place in places}
    finder = Touching(places)
    for statement in statements:
        for sentence in {s for c in statement.content + statement.cue for s in finder.of(c)}:
            near[sentence].append(statement)
    return [unit for place in places for unit in _units_in(marked, place, near[place], names)]


def _units_in(
    marked: MarkedReport, sentence: Span, statements: Sequence[Statement], names: _Names
) -> list[Unit]:
    """The units of one sentence; clauses that only attribute are joined to their neighbour."""
    text = marked.report.of_field(sentence.field)
    cores = _stating_cores(text, marked.id, sentence, statements)
    stating = [core for core in cores if not _only_attributes(core, statements)] or cores[:1]
    units = []
    for index, core in enumerate(stating):
        start = sentence.start if index == 0 else core.start
        end = stating[index + 1].start if index + 1 < len(stating) else sentence.end
        attributing = [c for c in cores if start <= c.start < end and c not in stating]
        last = max([core.end, *(c.end for c in attributing)])
        units.append(
            Unit(
                span=Span(marked.id, start, last, sentence.field),
                core=core,
                sentence=sentence,
                terms=_terms(text, core, statements, names, marked.report.published),
                statements=tuple(s for s in statements if any(core.overlap(c) for c in s.content)),
                asks=_asks(text, core),
                to_come=is_to_come(text, core, framing(text, core, statements)),
            )
        )
    return units


def _asks(text: str, core: Span) -> bool:
    """Does the clause put a question or leave one open?"""
    found = _ASKS.search(text, core.start, core.end) or _OPENS_ASKING.match(text, core.start)
    return found is not None


def _stating_cores(
    text: str, report_id: str, sentence: Span, statements: Sequence[Statement]
) -> list[Span]:
    """The clauses of a sentence, those joined to a neighbour that state nothing without their cue.

    "It closed before noon, the mayor said" is cut behind "closed", as "said" may be what is
    stated of noon; where it attributes, no verb is left there.
    """
    cores: list[Span] = []
    open_end = False  # does the last one wait for what follows it?
    for start, end in clauses(text, sentence.start, sentence.end):
        core = Span(report_id, start, end, sentence.field)
        lacks, goes_on = _lacks_verb(text, core, statements)
        lacks = lacks and not tells_purpose(text, start)
        if cores and (open_end or (lacks and not goes_on)):
            core = replace(core, start=cores.pop().start)
        open_end = lacks and goes_on
        cores.append(core)
    return cores


def _lacks_verb(text: str, core: Span, statements: Sequence[Statement]) -> tuple[bool, bool]:
    """Has a clause of a statement no verb but its cue; and does what is said go on behind it?"""
    told = [s for s in statements if any(core.covers(cue) for cue in s.cue)]
    said = [content for s in told for content in s.content if core.overlap(content)]
    if not said:
        return False, False
    apart = framing(text, core, told)
    states = any(
        is_verb_like(word.key) and not any(a.start <= word.start < a.end for a in apart)
        for word in words(text, core.start, core.end)
    )
    return not states, any(content.end > core.end for content in said)


def _only_attributes(core: Span, statements: Sequence[Statement]) -> bool:
    """Does this clause hold a cue or a speaker but none of the content?"""
    holds = any(core.overlap(s) for x in statements for s in x.cue + x.speaker)
    return holds and not any(2 * core.overlap(c) > 5 for x in statements for c in x.content)


def _terms(
    text: str,
    core: Span,
    statements: Sequence[Statement],
    names: _Names,
    published: datetime | None,
) -> tuple[Term, ...]:
    """The content words of a clause, without those of the attribution around it.

    Who speaks, and the words that say so, are told apart; so is all that stands between them and
    what is said: "opened the briefing by saying that", "in an interview with the Post".
    """
    apart = framing(text, core, statements)
    begin = behind_seeming(text, core.start, core.end)
    if begin > core.start:
        apart.append(Span(core.report_id, core.start, begin, core.field))
    every = names.replace(
        with_values(_with_phrases(text, core), text, core.start, core.end, published), core
    )
    has_phrase = any(" " in term.stem for term in every)
    cues = [cue for statement in statements for cue in statement.cue] if has_phrase else []
    kept = tuple(
        t
        for t in every
        if (" " in t.stem and not t.name and any(_inside(t, cue, core) for cue in cues))
        or not any(_inside(t, span, core) for span in apart)
    )
    return kept or every


def _with_phrases(text: str, core: Span) -> tuple[Term, ...]:
    """The content words of a clause, those of one phrase made one."""
    whole = tuple(phrases(text, core.start, core.end))
    single = terms(text, core.start, core.end)
    rest = [t for t in single if not any(p.start <= t.start < p.end for p in whole)]
    return tuple(sorted((*whole, *rest), key=lambda t: (t.start, t.end)))


def _inside(term: Term, span: Span, core: Span) -> bool:
    return span.field == core.field and span.start <= term.start < span.end
