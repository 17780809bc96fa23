"""The word lists of this stage, read once from the package's data files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from secondsource.model import Act

_VERB_FIELDS = 3  # act, frames, forms


@dataclass(frozen=True, slots=True)
class CueWord:
    """What one verb form can do as a cue; frames: the letters explained in cues.en.txt."""

    act: Act
    frames: str


def _rows(name: str) -> Iterator[tuple[str, ...]]:
    """The fields of each line of a data file; comments and empty lines left out."""
    text = files("secondsource.data").joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(part.strip() for part in line.split("|"))


@cache
def cue_verbs() -> Mapping[str, CueWord]:
    """Every form of every cue verb, in lower case."""
    return {
        form: CueWord(cast(Act, act), frames)
        for act, frames, forms in _verb_rows()
        for form in forms.split()
        if "_" not in form
    }


@cache
def cue_phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], CueWord], ...]]:
    """Cues of several words ("came_to_the_conclusion"), by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], CueWord]]] = {}
    for act, frames, forms in _verb_rows():
        for form in forms.split():
            words = tuple(form.split("_"))
            if len(words) > 1:
                found.setdefault(words[0], []).append((words, CueWord(cast(Act, act), frames)))
    return {first: tuple(rows) for first, rows in found.items()}


def _verb_rows() -> Iterator[tuple[str, ...]]:
    return (row for row in _rows("cues.en.txt") if len(row) == _VERB_FIELDS)


@cache
def word_list(name: str, kind: str) -> frozenset[str]:
    """The single words of one kind in a data file, in lower case."""
    return frozenset(word for row in _rows(name) if row[0] == kind for word in row[1].split())


@cache
def phrase_list(name: str, kind: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of one kind in a data file, each as its words, longest first."""
    found = {tuple(row[1].split()) for row in _rows(name) if row[0] == kind}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


_AHEAD = frozenset(("will", "may", "might", "could", "shall", "'ll"))
_TURNING = frozenset(("not", "n't", "never"))


@cache
def cue_acts() -> Mapping[str, Act]:
    """The act of words that the trained tagger marks as cues and that are no cue verbs."""
    return {word: cast(Act, act) for act, words in _rows("acts.en.txt") for word in words.split()}


def act_of(words: Sequence[str], act: Act) -> Act:
    """What a cue of these words does: what will be said is intended, not said.

    act: what its verb does by itself.

    >>> act_of(["will", "announce"], "said"), act_of(["could", "not", "say"], "said")
    ('intends', 'said')
    """
    ahead = bool(words) and words[0] in _AHEAD and not _TURNING.intersection(words)
    return "intends" if act == "said" and ahead else act
