"""The human has the last word: decisions are taken, listed and taken back here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import cast, get_args
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from secondsource.errors import CaseError
from secondsource.model import Brief
from secondsource.store import Decision, Target
from secondsource.store.anchoring import target_of
from secondsource.store.nouns import DecisionKind, TargetNoun
from secondsource.store.overlay import Placed
from secondsource.store.settings import StoreSettings
from secondsource.store.shown import placed_row
from secondsource.web.answers import Page, inside, link
from secondsource.web.asking import Asked, NotReadError
from secondsource.web.desk import Desk, Reading
from secondsource.web.forms import FormError, one, read_form, way_back
from secondsource.web.settings import WebSettings
from secondsource.web.showing import WHO, refusal

_OUTLET_FIELDS = ("grade", "description", "owner", "agency", "aliases")
# What is taken out of these when they are split; of a claim it is passages.
_PIECES: Mapping[TargetNoun, TargetNoun] = {"speaker": "statement", "story": "report"}
Form = Mapping[str, list[str]]


def decisions(asked: Asked) -> Page:
    """Every decision, the newest first, undone ones and undos among them."""
    reading = asked.reading
    placed = reading.overlay.placed[::-1]
    stretch = asked.stretch(placed, asked.desk.settings.rows_a_page)
    return Page(
        "decisions.html.j2",
        "Decisions",
        lambda: {"decisions": [placed_row(one) for one in placed]},
        {
            "stretch": stretch,
            "rows": [(one, _places(reading, one)) for one in stretch.items],
            "unattached": len(reading.overlay.unattached),
        },
    )


def _places(reading: Reading, placed: Placed) -> Sequence[tuple[Target, str | None]]:
    """Each target with the address of its page, None where it is gone."""
    return [
        (target, _address(reading, target.noun, found) if found is not None else None)
        for target, found in zip(placed.decision.targets, placed.ids, strict=True)
    ]


def _address(reading: Reading, noun: TargetNoun, found: str) -> str | None:
    """Where a thing of the reading is shown."""
    if noun == "report":
        return link("/report", id=found)
    if noun == "outlet":
        return link("/outlets", q=found)
    if noun == "story":
        return inside("story", found)
    for story, part in reading.parts.items():
        if noun == "claim" and found in part.claim:
            return inside("story", story, "claim", found)
        if noun == "speaker" and any(s.id == found for s in part.brief.speakers):
            return inside("story", story, "speaker", found)
        if noun == "relation" and any(r.id == found for r in part.brief.relations):
            return inside("story", story, "contradiction", found)
        if noun == "derivation":
            for edge in part.brief.derivations:
                if found == f"{edge.child} < {edge.parent or edge.origin or ''}":
                    return link(
                        f"{inside('story', story)}/edge",
                        child=edge.child,
                        parent=edge.parent,
                        origin=edge.origin,
                    )
    return None


def routes(desk: Desk, settings: WebSettings) -> list[Route]:
    """Where decisions are sent to."""

    def answering(act: Callable[[Form], None], default: str) -> Callable[..., Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            try:
                form = await read_form(request, settings)
                await run_in_threadpool(act, form)
                answer = RedirectResponse(way_back(form, default), status_code=303)
                who = quote(one(form, "who", most=settings.field_characters))
                answer.set_cookie(WHO, who, httponly=True, samesite="strict", path="/")
                return answer
            except CaseError as error:
                return refusal(request, desk, error)

        return endpoint

    def decide(form: Form) -> None:
        reading = desk.reading
        if reading is None:
            raise NotReadError("no brief was made of this case yet")
        desk.case.decide(decision_of(form, reading.brief, settings))
        desk.decided()

    def undo(form: Form) -> None:
        desk.case.undo(
            one(form, "decision", most=settings.field_characters),
            who=one(form, "who", most=settings.field_characters),
            when=_now(),
            reason=one(form, "reason", most=settings.field_characters),
        )
        desk.decided()

    return [
        Route("/decide", answering(decide, "/decisions"), methods=["POST"]),
        Route("/undo", answering(undo, "/decisions"), methods=["POST"]),
    ]


def decision_of(form: Form, brief: Brief, settings: WebSettings) -> Decision:
    """The decision that a form asks for. Raises CaseError where something is missing."""

    def field(name: str) -> str:
        return one(form, name, most=settings.field_characters)

    kind, noun = field("kind"), field("noun")
    if kind not in get_args(DecisionKind) or kind == "undo":
        raise FormError(f"no kind of decision {kind!r} is made with this form")
    if noun not in get_args(TargetNoun):
        raise FormError(f"no noun {noun!r} to decide about")
    if not field("reason"):
        raise FormError("a decision needs a reason; a few words that a colleague understands")
    named = cast(TargetNoun, noun)
    whole = target_of(brief, named, field("id"), settings=StoreSettings())
    targets = (whole, *_others(form, cast(DecisionKind, kind), named, whole, brief))
    return Decision(
        kind=cast(DecisionKind, kind),
        who=field("who"),
        when=_now(),
        reason=field("reason"),
        targets=targets,
        changes=_changes(field, kind),
    )


def _changes(field: Callable[[str], str], kind: str) -> tuple[tuple[str, str], ...]:
    """What the decision sets, by name."""
    wanted = {"rename": ("name",), "regrade": _OUTLET_FIELDS}.get(kind, ())
    return tuple((name, field(name)) for name in wanted if field(name))


def _others(
    form: Form, kind: DecisionKind, noun: TargetNoun, whole: Target, brief: Brief
) -> tuple[Target, ...]:
    """What is merged with the first target, or taken out of it."""
    wanted = [value for value in form.get("other", []) if value]
    if kind == "merge":
        return tuple(target_of(brief, noun, i, settings=StoreSettings()) for i in wanted)
    if kind != "split":
        return ()
    if noun in _PIECES:
        piece = _PIECES[noun]
        return tuple(target_of(brief, piece, i, settings=StoreSettings()) for i in wanted)
    places = {f"{a.span.report_id}|{a.span.field}|{a.span.start}": a for a in whole.anchors}
    taken = [places[place] for place in wanted if place in places]
    if len(taken) == len(whole.anchors):
        raise FormError("everything was ticked; what is left of it would be nothing")
    return tuple(Target(noun, whole.id, " ".join(a.words.split()), (a,)) for a in taken)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
