"""Invented reports in files, and the command run as a person would run it."""

import json
import subprocess
import sys

import pytest

WIRE = (
    "BRANDMOOR, May 3 (Tern Agency) - A crane fell on the north quay on Friday, the port said.\n\n"
    '"The brake did not hold," said Ada Finch, the harbour master.\n\n'
    "Three people were hurt, the port said.\n"
)
COPY = (
    "A crane fell on the north quay on Friday, the port said.\n\n"
    '"The brake did not hold," said Ada Finch, the harbour master.\n\n'
    "Five people were hurt, the port said.\n"
)


@pytest.fixture
def pile(tmp_path):
    """A folder of two reports and a file that is none."""
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "tern.txt").write_text(WIRE, encoding="utf-8")
    rows = [{"id": "quay", "text": COPY, "outlet": "Quay Post", "title": "Crane falls"}]
    (folder / "more.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def run(tmp_path):
    """Runs `secondsource` with the arguments in a process of its own."""

    def run_it(*arguments, stdin=""):
        return subprocess.run(
            [sys.executable, "-m", "secondsource", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            timeout=120,
            check=False,
        )

    return run_it
