"""Each command: what goes in, a JSON line each out, and the exit status."""

import gzip
import json

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from secondsource.cli.app import COMMANDS, app
from secondsource.cli.colour import coloured

from .conftest import COPY, WIRE


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def reports_file(tmp_path):
    file = tmp_path / "reports.jsonl"
    rows = [{"id": "tern", "text": WIRE}, {"id": "quay", "text": COPY, "outlet": "Quay Post"}]
    file.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return file


def invoke(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_reports_gives_a_line_for_each_report(reports_file):
    done = invoke("reports", reports_file)
    assert done.exit_code == 0
    rows = lines(done.stdout)
    assert {row["id"] for row in rows} == {"tern", "quay"}
    assert {"id", "text", "title", "outlet", "byline", "published", "url", "regions"} <= set(
        rows[0]
    )


def test_reports_can_be_read_again_from_what_was_written(reports_file, tmp_path):
    invoke("reports", reports_file, "--out", tmp_path / "again.jsonl")
    once, twice = (invoke("reports", f).stdout for f in (reports_file, tmp_path / "again.jsonl"))
    assert [row["text"] for row in lines(once)] == [row["text"] for row in lines(twice)]


def test_statements_slice_to_their_words(reports_file):
    rows = lines(invoke("statements", reports_file).stdout)
    row = next(row for row in rows if row["id"] == "tern")
    contents = [WIRE[s:e] for a in row["attributions"] for s, e in a["content"]]
    assert any(content.startswith("The brake did not hold") for content in contents)


def test_a_headline_that_the_text_repeats_is_read_in_the_text(tmp_path):
    title = "Cable car is safe, operator says"
    text = f"{title}.\n\n{WIRE}"
    file = tmp_path / "titled.jsonl"
    file.write_text(json.dumps({"id": "tern", "title": title, "text": text}), encoding="utf-8")
    (row,) = lines(invoke("statements", file).stdout)
    speakers = [text[s:e] for a in row["attributions"] for s, e in a["source"] if s < len(title)]
    assert speakers == ["operator"]


def test_entities_slice_to_names(reports_file):
    rows = lines(invoke("entities", reports_file).stdout)
    row = next(row for row in rows if row["id"] == "tern")
    assert "Ada Finch" in [WIRE[e["start"] : e["end"]] for e in row["entities"]]
    assert {e["label"] for e in row["entities"]} <= {"PER", "ORG", "LOC"}


def test_certainty_is_lower_for_a_guess(tmp_path):
    file = tmp_path / "asked.jsonl"
    rows = [
        {"id": "a", "text": "The crane fell.", "target": [4, 14]},
        {"id": "b", "text": "The crane may have fallen.", "target": [4, 25]},
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    sure, guess = lines(invoke("certainty", file).stdout)
    assert (sure["id"], guess["id"]) == ("a", "b")
    assert -1 <= guess["certainty"] < sure["certainty"] <= 1


def test_a_certainty_line_that_does_not_fit_is_refused_and_the_rest_goes_on(tmp_path):
    file = tmp_path / "asked.jsonl"
    rows = [
        {"id": "a", "text": "The crane fell.", "target": [4, 99]},
        {"id": "b", "text": "The crane fell.", "target": [4, 14]},
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = invoke("certainty", file)
    assert done.exit_code == 1
    assert [row["id"] for row in lines(done.stdout)] == ["b"]
    assert "[4, 99]" in done.stderr


def test_certainty_reads_stdin(run):
    done = run("certainty", "-", stdin='{"id": "a", "text": "It fell.", "target": [0, 7]}\n')
    assert done.returncode == 0, done.stderr
    assert lines(done.stdout)[0]["id"] == "a"


def test_stories_gives_every_report_one_story(reports_file):
    rows = lines(invoke("stories", reports_file).stdout)
    assert {row["id"] for row in rows} == {"tern", "quay"}
    assert len({row["story"] for row in rows}) == 1


def test_derivation_lines_hold_the_keys_of_the_contract(reports_file):
    done = invoke("derivation", reports_file)
    assert done.exit_code == 0
    rows = lines(done.stdout)
    assert rows
    keys = {"child", "parent", "origin", "verdict", "probability", "spans", "evidence"}
    assert all(keys <= set(row) for row in rows)
    # Nearly the same words: whoever copied, the two hang together.
    assert any({row["child"], row["parent"]} == {"tern", "quay"} for row in rows) or {
        row["child"] for row in rows if row["origin"]
    } == {"tern", "quay"}


def test_weigh_counts_copies_once(tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text(
        "outlet,object,attribute,value\nA,crane,hurt,3\nB,crane,hurt,3\nC,crane,hurt,5\n",
        encoding="utf-8",
    )
    done = invoke("weigh", file, "--dependence", tmp_path / "dependence.jsonl")
    assert done.exit_code == 0, done.output
    row = lines(done.stdout)[0]
    assert set(row) == {"object", "attribute", "value", "independent_origins", "probability"}
    assert row["value"] == "3"
    assert (tmp_path / "dependence.jsonl").exists()


@pytest.mark.parametrize("command", ["reports", "statements", "stories"])
def test_lines_go_to_packed_files_by_name(command, reports_file, tmp_path):
    packed, table = tmp_path / "out.jsonl.gz", tmp_path / "out.parquet"
    assert invoke(command, reports_file, "--out", packed).exit_code == 0
    assert invoke(command, reports_file, "--out", table).exit_code == 0
    with gzip.open(packed, "rt", encoding="utf-8") as file:
        rows = lines(file.read())
    assert [row["id"] for row in rows] == pq.read_table(table).column("id").to_pylist()


def test_packed_and_columnar_input_goes_by_name(reports_file, tmp_path):
    invoke("reports", reports_file, "--out", tmp_path / "in.jsonl.gz")
    invoke("reports", reports_file, "--out", tmp_path / "in.parquet")
    plain = lines(invoke("stories", reports_file).stdout)
    for name in ("in.jsonl.gz", "in.parquet"):
        read = lines(invoke("stories", tmp_path / name).stdout)
        assert sorted(row["id"] for row in read) == sorted(row["id"] for row in plain)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.__name__)
def test_every_command_explains_itself(command):
    done = invoke(command.__name__, "--help")
    assert done.exit_code == 0
    assert "--help" in done.stdout


def test_the_version_is_shown():
    assert invoke("--version").stdout.startswith("secondsource ")


def test_an_unknown_command_is_status_2():
    assert invoke("believe").exit_code == 2


def test_colour_changes_no_letter():
    text = "Claims\n------\n[single] 1 origin (0-3)\n  {40} homes\n    from: a\n"
    shown = coloured(text)
    assert "\x1b[" in shown
    import re

    assert re.sub(r"\x1b\[\d+m", "", shown) == text
