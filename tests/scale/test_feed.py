"""A live feed finds what an archive finds, learns lines, and goes on after it was put away."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from secondsource.errors import ReportError
from secondsource.scale.feed import Arrival, Feed
from secondsource.settings import ArchiveSettings, CandidateSettings

pytest.importorskip("numba", reason="the archive kernels need the extra 'scale'")

HOUR = 3_600.0
LINE = "sign up for the morning letter of this paper and never miss what the town is talking of"
SMALL = ArchiveSettings(head_prints=500)  # so that segments are made and merged


def spelt(number: int) -> str:
    """A word of letters only."""
    return "x" + str(number).translate(str.maketrans("0123456789", "abcdefghij"))


def fresh(seed: int, *, words: int = 60) -> list[str]:
    """Words that hardly anybody else has."""
    return [spelt(int(n)) for n in np.random.default_rng(seed).integers(0, 10**7, words)]


def add_all(feed: Feed, texts: list[str], *, outlet: str = "") -> list[Arrival]:
    """What each text met with, an hour after the other."""
    begin = feed.stories.n_reports
    return [
        feed.add(text, outlet=outlet, published=(begin + n) * HOUR) for n, text in enumerate(texts)
    ]


def copies(n: int) -> list[str]:
    """Texts of their own, of which every third copies twenty words of the third before it."""
    texts = [fresh(k) for k in range(n)]
    for k in range(3, n, 3):
        texts[k][20:40] = texts[k - 3][10:30] if k % 2 else texts[k - 3][20:40]
    return [" ".join(words) for words in texts]


@pytest.mark.parametrize("settings", [ArchiveSettings(), SMALL], ids=["one head", "segments"])
def test_every_pair_with_a_passage_in_common_is_found(settings):
    n = 240
    feed = Feed(settings=settings)
    found = add_all(feed, copies(n))
    for k, arrival in enumerate(found):
        assert arrival.number == k
        meets = [number for number, _ in arrival.candidates]
        assert (k - 3 in meets) == (k % 3 == 0 and k > 0)
        assert set(meets) <= set(range(k % 3, k, 3))
    if settings is SMALL:
        assert feed.prints.n_segments > 1


def test_two_lifted_sentences_are_found_among_a_thousand_reports():
    texts = [fresh(k, words=120) for k in range(1_000)]
    lift = fresh(5_000, words=120)
    lift[50:80] = texts[17][60:90]
    lift[55] = lift[66] = "changed"
    feed = Feed(settings=SMALL)
    add_all(feed, [" ".join(words) for words in texts])
    (number, shared), *others = feed.add(" ".join(lift)).candidates
    assert (number, others) == (17, [])
    assert shared >= 3


def test_an_outlets_line_is_learned_and_pairs_nothing():
    feed = Feed(settings=SMALL)
    found = add_all(feed, [" ".join([*fresh(k), LINE]) for k in range(40)], outlet="Tarsk Post")
    assert not any(arrival.candidates for arrival in found)
    assert feed.prints.n_lines > 0
    # The line tells of the outlet only: another paper that has it word for word is found.
    assert feed.add(LINE, outlet="Lisvik Observer").candidates


def test_a_phrase_of_many_stories_pairs_nothing():
    phrase = "the minister told reporters in the capital on"
    feed = Feed(settings=SMALL)
    add_all(feed, [" ".join([*fresh(k), phrase]) for k in range(12)])
    assert feed.add(" ".join([*fresh(99), phrase])).candidates == ()


@pytest.mark.parametrize("at", [0, 7, 150])
def test_a_saved_feed_goes_on_just_the_same(tmp_path, at):
    texts = [f"{text} {LINE}" for text in copies(240)]
    whole, first = Feed(settings=SMALL), Feed(settings=SMALL)
    expected = add_all(whole, texts, outlet="Tarsk Post")
    add_all(first, texts[:at], outlet="Tarsk Post")
    first.save(tmp_path / "first")
    second = Feed.load(tmp_path / "first", settings=SMALL)
    assert add_all(second, texts[at:], outlet="Tarsk Post") == expected[at:]
    second.save(tmp_path / "one")
    whole.save(tmp_path / "other")
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "other")


def test_stories_are_looked_at_again_where_reports_gave_a_reason():
    # Reports in words of their own but for ten of twenty-five: each alone at first.
    rng = np.random.default_rng(3)
    about = [spelt(n) for n in range(25)]
    texts = [" ".join([*rng.permutation(about)[:18], *fresh(k, words=10)]) for k in range(16)]
    feed = Feed(settings=ArchiveSettings(story_least=0.9, head_prints=500))
    first = [arrival.story for arrival in add_all(feed, texts)]
    assert feed.review() == ()  # nothing came near enough to be looked at again
    near = Feed(settings=ArchiveSettings(story_least=0.5, head_prints=500))
    before = [arrival.story for arrival in add_all(near, texts)]
    changes = near.review()
    after = near.stories.story_of[:16].tolist()
    assert len(set(first)) >= len(set(before)) > len(set(after))
    assert changes == near.stories.changes
    assert near.review() == ()


def bytes_of(folder: Path) -> dict[str, bytes]:
    """The files of a folder, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_feed_of_other_settings_is_refused(tmp_path):
    Feed().save(tmp_path)
    with pytest.raises(ReportError, match="other settings"):
        Feed.load(tmp_path, candidates=CandidateSettings(gram_words=6))


def test_empty_and_very_long_reports_are_taken_too():
    feed = Feed(settings=SMALL)
    long = " ".join(fresh(1, words=5_000))
    assert [feed.add(text).candidates != () for text in ("", long, "", long)] == [
        False,
        False,
        False,
        True,
    ]
