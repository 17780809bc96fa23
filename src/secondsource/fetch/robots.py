"""What a robots.txt allows us (RFC 9309): groups by user agent, the longest rule wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from secondsource.fetch.settings import FetchSettings

AGENT = "secondsource"  # our name in a robots.txt
_ANY = "*"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for us of one host. rules: pattern and whether it allows. pause: seconds asked."""

    rules: tuple[tuple[str, bool], ...] = ()
    pause: float = 0.0

    def allows(self, path: str) -> bool:
        """May this path, query included, be fetched? Of equally long rules the one that allows."""
        plain = unquote(path)
        matching = [(len(pattern), allow) for pattern, allow in self.rules if fits(pattern, plain)]
        return max(matching, default=(0, True))[1]


EVERYTHING = Rules()


def rules_of(data: bytes, *, settings: FetchSettings) -> Rules:
    """The rules of a robots.txt for us: of the groups that name us, else of those for all."""
    text = data[: settings.robots_bytes].decode("utf-8", "replace").removeprefix("\ufeff")
    ours: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    named = for_all = False
    naming = False  # does the last line name an agent?
    known = False
    for key, value in _lines(text):
        if key == "user-agent":
            if not naming:
                named = for_all = False
            naming = True
            agent = value.split("/")[0].strip().lower()
            named, for_all = named or agent == AGENT, for_all or agent == _ANY
            known = known or agent == AGENT
            continue
        naming = False
        if named:
            ours.append((key, value))
        elif for_all:
            others.append((key, value))
    return _rules((ours if known else others)[: settings.robots_rules])


def _rules(lines: list[tuple[str, str]]) -> Rules:
    found: list[tuple[str, bool]] = []
    pause = 0.0
    for key, value in lines:
        if key in ("allow", "disallow") and value:
            found.append((unquote(value), key == "allow"))
        elif key == "crawl-delay":
            pause = max(pause, _seconds(value))
    return Rules(tuple(found), pause)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _seconds(value: str) -> float:
    """A number of seconds, 0 where it is none."""
    plain = value.replace(".", "", 1)
    return float(value) if plain.isascii() and plain.isdigit() else 0.0


def fits(pattern: str, path: str) -> bool:
    """Does the path begin as the pattern says? "*" stands for anything, a last "$" for the end.

    Without going back: each part is taken where it stands first, so that time stays linear.

    >>> fits("/a*.pdf$", "/a/b.pdf"), fits("/a*.pdf$", "/a/b.pdf?x")
    (True, False)
    """
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split(_ANY)
    if not path.startswith(first):
        return False
    at = len(first)
    if not rest:
        return not ends or at == len(path)
    *middle, last = rest
    for part in middle:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if ends:
        return path.endswith(last) and len(path) - len(last) >= at
    return path.find(last, at) >= 0
