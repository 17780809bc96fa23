"""Keeps the full text index in step with the current versions."""

from __future__ import annotations

import sqlite3


def put_in(connection: sqlite3.Connection, report_id: str) -> None:
    """Adds the current version of the report to the index."""
    connection.execute(
        "INSERT INTO search_index (rowid, title, text) "
        "SELECT number, title, text FROM current WHERE report = ?",
        (report_id,),
    )


def take_out(connection: sqlite3.Connection, report_id: str) -> None:
    """Removes the current version from the index; called before another becomes current."""
    connection.execute(
        "INSERT INTO search_index (search_index, rowid, title, text) "
        "SELECT 'delete', number, title, text FROM current WHERE report = ?",
        (report_id,),
    )


def rebuild(connection: sqlite3.Connection) -> None:
    """Makes the index anew, so that no word of a removed report stays in it."""
    connection.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")


def check(connection: sqlite3.Connection) -> str | None:
    """What is wrong with the index, or None."""
    try:
        connection.execute(
            "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"
        )
    except sqlite3.DatabaseError as error:
        return f"the search index does not fit the reports ({error}); export and import the case"
    return None
