"""Follows feeds into a case: one round looks at everything that is due, politely, and once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Literal
from urllib.parse import urljoin, urlsplit

from secondsource.errors import FetchError, SecondsourceError
from secondsource.fetch import schedule
from secondsource.fetch.fetcher import Clock, Fetched, Fetcher, Validators
from secondsource.fetch.pages import ACCEPT_PAGE, read_fetched
from secondsource.fetch.settings import FetchSettings, WatchSettings
from secondsource.fetch.targets import target_of
from secondsource.model import Refused
from secondsource.reports import Entry, read_entries
from secondsource.store import Added, Case, Watched

_ACCEPT_FEED = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1"


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of one look. added: what is in the case now. refused: what is not, and why.

    how: "unchanged" where the server said so or nothing was new.
    """

    url: str
    kind: Literal["feed", "page"]
    how: Literal["changed", "unchanged", "failed"]
    added: tuple[Added, ...] = ()
    refused: tuple[Refused, ...] = ()


class Watch:
    """Follows the feeds of a list into one case."""

    def __init__(
        self,
        case: Case,
        feeds: Sequence[str],
        fetcher: Fetcher,
        *,
        settings: WatchSettings = WatchSettings(),
        limits: FetchSettings = FetchSettings(),
        clock: Clock = Clock(),
    ) -> None:
        self._case = case
        self._feeds = frozenset(feeds)
        self._fetcher = fetcher
        self._settings = settings
        self._limits = limits
        self._clock = clock

    def round(self) -> Iterator[Looked]:
        """Looks at every feed that is due, then at every page; each is safe once it is given."""
        self._fetcher.forget()
        self._enlist()
        for one in self._due("feed"):
            yield self._look(one)
        for one in _by_turns(self._due("page"))[: self._settings.most_pages]:
            yield self._look(one)

    def next_due(self) -> datetime | None:
        """When the next round has something to do; None where nothing is followed any more."""
        return min((one.due for one in self._followed() if one.due is not None), default=None)

    def _enlist(self) -> None:
        """Notes the feeds of the list that are not followed yet: they are due now."""
        now = self._clock.now()
        known = {one.url for one in self._case.watched()}
        self._case.watch(
            Watched(url, "feed", None, first=now, due=now) for url in sorted(self._feeds - known)
        )

    def _followed(self) -> list[Watched]:
        """What the list leads to; feeds that left it, and their pages, rest."""
        return [one for one in self._case.watched() if (one.feed or one.url) in self._feeds]

    def _due(self, kind: Literal["feed", "page"]) -> list[Watched]:
        now = self._clock.now()
        due = [o for o in self._followed() if o.kind == kind and o.due and o.due <= now]
        return sorted(due, key=lambda one: (one.due or now, one.url))

    def _look(self, one: Watched) -> Looked:
        accept = _ACCEPT_FEED if one.kind == "feed" else ACCEPT_PAGE
        try:
            fetched = self._fetcher.get(
                one.url, known=Validators(one.etag, one.modified), accept=accept
            )
            if fetched.data is None:
                return self._unchanged(one)
            return self._feed(one, fetched) if one.kind == "feed" else self._page(one, fetched)
        except SecondsourceError as error:
            fault = error if isinstance(error, FetchError) else FetchError(str(error))
            now = self._clock.now()
            self._case.watch([schedule.failed(one, now, fault, settings=self._settings)])
            return Looked(one.url, one.kind, "failed", refused=(Refused(one.url, str(error)),))

    def _unchanged(self, one: Watched) -> Looked:
        self._note(one, Validators(one.etag, one.modified), new=False)
        return Looked(one.url, one.kind, "unchanged")

    def _note(self, one: Watched, validators: Validators, *, new: bool) -> None:
        now = self._clock.now()
        self._case.watch(
            [schedule.found(one, now, new=new, validators=validators, settings=self._settings)]
        )

    def _feed(self, one: Watched, fetched: Fetched) -> Looked:
        """Notes the pages that the feed names and that are new here: they are due now."""
        now = self._clock.now()
        fresh: dict[str, Watched] = {}
        refused: list[Refused] = []
        for entry in _entries(fetched)[: self._settings.most_entries]:
            url = urljoin(fetched.url, entry.link.strip())
            try:
                page = target_of(url, settings=self._limits).url
            except FetchError as error:
                refused.append(Refused(url, str(error)))
                continue
            if not self._case.is_watched(page):
                fresh[page] = Watched(page, "page", one.url, first=now, due=now)
        self._case.watch(fresh.values())
        self._note(one, fetched.validators, new=bool(fresh))
        how: Literal["changed", "unchanged"] = "changed" if fresh else "unchanged"
        return Looked(one.url, "feed", how, refused=tuple(refused))

    def _page(self, one: Watched, fetched: Fetched) -> Looked:
        """Adds what the page says; the same words again are no version."""
        reports, originals, refused = read_fetched(fetched)
        now = self._clock.now()
        added = self._case.add(reports, originals, now.replace(microsecond=0), refused=refused)
        new = any(a.how != "there" for a in added)
        if not reports:
            self._give_up(one, refused)
            return Looked(one.url, "page", "failed", refused=refused)
        self._note(one, fetched.validators, new=new)
        return Looked(one.url, "page", "changed" if new else "unchanged", added, refused)

    def _give_up(self, one: Watched, refused: Sequence[Refused]) -> None:
        """A page that cannot be read will not be readable in an hour."""
        reason = "; ".join(r.reason for r in refused) or "holds no report"
        fault = FetchError(reason, final=True)
        now = self._clock.now()
        self._case.watch([schedule.failed(one, now, fault, settings=self._settings)])


def _entries(fetched: Fetched) -> tuple[Entry, ...]:
    """What the feed names. Raises SecondsourceError where it is none."""
    try:
        return read_entries(fetched.data or b"", fetched.url)
    except SecondsourceError:
        raise
    except Exception as error:  # a hostile feed may break its parser; the other feeds go on
        what = f"{type(error).__name__}: {str(error)[:80]}"
        raise FetchError(f"is no readable feed ({what})") from error


def _by_turns(pages: Sequence[Watched]) -> list[Watched]:
    """The pages so that hosts take turns: each has its pause while others are asked."""
    hosts: dict[str, list[Watched]] = {}
    for one in pages:
        hosts.setdefault(urlsplit(one.url).netloc, []).append(one)
    return [one for turn in zip_longest(*hosts.values()) for one in turn if one is not None]
