"""Reads text, HTML, JSON lines, feeds, mails, WARC, archives and folders into reports."""

from secondsource.reports.dates import disagreeing_dates
from secondsource.reports.feed import Entry, read_entries
from secondsource.reports.pieces import Piece
from secondsource.reports.reading import read_originals, read_pieces, read_reports
from secondsource.reports.rows import report_row

__all__ = [
    "Entry",
    "Piece",
    "disagreeing_dates",
    "read_entries",
    "read_originals",
    "read_pieces",
    "read_reports",
    "report_row",
]
