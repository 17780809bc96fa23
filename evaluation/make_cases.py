"""Makes altered cases with gold by construction, in the format that score_cases.py scores.

usage: make_cases.py --data ../shared --out DIR [--seed N] [--count N] [--kind KIND ...] [--half H]

Articles of the development sets and invented short reports are copied, cut, reworded, mixed,
re-dated and given planted changes; what was done is the gold. The kinds come in fixed parts.
Source clusters are split by a hash into a half to build on and a half to check; folders say which
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from making import kinds_facts, kinds_relations, kinds_texts
from making.articles import read_articles
from making.case import Case, written
from making.pool import Pool, pool_of

STRIDE = 37  # has no divisor in common with the length of the queue
KINDS = {**kinds_texts.KINDS, **kinds_facts.KINDS, **kinds_relations.KINDS}
# Kinds that hold several sorts of relations or numbers of origins come more often.
WEIGHTS = {
    "planted changes": 17,
    "control: same values": 5,
    "control: rounded and refined": 9,
    "altered copy of an invented report": 7,
    "dropped limit": 5,
    "own speakers": 3,
    "forged credit": 3,
    "one speaker asked by all": 3,
    "several speakers of one newsroom": 3,
    "attended briefing": 4,
    "unnamed groups": 4,
    "own voice": 3,
    "unstated": 4,
    "one agency": 5,
    "scope of a credit": 4,
    "one post": 5,
    "circular citation": 9,
    "update over time": 9,
}


def make(kind: str, pool: Pool, seed: str) -> tuple[list[dict[str, str]], dict[str, object]]:
    """The reports and the gold of one case; the same for the same seed."""
    case = Case(kind, random.Random(seed))
    KINDS[kind](case, pool)
    return written(case)


def make_all(pool: Pool, half: str, kinds: list[str], count: int, seed: int, out: Path) -> None:
    """So many cases of a half, written as folders."""
    queue = [k for k in kinds for _ in range(WEIGHTS.get(k, 1))]
    for n in range(count):
        # A step through the queue that meets every place, so that few cases are mixed too.
        kind = queue[n * STRIDE % len(queue)]
        reports, gold = make(kind, pool, f"{seed}:{half}:{n}:{kind}")
        folder = out / f"{half}-{n:04}-{re.sub(r'[^a-z]+', '-', kind)}"
        folder.mkdir(parents=True, exist_ok=True)
        lines = [json.dumps(r, ensure_ascii=False) + "\n" for r in reports]
        (folder / "reports.jsonl").write_text("".join(lines), encoding="utf-8")
        text = json.dumps(gold, ensure_ascii=False, indent=1)
        (folder / "expected.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Writes the cases."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--data", type=Path, required=True, help="the folder with the development data"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2800, help="cases, half of them in each half")
    parser.add_argument("--kind", action="append", choices=sorted(KINDS))
    parser.add_argument("--half", choices=("build", "check"))
    args = parser.parse_args()
    articles = read_articles(args.data)
    halves = [args.half] if args.half else ["build", "check"]
    for half in halves:
        make_all(
            pool_of(articles, half),
            half,
            args.kind or list(KINDS),
            args.count // len(halves),
            args.seed,
            args.out,
        )


if __name__ == "__main__":
    main()
