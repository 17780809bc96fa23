"""`secondsource watch`: follows feeds into a case, where the user allows connections."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.cli.inputs import leave, name_refused
from secondsource.cli.options import AllowNetwork, CaseFile
from secondsource.errors import SettingsError

if TYPE_CHECKING:
    from secondsource.fetch.watching import Looked, Watch
    from secondsource.model import Refused

_LONGEST_NAP = 3600.0  # seconds; then the list is looked through again, whatever is due

FeedList = Annotated[
    Path,
    typer.Argument(
        metavar="FEEDS", help="A list of feeds (OPML), as readers export it.", show_default=False
    ),
]
Once = Annotated[bool, typer.Option("--once", help="Look once at what is due, and end.")]


def watch(
    case: CaseFile, feeds: FeedList, allow_network: AllowNetwork = False, once: Once = False
) -> None:
    """Follow feeds: add the pages that they name, and look whether these change.

    Politely: only what changed is sent again, robots.txt is obeyed, hosts have pauses, and what
    fails is asked for later and later. Nothing is fetched without --allow-network.
    """
    if not allow_network:
        raise SettingsError(
            "watch opens connections to every address in the list and in its feeds; say "
            "--allow-network if that is what you want"
        )
    from secondsource.fetch import Fetcher
    from secondsource.fetch.opml import read_opml
    from secondsource.fetch.watching import Watch
    from secondsource.store import Case

    listed, refused = read_opml(feeds)
    name_refused(refused)
    with Case.open(case) as opened:
        following = Watch(opened, listed, Fetcher())
        failed = [*refused, *_round(following)]
        while not once:
            _sleep(following.next_due())
            _round(following)
    leave(tuple(failed))


def _round(following: Watch) -> list[Refused]:
    """One look at all that is due, told as it goes; what failed."""
    from secondsource.cli.cases import tell_added

    looks: list[Looked] = []
    for look in following.round():
        looks.append(look)
        for added in look.added:
            tell_added(added)
        name_refused(look.refused)
    count = {how: sum(look.how == how for look in looks) for how in ("changed", "failed")}
    due = following.next_due()
    then = f"; next at {due.astimezone():%H:%M}" if due else ""
    sys.stdout.write(
        f"looked at {len(looks)} addresses: {count['changed']} with news, "
        f"{count['failed']} failed{then}\n"
    )
    sys.stdout.flush()
    return [one for look in looks for one in look.refused]


def _sleep(due: datetime | None) -> None:
    left = (due - datetime.now(UTC)).total_seconds() if due else _LONGEST_NAP
    time.sleep(min(max(left, 1.0), _LONGEST_NAP))
