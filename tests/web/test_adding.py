"""Files, texts and addresses come in; what is refused is named with its reason."""

import gzip
import json
import threading

import pytest

from secondsource.web import bringing

from .conftest import LONG, let_in, waited

TEXT = "A crane fell on the north quay on Friday, the port said. Three people were hurt."


@pytest.fixture
def client(own):
    return let_in(own)


def finished(client, answer):
    """The outcome of what was sent, once it is done."""
    assert answer.status_code == 303, answer.text
    where = answer.headers["location"]
    waited(lambda: client.get(f"{where}.json").json()["state"] in ("done", "failed"))
    return client.get(f"{where}.json").json()


def test_files_come_in_and_those_that_cannot_are_named(own, client):
    files = [
        ("files", ("quay.txt", TEXT.encode())),
        ("files", ("more.jsonl", json.dumps({"id": "m1", "text": TEXT + " More."}).encode())),
        ("files", ("broken.jsonl", b"{not json")),
        ("files", ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(50))),
    ]
    row = finished(client, client.post("/add/files", files=files))
    assert {a["report"] for a in row["added"]} == {"quay", "m1"}
    assert {r["place"].partition(",")[0] for r in row["refused"]} == {"broken.jsonl", "picture.png"}
    assert all(r["reason"] for r in row["refused"])
    assert not [r for r in row["refused"] if "/tmp" in r["place"] + r["reason"]]
    page = client.get(f"/added/{row['id']}").text
    assert "broken.jsonl" in page
    assert "picture.png" in client.get("/add").text


def test_a_page_that_says_done_lists_all_that_came():
    """A page is written while the last report comes in: it must not say "done" with one missing."""

    class Late(list):
        """Reports of which the last one comes while they are read."""

        def __iter__(self):
            known = tuple(super().__iter__())
            job.added.append("last")
            job.state = "done"
            return iter(known)

    job = bringing.Job("1", "two reports", state="adding", total=2, added=Late(["first"]))
    seen = job.seen()
    assert (seen.done, seen.added) == (False, ["first"])
    assert (job.seen().done, job.seen().added[:2]) == (True, ["first", "last"])


def test_whoever_reads_done_finds_that_a_newer_brief_is_due(own, client, monkeypatch):
    """Else the stories are shown as if nothing had come in, and do not load themselves again."""
    looked, go = threading.Event(), threading.Event()

    def slow():
        looked.set()
        go.wait(LONG)

    monkeypatch.setattr(own, "look_again", slow)
    sent = client.post("/add/text", data={"text": TEXT})
    assert looked.wait(LONG)
    row = client.get(f"{sent.headers['location']}.json").json()
    assert (row["state"], len(row["added"])) == ("adding", 1)
    go.set()
    assert finished(client, sent)["state"] == "done"


def test_a_web_archive_comes_in(own, client):
    body = f"<html><head><title>Crane</title></head><body><p>{TEXT}</p></body></html>".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://quay.example/crane\r\n"
        "WARC-Date: 2031-05-03T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode()
    warc = gzip.compress(head + http + b"\r\n\r\n")
    sent = client.post("/add/files", files=[("files", ("pages.warc.gz", warc))])
    row = finished(client, sent)
    assert len(row["added"]) == 1, row
    assert own.case.versions("https://quay.example/crane")


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.txt",
        "..\\evil.txt",
        "/etc/evil.txt",
        "a\0b.txt",
        ".hidden.txt",
        "x" * 400 + ".txt",
    ],
)
def test_a_name_leads_out_of_no_folder(own, client, tmp_path, name):
    row = finished(client, client.post("/add/files", files=[("files", (name, TEXT.encode()))]))
    assert len(row["added"]) == 1
    assert "/" not in row["added"][0]["report"]


def test_two_files_of_one_name_both_come_in(own, client):
    files = [("files", ("a.txt", TEXT.encode())), ("files", ("A.txt", (TEXT + " Again.").encode()))]
    assert len(finished(client, client.post("/add/files", files=files))["added"]) == 2


def test_a_text_is_pasted_with_what_is_known_of_it(own, client):
    fields = {
        "text": TEXT,
        "title": "Crane falls",
        "outlet": "Quay Post",
        "published": "2031-05-03T08:00:00+00:00",
        "url": "https://quay.example/crane",
    }
    row = finished(client, client.post("/add/text", data=fields))
    assert [a["report"] for a in row["added"]] == ["quay-post"]
    (version,) = own.case.versions("https://quay.example/crane")
    assert (version.report.title, version.report.text) == ("Crane falls", TEXT)
    changed = finished(
        client,
        client.post("/add/text", data={**fields, "text": TEXT.replace("Three", "Five")}),
    )
    assert [(a["how"], a["version"]) for a in changed["added"]] == [("version", 2)]
    page = client.get("/versions").text
    assert "<del>Three</del><ins>Five</ins>" in page


def test_what_is_there_already_is_not_added_again(own, client):
    for how in ("new", "there"):
        row = finished(client, client.post("/add/text", data={"text": TEXT}))
        assert [a["how"] for a in row["added"]] == [how]


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/add/text", {"data": {"text": "  "}}),
        ("/add/text", {"data": {"text": "x" * 2_000_001}}),
        ("/add/text", {"content": b"{}", "headers": {"content-type": "application/json"}}),
        ("/add/files", {"files": [("other", ("a.txt", b"x"))]}),
        (
            "/add/files",
            {"content": b"x", "headers": {"content-type": "multipart/form-data; boundary=y"}},
        ),
        ("/add/files", {"content": b"x", "headers": {"content-type": "multipart/form-data"}}),
        ("/add/address", {"data": {"url": "https://quay.example/"}}),
    ],
)
def test_what_cannot_come_in_is_refused_at_once(own, client, path, sent):
    answer = client.post(path, **sent)
    assert answer.status_code == 400
    assert len(own.case.reports()) == 7


def test_an_address_is_fetched_only_where_that_was_allowed(own, monkeypatch):
    asked = []

    def fetched(url):
        asked.append(url)
        return bringing._read_files([])

    monkeypatch.setattr(bringing, "_fetch", lambda: fetched)
    closed, opened = let_in(own), let_in(own, allow_network=True)
    assert "--allow-network" in closed.get("/add").text
    assert closed.post("/add/address", data={"url": "https://quay.example/"}).status_code == 400
    assert asked == []
    assert 'name="url"' in opened.get("/add").text
    finished(opened, opened.post("/add/address", data={"url": "https://quay.example/"}))
    assert asked == ["https://quay.example/"]


def test_a_reader_that_fails_ends_as_a_refusal(own, client, monkeypatch):
    def broken(paths):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(bringing, "_read_files", broken)
    row = finished(client, client.post("/add/text", data={"text": TEXT}))
    assert row["state"] == "failed"
    assert "the disk is full" in row["refused"][0]["reason"]
