"""What one version of a report changed against the one before, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel

from secondsource.model import Field, Report
from secondsource.store.database import Database
from secondsource.store.nouns import Change
from secondsource.store.settings import StoreSettings
from secondsource.text import words

Token = tuple[int, int]  # [start, end) of a word, or of a line


def changes_between(old: Report, new: Report, *, settings: StoreSettings) -> tuple[Change, ...]:
    """The changes of title and text, in reading order; equal texts give none.

    Words are compared as written, with the marks that follow them. Texts too long to compare by
    words are compared by lines.
    """
    return tuple(
        change
        for field in ("title", "text")
        for change in _changes(old, new, field, settings=settings)
    )


def write_changes(
    connection: Database,
    old: Report,
    new: Report,
    *,
    version: int,
    settings: StoreSettings,
) -> None:
    """Stores what a version changed against the one before; inside a transaction."""
    connection.executemany(
        "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (new.id, version, c.field, *c.before, *c.after, c.removed, c.added)
            for c in changes_between(old, new, settings=settings)
        ],
    )


def same_page(old: Report, new: Report, *, settings: StoreSettings) -> bool:
    """Are these two versions of one text, and not two texts under one address?

    The share of the shorter text's runs of words that the other has too decides; equal titles
    do as well.
    """
    if old.title and old.title == new.title:
        return True
    runs = [_runs(report.text, settings.run_words) for report in (old, new)]
    smaller = min(len(found) for found in runs)
    if not smaller:
        return old.text == new.text
    return len(runs[0] & runs[1]) / smaller >= settings.same_page_share


def _runs(text: str, size: int) -> set[tuple[str, ...]]:
    keys = [word.key for word in words(text)]
    return {tuple(keys[i : i + size]) for i in range(len(keys) - size + 1)}


def _changes(
    old: Report, new: Report, field: Field, *, settings: StoreSettings
) -> Iterator[Change]:
    a, b = old.of_field(field), new.of_field(field)
    if a == b:
        return
    left, right = _tokens(a), _tokens(b)
    if len(left) * len(right) > settings.most_compared:
        left, right = _lines(a), _lines(b)
    if len(left) * len(right) > settings.most_compared:
        left, right = [(0, len(a))], [(0, len(b))]
    for before, after in _differing(a, b, left, right):
        yield Change(
            field=field,
            before=before,
            after=after,
            removed=a[slice(*before)],
            added=b[slice(*after)],
        )


def _tokens(text: str) -> list[Token]:
    """Each word with what follows it up to the next one, so that no character is left out."""
    starts = [word.start for word in words(text)]
    if not starts:
        return [(0, len(text))] if text else []
    starts[0] = 0
    return list(pairwise([*starts, len(text)]))


def _lines(text: str) -> list[Token]:
    at, found = 0, []
    for line in text.splitlines(keepends=True):
        found.append((at, at + len(line)))
        at += len(line)
    return found


def _differing(
    a: str, b: str, left: Sequence[Token], right: Sequence[Token]
) -> Iterator[tuple[Token, Token]]:
    """The ranges of both texts where the tokens differ, white space at their ends left out."""
    one = [a[slice(*token)].strip() for token in left]
    other = [b[slice(*token)].strip() for token in right]
    before = after = None
    for code in Indel.opcodes(one, other):
        if code.tag == "equal":
            if before is not None and after is not None:
                yield _trimmed(a, before), _trimmed(b, after)
            before = after = None
            continue
        gone = _range(left, code.src_start, code.src_end, len(a))
        came = _range(right, code.dest_start, code.dest_end, len(b))
        before = (before[0], gone[1]) if before else gone
        after = (after[0], came[1]) if after else came
    if before is not None and after is not None:
        yield _trimmed(a, before), _trimmed(b, after)


def _range(tokens: Sequence[Token], first: int, last: int, length: int) -> Token:
    """Characters of the tokens first to last; an empty range where there is none."""
    if first < last:
        return tokens[first][0], tokens[last - 1][1]
    at = tokens[first][0] if first < len(tokens) else length
    return at, at


def _trimmed(text: str, place: Token) -> Token:
    start, end = place
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, end
