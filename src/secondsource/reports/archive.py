"""Packed inputs: .gz and .zip. Nothing is ever written to disk; what expands too far is refused."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from secondsource.errors import ReportError
from secondsource.model import Refused
from secondsource.reports.pieces import Counted, Guarded, Item, Piece, read_document
from secondsource.settings import ReportSettings


def read_gzip(piece: Piece, stream: IO[bytes], *, settings: ReportSettings) -> Iterator[Item]:
    """The piece inside a .gz, read as its name without that suffix says."""
    counted = Counted(stream)
    packed = gzip.GzipFile(fileobj=counted)
    inner = Guarded(_Sound(packed, piece.place), lambda: counted.taken, piece.place, settings)  # type: ignore[arg-type]
    name = piece.name[:-3] if piece.name.lower().endswith(".gz") else piece.name
    yield Piece(
        piece.place, name, lambda: io.BufferedReader(inner), piece.depth + 1, charset=piece.charset
    )


class _Sound:
    """Reads of a packed stream whose faults say what they mean."""

    def __init__(self, packed: IO[bytes] | gzip.GzipFile, place: str) -> None:
        self._packed = packed
        self._place = place

    def read(self, size: int = -1) -> bytes:
        try:
            return self._packed.read(size)
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError) as error:
            raise ReportError(
                f"{self._place}: is damaged ({str(error)[:80]}); fetch or pack it again"
            ) from error


def read_zip(piece: Piece, stream: IO[bytes], *, settings: ReportSettings) -> Iterator[Item]:
    """The files of a zip archive, in sorted order; hidden ones and folders are left out."""
    if not (isinstance(stream, io.BufferedReader) and stream.seekable()):
        stream = io.BytesIO(read_document(stream, piece.place, settings=settings))
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReportError(
            f"{piece.place}: is a damaged zip ({str(error)[:80]}); pack it again"
        ) from error
    members = sorted(archive.infolist(), key=lambda m: (m.filename, m.header_offset))
    if any(m.filename == "[Content_Types].xml" for m in members):
        raise ReportError(
            f"{piece.place}: found an Office document; expected text: save it as .txt or .html"
        )
    _refuse_overlaps(members, piece.place)
    for member in members:
        place = f"{piece.place}: {member.filename}"
        parts = member.filename.split("/")
        if member.is_dir() or any(p.startswith(".") or p == "__MACOSX" for p in parts[:-1]):
            continue
        if parts[-1].startswith("."):
            continue
        if member.flag_bits & 1:
            yield Refused(place, "is encrypted; unpack it with its password first")
            continue
        yield _member(archive, member, place, piece, settings=settings)


def _member(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    place: str,
    piece: Piece,
    *,
    settings: ReportSettings,
) -> Piece:
    def opened() -> IO[bytes]:
        try:
            packed = archive.open(member)
        except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError) as error:
            raise ReportError(f"{place}: cannot be unpacked ({str(error)[:80]})") from error
        sound = _Sound(packed, place)
        guarded = Guarded(sound, lambda: member.compress_size, place, settings)  # type: ignore[arg-type]
        return io.BufferedReader(guarded)

    return Piece(place, member.filename.rsplit("/", 1)[-1], opened, piece.depth + 1)


def _refuse_overlaps(members: list[zipfile.ZipInfo], place: str) -> None:
    """Raises ReportError if two members share packed bytes, as bombs of one file do."""
    end = -1
    for member in sorted(members, key=lambda m: m.header_offset):
        if member.header_offset < end:
            raise ReportError(
                f"{place}: two files of the zip lie over each other, as in an archive bomb"
            )
        end = member.header_offset + member.compress_size
