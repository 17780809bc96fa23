"""Loads trafilatura without a socket being opened.

It imports urllib3, which on import opens a socket and binds it to see whether the machine has
IPv6. We fetch nothing, so the answer is no matter; in a locked-down place the question is one.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any


def load_extractor() -> Callable[..., Any]:
    """trafilatura's `bare_extraction`."""
    known = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        from trafilatura import bare_extraction
    finally:
        socket.has_ipv6 = known
    found: Callable[..., Any] = bare_extraction
    return found
