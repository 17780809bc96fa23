"""Binds to this machine alone, prints the one address to open, and answers until stopped."""

from __future__ import annotations

import secrets
import socket
import sys
import threading
import webbrowser
from pathlib import Path

from secondsource.errors import SettingsError
from secondsource.store import Case
from secondsource.web.settings import WebSettings

LOOPBACK = "127.0.0.1"


def serve_case(
    path: str | Path,
    *,
    port: int = 0,
    browser: bool = True,
    allow_network: bool = False,
    settings: WebSettings = WebSettings(),
) -> None:
    """Serves the case until Ctrl-C. The first line on stdout is the address, with its token.

    The case is made where there is none. port: 0 takes any that is free. Raises CaseError where
    the file is no case, SettingsError where the port is taken.
    """
    case = Case.open(path)
    token = secrets.token_urlsafe(settings.token_bytes)
    with _listening(port) as found:
        number = found.getsockname()[1]
        address = f"http://{LOOPBACK}:{number}/?token={token}"
        sys.stdout.write(f"{address}\n")
        sys.stdout.write("Open this address; it holds the key to the case. Ctrl-C ends.\n")
        sys.stdout.flush()
        if browser:
            # Some browsers keep the caller waiting; requests wait in the socket until we answer.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        _answer(case, found, token, number, allow_network, settings)


def _listening(port: int) -> socket.socket:
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((LOOPBACK, port))
        found.listen()
    except (OSError, OverflowError) as error:
        found.close()
        raise SettingsError(
            f"port {port} cannot be had ({error}); leave --port out for one that is free"
        ) from error
    return found


def _answer(
    case: Case,
    listening: socket.socket,
    token: str,
    number: int,
    allow_network: bool,
    settings: WebSettings,
) -> None:
    """Runs the app; imported here so that the address stands there first."""
    import uvicorn

    from secondsource.web.app import create_app
    from secondsource.web.desk import Desk
    from secondsource.web.wire import GuardedProtocol

    desk = Desk(case, settings=settings)
    hosts = (f"{LOOPBACK}:{number}", f"localhost:{number}")
    app = create_app(desk, token=token, hosts=hosts, allow_network=allow_network, settings=settings)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,  # addresses hold names of people
            server_header=False,
            proxy_headers=False,
            http=GuardedProtocol,
            h11_max_incomplete_event_size=settings.head_bytes,
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=settings.ending_seconds,
        )
    )
    try:
        server.run(sockets=[listening])
    finally:
        desk.close()
