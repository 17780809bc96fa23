"""An archive's stories are grouped as a small pile's are, block by block."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.scale.archive import find_stories, make_job
from secondsource.settings import ArchiveSettings, StorySettings
from secondsource.stories.grouping import group
from secondsource.stories.likeness import nearness

pytest.importorskip("numba", reason="the archive kernels need the extra 'scale'")

from secondsource.scale import grouping
from secondsource.scale.story_limits import fading, joining

STAGE = StorySettings()


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 24), st.integers(1, 5), st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_groups_are_those_of_the_plain_path(size, groups, digits, seed):
    # Few digits, so that many likenesses are equal and ties must fall alike.
    rng = np.random.default_rng(seed)
    of = rng.integers(0, groups, size)
    near = 0.3 * rng.random((size, size)) + 0.5 * (of[:, None] == of) * rng.random((size, size))
    near = np.round((near + near.T) / 2, digits)
    found = grouping.grouped(near.copy(), joining(STAGE, least=STAGE.least))
    assert found.tolist() == group(near, settings=STAGE).tolist()


@settings(deadline=None)  # the first example may compile
@given(st.lists(st.floats(0, 900) | st.just(float("nan")), min_size=1, max_size=8))
def test_days_take_off_what_they_take_off_in_a_small_pile(days):
    given_days = np.array(days)
    near = np.full((len(days), len(days)), 0.3)
    grouping.with_days(near, given_days, fading(STAGE))
    plain = 0.3 * nearness(given_days, np.zeros_like(near), settings=STAGE)
    assert near == pytest.approx(plain)


def test_a_block_that_is_too_large_is_cut_where_it_hangs_together_least():
    lefts = np.array([1, 2, 3, 2], dtype=np.int32)
    rights = np.array([0, 1, 2, 0], dtype=np.int32)
    nears = np.array([0.9, 0.2, 0.8, 0.1])
    parents = np.empty(4, dtype=np.int32)
    grouping.blocks_of(np.argsort(-nears, kind="stable"), lefts, rights, 2, parents)
    assert parents.tolist() == [0, 0, 2, 2]
    grouping.blocks_of(np.argsort(-nears, kind="stable"), lefts, rights, 4, parents)
    assert parents.tolist() == [0, 0, 0, 0]


def spelt(number: int) -> str:
    """A word of letters only."""
    return "x" + str(number).translate(str.maketrans("0123456789", "abcdefghij"))


def stories_of(folder: Path, rows: list[dict[str, str]], **given: int) -> list[set[str]]:
    """The stories of two reports or more, as sets of ids."""
    folder.mkdir()
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "all.jsonl").write_text(lines, encoding="utf-8")
    job = make_job([folder / "all.jsonl"], folder=folder, archive=ArchiveSettings(**given))
    found: dict[str, set[str]] = {}
    for report, story in find_stories(job):
        found.setdefault(story, set()).add(report)
    return [story for story in found.values() if len(story) > 1]


def told(topic: int, seed: int) -> str:
    """Forty words, half of them of a topic's twenty-five."""
    rng = np.random.default_rng(seed)
    about = rng.permutation(25)[:20] + 1_000 * topic
    return " ".join(spelt(int(n)) for n in [*about, *rng.integers(10**6, 10**7, 20)])


def test_one_event_and_the_same_a_year_later_are_two_stories(tmp_path):
    rows = [
        {"id": f"r{n}", "text": told(1, n), "published": f"20{24 + n % 2}-03-0{1 + n // 2}T08:00Z"}
        for n in range(10)
    ] + [
        {"id": f"s{n}", "text": told(2, 50 + n), "published": "2024-03-01T08:00Z"} for n in range(9)
    ]
    found = stories_of(tmp_path / "a", rows)
    assert sorted(map(sorted, found)) == [
        ["r0", "r2", "r4", "r6", "r8"],
        ["r1", "r3", "r5", "r7", "r9"],
        [f"s{n}" for n in range(9)],
    ]


def test_parts_of_the_work_change_no_story(tmp_path):
    rows = [{"id": f"r{n:02}", "text": told(n % 7, n)} for n in range(60)]
    whole = stories_of(tmp_path / "a", rows)
    assert len(whole) == 7
    assert stories_of(tmp_path / "b", rows, part_reports=8, chunk_reports=9) == whole
