"""People decide; the engine's verdict stays beside it; an undo is one more row."""

import pytest

from .conftest import LONG, let_in, waited


@pytest.fixture
def client(own):
    return let_in(own)


def send(client, desk, kind, noun, identity, **more):
    fields = {"kind": kind, "noun": noun, "id": identity, "who": "fe", "reason": "one handout"}
    return client.post("/decide", data={**fields, "back": "/decisions", **more})


def story(desk):
    return next(iter(desk.reading.parts.values()))


@pytest.mark.parametrize("kind", ["accept", "reject", "note"])
def test_a_verdict_stands_beside_the_engines_own(own, client, kind):
    weighed = story(own).claims[0]
    before = own.reading.brief
    answer = send(client, own, kind, "claim", weighed.claim.id)
    assert (answer.status_code, answer.headers["location"]) == (303, "/decisions")
    page = client.get(f"/story/{story(own).story.id}/claim/{weighed.claim.id}").text
    assert "one handout" in page
    assert f">{weighed.corroboration.badge}</span>" in page
    assert own.reading.brief is before
    (log,) = client.get("/decisions.json").json()["decisions"]
    assert (log["kind"], log["who"], log["attached"]) == (kind, "fe", True)


def test_an_undo_takes_back_and_can_be_taken_back(own, client):
    weighed = story(own).claims[0]
    send(client, own, "reject", "claim", weighed.claim.id)
    (made,) = own.case.decisions()
    client.post("/undo", data={"decision": made.id, "who": "jo", "reason": "too hasty"})
    assert own.reading.overlay.verdict("claim", weighed.claim.id) is None
    undo = own.case.decisions()[-1]
    client.post("/undo", data={"decision": undo.id, "who": "fe", "reason": "no, it was right"})
    assert own.reading.overlay.verdict("claim", weighed.claim.id) == "reject"
    assert len(client.get("/decisions.json").json()["decisions"]) == 3


def test_claims_are_merged_and_split(own, client):
    one, other = story(own).claims[:2]
    send(client, own, "merge", "claim", one.claim.id, other=other.claim.id)
    page = client.get(f"/story/{story(own).story.id}/claim/{one.claim.id}").text
    assert f"merge “{other.claim.text[:20]}" in page.replace("&#34;", '"').replace("&#39;", "'")
    assert own.reading.overlay.merged("claim") == (tuple(sorted((one.claim.id, other.claim.id))),)
    mention = max(one.claim.mentions, key=lambda m: m.span).span
    taken = f"{mention.report_id}|{mention.field}|{mention.start}"
    assert send(client, own, "split", "claim", one.claim.id, other=taken).status_code == 303
    whole, piece = own.case.decisions()[-1].targets
    assert whole.id == one.claim.id
    assert [anchor.span.start for anchor in piece.anchors] == [mention.start]


def test_a_speaker_is_renamed_and_keeps_the_engines_name(own, client):
    speaker = max(story(own).brief.speakers, key=lambda s: len(s.statements))
    send(client, own, "rename", "speaker", speaker.id, name="Ada Finch-Moor")
    page = client.get(f"/story/{story(own).story.id}/speaker/{speaker.id}").text
    assert "<h1>Ada Finch-Moor</h1>" in page
    assert f"The engine has: {speaker.name}" in page


def test_speakers_are_merged_and_split(own, client):
    speakers = sorted(story(own).brief.speakers, key=lambda s: -len(s.statements))
    send(client, own, "merge", "speaker", speakers[0].id, other=speakers[1].id)
    said = speakers[0].statements[0]
    assert send(client, own, "split", "speaker", speakers[0].id, other=said).status_code == 303
    assert [d.kind for d in own.case.decisions()] == ["merge", "split"]


def test_a_story_is_split(own, client):
    part = story(own)
    taken = part.in_time[-1]
    sent = send(client, own, "split", "story", part.story.id, other=taken)
    assert sent.status_code == 303
    whole, piece = own.case.decisions()[-1].targets
    assert (whole.noun, piece.noun, piece.id) == ("story", "report", taken)
    assert "What people decided" in client.get(f"/story/{part.story.id}").text


def test_an_outlet_is_described(own, client):
    send(client, own, "regrade", "outlet", "Gull Wire", grade="B", agency="yes", owner="Gull Ltd")
    (row,) = [o for o in client.get("/outlets.json").json()["outlets"] if o["name"] == "Gull Wire"]
    assert row["set"] == {"grade": "B", "owner": "Gull Ltd", "agency": "yes"}


def test_contradictions_derivations_and_reports_are_decided_on(own, client):
    part = story(own)
    edge = part.brief.derivations[0]
    for noun, identity in (
        ("relation", part.conflicts[0].id),
        ("derivation", f"{edge.child} < {edge.parent or edge.origin}"),
        ("report", edge.child),
        ("story", part.story.id),
    ):
        assert send(client, own, "reject", noun, identity).status_code == 303
        assert own.reading.overlay.verdict(noun, identity) == "reject"
    page = client.get("/decisions").text
    assert page.count("unattached") == 0
    assert page.count('class="stamp reject"') == 4


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": ""},
        {"who": ""},
        {"kind": "undo"},
        {"kind": "burn"},
        {"noun": "person"},
        {"id": "claim-none"},
        {"kind": "merge"},
        {"kind": "rename", "noun": "claim", "name": "x"},
        {"reason": "x" * 3000},
        {"reason": "a\0b"},
    ],
)
def test_what_is_no_decision_is_refused_and_writes_nothing(own, client, fields):
    claim = story(own).claims[0].claim
    given = {"kind": "reject", "noun": "claim", "id": claim.id, "who": "fe", "reason": "why"}
    answer = client.post("/decide", data={**given, **fields})
    assert answer.status_code == 400
    assert "Not done: " in answer.text
    assert own.case.decisions() == ()


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "x", "/a\r\nx: y"]
)
def test_a_form_leads_nowhere_else(own, client, back):
    claim = story(own).claims[0].claim
    answer = send(client, own, "note", "claim", claim.id, back=back)
    assert answer.headers["location"] == "/decisions"


def test_a_decision_outlives_the_next_brief(own, client):
    weighed = story(own).claims[0]
    send(client, own, "reject", "claim", weighed.claim.id)
    text = "A lamp fell on the west pier on Friday, the port office said. Nobody was hurt there."
    client.post("/add/text", data={"text": text, "outlet": "Pier News"})
    waited(lambda: len(own.reading.brief.reports) == 8)
    assert own.settle(LONG).failed == ""
    assert len(own.reading.brief.reports) == 8
    assert len(own.reading.overlay.in_force) == 1
    assert own.reading.overlay.unattached == ()
