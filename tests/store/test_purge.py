"""What was purged is gone from the raw file, and the rest is as it was."""

import hashlib
import sqlite3
from dataclasses import replace

import pytest

from secondsource.errors import CaseError
from secondsource.model import Refused, Report
from secondsource.store import Case, Decision

from .piles import ARRIVED, COPY, LATER, MENDED, PAGE, WIRE, pile, wire

NAME = "Ada Finch"


def raw(path):
    """All bytes of the file and its log, in lower case."""
    files = [path, path.with_name(path.name + "-wal")]
    return b"".join(f.read_bytes() for f in files if f.exists()).lower()


def test_a_purged_report_is_gone_from_the_raw_file(full, tmp_path):
    secret = Report(
        id="secret",
        text="The zanzibarite cargo was on the xylophonic barge, a clerk said. " * 30,
        title="Zanzibarite found",
        url="https://s.example/zanzibarite",
    )
    full.add([secret], {}, ARRIVED)
    full.add([replace(secret, text=secret.text + " More of quixotry.", title=None)], {}, LATER)
    brief = full.brief()
    noted = full.target("report", "secret")
    full.decide(Decision("note", "fe", LATER, "look here", (noted,)))
    claim = next(c for c in brief.claims if "secret" in c.report_ids)
    full.decide(Decision("reject", "fe", LATER, "thin", (full.target("claim", claim.id),)))
    assert b"zanzibarite" in raw(full.path)
    gone = full.purge(report="secret", when=LATER)
    assert (gone.versions, gone.originals, gone.left) == (2, 2, ())
    for word in (b"zanzibarite", b"xylophonic", b"quixotry"):
        assert word not in raw(full.path)
    assert {r.id for r in full.reports()} == {"tern", "quay", "moor"}
    assert full.integrity().ok
    # Decisions about it stay, shown as unattached.
    assert [p.attached for p in full.overlay(full.brief()).in_force] == [False, False]
    with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        full._db.execute("DELETE FROM decisions")


def test_a_purged_person_is_gone_and_every_other_passage_keeps_its_place(full):
    extra = Report(
        id="late",
        text="Finch declined to comment. Ada Finch's deputy spoke. A finch sang.",
        url="https://late.example/ada-finch-silent",
        links=("https://late.example/ADA_FINCH", "https://late.example/other"),
        byline="By ADA FINCH",
    )
    other = Report(id="birds", text="The Finch family of birds nests here, a warden said.")
    full.add([extra, other, wire(MENDED)], {}, LATER, refused=[Refused("x", "Ada Finch's page")])
    brief = full.brief()
    speaker = next(s for s in brief.speakers if s.name == NAME)
    full.decide(
        Decision("note", "fe", LATER, "call Ada Finch", (full.target("speaker", speaker.id),))
    )
    gone = full.purge(person=NAME, when=LATER)
    assert gone.versions == 4
    assert gone.left == ()
    content = raw(full.path)
    assert b"ada finch" not in content
    assert b"ada-finch" not in content
    assert b"the brake did not hold" not in content  # what she said went with her
    late = next(r for r in full.reports() if r.id == "late")
    assert late.text == "█████ declined to comment. ███ █████'s deputy spoke. A finch sang."
    assert (late.url, late.links) == (None, ("https://late.example/other",))
    # Where nobody is called so in full, a word of the name is another's.
    assert next(r for r in full.reports() if r.id == "birds").text == other.text
    tern = next(r for r in full.reports() if r.id == "tern")
    assert len(tern.text) == len(MENDED)
    assert tern.text.index("Five") == MENDED.index("Five")
    assert [c.added for v in full.versions("tern") for c in v.changes] == ["Five"]
    assert full.integrity().ok
    assert NAME not in {s.name for s in full.brief().speakers}
    assert full.refused() == ()
    # The same files do not bring the person back.
    assert {a.how for a in full.add(pile(), {}, LATER)} == {"there"}
    assert b"ada finch" not in raw(full.path)


def test_what_cannot_be_purged_is_told(full):
    with pytest.raises(CaseError, match="there are: moor, quay, tern"):
        full.purge(report="x", when=LATER)
    with pytest.raises(CaseError, match="no report names"):
        full.purge(person="Nobody Here", when=LATER)
    with pytest.raises(CaseError, match="either a report or a person"):
        full.purge(when=LATER)
    assert len(full.reports()) == 3
    assert {v.report.text for v in full.versions(PAGE)} == {WIRE}
    assert COPY in {r.text for r in full.reports()}


def test_a_purge_says_when_another_program_may_keep_the_words(full):
    with Case.open(full.path) as other:
        cursor = other._db.execute("SELECT * FROM versions")
        cursor.fetchone()
        full._db.execute("PRAGMA busy_timeout = 50")
        assert "another program" in full.purge(report="moor", when=LATER).left[0]
        cursor.close()


def test_originals_that_another_report_has_too_stay(case):
    digest = hashlib.sha256(WIRE.encode()).hexdigest()
    two = [Report(id=name, text=WIRE, sha256=digest) for name in ("a", "b")]
    case.add(two, {digest: WIRE.encode()}, ARRIVED)
    assert case.purge(report="a", when=LATER).originals == 0
    assert case.original(digest) == WIRE.encode()
    assert case.purge(report="b", when=LATER).originals == 1
