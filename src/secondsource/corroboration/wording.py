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
    blocks = list(LCSseq.opcodes(list(short.keys), list(long.keys)))
    equal = [place for place, block in enumerate(blocks) if block.tag == "equal"]
    if not equal:
        return None
    for place, block in enumerate(blocks):
        if block.tag == "equal":
            continue
        less = short.keys[block.src_start : block.src_end]
        more = long.keys[block.dest_start : block.dest_end]
        if equal[0] < place < equal[-1]:
            rule = _inner(less, more)
        else:
            front = place < equal[0]
            rule = _cut(_same_sentence(more, front=front), front=front) if not less else None
            if rule is None and not _is_bare_edge(less, more):
                rule = _edge(_same_sentence(less, front=front), _same_sentence(more, front=front))
        if rule is not None and not _is_told(
            more or less, short if more else long, reports, settings
        ):
            return rule
    return None


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


def _cut(cut: Sequence[str], *, front: bool) -> str | None:
    """What a cut at the edge of a sentence took away, if that limits what is left."""
    kinds = (
        ("condition", "hedge", "denial", "restriction") if front else ("condition", "restriction")
    )
    for kind in kinds:
        if front and kind == "denial" and not set(cut) & _marks("contrast"):
            continue
        word = _found(cut, kind)
        if word is not None:
            return f'One report leaves out "{" ".join(cut)}", which limits what is said ("{word}").'
    return None


def _is_bare_edge(less: Sequence[str], more: Sequence[str]) -> bool:
    return not less or not more


def _edge(less: Sequence[str], more: Sequence[str]) -> str | None:
    """A change at the very start or end, where both sides have words."""
    return _inner(less, more)


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


def _marks(kind: str) -> frozenset[str]:
    return frozenset(_phrases(kind))


def _is_told(
    lost: Sequence[str],
    short: Wording,
    reports: Mapping[str, MarkedReport],
    settings: CorroborationSettings,
) -> bool:
    """Does the report that lacks the words say most of them in the sentences around?"""
    marked = reports[short.report_id]
    content = {key for key in lost if len(key) > 1 and key not in _marks("small")}
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
