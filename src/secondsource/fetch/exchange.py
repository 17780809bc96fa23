"""One request and its answer, over a connection to an address that was looked up before."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from secondsource.errors import FetchError
from secondsource.fetch.addresses import Address
from secondsource.fetch.deadline import Deadline, TimedSocket
from secondsource.fetch.packed import ACCEPTED, unpacked
from secondsource.fetch.settings import FetchSettings
from secondsource.fetch.targets import Target
from secondsource.version import __version__

USER_AGENT = f"secondsource/{__version__} (collects reports for one reader; obeys robots.txt)"
_WITH_BODY = range(200, 300)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. data: unpacked; empty where the status is not one of success."""

    status: int
    headers: Mapping[str, str]  # names in lower case, the first of each
    data: bytes


def exchange(
    target: Target,
    addresses: Sequence[Address],
    wishes: Mapping[str, str],
    *,
    deadline: Deadline,
    context: Callable[[], ssl.SSLContext],
    settings: FetchSettings,
) -> Answer:
    """Asks one of these addresses for the target; nothing is looked up and nothing asked again.

    wishes: headers beside the usual ones. Raises FetchError with the reason.
    """
    try:
        connected = _connected(target, addresses, deadline=deadline, context=context)
        try:
            return _asked(target, connected, wishes, deadline=deadline, settings=settings)
        finally:
            connected.close()
    except TimeoutError as error:
        raise deadline.missed() from error
    except ssl.SSLCertVerificationError as error:
        raise FetchError(
            f"shows a certificate that does not hold ({error.verify_message})"
        ) from error
    except ssl.SSLError as error:
        raise FetchError(f"cannot be reached safely ({error.reason or error})") from error
    except http.client.HTTPException as error:
        what = f"{type(error).__name__}: {str(error)[:80]}"
        raise FetchError(f"does not answer as a web server does ({what})") from error
    except OSError as error:
        raise FetchError(f"cannot be reached ({error.strerror or error})") from error
    except ValueError as error:
        raise FetchError(f"does not answer as a web server does ({str(error)[:80]})") from error


def _connected(
    target: Target,
    addresses: Sequence[Address],
    *,
    deadline: Deadline,
    context: Callable[[], ssl.SSLContext],
) -> socket.socket:
    """A connection to the first address that takes one. Raises OSError of the last."""
    fault = OSError("has no address")
    for address in addresses:
        family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(deadline.left())
            connection.connect((str(address), target.port))
            if target.scheme == "http":
                return connection
            return context().wrap_socket(connection, server_hostname=target.host)
        except ssl.SSLError:
            connection.close()
            raise
        except OSError as error:
            connection.close()
            fault = error
        except BaseException:
            connection.close()
            raise
    raise fault


def _asked(
    target: Target,
    connected: socket.socket,
    wishes: Mapping[str, str],
    *,
    deadline: Deadline,
    settings: FetchSettings,
) -> Answer:
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.auto_open = 0  # or a closed connection would be opened anew, by name
    connection.sock = TimedSocket(connected, deadline)
    connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
    headers = {
        "Host": target.origin.partition("://")[2],
        "User-Agent": USER_AGENT,
        "Accept-Encoding": ACCEPTED,
        "Connection": "close",
        **wishes,
    }
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    found: dict[str, str] = {}
    for name, value in response.getheaders():
        found.setdefault(name.lower(), value)
    data = b""
    if response.status in _WITH_BODY:
        packing = found.get("content-encoding", "")
        data = unpacked(_pieces(response, settings.piece), packing, settings=settings)
    return Answer(response.status, found, data)


def _pieces(response: http.client.HTTPResponse, size: int) -> Iterator[bytes]:
    """The bytes as they come. Raises FetchError where fewer come than were announced."""
    announced, got = response.length, 0
    while piece := response.read(size):
        got += len(piece)
        yield piece
    if announced is not None and got < announced:
        raise FetchError("broke off in the middle; try again later")


@cache
def default_context() -> ssl.SSLContext:
    """Certificates are checked against those that the machine trusts, and names as well."""
    return ssl.create_default_context()
