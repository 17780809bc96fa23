"""Who said what, by rules, a tagger or both: speaker, cue and content; names; certainty."""

from secondsource.statements.certainty import measure_certainty, measuring
from secondsource.statements.entities import find_entities
from secondsource.statements.find import find_statements
from secondsource.statements.read import (
    cuts,
    read_all,
    read_entities,
    read_statements,
    tagger_warnings,
)
from secondsource.statements.rows import certainty_row, entity_row, statement_row, untitled
from secondsource.statements.strength import denies
from secondsource.statements.tagger import Tagger

__all__ = [
    "Tagger",
    "certainty_row",
    "cuts",
    "denies",
    "entity_row",
    "find_entities",
    "find_statements",
    "measure_certainty",
    "measuring",
    "read_all",
    "read_entities",
    "read_statements",
    "statement_row",
    "tagger_warnings",
    "untitled",
]
