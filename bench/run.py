"""Prints what the package costs, each figure beside its budget: `python bench/run.py`.

CPU seconds (user and system), never wall time: other work on the machine changes that alone.
Commands are measured as processes of their own, a few times, of which the least counts.
"""

from __future__ import annotations

import argparse
import difflib
import inspect
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does, before NumPy is loaded

from corpus import made_corpus, write_corpus

REPEATS = 3  # a first run reads files that the next finds in memory
REPORTS = 100
BUDGETS = {
    "import secondsource": 0.2,
    "secondsource --help": 0.3,
    "check of three short texts, cold": 1.5,
    "check of three short texts, MB": 500.0,
    f"check of {REPORTS} reports of 400 words": 8.0,
}
LEAST_SHARE = 0.01  # of the whole; stages below it are not shown
SHORT = 60  # words of a short text


def cost_of(command: list[str]) -> tuple[float, float]:
    """CPU seconds and resident megabytes of a command that must succeed, at the least."""
    costs = [_cost_once(command) for _ in range(REPEATS)]
    return min(seconds for seconds, _ in costs), min(size for _, size in costs)


def _cost_once(command: list[str]) -> tuple[float, float]:
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=complaints)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            complaints.seek(0)
            raise SystemExit(f"{command} failed: {complaints.read().decode()}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def show(name: str, value: float, unit: str = "s") -> bool:
    """One line of the table; False where it is over its budget."""
    budget = BUDGETS[name]
    verdict = "PASS" if value <= budget else "OVER"
    print(f"{name:45} {value:8.2f} {unit:3} of {budget:6.1f}  {verdict}")
    return value <= budget


def commands(folder: Path) -> Iterator[bool]:
    """The costs of starting: the import, the help, a first small check."""
    python = sys.executable
    idle, _ = cost_of([python, "-c", "pass"])
    print(f"{'(python alone, not taken off)':45} {idle:8.2f} s")
    yield show("import secondsource", cost_of([python, "-c", "import secondsource"])[0])
    yield show("secondsource --help", cost_of([python, "-m", "secondsource", "--help"])[0])
    for number, row in enumerate(made_corpus(3)):
        words = " ".join(row["text"].split(" ")[:SHORT])
        (folder / f"{number}.txt").write_text(f"{row['title']}\n\n{words}\n", encoding="utf-8")
    seconds, size = cost_of([python, "-m", "secondsource", "check", str(folder)])
    yield show("check of three short texts, cold", seconds)
    yield show("check of three short texts, MB", size, "MB")


def stages(path: Path) -> Iterator[bool]:
    """The cost of a hundred reports, and which stage takes it."""
    from secondsource import pipeline
    from secondsource.derivation import load_outlets
    from secondsource.models import load_models
    from secondsource.reports import read_reports
    from secondsource.settings import Settings

    spent: dict[str, float] = {}
    for name, stage in list(vars(pipeline).items()):
        if inspect.isfunction(stage) and stage.__module__ != pipeline.__name__:
            setattr(pipeline, name, timed(stage, name, spent))
    settings, models, outlets = Settings(), load_models(), load_outlets()
    began = time.process_time()
    reports, refused = timed(read_reports, "read_reports", spent)([path], settings=settings.reports)
    pipeline.check_reports(reports, refused, settings=settings, models=models, outlets=outlets)
    total = time.process_time() - began
    passed = show(f"check of {REPORTS} reports of 400 words", total)
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        if seconds >= LEAST_SHARE * total:
            print(f"    {name:41} {seconds:8.2f} s   {seconds / total:6.0%}")
    yield passed


def timed(
    stage: Callable[..., object], name: str, spent: dict[str, float]
) -> Callable[..., object]:
    """The stage, adding its CPU seconds to `spent`."""

    def run(*given: object, **named: object) -> object:
        began = time.process_time()
        try:
            return stage(*given, **named)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - began

    return run


def alignment_against_difflib() -> None:
    """How long the standard library takes over the pairs of words that alignment compares."""
    from secondsource.alignment import align_reports
    from secondsource.model import Report
    from secondsource.settings import Settings
    from secondsource.text import mark_reports

    rows = [row for row in made_corpus(REPORTS) if row["id"].startswith("s0-")]
    reports = [Report(id=row["id"], text=row["text"]) for row in rows]
    settings = Settings()
    story = mark_reports(reports, settings=settings.text)
    began = time.process_time()
    align_reports(story, settings=settings.alignment)
    ours = time.process_time() - began
    began = time.process_time()
    words = [report.text.split() for report in reports]
    for number, left in enumerate(words):
        for right in words[number + 1 :]:
            difflib.SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    theirs = time.process_time() - began
    print(
        f"alignment of one story of {len(rows)}: {ours:.2f} s; difflib on the same pairs of words:"
        f" {theirs:.2f} s ({theirs / ours:.1f} times ours)"
    )


def main() -> int:
    """0 if every figure is within its budget, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stages-only", action="store_true", help="leave the processes out")
    given = parser.parse_args()
    passed = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "short").mkdir()
        if not given.stages_only:
            passed += commands(folder / "short")
        write_corpus(folder / "corpus.jsonl", REPORTS)
        passed += stages(folder / "corpus.jsonl")
    alignment_against_difflib()
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
