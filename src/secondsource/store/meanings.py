"""What the tables of the newest brief and their columns mean, in one sentence each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

_TABLE = re.compile(r'CREATE\s+(?:VIRTUAL\s+)?(?:TABLE|VIEW)\s+"?(\w+)"?[^\n]*?--\s*(.+)')
_COLUMN = re.compile(r'^\s+"?(\w+)"?[\s,][^\n]*?--\s*(.+)$', re.MULTILINE)

TABLE_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "claims": "Claims of the newest brief, with their independent origins and speakers.",
        "mentions": "Every passage that states a claim, with how sure it is and who holds it.",
        "quotations": "The same words in several reports, one row a form, with its speaker.",
        "statements": "Who said what: speaker, cue and content of every statement.",
        "derivations": "Which report derives from which, with the evidence in bits.",
        "conflicts": "Passages that contradict each other, and differences that do not.",
        "speakers": "People, institutions and unnamed groups that speak.",
    }
)
_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "id": "the id of the row's thing; equal ids are one thing",
        "text": "the words, as they stand in the report",
        "level": "said: that somebody said it; so: that it is so",
        "badge": "unsupported here, single, or two or more",
        "flags": "contested, unnamed only",
        "origins_likely": "independent origins, most likely",
        "origins_low": "independent origins, at least",
        "origins_high": "independent origins, at most",
        "speakers_likely": "independent speakers, most likely",
        "speakers_low": "independent speakers, at least",
        "speakers_high": "independent speakers, at most",
        "reports": "how many reports carry it",
        "carried_by": "ids of the reports that carry it",
        "origins": "names of its origins",
        "chains": "how each mention came to its report",
        "decide": "what would settle an unsure count",
        "grounds": "what the reports say the claim rests on, a way each",
        "files_given": "how many reports the counts are of",
        "claim": "id of the claim",
        "report": "id of the report",
        "field": "title or text",
        "start": "first character of the passage",
        "end": "behind its last character",
        "strength": "certain, probable, possible or unknown",
        "polarity": "positive or negative",
        "certainty": "from -1, certainly not, to 1, certainly",
        "holder": "who is said to hold it; empty for the outlet itself",
        "basis": "how the holder is said to know",
        "statement": "id of the statement",
        "speaker": "the resolved name",
        "speaker_words": "the words that name the speaker",
        "speaker_kind": "person, institution or unnamed",
        "cue": "the words that attribute, such as said",
        "content": "the words that are attributed",
        "kind": "direct, indirect or mixed; of a speaker: person, institution or unnamed",
        "act": "said, believes, intends, or is described as",
        "relayed_by": "who passed it on",
        "told_to": "the outlet or agency that it was said to",
        "confidence": "how sure the engine is of the statement, from 0 to 1",
        "child": "the report that derives",
        "parent": "the report that it derives from, where that is in the case",
        "origin": "the name of what it derives from, where that is not",
        "verdict": "derived, common origin, independent or unsure",
        "probability": "that it derives, from 0 to 1",
        "bits": "sum of the evidence, as log2 odds",
        "evidence": "each reason with its bits",
        "passages": "characters of the aligned passages, the child's < the parent's",
        "type": "what kind of difference it is",
        "conflict": "1 where the passages contradict each other",
        "rule": "the sentence that justifies the type",
        "drift": "1 where certainty changed along a proven derivation",
        "nearer": "the report nearer to the origin, where that is known",
        "a_value": "the words that differ, of the first passage",
        "b_value": "the words that differ, of the second passage",
        "name": "the resolved name",
        "aliases": "other forms of the name",
        "roles": "what reports call the speaker",
        "statements": "how many statements are given to the speaker",
        "known_by": "the reports that the resolution leaned on",
    }
)
_SIDES: Mapping[str, str] = MappingProxyType(
    {"a_": "of the first passage: ", "b_": "of the second passage: "}
)


def column_meaning(column: str) -> str:
    """The meaning of a column of the brief's tables; a new one is told by its name.

    >>> column_meaning("b_start")
    'of the second passage: first character of the passage'
    """
    if column in _COLUMNS:
        return _COLUMNS[column]
    side = _SIDES.get(column[:2])
    if side and column[2:] in _COLUMNS:
        return side + _COLUMNS[column[2:]]
    return column.replace("_", " ")


def meanings_in(script: str) -> Iterator[tuple[str, str, str]]:
    """Table, column ("" for the table itself) and meaning, from the comments of its statement."""
    head = _TABLE.match(script)
    if head is None:
        return
    yield head[1], "", head[2].strip()
    for column in _COLUMN.finditer(script, head.end()):
        yield head[1], column[1], column[2].strip()
