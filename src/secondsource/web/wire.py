"""HTTP as uvicorn speaks it, with our headers on what uvicorn answers by itself."""

from __future__ import annotations

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

from secondsource.web.guard import HEADERS

_OURS = tuple((name.lower().encode(), value.encode()) for name, value in HEADERS.items())


class GuardedConnection(h11.Connection):
    """One connection; a request that is none never reaches the guard, its answer passes here."""

    def send(self, event: h11.Event) -> bytes | None:  # type: ignore[override]
        """The bytes of the event; an answer that lacks headers of ours gets them."""
        if isinstance(event, h11.Response):
            there = {name for name, _ in event.headers}
            lacking = [(name, value) for name, value in _OURS if name not in there]
            event = h11.Response(
                status_code=event.status_code,
                headers=[*event.headers.raw_items(), *lacking],
                reason=event.reason,
                http_version=event.http_version,
            )
        return super().send(event)


class GuardedProtocol(H11Protocol):
    """What uvicorn runs for each connection."""

    def __init__(self, config: Config, *given: object, **named: object) -> None:
        """Takes what uvicorn gives."""
        super().__init__(config, *given, **named)  # type: ignore[arg-type]
        self.conn = GuardedConnection(h11.SERVER, config.h11_max_incomplete_event_size or 0)
