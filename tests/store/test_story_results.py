"""Results are kept story by story: a new report makes those anew that it touches, no other."""

import base64
import json
import sqlite3
import zlib
from datetime import UTC, datetime

import pytest

from secondsource.derivation import load_outlets
from secondsource.errors import CaseError
from secondsource.model import Refused, Report
from secondsource.models import load_models
from secondsource.pipeline import check_reports
from secondsource.settings import Settings
from secondsource.store import Case, Decision, story_results

from .piles import ARRIVED, LATER, MENDED, SHOW, pile, show, wire


@pytest.fixture
def two(full):
    """A case with two stories."""
    full.add(show(), {}, ARRIVED, refused=[Refused("x.bin", "is no text")])
    return full


def made_at_once(case):
    """What the pipeline says of all reports of the case together."""
    return check_reports(
        case.reports(),
        case.refused(),
        settings=Settings(),
        models=load_models(),
        outlets=load_outlets(),
    )


@pytest.fixture
def read(monkeypatch):
    """The stories that were read, by their reports, in the order of reading."""
    found = []
    whole = story_results.read_story

    def noting(marked, **rest):
        found.append({m.id for m in marked})
        return whole(marked, **rest)

    monkeypatch.setattr(story_results, "read_story", noting)
    return found


def test_the_brief_is_that_of_all_reports_read_at_once(two):
    assert len(two.brief().stories) == 2
    assert two.brief() == made_at_once(two)
    with Case.open(two.path) as again:
        assert again.brief() == made_at_once(two)


def test_a_new_report_makes_only_its_story_anew(two, read):
    two.brief()
    assert read == [{"bloom", "petal"}, {"tern", "quay", "moor"}]
    read.clear()
    two.add([Report(id="late", text=SHOW.replace("Sunday", "June 15"))], {}, LATER)
    two.brief()
    assert read == [{"bloom", "petal", "late"}]
    assert two.brief() == made_at_once(two)


def test_a_mended_page_makes_its_story_anew_and_shows_who_kept_the_old_words(two, read):
    two.brief()
    read.clear()
    two.add([wire(MENDED)], {}, LATER)
    two.refresh()
    assert read == [{"tern", "quay", "moor"}]
    assert [late.child for late in two.before_correction()] == ["quay"]
    assert [late.child for late in two.before_correction(story="tern")] == ["quay"]
    assert two.before_correction(story="bloom") == ()


def test_nothing_is_read_twice_when_the_program_stops_in_between(two, read):
    def stop(done, of):
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        two.refresh(progress=stop)
    assert read == [{"bloom", "petal"}]
    with Case.open(two.path) as again:
        again.refresh()
        assert read == [{"bloom", "petal"}, {"tern", "quay", "moor"}]
        assert again.brief() == made_at_once(again)


def test_a_report_taken_out_leaves_the_brief_as_it_was(two):
    first = two.brief()
    two.add([Report(id="late", text=SHOW.replace("Sunday", "June 15"))], {}, LATER)
    two.brief()
    two.purge(report="late", when=LATER)
    assert two.brief() == first


def test_a_list_of_stories_says_who_tells_them_and_what_was_found(two):
    shown, crane = two.stories()
    assert (shown.headline, shown.outlets) == ("Orchids", ("Lindow News", "Marl Gazette"))
    assert (crane.headline, crane.report_ids) == (
        "Crane falls at Brandmoor",
        ("moor", "quay", "tern"),
    )
    assert crane.first == datetime(2031, 5, 3, 8, 0, tzinfo=UTC)
    brief = two.story(crane.id)
    assert crane.claims == len(brief.claims) == len(brief.corroborations)
    assert crane.claims == crane.two_or_more + crane.single + crane.unsupported
    assert crane.statements == len(brief.statements) > 0
    with Case.open(two.path) as again:
        assert again.stories() == (shown, crane)


def test_one_story_is_shown_as_if_it_were_alone(two):
    alone = check_reports(pile(), settings=Settings(), models=load_models(), outlets=load_outlets())
    found = two.story("tern")
    assert [m.id for m in found.reports] == ["moor", "quay", "tern"]
    assert (found.claims, found.relations) == (alone.claims, alone.relations)
    assert found.cannot_show == alone.cannot_show
    assert set(found.manifest.inputs) == {"moor", "quay", "tern"}
    assert found == two.story(found.stories[0].id)
    with pytest.raises(CaseError, match="no story has the id 'nothing'"):
        two.story("nothing")


def test_results_are_fresh_until_the_reports_change(two):
    assert not two.is_fresh()
    two.refresh()
    assert two.is_fresh()
    stories = two.stories()
    two.decide(Decision("note", "fe", LATER, "look", (two.target("claim", claim_of(two)),)))
    assert two.is_fresh()
    with Case.open(two.path) as other:
        other.add([wire(MENDED)], {}, LATER)
    assert not two.is_fresh()
    assert two.stories() == stories  # what was kept last, until somebody refreshes
    two.refresh()
    assert two.is_fresh()


def claim_of(case):
    """The id of some claim of the first story told."""
    return case.story("tern").claims[0].id


def test_decisions_of_another_story_do_not_stand_beside_this_one(two):
    claim = two.target("claim", claim_of(two), story="tern")
    decided = two.decide(Decision("reject", "fe", LATER, "one handout", (claim,)))
    undo = two.undo(decided.id, who="fe", when=LATER)
    here, there = (two.overlay(two.story(name)) for name in ("tern", "bloom"))
    assert [p.decision.id for p in here.placed] == [decided.id, undo.id]
    assert there.placed == ()
    assert [p.decision.id for p in two.overlay(two.brief()).placed] == [decided.id, undo.id]


def test_a_decision_about_what_is_gone_stands_beside_every_story(two):
    claim = two.target("claim", claim_of(two))
    decided = two.decide(Decision("reject", "fe", LATER, "one handout", (claim,)))
    for name in ("tern", "quay", "moor"):
        two.purge(report=name, when=LATER)
    assert [p.decision.id for p in two.overlay(two.story("bloom")).unattached] == [decided.id]


def test_one_story_is_handed_over_alone(two):
    given = two.hand_over(story="bloom")
    assert {version.report.id for version in given.versions} == {"bloom", "petal"}
    assert given.refused == ()
    assert len(given.brief.stories) == 1


def test_a_case_that_cannot_be_written_is_shown_story_by_story(two):
    two._db.execute("PRAGMA query_only = ON")
    assert two.brief() == made_at_once(two)
    assert [s.headline for s in two.stories()] == ["Orchids", "Crane falls at Brandmoor"]
    assert two.story("tern").claims
    assert two._db.execute("SELECT count(*) FROM story_results").fetchone()[0] == 0


def test_what_is_kept_of_a_story_is_json_in_a_tenth_of_its_length(two):
    crane = two.story("tern")
    (kept,) = two._db.execute(
        "SELECT reading FROM story_results JOIN results_reports USING (fingerprint) "
        "WHERE report = 'tern'"
    ).fetchone()
    text = zlib.decompress(base64.b64decode(kept))
    assert len(kept) < len(text) / 4  # a tenth in a story of a dozen reports
    found = json.loads(text)["reading"]["claims"]
    assert [claim["text"] for claim in found] == [claim.text for claim in crane.claims]


@pytest.mark.parametrize("reading", ["{}", "e30=", "no base64"])
def test_a_result_changed_by_hand_is_named(two, reading):
    two.brief()
    with sqlite3.connect(two.path) as other:
        other.execute("UPDATE story_results SET reading = ?", (reading,))
    with Case.open(two.path) as again, pytest.raises(CaseError, match="changed by hand"):
        again.brief()
