"""Loads libraries that would reach for the network, or write files of their own, without that.

- urllib3, which trafilatura and wordllama import, opens a socket on import and binds it to see
  whether the machine has IPv6. We fetch nothing, so the answer is no matter.
- onnxruntime from 1.31 on keeps a database of its use in the user's cache folder and a session
  file in the temporary folder, and knows an address to send them to, unless it is told not to.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def offline_imports() -> Iterator[None]:
    """Within it, what is imported opens no socket and reports no use, then or later."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read by onnxruntime when it is loaded
    known = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        yield
    finally:
        socket.has_ipv6 = known
