"""Keeps what was found in a case, story by story, by fingerprints of all that went into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Self

from secondsource.brief.tables import TABLES, Cell, Table, tables
from secondsource.model import Brief
from secondsource.store.database import Database
from secondsource.store.meanings import TABLE_MEANINGS, column_meaning
from secondsource.store.nouns import BeforeCorrection, StorySummary
from secondsource.store.settings import StoreSettings
from secondsource.store.story_results import (
    Frame,
    StoryResult,
    as_json,
    from_json,
    packed,
    summary_of,
    unpacked,
)
from secondsource.text import fold
from secondsource.version import __version__

# Tables of a brief that the case keeps under its own names already.
_KEPT_ELSEWHERE = ("reports", "refused")
_NEWEST = "SELECT fingerprint FROM results WHERE version = ? ORDER BY number DESC LIMIT 1"


def newest(connection: Database) -> str | None:
    """The fingerprint of the brief that this version made last, or None where none is kept."""
    row = connection.execute(_NEWEST, (__version__,)).fetchone()
    return None if row is None else str(row["fingerprint"])


def frame(connection: Database, found: str) -> Frame | None:
    """What the brief of this fingerprint holds beside its stories, or None where not kept."""
    row = connection.execute("SELECT frame FROM results WHERE fingerprint = ?", (found,)).fetchone()
    return None if row is None else from_json(Frame, row["frame"])


def stories(connection: Database, found: str) -> tuple[str, ...]:
    """The fingerprints of the stories of this brief, in their order."""
    rows = connection.execute(
        "SELECT fingerprint FROM results_stories WHERE result = ? ORDER BY place", (found,)
    )
    return tuple(row["fingerprint"] for row in rows)


def summaries(connection: Database, found: str) -> tuple[StorySummary, ...]:
    """The stories of this brief as a list shows them."""
    rows = connection.execute(
        "SELECT summary FROM results_stories JOIN story_results USING (fingerprint) "
        "WHERE result = ? ORDER BY place",
        (found,),
    )
    return tuple(from_json(StorySummary, row["summary"]) for row in rows)


def story_of(connection: Database, found: str, identity: str) -> str | None:
    """The fingerprint of the story of this brief with this id, or with the report of this id."""
    row = connection.execute(
        "SELECT fingerprint FROM results_stories WHERE result = ? AND story = ? UNION ALL "
        "SELECT fingerprint FROM results_reports WHERE result = ? AND report = ?",
        (found, identity, found, identity),
    ).fetchone()
    return None if row is None else str(row["fingerprint"])


def story_result(connection: Database, fingerprint: str) -> StoryResult | None:
    """What was read out of the story of this fingerprint, or None where it is not kept."""
    row = connection.execute(
        "SELECT reading FROM story_results WHERE fingerprint = ?", (fingerprint,)
    ).fetchone()
    return None if row is None else from_json(StoryResult, unpacked(row["reading"]))


def keep_story(connection: Database, fingerprint: str, result: StoryResult) -> None:
    """Stores what was read out of one story; called inside a transaction."""
    if connection.execute(
        "SELECT 1 FROM story_results WHERE fingerprint = ?", (fingerprint,)
    ).fetchone():
        return  # writing it as JSON again would take as long as reading the story
    connection.execute(
        "INSERT INTO story_results VALUES (?, ?, ?, ?)",
        (fingerprint, result.story.id, as_json(summary_of(result)), packed(as_json(result))),
    )


@dataclass(frozen=True, slots=True)
class Made:
    """A brief as it will be written: all that can be made before others have to wait.

    stories: what was read out of each by its fingerprint, in the order of the brief.
    """

    fingerprint: str
    frame: str
    stories: Mapping[str, StoryResult]
    tables: tuple[Table, ...]
    said: tuple[tuple[str, ...], ...]
    late: tuple[tuple[str | int, ...], ...]

    @classmethod
    def of(cls, brief: Brief, found: str, stories: Mapping[str, StoryResult]) -> Self:
        """The rows of this brief."""
        late = [one for result in stories.values() for one in result.late]
        return cls(
            fingerprint=found,
            frame=as_json(Frame.of(brief)),
            stories=stories,
            tables=tuple(t for t in tables(brief) if t.name not in _KEPT_ELSEWHERE),
            said=tuple(_said(brief)),
            late=tuple(_late(brief, late)),
        )


def keep(connection: Database, made: Made, *, settings: StoreSettings) -> None:
    """Stores the brief, and its tables for people; called inside a transaction."""
    found = made.fingerprint
    connection.execute("DELETE FROM results WHERE fingerprint = ?", (found,))
    connection.execute(
        "INSERT INTO results (fingerprint, version, frame) VALUES (?, ?, ?)",
        (found, __version__, made.frame),
    )
    for place, (fingerprint, result) in enumerate(made.stories.items()):
        keep_story(connection, fingerprint, result)
        connection.execute(
            "INSERT INTO results_stories VALUES (?, ?, ?, ?)",
            (found, place, fingerprint, result.story.id),
        )
        connection.executemany(
            "INSERT INTO results_reports VALUES (?, ?, ?)",
            [(found, report_id, fingerprint) for report_id in result.story.report_ids],
        )
    _prune(connection, settings.kept_results)
    for table in made.tables:
        _write_table(connection, table)
    connection.describe()
    for name, rows in (("said", made.said), ("before_correction", made.late)):
        connection.execute(f"DELETE FROM {name}")
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(
                f"INSERT INTO {name} VALUES ({marks}) ON CONFLICT DO NOTHING", rows
            )


def _prune(connection: Database, most: int) -> None:
    """Forgets the oldest briefs, and stories that no brief holds any more."""
    connection.execute(
        "DELETE FROM results WHERE number NOT IN "
        "(SELECT number FROM results ORDER BY number DESC LIMIT ?)",
        (most,),
    )
    connection.execute(
        "DELETE FROM story_results WHERE fingerprint NOT IN "
        "(SELECT fingerprint FROM results_stories)"
    )


def forget(connection: Database) -> None:
    """Removes every brief and every table made of one; the next `brief` makes them anew."""
    for name in ("results", "story_results", "said", "before_correction"):
        connection.execute(f"DELETE FROM {name}")
    for name in sorted({*TABLES, *TABLE_MEANINGS} - set(_KEPT_ELSEWHERE)):
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')


def _late(brief: Brief, late: Iterable[BeforeCorrection]) -> Iterator[tuple[str | int, ...]]:
    texts = {marked.id: marked.report for marked in brief.reports}
    for b in late:
        yield (
            *(b.child, b.span.start, b.span.end, b.parent, b.version),
            *(b.change.removed, b.change.added, b.span.of(texts[b.child])),
        )


def _write_table(connection: Database, table: Table) -> None:
    """Replaces one table of the newest brief; its columns are those of the CSV export."""
    meaning = TABLE_MEANINGS.get(table.name, table.name)
    columns = [
        (name, column_meaning(name), type_of([row[at] for row in table.rows]))
        for at, name in enumerate(table.columns)
    ]
    connection.make_table(table.name, meaning, columns)
    marks = ", ".join("?" * len(table.columns))
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', table.rows)


def type_of(cells: Iterable[Cell]) -> type:
    """The type of a column: that of its cells, text where it has none or several."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds in ({bool}, {int}):
        return kinds.pop()
    return float if kinds and kinds <= {int, float} else str


def _said(brief: Brief) -> Iterator[tuple[str, str, str, str]]:
    speaker_of = {i: speaker for speaker in brief.speakers for i in speaker.statements}
    for statement in brief.statements:
        speaker = speaker_of.get(statement.id)
        if speaker is not None:
            names = "\n".join(fold(name) for name in (speaker.name, *speaker.aliases))
            yield statement.report_id, statement.id, speaker.name, names


def as_row(one: BeforeCorrection) -> dict[str, object]:
    """The JSON line of a child that carries what its parent has mended."""
    return {
        "child": one.child,
        "start": one.span.start,
        "end": one.span.end,
        "parent": one.parent,
        "version": one.version,
        "change": asdict(one.change),
    }
