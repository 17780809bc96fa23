"""Reads statements and names with what the run has loaded: the rules, a tagger, or both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from secondsource.model import Entity, Field, MarkedReport, Span, Statement
from secondsource.models import Models
from secondsource.settings import StatementSettings
from secondsource.statements.both import join_statements, with_certainty
from secondsource.statements.both_names import is_behind, join_names
from secondsource.statements.entities import find_entities
from secondsource.statements.find import find_statements
from secondsource.statements.language import language_warning
from secondsource.text import words


def read_statements(
    marked: MarkedReport,
    *,
    models: Models = Models(),
    settings: StatementSettings = StatementSettings(),
) -> tuple[Statement, ...]:
    """Every statement of a report: by rules where no tagger is loaded, else as models.mode says.

    Statements that lie or reach behind what the tagger read of a long text are the rules'.
    """
    if models.tagger is None:
        return find_statements(marked, settings=settings)
    reach = _reach(marked, models)
    both = models.mode == "both"
    by_rules = find_statements(marked, settings=settings) if both or reach else ()
    behind = [one for one in by_rules if is_behind(_spans(one), reach)]
    by_model = _apart(models.tagger(marked), behind, reach)
    if both:
        ahead = [one for one in by_rules if not is_behind(_spans(one), reach)]
        found = join_statements(marked, ahead, by_model, settings=settings)
    else:
        found = tuple(with_certainty(marked, statement) for statement in by_model)
    if behind:
        found = tuple(sorted((*found, *behind), key=_place))
    certain = getattr(models.tagger, "certain", None)
    numbered: tuple[Statement, ...] = found if certain is None else certain(marked, found)
    return numbered


def read_entities(marked: MarkedReport, *, models: Models = Models()) -> tuple[Entity, ...]:
    """The names of a report: by rules where no tagger finds names, else as models.mode says.

    What lies behind the tagger's reach in a long text is read by the rules.
    """
    by_model = getattr(models.tagger, "entities", None)
    if by_model is None:
        return find_entities(marked)
    reach = _reach(marked, models)
    found: tuple[Entity, ...] = by_model(marked)
    if models.mode == "both":
        return join_names(marked, find_entities(marked), found, reach=reach)
    if reach:
        found += tuple(e for e in find_entities(marked) if is_behind((e.span,), reach))
    return tuple(sorted(found, key=lambda e: e.span.field))


def read_all(
    story: Iterable[MarkedReport],
    *,
    models: Models = Models(),
    settings: StatementSettings = StatementSettings(),
) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
    """The statements of all reports, and the names where a tagger finds any, none by rules alone.

    Report by report, so that the tagger runs once over each.
    """
    statements: list[Statement] = []
    names: list[Entity] = []
    for marked in story:
        statements += read_statements(marked, models=models, settings=settings)
        if hasattr(models.tagger, "entities"):
            names += read_entities(marked, models=models)
    return tuple(statements), tuple(names)


def cuts(statement: Statement, *, settings: StatementSettings) -> bool:
    """Is it sure enough to cut a sentence into what is said and what is not?"""
    return statement.kind == "direct" or statement.confidence >= settings.cutting


def tagger_warnings(marked: MarkedReport, *, models: Models) -> tuple[str, ...]:
    """What a reader should know of how this report was read: to where, in which language."""
    if models.tagger is None:
        return ()
    found = [_partly_read(marked, field, end) for field, end in _reach(marked, models).items()]
    language = language_warning(marked)
    return (*found, language) if language else tuple(found)


def _partly_read(marked: MarkedReport, field: Field, end: int) -> str:
    """The warning that the tagger read a field up to a character only."""
    count = sum(1 for _ in words(marked.report.of_field(field), 0, end))
    what = "text" if field == "text" else "headline"
    return (
        f"report {marked.id!r}: only the first {count:,} words of the {what} were read by the "
        "trained tagger, the rest by rules alone"
    )


def _reach(marked: MarkedReport, models: Models) -> Mapping[Field, int]:
    """Where the tagger's reading of a field ends before the field does; most taggers read all."""
    reach = getattr(models.tagger, "reach", None)
    found: Mapping[Field, int] = {} if reach is None else reach(marked)
    return found


def _spans(statement: Statement) -> tuple[Span, ...]:
    return (*statement.speaker, *statement.cue, *statement.content)


def _apart(
    by_model: Iterable[Statement], behind: Iterable[Statement], reach: Mapping[Field, int]
) -> list[Statement]:
    """The tagger's statements that share no words with one that reaches over where it ended."""
    over = [s for one in behind for s in one.content if s.start < reach.get(s.field, 0)]
    return [one for one in by_model if not any(a.overlap(b) for a in one.content for b in over)]


def _place(statement: Statement) -> tuple[bool, int]:
    """Reading order, the headline last; statements of one place keep their order."""
    first = statement.content[0]
    return first.field == "title", first.start
