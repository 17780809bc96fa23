"""What the machine sees: no connection, no file but those asked for, the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "silo-fire"
WATCHED = Path(__file__).with_name("watched.py")


def watched(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, run in `folder`, under watch."""
    return subprocess.run(
        [sys.executable, str(WATCHED), str(folder), *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


FORMS = ("--html", "a.html", "--json", "a.json", "--markdown", "a.md", "--xlsx", "a.xlsx")


def test_a_check_of_plain_texts_opens_no_socket(tmp_path):
    """Pages load other libraries, so this is asked apart."""
    (tmp_path / "a.txt").write_text("A crane fell on Friday, Ada Finch said.\n", encoding="utf-8")
    done = watched(tmp_path, "check", "a.txt")
    assert done.stderr == ""
    assert done.returncode == 0


def test_a_check_opens_no_socket_and_writes_what_it_was_asked_for_alone(tmp_path):
    done = watched(tmp_path, "check", str(EXAMPLE), *FORMS)
    assert done.stderr == ""
    assert done.returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"a.html", "a.json", "a.md", "a.xlsx"}


@pytest.mark.parametrize("command", ["reports", "statements", "entities", "stories", "derivation"])
def test_the_other_commands_open_no_socket_and_write_nothing(command, tmp_path):
    row = '{"id": "a", "text": "A crane fell, said Ada Finch.", "outlet": "Quay Post"}\n'
    (tmp_path / "given.jsonl").write_text(row, encoding="utf-8")
    done = watched(tmp_path, command, "given.jsonl")
    assert done.stderr == ""
    assert done.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["given.jsonl"]


@pytest.mark.parametrize(
    ("act", "seen"),
    [
        ("import socket; socket.socket()", "reached: socket.__new__"),
        ("open('../elsewhere.txt', 'w').close()", "elsewhere.txt"),
        ("import urllib.request; urllib.request.urlopen('http://localhost:1/')", "reached: urllib"),
    ],
)
def test_the_watch_sees_what_it_looks_for(act, seen, tmp_path):
    """Or the two tests above would prove nothing."""
    code = WATCHED.read_text(encoding="utf-8").replace(" main()\n", f" {act}\n        main()\n")
    code = code.replace(
        "except SystemExit as leaving:\n        status = int(leaving.code or 0)",
        "except BaseException:\n        pass",
    )
    (tmp_path / "seen.py").write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "seen.py", str(tmp_path / "allowed"), "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert seen in done.stderr
    assert done.returncode == 3


def test_the_hash_seed_changes_no_byte(tmp_path):
    """Sets and hashes of text come in another order in every process."""
    written = {
        watched(tmp_path, "check", str(EXAMPLE), "--json", "-", PYTHONHASHSEED=str(seed)).stdout
        for seed in range(5)
    }
    assert len(written) == 1
    assert written.pop().startswith("{")


def test_the_names_and_the_order_of_the_files_change_no_byte(tmp_path):
    files = sorted(str(path) for path in EXAMPLE.iterdir())
    one, other = (
        watched(tmp_path, "check", *given, "--json", "-") for given in (files, files[::-1])
    )
    assert one.stdout == other.stdout
    assert one.returncode == other.returncode == 0
