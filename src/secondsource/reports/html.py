"""Saved web pages: the main text, and what the page states about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

from secondsource.errors import ReportError
from secondsource.model import Report
from secondsource.offline import offline_imports
from secondsource.reports.dates import read_time
from secondsource.reports.decoding import clean, decode
from secondsource.reports.jsonld import stated_by_page
from secondsource.reports.markup import is_heavy, visible_text
from secondsource.reports.metatags import published_in_meta
from secondsource.reports.pieces import Draft, Piece, read_document, sha256
from secondsource.settings import ReportSettings

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_PROLOG = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_INLINE = frozenset(("ref", "hi", "del", "graphic", "cell"))
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}  # no clock
_HEAD = 4096  # bytes; a page declares its charset there


def read_html(piece: Piece, stream: IO[bytes], *, settings: ReportSettings) -> Iterator[Draft]:
    """The one report of a saved page."""
    data = read_document(stream, piece.place, settings=settings)
    declared = piece.charset or _declared(data[:_HEAD])
    markup, warnings = decode(data, piece.place, declared=declared, settings=settings)
    yield Draft(
        page_report(markup, piece, sha256(data), warnings, settings=settings), original=data
    )


def page_report(
    markup: str,
    piece: Piece,
    digest: str,
    warnings: tuple[str, ...],
    *,
    settings: ReportSettings,
) -> Report:
    """The report of a page's markup; what the page states in JSON-LD goes before guesses.

    Raises ReportError if the page shows no text.
    """
    stated = stated_by_page(markup)
    visible = visible_text(markup)
    found = _extracted(markup, settings=settings)
    text, notes = _chosen_text(found, visible, settings=settings)
    if not text:
        raise ReportError(f"{piece.place}: the page shows no text; expected a saved article")
    collected = [*warnings, *notes]
    moment = stated.published or published_in_meta(markup) or getattr(found, "date", None)
    published, dates = read_time(moment, collected)
    url = _address(piece.url) or _address(stated.url) or _address(getattr(found, "url", None))
    links = [_joined(url, link) for link in (*stated.based_on, *_links(found))]
    return Report(
        id=piece.stem,
        text=text,
        title=_words(stated.title or getattr(found, "title", None)),
        outlet=_words(stated.outlet or getattr(found, "sitename", None)),
        byline=_words(", ".join(stated.authors) or getattr(found, "author", None)),
        published=published,
        url=url,
        sha256=digest,
        links=tuple(dict.fromkeys(a for a in links if _address(a)))[: settings.max_links],
        note=_words("; ".join(f"is based on {b}" for b in stated.based_on)),
        dates=dates,
        warnings=tuple(collected),
    )


def _extracted(markup: str, *, settings: ReportSettings) -> Any:
    """What trafilatura finds, or None; pages too heavy for it are left to the scanner."""
    tags, attributes = settings.max_tags, settings.max_attributes
    if len(markup) > settings.max_tree_chars or is_heavy(
        markup, most_tags=tags, most_attributes=attributes
    ):
        return None
    with offline_imports():
        from trafilatura import bare_extraction

    try:
        return bare_extraction(
            markup,
            with_metadata=True,
            include_links=True,
            include_comments=True,
            date_extraction_params=_DATES,
        )
    except Exception:  # whatever a broken page does to it, the scanner reads on and warns
        return None


def _chosen_text(
    found: Any, visible: str, *, settings: ReportSettings
) -> tuple[str, tuple[str, ...]]:
    """The main text; or all visible text, with a warning, where too much of it was dropped.

    Only paragraphs of real length count as dropped: menus should be.
    """
    main = clean(_tree_text(getattr(found, "body", None)))[0]
    blocks = visible.split("\n\n")
    real = [n for n, b in enumerate(blocks) if len(b.split()) >= settings.min_real_words]
    there = sum(len(blocks[n].split()) for n in real)
    kept = len(main.split()) + len((getattr(found, "comments", None) or "").split())
    if main and (not real or kept >= settings.min_main_share * there):
        return main, ()
    if not visible:
        return main, ()
    if not real:
        return visible, ("no main text was found; all that the page shows was taken",)
    shown = "\n\n".join(blocks[max(0, real[0] - 1) : real[-1] + 1])
    share = f"{kept} of {there} words"
    return shown, (f"the main text was lost ({share} kept); all that the page shows was taken",)


def _tree_text(body: Any) -> str:
    """The text of trafilatura's tree, a paragraph a block, without recursion."""
    if body is None:
        return ""
    from lxml import etree

    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        edge = " " if element.tag == "cell" else "" if element.tag in _INLINE else "\x00"
        parts.append(edge)
        parts.append((element.text if event == "start" else element.tail) or "")
    blocks = (" ".join(block.split(" ")).strip() for block in "".join(parts).split("\x00"))
    return "\n\n".join(re.sub(r"\s*\n\s*", " ", block) for block in blocks if block)


def _links(found: Any) -> list[str]:
    """The addresses that the main text links to, in order."""
    body = getattr(found, "body", None)
    if body is None:
        return []
    return [clean(target)[0] for ref in body.iter("ref") if (target := ref.get("target"))]


def _joined(url: str | None, link: str) -> str:
    """The link as a whole address; empty if it is broken."""
    try:
        return urljoin(url or "", link)
    except ValueError:
        return ""


def _address(url: str | None) -> str | None:
    """The address if it is one of the web."""
    try:
        parts = urlsplit((url or "").strip()[:2000])
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in ("http", "https") and parts.netloc else None


def _words(value: str | None) -> str | None:
    """The words on one line, or None if there are none."""
    return " ".join(unescape(clean(value)[0]).split()) or None if value else None


def _declared(head: bytes) -> str | None:
    found = _CHARSET.search(head) or _PROLOG.search(head)
    return found[1].decode("ascii") if found else None
