"""Every number that the case file reads, with its unit and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings:
    """Numbers of the case file. Not part of `Settings`: they change no result."""

    patience: float = 30.0  # seconds to wait for another program that writes
    kept_results: int = 2  # briefs kept: the current one, and the one before a change taken back
    stories_in_memory: int = 64  # last looked at; a story of ten reports takes about 2 MB
    same_page_share: float = 0.1  # of three-word runs; less, and one address holds another text
    run_words: int = 3  # words of such a run; unrelated texts share about one in a hundred
    most_compared: int = 25_000_000  # words times words of two versions; more: line by line
    excerpt_characters: int = 160  # before and after the first word found; about two lines of 80
    most_spans: int = 50  # places shown of one report that a search found
    most_hits: int = 100  # reports that a search gives
    said_words: int = 4  # of a statement that is blanked with its speaker; fewer tell nothing
    anchor_characters: int = 200  # kept of a target's words, for people to read
    fragment_words: int = 4  # at each end of a text fragment; the shortest that is seldom twice
    context_characters: int = 32  # before and after a passage in an annotation
