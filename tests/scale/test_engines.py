"""Every engine gives the same; one that is stopped, killed or absent says so or goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("numba", reason="the archive kernels need the extra 'scale'")

from secondsource.errors import EngineError, ExtraNeededError, ReportError, SettingsError
from secondsource.scale import engines
from secondsource.scale.archive import find_pairs, make_job, read_candidates
from secondsource.scale.engines import open_engine
from tests.scale.test_archive import SMALL, pile, write_archive

# An engine is chosen once a process, as Daft has it: so each gets a process of its own.
RUN = """
import json, os, sys
from pathlib import Path
from secondsource.errors import SecondsourceError
from secondsource.scale.archive import find_pairs, find_stories, make_job, read_candidates
from secondsource.scale.engines import open_engine
from tests.scale.test_archive import SMALL

def dies_once(job, number):
    died = job.folder.parent.with_suffix(".died")
    if number == 1 and not died.exists():
        died.touch()
        os._exit(9)

if __name__ == "__main__":
    engine, folder, *paths = sys.argv[1:]
    job = make_job([Path(path) for path in paths], folder=Path(folder), archive=SMALL)
    try:
        if engine == "daft":
            with open_engine(engine, workers=2) as run:
                run.map(dies_once, job, range(3))
        find_pairs(job, engine=engine, workers=2)
        found = [[c.left, c.right, c.shared] for c in read_candidates(job)]
        stories = list(find_stories(job, engine=engine, workers=2))
        print(json.dumps([found, stories, "daft" in sys.modules, "ray" in sys.modules]))
    except SecondsourceError as error:
        print(json.dumps([type(error).__name__, str(error)]))
"""
ROOT = Path(__file__).parents[2]


def run(engine: str, folder: Path, paths: list[Path]) -> list:
    """What candidates and stories an engine finds, in a process of its own."""
    script = folder.with_suffix(".py")
    script.write_text(RUN, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), engine, str(folder), *map(str, paths)],
        capture_output=True,
        text=True,
        cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def files(folder: Path) -> dict[str, bytes]:
    """All files between, by their paths inside the folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_daft_finds_to_the_byte_what_the_local_engine_finds_though_a_process_dies(tmp_path):
    pytest.importorskip("daft", reason="needs the extra 'scale'")
    paths = [path.relative_to(tmp_path) for path in write_archive(tmp_path, pile())]
    local, daft = (run(name, tmp_path / f"by-{name}", paths) for name in ("local", "daft"))
    assert local[2:] == [False, False], "an engine that was not chosen is not imported"
    assert len(local[0]) > 10
    assert (tmp_path / "by-daft.died").exists()
    assert daft[:2] == local[:2]
    assert files(tmp_path / "by-daft") == files(tmp_path / "by-local")


def test_daft_gives_an_error_of_ours_in_our_words(tmp_path):
    pytest.importorskip("daft", reason="needs the extra 'scale'")
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": "one"}\n{"id": "b"}\n', encoding="utf-8")
    kind, words = run("daft", tmp_path / "between", [path])
    assert kind == "ReportError"
    assert words.startswith(f"{path}:2: expected an object")


@pytest.mark.parametrize("engine", ["daft", "ray"])
def test_an_absent_package_is_named_with_the_line_that_installs_it(engine, monkeypatch):
    monkeypatch.setitem(sys.modules, engine, None)
    with (
        pytest.raises(ExtraNeededError, match=rf"{engine}; .* pip install 'secondsource\[scale\]'"),
        open_engine(engine),
    ):
        pass


def test_no_engine_reports_its_use_to_anybody(monkeypatch):
    for name in engines._QUIET:
        monkeypatch.setenv(name, "not set by us")
    assert engines._imported("json") is json
    assert {name: os.environ[name] for name in engines._QUIET} == engines._QUIET
    assert os.environ["DO_NOT_TRACK"] == "1"


def test_no_workers_are_refused():
    with pytest.raises(SettingsError, match="0 workers"):
        open_engine("local", workers=0)


def _dies(job, number):
    os._exit(9)


def test_a_killed_process_of_the_pool_ends_the_run_and_says_how_to_go_on(tmp_path):
    job = make_job(write_archive(tmp_path, pile()), folder=tmp_path, archive=SMALL)
    with (
        pytest.raises(EngineError, match="goes on from there"),
        open_engine("local", workers=2) as run,
    ):
        run.map(_dies, job, range(2))
    find_pairs(job)
    assert len(list(read_candidates(job))) > 10


def test_an_error_keeps_its_kind_and_words():
    told = engines._told(lambda job, number: _refuses(), None, 0)
    with pytest.raises(ReportError, match=r"^a\.jsonl: 1: no$"):
        engines._raise_first(["", told])


def _refuses():
    raise ReportError("a.jsonl: 1: no")
