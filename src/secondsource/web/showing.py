"""What stands around every page, and the page of what could not be done."""

from __future__ import annotations

from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response

from secondsource.brief.plain import printable
from secondsource.errors import CaseError
from secondsource.web.answers import Page, as_html, json_answer
from secondsource.web.asking import Asked
from secondsource.web.desk import Desk

WHO = "secondsource-who"


def shared(asked: Asked) -> dict[str, object]:
    """What every page shows around its own."""
    story = asked.request.path_params.get("story")
    part = asked.read.parts.get(story) if asked.read and story else None
    return {
        "case_name": asked.desk.case.name,
        "state": asked.state,
        "has_reading": asked.read is not None,
        "part": part,
        "path": asked.path,
        "here": asked.here,
        "twin": asked.here.replace(asked.path, f"{asked.path}.json", 1),
        "who": remembered(asked.request),
    }


def remembered(request: Request) -> str:
    """Who decided last in this browser, so that nobody types a name twice."""
    return printable(unquote(request.cookies.get(WHO, "")))


def refusal(request: Request, desk: Desk, error: CaseError) -> Response:
    """Says why a form did nothing, with status 400; as JSON where that was asked for."""
    message = f"Not done: {error}."
    if "application/json" in request.headers.get("accept", ""):
        return json_answer({"error": message}, status=400)
    page = Page("refused.html.j2", "Not done", dict, {"message": message}, status=400)
    # The address of a form shows nothing when it is loaded again: the first page stands for it.
    around = {**shared(Asked.of(request, desk)), "path": "/stories", "here": "/stories"}
    return as_html(page, {**around, "twin": "/stories.json"})
