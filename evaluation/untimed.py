"""Copies cases without any time or byline: what is left must tell who derives from whom.

usage: untimed.py CASES OUT

CASES holds folders with reports.jsonl and expected.json; the gold is copied as it is.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

TAKEN = ("published", "byline")


def without(line: str) -> str:
    """One report's line of JSON without its time and byline."""
    report = {key: value for key, value in json.loads(line).items() if key not in TAKEN}
    return json.dumps(report, ensure_ascii=False) + "\n"


def main() -> None:
    """Writes the copies."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    for folder in sorted(f for f in args.cases.iterdir() if (f / "expected.json").is_file()):
        copy = args.out / folder.name
        copy.mkdir(parents=True, exist_ok=True)
        lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
        (copy / "reports.jsonl").write_text("".join(map(without, lines)), encoding="utf-8")
        shutil.copy(folder / "expected.json", copy / "expected.json")


if __name__ == "__main__":
    main()
