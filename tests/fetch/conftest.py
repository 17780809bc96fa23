"""A site, and a fetcher that may reach it: both only inside these tests."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest

from secondsource.fetch import Clock, Fetcher, FetchSettings
from secondsource.fetch.addresses import public_only

from .site import Site

HERE = "127.0.0.1"
NAMES = {
    "quay.example": [HERE],
    "moor.example": [HERE],
    "inside.example": ["10.0.0.7"],
    "metadata.example": ["169.254.169.254"],
    "both.example": ["93.184.216.34", "192.168.1.1"],
    "six.example": ["::1"],
    "mapped.example": ["::ffff:192.168.1.1"],
    "scoped.example": ["fe80::1%eth0"],
}


def policy(address):
    """The site's own address may be reached; everything else as always."""
    return "" if address == ip_address(HERE) else public_only(address)


@dataclass
class FakeTime:
    """A clock that is moved by waiting."""

    at: datetime = datetime(2031, 5, 3, 12, 0, tzinfo=UTC)
    waits: list[float] = field(default_factory=list)

    def wait(self, seconds):
        """Waits no time at all, and notes it."""
        self.waits.append(seconds)
        self.at += timedelta(seconds=seconds)

    def clock(self, **more):
        """The clock that a fetcher takes."""
        return Clock(now=lambda: self.at, wait=self.wait, **more)

    def ticking(self):
        """A clock on which nothing but waiting takes time."""
        return self.clock(tick=lambda: self.at.timestamp())


@pytest.fixture
def site():
    """A site without pages; put some in."""
    made = Site({})
    yield made
    made.close()


@pytest.fixture
def lookups():
    """The hosts that were looked up."""
    return []


@pytest.fixture
def make(lookups):
    """Makes a fetcher; settings as wished."""

    def resolver(host, port):
        lookups.append(host)
        if host not in NAMES:
            raise OSError("no such name")
        return NAMES[host]

    def made(*, clock=None, resolver=resolver, policy=policy, context=None, **settings):
        more = {"context": context} if context else {}
        return Fetcher(
            settings=FetchSettings(**{"pause": 0.0, **settings}),
            clock=clock or Clock(),
            resolver=resolver,
            policy=policy,
            **more,
        )

    return made
