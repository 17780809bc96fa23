"""What comes in with a form: small fields, and files."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.requests import Request

from secondsource.errors import CaseError
from secondsource.web.settings import WebSettings

_TYPE = "application/x-www-form-urlencoded"


class FormError(CaseError):
    """A form lacks something, or holds what it cannot."""


async def read_form(request: Request, settings: WebSettings) -> Mapping[str, list[str]]:
    """The fields of a plain form by name. Raises FormError where the body is no such form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _TYPE:
        raise FormError(f"found a body of type {kind or 'none'!r}; expected a form")
    body = await request.body()
    try:
        return parse_qs(
            body.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=settings.field_characters,
        )
    except (UnicodeDecodeError, ValueError) as error:
        raise FormError(f"the form cannot be read ({error})") from error


def one(form: Mapping[str, list[str]], name: str, *, most: int) -> str:
    """The field, its ends trimmed. Raises FormError where it is too long or holds a NUL."""
    text = form.get(name, [""])[-1].strip()
    if len(text) > most:
        raise FormError(f"{name!r} has {len(text)} characters; at most {most} fit here")
    if "\0" in text:
        raise FormError(f"{name!r} holds a character that is none; type it again")
    return text


def way_back(form: Mapping[str, list[str]], default: str) -> str:
    """Where to go after the form: a path of this app, whatever the field says."""
    wanted = form.get("back", [default])[-1]
    plain = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if plain and wanted.isascii() and wanted.isprintable() else default
