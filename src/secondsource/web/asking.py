"""What a page is asked for: the story, the thing in it, and which stretch of a long list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from starlette.requests import Request

from secondsource.errors import CaseError
from secondsource.model import MarkedReport
from secondsource.web.answers import inside, link
from secondsource.web.desk import Desk, Reading, State
from secondsource.web.parts import Part

Item = TypeVar("Item")


class NotReadError(CaseError):
    """No brief was made yet: the page comes when it is."""


class NotThereError(CaseError):
    """The case holds nothing of that name (any more)."""


@dataclass(frozen=True, slots=True)
class Stretch(Generic[Item]):
    """One page of a long list. before, after: where the pages beside it are, or None."""

    items: Sequence[Item]
    first: int  # counted from 1; 0 where there is nothing
    last: int
    total: int
    before: str | None
    after: str | None

    @property
    def row(self) -> dict[str, int]:
        """Which part of the list this is, for the twin in JSON."""
        return {"first": self.first, "last": self.last, "total": self.total}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, with the desk that answers it. One reading serves the whole answer."""

    request: Request
    desk: Desk
    state: State
    read: Reading | None

    @classmethod
    def of(cls, request: Request, desk: Desk) -> Self:
        """The request with the desk as it is now.

        The state first: a page that calls itself up to date shows what the thread had made then.
        """
        state = desk.state
        return cls(request, desk, state, desk.reading)

    @property
    def reading(self) -> Reading:
        """The newest reading. Raises NotReadError where none was made yet."""
        if self.read is None:
            raise NotReadError("No brief was made of this case yet.")
        return self.read

    def one(self, name: str, default: str = "") -> str:
        """What the address says of this name, the last of several."""
        return self.request.query_params.get(name, default)

    def many(self, name: str) -> list[str]:
        """Everything that the address says of this name."""
        return self.request.query_params.getlist(name)

    def number(self, name: str, default: int = 1) -> int:
        """A number of the address; the default for what is none."""
        text = self.one(name)
        plain = text.isascii() and text.isdigit() and len(text) < len(str(1_000_000_000))
        return int(text) if plain else default

    @property
    def part(self) -> Part:
        """The story that the path names. Raises NotThereError where there is none."""
        story = self.request.path_params["story"]
        found = self.reading.parts.get(story)
        if found is None:
            raise NotThereError(
                f"There is no story {story!r}: when reports come in, stories change. "
                "The list of stories shows those there are."
            )
        return found

    def of_path(self, name: str, things: Mapping[str, Item]) -> Item:
        """The thing whose id the path names. Raises NotThereError where there is none."""
        identity = self.request.path_params[name]
        if identity not in things:
            raise NotThereError(
                f"There is no {name} {identity!r} in this story (any more): results are made "
                "anew when reports come in."
            )
        return things[identity]

    def report(self, report_id: str) -> MarkedReport:
        """The report of that id. Raises NotThereError where there is none."""
        story = self.reading.story_of.get(report_id)
        if story is None:
            raise NotThereError(f"There is no report {report_id!r} in this case (any more).")
        return self.reading.parts[story].reports[report_id]

    def stretch(self, items: Sequence[Item], size: int, name: str = "page") -> Stretch[Item]:
        """The page of a list that the address asks for; the last one where it asks for more."""
        pages = max(1, -(-len(items) // size))
        page = min(max(1, self.number(name)), pages)
        start = (page - 1) * size
        shown = items[start : start + size]
        return Stretch(
            items=shown,
            first=start + 1 if shown else 0,
            last=start + len(shown),
            total=len(items),
            before=self.beside({name: str(page - 1)}) if page > 1 else None,
            after=self.beside({name: str(page + 1)}) if page < pages else None,
        )

    def beside(self, changed: Mapping[str, str]) -> str:
        """This page's address with other values for some of its names."""
        asked: dict[str, object] = {}
        for name in self.request.query_params:
            if name not in changed:
                asked[name] = self.many(name)
        return link(self.path, **asked, **changed)

    @property
    def path(self) -> str:
        """The path of the page, whichever twin was asked for."""
        parts = self.request.url.path.removesuffix(".json").strip("/").split("/")
        from urllib.parse import unquote

        return inside(*map(unquote, parts))

    @property
    def here(self) -> str:
        """The address of this page with all that it was asked."""
        return self.beside({})
