"""Who may ask, and what every answer carries: the door of the local app.

A page of a stranger in the same browser can send requests to this machine. So a request must name
this very host (a name that was re-bound to 127.0.0.1 does not), must not come from another page,
and must carry the token of this run, which only the address on the terminal holds.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from secondsource.web.settings import WebSettings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with that a browser would send our own forms with the origin "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
_READS = frozenset(("GET", "HEAD"))
_HOME = "/stories"
_TOO_LARGE = 413
_OTHERS = frozenset(("cross-site", "same-site"))


class Guard:
    """The app behind its door; an ASGI application itself."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        token: str,
        hosts: Iterable[str],
        settings: WebSettings = WebSettings(),
    ) -> None:
        """hosts: what the Host header may say, as "127.0.0.1:8000"."""
        self._app = app
        self._token = token
        self._hosts = frozenset(hosts)
        self._origins = frozenset(f"http://{host}" for host in self._hosts)
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or lets the app answer."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        sending = _guarded(send)
        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, sending)
            return
        await self._app(scope, _bounded(receive, self._settings.body_bytes), sending)

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to a request that the app never sees; None for one that it may see."""
        headers = Headers(scope=scope)
        if headers.getlist("host") and self._strange(scope, headers):
            return PlainTextResponse("This request came from another page.\n", status_code=403)
        if len(headers.getlist("host")) != 1 or headers["host"] not in self._hosts:
            return PlainTextResponse("This app answers to its own address only.\n", status_code=421)
        given = _token_of(scope)
        if given is not None and scope["path"] == "/" and scope["method"] in _READS:
            return self._first_visit(headers, given)
        if not self._known(headers):
            return PlainTextResponse(
                "Open the whole address that `secondsource serve` printed: it holds the key.\n",
                status_code=401,
            )
        if not _fits(headers.get("content-length", "0"), self._settings.body_bytes):
            told = _too_much(self._settings.body_bytes)
            return PlainTextResponse(f"{told}\n", status_code=_TOO_LARGE)
        return None

    def _strange(self, scope: Scope, headers: Headers) -> bool:
        """Does another page ask? What writes must say that it comes from a page of ours."""
        origins = headers.getlist("origin")
        if any(origin not in self._origins for origin in origins):
            return True
        if scope["method"] not in _READS:
            return not origins or headers.get("sec-fetch-site", "same-origin") != "same-origin"
        elsewhere = headers.get("sec-fetch-site", "none") in _OTHERS
        return elsewhere and headers.get("sec-fetch-dest", "document") != "document"

    def _cookie(self, headers: Headers) -> str:
        # A cookie is for all ports of a host: two cases open at once must not share one.
        return f"secondsource-{headers['host'].rpartition(':')[2]}"

    def _first_visit(self, headers: Headers, given: str) -> Response:
        """Takes the token out of the address, where the history and a shoulder would see it."""
        if not _same(given, self._token):
            return PlainTextResponse("That key is of another run.\n", status_code=401)
        answer = RedirectResponse(_HOME, status_code=303)
        answer.set_cookie(
            self._cookie(headers), self._token, httponly=True, samesite="strict", path="/"
        )
        return answer

    def _known(self, headers: Headers) -> bool:
        name = self._cookie(headers)
        found = [
            value
            for line in headers.getlist("cookie")
            for key, _, value in (part.strip().partition("=") for part in line.split(";"))
            if key == name
        ]
        return len(found) == 1 and _same(found[0], self._token)


def _guarded(send: Send) -> Send:
    """Sends with our headers on every answer, whoever made it."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return guarded


def _fits(length: str, most: int) -> bool:
    """Is this a number of bytes, and not more than that?"""
    plain = length.isascii() and length.isdigit() and len(length) <= len(str(most))
    return plain and int(length) <= most


def _bounded(receive: Receive, most: int) -> Receive:
    """Receives until more than `most` bytes came: a length can be left out, or be a lie."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise HTTPException(_TOO_LARGE, _too_much(most))
        return message

    return bounded


def _too_much(most: int) -> str:
    return f"More than {most} bytes at once; add such a file with `secondsource add`."


def _token_of(scope: Scope) -> str | None:
    """The token of the address, or None where it holds none."""
    asked = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    return next((value for name, value in asked if name == "token"), None)


def _same(given: str, wanted: str) -> bool:
    """Compared in constant time, so that nobody finds the token letter by letter."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
