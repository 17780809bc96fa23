"""The human has the last word, beside the engine's own, and nothing of it is ever lost."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from secondsource.errors import CaseError
from secondsource.model import Report
from secondsource.store import Decision, Target

from .piles import LATER, MENDED, OWN, WIRE, wire


def decided(kind, *targets, reason="seen it", minutes=0, **more):
    return Decision(kind, "fe", LATER + timedelta(minutes=minutes), reason, targets, **more)


@pytest.fixture
def brief(full):
    return full.brief()


@pytest.fixture
def claim(brief):
    """A claim that two reports carry."""
    return next(c for c in brief.claims if len(c.report_ids) == 2)


@pytest.fixture
def finch(brief):
    return next(s for s in brief.speakers if s.name == "Ada Finch")


def test_a_decision_stands_beside_the_engines_verdict(full, brief, claim):
    made = full.decide(decided("reject", full.target("claim", claim.id), reason="one handout"))
    overlay = full.overlay(brief)
    assert overlay.verdict("claim", claim.id) == "reject"
    (placed,) = overlay.on("claim", claim.id)
    assert (placed.decision, placed.attached, placed.undone) == (made, True, False)
    assert full.brief() == brief


def test_the_last_word_counts_and_an_undo_is_one_more_row(full, brief, claim):
    target = full.target("claim", claim.id)
    full.decide(decided("accept", target))
    second = full.decide(decided("reject", target, minutes=1))
    assert full.overlay(brief).verdict("claim", claim.id) == "reject"
    undo = full.undo(second.id, who="kb", when=LATER + timedelta(minutes=2))
    assert full.overlay(brief).verdict("claim", claim.id) == "accept"
    full.undo(undo.id, who="kb", when=LATER + timedelta(minutes=3))
    assert full.overlay(brief).verdict("claim", claim.id) == "reject"
    assert [d.kind for d in full.decisions()] == ["accept", "reject", "undo", "undo"]
    in_force = full._db.execute("SELECT kind FROM decisions_in_force ORDER BY number")
    assert [row["kind"] for row in in_force] == ["accept", "reject"]


def test_speakers_are_renamed_and_merged_and_outlets_regraded(full, brief, finch):
    berg = next(s for s in brief.speakers if s.name == "Olaf Berg")
    one, other = full.target("speaker", finch.id), full.target("speaker", berg.id)
    full.decide(decided("rename", one, changes=(("name", "Ada Finch of Brandmoor"),)))
    full.decide(decided("merge", one, other))
    agency = full.target("outlet", "Moor Courier")
    full.decide(decided("regrade", agency, changes=(("agency", "yes"), ("grade", "own staff"))))
    overlay = full.overlay(brief)
    assert overlay.set_on("speaker", finch.id) == {"name": "Ada Finch of Brandmoor"}
    assert overlay.merged("speaker") == (tuple(sorted((finch.id, berg.id))),)
    assert overlay.set_on("outlet", "Moor Courier") == {"agency": "yes", "grade": "own staff"}


@pytest.mark.parametrize(
    "noun",
    ["claim", "relation", "derivation", "statement", "quotation", "speaker", "story", "report"],
)
def test_every_kind_of_finding_can_be_decided_about(full, noun):
    from secondsource.store.anchoring import things

    # Two forms of one claim contradict each other, so that there is a relation as well.
    full.add([wire(WIRE.replace("Three dockers", "Nine dockers"))], {}, LATER)
    brief = full.brief()
    found = things(brief, noun)
    assert found
    for identity, _, _ in found:
        full.decide(decided("note", full.target(noun, identity), reason=identity))
    overlay = full.overlay(brief)
    assert overlay.unattached == ()
    for identity, _, _ in found:
        assert identity in {p.decision.reason for p in overlay.on(noun, identity)}


def test_decisions_survive_new_reports_and_a_mended_page(full, brief, claim, finch):
    full.decide(decided("accept", full.target("claim", claim.id)))
    full.decide(decided("rename", full.target("speaker", finch.id), changes=(("name", "F."),)))
    link = next(d for d in brief.derivations if d.parent)
    edge = f"{link.child} < {link.parent}"
    full.decide(decided("reject", full.target("derivation", edge)))
    later = "A preface of the page that moves every word on.\n\n" + MENDED
    full.add([wire(later), Report(id="new", text=OWN, outlet="New Post")], {}, LATER)
    overlay = full.overlay(full.brief())
    assert overlay.unattached == ()
    assert [p.decision.kind for p in overlay.in_force] == ["accept", "rename", "reject"]
    renamed = next(s for s in full.brief().speakers if s.name == "Ada Finch")
    assert overlay.set_on("speaker", renamed.id) == {"name": "F."}


def test_a_decision_whose_passage_is_gone_is_shown_unattached(full):
    brief = full.brief()
    said = next(s for s in brief.statements if s.report_id == "moor")
    full.decide(decided("reject", full.target("statement", said.id)))
    first, _, last = OWN.split("\n\n")
    url = "https://moor.example/a"
    full.add([Report(id="moor", text=f"{first}\n\n{last}", url=url)], {}, LATER)
    overlay = full.overlay(full.brief())
    assert len(overlay.unattached) == 1
    assert overlay.unattached[0].ids == (None,)


@pytest.mark.parametrize("table", ["decisions", "targets", "anchors"])
@pytest.mark.parametrize(
    "change",
    ["UPDATE {} SET rowid = rowid + 1", "DELETE FROM {}", "REPLACE INTO {} SELECT * FROM {}"],
)
def test_the_log_cannot_be_changed(full, claim, table, change):
    full.decide(decided("accept", full.target("claim", claim.id)))
    before = full.decisions()
    with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        full._db.execute(change.replace("{}", table))
    assert full.decisions() == before


@pytest.mark.parametrize(
    ("decision", "message"),
    [
        (decided("praise", Target("case", "case", "")), "no kind of decision 'praise'; there are"),
        (decided("accept"), "needs at least 1"),
        (decided("merge", Target("case", "case", "")), "needs at least 2"),
        (decided("rename", Target("claim", "x", "")), "about a speaker"),
        (decided("rename", Target("speaker", "x", "")), "what to set"),
        (
            decided("rename", Target("speaker", "x", ""), changes=(("grade", "A"),)),
            "does not say the new name",
        ),
        (
            decided("merge", Target("speaker", "x", ""), Target("claim", "y", "")),
            "joins things of one kind",
        ),
        (
            decided("merge", Target("speaker", "x", ""), Target("speaker", "x", "")),
            "the same thing twice",
        ),
        (
            decided("split", Target("claim", "x", ""), Target("claim", "x", "")),
            "the same thing twice",
        ),
        (decided("note", Target("mood", "x", "")), "no noun 'mood'"),
        (decided("undo", undoes="decision-x"), "no decision 'decision-x'"),
        (replace(decided("note", Target("case", "case", "")), who=" "), "who decided"),
    ],
)
def test_a_decision_that_lacks_a_part_is_refused_with_help(full, decision, message):
    with pytest.raises(CaseError, match=message):
        full.decide(decision)
    assert full.decisions() == ()


def test_a_target_that_is_not_there_is_told(full):
    with pytest.raises(CaseError, match="holds no claim 'x'"):
        full.target("claim", "x")


def test_deciding_the_same_twice_is_one_decision(full):
    one = decided("note", Target("case", "case", ""))
    assert full.decide(one) == full.decide(one)
    assert len(full.decisions()) == 1


def test_what_is_split_off_is_said_of_the_whole(full, brief, finch):
    """A statement that the engine gave to the wrong speaker is taken out of her."""
    whole = full.target("speaker", finch.id)
    wrong = full.target("statement", finch.statements[0])
    made = full.decide(decided("split", whole, wrong, reason="that was her deputy"))
    overlay = full.overlay(brief)
    assert overlay.taken_out("speaker", finch.id) == (wrong,)
    assert overlay.taken_out("statement", finch.statements[0]) == ()
    full.undo(made.id, who="fe", when=LATER)
    assert full.overlay(brief).taken_out("speaker", finch.id) == ()


def test_a_passage_is_taken_out_of_a_claim(full, brief, claim):
    whole = full.target("claim", claim.id)
    part = replace(whole, anchors=whole.anchors[:1])
    full.decide(decided("split", whole, part, reason="another crane"))
    assert full.overlay(brief).taken_out("claim", claim.id) == (part,)


def test_what_is_taken_back_cannot_be_taken_back_again(full):
    made = full.decide(decided("note", Target("case", "case", "")))
    undo = full.undo(made.id, who="fe", when=LATER)
    with pytest.raises(CaseError, match="is taken back already"):
        full.undo(made.id, who="kb", when=LATER + timedelta(minutes=1))
    assert full.undo(made.id, who="fe", when=LATER) == undo  # the same click twice
    full.undo(undo.id, who="fe", when=LATER + timedelta(minutes=2))
    full.undo(made.id, who="kb", when=LATER + timedelta(minutes=3))
    assert full.overlay(full.brief()).in_force == ()
    in_force = full._db.execute("SELECT count(*) FROM decisions_in_force").fetchone()
    assert tuple(in_force) == (0,)


@pytest.mark.parametrize(
    "kind", ["accept", "reject", "merge", "split", "rename", "regrade", "note"]
)
def test_every_kind_of_decision_survives_an_export_and_new_reports(
    full, brief, finch, kind, tmp_path
):
    from secondsource.store import Case
    from secondsource.store.exporting import export_case

    berg = next(s for s in brief.speakers if s.name == "Olaf Berg")
    one, other = full.target("speaker", finch.id), full.target("speaker", berg.id)
    targets, changes = {
        "merge": ((one, other), ()),
        "split": ((one, full.target("statement", finch.statements[0])), ()),
        "rename": ((one,), (("name", "A. Finch"),)),
        "regrade": ((full.target("outlet", "Moor Courier"),), (("grade", "B"), ("owner", "x"))),
    }.get(kind, ((one,), ()))
    made = full.decide(decided(kind, *targets, changes=changes))
    export_case(full.hand_over(), tmp_path / "out", forms=["case", "decisions"])
    with Case.open(tmp_path / "again.case") as again:
        again.read_export(tmp_path / "out")
        again.add([wire("A preface.\n\n" + MENDED)], {}, LATER)
        (placed,) = again.overlay(again.brief()).placed
        assert placed.decision == made
        assert (placed.decision.who, placed.decision.reason) == ("fe", "seen it")
        assert placed.attached
