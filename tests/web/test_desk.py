"""The reading is kept up to date beside the pages, and no page computes."""

import threading
import time
from dataclasses import replace

import pytest

from secondsource.errors import CaseError
from secondsource.model import Report
from secondsource.store import Case, Decision
from secondsource.web.desk import Desk, State
from secondsource.web.parts import Part, parts_of
from secondsource.web.settings import WebSettings

from .conftest import LONG, NOW, let_in, made_case, waited

TEXT = "A lamp fell on the west pier on Friday, the port office said. Nobody was hurt there."


def test_an_empty_case_asks_for_reports(tmp_path):
    desk = Desk(Case.open(tmp_path / "new.case"))
    try:
        assert desk.settle(LONG).failed == ""
        client = let_in(desk)
        assert "No reports yet" in client.get("/stories").text
        assert client.get("/stories.json").json()["waiting"] is True
        for path in ("/search?q=x", "/add", "/versions"):
            assert client.get(path).status_code == 200
        form = {"kind": "note", "noun": "case", "id": "x", "who": "fe", "reason": "why"}
        assert client.post("/decide", data=form).status_code == 400
    finally:
        desk.close()


def test_the_brief_made_last_is_shown_while_the_next_is_made(tmp_path, monkeypatch):
    case = made_case(tmp_path / "a.case")
    first = case.brief()
    case.add([Report(id="late", text=TEXT)], {}, NOW)
    go = threading.Event()
    make = Case.brief

    def slow(self, **options):
        go.wait(LONG)
        return make(self, **options)

    monkeypatch.setattr(Case, "brief", slow)
    desk = Desk(case)
    try:
        waited(lambda: desk.reading is not None and desk.state.due)
        assert desk.reading.brief == first
        page = let_in(desk).get("/stories").text
        assert "a newer brief is being made" in page
        assert "7 reports" in page
        go.set()
        desk.settle(LONG)
        assert len(desk.reading.brief.reports) == 8
        assert "8 reports" in let_in(desk).get("/stories").text
    finally:
        go.set()
        desk.close()


class Turning:
    """A desk whose thread ends its work between any two looks at it."""

    def __init__(self, made):
        self.case, self.settings = made.case, made.settings
        self._readings = [made.reading, None]
        self._states = [State(working=False, runs=1), State(working=True)]

    @property
    def reading(self):
        self._states = self._states[:1]
        return self._readings.pop() if len(self._readings) > 1 else self._readings[0]

    @property
    def state(self):
        self._readings = self._readings[:1]
        return self._states.pop() if len(self._states) > 1 else self._states[0]


def test_a_page_that_calls_itself_up_to_date_is(made):
    """The brief is done while the page is made: the page shows it, or asks for it again."""
    page = let_in(Turning(made)).get("/stories").text
    assert "No reports yet" not in page
    assert "7 reports" in page or "pulse" in page


def test_a_decision_is_not_lost_to_a_brief_that_is_done_just_then(own, monkeypatch):
    claim = own.reading.brief.claims[0]
    laying, go = threading.Event(), threading.Event()
    overlay = own.case.overlay

    def slow(brief):
        found = overlay(brief)
        if threading.current_thread().name == "reading":
            laying.set()
            go.wait(LONG)
        return found

    monkeypatch.setattr(own.case, "overlay", slow)
    own.look_again()
    assert laying.wait(LONG)
    target = own.case.target("claim", claim.id)
    own.case.decide(Decision("reject", "jo", NOW, "one handout", (target,)))
    deciding = threading.Thread(target=own.decided)
    deciding.start()
    deciding.join(0.2)  # it may have to wait for the thread
    go.set()
    deciding.join(LONG)
    own.settle(LONG)
    assert own.reading.overlay.verdict("claim", claim.id) == "reject"


def test_a_decision_does_not_take_a_newer_brief_back(own, monkeypatch):
    older = own.reading
    newer = replace(older.brief, warnings=("a newer one",))
    overlay = own.case.overlay

    def meanwhile(brief):
        found = overlay(brief)
        if threading.current_thread().name != "reading":
            showing.start()
            showing.join(0.2)  # it has to wait for the decision
        return found

    showing = threading.Thread(target=own._show, args=(newer, ()), name="reading")
    monkeypatch.setattr(own.case, "overlay", meanwhile)
    own.decided()
    showing.join(LONG)
    assert own.reading.brief.warnings == ("a newer one",)


def test_a_decision_alone_asks_for_no_newer_brief(own, monkeypatch):
    """A page that is decided on would load itself again, under the hand of whoever decides."""
    began = []
    monkeypatch.setattr(own, "_begin", lambda: began.append(own.state))
    runs = own.state.runs
    target = own.case.target("claim", own.reading.brief.claims[0].id)
    own.case.decide(Decision("reject", "jo", NOW, "one handout", (target,)))
    waited(lambda: own.state.runs > runs)
    assert began == []


def test_a_story_that_cannot_be_laid_side_by_side_stops_nothing(tmp_path, monkeypatch):
    def broken(self):
        raise RuntimeError("no such sentence")

    monkeypatch.setattr(Part, "aligned", broken)
    desk = Desk(made_case(tmp_path / "c.case"))
    try:
        assert desk.settle(LONG).failed == ""
        desk.case.add([Report(id="late", text=TEXT)], {}, NOW)
        waited(lambda: len(desk.reading.brief.reports) == 8)
    finally:
        desk.close()


def test_a_page_of_a_case_that_did_not_change_is_not_loaded_again(tmp_path):
    """Whoever opens the app sees the brief made last, and it stays under their eyes."""
    with made_case(tmp_path / "same.case") as case:
        case.brief()
    desk = Desk(Case.open(tmp_path / "same.case"))
    try:
        waited(lambda: desk.reading is not None)
        assert not desk.settle(LONG).due
        assert desk.state.shown == 1
        desk.case.add([Report(id="late", text=TEXT)], {}, NOW)
        waited(lambda: desk.state.shown == 2)
        assert len(desk.reading.brief.reports) == 8
    finally:
        desk.close()


def test_no_page_makes_a_brief(made, app_client, monkeypatch):
    from .crawling import crawl

    def never(*_, **__):
        raise AssertionError("a page made a brief")

    monkeypatch.setattr(Case, "brief", never)
    monkeypatch.setattr("secondsource.pipeline.check_reports", never)
    answers = crawl(app_client)
    assert {a.status_code for a in answers.values()} == {200}


def test_a_brief_that_cannot_be_made_is_said(tmp_path, monkeypatch):
    def broken(self, **_):
        raise RuntimeError("no memory is left")

    monkeypatch.setattr(Case, "brief", broken)
    desk = Desk(made_case(tmp_path / "b.case"))
    try:
        assert "no memory is left" in desk.settle(LONG).failed
        page = let_in(desk).get("/stories")
        assert page.status_code == 200
        assert "no memory is left" in page.text
    finally:
        desk.close()


def test_a_decision_made_elsewhere_is_seen(own):
    claim = own.reading.brief.claims[0]
    with Case.open(own.case.path) as other:
        target = own.case.target("claim", claim.id)
        other.decide(Decision("reject", "jo", NOW, "one handout", (target,)))
    waited(lambda: own.reading.overlay.in_force)
    assert own.reading.overlay.verdict("claim", claim.id) == "reject"


def test_the_parts_of_a_brief_hold_all_of_it(made):
    brief = made.reading.brief
    parts = parts_of(brief)
    for name in ("reports", "claims", "statements", "speakers", "quotations", "derivations"):
        whole = sorted(map(repr, getattr(brief, name)))
        assert sorted(repr(n) for p in parts.values() for n in getattr(p.brief, name)) == whole
    for name in ("relations", "credits", "corroborations"):
        assert sum(len(getattr(p.brief, name)) for p in parts.values()) == len(getattr(brief, name))


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999", "2", "\u0663"])
def test_a_page_that_is_none_is_the_nearest_that_is_there(made, app_client, page):
    story = next(iter(made.reading.parts))
    answer = app_client.get(f"/story/{story}", params={"page": page})
    assert answer.status_code == 200
    assert "claim-row" in answer.text


def test_closing_waits_for_no_long_brief(tmp_path, monkeypatch):
    """Ctrl-C ends the app at once, whatever its thread is at."""
    held = threading.Event()
    begun = threading.Event()

    def endless(self):
        begun.set()
        held.wait(LONG)
        raise CaseError("it was stopped")

    monkeypatch.setattr(Case, "brief", endless)
    desk = Desk(made_case(tmp_path / "slow.case"), settings=WebSettings(ending_seconds=0))
    assert begun.wait(LONG)
    start = time.monotonic()
    desk.close()
    took = time.monotonic() - start
    held.set()
    assert took < LONG / 2
