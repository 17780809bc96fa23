"""Candidates of an archive: the same for any engine, order of files, and after any stop."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.errors import ReportError, SettingsError
from secondsource.scale.files import is_whole, read_part, write_parts
from secondsource.settings import ArchiveSettings

pytest.importorskip("numba", reason="the archive kernels need the extra 'scale'")

from secondsource.scale import joining
from secondsource.scale.archive import find_pairs, make_job, read_candidates

SMALL = ArchiveSettings(
    chunk_reports=7, batch_reports=3, bucket_bits=2, block_bits=2, hits_at_once=450
)
FERRY = (
    "The cargo ferry Halvmane ran aground on the Tarsk reef shortly before dawn on Tuesday, "
    "spilling forty tonnes of diesel into the sound while the pilot was asleep below."
)
TOLL = (
    "Voters in the mountain canton of Vardal rejected the planned tunnel toll by a narrow margin "
    "on Sunday, the returning officer announced late in the evening to a silent hall."
)


def words(seed: int, count: int) -> str:
    """Words that no other seed gives."""
    return " ".join(f"w{seed}x{n}" for n in range(count))


def write_archive(folder: Path, reports: list[dict[str, str]], *, files: int = 3) -> list[Path]:
    """The reports over several files of JSON lines."""
    paths = []
    for n in range(files):
        paths.append(folder / f"part-{n}.jsonl")
        lines = [json.dumps(row) for row in reports[n::files]]
        paths[-1].write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return paths


def pile() -> list[dict[str, str]]:
    """Two stories, lone reports, and a line that one outlet prints under everything."""
    line = "Sign up for the harbour letter that brings you every tide and every crossing by noon"
    made = []
    for n in range(30):
        body = FERRY if n % 5 == 0 else TOLL if n % 7 == 3 else words(n + 1000, 10)
        text = f"{words(n, 40)} {body} {words(n + 500, 40)}"
        outlet = "Tarsk Post" if n % 2 else f"Outlet {n}"
        if n % 2:
            text += f"\n\n{line}"
        made.append({"id": f"r{n:02}", "text": text, "outlet": outlet})
    return made


def pairs(paths: list[Path], folder: Path, workers: int = 1) -> set[tuple[str, str, int]]:
    """What an archive run finds."""
    job = make_job(paths, folder=folder, archive=SMALL)
    find_pairs(job, workers=workers)
    return {(c.left, c.right, c.shared) for c in read_candidates(job)}


def test_reports_that_share_a_passage_are_paired_and_no_others(tmp_path):
    found = {(left, right) for left, right, _ in pairs(write_archive(tmp_path, pile()), tmp_path)}
    numbers = range(30)
    ferry = [n for n in numbers if n % 5 == 0]
    toll = [n for n in numbers if n % 7 == 3 and n % 5]
    expected = [*combinations(ferry, 2), *combinations(toll, 2)]
    assert found == {(f"r{a:02}", f"r{b:02}") for a, b in expected}


def test_a_line_under_everything_of_one_outlet_pairs_once_the_outlet_is_not_known(tmp_path):
    nameless = [{"id": row["id"], "text": row["text"]} for row in pile()]
    found = pairs(write_archive(tmp_path, nameless), tmp_path)
    assert ("r01", "r09") in {(left, right) for left, right, _ in found}


def test_order_and_number_of_files_change_nothing(tmp_path):
    folders = [tmp_path / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
    first = pairs(write_archive(folders[0], pile()), folders[0])
    assert first == pairs(write_archive(folders[1], pile()[::-1]), folders[1])
    assert first == pairs(write_archive(folders[2], pile(), files=1), folders[2])


def test_a_pool_finds_what_one_process_finds(tmp_path):
    paths = write_archive(tmp_path, pile())
    assert pairs(paths, tmp_path / "one") == pairs(paths, tmp_path / "two", workers=2)


def test_an_unknown_engine_is_named_with_those_that_exist(tmp_path):
    job = make_job(write_archive(tmp_path, pile()), folder=tmp_path)
    with pytest.raises(SettingsError, match="local, daft, ray"):
        find_pairs(job, engine="steam")


def test_a_stopped_run_goes_on_and_changed_inputs_start_anew(tmp_path):
    paths = write_archive(tmp_path, pile())
    job = make_job(paths, folder=tmp_path, archive=SMALL)
    find_pairs(job)
    before = list(read_candidates(job))
    kept = job.path("links", 1)
    stamp = kept.stat().st_mtime_ns
    # A file cut short, as a full disk leaves it, and one of another job under the right name.
    cut, strange = job.path("pairs", 0), job.path("hits", 2)
    cut.write_bytes(cut.read_bytes()[:-1])
    strange.write_bytes(strange.read_bytes().replace(job.name.encode(), b"0" * 64))
    find_pairs(job)
    assert list(read_candidates(job)) == before
    assert kept.stat().st_mtime_ns == stamp  # what was whole was not made again
    paths[0].write_text(paths[0].read_text("utf-8") + "\n", encoding="utf-8")
    assert make_job(paths, folder=tmp_path, archive=SMALL).folder != job.folder


def test_a_row_that_is_no_report_is_named_with_its_place(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": "one"}\n{"id": "b"}\n', encoding="utf-8")
    with pytest.raises(ReportError, match=r"a\.jsonl:2"):
        find_pairs(make_job([path], folder=tmp_path))


def test_an_empty_archive_says_so(tmp_path):
    with pytest.raises(ReportError, match="no report in the 1 files"):
        pairs(write_archive(tmp_path, [], files=1), tmp_path)


KEYS = st.lists(st.integers(0, 2**64 - 1), max_size=60)


@given(KEYS, st.integers(0, 40), st.integers(1, 24))
@settings(deadline=None)
def test_sorting_is_stable_and_by_the_bits_asked_for(given_keys, low, width):
    keys = np.array(given_keys, dtype=np.uint64)
    extra = np.arange(len(keys), dtype=np.uint16)
    expected = sorted(range(len(keys)), key=lambda n: (given_keys[n] >> low) & ((1 << width) - 1))
    joining.sort_keys(keys, extra, np.empty_like(keys), np.empty_like(extra), low, low + width)
    assert extra.tolist() == expected
    assert keys.tolist() == [given_keys[n] for n in expected]


@given(st.lists(st.sets(st.integers(0, 9), max_size=6), max_size=8), st.integers(3, 9))
@settings(deadline=None)
def test_hits_in_a_small_buffer_are_all_pairs(holders_of, room):
    rows = sorted((p, h) for p, holders in enumerate(holders_of) for h in holders)
    keys = np.array([(p << 24) | h for p, h in rows], dtype=np.uint64)
    places = np.zeros(len(keys), dtype=np.uint16)
    found, run, at = [], 0, 0
    while run < len(keys):
        out = np.empty(max(room, 9), dtype=np.uint64)
        run, at, filled = joining.hits_of(keys, places, 9, 1, run, at, out)
        found += [(int(h) >> 40, (int(h) >> 16) & 0xFFFFFF) for h in out[:filled]]
    slow = [pair for held in holders_of for pair in combinations(sorted(held), 2)]
    assert sorted(found) == sorted(slow)


@given(
    st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.sets(st.integers(0, 60)))
)
@settings(deadline=None)
def test_a_pair_is_kept_for_a_passage_of_enough_words(given_hits):
    gram, gap, passage, never = 5, 12, 11, 1 << 40
    hits = sorted(
        (left << 40) | (right << 16) | (place << 1)
        for (left, right), places in given_hits.items()
        for place in places
    )
    out, shared = (
        np.empty(len(hits) // 2 + 1, dtype=np.uint64),
        np.empty(len(hits) // 2 + 1, np.int32),
    )
    found = joining.pairs_of(
        np.array(hits, dtype=np.uint64), gram, gap, passage, never, never, out, shared
    )
    expected = defaultdict(int)
    for (left, right), places in given_hits.items():
        runs: list[set[int]] = []
        for n, place in enumerate(sorted(places)):
            if n == 0 or place - sorted(places)[n - 1] > gap:
                runs.append(set())
            runs[-1] |= set(range(place, place + gram))
        if any(len(run) >= passage for run in runs):
            expected[(left << 24) | right] = len(places)
    assert dict(zip(out[:found].tolist(), shared[:found].tolist())) == dict(expected)


def test_a_file_between_steps_gives_its_parts_back(tmp_path):
    keys = np.arange(5, dtype=np.uint64)
    path, begins = tmp_path / "a.parts", np.array([0, 2, 2, 5], dtype=np.int64)
    write_parts(path, job="j", keys=keys, extra=keys.astype(np.uint16) * 2, begins=begins)
    assert is_whole(path, job="j")
    assert not is_whole(path, job="k")
    assert [[part.tolist() for part in read_part(path, n, job="j")] for n in range(3)] == [
        [[0, 1], [0, 2]],
        [[], []],
        [[2, 3, 4], [4, 6, 8]],
    ]
