"""`secondsource add`: reports into a case file, each one safe once it is named."""

from __future__ import annotations

from datetime import UTC, datetime

import typer

from secondsource.cli.inputs import leave, name_refused
from secondsource.cli.options import CaseFile, GivenPaths

_NOTHING_DONE = 2


def add(case: CaseFile, paths: GivenPaths) -> None:
    """Add reports to a case file, made where there is none.

    A report that is named as added is on the disk. A report under the address of one that is
    there becomes its next version; the same bytes are never added twice.
    """
    from secondsource.cli.cases import tell_added, without_addresses
    from secondsource.reports import read_originals
    from secondsource.settings import ReportSettings
    from secondsource.store import Case

    files, addresses = without_addresses(paths)
    reports, originals, unread = read_originals(files, settings=ReportSettings())
    refused = (*addresses, *unread)
    name_refused(refused)
    if not reports:
        typer.echo("secondsource: no report could be read; nothing was added", err=True)
        raise typer.Exit(_NOTHING_DONE)
    arrived = datetime.now(UTC).replace(microsecond=0)
    with Case.open(case) as opened:
        for added in opened.adding(reports, originals, arrived):
            tell_added(added)
        opened.add((), {}, arrived, refused=unread)
    leave(refused)
