"""When a feed or a page is looked at next. The case knows what came of it; here is no clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from secondsource.errors import FetchError
from secondsource.fetch.fetcher import Validators
from secondsource.fetch.settings import WatchSettings
from secondsource.store import Watched

_QUIET = 3  # looks at a feed that brought nothing, after which it is looked at less often


def found(
    one: Watched, now: datetime, *, new: bool, validators: Validators, settings: WatchSettings
) -> Watched:
    """After a look that went well. new: it brought something that was not there before."""
    quiet = 0 if new else one.quiet + 1
    seen = replace(
        one,
        looked=now,
        quiet=quiet,
        failures=0,
        fault="",
        etag=validators.etag,
        modified=validators.modified,
    )
    return replace(seen, due=_next(seen, now, settings))


def failed(one: Watched, now: datetime, error: FetchError, *, settings: WatchSettings) -> Watched:
    """After a look that failed: later and later, and never sooner than the server asks.

    A page whose fault is final is not looked at again; a feed is, for it is in the user's list.
    """
    failures = one.failures + 1
    longest = timedelta(hours=settings.longest_hours)
    steps = min(failures - 1, 30)  # 2^30 quarters of an hour are beyond every limit
    wait = min(timedelta(minutes=settings.failed_minutes) * 2**steps, longest)
    if error.final:
        wait = longest
    asked = min(error.retry_after or 0.0, settings.most_hours * 3600)
    due: datetime | None = now + max(wait, timedelta(seconds=asked))
    if one.kind == "page" and (error.final or _too_old(one, now, settings)):
        due = None
    return replace(one, looked=now, due=due, failures=failures, fault=str(error))


def _next(one: Watched, now: datetime, settings: WatchSettings) -> datetime | None:
    if one.kind == "feed":
        slow = one.quiet > _QUIET
        return now + timedelta(minutes=settings.slow_minutes if slow else settings.feed_minutes)
    if _too_old(one, now, settings):
        return None
    grown = settings.page_growth ** min(one.quiet, 30)
    return now + min(
        timedelta(minutes=settings.page_minutes) * grown, timedelta(hours=settings.longest_hours)
    )


def _too_old(one: Watched, now: datetime, settings: WatchSettings) -> bool:
    return now - one.first > timedelta(days=settings.page_days)
