"""Feeds are followed: new pages come in once, changed ones as versions, and failures wait."""

from datetime import timedelta

import pytest

from secondsource.fetch import FetchSettings, WatchSettings
from secondsource.fetch.watching import Watch
from secondsource.store import Case

from .conftest import FakeTime
from .site import answer, missing

CRANE = (
    "A crane fell on the north quay of Brandmoor on Friday, the port said. Three dockers were "
    "hurt when the jib struck a bonded warehouse beside the basin."
)
SHOW = "Visitors filled the Lindow flower hall on Sunday as the orchid show opened its gates."
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def page(words, **more):
    """A page with these words, and an advertisement that differs each time."""
    html = f"<!doctype html><title>News</title><body><article><p>{words}</p></article></body>"
    return answer(html.encode(), **more)


def feed(*links, **more):
    """A feed that names these pages."""
    items = "".join(f"<item><title>n</title><link>{link}</link></item>" for link in links)
    xml = f'<rss version="2.0"><channel><title>Quay Post</title>{items}</channel></rss>'
    return answer(xml.encode(), kind="application/rss+xml", **more)


@pytest.fixture
def time():
    return FakeTime()


@pytest.fixture
def case(tmp_path):
    with Case.open(tmp_path / "quay.case") as opened:
        yield opened


@pytest.fixture
def follow(site, case, make, time):
    """One round; gives what came of each look by its path."""

    def look(feeds=("/feed",), **settings):
        urls = [site.url(path) for path in feeds]
        following = Watch(
            case,
            urls,
            make(clock=time.clock(), seconds=20.0),
            settings=WatchSettings(**settings),
            limits=FetchSettings(),
            clock=time.clock(),
        )
        return {look.url.removeprefix(site.url("")): look for look in following.round()}

    return look


def shown(looks):
    """What came of each look."""
    return {path: look.how for path, look in looks.items()}


def test_new_pages_of_a_feed_come_into_the_case_once(site, case, follow, time):
    site.pages |= {"/feed": feed("/a", "b#top"), "/a": page(CRANE), "/b": page(SHOW)}
    looks = follow()
    assert shown(looks) == {"/feed": "changed", "/a": "changed", "/b": "changed"}
    assert {report.url for report in case.reports()} == {site.url("/a"), site.url("/b")}
    assert follow() == {}  # nothing is due
    time.at += 16 * MINUTE
    assert shown(follow()) == {"/feed": "unchanged"}
    assert site.paths().count("/a") == 1


def test_what_a_server_gave_to_ask_for_changes_is_sent_back(site, follow, time):
    site.pages |= {"/feed": feed("/a", ETag='"1"'), "/a": page(CRANE, ETag='"2"')}
    follow()
    site.pages |= {path: answer(status="304 Not Modified", kind="") for path in ("/feed", "/a")}
    time.at += 61 * MINUTE
    assert shown(follow()) == {"/feed": "unchanged", "/a": "unchanged"}
    assert [headers.get("if-none-match") for _, headers in site.asked[-2:]] == ['"1"', '"2"']


def test_a_changed_page_is_the_next_version_and_other_advertisements_are_not(
    site, case, follow, time
):
    site.pages |= {"/feed": feed("/a"), "/a": page(CRANE)}
    follow()
    time.at += 61 * MINUTE
    site.pages["/a"] = answer(
        f"<!doctype html><title>News</title><!-- 7 --><p>{CRANE}</p>".encode()
    )
    assert shown(follow())["/a"] == "unchanged"
    assert len(case.versions(site.url("/a"))) == 1
    time.at += 121 * MINUTE
    site.pages["/a"] = page(CRANE.replace("Three", "Five"))
    assert shown(follow())["/a"] == "changed"
    old, new = case.versions(site.url("/a"))
    assert [(c.removed, c.added) for c in new.changes] == [("Three", "Five")]
    assert old.arrived < new.arrived


def test_a_quiet_page_is_looked_at_less_and_less_and_then_no_more(site, case, follow, time):
    site.pages |= {"/feed": feed("/a"), "/a": page(CRANE)}
    start = time.at
    hours = []
    for _ in range(5 * 24):
        if "/a" in follow():
            hours.append(round((time.at - start) / HOUR))
        time.at += HOUR
    assert hours == [0, 1, 3, 7, 15, 31, 55, 79]
    (page_row,) = (one for one in case.watched() if one.kind == "page")
    assert page_row.due is None


def test_a_quiet_feed_is_looked_at_less_often(site, case, follow, time):
    site.pages |= {"/feed": feed()}
    waits = []
    for _ in range(6):
        follow()
        (one,) = case.watched()
        waits.append(round((one.due - time.at) / MINUTE))
        time.at = one.due
    assert waits == [15, 15, 15, 240, 240, 240]


def test_what_fails_is_asked_for_later_and_later(site, case, follow, time):
    site.pages |= {"/feed": answer(status="500 Oops")}
    waits = []
    for _ in range(9):
        (look,) = follow().values()
        assert look.how == "failed"
        assert "has a fault" in look.refused[0].reason
        (one,) = case.watched()
        waits.append(round((one.due - time.at) / MINUTE))
        time.at = one.due
    assert waits == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]
    site.pages |= {"/feed": feed("/a"), "/a": page(CRANE)}
    assert shown(follow()) == {"/feed": "changed", "/a": "changed"}
    assert [(one.failures, one.fault) for one in case.watched()] == [(0, "")] * 2


@pytest.mark.parametrize(("asked", "minutes"), [("7200", 120), ("60", 15), ("99999999", 168 * 60)])
def test_a_server_that_asks_for_a_wait_gets_it(site, case, follow, time, asked, minutes):
    site.pages |= {"/feed": answer(status="429 Slow Down", Retry_After=asked)}
    follow()
    (one,) = case.watched()
    assert round((one.due - time.at) / MINUTE) == minutes


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (answer(b"<html><p>a page, no feed</p></html>"), "no readable feed"),
        (answer(b"<rss><channel><item>", kind="application/rss+xml"), ""),
        (answer(b"", kind="application/rss+xml"), "no readable feed"),
        (answer(b"\x00\xff" * 999, kind="application/rss+xml"), "no readable feed"),
        (
            answer(
                b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0">'
                b"<channel><item><link>&x;</link></item></channel></rss>",
                kind="text/xml",
            ),
            "",
        ),
        (missing, "is not there"),
    ],
)
def test_a_malformed_feed_harms_nothing(site, case, follow, body, expected):
    site.pages |= {"/feed": body, "/good": feed("/a"), "/a": page(CRANE)}
    looks = follow(("/feed", "/good"))
    assert looks["/a"].how == "changed"
    assert [report.url for report in case.reports()] == [site.url("/a")]
    if expected:
        assert expected in looks["/feed"].refused[0].reason


def test_a_feed_cannot_lead_us_inside(site, case, follow):
    links = ("http://inside.example/", "http://127.0.0.2/", "file:///etc/passwd", "//six.example/")
    site.pages |= {"/feed": feed(*links, "/a"), "/a": page(CRANE)}
    looks = follow()
    assert [report.url for report in case.reports()] == [site.url("/a")]
    (told,) = looks["/feed"].refused
    assert told.place.startswith("file:")
    assert {look.how for look in looks.values() if "example/" in look.url} >= {"failed"}
    reasons = " ".join(r.reason for look in looks.values() for r in look.refused)
    assert "leads to 10.0.0.7" in reasons
    assert "leads to ::1" in reasons


def test_a_page_that_is_no_page_is_told_in_the_brief_and_not_asked_for_again(
    site, case, follow, time
):
    site.pages |= {"/feed": feed("/a", "/b"), "/a": answer(b"GIF89a", kind="image/gif")}
    looks = follow()
    assert looks["/a"].how == looks["/b"].how == "failed"
    assert [r.reason.split(",")[0] for r in case.refused()] == ["is image/gif"]
    time.at += 5 * HOUR
    assert shown(follow()) == {"/feed": "unchanged"}


def test_a_feed_that_left_the_list_rests(site, case, follow, time):
    site.pages |= {"/feed": feed("/a"), "/a": page(CRANE), "/other": feed("/b"), "/b": page(SHOW)}
    follow()
    time.at += 5 * HOUR
    assert set(follow(("/other",))) == {"/other", "/b"}
    assert set(follow(("/feed",))) == {"/feed", "/a"}


def test_one_round_takes_so_many_pages_and_hosts_in_turn(site, case, follow, time):
    mixed = [*(f"/p{n}" for n in range(4)), site.url("/q", "moor.example")]
    site.pages |= {"/feed": feed(*mixed), "/q": page(SHOW)}
    site.pages |= {f"/p{n}": page(f"{CRANE} Bulletin number {n}.") for n in range(4)}
    looks = follow(most_pages=3, most_entries=5)
    assert len(looks) == 4
    assert site.url("/q", "moor.example") in looks
    assert len(follow(most_pages=3)) == 2


def test_what_was_purged_does_not_come_back(site, case, follow, time):
    site.pages |= {"/feed": feed("/a", "/b"), "/a": page(CRANE), "/b": page(SHOW)}
    follow()
    gone = case.versions(site.url("/a"))[0].report.id
    case.purge(report=gone, when=time.at)
    time.at += 2 * HOUR
    site.pages["/feed"] = feed("/a", "/b", "/a?again")
    assert "/a" not in follow()
    assert site.url("/a") not in {report.url for report in case.reports()}
    assert site.url("/a") not in {one.url for one in case.watched()}


def test_a_person_who_was_blanked_does_not_come_back_with_the_next_look(site, case, follow, time):
    told = f'"The brake did not hold," said Ada Finch, the harbour master. {CRANE}'
    site.pages |= {"/feed": feed("/a"), "/a": page(told)}
    follow()
    case.purge(person="Ada Finch", when=time.at)
    time.at += 2 * HOUR
    site.pages["/a"] = page(f"{told} She resigned.")
    assert shown(follow()) == {"/feed": "unchanged"}
    assert all("Finch" not in report.text for report in case.reports())


def test_a_round_that_is_stopped_goes_on_where_it_was(site, case, make, time, follow):
    site.pages |= {"/feed": feed("/a", "/b"), "/a": page(CRANE), "/b": page(SHOW)}
    rounds = Watch(case, [site.url("/feed")], make(clock=time.clock()), clock=time.clock()).round()
    next(rounds)  # the feed
    next(rounds)  # the first page; then the program is stopped
    rounds.close()
    assert len(case.reports()) == 1
    assert len(follow()) == 1
    assert len(case.reports()) == 2
