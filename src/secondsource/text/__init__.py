"""Marks what is in a report: regions, paragraphs, sentences, words. Never edits it."""

from secondsource.text.regions import mark_reports
from secondsource.text.sentences import paragraphs, sentences
from secondsource.text.words import Word, fold, words

__all__ = ["Word", "fold", "mark_reports", "paragraphs", "sentences", "words"]
