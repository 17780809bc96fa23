"""Finds the network address of a name, once for a connection, in bounded time."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence

from secondsource.errors import FetchError
from secondsource.fetch.addresses import Address, Policy, parsed
from secondsource.fetch.deadline import Deadline

Resolver = Callable[[str, int], Sequence[str]]  # host and port -> addresses as text


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The addresses that the machine knows for a host. Raises OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(row[4][0]) for row in found]


def resolved(
    host: str, port: int, *, resolver: Resolver, policy: Policy, deadline: Deadline
) -> tuple[Address, ...]:
    """The addresses of a host, all of which may be reached.

    One that may not refuses the host: a name that leads inside and outside leads us astray.
    Raises FetchError. The caller connects to one of these, and never looks the name up again.
    """
    found = [parsed(text) for text in _looked_up(host, port, resolver, deadline)]
    known = tuple(dict.fromkeys(one for one in found if one is not None))
    if not known or None in found:
        raise FetchError(f"the host {host!r} has no address; is its name right?")
    for address in known:
        reason = policy(address)
        if reason:
            raise FetchError(reason)
    return known


def _looked_up(host: str, port: int, resolver: Resolver, deadline: Deadline) -> Sequence[str]:
    """What the resolver says. It cannot be stopped, so it runs aside and is left when late."""
    answers: list[Sequence[str]] = []
    faults: list[Exception] = []

    def ask() -> None:
        try:
            answers.append(resolver(host, port))
        except (OSError, UnicodeError) as error:
            faults.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(deadline.left())
    if asking.is_alive():
        raise deadline.missed()
    if faults or not answers:
        raise FetchError(f"the host {host!r} has no address; is its name right?")
    return answers[0]
