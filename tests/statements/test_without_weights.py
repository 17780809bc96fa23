"""The package with the trained tagger's folder gone: the rules do the work, and a line says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import secondsource

PACKAGE = Path(secondsource.__file__).parent
REPORT = "“The dam holds for now,” Ines Varga, head warden, said on Tuesday. No crew has left."


def test_check_works_without_the_weights_and_warns(tmp_path: Path) -> None:
    skipped = shutil.ignore_patterns("tagger", "__pycache__", ".*")
    shutil.copytree(PACKAGE, tmp_path / "secondsource", ignore=skipped)
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "secondsource", "check", "--tagger", "both", "report.txt"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not (tmp_path / "secondsource" / "data" / "tagger").exists()
    assert "The dam holds for now" in done.stdout
    assert "weights" in done.stdout + done.stderr
