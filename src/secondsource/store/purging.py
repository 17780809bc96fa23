"""Takes a report or a person out of a case for good."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from secondsource.model import Brief
from secondsource.store.nouns import Purged


def purge_report(connection: sqlite3.Connection, report_id: str, *, when: datetime) -> Purged:
    raise NotImplementedError


def purge_person(
    connection: sqlite3.Connection, name: str, brief: Brief, *, when: datetime
) -> Purged:
    raise NotImplementedError


def rewrite(connection: sqlite3.Connection) -> None:
    raise NotImplementedError
