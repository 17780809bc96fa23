"""Measures how far stated probabilities can be taken at their word; draws the reliability plot.

usage: reliability.py --data ../shared --set NAME CASES OUTPUTS [--set ...] --svg FILE

CASES holds folders with expected.json, OUTPUTS the briefs that score_made.py --keep wrote. Judged
are pairs of reports: the chance that two share an origin against the gold's origins; the stated
lines: the chance that the one derives from the other against the gold's parents; and the ranges
of counts against the gold's counts. The tables are printed as Markdown.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from score_made import score_of

from secondsource.derivation.features import chance
from secondsource.settings import DerivationSettings

EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 1.0)  # of the bins; few pairs lie in the middle
PARENT_EDGES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
PRIOR = DerivationSettings().prior_bits
SIDE, MARGIN = 300, 45  # of the plot, in pixels


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs whose stated probability lies in one range: how many, the mean, and the share."""

    low: float
    high: float
    pairs: int
    stated: float
    right: float


def main() -> None:
    """Measures, prints, draws."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", nargs=3, action="append", required=True)
    parser.add_argument("--svg", type=Path, required=True)
    args = parser.parse_args()
    sys.path.insert(0, str(args.data / "score"))
    import score_cases

    curves = {}
    for name, cases, outputs in args.set:
        folders = sorted(
            f for f in Path(cases).iterdir() if (Path(outputs) / f"{f.name}.json").is_file()
        )
        told = [pair for f in folders for pair in pairs_of(f, Path(outputs) / f"{f.name}.json")]
        lines = [one for f in folders for one in parents_of(f, Path(outputs) / f"{f.name}.json")]
        claim = score_of(score_cases, folders, Path(outputs))["overall"]["claim"]
        curves[name] = bins_of(told)
        print("\n".join(report(name, len(folders), told, curves[name], claim)))
        print("\n".join(parents_report(lines)))
    args.svg.write_text(drawing(curves), encoding="utf-8")


def pairs_of(folder: Path, output: Path) -> Iterable[tuple[float, bool]]:
    """Stated probability that two reports share an origin, and whether they do, of every pair."""
    gold = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    brief = json.loads(output.read_text(encoding="utf-8"))
    origins = {name: set(found) for name, found in gold["origins"]["per_report"].items()}
    reach = {name: climb(name, brief["derivations"]) for name in origins}
    for a, b in combinations(sorted(origins), 2):
        meeting = (reach[a][x] * reach[b][x] for x in reach[a].keys() & reach[b].keys())
        yield max(meeting, default=0.0), bool(origins[a] & origins[b])


def parents_of(folder: Path, output: Path) -> Iterable[tuple[float, bool]]:
    """Stated probability of each line with a parent, and whether the gold has that parent."""
    gold = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    brief = json.loads(output.read_text(encoding="utf-8"))
    right = {
        (row["child"], parent)
        for row in gold["derivations"]
        if row["parent"]
        for parent in (row["parent"], *row.get("parent_also", ()))
    }
    for line in brief["derivations"]:
        if line["parent"] and line["verdict"] == "derived":
            yield line["probability"], (line["child"], line["parent"]) in right


def hanging(line: Any) -> float:
    """Chance that the two of a line hang together, whichever of them was first."""
    bits = [e["bits"] for e in line.get("evidence", ()) if not e["feature"].startswith("direction")]
    if not line["parent"] or not bits:
        return float(line["probability"])
    return chance(PRIOR + sum(bits))


def climb(report: str, lines: Sequence[Any]) -> dict[str, float]:
    """What a report rests on, itself with 1, the rest with the best product along the lines."""
    above: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for line in lines:
        if line["verdict"] != "independent":
            end = line["parent"] or "outside:" + line["origin"]
            above[line["child"]].append((end, hanging(line)))
    found, waiting = {report: 1.0}, [report]
    while waiting:
        at = waiting.pop()
        for end, probability in above[at]:
            if found[at] * probability > found.get(end, 0.0):
                found[end] = found[at] * probability
                waiting.append(end)
    return found


def bins_of(told: Sequence[tuple[float, bool]], edges: Sequence[float] = EDGES) -> list[Bin]:
    """The pairs by stated probability; empty bins are left out."""
    found = []
    for low, high in pairwise(edges):
        inside = [(p, y) for p, y in told if low <= p < high or p == high == edges[-1]]
        if inside:
            number = len(inside)
            stated, right = (sum(column) / number for column in zip(*inside))
            found.append(Bin(low, high, number, stated, right))
    return found


def report(
    name: str, cases: int, told: Sequence[tuple[float, bool]], bins: Sequence[Bin], claim: Any
) -> Iterable[str]:
    """The Markdown of one set of cases."""
    number = len(told)
    base = sum(y for _, y in told) / number
    brier = sum((p - y) ** 2 for p, y in told) / number
    gap = sum(b.pairs * abs(b.stated - b.right) for b in bins) / number
    yield f"\n### {name}: {cases} cases\n"
    yield f"{number} pairs of reports, {base:.3f} of them share an origin."
    yield f"Brier score **{brier:.4f}** (always stating {base:.3f}: {base * (1 - base):.4f});"
    yield f"calibration error **{gap:.4f}**.\n"
    yield "| stated | pairs | mean stated | share an origin |\n|---|---|---|---|"
    for b in bins:
        yield f"| {b.low:g} to {b.high:g} | {b.pairs} | {b.stated:.3f} | {b.right:.3f} |"
    yield (
        f"\nOf {claim['counted']} counts of origins, **{claim['covered']:.3f}** of the ranges hold "
        f"the gold number; *likely* is off by {claim['mae']:.3f} on average."
    )


def parents_report(lines: Sequence[tuple[float, bool]]) -> Iterable[str]:
    """The Markdown of the stated lines with a parent."""
    if not lines:
        return
    brier = sum((p - y) ** 2 for p, y in lines) / len(lines)
    yield f"\nWho had it from whom: {len(lines)} lines, Brier score **{brier:.4f}**.\n"
    yield "| stated | lines | mean stated | the parent is right |\n|---|---|---|---|"
    for b in bins_of(lines, PARENT_EDGES):
        yield f"| {b.low:g} to {b.high:g} | {b.pairs} | {b.stated:.3f} | {b.right:.3f} |"


def drawing(curves: dict[str, list[Bin]]) -> str:
    """The reliability plot as SVG: stated against found; the area of a dot grows with pairs."""
    whole = SIDE + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" role="img" '
        'font-family="sans-serif" font-size="11"><title>Stated probability that two reports '
        "share an origin, and the share that do</title>",
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>',
        f'<path d="M{MARGIN} {MARGIN}V{MARGIN + SIDE}H{MARGIN + SIDE}" fill="none" stroke="#444"/>',
        f'<path d="M{MARGIN} {MARGIN + SIDE}L{MARGIN + SIDE} {MARGIN}" stroke="#aaa" '
        'stroke-dasharray="4 4"/>',
    ]
    for tick in (0.0, 0.5, 1.0):
        at = MARGIN + SIDE * tick
        parts.append(
            f'<text x="{at}" y="{MARGIN + SIDE + 16}" text-anchor="middle">{tick:g}</text>'
        )
        parts.append(
            f'<text x="{MARGIN - 8}" y="{whole - at + 4}" text-anchor="end">{tick:g}</text>'
        )
    for (name, bins), colour, row in zip(curves.items(), ("#0b5fa5", "#b4540a"), (0, 1)):
        largest = max(b.pairs for b in bins)
        for b in bins:
            x, y = MARGIN + SIDE * b.stated, MARGIN + SIDE * (1 - b.right)
            size = 3 + 9 * (b.pairs / largest) ** 0.5
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{colour}" '
                f'fill-opacity=".55" stroke="{colour}"/>'
            )
        parts.append(
            f'<text x="{MARGIN + 12}" y="{MARGIN + 14 * row}" fill="{colour}">{name}</text>'
        )
    parts.append(
        f'<text x="{whole / 2}" y="{whole - 8}" text-anchor="middle">stated probability</text>'
        f'<text transform="translate(12 {whole / 2}) rotate(-90)" text-anchor="middle">'
        "share an origin</text></svg>"
    )
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
