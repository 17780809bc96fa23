"""Reads text, HTML, JSON lines, feeds, mails, WARC, archives and folders into reports."""

from secondsource.reports.dates import disagreeing_dates
from secondsource.reports.reading import read_originals, read_reports
from secondsource.reports.rows import report_row

__all__ = ["disagreeing_dates", "read_originals", "read_reports", "report_row"]
