"""Nobody but the person who opened the address gets an answer, and every answer is guarded."""

import hmac

import pytest

from secondsource.web import guard
from secondsource.web.app import PAGES
from secondsource.web.guard import HEADERS, POLICY

from .conftest import HOST, TOKEN, let_in
from .crawling import crawl

POSTS = ("/decide", "/undo", "/add/files", "/add/text", "/add/address")


def every_route(client):
    """Every route of the app with values that exist, its static files, and what is none."""
    return sorted(
        {*crawl(client), "/state.json", "/static/desk.js", "/nothing", "/%00", "/static/"}
    )


def test_every_kind_of_page_is_among_the_routes(app_client):
    paths = every_route(app_client)
    for pattern in PAGES:
        parts = pattern.split("/")
        alike = [p for p in paths if len(p.partition("?")[0].split("/")) == len(parts)]
        fixed = [part for part in parts if not part.startswith("{")]
        if pattern != "/added/{job}":  # there is none until something is brought in
            assert [p for p in alike if all(f in p for f in fixed)], pattern


def test_every_answer_of_every_route_has_every_header(app_client):
    for path in every_route(app_client):
        answer = app_client.get(path)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
    for path in POSTS:
        answer = app_client.post(path)
        assert answer.status_code == 400, path
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"):
        answer = app_client.request(method, "/stories")
        assert answer.status_code == 405
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, method


def test_the_policy_allows_nothing_unsafe_and_nothing_from_elsewhere(app_client):
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "*" not in POLICY
    for path, answer in crawl(app_client).items():
        if answer.headers["content-type"].startswith("text/html"):
            lower = answer.text.lower()
            assert "<style" not in lower, path
            assert " style=" not in lower, path
            assert " onclick=" not in lower, path
            assert lower.count("<script") == lower.count('<script src="/static/'), path


def test_no_route_answers_without_the_key(made):
    stranger = let_in(made)
    known = every_route(stranger)
    stranger.cookies.clear()
    for path in known:
        answer = stranger.get(path)
        assert answer.status_code == 401, path
        assert "set-cookie" not in answer.headers
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert {stranger.post(path).status_code for path in POSTS} == {401}


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "", f"{HOST}.evil.example", f"x@{HOST}"]
)
def test_a_name_that_was_bound_to_this_machine_reads_nothing(app_client, host):
    for path in ("/stories", "/static/desk.css", f"/?token={TOKEN}", "/state.json"):
        answer = app_client.get(path, headers={"host": host, "origin": f"http://{HOST}"})
        assert answer.status_code == 421
        assert answer.headers["content-security-policy"] == POLICY


def test_the_other_name_of_this_machine_is_not_let_in_unless_named(app_client):
    assert app_client.get("/stories", headers={"host": "localhost:8765"}).status_code == 421


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": f"https://{HOST}"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),  # another port of this machine
        ({"origin": f"http://{HOST}"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-dest": "image"}, 403),
        ({"sec-fetch-site": "same-site", "sec-fetch-dest": "script"}, 403),
        ({"sec-fetch-site": "same-origin", "sec-fetch-dest": "script"}, 200),
    ],
)
def test_another_page_reads_nothing(made, headers, code):
    client = let_in(made)
    del client.headers["origin"]
    assert client.get("/stories", headers=headers).status_code == code


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"},
    ],
)
def test_another_page_writes_nothing(made, headers):
    """Not even with the cookie, and not by leaving the origin out."""
    client = let_in(made)
    del client.headers["origin"]
    before = made.case.decisions()
    for path in POSTS:
        assert client.post(path, headers=headers, data={"kind": "note"}).status_code == 403
    assert made.case.decisions() == before


def test_the_first_visit_moves_the_key_from_the_address_to_a_cookie(made):
    client = let_in(made)
    client.cookies.clear()
    answer = client.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/stories")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("secondsource-8765=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert client.get("/stories").status_code == 200


@pytest.mark.parametrize("given", ["", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "\u2603"])
def test_a_wrong_key_opens_nothing(made, given):
    client = let_in(made)
    client.cookies.clear()
    answer = client.get("/", params={"token": given})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_the_key_is_compared_in_constant_time(made, monkeypatch):
    compared, compare = [], hmac.compare_digest

    def watched(one, other):
        compared.append((one, other))
        return compare(one, other)

    monkeypatch.setattr(guard.hmac, "compare_digest", watched)
    client = let_in(made)
    assert client.get("/stories").status_code == 200
    assert compared == [(TOKEN.encode(), TOKEN.encode())]


def test_two_cookies_of_one_name_are_none(made):
    client = let_in(made)
    client.cookies.clear()
    lines = f"secondsource-8765=x; secondsource-8765={TOKEN}"
    assert client.get("/stories", headers={"cookie": lines}).status_code == 401


def test_a_body_that_is_too_large_is_refused_whatever_its_length_says(app_client):
    told = app_client.post("/add/files", headers={"content-length": "9999999999"}, content=b"x")
    assert told.status_code == 413

    def endless():
        for _ in range(70):
            yield b"x" * 1_000_000

    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = app_client.post("/add/text", content=endless(), headers=form)
    assert answer.status_code == 413
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("length", ["-1", "abc", "1e3", "\u0664", "9" * 5000])
def test_a_length_that_is_none_is_refused(app_client, length):
    headers = {"content-length": length.encode()}
    assert app_client.post("/add/text", headers=headers, content=b"").status_code in (400, 413)
