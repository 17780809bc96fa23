"""A case on a server is the same case: what a file says, it says; and ten may edit it at once."""

import itertools
import re
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from secondsource.errors import CaseError
from secondsource.model import Refused, Report
from secondsource.store import Case, Decision, Target
from secondsource.store.exporting import export_case
from secondsource.store.postgres import _in, _out, is_server, open_server, statements

from .piles import ARRIVED, COPY, LATER, MENDED, OWN, PAGE, WIRE, pile, show, wire
from .server import Server, programs

pytest.importorskip("sqlalchemy", reason="the package SQLAlchemy is not installed")
pytest.importorskip("psycopg", reason="the package psycopg is not installed")
needs_server = pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed")
pytestmark = needs_server
_numbers = itertools.count()


@pytest.fixture(scope="module")
def server():
    """A server for all tests of this file."""
    started = Server(programs())
    yield started
    started.stop()


@pytest.fixture
def address(server):
    """The address of an empty database."""
    return server.make(f"case{next(_numbers)}")


@pytest.fixture
def case(address):
    """An empty case on the server."""
    with Case.open(address) as opened:
        yield opened


@pytest.fixture
def both(case, tmp_path):
    """The same case on the server and in a file: two stories, versions, decisions, refusals."""
    with Case.open(tmp_path / "quay.case") as file:
        for one in (case, file):
            one.add(pile(), {}, ARRIVED, refused=[Refused("bad.bin", "is no text")])
            one.add([*show(), wire(MENDED), Report(id="odd", text="A \0 and \ue000.")], {}, LATER)
            claim = one.target("claim", one.story("tern").claims[0].id, story="tern")
            made = one.decide(Decision("reject", "fe", LATER, "one handout", (claim,)))
            one.decide(Decision("note", "kb", LATER, "look", (Target("case", "case", ""),)))
            one.undo(made.id, who="kb", when=LATER + timedelta(minutes=1))
        yield case, file


def test_a_case_on_a_server_is_the_same_case(both):
    server, file = both
    assert server.reports() == file.reports()
    assert server.brief() == file.brief()
    assert server.stories() == file.stories()
    assert server.versions(PAGE) == file.versions(PAGE)
    assert server.decisions() == file.decisions()
    assert server.overlay(server.brief()) == file.overlay(file.brief())
    assert server.before_correction() == file.before_correction()
    assert server.refused() == file.refused()
    assert server.original(server.reports()[0].sha256) == file.original(file.reports()[0].sha256)
    assert server.integrity().ok
    assert file.integrity().ok


def test_exports_of_both_are_equal_byte_by_byte(both, tmp_path):
    folders = [tmp_path / name for name in ("server", "file")]
    for one, folder in zip(both, folders):
        export_case(one.hand_over(), folder)
    names = sorted(p.relative_to(folders[0]) for p in folders[0].rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(folders[1]) for p in folders[1].rglob("*") if p.is_file())
    for name in names:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes(), name


def test_a_case_moves_from_a_file_to_a_server(both, server, tmp_path):
    _, file = both
    export_case(file.hand_over(), tmp_path / "out")
    with Case.open(server.make(f"case{next(_numbers)}")) as again:
        again.read_export(tmp_path / "out")
        assert again.brief() == file.brief()
        assert again.decisions() == file.decisions()


@pytest.mark.parametrize(
    "asked",
    [
        *("crane", "CRANE brake", '"north quay"', '"quay north"', "warehou*", "nothing", ""),
        *("!!!", "crane -", "' OR 1=1 --", "a:b & c | !d", "orchid*", '"flower hall" opened'),
    ],
)
def test_a_search_finds_the_same_reports(both, asked):
    server, file = both
    found = [sorted((h.report_id, h.spans) for h in one.search(asked)) for one in both]
    assert found[0] == found[1]
    assert {h.report_id for h in server.search(asked, outlet="post")} == {
        h.report_id for h in file.search(asked, outlet="post")
    }


def test_a_search_by_speaker_and_time_finds_the_same(both):
    for given in ({"speaker": "finch"}, {"since": ARRIVED}, {"until": ARRIVED}):
        one, other = ([h.report_id for h in c.search("", **given)] for c in both)
        assert one == other


def test_a_long_text_is_found_to_its_end(case):
    words = " ".join(f"word{number}" for number in range(40_000))
    case.add([Report(id="long", text=f"{words} final \U0001f6a2 {'x' * 3000} quay")], {}, ARRIVED)
    for asked in ("word1", "word39999", '"word39998 word39999"', "final quay", "x" * 3000):
        assert [h.report_id for h in case.search(asked)] == ["long"]


def test_what_is_added_again_is_there_already(both):
    server, _ = both
    assert {added.how for added in server.add(pile()[1:], {}, LATER)} == {"there"}
    (added,) = server.add([wire(MENDED.replace("Five", "Six"))], {}, LATER)
    assert (added.how, added.version) == ("version", 3)


def test_the_log_cannot_be_changed(both):
    server, _ = both
    before = server.decisions()
    for change in ("UPDATE {} SET decision = decision", "DELETE FROM {}", "TRUNCATE {} CASCADE"):
        for table in ("decisions", "targets", "anchors"):
            told = change.format(table).replace("decision = decision", "place = place")
            told = told.replace("place = place", "kind = kind") if table == "decisions" else told
            with pytest.raises(CaseError, match="only ever added"):
                server._db.execute(told)
    assert server.decisions() == before


def test_a_purge_removes_and_blanks_as_in_a_file(both):
    for one in both:
        one.purge(person="Ada Finch", when=LATER)
        one.purge(report="moor", when=LATER)
    server, file = both
    assert server.reports() == file.reports()
    assert not any("Finch" in report.text for report in server.reports())
    assert server.decisions() == file.decisions()
    assert server.search("finch") == ()
    told = server.purge(report="quay", when=LATER)
    assert "backups may still hold" in told.left[0]
    for table in server._db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        rows = server._db.execute(f'SELECT t::text FROM "{table["tablename"]}" t').fetchall()
        assert not [row for row in rows if "Finch" in row[0]]
    with pytest.raises(CaseError, match="only ever added"):
        server._db.execute("DELETE FROM decisions")


def test_ten_editors_at_once_lose_no_edit(address):
    """Each has a connection of its own; all add reports, mend one page, and decide."""
    Case.open(address).close()
    rounds, editors = 6, 10
    faults = []

    def edit(editor):
        try:
            with Case.open(address) as case:
                for n in range(rounds):
                    day = LATER + timedelta(minutes=n)
                    own = Report(id=f"r{editor}", text=f"{OWN} Note {editor} of {n}.")
                    case.add([own], {}, day)
                    case.add([wire(WIRE.replace("Three", f"Number {editor}-{n}"))], {}, day)
                    target = Target("case", "case", "")
                    case.decide(Decision("note", f"e{editor}", day, f"{n}", (target,)))
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=edit, args=(editor,)) for editor in range(editors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(600)
    assert faults == []
    with Case.open(address) as case:
        made = {(d.who, d.reason) for d in case.decisions()}
        assert made == {(f"e{e}", f"{n}") for e in range(editors) for n in range(rounds)}
        texts = {report.text for report in case.reports()}
        notes = {f"{OWN} Note {e} of {n}." for e in range(editors) for n in range(rounds)}
        assert notes <= texts
        history = case.versions(PAGE)
        assert [v.number for v in history] == list(range(1, editors * rounds + 1))
        assert len({v.report.text for v in history}) == editors * rounds
        assert case.integrity().ok


def test_two_connections_see_each_others_changes(case, address):
    case.add(pile(), {}, ARRIVED)
    case.refresh()
    assert case.is_fresh()
    with Case.open(address) as other:
        assert other.is_fresh()
        other.add([wire(MENDED)], {}, LATER)
    assert not case.is_fresh()
    assert case.brief().report("tern").text == MENDED


def fail_while_writing(case):
    """Deletes everything, and fails before the end."""
    with case._db.writing():
        case._db.execute("DELETE FROM versions")
        raise RuntimeError


def test_a_writer_that_fails_leaves_nothing_behind(case):
    case.add(pile(), {}, ARRIVED)
    with pytest.raises(RuntimeError):
        fail_while_writing(case)
    assert len(case.reports()) == 3
    with pytest.raises(CaseError, match="the server says"), case._db.writing():
        case._db.execute("SELECT * FROM nowhere")
    assert len(case.reports()) == 3


def test_an_editor_who_is_killed_in_between_blocks_nobody(address):
    Case.open(address).close()
    script = (
        "import sys; from secondsource.store.postgres import open_server\n"
        "db = open_server(sys.argv[1], create=False)\n"
        "with db.writing():\n"
        "    db.execute(\"INSERT INTO refused VALUES ('a', 'b', 'c')\")\n"
        "    print('there', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as editor:
        assert editor.stdout.readline() == b"there\n"
        editor.kill()
    with Case.open(address) as case:
        case.add(pile(), {}, ARRIVED)
        assert case.refused() == ()


def test_what_is_no_case_says_so(server, address):
    with pytest.raises(CaseError, match="no case is there"):
        Case.open(address, create=False)
    with pytest.raises(CaseError, match="cannot be reached"):
        Case.open(server.address("nowhere"))
    with pytest.raises(CaseError, match="give an address like"):
        Case.open("postgresql://editor@quay.example:port/case")
    db = open_server(address, create=True)
    db.execute("UPDATE _case SET version = 99")
    db.close()
    with pytest.raises(CaseError, match="install a newer one"):
        Case.open(address)


def test_a_database_of_another_program_is_left_alone(server, address):
    from sqlalchemy import create_engine

    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE mine (a INTEGER)")
    engine.dispose()
    with pytest.raises(CaseError, match="tables of another program"):
        Case.open(address)


def test_every_command_takes_the_address_of_a_server(address, tmp_path):
    from typer.testing import CliRunner

    from secondsource.cli.app import app

    def run(*given):
        return CliRunner().invoke(app, [str(part) for part in given])

    (tmp_path / "a.txt").write_text(WIRE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(COPY, encoding="utf-8")
    assert run("add", address, tmp_path / "a.txt", tmp_path / "b.txt").stdout == (
        "added a\nadded b\n"
    )
    assert "crane" in run("show", address).stdout.lower()
    assert run("export", address, "--to", tmp_path / "out").exit_code == 0
    assert run("purge", address, "--report", "b").exit_code == 1  # backups may hold it
    with Case.open(address, create=False) as case:
        assert [report.id for report in case.reports()] == ["a"]
        assert case.name.startswith("case")


def test_the_desk_shows_a_case_on_a_server_and_sees_others_write(address):
    from secondsource.web.desk import _Watched

    with Case.open(address) as case, Case.open(address) as other:
        watched = _Watched(case)
        assert not watched.moved()
        assert not watched.moved()
        other.add(pile(), {}, ARRIVED)
        assert watched.moved()
        case.decide(Decision("note", "fe", LATER, "x", (Target("case", "case", ""),)))
        assert watched.moved()
        assert not watched.moved()


def test_a_password_stands_in_no_message(server):
    place = server.address("nowhere").replace("editor@", "editor:secret@")
    with pytest.raises(CaseError) as caught:
        Case.open(place)
    assert "secret" not in str(caught.value)


def test_the_tables_are_those_of_a_file(case, tmp_path):
    """Whoever changes one script has to change the other."""
    with Case.open(tmp_path / "x.case") as file:
        file_tables = {
            row["name"]: [
                r["name"] for r in file._db.execute(f'PRAGMA table_info("{row["name"]}")')
            ]
            for row in file._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not re.match(r"sqlite_|search_index", row["name"])
        }
    found = {}
    for row in case._db.execute(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"
    ):
        found.setdefault(row["table_name"], []).append(row["column_name"])
    views = ("current", "history", "decisions_in_force", "search_index", "_case")
    assert {n: c for n, c in found.items() if n not in views} == file_tables
    told = {row["name"] for row in case._db.execute("SELECT name FROM _about")}
    assert told == set(found)


@pytest.mark.parametrize("text", ["", "a", "\0", "\ue000", "\ue000\0\ue001", "a\ue000\ue001b\0"])
def test_every_text_comes_back_as_it_was(text):
    assert _out(_in(text)) == text
    assert "\0" not in _in(text)


def test_servers_and_files_are_told_apart():
    assert is_server("postgresql://a@b/c")
    assert is_server("postgres:///c?host=/tmp")
    assert not is_server("postgresql.case")
    assert not is_server("/cases/ferry.case")
    assert len(statements()) > 20
    assert replace(wire(), text=COPY).text == COPY
