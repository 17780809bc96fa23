"""What two reports give to different people in sentences that were aligned word by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rapidfuzz.distance import LCSseq

from secondsource.corroboration.findings import Finding
from secondsource.corroboration.persons import can_be_one
from secondsource.model import MarkedReport, SentencePair, Span, Speaker, Statement
from secondsource.settings import CorroborationSettings
from secondsource.speakers import speaker_of
from secondsource.speakers.readings import Reading, read_phrase
from secondsource.text import data_lines, words

_Said = Sequence[tuple[Statement, Speaker | None]]


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
        for one, who in _within(said.get(left.id, ()), pair.left):
            for other, whom in _within(said.get(right.id, ()), pair.right):
                if not _same_content(one, other, left, right, settings):
                    continue
                if names := _two_speakers(_read(one, left), _read(other, right), who, whom):
                    yield Finding(
                        "speaker", _whole(one), _whole(other), names,
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
    one: Statement,
    other: Statement,
    left: MarkedReport,
    right: MarkedReport,
    settings: CorroborationSettings,
) -> bool:
    """Have two statements nearly all words of the longer in common, and enough of them?"""
    ours, theirs = (
        [
            w.key
            for s in statement.content
            for w in words(marked.report.of_field(s.field), s.start, s.end)
        ]
        for statement, marked in ((one, left), (other, right))
    )
    longer = max(len(ours), len(theirs))
    shared = LCSseq.similarity(ours, theirs)
    return shared >= settings.quoted_words and shared >= settings.same_quotation * longer


def _read(statement: Statement, marked: MarkedReport) -> Reading:
    return read_phrase(" ".join(marked.words_of(span) for span in statement.speaker))


def _two_speakers(
    a: Reading, b: Reading, who: Speaker | None, whom: Speaker | None
) -> tuple[str, str] | None:
    """The names of two speakers that cannot be one, or None."""
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
