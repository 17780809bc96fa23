"""Turns a group of clauses into a claim: its mentions with certainty, holder and basis."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from secondsource.alignment.sureness import Alike
from secondsource.alignment.units import Unit
from secondsource.model import (
    Basis,
    Claim,
    Level,
    Mention,
    Report,
    Span,
    Speaker,
    Statement,
)
from secondsource.settings import AlignmentSettings
from secondsource.statements import measure_certainty
from secondsource.text import data_lines

_CLEAR_WORDS = 6  # a mention of fewer words seldom stands for the claim on its own
_STEPS = 20  # likenesses this near (one twentieth) are as good as each other
_POINTS_BACK = frozenset("it he she they this that these those but and so we i you".split())


def make_claim(
    units: Sequence[Unit],
    reports: Mapping[str, Report],
    voices: Mapping[str, Speaker],
    alike: Alike = lambda one, other: 1.0,
    *,
    settings: AlignmentSettings,
) -> Claim:
    """The claim that these clauses state; clauses of one sentence give one mention.

    Each mention is as sure as it is like the one that most others are like.
    """
    made = sorted(
        ((_mention(parts, reports, voices), parts) for parts in _by_sentence(units)),
        key=lambda x: (reports[x[0].span.report_id].text, x[0].span.field, x[0].span.start),
    )
    core = _core([parts for _, parts in made], alike, settings)
    mentions = [
        replace(mention, likeness=_nearness(parts, made[core][1], alike)) for mention, parts in made
    ]
    shown = [
        (m.likeness < settings.sure_likeness, *_shown(m, parts, reports))
        for m, (_, parts) in zip(mentions, made, strict=True)
    ]
    return Claim(
        id=_claim_id(mentions, reports),
        text=_clearest(shown),
        level=_level(units),
        mentions=tuple(mentions),
    )


def _nearness(ours: Sequence[Unit], theirs: Sequence[Unit], alike: Alike) -> float:
    """The likeness of the most alike clauses of two mentions."""
    return max(alike(one, other) for one in ours for other in theirs)


def _by_sentence(units: Sequence[Unit]) -> list[list[Unit]]:
    table: dict[Span, list[Unit]] = {}
    for unit in sorted(units, key=lambda u: u.span):
        table.setdefault(unit.sentence, []).append(unit)
    return list(table.values())


def _mention(
    parts: Sequence[Unit], reports: Mapping[str, Report], voices: Mapping[str, Speaker]
) -> Mention:
    first, first_sentence = parts[0].span, parts[0].sentence
    end = max(unit.span.end for unit in parts)
    span = Span(first.report_id, first.start, end, first.field)
    core = Span(first.report_id, parts[0].core.start, parts[-1].core.end, first.field)
    text = reports[span.report_id].of_field(span.field)
    statement = _statement_of(core, parts)
    speaker = voices.get(statement.id) if statement else None
    cue = [(s.start, s.end) for s in statement.cue if s.field == span.field] if statement else []
    stated = _stated(core, statement)
    certainty = measure_certainty(
        text, (stated.start, stated.end), cue=cue, report_id=span.report_id, field=span.field
    )
    basis, grounds = _basis(text, span, first_sentence, statement)
    return Mention(
        span=span,
        certainty=certainty,
        holder=speaker.name if speaker else certainty.holder,
        speaker_id=speaker.id if speaker else None,
        statement_id=statement.id if statement else None,
        basis=basis,
        grounds=grounds,
    )


def _stated(core: Span, statement: Statement | None) -> Span:
    """What of a clause the statement holds, whose certainty it is: not "he said", but what he did.

    The whole clause where it holds less than half.
    """
    parts = statement.content if statement else ()
    best = max(parts, key=lambda part: (core.overlap(part), -part.start), default=core)
    if 2 * core.overlap(best) < core.end - core.start:
        return core
    return replace(core, start=max(core.start, best.start), end=min(core.end, best.end))


def _statement_of(core: Span, parts: Sequence[Unit]) -> Statement | None:
    """The statement whose content holds most of the clause; the narrower one of two.

    Who only passes on what another said, with that other's name, does not hold it, unless the
    clause is mostly the outer speaker's own.
    """
    near = {statement.id: statement for unit in parts for statement in unit.statements}
    ranked = {
        (
            -sum(core.overlap(content) for content in statement.content),
            sum(content.end - content.start for content in statement.content),
            statement.id,
        ): statement
        for statement in near.values()
        if not any(
            statement.encloses(other) and _holds_most(other, core) for other in near.values()
        )
    }
    return ranked[min(ranked)] if ranked else None


def _holds_most(statement: Statement, clause: Span) -> bool:
    """Do its speaker, cue and content make up most of the clause?"""
    parts = (*statement.speaker, *statement.cue, *statement.content)
    return 2 * sum(clause.overlap(part) for part in parts) >= clause.end - clause.start


def _level(units: Sequence[Unit]) -> Level:
    """Words that every report gives between quotation marks are a claim that they were said."""
    quoted = [bool(u.statements) and all(s.kind == "direct" for s in u.statements) for u in units]
    return "said" if all(quoted) else "so"


def _core(clauses: Sequence[Sequence[Unit]], alike: Alike, settings: AlignmentSettings) -> int:
    """Which mention most others are like, and how much; of equals the body, then the first.

    Copies count once, so that one more copy changes nothing.
    """
    kinds: list[Sequence[Unit]] = []
    for parts in clauses:
        if not any(_nearness(parts, other, alike) >= 1 for other in kinds):
            kinds.append(parts)

    def rank(number: int) -> tuple[int, float, bool]:
        near = [_nearness(clauses[number], other, alike) for other in kinds]
        mean = round(sum(near) / len(near) * _STEPS)
        sure = sum(likeness >= settings.sure_likeness for likeness in near)
        return -sure, -mean, clauses[number][0].headline

    return min(range(len(clauses)), key=rank)


def _shown(
    mention: Mention, parts: Sequence[Unit], reports: Mapping[str, Report]
) -> tuple[int, bool, int, str]:
    """How well a mention would stand for the claim, the best first, and its words.

    Best is a sentence's beginning that names what it tells of, then one that points back ("He
    said ...") or is short, then a headline, then a part that lacks its beginning, which is shown
    with an ellipsis.
    """
    words = " ".join(mention.span.of(reports[mention.span.report_id]).split())
    keys = [w.strip("\"'“”‘’.,").lower() for w in words.split()]
    short = len(keys) < _CLEAR_WORDS
    if mention.span.field == "title":
        faults = 2
    elif mention.span.start > parts[0].sentence.start and not words[:1].isupper():
        faults, words = 3, "… " + words
    else:
        faults = int(short or keys[0] in _POINTS_BACK)
    return faults, short, len(words), _closed(words)


def _closed(words: str) -> str:
    """The words without a quotation mark at an end whose fellow was left behind.

    >>> _closed("“The ferry is late"), _closed('It is late."'), _closed("“Late,” she said.")
    ('The ferry is late', 'It is late.', '“Late,” she said.')
    >>> _closed("'The ferry is late"), _closed("'Late,' she said"), _closed("the crew's")
    ('The ferry is late', "'Late,' she said", "the crew's")
    """
    if words[:1] in ("'", "‘") and not re.search(r"['’](?!\w)", words[1:]):
        return words[1:]
    ahead, behind = words.count("“"), words.count("”")
    odd = words.count('"') % 2 == 1
    if (words[-1:] == "”" and behind > ahead) or (words[-1:] == '"' and odd):
        return words[:-1]
    if (words[:1] == "“" and ahead > behind) or (words[:1] == '"' and odd):
        return words[1:]
    return words


def _clearest(shown: Sequence[tuple[bool, int, bool, int, str]]) -> str:
    """The words that stand for the claim; what is too unlike the others comes last."""
    return min(shown)[-1]


def _claim_id(mentions: Sequence[Mention], reports: Mapping[str, Report]) -> str:
    """From the anchors alone: the text's hash and the place of each mention."""
    anchors = sorted(
        (_text_hash(reports[m.span.report_id]), m.span.field, m.span.start, m.span.end)
        for m in mentions
    )
    return "claim-" + hashlib.sha256(repr(anchors).encode()).hexdigest()[:12]


def _text_hash(report: Report) -> str:
    return hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()


# ---------------------------------------------------------------- how the holder knows
def _basis(
    text: str, span: Span, sentence: Span, statement: Statement | None
) -> tuple[Basis, Span | None]:
    """How the holder is said to know, by the words around; and what a conclusion rests on."""
    words = text[span.start : span.end]
    patterns = _patterns()
    concluded = patterns["inference"].search(words)
    grounds = _grounds(text, span, sentence)
    believed = statement is not None and statement.act == "believes"
    if concluded or (grounds and (believed or _concludes(text, sentence))):
        if grounds is None and concluded is not None:
            grounds = Span(span.report_id, span.start + concluded.start(), span.end, span.field)
        return "inference", grounds
    if statement is not None and statement.relayed_by:
        return "relayed", None
    speaker = " ".join(text[s.start : s.end] for s in (statement.speaker if statement else ()))
    for basis in _ORDER:
        if patterns[basis].search(f"{speaker} {words}"):
            return basis, None
    return "unstated", None


def _grounds(text: str, span: Span, sentence: Span) -> Span | None:
    """From "due to" or the like to the next comma, if it stands in, behind or before the clause."""
    opener = _patterns()["grounds"]
    for found in opener.finditer(text, sentence.start, sentence.end):
        comma = text.find(",", found.end(), sentence.end)
        end = comma if comma >= 0 else sentence.end
        if found.start() <= span.end + 1 and span.start <= end:
            return Span(span.report_id, found.start(), end, span.field)
    return None


def _concludes(text: str, sentence: Span) -> bool:
    return bool(_patterns()["inference"].search(text, sentence.start, sentence.end))


_ORDER: tuple[Basis, ...] = ("document", "eyewitness", "participant")


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """One pattern a basis, from the shipped list of telling words."""
    table: dict[str, list[str]] = {}
    for line in data_lines("basis.en.txt"):
        basis, phrases = line.split("\t")
        table.setdefault(basis, []).extend(
            re.escape(phrase.strip()) for phrase in phrases.split(",")
        )
    return {
        basis: re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)
        for basis, phrases in table.items()
    }
