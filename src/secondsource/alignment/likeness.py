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
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from secondsource.alignment.units import Unit
from secondsource.models import WordVectors
from secondsource.settings import AlignmentSettings
from secondsource.text import rarity
from secondsource.text.alike import acts, alike_groups
from secondsource.text.clauses import is_verb_like

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_TABLE_WORDS = 4_000  # words of a story up to which all pairs are kept: 64 MB
_ROWS = 256  # rows made at once, so that what is in between stays small


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two clauses compared.

    share, done: in [0, 1]; `done` is how far they agree in what was done. bits: surprise of what
    both hold. plain_bits: of that, what is no name: two clauses that share a person and nothing
    else are of one topic, not of one claim.
    """

    share: float
    done: float
    bits: float
    plain_bits: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The content words of a story: their numbers, weights in bits, vectors, and who is soft.

    weights: float32, (n_words,). plain: float32, (n_words,), 0 for names, else 1. acts: float32,
    (n_words,), above 0 for words that tell what was done or happened. roots: int64,
    (n_words,): words of one beginning ("Latvia", "Latvian") share a number, those too short for
    one have 0. groups: float32, (n_words, n_groups), 1 where a word is in a group of words of like
    meaning. vectors: float32, (n_words, dimensions), zero rows for words that only match
    themselves. table: float32, (n_words, n_words), what `met` gives for all words of a story that
    is not too large for it: every pair of clauses looks up the same numbers.
    """

    number: dict[str, int]
    weights: Floats
    plain: Floats
    acts: Floats
    roots: Ints
    groups: Floats
    vectors: Floats | None
    settings: AlignmentSettings
    table: Floats | None = None

    def of_unit(self, unit: Unit) -> Ints:
        """Numbers of the unit's distinct content words: int64, (n,), in order."""
        return np.array(sorted({self.number[t.stem] for t in unit.terms}), dtype=np.int64)

    def compare(self, left: Ints, right: Ints) -> Likeness:
        """How much two sets of words share."""
        if not len(left) or not len(right):
            return Likeness(0.0, 0.0, 0.0, 0.0)
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
        mean = math.sqrt(share_left * share_right)
        held = max(share_left, share_right) * self.settings.containment_worth
        done = math.sqrt(
            self._done(to_right * ours, ours, left) * self._done(to_left * theirs, theirs, right)
        )
        weight = self.settings.act_weight
        return Likeness((1 - weight) * max(mean, held) + weight * done, done, bits, plain)

    def _done(self, met: Floats, weights: Floats, own: Ints) -> float:
        """The share of a clause's words for what was done that is met; 1/2 where it has none."""
        acts = self.acts[own]
        whole = float((weights * acts).sum())
        return float((met * acts).sum()) / whole if whole else 0.5

    def met(self, left: Ints, right: Ints) -> Floats:
        """How far each pair of words means the same, in [0, 1]: (n_left, n_right)."""
        if self.table is not None:
            found: Floats = self.table[left[:, None], right[None, :]]
            return found
        same: Floats = (left[:, None] == right[None, :]).astype(np.float32)
        ours, theirs = self.roots[left], self.roots[right]
        akin = (ours[:, None] == theirs[None, :]) & (ours[:, None] > 0)
        same = np.maximum(same, akin.astype(np.float32) * np.float32(self.settings.root_worth))
        alike = self.groups[left] @ self.groups[right].T > 0
        same = np.maximum(same, alike.astype(np.float32) * np.float32(self.settings.alike_worth))
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
    groups_with: Counter[str] = Counter()
    for group in groups:
        for term in sorted({t for unit in group for t in unit.terms}, key=lambda t: t.key):
            key, named = shown.get(term.stem, (term.key, True))
            shown[term.stem] = (key, named and term.name)
        groups_with.update({t.stem for unit in group for t in unit.terms})
    stems = sorted(shown)
    weights = [_weight(shown[s][0], groups_with[s], len(groups), settings) for s in stems]
    lexicon = Lexicon(
        number={s: i for i, s in enumerate(stems)},
        weights=np.array(weights, dtype=np.float32),
        plain=np.array([not shown[s][1] for s in stems], dtype=np.float32),
        acts=np.array([_act(s, *shown[s]) for s in stems], dtype=np.float32),
        roots=_roots(stems, settings.root_letters),
        groups=_groups(stems),
        vectors=_soft_vectors([shown[s] for s in stems], vectors),
        settings=settings,
    )
    return replace(lexicon, table=_table(lexicon)) if len(stems) <= _TABLE_WORDS else lexicon


def _table(lexicon: Lexicon) -> Floats:
    """How far each two words mean the same: float32, (n_words, n_words)."""
    every = np.arange(len(lexicon.weights))
    parts = [lexicon.met(every[at : at + _ROWS], every) for at in range(0, len(every), _ROWS)]
    return np.concatenate(parts) if parts else np.zeros((0, 0), dtype=np.float32)


def _weight(key: str, count: int, groups: int, settings: AlignmentSettings) -> float:
    """Surprise of a word in bits, scaled down by how many of the story's clauses hold it."""
    spread = 1.0 - math.log1p(count) / math.log1p(groups + 1)
    return max(0.5, min(rarity(key), settings.max_term_bits) * spread)


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


def _soft_vectors(shown: Sequence[tuple[str, bool]], vectors: WordVectors | None) -> Floats | None:
    """Unit vectors of the words that may match by meaning; names and numbers get zeros."""
    if vectors is None or not shown:
        return None
    found = np.array(vectors([key for key, _ in shown]), dtype=np.float32)
    for row, (key, named) in enumerate(shown):
        if named or any(c.isdigit() for c in key):
            found[row] = 0.0
    return found
