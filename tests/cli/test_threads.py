"""A command computes on one core unless the user says otherwise."""

from __future__ import annotations

import os
import sys

import pytest

from secondsource.cli import main

NAME = "OPENBLAS_NUM_THREADS"


def run_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["secondsource", "--version"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert not stopped.value.code


def test_one_thread_where_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "")
    monkeypatch.delenv(NAME)
    run_version(monkeypatch)
    assert os.environ[NAME] == "1"


def test_what_the_user_says_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "4")
    run_version(monkeypatch)
    assert os.environ[NAME] == "4"
