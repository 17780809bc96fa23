"""The table of pages, and the app made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from secondsource.brief.html import style as brief_style
from secondsource.errors import CaseError
from secondsource.web import bringing, cases, claims, deciding, links, searching, speakers, texts
from secondsource.web.answers import Page, as_html, as_json, json_answer
from secondsource.web.asking import Asked, NotReadError
from secondsource.web.desk import Desk
from secondsource.web.guard import Guard
from secondsource.web.settings import WebSettings
from secondsource.web.showing import shared

Handler = Callable[[Asked], Page]

# Every page; each has a twin of the same path with ".json".
PAGES: Mapping[str, Handler] = {
    "/stories": cases.stories,
    "/story/{story}": claims.brief,
    "/story/{story}/claim/{claim}": claims.claim,
    "/story/{story}/contradictions": claims.contradictions,
    "/story/{story}/contradiction/{relation}": claims.contradiction,
    "/story/{story}/collation": texts.collation,
    "/story/{story}/derivation": links.derivation,
    "/story/{story}/edge": links.edge,
    "/story/{story}/matrix": links.matrix,
    "/story/{story}/timeline": links.timeline,
    "/story/{story}/places": links.places,
    "/story/{story}/speakers": speakers.speakers,
    "/story/{story}/speaker/{speaker}": speakers.speaker,
    "/report": texts.report,
    "/versions": texts.versions,
    "/search": searching.search,
    "/decisions": deciding.decisions,
    "/outlets": cases.outlets,
    "/add": bringing.add,
    "/added/{job}": bringing.added,
}


def create_app(
    desk: Desk,
    *,
    token: str,
    hosts: Iterable[str],
    allow_network: bool = False,
    settings: WebSettings = WebSettings(),
) -> Guard:
    """The app behind its guard. hosts: what the Host header may say ("127.0.0.1:8000")."""
    jobs = bringing.Jobs(desk, allow_network=allow_network, settings=settings)
    routes: list[Route | Mount] = []
    for path, handler in PAGES.items():
        routes.append(Route(f"{path}.json", _endpoint(handler, desk, jobs, twin=True)))
        routes.append(Route(path, _endpoint(handler, desk, jobs, twin=False)))
    routes += [
        Route("/", lambda request: RedirectResponse("/stories", status_code=303)),
        Route("/state.json", _state(desk)),
        *deciding.routes(desk, settings),
        *bringing.routes(jobs),
        Route("/static/brief.css", _style),
        Mount("/static", StaticFiles(directory=_folder("secondsource.web", "static"))),
    ]
    app = Starlette(routes=routes, exception_handlers={404: _missing, 500: _broken})
    return Guard(app, token=token, hosts=hosts, settings=settings)


def _folder(package: str, name: str) -> Path:
    return Path(str(files(package) / name))


def _endpoint(
    handler: Handler, desk: Desk, jobs: bringing.Jobs, *, twin: bool
) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        request.state.jobs = jobs
        asked = Asked.of(request, desk)
        page = _page(handler, asked)
        return as_json(page) if twin else as_html(page, shared(asked))

    return endpoint


def _page(handler: Handler, asked: Asked) -> Page:
    """The page, or one that says why it cannot be shown."""
    try:
        return handler(asked)
    except NotReadError as error:
        message = str(error)
        return Page(
            "waiting.html.j2", "Being read", lambda: {"waiting": True, "why": message}, status=200
        )
    except CaseError as error:
        message = str(error)
        return Page(
            "missing.html.j2",
            "Not here",
            lambda: {"error": message},
            {"message": message},
            status=404,
        )


def _state(desk: Desk) -> Callable[[Request], Response]:
    return lambda request: json_answer(asdict(desk.state))


def _missing(request: Request, error: Exception) -> Response:
    return PlainTextResponse("No such page. /stories is the first one.\n", status_code=404)


def _broken(request: Request, error: Exception) -> Response:
    return PlainTextResponse(
        "This page could not be made; the terminal says more.\n", status_code=500
    )


def _style(request: Request) -> Response:
    """The style of the exported brief, which these pages share."""
    return Response(brief_style(), media_type="text/css")
