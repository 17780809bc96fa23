"""What may not stand in a tracked file, and tests that nobody runs."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator

import pytest

from .package import ROOT

pytestmark = pytest.mark.skipif(
    not (ROOT / ".git").exists(), reason="no checkout: tracked files are unknown"
)

# Folders of one machine, and hosts that only an installation needs. Written in two pieces, or this
# file would be the first to fail.
HERE_ALONE = re.compile(
    "|".join(
        (
            r"(?<![\w.])/(?:" + "root|work" + r")/\w",
            r"(?<![\w.:/])/(?:" + "home|Users" + r")/[a-z]\w+/",
            r"\b[A-Z]:\\\\?" + "Users",
            r"\b(?:" + "py" + r"pi|files\.python" + r"hosted)\.org",
            r"\bregistry\." + r"npmjs\.org|\bconda\." + r"anaconda\.org",
        )
    )
)
SKIPS = ("skip", "skipif", "importorskip", "xfail")


def tracked() -> Iterator[tuple[str, str]]:
    """Name and text of every tracked file that is text."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in sorted(listed.stdout.decode().split("\0")):
        path = ROOT / name
        if name and path.is_file():
            data = path.read_bytes()
            if b"\0" not in data:
                yield name, data.decode("utf-8", errors="replace")


def test_no_file_names_a_folder_of_one_machine_or_a_registry():
    found = {
        f"{name}: {match.group()}"
        for name, text in tracked()
        for match in HERE_ALONE.finditer(text)
    }
    assert found == set()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("open('" + "/wo" + "rk/x.txt')", True),
        ("see " + "/ho" + "me/ann/notes", True),
        ("https://" + "py" + "pi.org/simple", True),
        ("https://example.org/home/page/one", False),
        ("docs/work/plan", False),
    ],
)
def test_a_folder_of_one_machine_is_seen(line, found):
    assert bool(HERE_ALONE.search(line)) is found


def test_no_test_is_skipped_without_a_reason():
    silent = []
    for name, text in tracked():
        if not name.startswith("tests/") or not name.endswith(".py"):
            continue
        tree = ast.parse(text)
        bare = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in SKIPS and id(node) not in bare:
                silent.append(f"{name}:{node.lineno}")
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            reasons = [word for word in node.keywords if word.arg == "reason"]
            told = bool(reasons) or (node.func.attr == "skip" and bool(node.args))
            if node.func.attr in SKIPS and not told:
                silent.append(f"{name}:{node.lineno}")
    assert silent == []
