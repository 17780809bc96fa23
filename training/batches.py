"""Windows and batches of one epoch, the same for the same seed and epoch."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from corpora import ARTICLES, CERTAIN_SETS, IGNORED, LONGEST, SHARE, Text
from torch import Tensor

from secondsource.statements.wordpiece import FIRST, LAST, WordPiece

BATCH = 2000  # pieces a batch, about
STRAIGHTENED = 0.25  # share of windows whose curly quotation marks are made straight
JOINED = 6  # at most so many neighbouring lines of an article in one window
SAID, NAMED, CERTAIN = range(3)  # the heads
TURNS = (SAID, SAID, CERTAIN, SAID, NAMED)  # whose batch comes next, as long as there are any


@dataclass(frozen=True, slots=True)
class Row:
    """One window: pieces, how they look, their labels."""

    ids: list[int]
    looks: list[int]
    labels: list[float]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one length. head: who said what, names, or certainty."""

    head: int
    ids: Tensor
    looks: Tensor
    real: Tensor
    labels: Tensor


def epoch(
    said: Sequence[Text],
    names: Sequence[Text],
    certain: Sequence[Text],
    *,
    seed: int,
    number: int,
    wordpiece: WordPiece,
) -> Iterator[Batch]:
    """The batches of one epoch: windows cut anew, shuffled, the heads by turns."""
    chance = random.Random(f"{seed}/{number}")
    maker = _Maker(wordpiece, chance)
    pools = [maker.batches([row for text in said for row in maker.windows([text])], SAID)]
    for head, texts in ((NAMED, names), (CERTAIN, certain)):
        rows = [
            row
            for group in _groups(texts, chance)
            if chance.random() < SHARE.get(group[0].corpus, 1.0)
            for row in maker.windows(group)
        ]
        pools.append(maker.batches(rows, head))
    while any(pools):
        for head in TURNS:
            pool = pools[head] or next(filter(None, pools), None)
            if pool:
                yield pool.pop()


def _groups(texts: Sequence[Text], chance: random.Random) -> Iterator[list[Text]]:
    """Texts one by one, or neighbouring lines of an article together."""
    at = 0
    while at < len(texts):
        size = chance.randint(1, JOINED) if texts[at].corpus in (*ARTICLES, *CERTAIN_SETS) else 1
        group = [t for t in texts[at : at + size] if t.corpus == texts[at].corpus]
        yield group
        at += len(group)


class _Maker:
    """Cuts windows and packs them into batches."""

    def __init__(self, wordpiece: WordPiece, chance: random.Random) -> None:
        self.ids, self.chance = wordpiece.ids, chance
        self.straight = {self.ids[c]: self.ids['"'] for c in "“”"}
        self.straight |= {self.ids[c]: self.ids["'"] for c in "‘’"}

    def windows(self, texts: Sequence[Text]) -> list[Row]:
        """Windows of whole sentences; the first is cut short at random, so they differ by epoch."""
        pairs = [pair for t in texts for pair in zip(t.sentences, t.labels)]
        room = LONGEST
        if sum(len(s) for s, _ in pairs) > LONGEST:
            room = self.chance.randint(LONGEST // 4, LONGEST)
        rows: list[Row] = []
        row = Row([], [], [])
        for sentence, labels in pairs:
            if row.ids and len(row.ids) + len(sentence) > room:
                rows.append(self._closed(row))
                row, room = Row([], [], []), LONGEST
            row.ids.extend(sentence.ids)
            row.looks.extend(sentence.looks)
            row.labels.extend(labels)
        return [*rows, self._closed(row)] if row.ids else rows

    def _closed(self, row: Row) -> Row:
        """The window between its two marks."""
        ids = row.ids
        if self.chance.random() < STRAIGHTENED:
            ids = [self.straight.get(number, number) for number in ids]
        labels = row.labels
        return Row(
            [self.ids[FIRST], *ids, self.ids[LAST]],
            [0, *row.looks, 0],
            [IGNORED, *labels, IGNORED],
        )

    def batches(self, rows: list[Row], head: int) -> list[Batch]:
        """The windows, those of like length together, in random order of batches."""
        rows = sorted(rows, key=lambda row: (len(row.ids), self.chance.random()))
        batches: list[Batch] = []
        group: list[Row] = []
        for row in rows:
            if group and (len(group) + 1) * len(row.ids) > BATCH + LONGEST // 2:
                batches.append(_padded(group, head))
                group = []
            group.append(row)
        if group:
            batches.append(_padded(group, head))
        self.chance.shuffle(batches)
        return batches


def _padded(rows: Sequence[Row], head: int) -> Batch:
    """The windows as tensors of one width."""
    width = max(len(row.ids) for row in rows)

    def filled(columns: Sequence[Sequence[float]], value: float) -> Tensor:
        return torch.tensor([[*c, *[value] * (width - len(c))] for c in columns])

    ids = filled([row.ids for row in rows], 0)
    labels = filled([[float(v) for v in row.labels] for row in rows], float(IGNORED))
    return Batch(
        head,
        ids,
        filled([row.looks for row in rows], 0),
        ids != 0,
        labels if head == CERTAIN else labels.long(),
    )
