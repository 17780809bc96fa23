"""Reads statements and names with what the run has loaded: the rules, a tagger, or both."""

from __future__ import annotations

from collections.abc import Iterable

from secondsource.model import Entity, MarkedReport, Statement
from secondsource.models import Models
from secondsource.settings import StatementSettings
from secondsource.statements.both import join_statements, with_certainty
from secondsource.statements.both_names import join_names
from secondsource.statements.entities import find_entities
from secondsource.statements.find import find_statements
from secondsource.statements.language import language_warning


def read_statements(
    marked: MarkedReport,
    *,
    models: Models = Models(),
    settings: StatementSettings = StatementSettings(),
) -> tuple[Statement, ...]:
    """Every statement of a report: by rules where no tagger is loaded, else as models.mode says."""
    if models.tagger is None:
        return find_statements(marked, settings=settings)
    by_model = models.tagger(marked)
    if models.mode == "model":
        found = tuple(with_certainty(marked, statement) for statement in by_model)
    else:
        by_rules = find_statements(marked, settings=settings)
        found = join_statements(marked, by_rules, by_model, settings=settings)
    certain = getattr(models.tagger, "certain", None)
    numbered: tuple[Statement, ...] = found if certain is None else certain(marked, found)
    return numbered


def read_entities(marked: MarkedReport, *, models: Models = Models()) -> tuple[Entity, ...]:
    """The names of a report: by rules where no tagger finds names, else as models.mode says."""
    by_model = getattr(models.tagger, "entities", None)
    if by_model is None:
        return find_entities(marked)
    found: tuple[Entity, ...] = by_model(marked)
    return found if models.mode == "model" else join_names(marked, find_entities(marked), found)


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
    """What a reader should know of how this report was read: a language the tagger lacks."""
    if models.tagger is None:
        return ()
    warning = language_warning(marked)
    return (warning,) if warning else ()
