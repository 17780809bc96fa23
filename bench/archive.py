"""Makes an archive of news that nobody wrote, with what derives from what; seeded.

Words follow Zipf's law over 60,000 made-up words. What is hard on purpose: formulas that every
outlet uses, lines that an outlet prints under everything, independent reports of one event that
quote the same words. `edited 40` changes 40 % of a text: four fifths of that by whole sentences
written anew, one fifth word by word. A lift is two sentences of another report, one word in ten
changed, in a report of its own words.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

VOCABULARY = 60_000
ARTICLE_WORDS = 400
SENTENCE_WORDS = 18
KINDS = ("wire", "edited 5", "edited 20", "edited 40", "edited 60", "lift", "independent", "lone")
SHARES = (0.14, 0.14, 0.12, 0.14, 0.16, 0.30)  # of a story's later reports: edited 5 to independent
EDITED = {"edited 5": 0.05, "edited 20": 0.2, "edited 40": 0.4, "edited 60": 0.6}
SHARD = 10_000
SYLLABLES = [a + b for a in "b d f g h k l m n p r s t v w z st tr pl".split() for b in "aeiou"]

Words = np.ndarray
Sentences = list[Words]


@dataclass(frozen=True)
class Gold:
    """By report in the order made: story, number of its kind, and parent (-1: none)."""

    story: np.ndarray
    kind: np.ndarray
    parent: np.ndarray


class Maker:
    """Makes sentences; holds the tables that all reports of one archive share."""

    def __init__(self, seed: int, n_reports: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.words = np.array([_spelt(n) for n in range(VOCABULARY)], dtype=object)
        share = 1 / np.arange(1, VOCABULARY + 1)
        self.sums = np.cumsum(share / share.sum())
        self.formulas = [self.fresh(int(n)) for n in self.rng.integers(4, 10, 400)]
        worth = 1 / np.arange(1, 401)
        self.formula_sums = np.cumsum(worth / worth.sum())
        self.n_outlets = max(20, n_reports // 500)
        self.lines = [
            [self.fresh(int(n)) for n in self.rng.integers(15, 41, 3)]
            for _ in range(self.n_outlets)
        ]

    def fresh(self, count: int) -> Words:
        """So many words by Zipf's law."""
        found = np.searchsorted(self.sums, self.rng.random(count))
        return np.minimum(found, VOCABULARY - 1)

    def sentences(self, count: int, topic: Words) -> Sentences:
        """Sentences about a topic, some with a formula."""
        made = []
        for _ in range(count):
            words = self.fresh(SENTENCE_WORDS)
            at = self.rng.integers(0, SENTENCE_WORDS, 2)
            words[at] = topic[self.rng.integers(0, len(topic), 2)]
            if self.rng.random() < 0.25:
                formula = self.formulas[int(np.searchsorted(self.formula_sums, self.rng.random()))]
                words[: len(formula)] = formula
            made.append(words)
        return made

    def report(self, topic: Words) -> Sentences:
        """A report of its own words."""
        return self.sentences(ARTICLE_WORDS // SENTENCE_WORDS, topic)

    def edited(self, parent: Sentences, share: float, topic: Words) -> Sentences:
        """A copy of which `share` is changed."""
        anew = self.rng.random(len(parent)) < 0.8 * share
        fresh = iter(self.sentences(int(anew.sum()), topic))
        return [
            next(fresh) if new else self.retouched(s, 0.2 * share) for new, s in zip(anew, parent)
        ]

    def retouched(self, sentence: Words, share: float) -> Words:
        """A sentence with `share` of its words changed."""
        changed = self.rng.random(len(sentence)) < share
        made = sentence.copy()
        made[changed] = self.fresh(int(changed.sum()))
        return made

    def text(self, sentences: Sentences, outlet: int) -> str:
        """The words of a report, with some of its outlet's lines below."""
        lines = [line for line in self.lines[outlet] if self.rng.random() < 0.7]
        body = ". ".join(" ".join(self.words[s]).capitalize() for s in sentences)
        below = "\n\n".join(" ".join(self.words[line]).capitalize() + "." for line in lines)
        return f"{body}.\n\n{below}"


def _spelt(number: int) -> str:
    """A made-up word of its own for each number, longer for rarer ones."""
    base = len(SYLLABLES)
    word = SYLLABLES[number % base]
    number //= base
    while number:
        number -= 1
        word += SYLLABLES[number % base]
        number //= base
    return word


def story_sizes(rng: np.random.Generator, n_reports: int) -> Iterator[int]:
    """Reports of each story: about a third of all reports alone, sizes up to 400 beyond."""
    left = n_reports
    while left:
        size = 1 if rng.random() < 0.75 else int(min(400, 2 + rng.pareto(1.3) * 3))
        yield min(size, left)
        left -= min(size, left)


def make(n_reports: int, seed: int) -> Iterator[tuple[dict[str, str], tuple[int, int, int]]]:
    """Each report as a row, and its story, kind and parent."""
    maker = Maker(seed, n_reports)
    start = datetime(2020, 1, 1, tzinfo=UTC)
    days = max(20, n_reports // 2_000)
    made = 0
    for story, size in enumerate(story_sizes(maker.rng, n_reports)):
        day = float(maker.rng.uniform(0, days))
        # What a story is about: names that are rare elsewhere, and words that are not.
        topic = np.concatenate(
            (maker.rng.integers(5_000, VOCABULARY, 12), maker.rng.integers(200, 5_000, 12))
        )
        for sentences, kind, parent in _story(maker, size, topic):
            outlet = int(maker.rng.integers(maker.n_outlets))
            day += float(maker.rng.exponential(1.5 / size))
            row = {
                "id": f"r{made:08}",
                "text": maker.text(sentences, outlet),
                "outlet": f"Outlet {outlet}",
                "published": (start + timedelta(days=day)).isoformat(timespec="seconds"),
            }
            yield row, (story, KINDS.index(kind), parent)
            made += 1


def _story(maker: Maker, size: int, topic: Words) -> Iterator[tuple[Sentences, str, int]]:
    """Reports of one story with kind and parent (by place in the story, -1 none)."""
    if size == 1:
        yield maker.report(topic), "lone", -1
        return
    quotation = maker.fresh(int(maker.rng.integers(10, 21)))
    told = [maker.report(topic)]
    told[0][3] = quotation
    copyable = [0]
    yield told[0], "wire", -1
    kinds = maker.rng.choice(KINDS[1:7], size - 1, p=SHARES)
    for place, kind in enumerate(kinds, 1):
        parent = copyable[int(maker.rng.integers(len(copyable)))] if maker.rng.random() < 0.3 else 0
        if kind == "independent":
            report, parent = maker.report(topic), -1
            if maker.rng.random() < 0.5:
                report[int(maker.rng.integers(len(report)))] = quotation
        elif kind == "lift":
            report = maker.report(topic)
            at = int(maker.rng.integers(len(told[parent]) - 1))
            lifted = [maker.retouched(s, 0.1) for s in told[parent][at : at + 2]]
            to = int(maker.rng.integers(len(report) - 1))
            report[to : to + 2] = lifted
        else:
            report = maker.edited(told[parent], EDITED[str(kind)], topic)
            copyable.append(place)
        told.append(report)
        yield report, str(kind), parent


def write(n_reports: int, seed: int, folder: Path) -> Gold:
    """Writes the archive as files of JSON lines, and its gold beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[str] = []
    gold = np.zeros((n_reports, 3), dtype=np.int64)
    began, last_story = 0, -1
    for number, (row, (story, kind, parent)) in enumerate(make(n_reports, seed)):
        if story != last_story:
            began, last_story = number, story
        gold[number] = story, kind, began + parent if parent >= 0 else -1
        rows.append(json.dumps(row))
        if len(rows) == SHARD or number == n_reports - 1:
            (folder / f"reports-{number // SHARD:04}.jsonl").write_text("\n".join(rows) + "\n")
            rows = []
    np.save(folder / "gold.npy", gold)
    return Gold(*gold.T)


def respell(parent: Path, times: int, folder: Path) -> Gold:
    """Writes an archive `times` as large: another one so often, each time in other letters.

    Making a million reports word by word takes an hour; this takes a minute. Words, outlets,
    lines and formulas of each spelling are its own; days are the same.
    """
    folder.mkdir(parents=True, exist_ok=True)
    letters = "abcdefghijklmnopqrstuvwxyz"
    rng = np.random.default_rng(times)
    once = np.load(parent / "gold.npy")
    golds = []
    for turn in range(times):
        to = "".join(rng.permutation(list(letters))) if turn else letters
        table = str.maketrans(letters + letters.upper(), to + to.upper())
        for path in sorted(parent.glob("reports-*.jsonl")):
            rows = [json.loads(line) for line in path.read_text().splitlines()]
            for row in rows:
                row["id"] = f"r{int(row['id'][1:]) + turn * len(once):08}"
                row["text"] = row["text"].translate(table)
                row["outlet"] = f"{row['outlet']} of country {turn}"
            lines = "\n".join(map(json.dumps, rows)) + "\n"
            (folder / f"reports-{turn:02}-{path.name.removeprefix('reports-')}").write_text(lines)
        gold = once.copy()
        gold[:, 0] += turn * (once[:, 0].max() + 1)
        gold[gold[:, 2] >= 0, 2] += turn * len(once)
        golds.append(gold)
    np.save(folder / "gold.npy", np.concatenate(golds))
    return load(folder)


def load(folder: Path) -> Gold:
    """The gold of an archive that was written."""
    return Gold(*np.load(folder / "gold.npy").T)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.reports, given.seed, given.folder)
