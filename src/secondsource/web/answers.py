"""Turns what a page holds into HTML, and its twin into JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.responses import HTMLResponse, Response

from secondsource.brief.html import FILTERS
from secondsource.brief.labels import plural
from secondsource.brief.plain import printable, printable_block
from secondsource.model import Span

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is drawn. data: what its twin in JSON holds, made when it is asked for."""

    template: str
    title: str
    data: Callable[[], object]
    context: Mapping[str, object] = field(default_factory=dict)
    status: int = 200


def link(path: str, /, **asked: object) -> str:
    """An address of this app; what is None or empty is left out.

    >>> link("/report", id="a b&c", page=None)
    '/report?id=a%20b%26c'
    """
    kept = {name: value for name, value in asked.items() if value not in (None, "", ())}
    return path + ("?" + urlencode(kept, doseq=True, quote_via=quote) if kept else "")


def inside(*parts: str) -> str:
    """A path of these parts, each made safe for an address.

    >>> inside("story", "a/b")
    '/story/a%2Fb'
    """
    return "".join(f"/{quote(part, safe='')}" for part in parts)


def passage_address(span: Span) -> str:
    """Where a passage is shown in its report."""
    field = span.field if span.field != "text" else None
    return link("/report", id=span.report_id, start=span.start, end=span.end, field=field) + "#here"


def as_html(page: Page, shared: Mapping[str, object]) -> Response:
    """The page drawn; shared: what every page shows around it."""
    template = environment().get_template(page.template)
    text = template.render(**{**page.context, **shared, "title": page.title})
    return HTMLResponse(text, status_code=page.status)


def as_json(page: Page) -> Response:
    """The twin of the page."""
    return json_answer(page.data(), status=page.status)


def json_answer(data: object, *, status: int = 200) -> Response:
    """Any plain data as JSON."""
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False, default=str) + "\n"
    return Response(
        text.encode("utf-8", "replace"), status_code=status, media_type="application/json"
    )


@cache
def environment() -> Environment:
    """The templates of this folder, and those of the exported brief; everything is escaped."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=ChoiceLoader(
            [PackageLoader("secondsource.web"), PackageLoader("secondsource.brief")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(FILTERS)
    found.filters["block"] = printable_block
    found.globals.update(link=link, inside=inside, plural=plural, printable=printable)
    return found
