"""What the gate measures: one function a stage, figures by the scorers beside the data."""

from __future__ import annotations

import hashlib
import importlib
import itertools
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from secondsource.alignment import align_reports
from secondsource.brief import WRITERS
from secondsource.candidates import find_candidates
from secondsource.derivation import find_derivations, load_outlets
from secondsource.derivation.groups import groups_of
from secondsource.derivation.overlaps import by_pair, measure_overlap, read_wording
from secondsource.model import Report
from secondsource.models import BOTH, load_models
from secondsource.pipeline import check_reports, in_order
from secondsource.reports import read_reports
from secondsource.settings import Settings
from secondsource.statements import (
    certainty_row,
    entity_row,
    measure_certainty,
    measuring,
    read_entities,
    read_statements,
    statement_row,
    untitled,
)
from secondsource.stories import find_stories
from secondsource.text import mark_reports
from secondsource.weigh import read_rows, weigh

SETTINGS = Settings()
MADE_CASES, MADE_SEED = 114, 1  # once round the kinds, as often as each is weighted
JOINING = ("derived", "common origin")
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measurement: the data it reads, under the data folder, and what it gives."""

    data: tuple[str, ...]
    run: Callable[[Path], Figures]


def fingerprint(folder: Path, data: Iterable[str]) -> str:
    """SHA-256 over the names and bytes of all files of these folders."""
    digest = hashlib.sha256()
    for name in sorted(data):
        for path in sorted((folder / name).rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(folder)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def scorer(folder: Path, name: str) -> ModuleType:
    """One of the scorers beside the data."""
    path = str(folder / "score")
    if path not in sys.path:
        sys.path.insert(0, path)
    return importlib.import_module(name)


def cases(folder: Path) -> Figures:
    """The constructed cases, by score_cases.py."""
    return _case_figures(folder, folder / "cases" / "constructed")


def made_cases(folder: Path) -> Figures:
    """Altered cases of the checking half, made anew with a fixed seed, by score_cases.py."""
    from make_cases import KINDS, make_all
    from making.articles import read_articles
    from making.pool import pool_of

    with tempfile.TemporaryDirectory() as home:
        pool = pool_of(read_articles(folder), "check")
        make_all(pool, "check", list(KINDS), MADE_CASES, MADE_SEED, Path(home))
        return _case_figures(folder, Path(home))


def _case_figures(folder: Path, home: Path) -> Figures:
    """The figures of all cases under a folder."""
    score_cases = scorer(folder, "score_cases")
    models, outlets = load_models(), load_outlets()
    with tempfile.TemporaryDirectory() as out:
        for name in score_cases.case_names(str(home)):
            reports, refused = read_reports(
                [home / name / "reports.jsonl"], settings=SETTINGS.reports
            )
            brief = check_reports(
                reports, refused, settings=SETTINGS, models=models, outlets=outlets
            )
            (Path(out) / f"{name}.json").write_text(WRITERS["json"](brief), encoding="utf-8")
        result = score_cases.score(str(home), out)
    o, claim = result["overall"], result["overall"]["claim"]
    return {
        "story F1": o["story"]["f1"],
        "quotation F1": o["quotation"]["f1"],
        "speaker": o["speaker"],
        "dependent F1": o["dependent"]["f1"],
        "parent": o["parent"],
        "origin": o["origin"],
        "reports exact": o["reports"]["exact"],
        "claims found": claim["found"],
        "claims precision": claim["precision"],
        "pairing F1": claim["pairing"]["f1"],
        "origins exact": claim["exact"],
        "origins macro": claim["macro"],
        "conflict recall": o["conflict"]["recall"],
        "conflict precision": o["conflict"]["precision"],
        "controls clean": o["control"]["clean"],
        "traps avoided": 1.0 - o["trap"],
        "updates found": o["update"]["found"],
        "spans right": float("span" not in result["output_errors"]),
    }


def statements(folder: Path) -> Figures:
    """PolNeAR's development split as `secondsource statements` reads it, normalised."""
    attributions = scorer(folder, "score_attributions")
    home = folder / "data" / "polnear"
    (gold,) = _found(home, "dev.gold")
    models = load_models(BOTH)
    reports, _ = read_reports(_found(home, "dev.reports"), settings=SETTINGS.reports)
    rows = [
        statement_row(m.report, read_statements(m, models=models, settings=SETTINGS.statements))
        for m in mark_reports(untitled(in_order(reports)), settings=SETTINGS.text)
    ]
    with _lines(rows) as path:
        result = attributions.score(
            attributions.load(str(gold), True), attributions.load(path, False)
        )["normalised"]
    quotes = result["ggt@0.3"]
    return {
        "exact F1 speaker": result["exact"]["source"]["f1"],
        "exact F1 cue": result["exact"]["cue"]["f1"],
        "exact F1 content": result["exact"]["content"]["f1"],
        "exact F1 triple": result["triple"]["f1"],
        "quotes@0.3 F1": quotes["all"]["f1"],
        "quotes@0.3 speaker": quotes["all"]["speaker_accuracy"],
        "quotes@0.3 F1 direct": quotes["direct"]["f1"],
        "speaker of direct": quotes["direct"]["speaker_accuracy"],
    }


def stories(folder: Path) -> Figures:
    """ECB+ and giveme5w1h, by score_stories.py, with one setting for both."""
    score_stories = scorer(folder, "score_stories")
    figures = {}
    for name in ("ecbplus", "giveme5w1h_clusters"):
        home = folder / "data" / name
        marked = _marked(home, "dev.reports")
        candidates = find_candidates(marked, settings=SETTINGS.candidates)
        found = find_stories(marked, candidates, settings=SETTINGS.stories)
        (gold,) = _found(home, "dev.stories")
        rows = [{"id": i, "story": s.id} for s in found for i in s.report_ids]
        with _lines(rows) as path:
            result = _run_scorer(score_stories, [str(gold), path, "--json"])
        figures[f"{name} B-cubed F1"] = _dig(result, "b_cubed")
        figures[f"{name} pairwise F1"] = _dig(result, "pairwise")
    return figures


def certainty(folder: Path) -> Figures:
    """UDS-IH2's and MEANTIME's development splits, by score_certainty.py: Pearson's r."""
    score_certainty = scorer(folder, "score_certainty")
    figures, tagger = {}, measuring(load_models(BOTH).tagger)
    for name in ("factuality_uds_ih2", "factuality_meantime"):
        home = folder / "data" / name
        (given,) = _found(home, "dev.reports")
        (gold,) = _found(home, "dev.certainty")
        rows = []
        for item in _read(given):
            start, end = item["target"]
            report = Report(item["id"], item["text"])
            found = measure_certainty(report.text, (start, end), report_id=report.id, tagger=tagger)
            rows.append(certainty_row(report, found))
        with _lines(rows) as path:
            result = _run_scorer(score_certainty, [str(gold), path, "--json"])
        figures[f"{name} r"] = _dig(result, "pearson")
    return figures


def entities(folder: Path) -> Figures:
    """GUM's and MEANTIME's development splits, by score_entities.py."""
    score_entities = scorer(folder, "score_entities")
    figures = {}
    for name in ("gum_open", "meantime_en"):
        home = folder / "data" / name
        (gold,) = _found(home, "dev.entities")
        rows = [
            entity_row(m.report, read_entities(m, models=load_models(BOTH)))
            for m in _marked(home, "dev.reports")
        ]
        with _lines(rows) as path:
            result = _run_scorer(score_entities, [str(gold), path, "--json"])
        figures[f"{name} overlap F1"] = _dig(result, "overlap")
    return figures


def derivations(folder: Path) -> Figures:
    """The texts of Clough and Stevenson: derived from one of five originals, or not.

    They are answers to questions, not news: a second opinion on wording alone. Derived is what
    the lines join with the original of its question; whether they name it as the parent is
    asked apart. Grades: steps down from cut to light to heavy to non, by the share that recurs.
    """
    home = folder / "data" / "clough_stevenson"
    marked = _marked(home, "dev.reports")
    reuses = align_reports(marked, settings=SETTINGS.alignment)
    lines = find_derivations(
        marked, reuses, (), (), outlets=load_outlets(), settings=SETTINGS.derivation
    )
    (gold,) = _found(home, "dev.derivations")
    rows = _read(gold)
    answers = [row for row in rows if row["degree"] != "original"]
    original = {row["task"]: row["child"] for row in rows if row["degree"] == "original"}
    ends = [(d.child, d.parent or f"{d.origin}") for d in lines if d.verdict in JOINING]
    groups = groups_of(ends)
    right = sum(
        any({row["child"], original[row["task"]]} <= group for group in groups)
        == (row["degree"] != "non")
        for row in answers
    )
    first = {d.child: d.parent for d in sorted(lines, key=lambda d: d.probability) if d.parent}
    copies = [row for row in answers if row["parent"]]
    named = sum(first.get(row["child"]) == row["parent"] for row in copies)
    wordings = {m.id: read_wording(m) for m in marked}
    passages = by_pair(reuses)
    shares: dict[str, list[float]] = {}
    for row in answers:
        one, other = sorted((row["child"], original[row["task"]]))
        found = measure_overlap(wordings[one], wordings[other], passages.get((one, other), ()))
        shares.setdefault(row["degree"], []).append(found.side(row["child"]).share)
    steps = [sum(shares[g]) / len(shares[g]) for g in ("cut", "light", "heavy", "non")]
    return {
        "derived or not, accuracy": right / len(answers),
        "parent": named / len(copies),
        "grades in order": sum(a > b for a, b in itertools.pairwise(steps)) / (len(steps) - 1),
    }


def weighing(folder: Path) -> Figures:
    """Flights and population, by score_truth.py."""
    truth = scorer(folder, "score_truth")
    home = folder / "data" / "td_flights"
    files = [home / "dev.claims.jsonl.gz", home / "dev.claims_other_flights.jsonl.gz"]
    found = weigh(itertools.chain.from_iterable(map(read_rows, files)))
    values = [
        {
            "object": v.object,
            "attribute": v.attribute,
            "value": v.value,
            "independent_origins": v.independent_origins,
        }
        for v in found.values
    ]
    pairs = [
        {"child": d.right, "parent": d.left, "probability": d.probability}
        for d in found.dependences
    ]
    with _lines(values) as path, _lines(pairs) as pairs_path:
        gold = str(home / "dev.gold.jsonl.gz")
        result = _run_scorer(
            truth,
            [
                *(gold, path, "--groups", str(home / "dev.groups.json")),
                *("--dependencies", pairs_path, "--claims", str(files[0]), "--json"),
            ],
        )
    return {
        "flights accuracy": _dig(result, "accuracy"),
        "flights dependent pairs F1": _dig(result, "stated"),
        "flights origins within range": _dig(result["origins"], "exact"),
    }


# ---------------------------------------------------------------- plumbing
def _marked(home: Path, stem: str) -> tuple[Any, ...]:
    """The marked reports of a split, in the order of their content."""
    reports, _ = read_reports(_found(home, stem), settings=SETTINGS.reports)
    return mark_reports(in_order(reports), settings=SETTINGS.text)


def _found(home: Path, stem: str) -> list[Path]:
    return sorted(p for p in home.iterdir() if p.name.startswith(stem))


def _read(path: Path) -> list[dict[str, Any]]:
    import gzip

    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        return [json.loads(line) for line in handle if line.strip()]


class _lines:  # noqa: N801 - a context, used like a function
    """Rows as a temporary file of JSON lines; gives its path."""

    def __init__(self, rows: Iterable[Mapping[str, object]]) -> None:
        self._rows = list(rows)

    def __enter__(self) -> str:
        self._file = tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8")
        self._file.writelines(json.dumps(row) + "\n" for row in self._rows)
        self._file.flush()
        return self._file.name

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _run_scorer(module: ModuleType, argv: list[str]) -> dict[str, Any]:
    """What a scorer prints with --json."""
    import contextlib
    import io

    printed, before = io.StringIO(), sys.argv
    sys.argv = [module.__name__, *argv]
    try:
        with contextlib.redirect_stdout(printed):
            module.main()
    finally:
        sys.argv = before
    result: dict[str, Any] = json.loads(printed.getvalue())
    return result


def _dig(result: Any, *names: str) -> float:
    """The first figure under one of these keys; for a P/R/F1 the F1."""
    if isinstance(result, Mapping):
        for name in names:
            if name in result:
                value = result[name]
                if isinstance(value, Mapping):
                    return float(value.get("f1", value.get("all", 0.0)))
                return float(value)
        for value in result.values():
            found = _dig(value, *names)
            if found == found:
                return found
    return float("nan")


MEASURES: Mapping[str, Measure] = {
    "cases": Measure(("cases/constructed",), cases),
    "made cases": Measure(("data/ecbplus", "data/giveme5w1h_clusters", "data/polnear"), made_cases),
    "statements": Measure(("data/polnear",), statements),
    "stories": Measure(("data/ecbplus", "data/giveme5w1h_clusters"), stories),
    "derivation": Measure(("data/clough_stevenson",), derivations),
    "certainty": Measure(("data/factuality_uds_ih2", "data/factuality_meantime"), certainty),
    "entities": Measure(("data/gum_open", "data/meantime_en"), entities),
    "weigh": Measure(("data/td_flights",), weighing),
}
