"""Reads every input there is into reports. What gives no report is refused with a reason."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from secondsource.errors import ReportError, SecondsourceError
from secondsource.model import Refused, Report
from secondsource.reports.archive import read_gzip, read_zip
from secondsource.reports.feed import read_feed
from secondsource.reports.heads import with_head
from secondsource.reports.html import read_html
from secondsource.reports.identity import with_ids
from secondsource.reports.jsonl import read_json, read_lines
from secondsource.reports.mail import read_mail
from secondsource.reports.parquet import read_parquet
from secondsource.reports.pieces import Counted, Draft, Item, Piece, Reader, refusal
from secondsource.reports.plain import read_plain
from secondsource.reports.warc import read_warc
from secondsource.settings import ReportSettings

READERS: Mapping[str, Reader] = {
    "text": read_plain,
    "html": read_html,
    "lines": read_lines,
    "json": read_json,
    "feed": read_feed,
    "mail": read_mail,
    "warc": read_warc,
    "zip": read_zip,
    "gzip": read_gzip,
    "parquet": read_parquet,
}
_BY_SUFFIX = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".htm": "html", ".html": "html", ".xhtml": "html",
    ".jsonl": "lines", ".ndjson": "lines", ".json": "json",
    ".rss": "feed", ".atom": "feed",
    ".eml": "mail", ".warc": "warc", ".zip": "zip", ".gz": "gzip", ".parquet": "parquet",
}  # fmt: skip
# These hold text but no report.
_NO_REPORTS = frozenset(
    ".css .js .mjs .map .svg .csv .tsv .py .sh .ini .toml .yaml .yml .log .lock .tex .bib".split()
)
_BY_START = (
    (re.compile(rb"PK\x03\x04|PK\x05\x06"), "zip"),
    (re.compile(rb"\x1f\x8b"), "gzip"),
    (re.compile(rb"PAR1"), "parquet"),
    (re.compile(rb"WARC/\d"), "warc"),
)
_LEAD = rb"(?:\xef\xbb\xbf)?\s*+"
_PROLOG = _LEAD + rb"(?:<\?xml[^>]*+>\s*+)?(?:<!--[^>]*+-->\s*+)?"
_MAIL_HEADER = rb"(?:From|Return-Path|Received|Delivered-To|MIME-Version|Message-ID): "
_BY_LOOK = (
    (re.compile(_PROLOG + rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE), "feed"),
    (re.compile(_PROLOG + rb"(?:<!doctype html|<html\b)", re.IGNORECASE), "html"),
    (re.compile(_LEAD + rb"\["), "json"),
    (re.compile(_LEAD + rb"\{"), "lines"),
    (re.compile(_MAIL_HEADER, re.IGNORECASE), "mail"),
)
_HEAD = 4096  # bytes looked at to choose a reader


@dataclass(slots=True)
class _Open:
    """A piece being read, and whether it gave anything yet."""

    place: str
    items: Iterator[Item]
    gave: bool = False


def read_reports(
    paths: Sequence[str | Path], *, settings: ReportSettings = ReportSettings()
) -> tuple[tuple[Report, ...], tuple[Refused, ...]]:
    """All reports of the files and folders, sorted by id, and what was refused, sorted by place.

    A path may be a folder (read in full, hidden files aside), an archive, or "-" for standard
    input. Every input is in one of the two results; no order of the paths changes them.
    """
    drafts: list[Draft] = []
    refused: list[Refused] = []
    for piece in _pieces(paths, refused):
        for draft in _drain(piece, refused, settings=settings):
            drafts.append(replace(draft, original=b""))  # bytes would take as much again
    return _finished(drafts, refused, settings=settings)


def read_originals(
    paths: Sequence[str | Path], *, settings: ReportSettings = ReportSettings()
) -> tuple[tuple[Report, ...], Mapping[str, bytes], tuple[Refused, ...]]:
    """What `read_reports` gives, and between them the original bytes by their SHA-256.

    The bytes are those of the file, line, page or message that gave the report.
    """
    refused: list[Refused] = []
    return read_pieces(_pieces(paths, refused), refused, settings=settings)


def read_pieces(
    pieces: Iterable[Piece],
    already_refused: Sequence[Refused] = (),
    *,
    settings: ReportSettings = ReportSettings(),
) -> tuple[tuple[Report, ...], Mapping[str, bytes], tuple[Refused, ...]]:
    """What `read_originals` gives, of pieces that need not be files: bytes that came by the web.

    already_refused: goes with the refused; it may grow while the pieces are taken.
    """
    drafts: list[Draft] = []
    refused: list[Refused] = []
    for piece in pieces:
        drafts.extend(_drain(piece, refused, settings=settings))
    reports, reasons = _finished(drafts, [*already_refused, *refused], settings=settings)
    return reports, {draft.report.sha256: draft.original for draft in drafts}, reasons


def _finished(
    drafts: Sequence[Draft], refused: Sequence[Refused], *, settings: ReportSettings
) -> tuple[tuple[Report, ...], tuple[Refused, ...]]:
    """The reports with their ids and headlines, and the refused, both sorted."""
    reports = (with_head(report, settings=settings) for report in with_ids(drafts))
    return (
        tuple(sorted(reports, key=lambda r: r.id)),
        tuple(sorted(refused, key=lambda r: (r.place, r.reason))),
    )


def _drain(piece: Piece, refused: list[Refused], *, settings: ReportSettings) -> Iterator[Draft]:
    """The drafts of a piece and all that is in it, depth first, without recursion."""
    stack = [_Open(piece.place, _read(piece, settings=settings))]
    while stack:
        top = stack[-1]
        try:
            item = next(top.items, None)
        except SecondsourceError as error:
            item = refusal(top.place, error)
            top.items = iter(())
        except Exception as error:  # a hostile file may break any parser; the others go on
            what = f"{type(error).__name__}: {str(error)[:120]}"
            item = Refused(top.place, f"its reader failed ({what}); save its text as .txt")
            top.items = iter(())
        top.gave = top.gave or item is not None
        if item is None:
            stack.pop()
            if not top.gave:
                refused.append(Refused(top.place, "holds no report"))
        elif isinstance(item, Piece):
            stack.append(_Open(item.place, _read(item, settings=settings)))
        elif isinstance(item, Refused):
            refused.append(item)
        else:
            yield item


def _read(piece: Piece, *, settings: ReportSettings) -> Iterator[Item]:
    """What the reader for this piece gives."""
    if piece.depth > settings.max_depth:
        reason = (
            f"lies in more than {settings.max_depth} archives; unpack it and give what is inside"
        )
        yield Refused(piece.place, reason)
        return
    with _opened(piece) as raw:
        stream = raw if isinstance(raw, io.BufferedReader) else io.BytesIO(raw.read())
        form = piece.form or _form_of(piece.name, _peek(stream))
        if form not in READERS:
            yield Refused(piece.place, form)
            return
        yield from READERS[form](piece, stream, settings=settings)


def _opened(piece: Piece) -> IO[bytes]:
    """The piece's stream. Raises ReportError if it cannot be opened."""
    try:
        return piece.open()
    except OSError as error:
        what = error.strerror or error
        raise ReportError(f"{piece.place}: cannot be opened ({what}); check its rights") from error


def _peek(stream: IO[bytes]) -> bytes:
    """The first bytes, left in the stream."""
    if isinstance(stream, io.BufferedReader):
        return stream.peek(_HEAD)[:_HEAD]
    head = stream.read(_HEAD)
    stream.seek(0)
    return head


def _form_of(name: str, head: bytes) -> str:
    """The name of the reader; or, where there is none, the reason."""
    if name.lower().endswith(".warc.gz"):
        return "warc"  # its records are packed one by one, and refused one by one
    for start, form in _BY_START:
        if start.match(head):
            return form
    suffix = Path(name).suffix.lower()
    if suffix in _NO_REPORTS:
        return f"{suffix} files are no reports; rename it to .txt if it is text to be read"
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    for look, form in _BY_LOOK:
        if look.match(head):
            return form
    if suffix == ".xml":
        return "found XML that is no feed; expected RSS, Atom or HTML: save its text as .txt"
    return "text"


def _pieces(paths: Iterable[str | Path], refused: list[Refused]) -> Iterator[Piece]:
    """The files, each once, in sorted order; a path that cannot be read is refused."""
    found: dict[str, Piece] = {}
    for path in sorted({str(p) for p in paths}):
        if path == "-":
            found[path] = Piece("-", "stdin", _standard_input)
        elif os.path.isdir(path):
            inside = list(_files(path))
            odd = [f for f in inside if not os.path.isfile(f)]
            refused += [Refused(f, "is a broken link, a pipe or a device") for f in odd]
            if not inside:
                refused.append(Refused(path, "the folder holds no file"))
            found.update((os.path.realpath(f), _file(f)) for f in inside if f not in odd)
        elif os.path.exists(path):
            found.setdefault(os.path.realpath(path), _file(path))
        else:
            refused.append(Refused(path, "is not there; expected a file, a folder or -"))
    yield from found.values()


def _standard_input() -> IO[bytes]:
    """Standard input behind a stream that may be closed without closing it."""
    return io.BufferedReader(Counted(sys.stdin.buffer))


def _file(path: str) -> Piece:
    return Piece(path, Path(path).name, lambda: open(path, "rb"))


def _files(folder: str) -> Iterator[str]:
    """Every file below the folder, sorted, hidden ones aside; links to folders are not followed."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        yield from (os.path.join(here, n) for n in sorted(names) if not n.startswith("."))
