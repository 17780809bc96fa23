"""The file explains itself, and files of older versions are brought up to date."""

import sqlite3
from dataclasses import fields
from pathlib import Path

import pytest

from secondsource.store import Case
from secondsource.store.opening import migrate
from secondsource.store.settings import StoreSettings

from .piles import ARRIVED, LATER, MENDED, PAGE, WIRE, wire

DOCS = Path(__file__).resolve().parents[2] / "docs" / "case-file.md"
_INNER = ("sqlite_", "search_index_")  # tables of SQLite itself


def names(case):
    rows = case._db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    return [row["name"] for row in rows if not row["name"].startswith(_INNER)]


def test_every_table_and_view_says_what_it_means(full):
    full.brief()
    about = {
        (row["name"], row["column_name"]): row["meaning"]
        for row in full._db.execute("SELECT * FROM _about")
    }
    missing = []
    page = DOCS.read_text(encoding="utf-8")
    for name in names(full):
        missing += [] if about.get((name, "")) else [name]
        missing += [] if f"`{name}`" in page else [f"{name} in docs"]
        (kind,) = full._db.execute(
            "SELECT type FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()
        if kind == "table" and name != "search_index":
            columns = full._db.execute(f'PRAGMA table_info("{name}")').fetchall()
            missing += [
                f"{name}.{row['name']}" for row in columns if not about.get((name, row["name"]))
            ]
    assert missing == []


def test_the_plain_tables_hold_what_the_brief_says(full):
    brief = full.brief()
    (claims,) = full._db.execute("SELECT count(*) FROM claims").fetchone()
    (history,) = full._db.execute("SELECT count(*) FROM history").fetchone()
    (statements,) = full._db.execute("SELECT count(*) FROM statements").fetchone()
    assert (claims, statements, history) == (len(brief.claims), len(brief.statements), 3)
    full.add([wire(MENDED)], {}, LATER)
    full.brief()
    (late,) = full._db.execute("SELECT child, parent, removed, added FROM before_correction")
    assert tuple(late) == ("quay", "tern", "Three", "Five")


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_a_file_of_an_older_version_is_brought_up_to_date_without_loss(tmp_path, version):
    path = tmp_path / "old.case"
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, to=version)
    old.execute("INSERT INTO reports VALUES (1, 'tern', 'tern', ?)", (PAGE,))
    cells = (
        *("tern", 1, "tern", "ab", ARRIVED.isoformat(), "Tern Agency", None, None, None, None),
        *(PAGE, WIRE, None, "[]", "[]", "[]"),
    )
    old.execute(f"INSERT INTO versions VALUES ({', '.join('?' * len(cells))})", cells)
    old.execute("INSERT INTO search_index (rowid, title, text) VALUES (1, NULL, ?)", (WIRE,))
    old.execute(
        "INSERT INTO decisions VALUES (1, 'd', 'note', 'fe', ?, 'why', '{}', NULL)",
        (ARRIVED.isoformat(),),
    )
    assert old.execute("PRAGMA user_version").fetchone() == (version,)
    if version < 3:
        old.execute("INSERT INTO results VALUES (1, 'f', '0.0', 'a brief of then')")
    elif version < 5:
        old.execute("INSERT INTO results VALUES (1, 'f', '0.0', 'what stood around it')")
        old.execute("INSERT INTO story_results VALUES ('g', 's', 'a story of then', 'its JSON')")
        old.execute("INSERT INTO results_stories VALUES ('f', 0, 'g', 's')")
        old.execute("INSERT INTO results_reports VALUES ('f', 'tern', 'g')")
    old.close()
    with Case.open(path) as case:
        assert [r.text for r in case.reports()] == [WIRE]
        assert [d.reason for d in case.decisions()] == ["why"]
        assert [hit.report_id for hit in case.search("crane")] == ["tern"]
        assert case.brief().reports[0].id == "tern"
        assert case.integrity().ok
        assert case.add([wire(MENDED)], {}, LATER)[0].version == 2
        assert case.refused() == ()


def test_the_file_is_safe_to_open_for_several(full):
    """A web app and a command work on one file at the same time."""
    with Case.open(full.path) as other:
        other.add([wire(MENDED)], {}, LATER)
        assert {r.text for r in full.reports()} == {r.text for r in other.reports()}
        assert other.brief() == full.brief()
    assert full._db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_every_setting_is_listed_in_the_docs():
    page = DOCS.read_text(encoding="utf-8")
    assert [f.name for f in fields(StoreSettings) if f"`{f.name}`" not in page] == []
