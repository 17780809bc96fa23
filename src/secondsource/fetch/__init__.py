"""Fetches pages and follows feeds, politely and safely; off unless the user asks for it."""

from secondsource.fetch.fetcher import Clock, Fetched, Fetcher, Validators
from secondsource.fetch.pages import read_address, read_fetched
from secondsource.fetch.settings import FetchSettings, WatchSettings

__all__ = [
    "Clock",
    "FetchSettings",
    "Fetched",
    "Fetcher",
    "Validators",
    "WatchSettings",
    "read_address",
    "read_fetched",
]
