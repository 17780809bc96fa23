"""Bytes to text: byte order mark, declared charset, UTF-8, then Windows-1252."""

from __future__ import annotations

import codecs

from secondsource.errors import ReportError
from secondsource.settings import ReportSettings

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Charsets a page may declare, by Python's name, and the superset that browsers read them as.
# Any other name is ignored: some Python codecs are no charsets, and some are slow on purpose.
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_CHARSETS = frozenset(
    "utf-8 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp866 cp874 cp932 cp949 "
    "iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 "
    "iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman gb18030 big5 euc_jp iso2022_jp "
    "utf-16 utf-16-le utf-16-be".split()
)
_KNOWN_BINARY = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "sound, video or a WebP picture",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x7fELF": "a program",
    b"SQLite format 3": "an SQLite database",
}
_PROBE = 65_536  # bytes looked at to tell binary from text
_FEW = 8  # so many control bytes are stray marks, whatever the length
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b\x1a")


def decode(
    data: bytes, place: str, *, declared: str | None = None, settings: ReportSettings
) -> tuple[str, tuple[str, ...]]:
    """The text of the bytes, unchanged but for the byte order mark, with warnings.

    NUL characters become U+FFFD, one for one. Raises ReportError if the bytes are no text.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _strictly_or_replaced(data[len(mark) :], marked)
    charset = _wide_charset(data)
    if charset is None:
        _refuse_binary(data, place, settings)
        charset = _usable(declared)
    for name in (charset, "utf-8"):
        try:
            if name:
                return clean(data.decode(name))
        except (UnicodeDecodeError, UnicodeError):
            continue
    text, warnings = _strictly_or_replaced(data, "cp1252")
    return text, (*warnings, "the bytes are not UTF-8; they were read as Windows-1252")


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with NULs and lone surrogates replaced one for one, and a warning if there were any.

    >>> clean("a\\x00b")
    ('a\\ufffdb', ('1 character that is none (NUL or half a surrogate pair) became U+FFFD',))
    """
    bad = text.count("\x00")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        whole = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
        bad += sum(a != b for a, b in zip(text, whole))
        text = whole
    if not bad:
        return text, ()
    plural = "characters that are none" if bad > 1 else "character that is none"
    warning = f"{bad} {plural} (NUL or half a surrogate pair) became U+FFFD"
    return text.replace("\x00", "\ufffd"), (warning,)


def _strictly_or_replaced(data: bytes, charset: str) -> tuple[str, tuple[str, ...]]:
    """The decoded text; bytes that do not fit become U+FFFD, with a warning."""
    try:
        return clean(data.decode(charset))
    except UnicodeError:
        text, warnings = clean(data.decode(charset, "replace"))
        return text, (*warnings, f"some bytes do not fit {charset}; they became U+FFFD")


def _usable(declared: str | None) -> str | None:
    """The Python name of a declared charset, if it is one that we read."""
    try:
        name = codecs.lookup((declared or "").strip(" \"'")[:40]).name
    except (LookupError, ValueError):
        return None
    name = _READ_AS.get(name, name)
    return name if name in _CHARSETS else None


def _wide_charset(data: bytes) -> str | None:
    """UTF-16 without a byte order mark shows as NULs at every other byte."""
    probe = data[:_PROBE]
    if len(probe) < _FEW:
        return None
    even, odd = probe[::2].count(0) / len(probe[::2]), probe[1::2].count(0) / len(probe[1::2])
    if max(even, odd) < 0.6 or min(even, odd) > 0.1:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _refuse_binary(data: bytes, place: str, settings: ReportSettings) -> None:
    """Raises ReportError if the bytes are no text."""
    found = next((what for magic, what in _KNOWN_BINARY.items() if data.startswith(magic)), None)
    probe = data[:_PROBE]
    controls = len(probe) - len(probe.translate(None, _CONTROLS))
    if found is None and controls <= max(_FEW, settings.max_control_share * len(probe)):
        return
    raise ReportError(
        f"{place}: found {found or 'binary data'}; expected text, HTML, JSON, a feed, a mail or an "
        f"archive of these: save its text as .txt or the page as .html"
    )
