"""Says so when a report is in a language that the trained tagger was not trained on."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import islice

from secondsource.model import MarkedReport
from secondsource.settings import TaggerSettings
from secondsource.text import words


def language_warning(
    marked: MarkedReport, *, settings: TaggerSettings = TaggerSettings()
) -> str | None:
    """A sentence that names the report's language if it is not English, else None.

    Common English words are counted first: the library that knows languages takes a second to
    load, and most reports do not need it.
    """
    text = marked.report.text
    keys = [
        word.key
        for span in marked.sentences
        for word in islice(words(text, span.start, span.end), settings.language_words)
    ][: settings.language_words]
    if len(keys) < settings.least_words:
        return None
    if sum(key in _common() for key in keys) >= settings.english * len(keys):
        return None
    import py3langid

    language = str(py3langid.classify(" ".join(keys))[0])
    if language == "en":
        return None
    return (
        f"report {marked.id!r} seems to be in the language {language!r}: the tagger was trained "
        "on English only, so statements and names may be missing or wrong"
    )


@cache
def _common() -> frozenset[str]:
    """The common English words of stopwords.en.txt."""
    text = files("secondsource.data").joinpath("stopwords.en.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
