"""Reports join stories one at a time; a saved index goes on as if it had never been put away."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from secondsource.cli.app import app
from secondsource.errors import ReportError, SettingsError
from secondsource.scale.archive import find_stories, make_job
from secondsource.scale.fingerprint import Fingerprinter
from secondsource.scale.stories import StoryIndex
from secondsource.settings import ArchiveSettings, CandidateSettings, StorySettings

pytest.importorskip("numba", reason="the archive kernels need the extra 'scale'")

DAY = 86_400.0
FERRY = "ferry Halvmane aground Tarsk reef pilot diesel spilled coastguard tug harbour master"
TOLL = "canton Vardal tunnel toll voters rejected returning officer ballots referendum margin"


def told(about: str, seed: int, *, words: int = 9, own: int = 20) -> str:
    """A report in words of its own that uses some words of a topic."""
    rng = np.random.default_rng(seed)
    topic = rng.permutation(about.split())[:words]
    return " ".join([*topic, *(spelt(n) for n in rng.integers(0, 5_000, own))])


def spelt(number: int) -> str:
    """A word of letters only: one with digits would be two."""
    return "x" + str(number).translate(str.maketrans("0123456789", "abcdefghij"))


def read(texts: list[str]) -> list[tuple[np.ndarray, np.ndarray]]:
    """The words of each text as the index wants them."""
    made = Fingerprinter(settings=CandidateSettings(), lead_words=5).of(texts)
    cuts = np.cumsum(made.term_counts)[:-1]
    return list(zip(np.split(made.terms, cuts), np.split(made.times, cuts)))


def test_reports_of_one_event_come_together_and_others_stay_apart():
    index = StoryIndex()
    texts = [told(FERRY if n % 2 else TOLL, n) for n in range(20)] + [told("", 99)]
    found = [index.add(*words, DAY) for words in read(texts)]
    assert len({found[n] for n in range(1, 20, 2)}) == 1
    assert len({found[n] for n in range(0, 20, 2)}) == 1
    assert len(set(found)) == 3


def test_a_chain_of_reports_each_like_the_next_is_no_story():
    # Each shares two thirds of its words with the next, and none with the third after it.
    texts = [" ".join(spelt(n) for n in range(4 * k, 4 * k + 12)) for k in range(30)]
    index = StoryIndex()
    found = [index.add(*words, DAY) for words in read(texts)]
    assert len(set(found)) >= 3  # links from each to the next would make it one


def test_a_story_takes_no_report_long_after_its_last():
    settings = ArchiveSettings(story_days=3.0)
    index = StoryIndex(settings=settings)
    one, other, late = read([told(FERRY, n, words=11) for n in range(3)])
    first = index.add(*one, 0.0)
    assert index.add(*other, 2 * DAY) == first
    assert index.add(*late, 9 * DAY) != first


def test_a_report_without_time_or_words_is_taken_too():
    index = StoryIndex()
    empty, full = read(["", told(FERRY, 1)])
    assert [index.add(*empty, float("nan")), index.add(*full, float("nan"))] == [0, 1]


def test_a_saved_index_goes_on_just_the_same(tmp_path):
    # More reports and words than a new index has room for, so that every array has grown.
    words = read([told(FERRY if n % 3 else TOLL, n, words=3) for n in range(2_500)])
    whole, first = StoryIndex(), StoryIndex()
    expected = [whole.add(*each, n * DAY / 100) for n, each in enumerate(words)]
    for n, each in enumerate(words[:1_500]):
        first.add(*each, n * DAY / 100)
    first.save(tmp_path / "index.npz")
    second = StoryIndex.load(tmp_path / "index.npz")
    later = [second.add(*each, n * DAY / 100) for n, each in enumerate(words) if n >= 1_500]
    assert later == expected[1_500:]
    second.save(tmp_path / "one.npz")
    whole.save(tmp_path / "other.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()


def test_an_index_of_other_settings_is_refused(tmp_path):
    StoryIndex().save(tmp_path / "index.npz")
    with pytest.raises(ReportError, match="other settings"):
        StoryIndex.load(tmp_path / "index.npz", settings=replace(ArchiveSettings(), terms=7))


TOPICS = [told(FERRY if n % 2 else TOLL, n, words=11) + " said" for n in range(12)]


@pytest.mark.parametrize("least", [0.0, 9.0], ids=["all in one", "each alone"])
def test_a_second_look_merges_and_splits_stories_and_records_it(tmp_path, least):
    index = StoryIndex(settings=ArchiveSettings(story_least=least))
    before = [index.add(*words, DAY) for words in read(TOPICS)]
    assert len(set(before)) == (1 if least == 0 else 12)
    changes = index.regroup(sorted(set(before)), settings=StorySettings())
    after = index.story_of[:12].tolist()
    assert [set(after[half::2]) & set(after[1 - half :: 2]) for half in (0, 1)] == [set(), set()]
    assert len(set(after)) == 2
    assert set(after) & set(before)  # a story keeps its number for its largest part
    again = list(before)
    for change in changes:
        assert (change.at, again[change.report]) == (12, change.was)
        again[change.report] = change.now
    assert again == after
    assert [index.size_of(story) for story in sorted(set(after))] == [6, 6]
    index.save(tmp_path / "index.npz")
    loaded = StoryIndex.load(tmp_path / "index.npz", settings=ArchiveSettings(story_least=least))
    assert loaded.changes == index.changes == changes
    # A second look changes nothing more.
    assert index.regroup(sorted(set(after)), settings=StorySettings()) == ()


@pytest.mark.parametrize("workers", [1, 2])
def test_the_stories_of_an_archive_do_not_hang_on_its_files(tmp_path, workers):
    rows = [
        {
            "id": f"r{n:02}",
            "text": told(FERRY if n % 2 else TOLL, n, words=11),
            "published": f"2024-03-{1 + n // 4:02}T0{n % 9}:00+00:00",
        }
        for n in range(24)
    ]

    def stories(folder: Path, order: list[dict[str, str]], files: int) -> dict[str, str]:
        folder.mkdir()
        for n in range(files):
            lines = "".join(json.dumps(row) + "\n" for row in order[n::files])
            (folder / f"{n}.jsonl").write_text(lines, encoding="utf-8")
        job = make_job(sorted(folder.glob("*.jsonl")), folder=folder)
        return dict(find_stories(job, workers=workers))

    first = stories(tmp_path / "a", rows, 3)
    assert first == stories(tmp_path / "b", rows[::-1], 2)
    of_topic = [{first[row["id"]] for row in rows[half::2]} for half in (0, 1)]
    assert not of_topic[0] & of_topic[1]
    assert len(set(first.values())) < len(rows) / 4


def test_the_command_reads_an_archive_with_an_engine(tmp_path):
    path, out = tmp_path / "all.jsonl", tmp_path / "out.jsonl"
    rows = [{"id": f"r{n}", "text": told(FERRY if n % 2 else TOLL, n)} for n in range(8)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    given = ["stories", str(path), "--out", str(out), "--engine"]
    assert CliRunner().invoke(app, [*given, "local", "--work", str(tmp_path / "w")]).exit_code == 0
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert sorted(row["id"] for row in found) == sorted(row["id"] for row in rows)
    assert list((tmp_path / "w").glob("*/stories.npy"))
    wrong = CliRunner().invoke(app, [*given, "steam"])
    assert isinstance(wrong.exception, SettingsError)
    assert CliRunner().invoke(app, ["stories", str(path), "--work", str(tmp_path)]).exit_code == 2
