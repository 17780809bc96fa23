"""How much two clauses share: weighted overlap of their content words, soft for like meanings.

Each content word weighs its surprise in bits, less when the whole story uses it: in a story about
a bridge "bridge" says little. A word of one clause is met by the most alike word of the other:
the same stem counts fully, a word of like meaning nearly so by the shipped table, in part by
static vectors; a number or a name only if it is the same. The likeness is the geometric mean of
the two shares that are met, mixed with the same mean over the words for what was done: clauses
that agree in who and where and differ in that are of one topic.
The idea is BERTScore's (Zhang et al., ICLR 2020) with static vectors and fixed weights.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from secondsource.alignment.likeness_table import Floats, Ints, Met, build_met
from secondsource.alignment.units import Unit
from secondsource.alignment.value_terms import is_value, same_value
from secondsource.models import WordVectors
from secondsource.settings import AlignmentSettings
from secondsource.text import rarity
from secondsource.text.alike import acts, alike_groups
from secondsource.text.clauses import is_verb_like


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two clauses compared.

    share, done: in [0, 1]; `done` is how far they agree in what was done. bits: surprise of what
    both hold. plain_bits: of that, what is no name: two clauses that share a person and nothing
    else are of one topic, not of one claim. value_bits: of that, amounts and times of day.
    """

    share: float
    done: float
    bits: float
    plain_bits: float
    value_bits: float
    occasion_bits: float = 0.0


def _ramp(bits: float, least: float, full: float) -> float:
    """From 0 at the least to 1 at the full number of bits."""
    return min(1.0, max(0.0, (bits - least) / (full - least)))


def with_signs(
    likeness: Likeness, one_voice: bool, settings: AlignmentSettings, *, to_come: bool = False
) -> Likeness:
    """The likeness, raised where both clauses give the same value, and where one speaker says both.

    A common speaker alone is no sign: the clauses must share some plain word or value. to_come:
    both tell of what is to come, so that one day and one place are one appointment; what happened
    on the day and at the place of an event is much.
    """
    if not to_come:
        likeness = replace(likeness, occasion_bits=0.0)
    value = settings.value_worth * min(1.0, likeness.value_bits / settings.value_bits)
    voice = one_voice * _ramp(likeness.plain_bits, settings.voice_least, settings.voice_full)
    if is_appointment(likeness, settings):
        value = max(value, settings.appointment_worth)
    if not (value or voice):
        return likeness
    return replace(
        likeness,
        share=min(1.0, likeness.share + value + voice * settings.voice_worth),
        bits=likeness.bits + voice * settings.voice_bits,
    )


def is_appointment(likeness: Likeness, settings: AlignmentSettings) -> bool:
    """Do two clauses name the same day and, with it, the same place or the like?"""
    return likeness.occasion_bits >= settings.appointment_bits


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The content words of a story: their numbers, weights in bits, vectors, and who is soft.

    weights: float32, (n_words,). plain: float32, (n_words,), 0 for names, else 1. acts: float32,
    (n_words,), above 0 for words that tell what was done or happened. roots: int64,
    (n_words,): words of one beginning ("Latvia", "Latvian") share a number, those too short for
    one have 0. groups: float32, (n_words, n_groups), 1 where a word is in a group of words of like
    meaning. told, days: float32, (n_words,), 1 for amounts and times, and for days. vectors:
    float32, (n_words, dimensions), zero rows for words that only match themselves. table: what
    `met` gives for all words of the story, where it is made: every pair of clauses looks up the
    same numbers.
    """

    number: dict[str, int]
    weights: Floats
    plain: Floats
    acts: Floats
    roots: Ints
    groups: Floats
    told: Floats
    days: Floats
    values: Ints
    near: Floats
    vectors: Floats | None
    settings: AlignmentSettings
    table: Met | None = None

    def of_unit(self, unit: Unit) -> Ints:
        """Numbers of the unit's distinct content words: int64, (n,), in order."""
        return np.array(sorted({self.number[t.stem] for t in unit.terms}), dtype=np.int64)

    def compare(self, left: Ints, right: Ints) -> Likeness:
        """How much two sets of words share."""
        if not len(left) or not len(right):
            return Likeness(0.0, 0.0, 0.0, 0.0, 0.0)
        met = self.met(left, right)
        ours, theirs = self.weights[left], self.weights[right]
        to_right, to_left = met.max(axis=1), met.max(axis=0)
        share_left = float((to_right * ours).sum() / ours.sum())
        share_right = float((to_left * theirs).sum() / theirs.sum())
        bits = min(float((to_right * ours).sum()), float((to_left * theirs).sum()))
        plain = min(
            float((to_right * ours * self.plain[left]).sum()),
            float((to_left * theirs * self.plain[right]).sum()),
        )
        value, day = (
            min(
                float((to_right * ours * marked[left]).sum()),
                float((to_left * theirs * marked[right]).sum()),
            )
            for marked in (self.told, self.days)
        )
        mean = math.sqrt(share_left * share_right)
        held = max(share_left, share_right) * self.settings.containment_worth
        done = math.sqrt(
            self._done(to_right * ours, ours, left) * self._done(to_left * theirs, theirs, right)
        )
        weight = self.settings.act_weight
        share = (1 - weight) * max(mean, held) + weight * done
        occasion = (bits - plain - day) * (day > 0)
        return Likeness(share, done, bits, plain, value, occasion)

    def _done(self, met: Floats, weights: Floats, own: Ints) -> float:
        """The share of a clause's words for what was done that is met; 1/2 where it has none."""
        acts = self.acts[own]
        whole = float((weights * acts).sum())
        return float((met * acts).sum()) / whole if whole else 0.5

    def met(self, left: Ints, right: Ints) -> Floats:
        """How far each pair of words means the same, in [0, 1]: (n_left, n_right)."""
        if self.table is not None:
            return self.table.between(left, right)
        same: Floats = (left[:, None] == right[None, :]).astype(np.float32)
        ours, theirs = self.roots[left], self.roots[right]
        akin = (ours[:, None] == theirs[None, :]) & (ours[:, None] > 0)
        same = np.maximum(same, akin.astype(np.float32) * np.float32(self.settings.root_worth))
        alike = self.groups[left] @ self.groups[right].T > 0
        same = np.maximum(same, alike.astype(np.float32) * np.float32(self.settings.alike_worth))
        near = self.near[self.values[left][:, None], self.values[right][None, :]]
        same = np.maximum(same, near)
        if self.vectors is None:
            return same
        cosine = self.vectors[left] @ self.vectors[right].T
        floor, ceiling = self.settings.vector_floor, self.settings.vector_ceiling
        soft = np.clip((cosine - floor) / (ceiling - floor), 0.0, 1.0) * self.settings.vector_worth
        both: Floats = np.maximum(same, soft).astype(np.float32)
        return both


def build_lexicon(
    groups: Sequence[Sequence[Unit]],
    *,
    vectors: WordVectors | None,
    settings: AlignmentSettings,
) -> Lexicon:
    """The lexicon of a story. Words are numbered in sorted order.

    groups: units that are copies of each other stand in one group and count once, so that a
    verbatim copy changes no weight.
    """
    shown: dict[str, tuple[str, bool]] = {}
    for group in groups:
        for term in sorted({t for unit in group for t in unit.terms}, key=lambda t: t.key):
            key, named = shown.get(term.stem, (term.key, True))
            shown[term.stem] = (key, named and term.name)
    stems = sorted(shown)
    spread = _spread(groups)
    weights = [_weight(shown[s][0], spread[s], settings) for s in stems]
    lexicon = Lexicon(
        number={s: i for i, s in enumerate(stems)},
        weights=np.array(weights, dtype=np.float32),
        plain=np.array([not shown[s][1] for s in stems], dtype=np.float32),
        acts=np.array([_act(s, *shown[s]) for s in stems], dtype=np.float32),
        roots=_roots(stems, settings.root_letters),
        groups=_groups(stems),
        told=np.array([is_value(s) and not shown[s][1] for s in stems], dtype=np.float32),
        days=np.array([is_value(s) and shown[s][1] for s in stems], dtype=np.float32),
        values=_value_numbers(stems),
        near=_near_values(stems, settings),
        vectors=_soft_vectors([shown[s] for s in stems], vectors),
        settings=settings,
    )
    return tabled(lexicon)


def tabled(lexicon: Lexicon) -> Lexicon:
    """The lexicon with the table of its words."""
    table = build_met(
        roots=lexicon.roots,
        groups=lexicon.groups,
        values=lexicon.values,
        near=lexicon.near,
        vectors=lexicon.vectors,
        settings=lexicon.settings,
    )
    return replace(lexicon, table=table)


def _spread(groups: Sequence[Sequence[Unit]]) -> Mapping[str, float]:
    """How far each stem runs through the story, in [0, 1]: near 1 for the words of its topic.

    Half of it is the share of all clauses that hold the stem, half the greatest share within one
    report: what each report says once is a claim of several, what one says all over is the topic.
    """
    whole: Counter[str] = Counter()
    within: defaultdict[str, Counter[str]] = defaultdict(Counter)
    size: Counter[str] = Counter()
    for group in groups:
        of_report: dict[str, set[str]] = {}
        for unit in group:
            of_report.setdefault(unit.span.report_id, set()).update(t.stem for t in unit.terms)
        whole.update(set().union(*of_report.values()))
        for report, stems in of_report.items():
            size[report] += 1
            within[report].update(stems)
    most: dict[str, float] = {}
    for report, counts in within.items():
        for stem, count in counts.items():
            most[stem] = max(most.get(stem, 0.0), _share(count, size[report]))
    return {stem: (_share(count, len(groups)) + most[stem]) / 2 for stem, count in whole.items()}


def _share(count: int, of: int) -> float:
    """A count in [0, 1], by its logarithm: from one to two is more than from ten to eleven."""
    return math.log1p(count) / math.log1p(of + 1)


def _weight(key: str, spread: float, settings: AlignmentSettings) -> float:
    """Surprise of a word in bits, scaled down by how far it runs through the story."""
    return max(0.5, min(rarity(key), settings.max_term_bits) * (1.0 - spread))


def _act(stem: str, key: str, named: bool) -> float:
    """How far a word tells what was done: verbs fully, nouns and the like of the table half."""
    if named:
        return 0.0
    return 1.0 if is_verb_like(key) else 0.5 * (stem in acts())


def _roots(stems: Sequence[str], letters: int) -> Ints:
    """Numbers of the words' beginnings: int64, (n_words,)."""
    heads = [s[:letters] if len(s) >= letters and s.isalpha() else "" for s in stems]
    number = {head: i for i, head in enumerate(sorted({"", *heads}))}
    return np.array([number[head] for head in heads], dtype=np.int64)


def _groups(stems: Sequence[str]) -> Floats:
    """Which words are in which groups of like meaning: float32, (n_words, n_groups)."""
    table = alike_groups()
    numbers = sorted({group for s in stems for group in table.get(s, ())})
    column = {group: i for i, group in enumerate(numbers)}
    member = np.zeros((len(stems), max(1, len(numbers))), dtype=np.float32)
    for row, s in enumerate(stems):
        for group in table.get(s, ()):
            member[row, column[group]] = 1.0
    return member


def _value_numbers(stems: Sequence[str]) -> Ints:
    """Numbers of the stems that are values, from 1, and 0 for words: int64, (n_words,)."""
    values = np.array([is_value(s) for s in stems], dtype=np.int64)
    return np.cumsum(values) * values


def _near_values(stems: Sequence[str], settings: AlignmentSettings) -> Floats:
    """How far two values are one: float32, (n_values + 1, n_values + 1), row 0 for words."""
    values = [s for s in stems if is_value(s)]
    table = np.zeros((len(values) + 1, len(values) + 1), dtype=np.float32)
    for a, one in enumerate(values, 1):
        for b, other in enumerate(values[a:], a + 1):
            if same_value(one, other, settings.value_off):
                table[a, b] = table[b, a] = settings.alike_worth
    return table


def _soft_vectors(shown: Sequence[tuple[str, bool]], vectors: WordVectors | None) -> Floats | None:
    """Unit vectors of the words that may match by meaning; names and numbers get zeros."""
    if vectors is None or not shown:
        return None
    found = np.array(vectors([key for key, _ in shown]), dtype=np.float32)
    for row, (key, named) in enumerate(shown):
        if named or any(c.isdigit() for c in key):
            found[row] = 0.0
    return found
