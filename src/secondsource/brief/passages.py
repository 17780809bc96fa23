"""Passages as they are shown: the words of a span, what stands around them, and what differs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import LCSseq

from secondsource.brief.plain import printable
from secondsource.model import Brief, MarkedReport, Span
from secondsource.settings import BriefSettings
from secondsource.text import words


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a span, with what stands before and after them in their sentence."""

    span: Span
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage; `differs` where the other passage has other words."""

    text: str
    differs: bool


class Passages:
    """Looks up passages of one brief; the same span always gives the same passage."""

    def __init__(self, brief: Brief, *, settings: BriefSettings | None = None) -> None:
        self._brief = brief
        self._settings = settings or BriefSettings()

    @cached_property
    def reports(self) -> dict[str, MarkedReport]:
        """The reports by id."""
        return {marked.id: marked for marked in self._brief.reports}

    def of(self, span: Span) -> Passage:
        """The words of the span in its sentence, cut to a readable length."""
        marked = self.reports[span.report_id]
        whole = marked.report.of_field(span.field)
        sentence = self.sentence(span)
        reach = self._settings.context_characters
        start = max(sentence.start, span.start - reach)
        end = min(max(sentence.end, span.end), span.end + reach)
        before = ("…" if start > sentence.start else "") + whole[start : span.start]
        after = whole[span.end : end] + ("…" if end < sentence.end else "")
        # The bar keeps the space between the passage and its context.
        return Passage(
            span,
            printable(before + "|")[:-1],
            printable(span.of(marked.report)),
            printable("|" + after)[1:],
        )

    def words(self, span: Span) -> str:
        """The words of the span alone, on one line."""
        return printable(span.of(self.reports[span.report_id].report))

    def sentence(self, span: Span) -> Span:
        """The sentence that holds the start of the span; the span itself where none does."""
        marked = self.reports[span.report_id]
        if span.field == "title":
            return marked.headline or span
        place = bisect_right(marked.sentences, span.start, key=lambda s: s.start) - 1
        if place < 0 or marked.sentences[place].end <= span.start:
            return span
        return marked.sentences[place]


def differences(a: str, b: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, the words that the other does not have marked.

    Case, accents and the shape of marks do not count. The longest common subsequence of words
    decides (Hyyrö 2004, by RapidFuzz).

    >>> [p.text for p in differences("was struck", "may have been struck")[1] if p.differs]
    ['may have been']
    """
    left, right = list(words(a)), list(words(b))
    own: list[tuple[int, int]] = []
    others: list[tuple[int, int]] = []
    for code in LCSseq.opcodes([w.key for w in left], [w.key for w in right]):
        if code.tag == "equal":
            continue
        if code.src_end > code.src_start:
            own.append((left[code.src_start].start, left[code.src_end - 1].end))
        if code.dest_end > code.dest_start:
            others.append((right[code.dest_start].start, right[code.dest_end - 1].end))
    return _pieces(a, own), _pieces(b, others)


def compared(text: str, other: str, values: tuple[str, str], which: int) -> tuple[Piece, ...]:
    """The text in pieces, with its value of a relation marked, or what differs from the other.

    values: the words that differ, of both sides; `which` of them is this text's. A side whose
    value is empty lacks what the other has, so nothing is marked in it.
    """
    if values[which] == "" and values[1 - which]:
        return (Piece(text, False),)
    pieces = mark(text, printable(values[which]))
    return pieces if any(piece.differs for piece in pieces) else differences(text, other)[0]


def mark(text: str, value: str) -> tuple[Piece, ...]:
    """The text in pieces, the first place of `value` marked; whole where it does not stand there.

    A place where the value stands as words of its own comes before one inside a word.

    >>> mark("40 homes", "40")
    (Piece(text='40', differs=True), Piece(text=' homes', differs=False))
    >>> [p.text for p in mark("The mayor may go", "may")]
    ['The mayor ', 'may', ' go']
    """
    folded, wanted = text.casefold(), value.casefold()
    start = _apart(folded, wanted)
    # A fold may change lengths; then the place cannot be told and nothing is marked.
    if start < 0 or text[start : start + len(value)].casefold() != wanted:
        return (Piece(text, False),)
    return _pieces(text, [(start, start + len(value))])


def _apart(text: str, value: str) -> int:
    """Where the value stands between no letters or digits; else where it stands; else -1."""
    first = at = text.find(value) if value else -1
    while at >= 0:
        end = at + len(value)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return at
        at = text.find(value, at + 1)
    return first


def _pieces(text: str, marked: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    done = 0
    for start, end in marked:
        if start > done:
            found.append(Piece(text[done:start], False))
        found.append(Piece(text[start:end], True))
        done = end
    if done < len(text):
        found.append(Piece(text[done:], False))
    return tuple(found)


def telling(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The longest span of each report, two at most: what a reader must see of an evidence."""
    longest: dict[str, Span] = {}
    for span in sorted(spans, key=lambda s: (s.start - s.end, s)):
        longest.setdefault(span.report_id, span)
    return tuple(sorted(longest.values(), key=lambda s: (s.start - s.end, s))[:2])
