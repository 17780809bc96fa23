"""Aligns what the reports of a story share: reused passages, quotations and claims."""

from secondsource.alignment.claims import pair_claims
from secondsource.alignment.quotations import group_quotations, same_words
from secondsource.alignment.reuse import align_reports, equal_words
from secondsource.alignment.reuse_sentences import sentence_pairs
from secondsource.alignment.reuse_table import passage_table
from secondsource.alignment.reuse_words import quoted_spans

__all__ = [
    "align_reports",
    "equal_words",
    "group_quotations",
    "pair_claims",
    "passage_table",
    "quoted_spans",
    "same_words",
    "sentence_pairs",
]
