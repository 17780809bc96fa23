"""Reads a list of feeds (OPML). The list may come from a stranger: its XML declares nothing."""

from __future__ import annotations

from pathlib import Path
from xml.parsers import expat

from secondsource.errors import FetchError, ReportError
from secondsource.fetch.settings import FetchSettings, WatchSettings
from secondsource.fetch.targets import target_of
from secondsource.model import Refused


def read_opml(
    path: Path,
    *,
    settings: WatchSettings = WatchSettings(),
    limits: FetchSettings = FetchSettings(),
) -> tuple[tuple[str, ...], tuple[Refused, ...]]:
    """The addresses of the feeds, sorted, each once; and what was refused with the reason.

    Raises ReportError where the file cannot be read, is no OPML, or names no feed.
    """
    try:
        with path.open("rb") as file:
            data = file.read(settings.opml_bytes + 1)
    except OSError as error:
        raise ReportError(f"{path}: cannot be read ({error.strerror or error})") from error
    if len(data) > settings.opml_bytes:
        raise ReportError(f"{path}: has more than {settings.opml_bytes:,} bytes; split the list")
    feeds: set[str] = set()
    refused: list[Refused] = []
    for url in feeds_of(data, str(path)):
        try:
            target_of(url, settings=limits)
        except FetchError as error:
            refused.append(Refused(url, str(error)))
        else:
            feeds.add(url)
    if not feeds and not refused:
        raise ReportError(f'{path}: names no feed; expected <outline type="rss" xmlUrl="...">')
    if len(feeds) > settings.most_feeds:
        raise ReportError(
            f"{path}: names {len(feeds)} feeds; at most {settings.most_feeds} are followed "
            "in one case: split the list"
        )
    return tuple(sorted(feeds)), tuple(refused)


def feeds_of(data: bytes, place: str) -> tuple[str, ...]:
    """What the outlines of an OPML name as their feed, in its order.

    Raises ReportError where the bytes are no XML, or declare a document type or an entity: from
    those grow texts of any size, and files of this machine.
    """
    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        known = {key.lower(): value for key, value in attributes.items()}
        if name.lower() == "outline" and known.get("xmlurl", "").strip():
            found.append(known["xmlurl"].strip())

    def declared(*_: object) -> None:
        raise ReportError(f"{place}: declares a document type, which no list of feeds needs")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ReportError(f"{place}: is no readable list of feeds ({error})") from error
    return tuple(found)
