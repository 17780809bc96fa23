"""One time limit over everything that a fetch does, however slowly the bytes come."""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Callable

from secondsource.errors import FetchError

Buffer = bytearray | memoryview


class Deadline:
    """The moment at which a fetch ends, and how long that is from now."""

    def __init__(self, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Seconds left. Raises FetchError where there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise self.missed()
        return left

    def excuse(self, seconds: float) -> None:
        """Does not count so many seconds: they went into waiting that we were asked for."""
        self._end += seconds

    def missed(self) -> FetchError:
        """The error that says so."""
        return FetchError(f"took more than {self._seconds:g} seconds; try again later")


class TimedSocket:
    """What http.client needs of a socket; each read and write has only the time that is left."""

    def __init__(self, inner: socket.socket, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        """Sends all of it."""
        self._inner.settimeout(self._deadline.left())
        self._inner.sendall(data)

    def makefile(self, mode: str = "rb", buffering: int | None = None) -> io.BufferedReader:
        """What comes in, as a file to read."""
        return io.BufferedReader(_Incoming(self._inner, self._deadline))

    def close(self) -> None:
        """Nothing: http.client closes while the answer is read still; who connected closes."""


class _Incoming(io.RawIOBase):
    """The bytes of a socket, as long as there is time."""

    def __init__(self, inner: socket.socket, deadline: Deadline) -> None:
        self._socket = inner
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:  # type: ignore[override]
        self._socket.settimeout(self._deadline.left())
        return self._socket.recv_into(buffer)
