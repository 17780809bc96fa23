"""Cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import unicodedata

_STARTS = "=+-@\t\r\n\0|%"
_BEFORE = " \t\r\n\ufeff\u200b\u00a0'\"`"  # what a spreadsheet may skip before a formula


def formula_safe(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet could read a formula.

    Looked at behind white space, a byte order mark and quotation marks, and with full-width
    signs taken for plain ones (OWASP ASVS 1.2.10).

    >>> formula_safe("=1+1"), formula_safe("a = b")
    ("'=1+1", 'a = b')
    """
    if cell[:1] in ("\t", "\r", "\n", "\0") and cell:
        return "'" + cell
    start = unicodedata.normalize("NFKC", cell.lstrip(_BEFORE)[:1])
    return "'" + cell if start and start[0] in _STARTS else cell
