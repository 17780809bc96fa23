"""Links that lead a browser to the very words on the live page (URL fragment text directives)."""

from __future__ import annotations

from urllib.parse import quote, urldefrag

from secondsource.brief.html import safe_address
from secondsource.model import Report, Span
from secondsource.store.settings import StoreSettings

_DIRECTIVE = "#:~:text="


def fragment_link(
    report: Report, span: Span, *, settings: StoreSettings = StoreSettings()
) -> str | None:
    """The report's address with the words to show; None where it has no address to link to.

    A long passage is given by its first and its last words. The page may have changed: then the
    browser shows its beginning.
    Source: WICG, URL Fragment Text Directives, 2023.

    >>> report = Report(id="r", text="A crane fell - twice.", url="https://a.example/x#top")
    >>> fragment_link(report, Span("r", 2, 20))
    'https://a.example/x#:~:text=crane%20fell%20%2D%20twice'
    """
    address = safe_address(report.url)
    if address is None:
        return None
    words = span.of(report).split()
    ends = settings.fragment_words
    # A directive never runs across a paragraph unless it names both ends.
    if len(words) > 2 * ends or "\n" in span.of(report).strip():
        parts = [" ".join(words[:ends]), " ".join(words[-ends:])]
    else:
        parts = [" ".join(words)]
    told = ",".join(_escaped(part) for part in parts)
    return f"{urldefrag(address).url}{_DIRECTIVE}{told}" if words else address


def _escaped(words: str) -> str:
    """Percent-encoded; "-" too, since it marks context in a directive."""
    return quote(words, safe="").replace("-", "%2D")
