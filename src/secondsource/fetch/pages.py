"""What was fetched, as reports: by the media type that the server states, never by a guess."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from secondsource.errors import FetchError
from secondsource.fetch.fetcher import Fetched, Fetcher
from secondsource.model import Refused, Report
from secondsource.reports import Piece, read_pieces
from secondsource.settings import ReportSettings

Read = tuple[tuple[Report, ...], Mapping[str, bytes], tuple[Refused, ...]]
ACCEPT_PAGE = "text/html, application/xhtml+xml, application/rss+xml, text/plain;q=0.8, */*;q=0.1"

_FORMS: Mapping[str, str] = MappingProxyType(
    {
        "text/html": "html",
        "application/xhtml+xml": "html",
        "text/plain": "text",
        "application/rss+xml": "feed",
        "application/atom+xml": "feed",
        "application/rdf+xml": "feed",
        "application/xml": "feed",
        "text/xml": "feed",
        "application/json": "json",
        "application/x-ndjson": "lines",
    }
)
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:<!--[^>]*+-->\s*+)?<(?:!doctype html|html)\b", re.I)
_HEAD = 4096  # bytes in which a page says that it is one
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_STEM = 80  # characters of an id that an address gives


def read_address(
    url: str, *, fetcher: Fetcher | None = None, settings: ReportSettings = ReportSettings()
) -> Read:
    """The reports at this address, their original bytes, and what was refused with the reason.

    A page gives one report, a feed one an entry. Nothing raises: a reason is told.
    """
    try:
        fetched = (fetcher or Fetcher()).get(url, accept=ACCEPT_PAGE)
    except FetchError as error:
        return (), {}, (Refused(url, str(error)),)
    return read_fetched(fetched, settings=settings)


def read_fetched(fetched: Fetched, *, settings: ReportSettings = ReportSettings()) -> Read:
    """The reports of a page that was fetched, which is refused where we cannot read its kind."""
    form = _form_of(fetched)
    if form is None:
        what = f"is {fetched.kind}" if fetched.kind else "does not say what it is"
        reason = f"{what}, which is no page of text; save it and add the file"
        return (), {}, (Refused(fetched.url, reason),)
    data = fetched.data or b""
    piece = Piece(
        fetched.url,
        f"{stem_of(fetched.url)}.{form}",
        lambda: io.BytesIO(data),
        form=form,
        charset=fetched.charset,
        url=fetched.url,
    )
    return read_pieces([piece], settings=settings)


def _form_of(fetched: Fetched) -> str | None:
    if fetched.kind:
        return _FORMS.get(fetched.kind)
    return "html" if _HTML.match((fetched.data or b"")[:_HEAD]) else None


def stem_of(url: str) -> str:
    """A name for the page: the last part of its path, else its host.

    >>> stem_of("https://quay.example/news/crane-falls.html?x=1"), stem_of("https://quay.example/")
    ('crane-falls', 'quay.example')
    """
    parts = urlsplit(url)
    last = PurePosixPath(unquote(parts.path)).stem or (parts.hostname or "page")
    return _UNSAFE.sub("-", last).strip("-.")[:_LONGEST_STEM] or "page"
