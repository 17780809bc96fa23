"""Tells whether two resolved speakers can be one and the same."""

from __future__ import annotations

from secondsource.model import Speaker
from secondsource.speakers.readings import Reading, name_key, read_phrase
from secondsource.speakers.words import classes, of_kind
from secondsource.text import words

# A body and who belongs to it by calling: police officers speak for the police.
_BODY_OF = {"officer": "police", "sheriff": "police", "minister": "ministry", "soldier": "army"}


def can_be_one(left: Speaker, right: Speaker) -> bool:
    """May these two be one speaker, as far as the words about them go?

    Two persons are told apart by surname and given name. Somebody unnamed, or an institution,
    and a person are told apart only where both appear side by side in one report, or are both
    described, without a word in common. When in doubt the answer is yes.
    """
    if left.id == right.id:
        return True
    kinds = {left.kind, right.kind}
    if kinds == {"person"}:
        return _persons(left, right)
    if any(_is_vague(speaker) for speaker in (left, right)):
        return True
    if "person" in kinds:
        person, other = (left, right) if left.kind == "person" else (right, left)
        return _fits(person, other) or not _are_apart(person, other)
    if _described(left) & _described(right):
        return True
    return not (_stand_together(left, right) and kinds == {"institution"})


def _persons(left: Speaker, right: Speaker) -> bool:
    """May two persons be one? Surnames must be equal, and given names must not differ."""
    for a in map(read_phrase, (left.name, *left.aliases)):
        for b in map(read_phrase, (right.name, *right.aliases)):
            if _share_name(a, b):
                return True
    return False


def _share_name(one: Reading, other: Reading) -> bool:
    if len(one.keys) == 1 or len(other.keys) == 1:
        return bool(set(one.keys) & set(other.keys))
    given, second = one.keys[0], other.keys[0]
    initial = min(len(given), len(second)) == 1 and given[0] == second[0]
    return one.keys[-1] == other.keys[-1] and (given == second or initial)


def _is_vague(speaker: Speaker) -> bool:
    """Is nothing known of the speaker but a pronoun, or a word for several people?"""
    reading = read_phrase(speaker.name)
    if reading.sort == "pronoun":
        return True
    if speaker.kind == "unnamed":
        return reading.sort != "role" or reading.head not in classes().values()
    return reading.sort == "institution" and reading.keys == (reading.head,)


def _fits(person: Speaker, other: Speaker) -> bool:
    """Does what is said of the person go with the calling or the body?"""
    about = _described(person)
    if about & _described(other):
        return True
    bodies = {_BODY_OF[word] for word in about if word in _BODY_OF}
    return bool(bodies & _described(other))


def _are_apart(person: Speaker, other: Speaker) -> bool:
    """Do both speak in one report, or does each have a description of its own?"""
    if _stand_together(person, other):
        return True
    return bool(person.roles) and len(_described(other)) > 1


def _stand_together(left: Speaker, right: Speaker) -> bool:
    """Is there a report in which both are mentioned?"""
    reports = {span.report_id for span in left.mentions}
    return any(span.report_id in reports for span in right.mentions)


def _described(speaker: Speaker) -> set[str]:
    """The words about a speaker that tell something, callings as their class."""
    small = of_kind("determiner") | of_kind("preposition") | of_kind("joiner")
    phrases = speaker.roles if speaker.kind == "person" else (speaker.name, *speaker.aliases)
    found = {name_key(word.key) for phrase in phrases for word in words(phrase)}
    return {classes().get(word, word) for word in found if word not in small}
