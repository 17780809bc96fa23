"""Tells whether two wordings of one quotation differ in what they mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import LCSseq, Opcode

from secondsource.corroboration.modality import are_opposites
from secondsource.model import MarkedReport, Variant
from secondsource.settings import CorroborationSettings
from secondsource.text import fold, words
from secondsource.text.numerals import numerals

_SHORT = (
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bcan't\b|\bcannot\b"), "can not"),
    (re.compile(r"\bshan't\b"), "shall not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"\b(it|he|she|that|there|what|who|where)'s\b"), r"\1 is"),
    (re.compile(r"\b(i|you|we|they|he|she|it)'d\b"), r"\1 would"),
)
_TOKEN = re.compile(r"[^\W_]+(?:['.,][^\W_]+)*|[.!?…]")
_ADDED = re.compile(r"\[[^\]]*\]")  # an editor's words inside the quotation
_STOPS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Wording:
    """All that one report has of a quotation, in its order.

    sentences: the folded words of each, shortened forms written out. An interrupted sentence is
    one. whole: the sentence begins like one, it is no fragment in the reporter's sentence.
    """

    report_id: str
    variants: tuple[Variant, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One quoted sentence: its words, whether it begins and ends like one, and its variant."""

    keys: tuple[str, ...]
    begins: bool
    ends: bool
    variant: Variant


@dataclass(frozen=True, slots=True)
class Change:
    """A change of meaning between two variants, and the sentence that says what it is."""

    left: Variant
    right: Variant
    rule: str


def wordings(
    variants: Sequence[Variant], reports: Mapping[str, MarkedReport]
) -> tuple[Wording, ...]:
    """The wording of each report, in the order of the variants given."""
    own: dict[str, list[Variant]] = defaultdict(list)
    for variant in variants:
        own[variant.span.report_id].append(variant)
    return tuple(
        Wording(name, tuple(group), tuple(_sentences(group, reports[name])))
        for name, group in own.items()
    )


def meaning_change(
    one: Wording,
    other: Wording,
    reports: Mapping[str, MarkedReport],
    *,
    settings: CorroborationSettings,
) -> Change | None:
    """How the meaning changed between two wordings; None if it did not.

    Sentences are compared with the sentences that have their words. Looked at are words that
    only one side has: a denial, a limitation or another number between words that both have;
    and, where one side was cut inside a sentence, a limitation that went with the cut. Sentences
    left out, padding, spelling and marks change nothing; nor does a limitation that the report
    tells beside the quotation in its own words.
    """
    for left in one.sentences:
        for right in other.sentences:
            if left.keys == right.keys:
                continue
            short, long = sorted((left, right), key=lambda s: (len(s.keys), s.keys))
            gaps = _gaps(short.keys, long.keys, settings)
            for place, (less, more) in enumerate(gaps):
                inner = 0 < place < len(gaps) - 1
                found = _opposed(less, more)
                if found is None and inner:
                    found = _inner(less, more)
                elif found is None:
                    found = _edge(less, more, short, long, front=place == 0)
                lacking = one if (short if more else long) is left else other
                # A "not" elsewhere in the sentence does not deny what is quoted without one.
                apart = inner and found is not None and found[0] in _phrases("denial")
                told = found and _is_told(found[0], more or less, lacking, reports, settings)
                if found and (apart or not told):
                    return Change(left.variant, right.variant, found[1])
    return None


def _sentences(group: Sequence[Variant], marked: MarkedReport) -> Iterator[Sentence]:
    """The sentences of a report's variants; one that goes on in the next variant is joined."""
    keys: list[str] = []
    begins = True
    first: Variant | None = None
    last = group[0]
    for variant in group:
        text = _ADDED.sub(" ", marked.words_of(variant.span))
        if keys and first is not None and (text[:1].isupper() or _breaks(marked, last, variant)):
            yield Sentence(tuple(keys), begins, True, first)
            keys, first = [], None
        last = variant
        for token in _tokens(text):
            if first is None:
                first, begins = variant, token[1]
            if token[0] in _STOPS or token[0] == "…":
                if keys:
                    yield Sentence(tuple(keys), begins, token[0] != "…", first)
                keys, first = [], None
            else:
                keys.append(token[0])
    if keys and first is not None:
        yield Sentence(tuple(keys), begins, True, first)


def _breaks(marked: MarkedReport, one: Variant, other: Variant) -> bool:
    """Does a sentence of the reporter end between two quoted parts?"""
    between = marked.report.of_field(one.span.field)[one.span.end : other.span.start]
    return re.search(r"[^\W\d_][.!?]\s+\S", between) is not None


def _tokens(text: str) -> Iterator[tuple[str, bool]]:
    """Folded words and stops, shortened forms written out; whether each began with a capital."""
    plain = fold(text)
    capital = text.lstrip("\"'“‘«„ ")[:1].isupper()
    for pattern, long in _SHORT:
        plain = pattern.sub(long, plain)
    plain = plain.replace("...", "…")
    for token in _TOKEN.findall(plain):
        yield token, capital
        capital = token in _STOPS


def _gaps(
    short: Sequence[str], long: Sequence[str], settings: CorroborationSettings
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What each side has before, between and behind the words that both have.

    No gaps if the two are other sentences: too few words in common.
    """
    equal = [b for b in LCSseq.opcodes(list(short), list(long)) if b.tag == "equal"]
    shared = sum(b.src_end - b.src_start for b in equal)
    least = min(settings.same_sentence * len(short), len(short) - 1)  # one word may be another
    if len(short) < settings.quoted_words or shared < least:
        return []
    # A lone word far from the rest stands there by chance.
    while len(equal) > 1 and _is_stray(equal[0], equal[1].dest_start - equal[0].dest_end):
        equal.pop(0)
    while len(equal) > 1 and _is_stray(equal[-1], equal[-1].dest_start - equal[-2].dest_end):
        equal.pop()
    gaps = []
    left = right = 0
    for block in equal:
        gaps.append((tuple(short[left : block.src_start]), tuple(long[right : block.dest_start])))
        left, right = block.src_end, block.dest_end
    gaps.append((tuple(short[left:]), tuple(long[right:])))
    return gaps


def _is_stray(block: Opcode, distance: int) -> bool:
    """Is it a run of one or two words, with a longer gap before the next?"""
    size = block.src_end - block.src_start
    return size <= 2 and distance > 2 * size


_Found = tuple[str, str]  # the word that decides, and the sentence that says so


def _opposed(less: Sequence[str], more: Sequence[str]) -> _Found | None:
    """One word of each side that excludes the other, where all else is the same or small words."""
    ones = [key for key in less if key not in more and key not in _phrases("small")]
    others = [key for key in more if key not in less and key not in _phrases("small")]
    denied = bool(_found(less, "denial")) != bool(_found(more, "denial"))
    if len(ones) == len(others) == 1 and not denied and are_opposites(ones[0], others[0]):
        return ones[0], f'One report quotes "{ones[0]}", another "{others[0]}".'
    return None


def _edge(
    less: Sequence[str], more: Sequence[str], short: Sentence, long: Sentence, *, front: bool
) -> _Found | None:
    """What differs at the start or the end of the sentence, if it changes the meaning.

    Words on both sides were changed; words on one side alone were cut off on the other. A later
    part may be left out unless it sets a condition or restricts; an earlier one may deny or
    hedge what is left as well ("We cannot be sure yet, but ..."). A fragment in the
    reporter's own sentence, or an ellipsis, claims to be no whole.
    """
    if less and more:
        return None
    cut, rest = (less, long) if less else (more, short)
    if not cut or not rest.begins or not rest.ends:
        return None
    kinds = ["condition", "restriction"]
    if front:
        kinds += ["hedge", "denial"] if _found(cut, "contrast") else ["hedge"]
    for kind in kinds:
        word = _found(cut, kind)
        if word is not None:
            gone = " ".join(cut)
            return word, f'One report leaves out "{gone}", which limits what is said ("{word}").'
    return None


def _inner(less: Sequence[str], more: Sequence[str]) -> _Found | None:
    """What differs between equal words on both sides, if it changes the meaning."""
    for kind, says in (("denial", "denies"), ("condition", "limits"), ("hedge", "limits")):
        word = _found(less, kind) or _found(more, kind)
        if word is not None and bool(_found(less, kind)) != bool(_found(more, kind)):
            return word, f'Only one report has "{word}" inside the quotation, which {says} it.'
    left, right = _numbers(less), _numbers(more)
    if left and right and left != right:
        shown = [", ".join(f"{value:g}" for value in side) for side in (left, right)]
        return shown[0], f"The numbers in the quotation differ: {shown[0]} against {shown[1]}."
    return None


def _numbers(keys: Sequence[str]) -> list[float]:
    return sorted(numeral.low for numeral in numerals(" ".join(keys)))


def _found(keys: Sequence[str], kind: str) -> str | None:
    """The first phrase of this kind among the words."""
    whole = f" {' '.join(keys)} "
    return next((phrase for phrase in _phrases(kind) if f" {phrase} " in whole), None)


def _is_told(
    word: str,
    lost: Sequence[str],
    short: Wording,
    reports: Mapping[str, MarkedReport],
    settings: CorroborationSettings,
) -> bool:
    """Does the report that lacks the words say them, or most of them, around the quotation?"""
    marked = reports[short.report_id]
    around = {
        token.key
        for variant in short.variants
        for sentence in marked.sentences
        if sentence.overlap(variant.span)
        for token in words(marked.report.text, sentence.start, sentence.end)
        if not any(v.span.start <= token.start < v.span.end for v in short.variants)
    }
    if word.split()[0] in around and word.split()[-1] in around:
        return True
    content = {key for key in lost if len(key) > 1 and key not in _phrases("small")}
    return bool(content) and len(content & around) >= settings.told_share * len(content)


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    """The phrases of one kind in `limits.en.txt`, longest first."""
    text = files("secondsource.data").joinpath("limits.en.txt").read_text(encoding="utf-8")
    rows = (line.split("|", 1) for line in text.splitlines() if line and not line.startswith("#"))
    found = {
        phrase.strip()
        for name, phrases in rows
        if name.strip() == kind
        for phrase in phrases.split(",")
    }
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))
