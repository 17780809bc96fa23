"""A web server of the test's own that misbehaves as it is told, byte by byte."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("quay.pem")  # for quay.example, signed by itself
Handler = Callable[["Wire"], None]


class Wire:
    """One connection to a client: what it asked, and the means to answer."""

    def __init__(self, connection: socket.socket, stop: threading.Event) -> None:
        self._connection = connection
        self._stop = stop
        self.path = ""
        self.headers: dict[str, str] = {}

    def read(self) -> None:
        """Reads the request."""
        data = b""
        while b"\r\n\r\n" not in data:
            piece = self._connection.recv(65536)
            if not piece:
                return
            data += piece
        first, *lines = data.decode("latin-1").split("\r\n")
        self.path = first.split(" ")[1]
        self.headers = {
            name.lower(): value for name, _, value in (line.partition(": ") for line in lines)
        }

    def send(self, *data: bytes) -> None:
        """Sends these bytes."""
        self._connection.sendall(b"".join(data))

    def drip(self, data: bytes) -> None:
        """Sends the bytes one at a time, for ever, so that no single read waits long."""
        while not self._stop.is_set():
            for byte in data:
                self._connection.sendall(bytes([byte]))
                if self._stop.wait(0.02):
                    return

    def flood(self, data: bytes) -> None:
        """Sends the bytes again and again, as fast as they are taken."""
        while not self._stop.is_set():
            self._connection.sendall(data)

    def hang(self) -> None:
        """Says nothing until the server ends."""
        self._stop.wait(30)


class Site:
    """Answers on a free port of this machine. pages: what to do for each path.

    asked: the paths in the order in which they were asked for, with the headers.
    """

    def __init__(self, pages: Mapping[str, Handler], *, tls: bool = False) -> None:
        self.pages = dict(pages)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.before = b""  # said before anything is asked
        self._stop = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if tls else None
        if self._context:
            self._context.load_cert_chain(CERTIFICATE)
        threading.Thread(target=self._serve, daemon=True).start()

    def paths(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def url(self, path: str, host: str = "quay.example", scheme: str = "http") -> str:
        """The address of a page."""
        return f"{scheme}://{host}:{self.port}{path}"

    def close(self) -> None:
        """Ends the server."""
        self._stop.set()
        with suppress(OSError):  # it may be closed already
            self._listening.shutdown(socket.SHUT_RDWR)  # else who waits there would answer one more
        self._listening.close()

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        try:
            with connection:
                inner = connection
                connection.sendall(self.before)
                if self._context:
                    inner = self._context.wrap_socket(connection, server_side=True)
                wire = Wire(inner, self._stop)
                wire.read()
                if wire.path:
                    self.asked.append((wire.path, wire.headers))
                    self.pages.get(wire.path.partition("?")[0], missing)(wire)
                inner.close()
        except OSError:
            return  # the client went away, as it should


def answer(
    body: bytes = b"",
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    **headers: str,
) -> Handler:
    """A whole answer with its length; headers by name, "_" for "-"."""
    told = {"Content-Type": kind, "Content-Length": str(len(body))} if kind else {}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return lambda wire: wire.send(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1"), body)


def redirect(place: str, status: str = "302 Found") -> Handler:
    """A redirect."""
    return answer(status=status, Location=place)


def missing(wire: Wire) -> None:
    """There is no such page."""
    answer(b"no such page", "404 Not Found")(wire)
