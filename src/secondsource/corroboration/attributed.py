"""What two reports give to different people in sentences that were aligned word by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from rapidfuzz.distance import LCSseq

from secondsource.corroboration.findings import Finding
from secondsource.corroboration.persons import can_be_one
from secondsource.model import MarkedReport, SentencePair, Span, Speaker, Statement
from secondsource.settings import CorroborationSettings
from secondsource.speakers import speaker_of
from secondsource.speakers.readings import Reading, read_phrase
from secondsource.text import data_lines, words

_Said = Sequence[tuple[Statement, Speaker | None]]


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement with its words and its speaker's name, each read once, not once a pair."""

    statement: Statement
    speaker: Speaker | None
    keys: tuple[str, ...]
    reading: Reading

    @classmethod
    def of(cls, said: tuple[Statement, Speaker | None], marked: MarkedReport) -> _Told:
        statement, speaker = said
        keys = tuple(
            word.key
            for span in statement.content
            for word in words(marked.report.of_field(span.field), span.start, span.end)
        )
        name = " ".join(marked.words_of(span) for span in statement.speaker)
        return cls(statement, speaker, keys, read_phrase(name))


def attribution_findings(
    marked: Mapping[str, MarkedReport],
    pairs: Sequence[SentencePair],
    statements: Sequence[Statement],
    speakers: Sequence[Speaker],
    quoted: Mapping[str, Sequence[Span]],
    *,
    settings: CorroborationSettings,
) -> Iterator[Finding]:
    """Words that one report gives to one person, and its copy to another, outside quotation marks.

    Only where both sentences name the speaker: two persons with their full names who cannot be
    one, or two offices ("the mayor", "the bishop"). An institution speaks through persons, and
    "an official" may be anybody: these contradict nobody. Sentences with quoted words are left to
    the quotations.
    """
    said = _by_report(statements, speakers)
    for pair in pairs:
        if pair.rewritten or pair.similarity < settings.close_mood:
            continue
        left, right = marked[pair.left.report_id], marked[pair.right.report_id]
        if _quotes(left, pair.left, quoted) or _quotes(right, pair.right, quoted):
            continue
        ours = [_Told.of(one, left) for one in _within(said.get(left.id, ()), pair.left)]
        theirs = [_Told.of(one, right) for one in _within(said.get(right.id, ()), pair.right)]
        for one, other in product(ours, theirs):
            names = _two_speakers(one, other)
            if names and _same_content(one.keys, other.keys, settings):
                yield Finding(
                    "speaker", _whole(one.statement), _whole(other.statement), names,
                    f"The same is given to {names[0]} in one report, to {names[1]} in another",
                    names, f"said {min(names)} {max(names)} {pair.left.start}",
                )  # fmt: skip


def _quotes(marked: MarkedReport, sentence: Span, quoted: Mapping[str, Sequence[Span]]) -> bool:
    return any(sentence.overlap(span) for span in quoted[marked.id])


def _by_report(
    statements: Sequence[Statement], speakers: Sequence[Speaker]
) -> dict[str, list[tuple[Statement, Speaker | None]]]:
    """The indirect statements of each report, with who is resolved to have made them."""
    spoken = speaker_of(speakers)
    found: dict[str, list[tuple[Statement, Speaker | None]]] = defaultdict(list)
    for statement in statements:
        if statement.kind != "direct" and statement.speaker:
            found[statement.report_id].append((statement, spoken.get(statement.id)))
    return found


def _within(said: _Said, sentence: Span) -> Iterator[tuple[Statement, Speaker | None]]:
    for statement, speaker in said:
        parts = (*statement.speaker, *statement.content)
        if all(sentence.covers(span) for span in parts):
            yield statement, speaker


def _same_content(
    ours: Sequence[str], theirs: Sequence[str], settings: CorroborationSettings
) -> bool:
    """Have two statements nearly all words of the longer in common, and enough of them?"""
    enough = max(settings.quoted_words, settings.same_quotation * max(len(ours), len(theirs)))
    return min(len(ours), len(theirs)) >= enough and LCSseq.similarity(ours, theirs) >= enough


def _two_speakers(one: _Told, other: _Told) -> tuple[str, str] | None:
    """The names of two speakers that cannot be one, or None."""
    a, b, who, whom = one.reading, other.reading, one.speaker, other.speaker
    if a.is_full and b.is_full:
        alike = set(a.keys) & set(b.keys) or (who and whom and can_be_one(who, whom))
        return None if alike else (a.name, b.name)
    if a.sort == b.sort == "role" and not (a.plural or b.plural):
        ours, theirs = (_office(reading) for reading in (a, b))
        if ours and theirs and ours != theirs and not set(a.keys) & set(b.keys):
            return a.name, b.name
    return None


def _office(reading: Reading) -> str:
    """The office that a role names, if it is one that a person holds alone; "" if not."""
    return next((key for key in reading.keys[::-1] if key in _offices()), "")


@cache
def _offices() -> frozenset[str]:
    return frozenset(name for line in data_lines("offices.en.txt") for name in line.split())


def _whole(statement: Statement) -> Span:
    """From the first to the last word of what is stated."""
    first, last = statement.content[0], statement.content[-1]
    return Span(first.report_id, first.start, last.end, first.field)
