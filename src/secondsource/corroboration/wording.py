"""Tells whether two wordings of one quotation differ in what they mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import LCSseq

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
_STOPS = frozenset(".!?")
_TOKEN = re.compile(r"[^\W_]+(?:[-'.,][^\W_]+)*|[.!?]")


@dataclass(frozen=True, slots=True)
class Wording:
    """All that one report has of a quotation, in its order: words, shortened forms written out.

    keys: the words, with a stop where a sentence ends.
    """

    report_id: str
    variants: tuple[Variant, ...]
    parts: tuple[tuple[str, ...], ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The words of all parts."""
        return tuple(key for part in self.parts for key in part)

    def words_of(self, variant: Variant) -> tuple[str, ...]:
        """The words of one of the variants."""
        return self.parts[self.variants.index(variant)]


def wordings(
    variants: Sequence[Variant], reports: Mapping[str, MarkedReport]
) -> tuple[Wording, ...]:
    """The wording of each report, in the order of the variants given."""
    own: dict[str, list[Variant]] = defaultdict(list)
    for variant in variants:
        own[variant.span.report_id].append(variant)
    return tuple(
        Wording(name, tuple(group), tuple(_keys(reports[name].words_of(v.span)) for v in group))
        for name, group in own.items()
    )


def meaning_change(
    one: Wording,
    other: Wording,
    reports: Mapping[str, MarkedReport],
    *,
    settings: CorroborationSettings,
) -> str | None:
    """The sentence that says how the meaning changed between two wordings; None if it did not.

    Looked at are words that only one side has: a denial or a number anywhere between words that
    both have; and, where one side is cut inside a sentence, a limitation that went with the cut.
    Left out whole sentences, padding, spelling and marks change nothing; nor does a limitation
    that the report tells beside the quotation in its own words.
    """
    short, long = sorted((one, other), key=lambda w: (len(w.keys), w.keys))
    gaps = _gaps(short.keys, long.keys)
    for place, (less, more) in enumerate(gaps):
        if 0 < place < len(gaps) - 1:
            rule = _inner(less, more)
        else:
            front = place == 0
            rule = _edge(
                _same_sentence(less, front=front), _same_sentence(more, front=front), front=front
            )
        lacking = short if more else long
        if rule is not None and not _is_told(more or less, lacking, reports, settings):
            return rule
    return None


def _gaps(
    short: Sequence[str], long: Sequence[str]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What each side has before, between and behind the words that both have."""
    equal = [b for b in LCSseq.opcodes(list(short), list(long)) if b.tag == "equal"]
    gaps = []
    left = right = 0
    for block in equal:
        gaps.append((tuple(short[left : block.src_start]), tuple(long[right : block.dest_start])))
        left, right = block.src_end, block.dest_end
    gaps.append((tuple(short[left:]), tuple(long[right:])))
    return gaps if equal else []


def _keys(text: str) -> tuple[str, ...]:
    """Folded words, shortened forms written out, sentence ends kept as one stop."""
    plain = fold(text)
    for pattern, long in _SHORT:
        plain = pattern.sub(long, plain)
    found = ["." if token in _STOPS else token for token in _TOKEN.findall(plain)]
    while found and found[-1] == ".":
        found.pop()
    return tuple(found)


def _same_sentence(cut: Sequence[str], *, front: bool) -> tuple[str, ...]:
    """Of words cut off at an edge, those of the sentence that is partly kept."""
    if "." not in cut:
        return tuple(cut)
    if front:
        return tuple(cut[len(cut) - list(reversed(cut)).index(".") :])
    return tuple(cut[: list(cut).index(".")])


def _edge(less: Sequence[str], more: Sequence[str], *, front: bool) -> str | None:
    """What differs at the start or the end of the quotation, if it changes the meaning.

    Words on both sides were changed; words on one side alone were cut off on the other. A later
    part may be left out unless it sets a condition or restricts; an earlier one may deny or
    hedge what is left as well ("I cannot speak for the first, but ...").
    """
    if less and more:
        return _inner(less, more)
    cut = less or more
    kinds = ["condition", "restriction"]
    if front:
        kinds += ["hedge"]
        kinds += ["denial"] if _found(cut, "contrast") else []
    for kind in kinds:
        word = _found(cut, kind)
        if word is not None:
            return f'One report leaves out "{" ".join(cut)}", which limits what is said ("{word}").'
    return None


def _inner(less: Sequence[str], more: Sequence[str]) -> str | None:
    """What differs between equal words on both sides, if it changes the meaning."""
    if bool(_found(less, "denial")) != bool(_found(more, "denial")):
        word = _found(less, "denial") or _found(more, "denial")
        return f'Only one report has the denial "{word}" inside the quotation.'
    left, right = _numbers(less), _numbers(more)
    if left != right and (left or right):
        shown = [", ".join(f"{value:g}" for value in side) or "none" for side in (left, right)]
        return f"The numbers inside the quotation differ: {shown[0]} against {shown[1]}."
    for kind in ("condition", "hedge"):
        if bool(_found(less, kind)) != bool(_found(more, kind)):
            word = _found(less, kind) or _found(more, kind)
            return f'Only one report has "{word}" inside the quotation, which limits what is said.'
    return None


def _numbers(keys: Sequence[str]) -> list[float]:
    return sorted(numeral.low for numeral in numerals(" ".join(keys)))


def _found(keys: Sequence[str], kind: str) -> str | None:
    """The first phrase of this kind among the words."""
    whole = f" {' '.join(keys)} "
    return next((phrase for phrase in _phrases(kind) if f" {phrase} " in whole), None)


def _is_told(
    lost: Sequence[str],
    short: Wording,
    reports: Mapping[str, MarkedReport],
    settings: CorroborationSettings,
) -> bool:
    """Does the report that lacks the words say most of them in the sentences around?"""
    marked = reports[short.report_id]
    content = {key for key in lost if len(key) > 1 and key not in _phrases("small")}
    if not content:
        return False
    around = {
        word.key
        for variant in short.variants
        for sentence in marked.sentences
        if sentence.overlap(variant.span)
        for word in words(marked.report.text, sentence.start, sentence.end)
        if not variant.span.start <= word.start < variant.span.end
    }
    return len(content & around) >= settings.told_share * len(content)


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
