"""Runs the product on made cases and prints the scorer's figures by kind.

usage: score_made.py --data ../shared DIR [--match TEXT] [--keep OUT] [--only-score]

DIR is what make_cases.py wrote; --match takes the folders whose name holds TEXT ("check-");
--keep writes the product's output there, and takes what is there already with --only-score.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from secondsource.brief import WRITERS
from secondsource.derivation import load_outlets
from secondsource.models import load_models
from secondsource.pipeline import check_reports
from secondsource.reports import read_reports
from secondsource.settings import Settings

COLUMNS = {
    "story": ("story", "f1"),
    "depend": ("dependent", "f1"),
    "parent": ("parent",),
    "origin": ("origin",),
    "reports": ("reports", "exact"),
    "quote": ("quotation", "f1"),
    "speaker": ("speaker",),
    "confR": ("conflict", "recall"),
    "confP": ("conflict", "precision"),
    "control": ("control", "clean"),
    "trap": ("trap",),
    "update": ("update", "found"),
    "found": ("claim", "found"),
    "claimP": ("claim", "precision"),
    "pairing": ("claim", "pairing", "f1"),
    "exact": ("claim", "exact"),
    "macro": ("claim", "macro"),
    "spkr": ("claim", "speakers", "exact"),
}


def run_all(folders: list[Path], out: Path) -> None:
    """The product's output for each case, one file each."""
    settings, models, outlets = Settings(), load_models(), load_outlets()
    out.mkdir(parents=True, exist_ok=True)
    for folder in folders:
        reports, refused = read_reports([folder / "reports.jsonl"], settings=settings.reports)
        brief = check_reports(reports, refused, settings=settings, models=models, outlets=outlets)
        (out / f"{folder.name}.json").write_text(WRITERS["json"](brief), encoding="utf-8")


def score_of(scorer: ModuleType, folders: list[Path], out: Path) -> dict[str, Any]:
    """The scorer's result over these cases."""
    with tempfile.TemporaryDirectory() as home:
        for folder in folders:
            (Path(home) / folder.name).symlink_to(folder.resolve())
        result: dict[str, Any] = scorer.score(home, str(out))
    return result


def dig(result: Mapping[str, Any], path: tuple[str, ...]) -> float | None:
    """A figure of the result; None where nothing was to judge."""
    at: Any = result
    for key in path:
        at = at.get(key) if isinstance(at, Mapping) else None
    return float(at) if isinstance(at, int | float) and at == at else None


def others_named(folders: list[Path], out: Path) -> dict[str, str]:
    """The omissions, roundings and refinements of the gold: how many were named as such, of all.

    What the scorer of cases does not ask: both sides touched by a relation of this type. Cases that
    were not made by altering have omissions at most.
    """
    named, total = defaultdict(int), defaultdict(int)  # type: ignore[var-annotated]
    for folder in folders:
        gold = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        omitted = [pair for pair in gold["conflicts"] if pair["type"] == "omission"]
        pairs = [*gold.get("others", ()), *omitted]
        lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
        found = json.loads((out / f"{folder.name}.json").read_text(encoding="utf-8"))["conflicts"]
        for pair in pairs:
            total[pair["type"]] += 1
            named[pair["type"]] += any(
                relation["type"] == pair["type"] and _touch(relation, pair, texts)
                for relation in found
            )
    return {sort: f"{named[sort]} of {total[sort]}" for sort in sorted(total)}


def _touch(relation: Mapping[str, Any], pair: Mapping[str, Any], texts: Mapping[str, str]) -> bool:
    """Does a relation touch both passages of a pair, in either order?"""

    def at(span: Mapping[str, Any], side: str) -> bool:
        passage = pair[side]
        start = texts[passage["report"]].find(passage["text"])
        end = start + len(passage["text"])
        inside = span["start"] < end and start < span["end"]
        return span["report"] == passage["report"] and inside

    a, b = relation["a"], relation["b"]
    return (at(a, "a") and at(b, "b")) or (at(a, "b") and at(b, "a"))


def by_kind(folders: list[Path]) -> dict[str, list[Path]]:
    """The folders by the kind in their gold, and all of them."""
    groups: dict[str, list[Path]] = defaultdict(list)
    for folder in folders:
        gold = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        groups[gold["kind"]].append(folder)
    return dict(groups) | {"all": folders}


def main() -> None:
    """Runs, scores, prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--match", default="")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only-score", action="store_true")
    args = parser.parse_args()
    sys.path.insert(0, str(args.data / "score"))
    import score_cases

    folders = sorted(f for f in args.cases.iterdir() if f.is_dir() and args.match in f.name)
    with tempfile.TemporaryDirectory() as scratch:
        out = args.keep or Path(scratch)
        if not args.only_score:
            run_all(folders, out)
        print(f"{'kind':28}   n " + " ".join(f"{c[:7]:>7}" for c in COLUMNS))
        for kind, group in by_kind(folders).items():
            result = score_of(score_cases, group, out)["overall"]
            cells = (dig(result, path) for path in COLUMNS.values())
            print(
                f"{kind:28} {len(group):3} "
                + " ".join("      -" if c is None else f"{c:7.3f}" for c in cells)
            )
        print(json.dumps({k: result[k] for k in ("conflict", "update")}))
        print(json.dumps({"no conflicts, named": others_named(folders, out)}))
        print(json.dumps({k: result["claim"][k] for k in ("n", "by_k", "speakers", "covered")}))


if __name__ == "__main__":
    main()
