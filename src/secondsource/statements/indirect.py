"""Finds indirect and mixed statements: "X said that C", "C, X said", "according to X, C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from secondsource.statements.cues import Cue
from secondsource.statements.direct import place
from secondsource.statements.draft import Draft, Pattern
from secondsource.statements.figures import find_figures
from secondsource.statements.lexicon import act_of, phrase_list, word_list
from secondsource.statements.phrase import Place, grammar, is_title, phrase_after, subject_before
from secondsource.statements.subject import speaker_of
from secondsource.statements.tail import ends_clause, only_circumstance, read_tail
from secondsource.statements.tokens import Token
from secondsource.statements.units import QUOTE, Unit

_ENDS = frozenset((".", "!", "?", "…"))
_DASHES = ("—", "–")
_SUBORDINATE = frozenset("though although when while as after before because since unlike".split())
_MAX_LATER = 8  # cues behind its own at which a content may end
_MAX_HEAD = 5  # words of a speaker in a heading
_CLAUSE = frozenset(
    ("that", "whether", "if", "how", "why", "what", "who", "where", "when", "which")
)
_ATTRIBUTION = "attribution.en.txt"


def find_indirect(unit: Unit, cues: Sequence[Cue], used: frozenset[int]) -> Iterator[Draft]:
    """The indirect and mixed statements of a unit; `used`: verbs that a quotation has taken."""
    outer: Draft | None = None
    limit = len(unit.items)
    taken = set(used)
    for cue in cues:
        if cue.verb in used:
            continue
        found = _parenthetical(unit, cue, cues)
        if found is not None and outer is None:
            outer, limit = found
            taken.add(cue.verb)
            yield outer
    accorded = list(_according(unit))
    yield from accorded
    for cue in cues:
        if cue.verb in taken:
            continue
        draft = _of_cue(unit, cue, cues, limit)
        if draft is not None:
            yield _relayed(draft, outer)
    if outer is None and not accorded:
        yield from _reported(unit)
        yield from _headed(unit)
    yield from _nouns(unit, limit)
    yield from find_figures(unit, frozenset(c.verb for c in cues))


def _relayed(draft: Draft, outer: Draft | None) -> Draft:
    """A statement inside another one's content: the outer speaker passes it on."""
    if outer is None or draft.speaker is None or outer.speaker is None:
        return draft
    start, end = outer.content[0]
    if not (start <= draft.cue[0][0] < end):
        return draft
    return replace(draft, relayed_by=outer.speaker, told_to=draft.told_to or outer.told_to)


def _draft(
    unit: Unit,
    speaker: Place | None,
    cue: Place,
    content: tuple[Place, ...],
    *,
    like: Cue | None,
    told_to: Place | None = None,
    pattern: Pattern,
) -> Draft:
    """A statement from places of items."""
    items = unit.items
    mixed = any(a <= at < b for a, b in content for at in unit.quotes)
    return Draft(
        speaker=place(items, speaker) if speaker else None,
        cue=(place(items, cue),),
        content=tuple(place(items, span) for span in content),
        kind="mixed" if mixed else "indirect",
        act=act_of([item.low for item in items[slice(*cue)]], like.word.act) if like else "said",
        told_to=place(items, told_to) if told_to else None,
        pattern=pattern,
    )


def _parenthetical(unit: Unit, cue: Cue, cues: Sequence[Cue]) -> tuple[Draft, int] | None:
    """ "C, X said." and "C, said X." and "C, X said, C.", and the item where the first C ends."""
    items = unit.items
    if not cue.can("p") or cue.form != "finite":
        return None
    if _is_inverted(items, cue):
        found = phrase_after(items, cue.end)
        if found is not None and ends_clause(items, found[1]) and cue.first > 3:
            return _around_cue(unit, found, cue, cue.first - 1, found[1], None)
    tail = read_tail(items, cue)
    speaker = speaker_of(items, cue, cues)
    if speaker is None or not (
        ends_clause(items, tail.rest) or only_circumstance(items, tail.rest)
    ):
        return None
    comma = speaker[0] - 1
    while comma > 0 and items[comma].low in grammar("opener"):
        comma -= 1
    if comma < 2 or items[comma].low not in (",", *_DASHES, ")"):
        return None
    return _around_cue(unit, speaker, cue, comma, tail.rest, tail.told_to)


def _is_inverted(items: Sequence[Token], cue: Cue) -> bool:
    """Can "C, said X" be read here?"""
    after_mark = cue.first > 0 and items[cue.first - 1].low in (",", *_DASHES)
    return after_mark and cue.word.act == "said" and not cue.can("a")


def _around_cue(
    unit: Unit, speaker: Place, cue: Cue, comma: int, rest: int, told_to: Place | None
) -> tuple[Draft, int] | None:
    before = _trim(unit, _sentence_start(unit, comma), comma)
    if before is None or not _is_clause(unit.items, before):
        return None
    content = (before, *_resumed(unit, rest))
    draft = _draft(
        unit,
        speaker,
        (cue.first, cue.end),
        content,
        like=cue,
        told_to=told_to,
        pattern="parenthetical",
    )
    return draft, comma


def _is_clause(items: Sequence[Token], span: Place) -> bool:
    """Is it a clause that can be said: a verb in it, and more than "When he came"?"""
    part = items[span[0] : span[1]]
    if part[0].low in _SUBORDINATE and not any(item.low == "," for item in part):
        return False
    return _has_verb(part, -1) or len(part) > _MAX_LATER


def _sentence_start(unit: Unit, before: int) -> int:
    """The first item of the sentence in which item `before` stands."""
    at = before
    while at > 0 and unit.items[at - 1].low not in (*_ENDS, ";"):
        at -= 1
    return at


def _resumed(unit: Unit, rest: int) -> tuple[Place, ...]:
    """The content that goes on behind ", sources say,"."""
    items = unit.items
    if rest >= len(items) or items[rest].low not in (",", *_DASHES) or rest + 3 >= len(items):
        return ()
    low = items[rest + 1].low
    if low.endswith("ing") or low in grammar("clause") or low in ("and", "citing") or low == QUOTE:
        return ()
    after = _trim(unit, rest + 1, len(items))
    return (after,) if after else ()


def _of_cue(unit: Unit, cue: Cue, cues: Sequence[Cue], limit: int) -> Draft | None:
    """ "X said that C", "X urged Y to do", "X is believed to have done"."""
    if cue.form == "passive":
        return _passive(unit, cue, limit)
    ahead = unit.items[cue.end].low if cue.end < len(unit.items) else ""
    if cue.form == "infinitive" and ahead not in ("that", "whether"):
        return None
    if any(c.form == "ing" and unit.items[c.first - 1].low == "as" for c in _next(cues, cue)):
        return None  # "quoted X as saying": the words are of X
    tail = read_tail(unit.items, cue)
    speaker = speaker_of(unit.items, cue, cues)
    content = _object(unit, cue, cues, tail.rest, limit) if speaker else None
    if content is None:
        return None
    return _draft(
        unit,
        speaker,
        (cue.first, cue.end),
        (content,),
        like=cue,
        told_to=tail.told_to,
        pattern="clause",
    )


def _next(cues: Sequence[Cue], cue: Cue) -> Iterator[Cue]:
    """The cue that follows, if there is one."""
    return islice((other for other in cues if other.verb > cue.verb), 1)


def _object(unit: Unit, cue: Cue, cues: Sequence[Cue], rest: int, limit: int) -> Place | None:
    """The content that follows its cue."""
    items = unit.items
    if rest >= limit or (ends_clause(items, rest) and items[rest].low != QUOTE):
        return None
    low = items[rest].low
    if low == "to" and not cue.can("i"):
        return None
    if low != "to" and low not in _CLAUSE:
        if low in grammar("preposition") and not cue.can("f"):
            return None
        clause = cue.can("t") and _has_verb(items, rest)
        if not (clause or cue.can("ofdg")):
            return None
    end = min(limit, _clause_end(unit, cue, cues, rest))
    return _trim(unit, rest, end)


def _has_verb(items: Sequence[Token], at: int) -> bool:
    """Does a verb follow before the end: is it a clause?"""
    for item in items[at + 1 :]:
        low = item.low
        if low in _ENDS:
            break
        if low in grammar("verb") or low in grammar("aux") or low.endswith(("ed", "n't", "'s")):
            return True
        if low.endswith("s") and not item.is_capital:
            return True
    return False


def _clause_end(unit: Unit, cue: Cue, cues: Sequence[Cue], rest: int) -> int:
    """Where the content ends: at the next cue of the same level, or with the sentence."""
    items = unit.items
    later = (other for other in cues if other.verb > rest)
    for other in islice(later, _MAX_LATER):
        at = other.first
        if other.form == "ing" and items[at - 1].low == ",":
            return at - 1
        if other.form == "finite" and items[at - 1].low in ("and", "but"):
            return at - 2 if items[at - 2].low == "," else at - 1
        subject = subject_before(items, at)
        if subject and subject[0] > rest + 1:
            begin = subject[0] - 1
            if items[begin].low in ("but", "and", "while") and items[begin - 1].low == ",":
                return begin - 1
    for at in range(rest, len(items) - 1):
        if items[at].low in (*_ENDS, ";"):
            return at
        if items[at].low == "according" and items[at + 1].low == "to":
            return at
    return len(items)


def _trim(unit: Unit, first: int, last: int) -> Place | None:
    """Items [first, last) without marks and openers at the edges."""
    items = unit.items
    while last > first and items[last - 1].low in (".", ",", ";", ":", "-", *_DASHES):
        last -= 1
    while first < last and items[first].low in (",", ":", ";", "•", "but", "and", "yet", *_DASHES):
        first += 1
    return (first, last) if first < last else None


def _passive(unit: Unit, cue: Cue, limit: int) -> Draft | None:
    """ "X is believed to have sold": nobody named holds it; subject and infinitive are content."""
    items = unit.items
    rest = cue.end
    if rest >= limit or not cue.can("ti"):
        return None
    content = _trim(unit, rest, limit)
    if content is None or cue.first == 0:
        return None
    impersonal = items[cue.first - 1].low == "it"
    if items[rest].low == "to" and not cue.can("a"):
        subject = subject_before(items, cue.first)
        places = (content,) if subject is None or impersonal else (subject, content)
    elif items[rest].low == "that" or impersonal:
        places = (content,)
    else:
        return None
    return _draft(unit, None, (cue.first, cue.end), places, like=cue, pattern="passive")


def _according(unit: Unit) -> Iterator[Draft]:
    """ "According to X, C" and "C, according to X"."""
    lows = [item.low for item in unit.items]
    for words in phrase_list(_ATTRIBUTION, "according"):
        if words[0] not in lows:
            continue
        for at in range(len(lows) - len(words)):
            if tuple(lows[at : at + len(words)]) != words:
                continue
            opens = _sentence_start(unit, at) == at
            speaker = phrase_after(unit.items, at + len(words), closed=opens)
            content = _around(unit, at, speaker) if speaker else ()
            if content:
                yield _draft(
                    unit, speaker, (at, at + len(words)), content, like=None, pattern="according"
                )


def _around(unit: Unit, at: int, speaker: Place) -> tuple[Place, ...]:
    """The content before and behind "according to X"."""
    items = unit.items
    before = _trim(unit, _sentence_start(unit, at), at)
    if before is not None and before[1] - before[0] < 3:
        before = None
    rest = speaker[1]
    behind = None
    if rest < len(items) and items[rest].low == ",":
        behind = _trim(unit, rest + 1, len(items))
    return tuple(span for span in (before, behind) if span)


def _reported(unit: Unit) -> Iterator[Draft]:
    """ "X has reportedly sold": nobody named; the sentence around the adverb is the content."""
    for at, cue in reported_adverbs(unit):
        first = _trim(unit, _sentence_start(unit, at), at)
        behind = _trim(unit, at + 1, _sentence_end(unit, at))
        content = tuple(span for span in (first, behind) if span)
        if content:
            yield _draft(unit, None, cue, content, like=None, pattern="reported")
        return


def _headed(unit: Unit) -> Iterator[Draft]:
    """ "Mayor: Bridge will close" and "Bridge will close: mayor", in a line without a full stop."""
    items = unit.items
    marks = [at for at, item in enumerate(items) if item.low == ":"]
    if len(marks) != 1 or items[-1].low in _ENDS or unit.quotes:
        return
    left, right = (0, marks[0]), (marks[0] + 1, len(items))
    for side, other in ((left, right), (right, left)):
        short = 0 < side[1] - side[0] <= _MAX_HEAD and other[1] - other[0] > 2
        if short and _names_speaker(unit, side):
            cue = (marks[0], marks[0] + 1)
            yield _draft(unit, side, cue, (other,), like=None, pattern="heading")
            return


def _names_speaker(unit: Unit, side: Place) -> bool:
    """Is this short side of a heading a name or a role, with no verb in it?"""
    found = phrase_after(unit.items, side[0], apposition=False)
    if found != side:
        return False
    last = unit.items[side[1] - 1]
    return is_title(last.low) or (last.is_capital and unit.items[side[0]].is_capital)


def _nouns(unit: Unit, limit: int) -> Iterator[Draft]:
    """ "Varga's claim that C" and "her warning that C": the owner of the noun speaks."""
    items = unit.items
    for at in range(1, min(limit, len(items)) - 2):
        if items[at].low not in word_list(_ATTRIBUTION, "noun") or items[at + 1].low != "that":
            continue
        owner = items[at - 1]
        if owner.low in grammar("possessive"):
            speaker = (owner.start, owner.end)
        elif owner.text.endswith(("'s", "’s", "s'", "s’")):
            found = subject_before(items, at)
            if found is None or found[1] != at:
                continue
            cut = 2 if owner.text.endswith("s") else 1
            speaker = (items[found[0]].start, owner.end - cut)
        else:
            continue
        content = _trim(unit, at + 1, _sentence_end(unit, at))
        if content:
            draft = _draft(unit, None, (at, at + 1), (content,), like=None, pattern="noun")
            yield replace(draft, speaker=speaker)


def _sentence_end(unit: Unit, at: int) -> int:
    while at < len(unit.items) and unit.items[at].low not in (*_ENDS, ";"):
        at += 1
    return at


def reported_adverbs(unit: Unit) -> Iterator[tuple[int, Place]]:
    """Items such as "reportedly" outside quotations."""
    adverbs = word_list(_ATTRIBUTION, "adverb")
    for at, item in enumerate(unit.items):
        if item.low in adverbs:
            yield at, (at, at + 1)
