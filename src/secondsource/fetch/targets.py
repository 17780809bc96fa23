"""Takes an address apart, so that what is asked for is surely what was judged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from secondsource.errors import FetchError
from secondsource.fetch.settings import FetchSettings

_PORTS = {"http": 80, "https": 443}
_FIRST_FREE_PORT = 1024  # below are mail, shells and printers; the web's own two aside
_SAFE = "/:@!$&'()*+,;=~-._%?[]"  # left as they are in a path and a query (RFC 3986)
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")


@dataclass(frozen=True, slots=True)
class Target:
    """An address of the web, taken apart. host: in ASCII. path: with the query, as it is sent."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt and a pause belong to."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        shown = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{shown}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.path


def target_of(url: str, *, settings: FetchSettings) -> Target:
    """The address in its parts. Raises FetchError where it is none that may be fetched.

    >>> target_of("HTTP://Quay.Example:80/a b?c=d#e", settings=FetchSettings()).url
    'http://quay.example/a%20b?c=d'
    """
    if len(url) > settings.max_address:
        raise FetchError(f"the address has more than {settings.max_address} characters")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise FetchError(f"is no address ({error})") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise FetchError(f"begins with {scheme or 'nothing'!r}; expected http or https")
    if parts.username is not None or parts.password is not None:
        raise FetchError("holds a user name; expected an address that anybody may open")
    port = _PORTS[scheme] if port is None else port
    if port < _FIRST_FREE_PORT and port not in _PORTS.values():
        raise FetchError(f"names port {port}, which no web page has")
    path = quote(parts.path or "/", safe=_SAFE)
    if parts.query:
        path += f"?{quote(parts.query, safe=_SAFE)}"
    return Target(scheme, _host(parts.hostname or ""), port, path)


def redirected(before: Target, place: str, *, settings: FetchSettings) -> Target:
    """Where a redirect leads. Raises FetchError where that may not be fetched."""
    target = target_of(urljoin(before.url, place.strip()), settings=settings)
    if before.scheme == "https" and target.scheme == "http":
        raise FetchError("is redirected from https to http, where anybody could change it")
    return target


def _host(name: str) -> str:
    """The host in ASCII. Raises FetchError where it is no name."""
    if not name or _CONTROL.search(name):
        raise FetchError("names no host; expected an address like https://example.org/page")
    if ":" in name:
        return name  # an IPv6 address: brackets are off already
    try:
        known = name.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise FetchError(f"names a host that is none ({error})") from error
    if not _NAME.fullmatch(known):
        raise FetchError(f"names the host {name[:80]!r}, which is no name of a host")
    return known
