"""Saved mails: the text part is the report, the subject its title."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import IO

from secondsource.errors import ReportError
from secondsource.model import Report
from secondsource.reports.dates import read_time
from secondsource.reports.decoding import clean, decode
from secondsource.reports.markup import visible_text
from secondsource.reports.pieces import Draft, Item, Piece, read_document, sha256
from secondsource.settings import ReportSettings

_LIST_HEADERS = ("List-Id", "List-Unsubscribe", "List-Post")  # newsletters and wires have these


def read_mail(piece: Piece, stream: IO[bytes], *, settings: ReportSettings) -> Iterator[Item]:
    """The report in the mail's text (the HTML where there is no plain text), then attachments.

    The sender is the outlet if the mail came over a list, else the byline.
    """
    data = read_document(stream, piece.place, settings=settings)
    mail = message_from_bytes(data, policy=policy.default)
    attached = [part for part in mail.walk() if part.get_filename() and not part.is_multipart()]
    text, warnings = _body(mail, piece.place, settings=settings)
    notes = list(warnings)
    published, dates = read_time(_header(mail, "Date"), notes)
    name, address = parseaddr(_header(mail, "From") or "")
    sender = name.strip() or address or None
    over_list = any(mail.get(header) for header in _LIST_HEADERS)
    if text.strip():
        yield Draft(
            Report(
                id=piece.stem,
                text=text,
                title=_header(mail, "Subject"),
                outlet=sender if over_list else None,
                byline=None if over_list else sender,
                published=published,
                sha256=sha256(data),
                dates=dates,
                warnings=tuple(notes),
            ),
            original=data,
        )
    elif not attached:
        raise ReportError(f"{piece.place}: the mail has no text; expected a text or HTML part")
    for part in attached:
        name = clean(part.get_filename() or "part")[0]
        yield _piece(part, f"{piece.place}: {name}", name, piece.depth)


def _piece(part: EmailMessage, place: str, name: str, depth: int) -> Piece:
    content = part.get_payload(decode=True) or b""
    data = content if isinstance(content, bytes) else b""
    return Piece(place, name, lambda: io.BytesIO(data), depth + 1)


def _body(
    mail: EmailMessage, place: str, *, settings: ReportSettings
) -> tuple[str, tuple[str, ...]]:
    """The words of the text part, or of the HTML part; empty if there is neither."""
    for kind in ("text/plain", "text/html"):
        for part in mail.walk():
            if part.get_content_type() != kind or part.get_filename():
                continue
            data = part.get_payload(decode=True)
            if not isinstance(data, bytes) or not data.strip():
                continue
            charset = part.get_content_charset()
            text, warnings = decode(data, place, declared=charset, settings=settings)
            return (text if kind == "text/plain" else visible_text(text)), warnings
    return "", ()


def _header(mail: EmailMessage, name: str) -> str | None:
    """The decoded words of a header on one line; None if it is missing or broken."""
    try:
        value = mail.get(name)
    except (ValueError, IndexError, TypeError, AttributeError):
        return None  # the header parser stumbles over some hostile values
    return " ".join(clean(str(value))[0].split()) or None if value is not None else None
