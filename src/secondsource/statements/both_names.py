"""Names by the trained tagger with a second look: the same words elsewhere, and known places.

The network reads a name where its sentence makes it one, and misses it where that tells little:
in a headline, in a list, at the head of a sentence. What it names in one place of a report is a
name wherever the report has the same words; and a place of the gazetteer that the rules see as a
name is one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from secondsource.model import Entity, EntityLabel, Field, MarkedReport, Span
from secondsource.statements.names import known_places
from secondsource.statements.tokens import Token, tokens
from secondsource.text.background import rarity
from secondsource.text.words import fold

_LONGEST = 8  # words of a name that is looked for elsewhere
_PLACE_BITS = 13.0  # a place of one word below this, as "Reading", is an ordinary word as well
_Key = tuple[str, ...]


def join_names(
    marked: MarkedReport,
    by_rules: Sequence[Entity],
    by_model: Sequence[Entity],
    *,
    reach: Mapping[Field, int] = MappingProxyType({}),
) -> tuple[Entity, ...]:
    """The network's names, and those it missed, body first, in reading order.

    reach: where the network's reading of a field ended; all names of the rules behind it count.
    """
    found = list(by_model)
    fields: tuple[Field, ...] = ("text", "title") if marked.report.title else ("text",)
    items = {field: _tokens(marked, field) for field in fields}
    known = _known(items, by_model)
    for field in fields:
        found += _free(_again(marked.id, items[field], known, field), found)
    found += _free((e for e in by_rules if is_behind((e.span,), reach)), found)
    found += _free((e for e in by_rules if _is_place(marked, e)), found)
    return tuple(sorted(found, key=lambda e: (e.span.field, e.span.start, e.span.end)))


def _tokens(marked: MarkedReport, field: Field) -> list[Token]:
    text = marked.report.of_field(field)
    return tokens(text, 0, len(text))


def _known(
    items: Mapping[Field, Sequence[Token]], named: Sequence[Entity]
) -> Mapping[str, Mapping[_Key, EntityLabel]]:
    """The words of the names, by their first word, with the label they have most often."""
    labels: dict[_Key, Counter[EntityLabel]] = defaultdict(Counter)
    for field, of_field in items.items():
        spans = [e for e in named if e.span.field == field]
        at = 0
        for entity in sorted(spans, key=lambda e: (e.span.start, e.span.end)):
            while at < len(of_field) and of_field[at].start < entity.span.start:
                at += 1
            last = at
            while last < len(of_field) and of_field[last].start < entity.span.end:
                last += 1
            key = tuple(_bare(token) for token in of_field[at:last])
            if 0 < len(key) <= _LONGEST and _is_telling(of_field[at:last]):
                labels[key][entity.label] += 1
    by_first: dict[str, dict[_Key, EntityLabel]] = defaultdict(dict)
    for key, counts in labels.items():
        by_first[key[0]][key] = min(counts, key=lambda label: (-counts[label], label))
    return by_first


def _bare(token: Token) -> str:
    return token.text.removesuffix("'s").removesuffix("’s")


def _is_telling(run: Sequence[Token]) -> bool:
    """Would the same words be a name elsewhere too? Of one word alone that was a toss-up."""
    return len(run) > 1 and run[0].text[:1].isupper() and run[-1].text[:1].isupper()


def _again(
    report_id: str,
    items: Sequence[Token],
    known: Mapping[str, Mapping[_Key, EntityLabel]],
    field: Field,
) -> Iterator[Entity]:
    """Where known names stand, the longest at each place."""
    at = 0
    while at < len(items):
        keys = known.get(_bare(items[at]))
        key = _longest(items[at : at + _LONGEST], keys) if keys else ()
        if not keys or not key:
            at += 1
            continue
        last = items[at + len(key) - 1]
        end = last.start + len(_bare(last))
        yield Entity(Span(report_id, items[at].start, end, field), keys[key])
        at += len(key)


def _longest(run: Sequence[Token], keys: Mapping[_Key, EntityLabel]) -> _Key:
    """The longest key that the run begins with, () if none: as quick for many keys as for one."""
    bare = tuple(map(_bare, run))
    return next((bare[:n] for n in range(len(bare), 0, -1) if bare[:n] in keys), ())


def is_behind(spans: Iterable[Span], reach: Mapping[Field, int]) -> bool:
    """Does one of the spans lie, or reach, behind what the network read of its field?"""
    return any(span.end > reach.get(span.field, span.end) for span in spans)


def _is_place(marked: MarkedReport, entity: Entity) -> bool:
    """Is it a place of the gazetteer, and not "Nice" or the "US" of "US$ 5"?"""
    words = fold(marked.words_of(entity.span))
    is_word = " " not in words and rarity(words) < _PLACE_BITS
    return entity.label == "LOC" and words in known_places() and not is_word


def _free(more: Iterator[Entity], found: Sequence[Entity]) -> list[Entity]:
    """Those that touch none of the names found."""
    taken = {(e.span.field, at) for e in found for at in range(e.span.start, e.span.end)}
    return [
        e
        for e in more
        if not any((e.span.field, at) in taken for at in range(e.span.start, e.span.end))
    ]
