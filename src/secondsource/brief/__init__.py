"""The brief: all that was found, in the forms that a person would hand on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from secondsource.brief.assemble import make_manifest, what_cannot_be_shown
from secondsource.brief.html import to_html
from secondsource.brief.json_form import brief_row, to_json
from secondsource.brief.markdown import to_markdown
from secondsource.brief.spreadsheets import csv_tables, to_csv, write_xlsx
from secondsource.brief.terminal import to_terminal
from secondsource.errors import SettingsError
from secondsource.model import Brief

WRITERS: Mapping[str, Callable[[Brief], str]] = MappingProxyType(
    {
        "csv": to_csv,
        "html": to_html,
        "json": to_json,
        "markdown": to_markdown,
        "terminal": to_terminal,
    }
)
# Forms that show whole texts have a twin that shows the passages alone.
PASSAGES_ONLY: Mapping[str, Callable[[Brief], str]] = MappingProxyType(
    {
        "html": partial(to_html, full_text=False),
        "json": partial(to_json, full_text=False),
    }
)


def write_brief(brief: Brief, *, form: str, full_text: bool = True) -> str:
    """The brief in one of the forms of `WRITERS`. Raises SettingsError for another name.

    full_text: with False no form holds the whole text of a report, only its passages.
    """
    if form not in WRITERS:
        raise SettingsError(f"no brief form {form!r}; there are: {', '.join(sorted(WRITERS))}")
    write = WRITERS[form] if full_text else PASSAGES_ONLY.get(form, WRITERS[form])
    return write(brief)


__all__ = [
    "PASSAGES_ONLY",
    "WRITERS",
    "brief_row",
    "csv_tables",
    "make_manifest",
    "to_csv",
    "to_html",
    "to_json",
    "to_markdown",
    "to_terminal",
    "what_cannot_be_shown",
    "write_brief",
    "write_xlsx",
]
