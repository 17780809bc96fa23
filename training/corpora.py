"""The texts to learn from, as sentences of pieces with a label each.

Reads the JSON lines of the data folder (its README states format and licence of each set).
Labels: 0 outside, 1 + 2k opens label k, 2 + 2k goes on with it; -100 counts for nothing. Of the
sets of certainty a label is the value in [-1, 1] at the first piece of a predicate.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondsource.statements.names import known_places
from secondsource.statements.windows import Pieces, cut_sentences
from secondsource.statements.wordpiece import WordPiece
from secondsource.text import paragraphs, sentences
from secondsource.text.words import fold

SAID = ("source", "cue", "content")
NAMES = ("PER", "ORG", "LOC")
IGNORED = -100
LONGEST = 254  # pieces of a sentence: a window without its two marks

# Sets with a split of our own: a tenth each for development and test, by hash of the text.
OWN_SPLIT = ("ner_wikigold", "ner_re3d_open")
# In these the order of the lines is that of an article, so neighbours may share a window.
ARTICLES = ("ner_wikigold",)
# GUM's names were rebuilt by rule, which lost "the United States": a known place without a label
# is no example of anything.
GAPPED = ("gum_open",)
# Share of the texts of a set that is read in an epoch, where it is not all of them.
SHARE: dict[str, float] = {}
CERTAIN_SETS = ("factuality_uds_ih2", "factuality_meantime")
NAME_SETS = (
    "gum_open",
    "meantime_en",
    "ner_wikigold",
    "ner_wnut17",
    "ner_crossner_politics",
    "ner_re3d_open",
)


Row = dict[str, Any]  # one line of a file, as it was read


@dataclass(frozen=True, slots=True)
class Text:
    """One text to learn from: its sentences, and the labels of their pieces."""

    corpus: str
    sentences: tuple[Pieces, ...]
    labels: tuple[tuple[float, ...], ...]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file, plain or packed (`.gz` is tried where plain is absent)."""
    if not path.exists():
        path = path.with_name(path.name + ".gz")
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def own_split(text: str) -> str:
    """train, dev or test (80 : 10 : 10), by the hash of the text."""
    bucket = int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10
    return {8: "dev", 9: "test"}.get(bucket, "train")


def said_texts(data: Path, split: str, wordpiece: WordPiece) -> Iterator[Text]:
    """PolNeAR's reports with speaker, cue and content as labels 0, 1, 2."""
    for report in read_lines(data / "polnear" / f"{split}.gold.jsonl"):
        spans = [
            (start, end, number)
            for attribution in report["attributions"]
            for number, role in enumerate(SAID)
            for start, end in attribution[role]
        ]
        yield label_text("polnear", report["text"], spans, (), wordpiece)


def name_rows(
    data: Path, corpus: str, split: str
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """(report, its gold names) of one split of a set of names; our own split where it has none."""
    theirs = "train" if corpus in OWN_SPLIT else split
    folder = data / corpus
    gold = {row["id"]: row for row in read_lines(folder / f"{theirs}.entities.jsonl")}
    for report in read_lines(folder / f"{theirs}.reports.jsonl"):
        if corpus not in OWN_SPLIT or own_split(report["text"]) == split:
            yield report, gold[report["id"]]


def name_texts(data: Path, corpus: str, split: str, wordpiece: WordPiece) -> Iterator[Text]:
    """The texts of one set with persons, organisations and places as labels 0, 1, 2."""
    for report, gold in name_rows(data, corpus, split):
        spans = [(e["start"], e["end"], NAMES.index(e["label"])) for e in gold["entities"]]
        unsure = [*gold.get("ignore", ()), *(known_in(report["text"]) if corpus in GAPPED else ())]
        yield label_text(corpus, report["text"], spans, unsure, wordpiece)


def known_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a known place is named: stretches of up to three words with capitals."""
    words = [(m.start(), m.end()) for m in re.finditer(r"[A-Z][\w.’'-]*", text)]
    for at, (start, _) in enumerate(words):
        for _, end in words[at : at + 3]:
            if fold(text[start:end]) in known_places():
                yield start, end


def certain_rows(
    data: Path, corpus: str, split: str
) -> Iterator[tuple[str, list[tuple[int, int]], list[float]]]:
    """(sentence, its predicates, their certainty) of one set, in the order of the file.

    split: "train" or "dev" are theirs; "kept", a tenth of train by hash of the sentence, is left
    out of "train": on it was chosen how the network's number and the rules' go together.
    """
    folder = data / corpus
    theirs = "dev" if split == "dev" else "train"
    gold = {r["id"]: r["certainty"] for r in read_lines(folder / f"{theirs}.certainty.jsonl")}
    found: dict[str, tuple[list[tuple[int, int]], list[float]]] = {}
    for row in read_lines(folder / f"{theirs}.reports.jsonl"):
        targets, values = found.setdefault(row["text"], ([], []))
        targets.append((row["target"][0], row["target"][1]))
        values.append(gold[row["id"]])
    for text, (targets, values) in found.items():
        if split == "dev" or (own_split(text) == "dev") == (split == "kept"):
            yield text, targets, values


def certain_texts(data: Path, split: str, wordpiece: WordPiece) -> Iterator[Text]:
    """The sentences of the sets of certainty, a value at the first piece of each predicate."""
    for corpus in CERTAIN_SETS:
        for text, targets, values in certain_rows(data, corpus, split):
            cut = cut_sentences(text, [(0, len(text))], wordpiece=wordpiece, longest=LONGEST)
            rows: list[list[float]] = [[float(IGNORED)] * len(part) for part in cut]
            for (start, _), value in zip(targets, values):
                if place := piece_at(cut, start):
                    rows[place[0]][place[1]] = value
            yield Text(corpus, tuple(cut), tuple(map(tuple, rows)))


def piece_at(cut: Sequence[Pieces], at: int) -> tuple[int, int] | None:
    """(part, piece) of the piece that holds a character, None if none does."""
    for number, part in enumerate(cut):
        for k, (start, end) in enumerate(zip(part.starts, part.ends)):
            if start <= at < end:
                return number, k
    return None


def label_text(
    corpus: str,
    text: str,
    spans: Iterable[tuple[int, int, int]],
    ignored: Iterable[Iterable[int]],
    wordpiece: WordPiece,
) -> Text:
    """The text's pieces, labelled by the spans (start, end, label) they lie in."""
    places = [place for a, b in paragraphs(text) for place in sentences(text, a, b)]
    cut = cut_sentences(text, places, wordpiece=wordpiece, longest=LONGEST)
    owner = [-1] * (len(text) + 1)  # number of the span that holds a character
    labels = [-1] * (len(text) + 1)
    kept = sorted(spans)
    for number, (start, end, label) in enumerate(kept):
        for at in range(start, end):
            if owner[at] < 0:
                owner[at], labels[at] = number, label
    unsure = {at for start, end in ignored for at in range(start, end) if owner[at] < 0}
    rows = []
    last = -1
    for sentence in cut:
        row = []
        for start in sentence.starts:
            if start in unsure:
                row.append(IGNORED)
            elif owner[start] < 0:
                row.append(0)
            else:
                row.append(1 + 2 * labels[start] + (owner[start] == last))
            last = owner[start]
        rows.append(tuple(row))
    return Text(corpus, tuple(cut), tuple(rows))
