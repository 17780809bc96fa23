"""Fetches pages politely: robots.txt, pauses, conditional requests; and safely, hop by hop."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from secondsource.errors import FetchError
from secondsource.fetch.addresses import Address, Policy, public_only
from secondsource.fetch.deadline import Deadline
from secondsource.fetch.exchange import Answer, default_context, exchange
from secondsource.fetch.resolving import Resolver, resolved, system_resolver
from secondsource.fetch.robots import EVERYTHING, Rules, rules_of
from secondsource.fetch.settings import FetchSettings
from secondsource.fetch.targets import Target, redirected, target_of

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_UNCHANGED, _OK, _TOO_MANY = 304, 200, 429
_ERROR, _SERVER_ERROR = 400, 500
_WAITING = frozenset((_TOO_MANY, 503))
_LONGEST_TAG = 1_000  # characters of an ETag that is sent back
_REASONS = {
    401: "asks for a password",
    402: "asks for money",
    403: "is not for us: the server refuses it",
    404: "is not there",
    410: "is gone for good",
    451: "is withheld for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us to ask whether a page changed since: its tag, and its time."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came. url: where it was found in the end. kind: its media type, "" unstated.

    data: None where it did not change since; then the rest says nothing.
    """

    url: str
    data: bytes | None
    kind: str = ""
    charset: str | None = None
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True)
class Clock:
    """The time and the means to wait; tests bring their own."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    tick: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep


class Fetcher:
    """Fetches one page after the other, and remembers what each host asked for.

    resolver, policy and context are for tests: a user can set none of them.
    """

    def __init__(
        self,
        *,
        settings: FetchSettings = FetchSettings(),
        clock: Clock = Clock(),
        resolver: Resolver = system_resolver,
        policy: Policy = public_only,
        context: Callable[[], ssl.SSLContext] = default_context,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._resolver = resolver
        self._policy = policy
        self._context = context
        self._rules: dict[str, Rules] = {}
        self._free: dict[str, float] = {}  # when a host may be asked again

    def get(self, url: str, *, known: Validators = Validators(), accept: str = "*/*") -> Fetched:
        """The page, through redirects. known: what was given with it last time.

        Raises FetchError with the reason; nothing of a page that is refused is kept.
        """
        wishes = {"Accept": accept}
        wishes |= {"If-None-Match": known.etag} if known.etag else {}
        wishes |= {"If-Modified-Since": known.modified} if known.modified else {}
        deadline = self._deadline()
        target = target_of(url, settings=self._settings)
        for _ in range(self._settings.max_redirects + 1):
            answer = self._hop(target, wishes, deadline)
            if answer.status not in _REDIRECTS:
                return _page(target, answer, asked=known != Validators(), now=self._clock.now())
            place = answer.headers.get("location", "")
            if not place:
                raise FetchError("is redirected to nowhere")
            target = redirected(target, place, settings=self._settings)
        raise FetchError(f"is redirected more than {self._settings.max_redirects} times")

    def forget(self) -> None:
        """Forgets what hosts allow, so that their robots.txt is read anew; once a day is usual."""
        self._rules.clear()

    def _deadline(self) -> Deadline:
        return Deadline(self._settings.seconds, clock=self._clock.tick)

    def _hop(self, target: Target, wishes: dict[str, str], deadline: Deadline) -> Answer:
        """One request: the address judged, robots.txt asked, the pause kept."""
        addresses = self._addresses(target, deadline)
        started = self._clock.tick()
        rules = self._rules_of(target)
        if not rules.allows(target.path):
            raise FetchError("is not for programs: the robots.txt of the host says so", final=True)
        self._pause(target.origin, rules)
        deadline.excuse(self._clock.tick() - started)
        return exchange(
            target,
            addresses,
            wishes,
            deadline=deadline,
            context=self._context,
            settings=self._settings,
        )

    def _addresses(self, target: Target, deadline: Deadline) -> tuple[Address, ...]:
        return resolved(
            target.host,
            target.port,
            resolver=self._resolver,
            policy=self._policy,
            deadline=deadline,
        )

    def _pause(self, origin: str, rules: Rules) -> None:
        """Waits until the host may be asked again."""
        asked = max(rules.pause, self._settings.pause)
        if asked > self._settings.max_pause:
            raise FetchError(f"the host asks for {asked:g} seconds between two pages; too long")
        left = self._free.get(origin, 0.0) - self._clock.tick()
        if left > 0:
            self._clock.wait(left)
        self._free[origin] = self._clock.tick() + asked

    def _rules_of(self, target: Target) -> Rules:
        if target.origin not in self._rules:
            self._rules[target.origin] = self._read_rules(replace(target, path="/robots.txt"))
        return self._rules[target.origin]

    def _read_rules(self, target: Target) -> Rules:
        """What the host allows: all where it has no robots.txt (RFC 9309, 2.3.1).

        Raises FetchError where the host cannot say: then nothing may be fetched, for now.
        """
        deadline = self._deadline()
        for _ in range(self._settings.max_redirects + 1):
            answer = exchange(
                target,
                self._addresses(target, deadline),
                {"Accept": "text/plain, */*"},
                deadline=deadline,
                context=self._context,
                settings=self._settings,
            )
            if answer.status == _OK:
                return rules_of(answer.data, settings=self._settings)
            if answer.status >= _SERVER_ERROR or answer.status == _TOO_MANY:
                fault = _refusal(answer, self._clock.now())
                raise FetchError(
                    f"its robots.txt cannot be read: {fault}", retry_after=fault.retry_after
                )
            if answer.status not in _REDIRECTS:
                return EVERYTHING
            place = answer.headers.get("location", "")
            target = redirected(target, place, settings=self._settings)
        return EVERYTHING  # RFC 9309, 2.3.1.2: too many redirects are as no robots.txt


def _page(target: Target, answer: Answer, *, asked: bool, now: datetime) -> Fetched:
    """What an answer that is no redirect gives. Raises FetchError where it gives no page."""
    if answer.status == _UNCHANGED and asked:
        return Fetched(target.url, None)
    if answer.status != _OK:
        raise _refusal(answer, now)
    head = answer.headers
    kind, _, rest = head.get("content-type", "").partition(";")
    charset = next(
        (value for key, _, value in (part.partition("=") for part in rest.split(";"))
         if key.strip().lower() == "charset"),
        "",
    )  # fmt: skip
    return Fetched(
        target.url,
        answer.data,
        kind.strip().lower(),
        charset.strip("\"' ") or None,
        Validators(_tag(head.get("etag", "")), _tag(head.get("last-modified", ""))),
    )


def _refusal(answer: Answer, now: datetime) -> FetchError:
    status = answer.status
    wait = _retry_after(answer.headers.get("retry-after", ""), now)
    if status in _WAITING:
        told = f" for {wait:,.0f} seconds" if wait is not None else ""
        return FetchError(f"asks us to wait{told} (status {status})", retry_after=wait)
    if status in _REASONS:
        return FetchError(f"{_REASONS[status]} (status {status})", final=True)
    what = "has a fault" if status >= _SERVER_ERROR else "does not give the page"
    return FetchError(
        f"the server {what} (status {status})",
        retry_after=wait,
        final=_ERROR <= status < _SERVER_ERROR,
    )


def _retry_after(value: str, now: datetime) -> float | None:
    """Seconds of a `Retry-After`, which is a number or a time; None where it is neither."""
    if value.isascii() and value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def _tag(value: str) -> str:
    """A validator that can be sent back as it is, else nothing."""
    fine = value.isascii() and value.isprintable() and len(value) <= _LONGEST_TAG
    return value if fine else ""
