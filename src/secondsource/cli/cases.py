"""What the commands that work on a case file share."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from secondsource.model import Refused

if TYPE_CHECKING:
    from secondsource.store import Added, Case

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOW = {"new": "added", "version": "added", "there": "there already"}


def opened(case: str) -> Case:
    """The case in this file. Raises CaseError where there is none."""
    from secondsource.store import Case

    return Case.open(case, create=False)


def parted(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paths of files, and the addresses of the web."""
    addresses = [path for path in paths if _ADDRESS.match(path)]
    return [path for path in paths if path not in addresses], addresses


def unopened(addresses: Sequence[str]) -> tuple[Refused, ...]:
    """The addresses refused, because nobody allowed a connection."""
    reason = (
        "is an address, and no connection is opened unless you say --allow-network; or save the "
        "page in a browser and add the file"
    )
    return tuple(Refused(address, reason) for address in addresses)


def tell_added(added: Added) -> None:
    """Names a report that is on the disk now, at once: who reads this may rely on it."""
    from secondsource.brief.plain import printable

    number = f", version {added.version}" if added.version > 1 else ""
    notes = f" ({'; '.join(map(printable, added.warnings))})" if added.warnings else ""
    sys.stdout.write(f"{_HOW[added.how]} {printable(added.report_id)}{number}{notes}\n")
    sys.stdout.flush()
