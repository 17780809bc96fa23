"""Daft on Ray: what the local engine finds, though a worker is killed in the middle of it.

The cluster runs in a network of its own that has loopback only, and among processes of its own, so
that nothing outside is reached, met or left behind.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from importlib.util import find_spec

import pytest

pytest.importorskip("numba", reason="the archive kernels need the extra 'scale'")

from secondsource.scale.archive import find_pairs, find_stories, make_job, read_candidates
from tests.scale.test_archive import SMALL, pile, write_archive
from tests.scale.test_engines import ROOT, files

ALONE = ["unshare", "--net", "--pid", "--fork", "--mount-proc"]
RUN = """
import json, os, signal, sys, threading, time
from dataclasses import replace
from pathlib import Path
from secondsource.scale import tasks
from secondsource.scale.archive import find_pairs, find_stories, make_job, read_candidates
from secondsource.scale.engines import open_engine
from tests.scale.test_archive import SMALL

log = Path(sys.argv[1])

def slowly(job, number):
    with log.open("a") as out:
        out.write(f"{os.getppid()} {number}\\n")
    time.sleep(0.3)
    tasks.make_links(job, number)

def kill_a_worker(killed):
    while not log.exists() or len(log.read_text().splitlines()) < 4:
        time.sleep(0.05)
    killed.append(int(log.read_text().split()[0]))
    title = Path(f"/proc/{killed[0]}/cmdline").read_bytes().decode()
    assert title.startswith("ray::"), title
    os.kill(killed[0], signal.SIGKILL)

if __name__ == "__main__":
    job = make_job([Path(p) for p in sys.argv[3:]], folder=Path(sys.argv[2]),
                   archive=replace(SMALL, bucket_bits=4))
    killed = []
    with open_engine("ray", workers=2) as run:
        run.map(tasks.make_postings, job, range(len(job.shards)))
        tasks.save_order(job)
        killer = threading.Thread(target=kill_a_worker, args=(killed,))
        killer.start()
        run.map(slowly, job, job.buckets())
        killer.join()
    find_pairs(job, engine="ray", workers=2)
    pairs = [[c.left, c.right, c.shared] for c in read_candidates(job)]
    print(json.dumps([pairs, list(find_stories(job, engine="ray", workers=2)), killed]))
"""


@pytest.fixture
def alone():
    """Runs a command in a network and among processes of its own; gives what it prints."""
    if find_spec("ray") is None or find_spec("daft") is None:
        pytest.skip("needs Ray: pip install 'secondsource[scale]'")
    if shutil.which("unshare") is None or subprocess.run([*ALONE, "true"], check=False).returncode:
        pytest.skip("needs leave to make a network namespace (unshare), as root has it")
    # Sockets have short names, so not below the folder of the test.
    with tempfile.TemporaryDirectory(prefix="ray-", dir="/tmp") as home:

        def run(*command: object) -> str:
            whole = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh", *map(str, command)]
            env = {**os.environ, "HOME": home, "RAY_TMPDIR": home, "PYTHONPATH": str(ROOT)}
            env |= {"RAY_AUTH_MODE": "disabled"}  # else it writes a token; nobody else is here
            env.pop("RAY_ADDRESS", None)
            done = subprocess.run(
                [*ALONE, *whole], capture_output=True, text=True, env=env, timeout=420
            )
            assert done.returncode == 0, done.stderr[-3000:]
            return done.stdout.splitlines()[-1]

        yield run


def test_a_killed_worker_of_a_cluster_loses_nothing_and_doubles_nothing(tmp_path, alone):
    paths = write_archive(tmp_path, pile())
    script, log = tmp_path / "run.py", tmp_path / "log"
    script.write_text(RUN, encoding="utf-8")
    found = json.loads(alone(sys.executable, script, log, tmp_path / "by-ray", *paths))
    pairs, stories, killed = found
    rows = [line.split() for line in log.read_text().splitlines()]
    by_others = [number for worker, number in rows if int(worker) not in killed]
    assert len(killed) == 1
    assert by_others, "another worker took over"
    assert {int(number) for _, number in rows} == set(range(16))

    job = make_job(paths, folder=tmp_path / "by-local", archive=replace(SMALL, bucket_bits=4))
    find_pairs(job)
    assert [[c.left, c.right, c.shared] for c in read_candidates(job)] == pairs
    assert [list(row) for row in find_stories(job)] == stories
    assert files(tmp_path / "by-local") == files(tmp_path / "by-ray")
