"""No text of the development cases stands in the repository: they are not ours to publish."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .package import ROOT

RUN = 8  # words in a row; a shorter run may be a phrase that everybody uses
TABLES = (".tsv", ".json")  # word tables and schemas hold no running text
CASES = Path(os.environ.get("SECONDSOURCE_DATA", ROOT.parent / "shared")) / "cases"
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words in lower case, marks dropped: other quotation marks make no other text."""
    return WORD.findall(text.lower())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every stretch of RUN words; a shorter text gives none."""
    found = words(text)
    return (tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1))


def case_texts() -> Iterator[str]:
    """Titles and texts of the cases' reports."""
    for path in sorted(CASES.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            yield from (report.get("title") or "", report.get("text") or "")
    for path in sorted(CASES.rglob("reports/*.txt")):
        yield path.read_text(encoding="utf-8")


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Name and text of every tracked file that is text and no table."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in sorted(listed.stdout.decode().split("\0")):
        path = ROOT / name
        if not name or path.suffix in TABLES or not path.is_file():
            continue
        data = path.read_bytes()
        if b"\0" not in data:
            yield name, data.decode("utf-8", errors="replace")


def copied(texts: Iterator[tuple[str, str]], ours: set[tuple[str, ...]]) -> dict[str, str]:
    """File name -> the first run that stands in `ours` too."""
    found: dict[str, str] = {}
    for name, text in texts:
        for run in runs(text):
            if run in ours:
                found.setdefault(name, " ".join(run))
    return found


def test_a_copied_sentence_is_found_whatever_its_marks():
    theirs = set(runs("The mill at Orrin lost its wheel in the flood of May."))
    note = "# e.g. “the mill at Orrin lost its\n wheel” in the flood"
    assert copied(iter([("note.py", note), ("other.py", "the mill at Orrin")]), theirs) == {
        "note.py": "the mill at orrin lost its wheel in"
    }


@pytest.mark.skipif(not CASES.is_dir(), reason=f"no development cases at {CASES}")
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no checkout: tracked files are unknown")
def test_no_tracked_file_repeats_words_of_a_case():
    theirs = {run for text in case_texts() for run in runs(text)}
    assert theirs, f"no reports under {CASES}"
    assert copied(tracked_texts(), theirs) == {}
