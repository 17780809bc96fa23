"""Unpacks what a server packed, and stops where it expands too far."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from secondsource.errors import FetchError
from secondsource.fetch.settings import FetchSettings

_GZIP = 16 + zlib.MAX_WBITS
ACCEPTED = "gzip"  # what we say that we can unpack


def unpacked(pieces: Iterable[bytes], encoding: str, *, settings: FetchSettings) -> bytes:
    """The bytes of these pieces, unpacked as `Content-Encoding` says.

    Raises FetchError where they are too many, expand too far, are damaged or packed otherwise.
    """
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    if names in ([], ["identity"]):
        return _joined(pieces, settings)
    if names not in (["gzip"], ["x-gzip"], ["deflate"]):
        raise FetchError(f"is packed as {encoding[:40]!r}; we asked for {ACCEPTED} or nothing")
    return _expanded(pieces, names[0] == "deflate", settings)


def _joined(pieces: Iterable[bytes], settings: FetchSettings) -> bytes:
    found = bytearray()
    for piece in pieces:
        found += piece
        if len(found) > settings.max_bytes:
            raise _too_long(settings)
    return bytes(found)


def _expanded(pieces: Iterable[bytes], deflate: bool, settings: FetchSettings) -> bytes:
    unpacker, taken = None, 0
    found = bytearray()
    for piece in pieces:
        taken += len(piece)
        rest = piece
        while rest:
            if unpacker is None:
                unpacker = zlib.decompressobj(_window(rest) if deflate else _GZIP)
            room = settings.max_bytes + 1 - len(found)
            try:
                found += unpacker.decompress(rest, room)
            except zlib.error as error:
                raise FetchError(f"is damaged ({str(error)[:80]}); try again later") from error
            _check(len(found), taken, settings)
            rest = unpacker.unconsumed_tail
            if unpacker.eof:
                rest, unpacker = unpacker.unused_data, None
    if unpacker is not None:
        raise FetchError("is damaged (what is packed breaks off); try again later")
    return bytes(found)


def _window(start: bytes) -> int:
    """Some servers send bare deflate, some with zlib's two bytes before it (RFC 9110, 8.4.1.2)."""
    wrapped = start[0] & 0x0F == zlib.DEFLATED
    return zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS


def _check(expanded: int, taken: int, settings: FetchSettings) -> None:
    if max(expanded, taken) > settings.max_bytes:
        raise _too_long(settings)
    if expanded > max(settings.ratio_from, settings.max_ratio * taken):
        raise FetchError(f"expands by more than {settings.max_ratio}:1; no page does that")


def _too_long(settings: FetchSettings) -> FetchError:
    return FetchError(
        f"has more than {settings.max_bytes:,} bytes; expected a page of at most that size"
    )
