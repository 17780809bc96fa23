"""A case holds what it was given, never twice, and gives it back as it was."""

import hashlib
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.errors import CaseError, ReportError
from secondsource.model import Refused, Report, Span, StatedDate
from secondsource.reports import read_originals, read_reports
from secondsource.store import Case, searching
from secondsource.store.settings import StoreSettings
from secondsource.store.sqlite import match_of

from .piles import ARRIVED, COPY, LATER, MENDED, OWN, PAGE, WIRE, pile, wire


def test_reports_come_back_as_they_were_given(case):
    report = Report(
        id="r1",
        text="\ufeffOne\r\ntwo \x00 three \U0001f6a2 Élysée",
        title="A title",
        outlet="Moor Courier",
        byline="Ada Finch",
        published=datetime.fromisoformat("2031-05-03T08:00:00.5+05:30"),
        url="https://moor.example/a?b=1#c",
        sha256="ab" * 32,
        links=("https://a.example/", "x"),
        note="a note",
        dates=(StatedDate("page", "2031-05-03", Span("r1", 1, 4)), StatedDate("url", "2031")),
        warnings=("beware",),
    )
    case.add([report], {}, ARRIVED)
    assert case.reports() == (report,)


def test_what_is_added_again_is_there_already(full):
    first = full.reports()
    again = full.add(pile(), {}, LATER)
    assert {added.how for added in again} == {"there"}
    assert full.reports() == first


def test_two_files_of_one_name_are_two_reports(case):
    one, other = (Report(id="story", text=text) for text in (WIRE, OWN))
    case.add([one], {}, ARRIVED)
    (added,) = case.add([other], {}, LATER)
    assert (added.report_id, added.how) == ("story-2", "new")
    assert case.add([other], {}, LATER)[0].how == "there"
    assert [r.text for r in case.reports()] == [one.text, other.text]


def test_a_changed_page_is_a_version_with_its_changes(full):
    (added,) = full.add([wire(MENDED)], {}, LATER)
    assert (added.report_id, added.version, added.how) == ("tern", 2, "version")
    old, new = full.versions(PAGE)
    assert (old.report.text, new.report.text) == (WIRE, MENDED)
    assert (old.arrived, new.arrived) == (ARRIVED, LATER)
    (change,) = new.changes
    assert (change.removed, change.added) == ("Three", "Five")
    assert WIRE[slice(*change.before)] == "Three"
    assert MENDED[slice(*change.after)] == "Five"
    assert [r.text for r in full.reports() if r.id == "tern"] == [MENDED]


def test_an_address_with_another_text_is_another_report(full):
    """Some feeds give every entry the address of the front page."""
    (added,) = full.add([replace(wire(OWN), id="x", title=None)], {}, LATER)
    assert (added.report_id, added.how) == ("x", "new")
    assert "another text" in added.warnings[0]
    assert len(full.reports()) == 4


def test_a_child_that_has_what_its_parent_mended_is_shown(full):
    assert full.before_correction() == ()
    full.add([wire(MENDED)], {}, LATER)
    (late,) = full.before_correction()
    assert (late.child, late.parent, late.version) == ("quay", "tern", 2)
    assert (late.change.removed, late.change.added) == ("Three", "Five")
    assert "Three dockers" in COPY[late.span.start : late.span.end]


def test_original_bytes_are_kept_with_their_hash(case, tmp_path):
    (tmp_path / "a.txt").write_bytes(WIRE.encode("utf-8-sig"))
    rows = '{"id": "x", "text": "Some words here."}\n{"id": "y", "text": "Other words."}\n'
    (tmp_path / "b.jsonl").write_text(rows)
    reports, originals, refused = read_originals([tmp_path / "a.txt", tmp_path / "b.jsonl"])
    assert (reports, refused) == read_reports([tmp_path / "a.txt", tmp_path / "b.jsonl"])
    case.add(reports, originals, ARRIVED)
    for report in case.reports():
        assert hashlib.sha256(case.original(report.sha256)).hexdigest() == report.sha256
    assert case.original(reports[0].sha256) == WIRE.encode("utf-8-sig")
    assert case.integrity().ok


def test_what_was_refused_stands_in_the_brief(full):
    full.add([], {}, ARRIVED, refused=[Refused("bad.bin", "is no text")])
    assert full.brief().refused == (Refused("bad.bin", "is no text"),)


def test_the_brief_is_kept_until_something_changes(full, monkeypatch):
    from secondsource.store import story_results

    brief = full.brief()
    assert brief.claims
    assert brief.derivations
    monkeypatch.setattr(story_results, "read_story", None)
    with Case.open(full.path) as again:
        assert again.brief() == brief
    monkeypatch.undo()
    full.add([wire(MENDED)], {}, LATER)
    assert full.brief() != brief


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("crane", {"tern", "quay", "moor"}),
        ("CRANE brake", {"tern", "quay"}),
        ('"north quay"', {"tern", "quay", "moor"}),
        ('"quay north"', set()),
        ("wareh*", {"tern", "quay"}),
        ("wareh", set()),
        ("falls", {"tern", "quay"}),  # in the title only
        ("zebra", set()),
        ("", {"tern", "quay", "moor"}),
        ("***", set()),
    ],
)
def test_search_finds_reports_with_all_the_words(full, text, found):
    hits = full.search(text)
    assert {hit.report_id for hit in hits} == found
    for hit in hits:
        report = next(r for r in full.reports() if r.id == hit.report_id)
        whole = report.of_field(hit.field)
        assert whole[hit.excerpt_start :].startswith(hit.excerpt)
        for span in hit.spans:
            words = span.of(report).lower()
            assert any(word.strip('"*').lower() in words for word in text.split())


@pytest.mark.parametrize(
    "text",
    ['"', '""', "a AND", "NOT", "(", "title:crane", "a NEAR/2 b", "*", "-x", "^a", "a'b", "{x}",
     "\0", "a\0b", "\ud800", "OR OR", 'x" OR 1=1 --', "_", "a_b", ";"],
)  # fmt: skip
def test_no_search_is_a_syntax_error(full, text):
    assert isinstance(full.search(text), tuple)


def test_search_by_speaker_outlet_and_time(full):
    assert {h.report_id for h in full.search(speaker="ada finch")} == {"tern", "quay"}
    assert {h.report_id for h in full.search("crane", speaker="Berg")} == {"moor"}
    assert {h.report_id for h in full.search("crane", outlet="post")} == {"quay"}
    nine = datetime(2031, 5, 3, 9, tzinfo=UTC)
    assert {h.report_id for h in full.search(since=nine)} == {"quay"}
    assert {h.report_id for h in full.search(until=nine)} == {"tern"}


def test_search_looks_at_current_versions_only(full):
    full.add([wire(MENDED)], {}, LATER)
    assert "tern" not in {h.report_id for h in full.search("three")}
    assert "tern" in {h.report_id for h in full.search("five")}
    assert full.integrity().ok


def test_a_search_gives_no_more_than_it_may(full):
    hits = searching.search(
        full._db,
        "crane",
        speaker=None,
        outlet=None,
        since=None,
        until=None,
        settings=StoreSettings(most_hits=1),
    )
    assert len(hits) == 1


def test_half_letters_are_refused_with_help(case):
    with pytest.raises(ReportError, match="half a letter"):
        case.add([Report(id="r", text="a \ud800 b", sha256="x")], {}, ARRIVED)
    assert case.reports() == ()


def test_bytes_that_are_not_those_of_the_hash_are_refused(case):
    with pytest.raises(ReportError, match="other bytes"):
        case.add([Report(id="r", text="a", sha256="77")], {"77": b"a"}, ARRIVED)
    assert case.reports() == ()


def test_inputs_that_wish_one_id_are_known_again_however_they_are_read(case):
    """Read together, one of them is "r-2", and which may change with the others."""
    one, other = Report(id="r", text=WIRE), Report(id="r-2", text=OWN)
    case.add([one, other], {}, ARRIVED)
    again = case.add([replace(one, id="r-2"), replace(other, id="r")], {}, LATER)
    assert [(a.report_id, a.how) for a in again] == [("r-2", "there"), ("r", "there")]


def test_a_time_without_offset_is_refused(case):
    with pytest.raises(CaseError, match="time zone"):
        case.add([Report(id="r", text="a")], {}, datetime(2031, 5, 3))


def test_an_empty_case_has_no_brief(case):
    with pytest.raises(CaseError, match="holds no report yet"):
        case.brief()


@pytest.mark.parametrize(
    "content", [b"no database at all, only text " * 100, b"SQLite format 3\0x"]
)
def test_a_file_that_is_no_case_is_left_alone(tmp_path, content):
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(CaseError, match="case"):
        Case.open(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (x)")
    before = path.read_bytes()
    with pytest.raises(CaseError, match="another program"):
        Case.open(path)
    assert path.read_bytes() == before


def test_a_case_is_not_made_by_looking(tmp_path):
    with pytest.raises(CaseError, match="no case is there"):
        Case.open(tmp_path / "none.case", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_case_of_a_newer_version_is_refused(case):
    case._db.execute("PRAGMA user_version = 99")
    with pytest.raises(CaseError, match="newer"):
        Case.open(case.path)


def test_integrity_tells_of_a_changed_original(full):
    full._db.execute("UPDATE originals SET bytes = x'00'")
    assert len(full.integrity().problems) == 3
    assert "does not have this hash" in full.integrity().problems[0]


def test_a_case_that_another_program_holds_is_told(full):
    with Case.open(full.path) as other:
        other._db.execute("PRAGMA busy_timeout = 20")
        full._db.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseError, match="another program"):
            other.add([Report(id="r", text="A crane.")], {}, LATER)
        assert other.brief().reports  # it can still be read
        full._db.execute("ROLLBACK")
        assert other.add([Report(id="r", text="A crane.")], {}, LATER)[0].how == "new"


@given(st.text(max_size=30))
def test_no_text_breaks_the_search(text):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    match = match_of(list(searching.terms_in(text)))
    if match:
        assert db.execute("SELECT * FROM t WHERE t MATCH ?", (match,)).fetchall() == []
    db.close()


def test_the_brief_made_last_is_there_before_the_next_is_made(full):
    """A page can show it at once, and the newer one when it is done."""
    assert full.newest_brief() is None
    first = full.brief()
    full.add([wire(MENDED)], {}, LATER)
    assert full.newest_brief() == first
    assert full.brief() != first
    assert full.newest_brief() == full.brief()


def test_a_search_by_speaker_can_do_with_the_brief_made_last(full):
    assert full.search(speaker="Finch", as_kept=True) == ()
    full.brief()
    assert full.search(speaker="Finch", as_kept=True) == full.search(speaker="Finch") != ()
