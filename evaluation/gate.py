"""The gate: measures every stage on development data and holds each figure above its floor.

python evaluation/gate.py [--only NAME ...] [--write]

Floors stand in evaluation/floors.json, each with the fingerprint of the data it was measured on.
A figure below its floor fails the gate; data with another fingerprint is said and not judged.
`--write` raises floors to what was reached (less a margin for rounding) and never lowers one: to
lower a floor, edit the file by hand and say why in CHANGELOG.md under "Changes in results".
The data folder is SECONDSOURCE_DATA, by default ../shared beside the checkout.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "evaluation" / "floors.json"
MARGIN = 0.002  # figures are kept to three places; nothing here is random

sys.path.insert(0, str(ROOT / "evaluation"))


def data_folder() -> Path:
    """The folder with the development data."""
    return Path(os.environ.get("SECONDSOURCE_DATA", ROOT.parent / "shared")).resolve()


def main(argv: list[str] | None = None) -> int:
    """Run the gate; 0 if all floors hold, 1 if one does not, 2 if there is no data."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="*", default=None, help="names of measurements")
    parser.add_argument("--write", action="store_true", help="raise floors to what was reached")
    args = parser.parse_args(argv)
    folder = data_folder()
    if not (folder / "score").is_dir():
        print(f"no development data at {folder}: set SECONDSOURCE_DATA; nothing was measured")
        return 2
    from measures import MEASURES, fingerprint

    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    failed = []
    for name, measure in MEASURES.items():
        if args.only and name not in args.only:
            continue
        mark = fingerprint(folder, measure.data)
        figures = measure.run(folder)
        known = floors.get(name, {})
        same_data = known.get("data") == mark
        if known and not same_data:
            print(f"{name}: the data changed since the floors were set; figures are not judged")
        for key, value in sorted(figures.items()):
            floor = known.get("floors", {}).get(key) if same_data else None
            below = floor is not None and value < floor
            failed += [f"{name} {key}"] if below else []
            print(f"{'BELOW' if below else '     '} {name:12} {key:34} {value:.3f}  floor {floor}")
        if args.write:
            floors[name] = {"data": mark, "floors": _raised(figures, known if same_data else {})}
    if args.write:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(failed)} below their floor" + (": " + ", ".join(failed) if failed else ""))
    return 1 if failed else 0


def _raised(figures: dict[str, float], known: dict[str, dict[str, float]]) -> dict[str, float]:
    """The higher of the old floor and the new figure, less the margin."""
    old = known.get("floors", {})
    return {
        key: max(round(value - MARGIN, 3), old.get(key, -1.0)) for key, value in figures.items()
    }


if __name__ == "__main__":
    sys.exit(main())
