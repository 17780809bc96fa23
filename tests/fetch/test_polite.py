"""Hosts are asked for what they allow, at their pace, and left alone when they say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.errors import FetchError
from secondsource.fetch import FetchSettings
from secondsource.fetch.robots import fits, rules_of

from .conftest import FakeTime
from .site import answer, redirect

PAGE = answer(b"<!doctype html><p>The crane fell.</p>")


def robots(text, **more):
    """A robots.txt."""
    return answer(text.encode(), kind="text/plain", **more)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /a", "/b", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),  # the longest wins
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),  # of equals the one that allows
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: SecondSource/1.0\nDisallow: /x", "/a", True),
        ("User-agent: secondsource\nUser-agent: other\nDisallow: /", "/a", False),
        ("User-agent: secondsource\nAllow: /b\nUser-agent: x\nDisallow: /", "/a", True),
        ("user-AGENT:*\n disallow : /a # why", "/a", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /%7Eann/", "/~ann/x", False),
        ("\ufeffUser-agent: *\r\nDisallow: /a", "/a", False),
        ("<html>not found</html>", "/a", True),
    ],
)
def test_robots_rules(text, path, allowed):
    assert rules_of(text.encode(), settings=FetchSettings()).allows(path) is allowed


@given(st.text("ab*$/", max_size=12), st.text("ab/", max_size=12))
def test_a_pattern_fits_as_a_regular_expression_would(pattern, path):
    import re

    body, end = (pattern[:-1], r"\Z") if pattern.endswith("$") else (pattern, "")
    slow = "".join(".*" if letter == "*" else re.escape(letter) for letter in body) + end
    assert fits(pattern, path) is bool(re.match(slow, path, re.DOTALL))


def test_a_page_that_robots_txt_forbids_is_not_asked_for(site, make):
    site.pages |= {"/robots.txt": robots("User-agent: *\nDisallow: /a"), "/a": PAGE, "/b": PAGE}
    fetcher = make()
    with pytest.raises(FetchError, match=r"robots\.txt of the host says so") as caught:
        fetcher.get(site.url("/a"))
    assert caught.value.final
    assert fetcher.get(site.url("/b")).data
    assert [path for path, _ in site.asked] == ["/robots.txt", "/b"]  # read once a host


def test_a_redirect_is_asked_of_the_robots_txt_of_where_it_leads(site, make):
    site.pages |= {"/robots.txt": robots("User-agent: *\nDisallow: /b"), "/b": PAGE}
    site.pages["/a"] = redirect("/b")
    with pytest.raises(FetchError, match=r"robots\.txt"):
        make().get(site.url("/a"))
    assert site.paths() == ["/a"]


@pytest.mark.parametrize("status", ["500 Oops", "503 Busy", "429 Slow Down"])
def test_nothing_is_fetched_where_robots_txt_cannot_be_had(site, make, status):
    site.pages |= {"/robots.txt": answer(status=status, Retry_After="120"), "/a": PAGE}
    with pytest.raises(FetchError, match=r"its robots\.txt cannot be read") as caught:
        make().get(site.url("/a"))
    assert caught.value.retry_after == 120
    assert not caught.value.final
    assert site.paths() == []


@pytest.mark.parametrize("status", ["404 No", "403 No", "410 No"])
def test_a_host_without_robots_txt_allows_everything(site, make, status):
    site.pages |= {"/robots.txt": answer(status=status), "/a": PAGE}
    assert make().get(site.url("/a")).data


def test_a_robots_txt_may_have_moved_but_not_inside(site, make):
    site.pages |= {"/robots.txt": redirect("/r"), "/r": robots("User-agent: *\nDisallow: /a")}
    with pytest.raises(FetchError, match="for programs"):
        make().get(site.url("/a"))
    site.pages["/robots.txt"] = redirect("http://inside.example/robots.txt")
    with pytest.raises(FetchError, match=r"leads to 10\.0\.0\.7"):
        make().get(site.url("/a"))


def test_a_robots_txt_in_circles_is_none(site, make):
    site.pages |= {"/robots.txt": redirect("/robots.txt"), "/a": PAGE}
    assert make().get(site.url("/a")).data


def test_a_host_has_its_pause_and_as_long_a_one_as_it_asks_for(site, make):
    site.pages |= {"/a": PAGE}
    time = FakeTime()
    fetcher = make(clock=time.ticking(), pause=2.0)
    for _ in range(3):
        fetcher.get(site.url("/a"))
    assert time.waits == [2.0, 2.0]
    site.pages["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 7.5")
    fetcher.forget()
    for _ in range(2):
        fetcher.get(site.url("/a"))
    assert time.waits == [2.0, 2.0, 2.0, 7.5]


def test_a_pause_does_not_count_as_time_of_the_page(site, make):
    site.pages |= {"/a": PAGE}
    fetcher = make(clock=FakeTime().ticking(), pause=20.0, seconds=10.0)
    fetcher.get(site.url("/a"))
    assert fetcher.get(site.url("/a")).data


def test_a_host_that_asks_for_too_long_a_pause_is_left_alone(site, make):
    site.pages |= {"/robots.txt": robots("User-agent: *\nCrawl-delay: 86400"), "/a": PAGE}
    with pytest.raises(FetchError, match="asks for 86400 seconds between two pages"):
        make().get(site.url("/a"))
    assert site.paths() == []


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("Sat, 03 May 2031 12:01:30 GMT", 90.0),
        ("Sat, 03 May 2031 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("9" * 400, 999_999_999.0),
        ("", None),
    ],
)
def test_how_long_a_busy_server_wants_to_be_left_alone(site, make, header, seconds):
    site.pages["/a"] = answer(status="503 Busy", Retry_After=header)
    with pytest.raises(FetchError, match="asks us to wait") as caught:
        make(clock=FakeTime().clock()).get(site.url("/a"))
    assert caught.value.retry_after == seconds
