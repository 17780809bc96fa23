"""The texts to learn from, as sentences of pieces with a label each.

Reads the JSON lines of the data folder (its README states format and licence of each set).
Labels: 0 outside, 1 + 2k opens label k, 2 + 2k goes on with it; -100 counts for nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondsource.statements.windows import Pieces, cut_sentences
from secondsource.statements.wordpiece import WordPiece
from secondsource.text import paragraphs, sentences

SAID = ("source", "cue", "content")
NAMES = ("PER", "ORG", "LOC")
IGNORED = -100
LONGEST = 254  # pieces of a sentence: a window without its two marks

# Sets with a split of our own: a tenth each for development and test, by hash of the text.
OWN_SPLIT = ("ner_wikigold", "ner_re3d_open")
# In these the order of the lines is that of an article, so neighbours may share a window.
ARTICLES = ("ner_wikigold",)
# GUM's names were rebuilt by rule: only half of its windows are read in an epoch.
SHARE = {"gum_open": 0.5}
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
    labels: tuple[tuple[int, ...], ...]


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
        yield label_text(corpus, report["text"], spans, gold.get("ignore", ()), wordpiece)


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
