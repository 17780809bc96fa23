"""A case is handed on complete, and makes the same case again."""

import csv
import hashlib
import json
import shutil
from dataclasses import replace
from datetime import timedelta

import jsonschema
import openpyxl
import pytest

from secondsource.brief.schema import shipped_schema
from secondsource.errors import CaseError, SettingsError
from secondsource.model import Refused, Report, Span
from secondsource.store import Case, Decision
from secondsource.store.exporting import EXPORTERS, Written, check_rows, export_case
from secondsource.store.fragments import fragment_link

from .piles import ARRIVED, COPY, LATER, MENDED, OWN, PAGE, WIRE, wire

EVIL = "<script>alert(1)</script> </main> =1+1 [x](javascript:1)"


@pytest.fixture
def worked(full):
    """A case with a mended page, decisions of every state, and something refused."""
    brief = full.brief()
    claim = next(c for c in brief.claims if len(c.report_ids) == 2)
    lost = next(s for s in brief.statements if s.report_id == "moor")
    spoke = full.target("speaker", brief.speakers[0].id)
    decided = (
        Decision("reject", "fe", LATER, EVIL, (full.target("claim", claim.id),)),
        Decision("note", "fe", LATER, "gone", (full.target("statement", lost.id),)),
        Decision("rename", EVIL, LATER, "", (spoke,), (("name", EVIL),)),
    )
    made = [full.decide(decision) for decision in decided]
    full.undo(made[0].id, who="kb", when=LATER + timedelta(minutes=1), reason="no")
    first, _, last = OWN.split("\n\n")
    kept = Report(id="moor", text=f"{first}\n\n{last}", url="https://moor.example/a")
    bad = Refused("bad.bin", "is no text")
    data = b"\xff\x00 raw bytes"
    digest = hashlib.sha256(data).hexdigest()
    odd = Report(id="odd/../x", text=f"A note {EVIL}.", sha256=digest)
    full.add([wire(MENDED), kept, odd], {digest: data}, LATER, refused=[bad])
    return full


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_form_is_written_and_counted(worked, tmp_path):
    folder = tmp_path / "out"
    written = export_case(worked.hand_over(), folder)
    assert {file.name for file in written} >= {"brief.html", "brief.xlsx", "pack.jsonl"}
    brief = worked.brief()
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["files"]["tables/claims.csv"] == len(brief.claims)
    assert manifest["files"]["decisions.jsonl"] == len(worked.decisions()) == 4
    assert manifest["files"]["versions.jsonl"] == len(rows(folder / "versions.jsonl")) == 6
    for file in written:
        assert (folder / file.name).exists()
    book = openpyxl.load_workbook(folder / "brief.xlsx")
    for name, table in ((s, folder / "tables" / f"{s}.csv") for s in book.sheetnames):
        with table.open(encoding="utf-8", newline="") as opened:
            assert book[name].max_row == len(list(csv.reader(opened)))


def test_decisions_stand_in_every_form_as_text(worked, tmp_path):
    export_case(worked.hand_over(), tmp_path)
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "What people decided" in page
    assert "Derived before a correction" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert page.count("</main>") == 1
    marked = (tmp_path / "brief.md").read_text(encoding="utf-8")
    assert "## What people decided" in marked
    assert "<script>" not in marked
    row = json.loads((tmp_path / "brief.json").read_text(encoding="utf-8"))
    jsonschema.validate(row, json.loads(shipped_schema()))
    assert [d["kind"] for d in row["decisions"]] == ["reject", "note", "rename", "undo"]
    assert [d["undone"] for d in row["decisions"]] == [True, False, False, False]
    assert [d["attached"] for d in row["decisions"]] == [True, False, True, True]
    assert row["before_correction"][0]["change"]["removed"] == "Three"
    with (tmp_path / "tables" / "decisions.csv").open(encoding="utf-8", newline="") as opened:
        cells = list(csv.DictReader(opened))
    assert [cell["kind"] for cell in cells] == ["reject", "note", "rename", "undo"]


def test_an_export_makes_the_same_case_again(worked, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    export_case(worked.hand_over(), one)
    with Case.open(tmp_path / "again.case") as again:
        assert again.read_export(one) == (6, 4)
        assert again.brief() == worked.brief()
        assert again.decisions() == worked.decisions()
        assert again.versions(PAGE) == worked.versions(PAGE)
        assert again.refused() == worked.refused()
        export_case(again.hand_over(), other)
        # What is added after that is a version, as it would have been in the old case.
        newer = replace(wire(MENDED.replace("Five", "Six")))
        assert again.add([newer], {}, LATER)[0].version == 3
    names = sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(other) for p in other.rglob("*") if p.is_file())
    for name in names:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name


def test_passages_alone_go_out_when_asked(worked, tmp_path):
    folder = tmp_path / "out"
    export_case(worked.hand_over(full_text=False), folder)
    assert not (folder / "versions.jsonl").exists()
    assert not (folder / "originals").exists()
    for file in (p for p in folder.rglob("*") if p.is_file()):
        content = file.read_bytes().decode("utf-8", "replace")
        for text in (WIRE, COPY, OWN):
            assert text not in content, file.name
            assert json.dumps(text)[1:-1] not in content, file.name
    with pytest.raises(SettingsError, match="whole texts"):
        export_case(worked.hand_over(full_text=False), folder, forms=["case"])
    with (
        Case.open(tmp_path / "x.case") as empty,
        pytest.raises(CaseError, match="without whole texts"),
    ):
        empty.read_export(folder)


def test_the_pack_marks_every_word_of_a_report(worked):
    from secondsource.store.pack import pack_of

    lines = list(pack_of(worked.hand_over()))
    assert all(line["untrusted"] is True for line in lines)
    brief = worked.brief()
    claims = [line for line in lines if line["kind"] == "claim"]
    assert {line["id"] for line in claims} == {c.id for c in brief.claims}
    texts = {r.id: r for r in worked.reports()}
    for line in claims:
        origins = [p["origin"] for p in line["passages"]]
        assert len(origins) == len(set(origins))
        for p in line["passages"]:
            whole = texts[p["report"]].of_field(p["field"])
            assert whole[p["start"] : p["end"]] == p["untrusted_text"]
            assert "text" not in p
    shared = next(c for c in brief.claims if set(c.report_ids) == {"quay", "tern"})
    line = next(line for line in claims if line["id"] == shared.id)
    assert len(line["passages"]) == 1  # a copy and its original have one origin
    assert line["passages"][0]["report"] == "tern"


def test_annotations_have_the_exact_words_and_what_stands_around(worked):
    from secondsource.store.annotations import annotations_of

    found = annotations_of(worked.hand_over())
    items = found["first"]["items"]
    assert found["total"] == len(items)
    texts = {r.url or f"urn:sha256:{r.sha256}": r for r in worked.reports()}
    mentions = [item for item in items if item["motivation"] == "classifying"]
    assert len(mentions) == sum(len(c.mentions) for c in worked.brief().claims)
    for item in mentions:
        quoted, counted = item["target"]["selector"]
        report = texts[item["target"]["source"]]
        wholes = (report.text, report.title or "")
        assert quoted["exact"] in [w[counted["start"] : counted["end"]] for w in wholes]
        assert any(quoted["prefix"] + quoted["exact"] + quoted["suffix"] in w for w in wholes)


def test_provenance_names_only_what_it_declares(worked):
    from secondsource.store.provenance import provenance_of

    found = provenance_of(worked.hand_over())
    declared = {*found["entity"], *found["activity"], *found["agent"]}
    used = {
        value
        for part in found.values()
        for row in part.values()
        if isinstance(row, dict)
        for key, value in row.items()
        if key in ("prov:entity", "prov:agent", "prov:activity")
        or key in ("prov:generatedEntity", "prov:usedEntity")
    }
    assert used - declared == set()
    revised = [r for r in found["wasDerivedFrom"].values() if r.get("prov:type")]
    assert len(revised) == 2
    assert any(
        r["prov:generatedEntity"] == "case:report/quay" for r in found["wasDerivedFrom"].values()
    )


def test_a_claim_review_draft_judges_nothing(worked):
    from secondsource.store.claimreview import claim_reviews_of

    drafts = claim_reviews_of(worked.hand_over())["@graph"]
    assert len(drafts) == len(worked.brief().claims)
    for draft in drafts:
        assert set(draft["reviewRating"].values()) == {"Rating", ""}
        assert draft["author"]["name"] == ""
    said = [d["itemReviewed"]["author"] for d in drafts if "author" in d["itemReviewed"]]
    assert any((s["name"], s.get("alternateName")) == (EVIL, "Ada Finch") for s in said)


def test_what_people_decided_stands_in_every_handed_on_form(full):
    """Accept, reject, rename: beside what the engine says, never in its place."""
    from secondsource.store.annotations import annotations_of
    from secondsource.store.claimreview import claim_reviews_of
    from secondsource.store.pack import pack_of
    from secondsource.store.provenance import provenance_of

    brief = full.brief()
    finch = next(s for s in brief.speakers if s.name == "Ada Finch")
    claim = next(c for c in brief.claims if {m.speaker_id for m in c.mentions} == {finch.id})
    made = full.decide(
        Decision("accept", "fe", LATER, "heard it", (full.target("claim", claim.id),))
    )
    speaker = full.target("speaker", finch.id)
    full.decide(Decision("rename", "kb", LATER, "", (speaker,), (("name", "A. M. Finch"),)))
    given = full.hand_over()
    draft = next(
        d for d in claim_reviews_of(given)["@graph"] if d["itemReviewed"]["identifier"] == claim.id
    )
    assert draft["comment"] == [
        {
            "@type": "Comment",
            "text": "accept: heard it",
            "author": {"@type": "Person", "name": "fe"},
            "dateCreated": LATER.isoformat(),
        }
    ]
    assert draft["itemReviewed"]["author"] == {
        "@type": "Person",
        "name": "A. M. Finch",
        "alternateName": "Ada Finch",
    }
    assert set(draft["reviewRating"].values()) == {"Rating", ""}
    items = annotations_of(given)["first"]["items"]
    assert {i["creator"]["name"] for i in items if "creator" in i} == {"fe", "kb"}
    assert f"case:{made.id}" in provenance_of(given)["activity"]
    lines = list(pack_of(given))
    assert [x["verdict_of_people"] for x in lines if x.get("id") == claim.id] == ["accept"]
    assert [x["decided"] for x in lines if x["kind"] == "decision"] == ["accept", "rename"]


def test_unseen_origins_of_two_stories_are_two(full):
    from secondsource.model import Derivation
    from secondsource.store.provenance import provenance_of

    from .piles import show

    full.add(show(), {}, LATER)
    given = full.hand_over()
    links = tuple(Derivation(i, None, "unseen:1", "derived", 0.9) for i in ("tern", "bloom"))
    found = provenance_of(replace(given, brief=replace(given.brief, derivations=links)))
    used = {row["prov:usedEntity"] for row in found["wasDerivedFrom"].values()}
    assert len(used) == 2
    assert used <= set(found["entity"])


def test_an_address_that_is_none_is_no_target(case):
    from secondsource.store.annotations import annotations_of

    case.add([replace(r, url="javascript:alert(1)") for r in (wire(),)], {}, LATER)
    (report,) = case.reports()
    items = annotations_of(case.hand_over())["first"]["items"]
    assert {i["target"]["source"] for i in items} == {f"urn:sha256:{report.sha256}"}


def test_the_page_is_ready_for_print_and_its_links_lead_to_the_words(worked, tmp_path):
    export_case(worked.hand_over(), tmp_path, forms=["html", "links"])
    assert "@media print" in (tmp_path / "brief.html").read_text(encoding="utf-8")
    found = rows(tmp_path / "links.jsonl")
    assert len(found) == sum(len(c.mentions) for c in worked.brief().claims)
    linked = [row for row in found if row["link"]]
    assert linked
    assert all(row["link"].startswith(row["url"].partition("#")[0] + "#:~:text=") for row in linked)


@pytest.mark.parametrize(
    ("text", "url", "link"),
    [
        (
            "A, b & c-d",
            "https://a.example/x#y",
            "https://a.example/x#:~:text=A%2C%20b%20%26%20c%2Dd",
        ),
        (
            "one two three four five six seven eight nine",
            "https://a.example/?q=1",
            "https://a.example/?q=1#:~:text=one%20two%20three%20four,six%20seven%20eight%20nine",
        ),
        ("one\n\ntwo", "https://a.example/", "https://a.example/#:~:text=one%20two,one%20two"),
        ("words", "javascript:alert(1)", None),
        ("words", None, None),
    ],
)
def test_links_lead_to_the_words(text, url, link):
    assert fragment_link(Report(id="r", text=text, url=url), Span("r", 0, len(text))) == link


def test_an_unknown_form_is_told(full, tmp_path):
    with pytest.raises(SettingsError, match="there are: html, markdown"):
        export_case(full.hand_over(), tmp_path, forms=["docx"])
    assert list(EXPORTERS)


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda f: (f / "manifest.json").unlink(), "no export of a case"),
        (lambda f: (f / "versions.jsonl").write_text(""), "holds 0 rows"),
        (lambda f: shutil.rmtree(f / "originals"), "cannot be read"),
        (lambda f: next((f / "originals").iterdir()).write_bytes(b"x"), "does not have the hash"),
        (lambda f: (f / "decisions.jsonl").write_text('{"a": 1}\n' * 1), "no decision"),
    ],
)
def test_a_broken_export_is_refused_whole(full, tmp_path, break_it, message):
    full.decide(Decision("note", "fe", LATER, "x", (full.target("report", "moor"),)))
    folder = tmp_path / "out"
    export_case(full.hand_over(), folder)
    break_it(folder)
    with Case.open(tmp_path / "new.case") as new:
        with pytest.raises(CaseError, match=message):
            new.read_export(folder)
        assert new.reports() == ()
        assert new.decisions() == ()


def test_a_case_with_reports_takes_no_import(full, tmp_path):
    export_case(full.hand_over(), tmp_path / "out")
    with pytest.raises(CaseError, match="holds reports already"):
        full.read_export(tmp_path / "out")


def test_a_file_with_fewer_rows_is_noticed(tmp_path):
    (tmp_path / "a.jsonl").write_text("{}\n")
    with pytest.raises(CaseError, match="holds 1 rows, 2 were"):
        check_rows(tmp_path, Written("a.jsonl", 2))
    assert ARRIVED < LATER
