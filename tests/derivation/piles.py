"""Small invented piles of reports: a barge that struck a lock in an invented town."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from secondsource.alignment.reuse import align_reports
from secondsource.derivation import find_credits, find_derivations, load_outlets
from secondsource.model import Derivation, Report
from secondsource.text import mark_reports

START = datetime(2031, 3, 4, 8, 0, tzinfo=UTC)

BARGE = """\
A barge laden with gravel struck the upper gate of Torvik lock on Tuesday and blocked the canal.

Its skipper, Marta Oslund, had radioed twice that the rudder no longer answered, a keeper said.

Nobody was hurt, but eleven vessels were waiting below by noon and a twelfth had turned back.

Divers found a dent as deep as a hand in the lower hinge and a crack that runs along the sill.

Repairs will take nine days at least, because the hinge has to be cast anew at a foundry in Brenna.

Growers upstream fear for their onions, which go in open boats and do not keep in the damp.\
"""
EDITED = """\
A barge carrying gravel hit the upper gate of Torvik lock on Tuesday and closed the canal.

Its skipper, Marta Oslund, had radioed twice that the rudder no longer responded, a keeper said.

No one was hurt, but eleven vessels were queueing below by noon and a twelfth had turned back.

Divers found a dent as deep as a hand in the lower hinge and a fissure that runs along the sill.

Repairs will last nine days at least, because the hinge has to be cast anew at a foundry in Brenna.

Growers upstream fear for their onions, which go in open boats and do not keep in the damp.\
"""
OTHER = """\
Traffic through Torvik came to a halt when a gravel boat drifted into the gates there.

"She came in like a drunken cow," said Per Holm, who keeps the lock and saw the accident.

The waterways board wants to hear the crew and has ordered an inquiry into the steering gear.

A similar boat sank two years ago near the weir at Sund, and its owner was fined.

Hotels along the towpath report that guests are leaving because the tour boats cannot pass.\
"""
ROOM = """\
The board's director spoke for ten minutes on Wednesday and took three questions in the town hall.

"We shall open one chamber by Friday, come what may and cost what it will," Dahl told reporters.

She left by the side door when asked who would pay for the hinge.\
"""
ROOM_TOO = """\
One of two chambers may be usable before the weekend, if Torvik's engineers keep their word.

"We shall open one chamber by Friday, come what may and cost what it will," Dahl told a briefing.

On the bill she was silent. The town's mayor thinks that the insurers will have to settle it.\
"""


def report(name: str, text: str, *, outlet: str | None = None, hours: float | None = 0) -> Report:
    """A report of an invented outlet, published so many hours after the start."""
    when = None if hours is None else START + timedelta(hours=hours)
    outlet = outlet or f"The {name.title()} Courier"
    return Report(id=name, text=text, outlet=outlet, published=when)


def paragraphs(text: str, *numbers: int) -> str:
    """Only these paragraphs of a text, counted from 0."""
    blocks = text.split("\n\n")
    return "\n\n".join(blocks[n] for n in numbers)


def derive(reports: Iterable[Report]) -> tuple[Derivation, ...]:
    """The derivations of a pile."""
    story = mark_reports(tuple(reports))
    credits = find_credits(story, (), outlets=load_outlets())
    return find_derivations(story, align_reports(story), (), credits, outlets=load_outlets())


def stated(lines: Iterable[Derivation]) -> set[tuple[str, str | None]]:
    """(child, parent or origin) of the lines that hold."""
    return {
        (line.child, line.parent or line.origin)
        for line in lines
        if line.verdict in ("derived", "common origin") and line.probability >= 0.5
    }


def renamed(one: Report, *, name: str, outlet: str) -> Report:
    """The same report under another id and outlet."""
    return replace(one, id=name, outlet=outlet)
