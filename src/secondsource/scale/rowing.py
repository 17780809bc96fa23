"""Web archives become files of rows, once, so that every later step reads the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from secondsource.model import Refused
from secondsource.scale.files import write_whole
from secondsource.scale.shards import has_rows
from secondsource.scale.tasks import Job, is_done, write_done


def make_rows(job: Job, shard: int) -> None:
    """The reports of one web archive as JSON lines; what gave none is kept with its reason."""
    done = job.path("rows", shard)
    if has_rows(job.shards[shard]) or is_done(done, job):
        return
    from secondsource.reports import read_reports, report_row
    from secondsource.settings import Settings
    from secondsource.text import mark_reports

    chosen = Settings()
    reports, refused = read_reports([job.shards[shard]], settings=chosen.reports)
    marked = mark_reports(reports, settings=chosen.text)
    _write_lines(job, f"rows-{shard:06}.jsonl", [report_row(one) for one in marked])
    rows = [{"place": one.place, "reason": one.reason} for one in refused]
    _write_lines(job, f"refused-{shard:06}.jsonl", rows)
    write_done(done, job, len(reports))


def _write_lines(job: Job, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    data = "".join(lines).encode("utf-8", "surrogatepass")
    write_whole(job.folder / name, lambda out: out.write(data))


def refused_of(job: Job) -> Iterator[Refused]:
    """What of the web archives gave no report, file after file."""
    for shard, path in enumerate(job.shards):
        if not has_rows(path):
            with (job.folder / f"refused-{shard:06}.jsonl").open(encoding="utf-8") as lines:
                yield from (Refused(**json.loads(line)) for line in lines)
