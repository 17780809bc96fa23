"""Short names for reports whose ids nobody can read, such as hashes and whole addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, cast

from secondsource.model import Brief, Report
from secondsource.settings import BriefSettings

_HASH = re.compile(r"[0-9a-fA-F]{16,}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_UNFIT = re.compile(r"[^\w.]+")
_KEPT = frozenset(("text", "title", "url", "byline", "outlet"))  # a report's own words


@dataclass(frozen=True, slots=True)
class Named:
    """A brief for reading, and the id behind each short name in it."""

    brief: Brief
    ids: Mapping[str, str]


def with_short_names(brief: Brief, *, settings: BriefSettings) -> Named:
    """The brief with a short name for each report whose id is a hash or longer than a line bears.

    A report is called by its outlet, with a number where the outlet has several, in the order of
    publication. All other ids stay, and so do the words of every report.
    """
    long = [m.report for m in brief.reports if _is_unreadable(m.id, settings.longest_id)]
    if not long:
        return Named(brief, {})
    taken = {m.id for m in brief.reports} - {report.id for report in long}
    names: dict[str, str] = {}
    for report in sorted(long, key=_first):
        names[report.id] = _free(_stem(report), taken | set(names.values()))
    pattern = re.compile("|".join(re.escape(i) for i in sorted(names, key=len, reverse=True)))
    shown = cast(Brief, _renamed(brief, names, pattern, {}))
    # The manifest says what was read, under the ids it was read by.
    return Named(
        replace(shown, manifest=brief.manifest), {name: i for i, name in sorted(names.items())}
    )


def id_lines(ids: Mapping[str, str]) -> list[str]:
    """The id behind each short name, a line each."""
    return [f"{name}: {report_id}" for name, report_id in sorted(ids.items())]


def _is_unreadable(report_id: str, longest: int) -> bool:
    return len(report_id) > longest or bool(_HASH.fullmatch(report_id))


def _first(report: Report) -> tuple[str, str, str]:
    """Ids come last: another id changes no name."""
    return str(report.published or "~"), report.text, report.id


def _stem(report: Report) -> str:
    """The outlet in small letters, without "www."; "report" where none is known."""
    outlet = (report.outlet or "").casefold().removeprefix("www.")
    return _UNFIT.sub("-", outlet)[:24].strip("-.") or "report"


def _free(stem: str, taken: set[str]) -> str:
    """The stem, with the first number that nobody has where it is taken."""
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


def _renamed(
    value: Any, names: Mapping[str, str], pattern: re.Pattern[str], known: dict[int, Any]
) -> Any:
    """A copy with the names in place of the ids, in every field and inside every sentence."""
    if isinstance(value, str):
        return names.get(value) or pattern.sub(lambda found: names[found.group()], value)
    if isinstance(value, tuple | list | frozenset):
        return type(value)(_renamed(item, names, pattern, known) for item in value)
    if isinstance(value, Mapping):
        return {
            _renamed(key, names, pattern, known): _renamed(item, names, pattern, known)
            for key, item in value.items()
        }
    if not is_dataclass(value) or isinstance(value, type):
        return value
    if id(value) not in known:
        own = _KEPT if isinstance(value, Report) else frozenset()
        changed = {
            f.name: _renamed(getattr(value, f.name), names, pattern, known)
            for f in fields(value)
            if f.init and f.name not in own
        }
        known[id(value)] = replace(value, **changed)
    return known[id(value)]
