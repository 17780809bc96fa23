"""Killing the process at any moment loses nothing that was acknowledged.

SECONDSOURCE_KILLS sets how often; some hundreds take a minute.
"""

import os
import random
import signal
import time

import pytest

from secondsource.model import Report
from secondsource.store import Case, Decision, Target

from .piles import ARRIVED

KILLS = int(os.environ.get("SECONDSOURCE_KILLS", "48"))
AGAIN = 8  # kills of one file; then a new one, since checks grow with it
LONGEST = 0.06  # seconds before a kill; an add takes some milliseconds

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with fork")


def keep_adding(path, seed, out):
    """Adds and decides without end; says what was acknowledged, one line each."""
    chance = random.Random(seed)
    with Case.open(path) as case:
        for number in range(10**6):
            # Every fifth report is a further version of one page.
            page = "https://tern.example/live" if number % 5 == 0 else None
            words = " ".join(chance.choices(["crane", "quay", "jib", "dock", "tide"], k=400))
            repeat = chance.choice([1, 1, 1, 60])
            name = f"r{seed}-{number}"
            report = Report(id=name, title="Live", text=f"{name} {words} " * repeat, url=page)
            (added,) = case.add([report], {}, ARRIVED)
            out.write(f"report {added.report_id} {added.version}\n")
            if number % 3 == 0:
                target = Target("case", "case", "")
                made = case.decide(Decision("note", "fe", ARRIVED, name, (target,)))
                out.write(f"decision {made.id}\n")


def killed_while_adding(path, seed, pause):
    """What a process said it had done, before it was killed after the pause."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            with os.fdopen(writing, "w", buffering=1) as out:
                keep_adding(path, seed, out)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as lines:
        first = lines.readline()
        time.sleep(pause)
        os.kill(child, signal.SIGKILL)
        said = [first, *lines]
    os.waitpid(child, 0)
    return [line.split() for line in said if line.endswith("\n")]


def test_no_acknowledged_report_or_decision_is_lost_by_a_kill(tmp_path):
    chance = random.Random(20310503)
    acknowledged, total = [], 0
    for kill in range(KILLS):
        if kill % AGAIN == 0:
            total += len(acknowledged)
            acknowledged = []
        path = tmp_path / f"{kill // AGAIN}.case"
        said = killed_while_adding(path, kill, chance.uniform(0, LONGEST))
        acknowledged += said
        with Case.open(path) as case:
            stored = {
                ("report", v["report"], str(v["version"]))
                for v in case._db.execute("SELECT report, version FROM versions")
            } | {("decision", d.id) for d in case.decisions()}
            assert case.integrity().problems == ()
        assert {tuple(line) for line in acknowledged} <= stored
    assert total + len(acknowledged) > KILLS


def test_a_kill_while_the_file_is_made_leaves_a_file_that_can_be_used(tmp_path):
    chance = random.Random(7)
    for number in range(10):
        path = tmp_path / f"{number}.case"
        child = os.fork()
        if child == 0:
            try:
                Case.open(path)
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0, 0.01))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with Case.open(path) as case:
            case.add([Report(id="r", text="A crane fell.")], {}, ARRIVED)
            assert case.integrity().ok
