"""Every number of fetching and following, with its unit and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """Limits on what is fetched, and how politely. Not part of `Settings`: no result changes."""

    max_bytes: int = 20_000_000  # of one page, packed or unpacked; what a file may have as well
    seconds: float = 10.0  # for one page in all: name, redirects, every byte
    max_ratio: int = 100  # unpacked bytes to packed bytes, above `ratio_from`
    ratio_from: int = 1_000_000  # bytes; small pages may well expand more than 100:1
    max_redirects: int = 5  # RFC 9309 asks for five at least
    max_address: int = 2_000  # characters; longer ones are no address that people pass on
    robots_bytes: int = 512_000  # read of a robots.txt; RFC 9309 asks for 500 KiB at least
    robots_rules: int = 10_000  # lines of it that are rules; more are left out
    pause: float = 1.0  # seconds between two requests to one host; usual among crawlers
    max_pause: float = 30.0  # seconds; a host that asks for more is left alone in this round
    piece: int = 65_536  # bytes read at once


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """How often feeds and pages are looked at again."""

    feed_minutes: float = 15.0  # between two looks at a feed; the pace of a busy newsroom
    slow_minutes: float = 240.0  # for a feed that brought nothing new for a while
    page_minutes: float = 60.0  # after the first look at a page; corrections come early
    page_growth: float = 2.0  # every look that finds no change makes the next one so much later
    page_days: float = 3.0  # a page is looked at again for so long after it was first seen
    failed_minutes: float = 15.0  # after a first failure; doubled by each that follows
    longest_hours: float = 24.0  # the longest wait after failures; Retry-After may ask for more
    most_hours: float = 168.0  # of a Retry-After that is obeyed to the second; a week
    most_feeds: int = 500  # of one list
    most_entries: int = 100  # of one feed in one look, as feeds list them
    most_pages: int = 200  # fetched in one round; the rest waits for the next
    opml_bytes: int = 5_000_000  # of a list of feeds
