"""`secondsource add`: reports into a case file, each one safe once it is named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from secondsource.cli.inputs import leave, name_refused
from secondsource.cli.options import AllowNetwork, CaseFile, PathsOrAddresses

if TYPE_CHECKING:
    from secondsource.model import Refused
    from secondsource.store import Case

_NOTHING_DONE = 2


def add(case: CaseFile, paths: PathsOrAddresses, allow_network: AllowNetwork = False) -> None:
    """Add reports to a case file, made where there is none.

    A report that is named as added is on the disk. A report under the address of one that is
    there becomes its next version; the same bytes are never added twice. An address of the web
    is fetched with --allow-network alone, and only where its robots.txt allows it.
    """
    from secondsource.cli.cases import parted, tell_added, unopened
    from secondsource.reports import read_originals
    from secondsource.settings import ReportSettings
    from secondsource.store import Case

    files, addresses = parted(paths)
    told = () if allow_network else unopened(addresses)
    name_refused(told)
    reports, originals, refused = read_originals(files, settings=ReportSettings())
    name_refused(refused)
    wanted = addresses if allow_network else ()
    if not reports and not wanted:
        _nothing()
    arrived = datetime.now(UTC).replace(microsecond=0)
    with Case.open(case) as opened:
        for added in opened.adding(reports, originals, arrived):
            tell_added(added)
        opened.add((), {}, arrived, refused=refused)
        count, unread = _add_addresses(opened, wanted)
    if not reports and not count:
        _nothing()
    leave((*told, *refused, *unread))


def _add_addresses(case: Case, addresses: Sequence[str]) -> tuple[int, tuple[Refused, ...]]:
    """Adds what stands at these addresses, one after the other; how many reports, and refused."""
    from secondsource.cli.cases import tell_added
    from secondsource.fetch import Fetcher, read_address

    fetcher = Fetcher()
    count = 0
    refused: list[Refused] = []
    for address in dict.fromkeys(addresses):
        reports, originals, unread = read_address(address, fetcher=fetcher)
        name_refused(unread)
        arrived = datetime.now(UTC).replace(microsecond=0)
        for added in case.adding(reports, originals, arrived):
            tell_added(added)
            count += 1
        case.add((), {}, arrived, refused=unread)
        refused += unread
    return count, tuple(refused)


def _nothing() -> None:
    typer.echo("secondsource: no report could be read; nothing was added", err=True)
    raise typer.Exit(_NOTHING_DONE)
