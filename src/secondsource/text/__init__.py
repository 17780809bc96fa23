"""Marks what is in a report: regions, paragraphs, sentences, words. Never edits it."""

from secondsource.text.background import passage_bits, rarity, run_bits
from secondsource.text.clauses import clauses
from secondsource.text.content import Term, data_lines, stem, terms
from secondsource.text.listed import listed
from secondsource.text.regions import mark_reports
from secondsource.text.sentences import paragraphs, sentences
from secondsource.text.words import Word, fold, words

__all__ = [
    "Term",
    "Word",
    "clauses",
    "data_lines",
    "fold",
    "listed",
    "mark_reports",
    "paragraphs",
    "passage_bits",
    "rarity",
    "run_bits",
    "sentences",
    "stem",
    "terms",
    "words",
]
