"""Reads one phrase that names a speaker: a person, an institution, a role, a group, a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from secondsource.speakers.words import classes, gender_of, is_age, is_given, of_kind, singulars
from secondsource.text import fold

Sort = Literal["person", "institution", "unclear", "role", "group", "pronoun"]
TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'’.&][^\W_]+)*|[^\w\s]|_")
_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|an|ar|at|ad|az)-")
_BELONGS = frozenset(("of", "from", "at", "with", "for"))
NAMED_PAIR = "named pair"
_PARTS = 3  # between commas: a name further on is somebody else's
_LONGEST_NAME = 4  # words of a person's name that nothing else tells
_KEPT = 8192  # phrases whose readings are kept; the same few return all the time
_BREAKS = frozenset(",;:()[]–—-")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase says about whom it names.

    name: the words without title, role and article. keys: the words that two phrases are
    compared by, folded: the name of a person or institution, the describing words of a role or
    group. head: class of the calling ("spokesperson"). definite: "the ...": it points back.
    """

    sort: Sort
    name: str
    keys: tuple[str, ...]
    head: str = ""
    gender: str = ""  # "m", "f" or "" for not known
    plural: bool = False
    definite: bool = False
    roles: tuple[str, ...] = ()

    @property
    def is_full(self) -> bool:
        """Is it a person with more than one name?"""
        return self.sort == "person" and len(self.keys) > 1


def name_key(word: str) -> str:
    """A word of a name as it is compared: folded, no possessive, no Arabic article, no hyphen.

    >>> name_key("al-Rashidi’s"), name_key("Jean-Luc")
    ('rashidi', 'jeanluc')
    """
    plain = fold(word).removesuffix("'s").removesuffix("'").replace(".", "")
    return _ARTICLE.sub("", plain).replace("-", "") or plain


@lru_cache(maxsize=_KEPT)
def read_phrase(text: str) -> Reading:
    """What the phrase names; the first person named in it wins over roles and institutions."""
    pair = _pair(text)
    if pair is not None:
        return pair
    chunks = _chunks(text)
    readings = [reading for chunk in chunks if (reading := _read_chunk(chunk)) is not None]
    if not readings:
        plain = " ".join(text.split())
        return Reading("role", plain, _keys(plain.split()))
    named = next((r for r in readings[:_PARTS] if r.sort == "person"), None)
    if named is None:
        return readings[0]
    if readings[0].sort == "institution" or (readings[0].sort == "group" and named.keys):
        return readings[0]
    others = tuple(r.name for r in readings if r is not named and r.sort in ("role", "group"))
    gender = named.gender or next((r.gender for r in readings if r.gender), "")
    return Reading(
        "person", named.name, named.keys, named.head, gender, False, True, (*named.roles, *others)
    )


def _pair(text: str) -> Reading | None:
    """ "Jane Doe and John Roe": two persons who speak as one."""
    sides = re.split(r"\s+and\s+", text)
    if len(sides) != 2 or not all(sides):
        return None
    read = [read_phrase(side) for side in sides]
    if not all(reading.is_full for reading in read):
        return None
    names = sorted(read, key=lambda reading: reading.keys)
    keys = tuple(key for reading in names for key in reading.keys)
    return Reading("group", " and ".join(r.name for r in read), keys, NAMED_PAIR, "", True)


def _chunks(text: str) -> list[list[str]]:
    """The tokens of the phrase, cut at commas, brackets and relative words."""
    chunks: list[list[str]] = [[]]
    for token in TOKEN.findall(text):
        if token in _BREAKS or fold(token) in of_kind("relative"):
            chunks.append([])
        elif token[0].isalnum() or token == "&":
            chunks[-1].append(token)
    if sum(map(len, chunks)) == 0:
        return [TOKEN.findall(text)]
    return [chunk for chunk in chunks if chunk]


def _read_chunk(chunk: Sequence[str]) -> Reading | None:
    """One part between commas."""
    low = [fold(token) for token in chunk]
    if len(chunk) == 1 and low[0] in _pronouns():
        return _pronoun(chunk[0])
    if len(chunk) > 1 and chunk[0] in _BELONGS:
        # "Ada Moor, of the harbour office": it says where a person belongs.
        return Reading("role", " ".join(chunk), _keys(chunk))
    first = 0
    # "some of the victims": what is counted stands behind, and "some" stands for them.
    while first < len(chunk) - 1 and low[first] in of_kind("determiner") and low[first + 1] != "of":
        first += 1
    definite = bool(low) and low[0] in of_kind("definite")
    stop = _head_end(chunk, low, first)
    head, tail = chunk[first:stop], chunk[stop:]
    if not head:
        return None
    name_at = _name_start(head)
    if name_at < len(head):
        found = _read_name(head, name_at, tail, article=first > 0)
        if found is not None:
            return found
    return _read_common(head, tail, definite=definite, article=first > 0)


def _pronouns() -> frozenset[str]:
    return frozenset().union(
        *(of_kind(f"pronoun-{kind}") for kind in ("male", "female", "it", "plural", "other"))
    )


def _pronoun(word: str) -> Reading:
    low = fold(word)
    gender = "m" if low in of_kind("pronoun-male") else ""
    gender = "f" if low in of_kind("pronoun-female") else gender
    return Reading(
        "pronoun", word.lower(), (low,), low, gender, low in of_kind("pronoun-plural"), True
    )


def _head_end(chunk: Sequence[str], low: Sequence[str], first: int) -> int:
    """Where the head of the phrase ends: at its first preposition that is no part of a name."""
    for at in range(first + 1, len(chunk)):
        if low[at] in of_kind("preposition") and chunk[at][0].islower():
            return at
        if low[at] == "and" and at + 1 < len(chunk) and chunk[at + 1][0].islower():
            continue
    return len(chunk)


def _name_start(head: Sequence[str]) -> int:
    """Where the run of capitalised words that ends the head begins; len(head) for none."""
    start = len(head)
    for at in range(len(head) - 1, -1, -1):
        digits = head[at][0].isdigit() and not is_age(head[at])
        if head[at][0].isupper() or digits or _ARTICLE.match(head[at]):
            start = at
        elif start == len(head) or fold(head[at]) not in of_kind("particle"):
            break
    return start


def _read_name(
    head: Sequence[str], start: int, tail: Sequence[str], *, article: bool
) -> Reading | None:
    """A head that ends in capitalised words: a person, an institution, or not clear which."""
    run = list(head[start:])
    low = [fold(token).replace(".", "") for token in run]
    title = max((at for at, word in enumerate(low) if word in of_kind("title")), default=-1)
    while len(run) > title + 2 and low[-1] in of_kind("after"):
        run, low = run[:-1], low[:-1]
    if title == len(run) - 1:
        return None
    before = [*head[:start], *run[: title + 1]]
    name = run[title + 1 :]
    if len(run) == 1 and not before and (low[0] in of_kind("group") or low[0] in singulars()):
        return None
    called = title >= 0 or _is_calling(before)
    gender = _gender(before, name)
    words = [fold(word).removesuffix("'s") for word in name]
    body = words[-1] in of_kind("suffix") or any(word in of_kind("institution") for word in words)
    if body and not (called and len(name) <= 2) and not is_given(words[0]):
        return _institution([*name], tail)
    keys = _name_keys(name)
    shown = _shown(name)
    roles = _roles(before, tail)
    calling = next((classes()[w] for w in map(_plain, reversed(before)) if w in classes()), "")
    if called or (len(name) > 1 and (is_given(words[0]) or len(words[0].strip(".")) == 1)):
        return Reading("person", shown, keys, calling, gender, False, True, roles)
    if any(len(word) > 1 and word.isupper() for word in name):
        return _institution(name, tail)
    if len(name) > 1 and not article and len(name) <= _LONGEST_NAME and not before:
        return Reading("person", shown, keys, calling, gender, False, True, roles)
    if len(name) > 1:
        return _institution(name, tail)
    if is_given(words[0]) and gender_of(words[0]):
        return Reading("person", shown, keys, calling, gender, False, True, roles)
    if article and not before:
        return _institution(name, tail)
    return Reading("unclear", shown, keys, "", "", False, True, roles)


def _plain(word: str) -> str:
    return fold(word).replace(".", "").removesuffix("'s")


def _is_calling(before: Sequence[str]) -> bool:
    """Does the word before the name say what a person is?"""
    return bool(before) and (
        _plain(before[-1]) in of_kind("title")
        or _plain(before[-1]) in classes()
        or is_age(before[-1])
    )


def _gender(before: Sequence[str], name: Sequence[str]) -> str:
    """Gender told by a title or calling, else by the given name, else ""."""
    for word in map(_plain, before):
        if word in of_kind("male"):
            return "m"
        if word in of_kind("female"):
            return "f"
    return gender_of(_plain(name[0])) if len(name) > 1 or is_given(_plain(name[0])) else ""


def _name_keys(name: Sequence[str]) -> tuple[str, ...]:
    keys = tuple(name_key(word) for word in name if fold(word) not in of_kind("particle"))
    return keys or tuple(name_key(word) for word in name)


def _shown(name: Sequence[str]) -> str:
    return re.sub(r"['’]s?$", "", " ".join(name))


def _roles(before: Sequence[str], tail: Sequence[str]) -> tuple[str, ...]:
    """The calling before a name, without bare courtesies, and where the person belongs."""
    titles = " ".join(before)
    found = (titles,) if titles and _plain(titles) not in _courtesies() else ()
    return (*found, " ".join(tail)) if tail and tail[0] in _BELONGS else found


def _courtesies() -> frozenset[str]:
    return frozenset(("mr", "mrs", "ms", "miss", "mme", "sir"))


def _institution(name: Sequence[str], tail: Sequence[str]) -> Reading:
    """An institution; "of ..." belongs to its name when it goes on with a capital letter."""
    words = list(name)
    if len(tail) > 1 and tail[0] in ("of", "for"):
        rest = 1 + (fold(tail[1]) in of_kind("determiner"))
        if len(tail) > rest and tail[rest][0].isupper():
            words += tail
    return Reading("institution", _shown(words), _body_keys(words), _body_head(name))


def _body_keys(words: Sequence[str]) -> tuple[str, ...]:
    """The words of an institution's name without article and legal form."""
    keys = [name_key(word) for word in words if fold(word) not in of_kind("determiner")]
    while len(keys) > 1 and keys[-1] in of_kind("suffix"):
        keys.pop()
    if len(keys) > 2 and keys[-2:] == ["police", "department"]:
        keys.pop()
    return tuple(key for key in keys if key not in ("of", "for", "the", "and"))


def _body_head(words: Sequence[str]) -> str:
    return next((w for w in map(_plain, reversed(words)) if w in of_kind("institution")), "")


def _keys(words: Sequence[str]) -> tuple[str, ...]:
    """The describing words, sorted: "spokesman for Acme" and "Acme spokesman" are equal."""
    small = of_kind("determiner") | of_kind("preposition") | of_kind("joiner")
    kept = {name_key(word) for word in words if fold(word) not in small and word[0].isalnum()}
    return tuple(sorted(kept))


def _is_people(word: str) -> bool:
    """Is it a word for a person or for several?"""
    return word in classes() or word in singulars() or word in of_kind("group")


def _is_known(word: str) -> bool:
    """Is it a word for persons or for an institution?"""
    return _is_people(word) or word in of_kind("institution")


def _read_common(
    head: Sequence[str], tail: Sequence[str], *, definite: bool, article: bool
) -> Reading:
    """A head without a name at its end: a role, a group or an institution."""
    if _plain(head[-1]) in of_kind("document") and len(tail) > 1 and tail[0] in ("from", "by"):
        # "a statement from the ministry" speaks for the ministry.
        found = _read_chunk(tail[1:])
        if found is not None:
            return found
    at = len(head) - 1
    if not _is_known(_plain(head[at])):
        # "people familiar with the matter": the word for persons stands before its adjective.
        people = (i for i, word in enumerate(head) if _is_people(fold(word).replace(".", "")))
        at = max(people, default=at)
    last = _plain(head[at])
    phrase = " ".join([*head, *tail])
    around = _keys([*head[:at], *head[at + 1 :], *tail])
    head = head[: at + 1]
    if last in classes():
        kind = classes()[last]
        gender = _gender([last], [last])
        keys = tuple(sorted({kind, *around}))
        return Reading("role", phrase, keys, kind, gender, False, definite)
    if last in of_kind("institution"):
        capitals = any(word[0].isupper() for word in head[:-1])
        keys = _body_keys(head) if capitals or len(head) > 1 else (last,)
        name = _shown(head)
        return Reading("institution", name, keys, last, "", True, definite or len(head) == 1)
    if last in of_kind("group") or last in singulars():
        kind = singulars().get(last, last)
        keys = tuple(sorted({last, *around}))
        return Reading("group", phrase, keys, kind, "", True, definite)
    plural = last.endswith("s") and not last.endswith("ss")
    keys = tuple(sorted({last, *around}))
    return Reading("group" if plural else "role", phrase, keys, last, "", plural, definite)
