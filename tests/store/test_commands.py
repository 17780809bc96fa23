"""The commands that work on a case, as a person runs them."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from secondsource.cli.app import app
from secondsource.store import Case

from .piles import COPY, MENDED, OWN, PAGE, WIRE


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with three reports, and a mended one beside it, where the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pile").mkdir()
    for name, text in (("quay", COPY), ("moor", OWN)):
        (tmp_path / "pile" / f"{name}.txt").write_text(text, encoding="utf-8")
    for name, text in (("pile/tern", WIRE), ("mended", MENDED)):
        row = {"id": "tern", "text": text, "outlet": "Tern Agency", "url": PAGE}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path


def run(*arguments, status=0):
    """What the command says; fails where its status is another."""
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.output
    return done


def test_from_adding_to_a_second_case(folder):
    said = run("add", "a.case", "pile").stdout
    assert sorted(said.splitlines()) == ["added moor", "added quay", "added tern"]
    assert run("add", "a.case", "mended.jsonl").stdout == "added tern, version 2\n"
    again = run("add", "a.case", "pile", "mended.jsonl").stdout
    assert {line.split()[0] for line in again.splitlines()} == {"there"}
    assert "DERIVED BEFORE A CORRECTION" in run("show", "a.case").stdout
    run("show", "a.case", "--html", "a.html", "--json", "a.json", "--csv", "t", "--xlsx", "a.xlsx")
    assert "Derived before a correction" in (folder / "a.html").read_text(encoding="utf-8")
    assert (folder / "t" / "before_correction.csv").read_text().count("\n") == 2
    run("export", "a.case", "--to", "one")
    assert "4 versions and 0 decisions" in run("import", "b.case", "one").stdout
    run("export", "b.case", "--to", "two")
    for file in (p for p in (folder / "one").rglob("*") if p.is_file()):
        assert file.read_bytes() == (folder / "two" / file.relative_to(folder / "one")).read_bytes()
    run("export", "a.case", "--to", "few", "--form", "pack", "--form", "decisions")
    assert {p.name for p in (folder / "few").iterdir()} == {
        "pack.jsonl",
        "decisions.jsonl",
        "manifest.json",
    }


def test_an_address_is_refused_with_what_to_do(folder):
    done = run("add", "a.case", "https://tern.example/crane", "pile/moor.txt", status=1)
    assert "save the page" in done.stderr
    assert done.stdout == "added moor\n"
    assert run("add", "b.case", "https://tern.example/crane", status=2).stdout == ""
    assert not (folder / "b.case").exists()


def test_what_could_not_be_read_stands_in_the_case(folder):
    (folder / "pile" / "empty.txt").write_text("")
    run("add", "a.case", "pile", status=1)
    with Case.open("a.case") as case:
        assert [one.place for one in case.refused()] == ["pile/empty.txt"]
    assert "empty.txt" in run("show", "a.case", status=1).stdout


def test_purging_on_the_command_line(folder):
    run("add", "a.case", "pile")
    assert "removed 1 versions" in run("purge", "a.case", "--report", "moor").stdout
    assert "blanked in 2 versions" in run("purge", "a.case", "--person", "Ada Finch").stdout
    content = (folder / "a.case").read_bytes().lower()
    assert b"olaf" not in content
    assert b"finch" not in content


@pytest.mark.parametrize("command", ["show", "export", "purge"])
def test_a_case_that_is_not_there_is_told_in_one_line(folder, command):
    more = {"export": ["--to", "x"], "purge": ["--report", "x"]}.get(command, [])
    done = subprocess.run(
        [sys.executable, "-m", "secondsource", command, "none.case", *more],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "no case is there" in done.stderr
    assert list(folder.glob("none*")) == []


def test_killing_the_command_loses_nothing_that_it_named(folder):
    chance = random.Random(3)
    lines = [
        json.dumps({"id": f"r{n}", "text": f"Report {n} of a crane. " * 20}) for n in range(400)
    ]
    (folder / "many.jsonl").write_text("\n".join(lines))
    named = set()
    for _ in range(4):
        command = subprocess.Popen(
            [sys.executable, "-m", "secondsource", "add", "a.case", "many.jsonl"],
            stdout=subprocess.PIPE,
            text=True,
        )
        first = command.stdout.readline()
        time.sleep(chance.uniform(0, 0.2))
        os.kill(command.pid, signal.SIGKILL)
        said = [first, *command.stdout]
        command.wait()
        named |= {line.split()[-1] for line in said if line.endswith("\n")}
    with Case.open("a.case") as case:
        assert named <= {report.id for report in case.reports()}
        assert case.integrity().ok
    assert named
