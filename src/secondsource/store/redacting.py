"""Blanks a person in every report of a case, in what was decided, and in what was refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Self

from secondsource.errors import CaseError
from secondsource.model import Brief, Report, Speaker
from secondsource.store.changes import write_changes
from secondsource.store.database import Database
from secondsource.store.rows import page_of, report_of
from secondsource.store.settings import StoreSettings
from secondsource.text import fold, words

BLOCK = "█"
_LETTER = re.compile(r"\w")
_JOINT = r"(?:[\W_]|%20)*"  # what stands between the words of a name in an address
_POSSESSIVE = "'s"


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is to be blanked: whole names as folded words, and words that were said, as written.

    words: single words of the names, blanked only in reports where a whole name stands.
    """

    names: tuple[tuple[str, ...], ...]
    words: frozenset[str] = frozenset()
    said: tuple[str, ...] = ()

    @classmethod
    def of_person(cls, name: str, brief: Brief, *, settings: StoreSettings) -> Self:
        """The names and the statements of the speaker of this name, and the name as given."""
        least = settings.said_words
        given = _keys(name)
        if not given:
            raise CaseError(f"{name!r} is no name; give it as the reports write it")
        speakers = [s for s in brief.speakers if given in [_keys(n) for n in _names(s)]]
        owned = {i for speaker in speakers for i in speaker.statements}
        said = {
            brief.words_of(span)
            for statement in brief.statements
            if statement.id in owned
            for span in statement.content
        }
        others = {_keys(n) for s in speakers for n in _names(s)}
        # A single word ("Finch") is many people's name: it counts only beside a whole one.
        forms = {given, *(form for form in others if len(form) > 1)}
        return cls(
            names=tuple(sorted(forms, key=lambda form: (-len(form), form))),
            words=frozenset(key for form in forms | others for key in form if len(key) > 2),
            said=tuple(sorted(part for part in said if len(_keys(part)) >= least)),
        )

    def blank(self, text: str, *, named: bool = False) -> str:
        """The text with the names and the words said blanked, letter by letter.

        named: a whole name stands elsewhere in the same report, so that a single word of it with
        a capital letter is taken for the person too.
        """
        found = [*self._named(text, alone=named), *self._quoted(text)]
        letters = list(text)
        for start, end in found:
            letters[start:end] = _LETTER.sub(BLOCK, text[start:end])
        return "".join(letters)

    def names_in(self, text: str) -> bool:
        """Does a whole name stand in the text?"""
        return any(True for _ in self._named(text, alone=False))

    def in_address(self, address: str) -> bool:
        """Does an address, or a file name, hold a name of several words?"""
        plain = fold(address)
        forms = [form for form in self.names if len(form) > 1] or list(self.names)
        return any(re.search(_JOINT.join(map(re.escape, form)), plain) for form in forms)

    def _named(self, text: str, *, alone: bool) -> Iterator[tuple[int, int]]:
        found = list(words(text))
        keys = [word.key.removesuffix(_POSSESSIVE) for word in found]
        ends = [w.end - len(w.key) + len(key) for w, key in zip(found, keys, strict=True)]
        for at, word in enumerate(found):
            for form in self.names:
                if tuple(keys[at : at + len(form)]) == form:
                    yield word.start, ends[at + len(form) - 1]
            if alone and keys[at] in self.words and text[word.start].isupper():
                yield word.start, ends[at]

    def _quoted(self, text: str) -> Iterator[tuple[int, int]]:
        for part in self.said:
            at = text.find(part)
            while at >= 0:
                yield at, at + len(part)
                at = text.find(part, at + len(part))


@dataclass(slots=True)
class Blanked:
    """How many versions were blanked, of which reports, and the hashes of their original bytes.

    pages: addresses of these versions, as `page_of` gives them; some held the name and are gone.
    """

    versions: int = 0
    reports: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    hashes: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return self.versions > 0


def redact_case(connection: Database, redaction: Redaction, *, settings: StoreSettings) -> Blanked:
    """Blanks the person in every version, decision and refusal; inside a transaction."""
    blanked = Blanked()
    for row in connection.execute("SELECT * FROM versions ORDER BY report, version").fetchall():
        old = report_of(row)
        new = _without(old, redaction)
        if new != old:
            _write(connection, row["version"], new)
            blanked.versions += 1
            blanked.hashes.add(old.sha256)
            blanked.reports.add(old.id)
            blanked.pages |= {page} if (page := page_of(old.url)) else set()
    for report_id in sorted(blanked.reports):
        _compare_again(connection, report_id, settings)
    _decisions(connection, redaction)
    for row in connection.execute("SELECT place, reason FROM refused").fetchall():
        if redaction.in_address(row["place"]) or redaction.names_in(row["reason"]):
            connection.execute(
                "DELETE FROM refused WHERE place = ? AND reason = ?", (row["place"], row["reason"])
            )
    return blanked


def _without(report: Report, redaction: Redaction) -> Report:
    """The report with the person blanked; its addresses are dropped where they hold the name."""
    fields = (report.text, report.title, report.byline, report.note, *report.warnings)
    named = any(redaction.names_in(part) for part in fields if part)

    def blank(part: str | None) -> str | None:
        return redaction.blank(part, named=named) if part else part

    url = report.url if report.url and not redaction.in_address(report.url) else None
    return replace(
        report,
        text=redaction.blank(report.text, named=named),
        title=blank(report.title),
        outlet=redaction.blank(report.outlet) if report.outlet else report.outlet,
        byline=blank(report.byline),
        note=blank(report.note),
        url=url if report.url else report.url,
        links=tuple(link for link in report.links if not redaction.in_address(link)),
        warnings=tuple(redaction.blank(part, named=named) for part in report.warnings),
    )


def _write(connection: Database, version: int, report: Report) -> None:
    connection.execute(
        "UPDATE versions SET text = ?, title = ?, outlet = ?, byline = ?, note = ?, url = ?, "
        "links = ?, warnings = ? WHERE report = ? AND version = ?",
        (
            *(report.text, report.title, report.outlet, report.byline, report.note, report.url),
            json.dumps(report.links, ensure_ascii=False),
            json.dumps(report.warnings, ensure_ascii=False),
            *(report.id, version),
        ),
    )
    if report.url is None:
        connection.execute("UPDATE reports SET page = NULL WHERE id = ?", (report.id,))


def _compare_again(connection: Database, report_id: str, settings: StoreSettings) -> None:
    """Writes the changes of the report's versions anew: the old rows hold the old words."""
    connection.execute("DELETE FROM changes WHERE report = ?", (report_id,))
    rows = connection.execute(
        "SELECT * FROM versions WHERE report = ? ORDER BY version", (report_id,)
    ).fetchall()
    for before, row in pairwise(rows):
        old, new = report_of(before), report_of(row)
        write_changes(connection, old, new, version=row["version"], settings=settings)


# Tables that hold what people wrote: their keys, and the columns with words.
_TOLD = (
    ("decisions", ("number",), ("who", "reason", "changes")),
    ("targets", ("decision", "place"), ("known_as", "name")),
)


def _decisions(connection: Database, redaction: Redaction) -> None:
    """Blanks the person in the log; the words of anchors are read again from the blanked texts."""
    for table, keys, columns in _TOLD:
        where = " AND ".join(f"{key} = ?" for key in keys)
        sets = ", ".join(f"{column} = ?" for column in columns)
        for row in connection.execute(f"SELECT * FROM {table}").fetchall():
            blank = [redaction.blank(row[column], named=True) for column in columns]
            line = [row[key] for key in keys]
            connection.execute(f"UPDATE {table} SET {sets} WHERE {where}", (*blank, *line))
    for row in connection.execute("SELECT * FROM anchors").fetchall():
        text = redaction.blank(row["words"], named=True)
        column = "title" if row["field"] == "title" else "text"
        for there in connection.execute(
            f"SELECT {column} AS whole FROM versions WHERE sha256 = ? AND report = ?",
            (row["sha256"], row["report"]),
        ).fetchall():
            text = (there["whole"] or "")[row["start_at"] :][: len(row["words"])]
        connection.execute(
            "UPDATE anchors SET words = ? WHERE decision = ? AND place = ? AND number = ?",
            (text, row["decision"], row["place"], row["number"]),
        )


def _keys(name: str) -> tuple[str, ...]:
    return tuple(word.key.removesuffix(_POSSESSIVE) for word in words(name))


def _names(speaker: Speaker) -> Sequence[str]:
    return (speaker.name, *speaker.aliases)
