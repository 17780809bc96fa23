"""Reads strength and polarity of a passage from the words of its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from secondsource.model import Certainty, Field, Span
from secondsource.model.statements import Strength
from secondsource.statements.lexicon import word_list
from secondsource.statements.tokens import Token, tokens
from secondsource.text import sentences
from secondsource.text.tables import rows

_WORDS = "certainty.en.txt"
_VALUES: dict[Strength, float] = {"certain": 1.0, "probable": 0.6, "possible": 0.2, "unknown": 0.0}
_NOT_YET = -0.4  # planned, ordered, to come: by the text's own words it is not so yet
_ORDER: tuple[Strength, ...] = ("certain", "probable", "possible", "unknown")
_BREAKS = frozenset(',;:.!?()—–"“”')
_WINDOW = 400  # characters around the target that are looked at
_REACH = 14  # words: a governor further back than this belongs to another clause
# Bare forms among the verbs of grammar.en.txt, which are past forms otherwise.
_BARE = frozenset("let put cut run set come become hit go do take have".split())
_RULE = ("rule", "rules", "ruled", "ruling")  # what "out" makes a denial
_SPLIT = ("n't", "'ll", "'d", "'ve", "'re", "'m", "'s")
_WHOLE = {"wo": "will", "ca": "can", "sha": "shall"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, or one half of "won't", at [start, end) of the text."""

    start: int
    end: int
    low: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """A word that decides: the strength it allows at most, or a negation."""

    piece: _Piece
    strength: Strength = "certain"
    negative: bool = False
    not_yet: bool = False


def measure_strength(
    text: str,
    target: tuple[int, int],
    *,
    cue: Sequence[tuple[int, int]] = (),
    report_id: str = "",
    field: Field = "text",
) -> Certainty:
    """Strength and polarity of what text[target] asserts; nothing about who holds it.

    cue: places of the words that attribute it, if any: who "denied the report" says it is not so.
    value: 1 certain, 0.6 probable, 0.2 possible, 0 open (conditional, asked), -0.4 not so yet
    (planned, ordered, to come); -1, -0.6 and -0.2 for the first three negated.
    """
    pieces, verb = _located(text, target)
    if verb is None:
        return Certainty()
    marks = list(_marks(pieces, verb))
    marks += [mark for mark in _denial(pieces, cue) if mark.piece not in {m.piece for m in marks}]
    strength: Strength = "certain"
    for mark in marks:
        strength = max(strength, mark.strength, key=_ORDER.index)
    negative = sum(m.negative for m in marks) % 2 == 1
    value = _VALUES[strength]
    if strength == "unknown" and any(m.not_yet for m in marks):
        value = _NOT_YET
    return Certainty(
        strength=strength,
        polarity="negative" if negative else "positive",
        value=-value if negative and value > 0 else value,
        spans=tuple(sorted({Span(report_id, m.piece.start, m.piece.end, field) for m in marks})),
    )


def denies(word: str) -> bool:
    """Is it a word that, as the cue of a statement, says that it is not so: "denied", "ruled" out?

    >>> denies("denied"), denies("confirmed")
    (True, False)
    """
    low = word.lower()
    return low in word_list(_WORDS, "denial") or low in _RULE


def verb_of(text: str, target: tuple[int, int]) -> tuple[int, int] | None:
    """Place of the verb whose certainty is read, None where the target holds no word."""
    pieces, verb = _located(text, target)
    return None if verb is None else (pieces[verb].start, pieces[verb].end)


def _located(text: str, target: tuple[int, int]) -> tuple[tuple[_Piece, ...], int | None]:
    """The words of the target's sentence, and the number of the one that its certainty is of."""
    # Only the first verb decides: of a long content the beginning is enough.
    target = (target[0], min(target[1], target[0] + _WINDOW))
    start, end = sentence_of(text, target)
    pieces = _pieces(text, start, end)
    first = next((k for k, p in enumerate(pieces) if p.end > target[0]), len(pieces))
    last = next((k for k, p in enumerate(pieces) if p.start >= target[1]), len(pieces))
    return pieces, _main_verb(pieces, first, last) if first < last else None


@lru_cache(maxsize=64)  # certainty asks twice, for the words and for whose they are
def sentence_of(text: str, target: tuple[int, int]) -> tuple[int, int]:
    """Place of the sentence (or sentences) of text that hold the target."""
    first = max(text.rfind("\n", 0, target[0]) + 1, target[0] - _WINDOW)
    last = text.find("\n", target[1], target[1] + _WINDOW)
    last = min(len(text), target[1] + _WINDOW) if last < 0 else last
    found = [s for s in sentences(text, first, last) if s[0] < target[1] and s[1] > target[0]]
    return (found[0][0], found[-1][1]) if found else target


@lru_cache(maxsize=512)  # a sentence of several clauses is read for each of them
def _pieces(text: str, start: int, end: int) -> tuple[_Piece, ...]:
    """The words of the sentence; "won't" gives "will" and "n't", "cannot" "can" and "not"."""
    found = [piece for token in tokens(text, start, end) for piece in _split(token)]
    return tuple(
        replace(piece, low="month") if _is_month(found, at, text) else piece
        for at, piece in enumerate(found)
    )


def _is_month(pieces: Sequence[_Piece], at: int, text: str) -> bool:
    """Is this "May" the month or a name: "in May", "27 May", "May's", and not "it May Rain"?"""
    if text[pieces[at].start : pieces[at].end] != "May":
        return False
    before = pieces[at - 1].low if at else ""
    after = pieces[at + 1].low if at + 1 < len(pieces) else "."
    return (
        before in word_list(_WORDS, "month")
        or before[:1].isdigit()
        or after[:1].isdigit()
        or after in _BREAKS
        or after == "'s"
    )


def _split(token: Token) -> Iterator[_Piece]:
    low = token.low.lower()
    if "'" not in low and low != "cannot":
        yield _Piece(token.start, token.end, low)
        return
    if low == "cannot":
        yield _Piece(token.start, token.start + 3, "can")
        yield _Piece(token.start + 3, token.end, "not")
        return
    for tail in _SPLIT:
        if low.endswith(tail) and len(low) > len(tail):
            cut = token.end - len(tail)
            head = low[: -len(tail)]
            yield _Piece(token.start, cut, _WHOLE.get(head, head))
            yield _Piece(cut, token.end, tail)
            return
    yield _Piece(token.start, token.end, low)


def _is(piece: _Piece, kind: str) -> bool:
    return piece.low in word_list(_WORDS, kind)


def _grammar(kind: str) -> frozenset[str]:
    return word_list("grammar.en.txt", kind)


def _main_verb(pieces: Sequence[_Piece], first: int, last: int) -> int:
    """The piece whose certainty is read: of a clause, the one behind its first verb group."""
    for at in range(first, last - 1):
        low = pieces[at].low
        governs = _is(pieces[at], "doubt") and pieces[at + 1].low == "to"
        if low in _grammar("aux") or governs:
            while at + 1 < last and (_groups(pieces[at]) or _is(pieces[at], "doubt")):
                at += 1 + (at + 2 < last and pieces[at + 1].low == "to")
            return at
    if last - first == 1:
        return first
    verbs = (at for at in range(first, last) if _looks_verbal(pieces[at]))
    return next(verbs, first)


def _looks_verbal(piece: _Piece) -> bool:
    return piece.low in _grammar("verb") or (
        piece.low.endswith("ed") and len(piece.low) > len("red")
    )


def _groups(piece: _Piece) -> bool:
    """Can it stand inside a verb group: an auxiliary, an adverb, a negation?"""
    low = piece.low
    return (
        low in _grammar("aux")
        or low in _grammar("adverb")
        or low.endswith("ly")
        or any(_is(piece, kind) for kind in ("possible", "probable", "future", "negative"))
    )


def _marks(pieces: Sequence[_Piece], verb: int) -> Iterator[_Mark]:
    """Every word that decides on the certainty of the verb at `verb`."""
    start = _group_start(pieces, verb)
    for piece in pieces[start:verb]:
        yield from _of_group(piece)
    before = pieces[start - 1].low if start else ""
    if before in _grammar("subject") and start > 1:
        # "Could she have sold?"
        yield from _of_group(pieces[start - 2])
    if before == "please":
        yield _Mark(pieces[start - 1], "unknown", not_yet=True)
    if before == "to":
        yield from _infinitive(pieces, start - 1)
    elif before in ("and", "or", ",") and start == verb and _is_bare(pieces[verb]):
        yield from _coordinated(pieces, start - 1)
    if start == verb or pieces[start].low in ("do", "just", "always", "never"):
        yield from _command(pieces, start, verb)
    ahead = pieces[verb + 1].low if verb + 1 < len(pieces) else ""
    if pieces[verb].low in ("going", "about") and ahead == "to":
        yield _Mark(pieces[verb], "unknown", not_yet=True)
    yield from _clause(pieces, start, verb)
    yield from _question(pieces, verb)


def _group_start(pieces: Sequence[_Piece], verb: int) -> int:
    """The first piece of the verb group that ends at `verb`."""
    at = verb
    while at > 0 and _groups(pieces[at - 1]):
        at -= 1
    return at


def _is_bare(piece: _Piece) -> bool:
    """Could it be the bare form of a verb?"""
    low = piece.low
    fits = low.isalpha() and not low.endswith(("ed", "ing"))
    return fits and (low not in _grammar("verb") or low in _BARE)


def _of_group(piece: _Piece) -> Iterator[_Mark]:
    if _is(piece, "negative"):
        yield _Mark(piece, negative=True)
    elif _is(piece, "possible"):
        yield _Mark(piece, "possible")
    elif _is(piece, "probable"):
        yield _Mark(piece, "probable")
    elif _is(piece, "future"):
        yield _Mark(piece, "unknown", not_yet=piece.low not in ("would", "'d"))


def _infinitive(pieces: Sequence[_Piece], to: int) -> Iterator[_Mark]:
    """The governor of "to sell" decides; without one the infinitive is open."""
    at = to - 1
    while (
        at > 0
        and _groups(pieces[at])
        and pieces[at].low
        not in (
            "had",
            "have",
            "has",
            "yet",
            "not",
        )
    ):
        at -= 1
    if at < 0:
        yield _Mark(pieces[to], "unknown", not_yet=True)
        return
    governor = pieces[at]
    marks = [m for p in pieces[_group_start(pieces, at) : at] for m in _of_group(p)]
    if governor.low == "yet" or _is(governor, "refusal"):
        yield _Mark(governor, negative=True)
    elif _is(governor, "doubt"):
        yield _Mark(governor, "probable")
        yield from marks
    elif _is(governor, "fact"):
        yield from marks
    else:
        yield _Mark(governor if _is(governor, "open") else pieces[to], "unknown", not_yet=True)


def _coordinated(pieces: Sequence[_Piece], joint: int) -> Iterator[_Mark]:
    """ "may wait and see": the second verb shares "may", "to" or "please" with the first."""
    for at in range(joint - 1, max(-1, joint - _REACH), -1):
        low = pieces[at].low
        if low in ".;:!?" or low in ("but", "because", "that", "which", "who"):
            return
        if low == "to":
            yield from _infinitive(pieces, at)
            return
        if low in _grammar("subject") or pieces[at].low in ("is", "are", "was", "were", "has"):
            return
        found = list(_of_group(pieces[at]))
        if found:
            yield from found
            return
        if low == "please" or (at == 0 and _orders(pieces)):
            yield _Mark(pieces[at], "unknown", not_yet=True)
            return


def _denial(pieces: Sequence[_Piece], cue: Sequence[tuple[int, int]]) -> Iterator[_Mark]:
    """ "Denied the report", "did not rule out a strike": the cue turns what it attributes."""
    for at, piece in enumerate(pieces):
        denies = _is(piece, "denial") or _rules_out(pieces, at)
        if denies and any(start <= piece.start < end for start, end in cue):
            yield _Mark(piece, negative=True)
            for before in pieces[_group_start(pieces, at) : at]:
                yield from (mark for mark in _of_group(before) if mark.negative)


def _rules_out(pieces: Sequence[_Piece], at: int) -> bool:
    """Does "ruled out" stand here? "Ruled that" denies nothing."""
    ruled = pieces[at].low in _RULE
    return ruled and at + 1 < len(pieces) and pieces[at + 1].low == "out"


def _orders(pieces: Sequence[_Piece]) -> bool:
    """Does the sentence begin with a command: "Call the police", "Look around"?"""
    if len(pieces) < 2 or not _is_bare(pieces[0]) or _groups(pieces[0]):
        return False
    small = _grammar("determiner") | _grammar("clause") | _grammar("preposition")
    after = ("me", "us", "him", "them", "yourself", "it", "out", "up", "down", "off")
    noun = pieces[0].low in small | _grammar("pronoun")
    return not noun and (pieces[1].low in small or pieces[1].low in after)


def _command(pieces: Sequence[_Piece], start: int, verb: int) -> Iterator[_Mark]:
    """ "Call them", "please call", "let me know": ordered, not told."""
    piece = pieces[verb]
    if not _is_bare(piece) or piece.low.endswith("s") or piece.low in ("thank", "hope"):
        return
    before = pieces[start - 1].low if start else ""
    let = start > 1 and pieces[start - 2].low in ("let", "make", "makes", "help")
    if start == 0 or before in ("please", ".", ":", "-", "!", "then", "just") or let:
        yield _Mark(piece, "unknown", not_yet=True)


def _clause(pieces: Sequence[_Piece], start: int, verb: int) -> Iterator[_Mark]:
    """Governors and conjunctions further back in the clause."""
    low = pieces[verb].low
    gerund = low.endswith("ing") or pieces[start].low in ("having", "being")
    past = low.endswith("ed") or (low in _irregular() and low not in _BARE)
    past = past or any(p.low in ("was", "were", "had", "did") for p in pieces[start:verb])
    for at in range(start - 1, max(-1, start - 1 - _REACH), -1):
        piece = pieces[at]
        if piece.low in _BREAKS or piece.low == "but":
            return
        if _is(piece, "condition") or (_is(piece, "moment") and not past):
            yield _Mark(piece, "unknown")
        elif _is(piece, "none") or _refuses(pieces, at, gerund):
            yield _Mark(piece, negative=True)
        elif _is(piece, "wish"):
            yield _Mark(piece, "possible")
        elif _is(piece, "seeming") and pieces[at + 1].low != "to":
            yield _Mark(piece, "probable")
        elif start == verb and gerund and _is(piece, "open"):
            yield _Mark(piece, "unknown", not_yet=True)
        elif start == verb and not _is(piece, "negative") and not _is(piece, "probable"):
            yield from _of_group(piece)


def _refuses(pieces: Sequence[_Piece], at: int, gerund: bool) -> bool:
    """Does the word turn what hangs on it: "denied having", "ruled out that"?"""
    turns = _is(pieces[at], "refusal") or _rules_out(pieces, at)
    return turns and (gerund or _that(pieces, at))


@cache
def _irregular() -> frozenset[str]:
    """Irregular past forms and participles: "sank", "taken"."""
    forms = (form for row in rows("irregular.en.tsv") for form in row[1].split())
    return frozenset(form for form in forms if not form.endswith(("ing", "s")))


def _that(pieces: Sequence[_Piece], at: int) -> bool:
    """Does a clause hang on the word at `at`: "denied that", "ruled out that"?"""
    return any(piece.low == "that" for piece in pieces[at + 1 : at + 3])


def _question(pieces: Sequence[_Piece], verb: int) -> Iterator[_Mark]:
    """A question leaves it open."""
    for piece in pieces[verb:]:
        if piece.low == "?":
            yield _Mark(piece, "unknown")
            return
