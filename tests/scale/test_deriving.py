"""Derivations of an archive: story by story the same as of a pile, whatever engine and form."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from io import BytesIO

import pytest
from typer.testing import CliRunner

pytest.importorskip("numba", reason="the archive kernels need the extra 'scale'")

from secondsource.cli.app import app
from secondsource.errors import ReportError, SettingsError
from secondsource.scale import deriving
from secondsource.scale.archive import make_job
from secondsource.scale.shards import read_shard
from secondsource.settings import ArchiveSettings

SMALL = ArchiveSettings(chunk_reports=2, derived_reports=2)
WIRE = (
    "BRANDMOOR, May 3 (Tern Agency) - A crane fell on the north quay on Friday, the port said.\n\n"
    '"The brake did not hold," said Ada Finch, the harbour master of Brandmoor.\n\n'
    "Three people were hurt when the jib struck a shed beside the grain silo, the port said."
)
ORCHARD = (
    "Late frost has killed two thirds of the apricot blossom in the Ilmar valley, growers said.\n\n"
    '"We lit four hundred fires and still lost the lower terraces," said Bruno Hasek, who '
    "chairs the growers' union.\n\nThe ministry promised to look at the damage next week."
)
ROWS = [
    {"id": "tern", "text": WIRE, "outlet": "Tern Agency", "published": "2024-05-03T10:00+00:00"},
    {
        "id": "post",
        "text": WIRE.replace("BRANDMOOR, May 3 (Tern Agency) - ", ""),
        "outlet": "Quay Post",
        "published": "2024-05-03T12:00+00:00",
    },
    {
        "id": "bell",
        "text": WIRE.split("\n\n", 1)[1] + "\n\nThe quay stays closed, the Tern Agency reported.",
        "outlet": "Bell",
        "published": "2024-05-03T15:00+00:00",
    },
    {"id": "ilmar", "text": ORCHARD, "outlet": "Ilmar Day", "published": "2024-05-03T08:00+00:00"},
    {
        "id": "fruit",
        "text": ORCHARD.replace("Late frost", "Frost in May"),
        "outlet": "Fruit Trade",
        "published": "2024-05-04T08:00+00:00",
    },
]


@pytest.fixture
def paths(tmp_path):
    """The reports in two files of JSON lines."""
    made = []
    for n in range(2):
        made.append(tmp_path / f"part-{n}.jsonl")
        made[-1].write_text("".join(json.dumps(row) + "\n" for row in ROWS[n::2]), "utf-8")
    return made


def command(*arguments: object, status: int = 0) -> list[dict]:
    """The rows that a command prints."""
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    assert done.exit_code == status, (done.output, done.exception)
    return [json.loads(line) for line in done.stdout.splitlines()]


def ordered(rows: list[dict]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def test_an_archives_derivations_are_those_of_its_stories_as_a_pile(paths, tmp_path):
    rows = command("derivation", *paths, "--engine", "local", "--workers", 1)
    links = {(row["child"], row["parent"]) for row in rows}
    assert ("post", "tern") in links
    assert ("fruit", "ilmar") in links
    assert ordered(rows) == ordered(command("derivation", *paths))


def test_files_and_chunks_change_nothing_and_what_is_done_is_kept(paths, tmp_path):
    whole = list(deriving.find_derivations(make_job(paths, folder=tmp_path / "a")))
    job = make_job(paths[::-1], folder=tmp_path / "b", archive=SMALL)
    assert list(deriving.find_derivations(job)) == whole
    made = sorted(job.folder.glob("derived-*"))
    assert len(made) > 1
    stamps = [path.stat().st_mtime_ns for path in made]
    made[1].write_bytes(made[1].read_bytes()[:-1])  # as a full disk leaves it
    assert list(deriving.find_derivations(job)) == whole
    again = [path.stat().st_mtime_ns for path in made]
    assert again[0] == stamps[0]
    assert again[1] != stamps[1]


def test_another_table_of_outlets_is_another_run(paths, tmp_path):
    job = make_job(paths, folder=tmp_path / "a")
    plain = list(deriving.find_derivations(job))
    table = tmp_path / "outlets.csv"
    table.write_text("name,aliases,agency,owner,country,grade\nTern Agency,,yes,,,\n", "utf-8")
    list(deriving.find_derivations(job, outlets=table))
    assert len({path.name[:20] for path in job.folder.glob("derived-*")}) == 2
    assert list(deriving.find_derivations(job)) == plain


def test_two_reports_with_one_id_are_refused_by_name(paths, tmp_path):
    twin = tmp_path / "twin.jsonl"
    twin.write_text(json.dumps(ROWS[0]) + "\n", "utf-8")
    with pytest.raises(ReportError, match="2 reports have the id 'tern'"):
        list(deriving.find_derivations(make_job([*paths, twin], folder=tmp_path / "a")))


def test_daft_derives_what_the_local_engine_derives(paths, tmp_path):
    pytest.importorskip("daft", reason="needs the extra 'scale'")
    found = [
        subprocess.run(
            [sys.executable, "-m", "secondsource", "derivation", *paths, "--engine", engine],
            capture_output=True,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            check=True,
            timeout=300,
        ).stdout
        for engine in ("local", "daft")
    ]
    assert found[0] == found[1]
    assert found[0].count(b"\n") >= 2


def test_a_time_without_offset_means_the_same_on_every_machine(tmp_path, monkeypatch):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": "one", "published": "2024-05-03"}\n', "utf-8")
    found = []
    for zone in ("UTC", "Asia/Tokyo"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        found.append(next(read_shard(path)).published)
    monkeypatch.undo()
    time.tzset()
    assert found == [1714694400.0] * 2


def test_options_of_an_archive_without_an_engine_are_refused(paths):
    done = CliRunner().invoke(app, ["derivation", str(paths[0]), "--workers", "2"])
    assert done.exit_code == 2
    assert "give --engine too" in done.stderr
    done = CliRunner().invoke(app, ["stories", str(paths[0]), "--engine", "local", "--workers=0"])
    assert isinstance(done.exception, SettingsError)


def page(row: dict) -> str:
    body = "".join(f"<p>{part}</p>" for part in row["text"].split("\n\n"))
    return (
        f'<html lang="en"><head><title>{row["outlet"]}: the report of the day</title></head>'
        f"<body><article><h1>The report of the day</h1>{body}</article></body></html>"
    )


def warc(rows: list[dict]) -> bytes:
    """A web archive of these reports as pages, and of one picture."""
    out = BytesIO()
    answers = [(row["id"], "text/html", page(row)) for row in rows] + [("dot", "image/gif", "GIF")]
    for name, kind, body in answers:
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n{body}".encode()
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\n"
            f"WARC-Target-URI: http://{name}.example/\r\nWARC-Date: 2024-05-05T00:00:00Z\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        out.write(head.encode() + http + b"\r\n\r\n")
    return out.getvalue()


def test_a_web_archive_is_read_as_an_archive_and_what_it_lacks_is_named(tmp_path):
    crawl = tmp_path / "crawl.warc"
    crawl.write_bytes(warc(ROWS))
    lines = tmp_path / "crawl.jsonl"
    command("reports", crawl, "--out", lines, status=1)
    for name in ("stories", "derivation"):
        between = tmp_path / "between"
        arguments = ("--engine", "local", "--workers", 1)
        from_lines = command(name, lines, *arguments)
        done = CliRunner().invoke(app, [name, str(crawl), *map(str, arguments), "--work", between])
        assert done.exit_code == 1, done.output
        assert "image/gif" in done.stderr
        assert [json.loads(line) for line in done.stdout.splitlines()] == from_lines
        assert len(from_lines) >= 2


def test_parquet_in_and_out_gives_the_rows_of_json_lines(paths, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra 'scale'")
    for n, path in enumerate(paths):
        command("reports", path, "--out", tmp_path / f"part-{n}.parquet")
    tables = sorted(tmp_path.glob("*.parquet"))
    for name in ("stories", "derivation"):
        out = tmp_path / f"{name}.out.parquet"
        command(name, *tables, "--engine", "local", "--workers", 1, "--out", out)
        expected = command(name, *paths, "--engine", "local", "--workers", 1)
        assert parquet.read_table(out).num_rows == len(expected)
        key = "story" if name == "stories" else "child"
        found = [row[key] for row in parquet.read_table(out).to_pylist()]
        assert found == [row[key] for row in expected]
