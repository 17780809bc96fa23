"""Figures of a tagger on the development splits, by the scorers of the data folder:

    python training/evaluate.py --data ../shared --tagger ../tagger --out ../figures

Writes the predictions and a table for each set. `strict` scores spans as annotators mark them;
`statements` is what the package gives out, without quotation marks and boilerplate. The quarter
of PolNeAR's development split on which numbers may be chosen is scored apart from the rest.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from confidence import calibration, chances_of, is_chosen_on, judged_dev
from corpora import CERTAIN_SETS, name_rows, read_lines
from sureness import rated

from secondsource.model import MarkedReport, Report, Span, Statement
from secondsource.settings import TextSettings
from secondsource.speakers import resolve_speakers, speaker_of
from secondsource.statements import find_entities
from secondsource.statements.both_names import join_names
from secondsource.statements.link import Linked
from secondsource.statements.model_tagger import ModelTagger, load_tagger
from secondsource.statements.rows import entity_row, statement_row
from secondsource.text import mark_reports, paragraphs, sentences

NAMES = (
    ("gum_open", "dev"),
    ("meantime_en", "dev"),
    ("ner_crossner_politics", "test"),
    ("ner_crossner_politics", "dev"),
    ("ner_wnut17", "dev"),
    ("ner_wikigold", "dev"),
    ("ner_wikigold", "test"),
    ("ner_re3d_open", "test"),
)


def write(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """The path, with the rows in it as JSON lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def marked_of(rows: Iterable[dict[str, Any]]) -> Iterator[MarkedReport]:
    """The reports of the rows, each marked on its own."""
    for row in rows:
        report = Report(id=row["id"], text=row["text"])
        yield from mark_reports([report], settings=TextSettings())


def as_annotated(tagger: ModelTagger, row: dict[str, Any]) -> dict[str, Any]:
    """One line of attributions with spans as they were labelled."""
    text = row["text"]
    places = [s for a, b in paragraphs(text) for s in sentences(text, a, b)]

    def attribution(linked: Linked) -> dict[str, Any]:
        return {
            "source": [[p.start, p.end] for p in (linked.speaker,) if p],
            "cue": [[p.start, p.end] for p in (linked.cue,) if p],
            "content": [[p.start, p.end] for p in linked.content],
        }

    found = tagger.attributions(text, places)
    return {"id": row["id"], "attributions": [attribution(linked) for linked in found]}


def score(script: Path, gold: Path, predicted: Path) -> str:
    """What the scorer prints."""
    command = [sys.executable, str(script), str(gold), str(predicted)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def evaluate_said(tagger: ModelTagger, shared: Path, out: Path) -> Iterator[str]:
    """Tables of PolNeAR's development split: whole, the quarter, the rest."""
    gold = list(read_lines(shared / "data" / "polnear" / "dev.gold.jsonl"))
    predicted = {
        "strict": [as_annotated(tagger, row) for row in gold],
        "statements": [statement_row(m.report, tagger(m)) for m in marked_of(gold)],
    }
    parts = {
        "all": {row["id"] for row in gold},
        "quarter": {row["id"] for row in gold if is_chosen_on(row["id"])},
        "rest": {row["id"] for row in gold if not is_chosen_on(row["id"])},
    }
    script = shared / "score" / "score_attributions.py"
    for name, rows in predicted.items():
        for part, ids in parts.items():
            there = write(out / f"said.{part}.gold.jsonl", (r for r in gold if r["id"] in ids))
            ours = write(out / f"said.{part}.{name}.jsonl", (r for r in rows if r["id"] in ids))
            yield f"== PolNeAR dev, {part}, {name}\n{score(script, there, ours)}"


def evaluate_names(tagger: ModelTagger, shared: Path, out: Path) -> Iterator[str]:
    """Tables of the sets of names."""
    for corpus, split in NAMES:
        pairs = list(name_rows(shared / "data", corpus, split))
        gold = write(out / f"{corpus}.{split}.gold.jsonl", (gold for _, gold in pairs))
        marked = list(marked_of(row for row, _ in pairs))
        alone = [tagger.entities(m) for m in marked]
        both = [join_names(m, find_entities(m), names) for m, names in zip(marked, alone)]
        for way, found in (("alone", alone), ("both", both)):
            rows = (entity_row(m.report, names) for m, names in zip(marked, found))
            ours = write(out / f"{corpus}.{split}.{way}.jsonl", rows)
            table = score(shared / "score" / "score_entities.py", gold, ours)
            yield f"== {corpus} {split}, {way}\n{table}"


def evaluate_confidence(tagger: ModelTagger, shared: Path, out: Path) -> Iterator[str]:
    """How far confidence is from how often statements are right, quarter and rest."""
    del out
    for part, chosen in (("quarter", True), ("rest", False)):
        pairs = judged_dev(shared / "data", tagger, chosen=chosen)
        right = [is_right for _, is_right in pairs]
        error, brier = calibration(chances_of(pairs, tagger.confidence_weights), right)
        yield (
            f"== confidence, {part}: {len(right)} statements, {sum(right)} right, "
            f"expected calibration error {error:.3f}, Brier score {brier:.3f}\n"
        )


def evaluate_certain(tagger: ModelTagger, shared: Path, out: Path) -> Iterator[str]:
    """Certainty on the development splits: by rules, by the network alone, by both."""
    del out
    for corpus in CERTAIN_SETS:
        rows = list(rated(shared / "data", corpus, "dev", tagger))
        gold = [row.gold for row in rows]
        columns = {
            "rules": [row.rules for row in rows],
            "network": [row.network for row in rows],
            "both": [row.both for row in rows],
        }
        found = (
            f"{name} r {float(np.corrcoef(values, gold)[0, 1]):.3f}, "
            f"mean error of 3 {float(np.abs(np.subtract(values, gold)).mean() * 3):.2f}"
            for name, values in columns.items()
        )
        yield f"== {corpus} dev, {len(rows)} predicates: {'; '.join(found)}\n"


def evaluate_pronouns(tagger: ModelTagger, shared: Path, out: Path) -> Iterator[str]:
    """GAP's development split: whether "he" or "she" as a speaker finds who is meant.

    The words behind the pronoun are taken as its statement; found is a name of the resolved
    speaker that shares characters with one of the two names asked about.
    """
    del out
    right = wrong = missed = number = 0
    for row in read_lines(shared / "data" / "gap" / "dev.gold.jsonl"):
        start, end = row["pronoun"]
        (marked,) = marked_of([row])
        sentence = next((s for s in marked.sentences if s.start <= start < s.end), None)
        if row["text"][start:end].lower() not in ("he", "she") or sentence is None:
            continue
        if end + 2 >= sentence.end:
            continue
        number += 1
        content = Span(marked.id, end + 1, sentence.end)
        said = Statement("s", (Span(marked.id, start, end),), (), (content,), "indirect")
        names = join_names(marked, find_entities(marked), tagger.entities(marked))
        speaker = speaker_of(resolve_speakers([marked], [said], names)).get("s")
        places = [s for s in (speaker.mentions if speaker else ()) if s.start != start]
        for name in ("a", "b"):
            hit = any(s.overlap(Span(marked.id, *row[name])) for s in places)
            meant = row[f"{name}_coref"]
            right, wrong = right + (hit and meant), wrong + (hit and not meant)
            missed += meant and not hit
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    yield f"== GAP dev, {number} he and she: precision {precision:.3f}, recall {recall:.3f}\n"


PARTS = (
    evaluate_said,
    evaluate_names,
    evaluate_confidence,
    evaluate_certain,
    evaluate_pronouns,
)


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with data/ and score/")
    parser.add_argument("--tagger", type=Path, default=None, help="default: the package's own")
    parser.add_argument("--out", type=Path, required=True, help="where predictions are written")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    tagger = load_tagger(args.tagger)
    if tagger is None:
        sys.exit("no tagger: its weights or onnxruntime are missing")
    for part in PARTS:
        for table in part(tagger, args.data, args.out):
            print(table, flush=True)


if __name__ == "__main__":
    main()
