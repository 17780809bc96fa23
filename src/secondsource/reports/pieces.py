"""What readers take and give: a piece of input, a draft of a report; and the limits on both."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Protocol

from secondsource.errors import ReportError
from secondsource.model import Refused, Report
from secondsource.settings import ReportSettings


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to be read: a file, standard input, or a part of an archive.

    place: for people ("pile.zip: a.html"). name: the file name, whose suffix helps to choose a
    reader. form: the reader's name where the container says it. depth: archives around it.
    """

    place: str
    name: str
    open: Callable[[], IO[bytes]]
    depth: int = 0
    form: str | None = None
    charset: str | None = None
    url: str | None = None

    @property
    def stem(self) -> str:
        """The name without folder and suffixes, the wish for an id."""
        name = PurePosixPath(self.name.replace("\\", "/")).name
        if name.lower().endswith(".gz"):
            name = name[:-3]
        return PurePosixPath(name).stem or "report"


@dataclass(frozen=True, slots=True)
class Draft:
    """A report whose id is only a wish. given: the input itself states the id.

    original: the bytes that `report.sha256` is of.
    """

    report: Report
    given: bool = False
    original: bytes = b""


Item = Draft | Piece | Refused


class Reader(Protocol):
    """Gives the drafts, the inner pieces and the refusals of one piece."""

    def __call__(
        self, piece: Piece, stream: IO[bytes], *, settings: ReportSettings
    ) -> Iterator[Item]: ...


def refusal(place: str, error: object) -> Refused:
    """A refusal whose reason does not say the place again."""
    return Refused(place, str(error).removeprefix(f"{place}: "))


def sha256(data: bytes) -> str:
    """SHA-256 of original bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_document(stream: IO[bytes], place: str, *, settings: ReportSettings) -> bytes:
    """All bytes of one document. Raises ReportError if there are more than the limit."""
    data = stream.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise ReportError(
            f"{place}: has more than {settings.max_bytes:,} bytes; expected a report of at most "
            f"that size: split it, or give many reports as JSON lines"
        )
    return data


class Guarded(io.RawIOBase):
    """A stream that expands packed bytes, and stops when it expands beyond the ratio.

    packed: gives the number of packed bytes taken so far.
    """

    def __init__(
        self, inner: IO[bytes], packed: Callable[[], int], place: str, settings: ReportSettings
    ) -> None:
        self._inner = inner
        self._packed = packed
        self._place = place
        self._settings = settings
        self._given = 0

    def readable(self) -> bool:
        """Yes: it is for reading."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; raises ReportError when the ratio is passed."""
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self._given += len(data)
        limit = max(self._settings.ratio_from, self._settings.max_ratio * self._packed())
        if self._given > limit:
            raise ReportError(
                f"{self._place}: expands more than {self._settings.max_ratio}:1, as an archive "
                f"bomb does; expected packed text: unpack it yourself if you trust it"
            )
        return len(data)


class Counted(io.RawIOBase):
    """A stream that counts the bytes read from it."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner
        self.taken = 0

    def readable(self) -> bool:
        """Yes: it is for reading."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer and count."""
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self.taken += len(data)
        return len(data)
