"""Updates: a later report has a later state, or counts anew. No conflict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from secondsource.corroboration.findings import Finding
from secondsource.corroboration.value_slots import ValuePair, quantity_key
from secondsource.model import MarkedReport, SentencePair, Span
from secondsource.settings import CorroborationSettings
from secondsource.text import fold, rarity, words
from secondsource.text.content import terms
from secondsource.text.quantities import Quantity, quantities
from secondsource.text.same_quantity import compare
from secondsource.text.tables import names, rows

COUNTS_ANEW = "A count that moves while an event goes on; the later report counts anew"
_REACH = 32  # characters between a number and the word that says what happened to those counted
_OF_THINGS = frozenset(("area", "power", "flights", "ruin"))  # tolls that count no people
# In front of a new state: it was not reached, or not yet.
_DENIED = re.compile(
    r"(?i)\b(?:not|never|no|yet to|trying to|try to|tried to|failed to|hop\w+ to|unable to|will"
    r"|until|cannot)\b|n['’]t\b"
)


@dataclass(frozen=True, slots=True)
class Versions:
    """For each ordered pair of reports: is the second a later version with content of its own?"""

    later: frozenset[tuple[str, str]]
    own: frozenset[tuple[str, str]] = frozenset()  # those of them that are of one newsroom

    @classmethod
    def of(
        cls,
        story: Sequence[MarkedReport],
        pairs: Sequence[SentencePair],
        *,
        settings: CorroborationSettings,
    ) -> Versions:
        """Reads which reports are later than which, and bring enough that is new.

        A copy with one altered number brings nothing else; a later version of a story does. Of
        one newsroom's own two versions the later one counts anew, however little else is new.
        """
        paired: dict[tuple[str, str], set[Span]] = {}
        for pair in pairs:
            if not pair.rewritten and pair.similarity >= settings.close_sentence:
                one, two = pair.left.report_id, pair.right.report_id
                paired.setdefault((one, two), set()).add(pair.left)
                paired.setdefault((two, one), set()).add(pair.right)
        found, own = set(), set()
        for a in story:
            for b in story:
                if not is_later(a, b):
                    continue
                fresh = _new_share(b, paired.get((b.id, a.id), set()))
                if fresh >= settings.new_share or (fresh > 0 and of_one_newsroom(a, b)):
                    found.add((a.id, b.id))
                    if of_one_newsroom(a, b):
                        own.add((a.id, b.id))
        return cls(frozenset(found), frozenset(own))

    def counts_anew(self, values: ValuePair, left: MarkedReport, right: MarkedReport) -> str:
        """The sort of count that moves, if this pair of numbers is an update; "" if it is none."""
        if values.type != "number":
            return ""
        for a, b, old, new in (
            (left, right, values.a, values.b),
            (right, left, values.b, values.a),
        ):
            sort = _sort_of_toll(b, new)
            if is_later(a, b) and _has_cue(b, new) and not _has_cue(a, old):
                return sort or "count"
            if sort and (a.id, b.id) in self.later:
                return sort
            if (a.id, b.id) in self.own:
                return "own"
        return ""


def of_one_newsroom(a: MarkedReport, b: MarkedReport) -> bool:
    """Are both known to be of one outlet?"""
    one, two = a.report.outlet, b.report.outlet
    return bool(one and two) and fold(str(one)) == fold(str(two))


def moments(a: MarkedReport, b: MarkedReport) -> str:
    """The stated times of two reports, the earlier first: "(06 May 2031, 09:00; then 12:30)"."""
    one, two = sorted(t for t in (a.report.published, b.report.published) if t is not None)
    same = f"{one:%d %B %Y}" == f"{two:%d %B %Y}"
    return f"({one:%d %B %Y, %H:%M}; then {two:{'%H:%M' if same else '%d %B %Y, %H:%M'}})"


def is_later(a: MarkedReport, b: MarkedReport) -> bool:
    """Is it known that b came out after a?"""
    one, two = a.report.published, b.report.published
    return one is not None and two is not None and one < two


def toll_findings(
    story: Sequence[MarkedReport], versions: Versions, told: Sequence[Finding] = ()
) -> Iterator[Finding]:
    """Counts of dead, injured and the like that a later report gives otherwise, in any words.

    Only where one number alone differs: with two, nobody knows which replaced which. A later
    report with matter of its own counts anew; one that else only repeats the earlier contradicts
    it, unless `told` has the two numbers already.
    """
    tolls = {marked.id: _tolls(marked) for marked in story}
    for one, two in combinations(story, 2):
        a, b = (one, two) if is_later(one, two) else (two, one)
        if not is_later(a, b):
            continue
        anew = (a.id, b.id) in versions.later
        for sort in sorted(tolls[a.id].keys() & tolls[b.id].keys()):
            pair = _only_change(tolls[a.id][sort], tolls[b.id][sort])
            if pair is None:
                continue
            old, new = pair
            spans = Span(a.id, old.start, old.phrase_end), Span(b.id, new.start, new.phrase_end)
            if not anew and any(_are_of(finding, *spans) for finding in told):
                continue
            rule = (
                COUNTS_ANEW if anew else "The later report repeats the earlier with another count"
            )
            yield Finding(
                "update" if anew else "number", *spans,
                (a.words_of(spans[0]), b.words_of(spans[1])), f"{rule} {moments(a, b)}",
                (quantity_key(old), quantity_key(new)), f"toll {sort}",
            )  # fmt: skip


def _are_of(finding: Finding, one: Span, two: Span) -> bool:
    """Does a finding stand on these two passages?"""
    here, there = finding.a, finding.b
    return bool(
        (here.overlap(one) and there.overlap(two)) or (here.overlap(two) and there.overlap(one))
    )


def _only_change(
    olds: Sequence[Quantity], news: Sequence[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """The one number of the earlier and the one of the later report that the other lacks."""
    ones = [q for q in olds if not any(_agree(q, other) for other in news)]
    twos = [q for q in news if not any(_agree(q, other) for other in olds)]
    if len({q.value for q in ones}) != 1 or len({q.value for q in twos}) != 1:
        return None
    return ones[0], twos[0]


def _agree(a: Quantity, b: Quantity) -> bool:
    return compare(a, b, same_slot=True).verdict != "different"


def state_findings(
    story: Sequence[MarkedReport], *, settings: CorroborationSettings
) -> Iterator[Finding]:
    """States that a later report says have passed: closed and reopened, lost and regained.

    Of the sentences of two reports that have the words, the pair is taken that shares the most
    rare words otherwise, at least `state_bits`.
    """
    found = {marked.id: _states(marked) for marked in story}
    for one, two in combinations(story, 2):
        a, b = (one, two) if is_later(one, two) else (two, one)
        if not is_later(a, b):
            continue
        for row in sorted(found[a.id].keys() & found[b.id].keys()):
            if found[a.id][row][1]:
                continue  # the earlier report has the later state as well
            best = _likest(a, b, found[a.id][row][0], found[b.id][row][1])
            if best and best[0] >= settings.state_bits:
                _, old, new, first, second = best
                yield Finding(
                    "update", old, new, (first, second),
                    f"“{first}” in the earlier report, “{second}” in the later one {moments(a, b)}",
                    ("before", "after"), f"state {row}",
                )  # fmt: skip


_Stated = list[tuple[Span, str]]


def _states(marked: MarkedReport) -> dict[int, tuple[_Stated, _Stated]]:
    """For each row of the table: sentences with a word for before, sentences with one for after."""
    found: dict[int, tuple[_Stated, _Stated]] = {}
    for sentence in marked.sentences:
        text = marked.words_of(sentence)
        for row, before, after in _state_rows():
            late, early = after.search(text), before.search(text)
            if late and _DENIED.search(text, max(0, late.start() - _REACH), late.start()):
                continue
            if late:
                found.setdefault(row, ([], []))[1].append((sentence, late.group()))
            elif early:
                found.setdefault(row, ([], []))[0].append((sentence, early.group()))
    return found


def _likest(
    a: MarkedReport, b: MarkedReport, olds: _Stated, news: _Stated
) -> tuple[float, Span, Span, str, str] | None:
    best = None
    for old, first in olds:
        for new, second in news:
            bits = shared_bits(a, old, b, new)
            if best is None or bits > best[0]:
                best = (bits, old, new, first, second)
    return best


def shared_bits(a: MarkedReport, old: Span, b: MarkedReport, new: Span) -> float:
    """Bits of the rare words that a passage of each report has."""
    one = {t.stem: t.key for t in terms(a.report.text, old.start, old.end)}
    two = {t.stem for t in terms(b.report.text, new.start, new.end)}
    return sum(rarity(key) for stem, key in sorted(one.items()) if stem in two)


def _new_share(marked: MarkedReport, paired: set[Span]) -> float:
    """Share of a report's words in sentences that the other report does not have."""
    sizes = {s: sum(1 for _ in words(marked.report.text, s.start, s.end)) for s in marked.sentences}
    return sum(n for s, n in sizes.items() if s not in paired) / max(1, sum(sizes.values()))


def _tolls(marked: MarkedReport) -> Mapping[str, Sequence[Quantity]]:
    """The numbers that the report gives for each sort of toll."""
    found: dict[str, list[Quantity]] = {}
    for sentence in marked.sentences:
        for quantity in quantities(marked.report.text, sentence.start, sentence.end):
            if quantity.kind != "count":
                continue
            sort = _sort_of_toll(marked, Span(marked.id, quantity.start, quantity.phrase_end))
            people = not quantity.noun or quantity.noun in _people()
            if sort and (people or sort in _OF_THINGS):
                found.setdefault(sort, []).append(quantity)
    return found


def _sort_of_toll(marked: MarkedReport, span: Span) -> str:
    """What happened to those counted: the nearest word that tells, in the same sentence, or ""."""
    text = marked.report.text
    best: tuple[int, str] | None = None
    behind = re.split(r"[.!?;]", text[span.end : span.end + _REACH])[0]
    ahead = re.split(r"[.!?;,]", text[max(0, span.start - _REACH) : span.start])[-1]
    for sort, pattern in _toll_rows():
        inside = pattern.search(text, span.start, span.end)
        after, before = pattern.search(behind), list(pattern.finditer(ahead))
        gaps = ([0] if inside else []) + ([after.start()] if after else [])
        gaps += [len(ahead) - before[-1].end()] if before else []
        for gap in gaps:
            if best is None or gap < best[0]:
                best = (gap, sort)
    return best[1] if best else _sort_behind_cue(marked, span)


def _sort_behind_cue(marked: MarkedReport, span: Span) -> str:
    """The one sort of toll in a sentence that says a number moved, however far from it."""
    for sentence in marked.sentences:
        if sentence.covers(span) and _cues().search(marked.words_of(sentence)):
            text = marked.words_of(sentence)
            found = [sort for sort, pattern in _toll_rows() if pattern.search(text)]
            return found[0] if len(found) == 1 else ""
    return ""


def _has_cue(marked: MarkedReport, span: Span) -> bool:
    """Does the sentence say that the number moved: "rose to", "up from", "revised"?"""
    for sentence in marked.sentences:
        if sentence.covers(span):
            return bool(_cues().search(marked.words_of(sentence)))
    return False


def _pattern(cell: str) -> re.Pattern[str]:
    spelled = "|".join(re.escape(name) for name in sorted(names(cell), key=len, reverse=True))
    return re.compile(rf"(?i)\b(?:{spelled})\b")


@cache
def _toll_rows() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((sort, _pattern(cell)) for sort, cell in rows("tolls.tsv") if sort != "cue")


@cache
def _cues() -> re.Pattern[str]:
    return next(_pattern(cell) for sort, cell in rows("tolls.tsv") if sort == "cue")


@cache
def _state_rows() -> tuple[tuple[int, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (i, _pattern(before), _pattern(after))
        for i, (before, after) in enumerate(rows("states.tsv"))
    )


@cache
def _people() -> frozenset[str]:
    """Common forms of the nouns that stand for people."""
    return frozenset(
        n for kind, _, cell in rows("nouns.tsv") if kind == "people" for n in names(cell)
    )
