"""The table of outlets: names, other names, which are agencies, who owns them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from secondsource.errors import SettingsError
from secondsource.model import Outlet
from secondsource.text import fold

_COLUMNS = ("name", "aliases", "agency", "owner", "country", "grade")
_GRADES = frozenset(("", *"ABCDEF"))  # how far the user relies on an outlet (Admiralty)
_AGENCY = {"yes": True, "no": False, "": False}
_MARKS = re.compile(r"[^\w]+")
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}", re.IGNORECASE)
_SECOND_LEVEL = frozenset("ac co com go gov net or org".split())  # "co.uk", "com.au", "go.com"


@dataclass(frozen=True, slots=True)
class Outlets:
    """Outlets by their folded names and aliases."""

    by_name: Mapping[str, Outlet]

    def find(self, name: str) -> Outlet | None:
        """The outlet of this name, alias or web host; case, "the", accents, marks do not count.

        >>> load_outlets().find("the ASSOCIATED PRESS").name
        'AP'
        >>> load_outlets().find("www.thesun.co.uk").name
        'The Sun'
        """
        named = self.by_name.get(fold_name(name))
        if named is None and _HOST.fullmatch(name):
            label = _registered(name)
            named = self.by_name.get(label) or self.by_name.get(label.removeprefix("the"))
        return named

    def canonical(self, name: str) -> str:
        """The table's name for this outlet, or the name as written without "the"."""
        known = self.find(name)
        return known.name if known else re.sub(r"^[Tt]he\s+", "", " ".join(name.split()))

    def same(self, one: str | None, other: str | None) -> bool:
        """Do these names mean one outlet? None means "not known" and is nobody's name."""
        if not one or not other:
            return False
        return fold_name(self.canonical(one)) == fold_name(self.canonical(other))

    def among(self, names: Iterable[str | None]) -> tuple[Outlet, ...]:
        """What the table knows of these names: each outlet once, in order of name."""
        found = {outlet for name in names if name and (outlet := self.find(name))}
        return tuple(sorted(found, key=lambda outlet: outlet.name))

    def with_names(self, names: Iterable[str]) -> Outlets:
        """This table and a row for each of these names that it lacks."""
        new = dict(_named(Outlet(name=name) for name in names if self.find(name) is None))
        return Outlets(MappingProxyType({**new, **self.by_name})) if new else self


def table_of(outlets: Iterable[Outlet]) -> Outlets:
    """The table of these outlets alone."""
    return Outlets(MappingProxyType(dict(_named(outlets))))


def load_outlets(extra: Path | None = None) -> Outlets:
    """The shipped outlets, and those of the user's CSV file, which win over the shipped.

    extra: columns name, aliases (between bars), agency (yes or no), owner, country, grade (A to
    F); only the name is needed. Raises SettingsError with file, line and what was expected.
    """
    shipped = _shipped()
    if extra is None:
        return shipped
    try:
        text = extra.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{extra}: cannot be read as a table of outlets: {error}") from error
    own = dict(_named(_read(text.splitlines(), place=str(extra))))
    return Outlets(MappingProxyType({**shipped.by_name, **own}))


def fold_name(name: str) -> str:
    """A name for comparison: folded, without "the", punctuation and spaces.

    >>> fold_name("The Associated-Press") == fold_name("associated press")
    True
    """
    plain = _MARKS.sub(" ", fold(name)).strip()
    return plain.removeprefix("the ").replace(" ", "")


def _registered(host: str) -> str:
    """The label that a web host was registered under, folded.

    >>> _registered("edition.ferry-news.co.uk")
    'ferrynews'
    """
    labels = host.lower().split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return fold_name(labels[-1])


@cache
def _shipped() -> Outlets:
    """The table that ships with the package, read once."""
    file = resources.files("secondsource.data").joinpath("outlets.csv")
    rows = file.read_text(encoding="utf-8").splitlines()
    return table_of(_read(rows, place="outlets.csv"))


def _named(outlets: Iterable[Outlet]) -> Iterator[tuple[str, Outlet]]:
    for outlet in outlets:
        for name in (outlet.name, *outlet.aliases):
            yield fold_name(name), outlet


def _read(lines: Iterable[str], *, place: str) -> Iterator[Outlet]:
    reader = csv.DictReader(lines)
    if "name" not in (reader.fieldnames or ()):
        raise SettingsError(
            f"{place}: the first line is {reader.fieldnames}; "
            f"expected columns {', '.join(_COLUMNS)}"
        )
    for row in reader:
        cells = {column: (row.get(column) or "").strip() for column in _COLUMNS}
        agency, grade = cells["agency"].lower(), cells["grade"].upper()
        if not fold_name(cells["name"]) or agency not in _AGENCY or grade not in _GRADES:
            raise SettingsError(
                f"{place}, line {reader.line_num}: name {cells['name']!r}, agency {agency!r}, "
                f"grade {grade!r}; expected a name, 'yes' or 'no' for agency, A to F for grade"
            )
        yield Outlet(
            name=cells["name"],
            aliases=tuple(a.strip() for a in cells["aliases"].split("|") if a.strip()),
            agency=_AGENCY[agency],
            owner=cells["owner"] or None,
            country=cells["country"] or None,
            grade=grade or None,
        )
