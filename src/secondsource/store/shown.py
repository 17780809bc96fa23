"""The forms of a brief with what people decided, and what was mended since, beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType

from secondsource.brief import brief_row, to_html, to_markdown, to_terminal
from secondsource.brief.markdown import escaped
from secondsource.brief.plain import printable, shorten, wrap
from secondsource.brief.tables import Table
from secondsource.model import Brief
from secondsource.settings import BriefSettings
from secondsource.store.decisions import decision_row
from secondsource.store.nouns import BeforeCorrection, Decision, Target
from secondsource.store.overlay import Overlay, Placed
from secondsource.store.results import as_row

_DONE = {
    "accept": "accepted",
    "reject": "rejected",
    "merge": "said that these are one:",
    "split": "took apart",
    "rename": "renamed",
    "regrade": "described",
    "note": "noted on",
}
_DECIDED = "What people decided"
_LATE = "Derived before a correction"
_END = "</main>"


def decision_line(placed: Placed) -> str:
    """A decision in one line: who, what, why, when, and whether it still has its place."""
    decision = placed.decision
    named = " + ".join(filter(None, (_named(target) for target in decision.targets)))
    sets = ", ".join(f"{name}: {value}" for name, value in decision.changes)
    parts = (
        f"{decision.who} {_DONE.get(decision.kind, decision.kind)} {named}",
        f" ({sets})" if sets else "",
        f": {decision.reason}" if decision.reason else "",
        f" [{decision.when.isoformat(timespec='minutes')}]",
        "" if placed.attached else " (unattached: these reports no longer hold it)",
    )
    return printable("".join(parts))


def late_line(one: BeforeCorrection) -> str:
    """A child that carries what its parent has mended, in one line."""
    was = f"“{one.change.removed}”" if one.change.removed else "nothing"
    now = f"“{one.change.added}”" if one.change.added else "nothing"
    return printable(
        f"{one.child} has the words of {one.parent} before its version {one.version}, "
        f"which has {now} where there was {was}."
    )


def shown_terminal(
    brief: Brief,
    overlay: Overlay,
    late: Sequence[BeforeCorrection],
    *,
    settings: BriefSettings | None = None,
) -> str:
    """The brief for a terminal, with both lists behind it."""
    chosen = settings or BriefSettings()
    parts = [to_terminal(brief, settings=chosen)]
    for title, lines in _lists(overlay, late):
        parts.append(f"\n{title.upper()}\n")
        for line in lines:
            first, *rest = wrap(line, chosen.columns - 2)
            parts += [f"  {first}\n", *(f"    {more}\n" for more in rest)]
    return "".join(parts)


def shown_html(
    brief: Brief, overlay: Overlay, late: Sequence[BeforeCorrection], *, full_text: bool = True
) -> str:
    """The page of the brief, with both lists at its end."""
    page = to_html(brief, full_text=full_text)
    before, end, after = page.rpartition(_END)
    added = []
    for number, (title, lines) in enumerate(_lists(overlay, late), 1):
        items = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
        added.append(
            f'<section aria-labelledby="case-{number}">\n<h2 id="case-{number}">{escape(title)}'
            f"</h2>\n<ul>\n{items}</ul>\n</section>\n"
        )
    return "".join((before, *added, end, after))


def shown_markdown(brief: Brief, overlay: Overlay, late: Sequence[BeforeCorrection]) -> str:
    """The brief in Markdown, with both lists at its end."""
    parts = [to_markdown(brief)]
    for title, lines in _lists(overlay, late):
        items = "".join(f"- {escaped(line)}\n" for line in lines)
        parts.append(f"\n## {title}\n\n{items}")
    return "".join(parts)


def shown_json(
    brief: Brief, overlay: Overlay, late: Sequence[BeforeCorrection], *, full_text: bool = True
) -> str:
    """The JSON of the brief with two keys more: `decisions` and `before_correction`."""
    row = {
        **brief_row(brief, full_text=full_text),
        "decisions": [placed_row(placed) for placed in overlay.placed],
        "before_correction": [as_row(one) for one in late],
    }
    return json.dumps(row, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def placed_row(placed: Placed) -> dict[str, object]:
    """The JSON of a decision, with what it is about in this brief."""
    return {
        **decision_row(placed.decision),
        "undone": placed.undone,
        "attached": placed.attached,
        "about": list(placed.ids),
    }


def case_tables(overlay: Overlay, late: Sequence[BeforeCorrection]) -> tuple[Table, ...]:
    """Both lists as tables, for CSV and XLSX, every decision with undos among them."""
    decided = tuple(_cells(placed, placed.decision) for placed in overlay.placed)
    mended = tuple(
        (
            *(one.child, one.span.start, one.span.end, one.parent, one.version),
            *(one.change.removed, one.change.added),
        )
        for one in late
    )
    return (
        Table(
            "decisions",
            (
                *("id", "kind", "who", "when", "reason", "changes", "nouns", "names", "about"),
                *("attached", "undone", "undoes"),
            ),
            decided,
        ),
        Table(
            "before_correction",
            ("child", "start", "end", "parent", "version", "removed", "added"),
            mended,
        ),
    )


def _cells(placed: Placed, decision: Decision) -> tuple[str | bool | None, ...]:
    return (
        decision.id,
        decision.kind,
        decision.who,
        decision.when.isoformat(),
        decision.reason,
        "; ".join(f"{name}: {value}" for name, value in decision.changes),
        "; ".join(target.noun for target in decision.targets),
        "; ".join(target.name for target in decision.targets),
        "; ".join(found or "" for found in placed.ids),
        placed.attached,
        placed.undone,
        decision.undoes,
    )


def _named(target: Target) -> str:
    settings = BriefSettings()
    words = shorten(printable(target.name), settings.columns)
    return f"{target.noun} “{words}”" if words else target.noun


def _lists(
    overlay: Overlay, late: Sequence[BeforeCorrection]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lists that hold anything, each with its title."""
    found = {
        _DECIDED: tuple(decision_line(placed) for placed in overlay.in_force),
        _LATE: tuple(late_line(one) for one in late),
    }
    yield from ((title, lines) for title, lines in found.items() if lines)


Shown = Callable[[Brief, Overlay, Sequence[BeforeCorrection], bool], str]
SHOWN: Mapping[str, Shown] = MappingProxyType(
    {
        "html": lambda brief, overlay, late, full: shown_html(brief, overlay, late, full_text=full),
        "json": lambda brief, overlay, late, full: shown_json(brief, overlay, late, full_text=full),
        "markdown": lambda brief, overlay, late, full: shown_markdown(brief, overlay, late),
    }
)
