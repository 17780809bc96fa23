"""A page comes as it is, or not at all with a reason; whatever the server does."""

import gzip
import ssl
import threading
import time
import zlib
from datetime import timedelta

import pytest

from secondsource.errors import FetchError
from secondsource.fetch import Fetcher, Validators

from .conftest import FakeTime
from .site import CERTIFICATE, Site, answer, missing, redirect

PAGE = b"<!doctype html><title>Quay</title><p>The crane fell.</p>"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def reason(fetcher, url, **more):
    """Why the address is refused."""
    with pytest.raises(FetchError) as caught:
        fetcher.get(url, **more)
    return str(caught.value)


def test_a_page_comes_with_what_it_says_of_itself(site, make):
    site.pages["/a"] = answer(PAGE, ETag='"7"', Last_Modified="Sat, 03 May 2031 08:00:00 GMT")
    found = make().get(site.url("/a?x=1#top"))
    assert (found.url, found.data) == (site.url("/a?x=1"), PAGE)
    assert (found.kind, found.charset) == ("text/html", "utf-8")
    assert found.validators == Validators('"7"', "Sat, 03 May 2031 08:00:00 GMT")
    (path, headers) = site.asked[-1]
    assert path == "/a?x=1"
    assert headers["host"] == f"quay.example:{site.port}"
    assert headers["user-agent"].startswith("secondsource/")


def test_what_did_not_change_is_not_sent_again(site, make):
    site.pages["/a"] = answer(status="304 Not Modified", kind="")
    known = Validators('"7"', "Sat, 03 May 2031 08:00:00 GMT")
    assert make().get(site.url("/a"), known=known).data is None
    headers = site.asked[-1][1]
    assert headers["if-none-match"] == '"7"'
    assert headers["if-modified-since"] == "Sat, 03 May 2031 08:00:00 GMT"
    assert "does not give the page" in reason(make(), site.url("/a"))  # we hold nothing


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:])),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("identity", PAGE),
    ],
)
def test_a_packed_page_is_unpacked(site, make, encoding, packed):
    site.pages["/a"] = answer(packed, Content_Encoding=encoding)
    assert make().get(site.url("/a")).data == PAGE


def chunked(*chunks):
    """An answer in chunks."""
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return lambda wire: wire.send(OK, b"Transfer-Encoding: chunked\r\n\r\n", body)


def test_a_page_in_chunks_is_joined(site, make):
    site.pages["/a"] = chunked(PAGE[:5], PAGE[5:], b"")
    assert make().get(site.url("/a")).data == PAGE


@pytest.mark.parametrize("closing", [b"", b"Connection: close\r\n"])
def test_a_page_without_a_length_ends_with_the_connection(site, make, closing):
    site.pages["/a"] = lambda wire: wire.send(OK, closing, b"\r\n", PAGE)
    assert make().get(site.url("/a")).data == PAGE


BOMB = gzip.compress(bytes(150_000))
MISBEHAVIOUR = {
    "gzip bomb": (answer(BOMB, Content_Encoding="gzip"), "expands by more than 100:1"),
    "gzip too long": (
        answer(gzip.compress(bytes(range(256)) * 900), Content_Encoding="gzip"),
        "more than 200,000 bytes",
    ),
    "broken gzip": (answer(b"\x1f\x8b\x08nonsense", Content_Encoding="gzip"), "is damaged"),
    "half a gzip": (answer(gzip.compress(PAGE)[:-9], Content_Encoding="gzip"), "is damaged"),
    "another packing": (answer(PAGE, Content_Encoding="br"), "is packed as 'br'"),
    "packed twice": (answer(PAGE, Content_Encoding="gzip, gzip"), "is packed as"),
    "too long": (answer(bytes(200_001)), "more than 200,000 bytes"),
    "endless": (
        lambda wire: (wire.send(OK, b"\r\n"), wire.flood(b"x" * 9999)),
        "more than 200,000 bytes",
    ),
    "endless chunks": (
        lambda wire: (
            wire.send(OK, b"Transfer-Encoding: chunked\r\n\r\n"),
            wire.flood(b"5\r\nhello\r\n"),
        ),
        "more than 200,000 bytes",
    ),
    "breaks off": (
        lambda wire: wire.send(OK, b"Content-Length: 999\r\n\r\n", PAGE),
        "broke off in the middle",
    ),
    "breaks off in a chunk": (
        lambda wire: wire.send(OK, b"Transfer-Encoding: chunked\r\n\r\nff\r\nabc"),
        "does not answer as a web server does",
    ),
    "no chunk": (
        lambda wire: wire.send(OK, b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc"),
        "does not answer as a web server does",
    ),
    "says nothing": (lambda wire: None, "does not answer as a web server does"),
    "another protocol": (
        lambda wire: wire.send(b"220 mail.quay.example ESMTP\r\n"),
        "does not answer as a web server does",
    ),
    "a number without end": (
        lambda wire: wire.send(b"HTTP/1.1 " + b"2" * 9999 + b"\r\n\r\n"),
        "does not answer as a web server does",
    ),
    "a line without end": (
        lambda wire: (wire.send(OK, b"X: "), wire.flood(b"x" * 9999)),
        "does not answer as a web server does",
    ),
    "headers without end": (
        lambda wire: (wire.send(OK), wire.flood(b"X: y\r\n")),
        "does not answer as a web server does",
    ),
    "never lets us continue": (
        lambda wire: wire.flood(b"HTTP/1.1 100 Continue\r\n\r\n"),
        "took more than",
    ),
    "hangs": (lambda wire: wire.hang(), "took more than"),
    "drips headers": (lambda wire: wire.drip(b"HTTP/1.1 200 OK\r\nX: y"), "took more than"),
    "drips the page": (
        lambda wire: (wire.send(OK, b"Content-Length: 9999\r\n\r\n"), wire.drip(b"x")),
        "took more than",
    ),
    "drips chunks": (
        lambda wire: (wire.send(OK, b"Transfer-Encoding: chunked\r\n\r\n"), wire.drip(b"1\r\nx")),
        "took more than|does not answer as a web server",
    ),
    "not there": (missing, "is not there"),
    "gone": (answer(status="410 Gone"), "is gone for good"),
    "forbidden": (answer(status="403 Forbidden"), "is not for us"),
    "nothing": (answer(status="204 No Content", kind=""), "does not give the page"),
    "a part": (answer(PAGE, "206 Partial Content"), "does not give the page"),
    "a fault": (answer(PAGE, "500 Oops"), "has a fault"),
    "an odd status": (answer(PAGE, "999 Nice Try"), "has a fault"),
    "to itself": (redirect("/"), "is redirected more than 5 times"),
    "to nowhere": (answer(status="302 Found"), "is redirected to nowhere"),
    "to a file": (redirect("file:///etc/passwd"), "begins with 'file'"),
    "to a script": (redirect("javascript:alert(1)"), "begins with 'javascript'"),
    "to this machine": (redirect("http://127.0.0.2/"), "has no address|leads to 127.0.0.2"),
    "inside": (redirect("http://inside.example/"), "leads to 10.0.0.7"),
    "to metadata": (redirect("http://metadata.example/latest"), "leads to 169.254.169.254"),
    "to a mapped address": (redirect("//mapped.example/"), "leads to 192.168.1.1"),
    "to a port of mail": (redirect("http://quay.example:25/"), "names port 25"),
    "to a user": (redirect("http://a:b@quay.example/"), "holds a user name"),
}


@pytest.mark.parametrize("name", MISBEHAVIOUR)
def test_a_server_that_misbehaves_gets_a_reason_in_time(site, make, name):
    handler, expected = MISBEHAVIOUR[name]
    site.pages["/"] = handler
    late = expected.startswith("took more than")
    seconds = 0.6 if late else 20.0  # what is no matter of time has time, on a busy machine too
    fetcher = make(seconds=seconds, max_bytes=200_000, ratio_from=50_000)
    started = time.monotonic()
    with pytest.raises(FetchError, match=expected):
        fetcher.get(site.url("/"))
    assert time.monotonic() - started < 15


def test_the_time_is_for_all_redirects_together(site, make):
    passing = FakeTime()

    def slowly(wire):
        wire.send(b"HTTP/1.1 302 Found\r\nLocation: /\r\n")
        passing.at += timedelta(seconds=15)  # the server's own slowness
        wire.send(b"Content-Length: 0\r\n\r\n")

    site.pages["/"] = slowly
    fetcher = make(clock=passing.ticking(), seconds=40.0)
    assert "took more than 40 seconds" in reason(fetcher, site.url("/"))
    assert len(site.paths()) == 3


@pytest.mark.parametrize(
    "host", ["inside.example", "both.example", "six.example", "scoped.example"]
)
def test_a_name_that_leads_inside_is_refused_before_any_connection(site, make, host):
    assert "no address of the public Internet" in reason(make(), site.url("/", host))
    assert site.asked == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "2130706433",
        "0x7f000001",
        "127.1",
        "0",
        "[::ffff:7f00:1]",
    ],
)
def test_without_anything_injected_this_machine_is_never_reached(site, host):
    told = reason(Fetcher(), site.url("/", host))
    assert "no address of the public Internet" in told or "has no address" in told
    assert site.asked == []


def test_the_address_that_was_judged_is_the_one_that_is_connected_to(site, make):
    """A name may lead elsewhere a moment later (DNS rebinding): it is looked up once a request."""
    site.pages["/"] = answer(PAGE)
    answers = [["127.0.0.1"], ["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]]
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return answers.pop(0)

    fetcher = make(resolver=rebinding)
    assert fetcher.get(site.url("/")).data == PAGE  # the page's lookup, and that of robots.txt
    assert fetcher.get(site.url("/")).data == PAGE
    assert len(asked) == 3
    assert "leads to 10.0.0.1" in reason(fetcher, site.url("/"))


def test_a_resolver_that_hangs_is_left_in_time(make):
    back = threading.Event()

    def hanging(host, port):
        back.wait(20)  # in a thread of its own, which is left behind
        return ["127.0.0.1"]

    started = time.monotonic()
    fetcher = make(resolver=hanging, seconds=0.2)
    assert "took more than 0.2 seconds" in reason(fetcher, "http://quay.example/")
    assert time.monotonic() - started < 15
    back.set()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("ftp://quay.example/a", "begins with 'ftp'"),
        ("quay.example/a", "begins with 'nothing'"),
        ("http:///a", "names no host"),
        ("http://quay.example:99999/", "is no address"),
        ("http://quay.example:22/", "names port 22"),
        ("http://user@quay.example/", "holds a user name"),
        ("http://[::1/", "is no address"),
        ("http://quay.example\r\nX: y/", "is no address|is no name of a host"),
        ("http://quay .example/", "is no name of a host|names no host"),
        ("http://quay.example\0.moor.example/", "is no name of a host|names no host"),
        ("http://quay..example/", "host"),
        ("http://" + "a" * 3000, "more than 2000 characters"),
        ("http://unknown.example/", "has no address"),
    ],
)
def test_what_is_no_address_to_fetch_says_so(make, url, expected):
    with pytest.raises(FetchError, match=expected):
        make().get(url)


def test_no_line_can_be_smuggled_into_a_request(site, make):
    site.pages["/aX-Evil:%20yes"] = site.pages["/b%0D%0AX-Evil:%20yes"] = answer(PAGE)
    for path in ("/a\r\nX-Evil: yes", "/b%0D%0AX-Evil: yes"):
        assert make().get(site.url(path)).data == PAGE
        assert "x-evil" not in site.asked[-1][1]


def test_a_validator_that_cannot_be_sent_back_is_dropped(site, make):
    site.pages["/"] = answer(PAGE, ETag='"\x01"', Last_Modified="x" * 2000)
    assert make().get(site.url("/")).validators == Validators()


class TestTLS:
    """Certificates are checked against the name that was asked for."""

    @pytest.fixture
    def safe(self):
        made = Site({"/": answer(PAGE), "/down": redirect("http://quay.example:8080/")}, tls=True)
        yield made
        made.close()

    @pytest.fixture
    def trusting(self, make):
        return make(context=lambda: ssl.create_default_context(cafile=CERTIFICATE), seconds=20.0)

    def test_a_certificate_that_holds_opens_the_page(self, safe, trusting):
        assert trusting.get(safe.url("/", scheme="https")).data == PAGE

    def test_a_certificate_of_another_name_is_refused(self, safe, trusting):
        told = reason(trusting, safe.url("/", "moor.example", "https"))
        assert "a certificate that does not hold" in told
        assert safe.asked == []

    def test_a_certificate_that_nobody_signed_is_refused(self, safe, make):
        assert "a certificate that does not hold" in reason(make(), safe.url("/", scheme="https"))

    def test_a_redirect_out_of_tls_is_refused(self, safe, trusting):
        assert "from https to http" in reason(trusting, safe.url("/down", scheme="https"))

    def test_a_server_without_tls_is_refused(self, site, trusting):
        site.before = b"220 mail.quay.example ESMTP\r\n"
        assert "cannot be reached safely" in reason(trusting, site.url("/", scheme="https"))

    def test_a_server_that_hangs_in_the_handshake_is_left(self, site, make):
        site.pages["/"] = lambda wire: wire.hang()
        fetcher = make(seconds=0.4)
        assert "took more than" in reason(fetcher, site.url("/", scheme="https"))


def test_nobody_there_is_said(site, make):
    site.close()
    assert "cannot be reached" in reason(make(seconds=20.0), site.url("/"))
