"""Which mentions name the same person or body, by their names alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from secondsource.settings import SpeakerSettings
from secondsource.speakers.mentions import NameMention
from secondsource.speakers.words import is_given


class Links:
    """Groups of mentions, given by their numbers; joining two groups makes them one."""

    def __init__(self, size: int) -> None:
        self._first = list(range(size))

    def root(self, at: int) -> int:
        """The number that stands for the group of mention `at`."""
        while self._first[at] != at:
            self._first[at] = self._first[self._first[at]]
            at = self._first[at]
        return at

    def join(self, left: int, right: int) -> None:
        """Makes the groups of both mentions one."""
        low, high = sorted((self.root(left), self.root(right)))
        self._first[high] = low

    def groups(self) -> dict[int, list[int]]:
        """Each group's mentions in order, by its root."""
        found: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self._first)):
            found[self.root(at)].append(at)
        return dict(found)


def join_names(
    mentions: Sequence[NameMention], among: Sequence[int], links: Links, settings: SpeakerSettings
) -> None:
    """Joins the mentions numbered in `among` (one report's, or the story's) by their names.

    Full names first, then bare surnames that exactly one full name explains. Two different
    surnames are never joined here: a quotation given to a wrong person must stay visible.
    """
    _join_bodies(mentions, among, links)
    _join_described(mentions, among, links)
    _join_full(mentions, among, links, settings)
    _join_bare(mentions, among, links)


def _join_bodies(mentions: Sequence[NameMention], among: Iterable[int], links: Links) -> None:
    """Institutions of equal names, and names of which it is not clear what they name."""
    first: dict[tuple[str, ...], int] = {}
    for at in among:
        reading = mentions[at].reading
        if reading.sort in ("institution", "unclear") and not _only_head(mentions[at]):
            links.join(first.setdefault(reading.keys, at), at)


def _join_described(mentions: Sequence[NameMention], among: Sequence[int], links: Links) -> None:
    """A body that is described, "the food authority", and the one whose name holds these words.

    Only where one alone is in sight: merging is cheap, but nobody knows which of two it is.
    """
    bodies = [at for at in among if mentions[at].reading.sort == "institution"]
    for at in bodies:
        reading = mentions[at].reading
        if len(reading.keys) < 2 or reading.name != reading.name.lower():
            continue
        fits = [
            other
            for other in bodies
            if mentions[other].reading.head == reading.head
            and set(reading.keys) < set(mentions[other].reading.keys)
        ]
        if len({links.root(other) for other in fits}) == 1:
            links.join(fits[0], at)


def _only_head(mention: NameMention) -> bool:
    """Is it a body without a name ("the ministry"), which points back?"""
    return mention.reading.sort == "institution" and mention.reading.keys == (mention.reading.head,)


def _join_full(
    mentions: Sequence[NameMention], among: Iterable[int], links: Links, settings: SpeakerSettings
) -> None:
    """Persons whose full names are equal, or variants of each other."""
    first: dict[tuple[str, ...], int] = {}
    for at in among:
        if mentions[at].reading.is_full:
            links.join(first.setdefault(mentions[at].reading.keys, at), at)
    blocks: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for keys in sorted(first):
        blocks[keys[-1][:1]].append(keys)
        blocks["prefix " + " ".join(keys[:2])].append(keys)
    for block in blocks.values():
        for keys in block:
            fits = [other for other in block if other != keys and _variant(keys, other, settings)]
            if len({links.root(first[other]) for other in fits}) == 1 and not _genders_differ(
                mentions, [first[keys], first[fits[0]]]
            ):
                links.join(first[keys], first[fits[0]])


def _variant(short: tuple[str, ...], long: tuple[str, ...], settings: SpeakerSettings) -> bool:
    """May `short` be another form of the full name `long`?"""
    if len(short) > len(long):
        return False
    if len(long) > len(short) >= 2 and long[: len(short)] == short:
        return True
    if not _near(short[-1], long[-1], settings):
        return False
    given, other = short[0], long[0]
    if given == other or _near(given, other, settings):
        return True
    if len(given) == 1 or len(other) == 1:
        return given[0] == other[0] and short[-1] == long[-1]
    return len(short) < len(long) and set(short) <= set(long)


def _near(left: str, right: str, settings: SpeakerSettings) -> bool:
    """Equal, or one spelling apart in a name that is long enough."""
    if left == right:
        return True
    long = min(len(left), len(right)) >= settings.spelling_letters
    return long and Levenshtein.distance(left, right) <= settings.spelling


def _genders_differ(mentions: Sequence[NameMention], group: Iterable[int]) -> bool:
    letters = {mentions[at].reading.gender for at in group} - {""}
    return len(letters) > 1


def _join_bare(mentions: Sequence[NameMention], among: Sequence[int], links: Links) -> None:
    """A surname (or given name) alone, where one person alone of that name is in sight."""
    surname: dict[str, list[int]] = defaultdict(list)
    given: dict[str, list[int]] = defaultdict(list)
    for at in among:
        reading = mentions[at].reading
        if reading.is_full:
            surname[reading.keys[-1]].append(at)
            given[reading.keys[0]].append(at)
    alone: dict[tuple[str, str], int] = {}
    for at in among:
        reading = mentions[at].reading
        if reading.sort not in ("person", "unclear") or reading.is_full:
            continue
        key = reading.keys[-1]
        fits = surname.get(key) or (given.get(key, []) if is_given(key) else [])
        fits = [other for other in fits if not _genders_differ(mentions, (at, other))]
        told = [other for other in fits if mentions[other].reading.gender == reading.gender]
        if reading.gender and told:
            fits = told
        if len({links.root(other) for other in fits}) == 1:
            links.join(fits[0], at)
        elif not fits:
            links.join(alone.setdefault((key, reading.gender), at), at)
            if reading.gender:
                links.join(alone.setdefault((key, ""), at), at)
