"""How surely two clauses of a claim state the same thing, after they were joined.

Joining asks which clauses belong together; this asks whether a reader would count the one as
support for the other. Copies and quoted words are sure. Other words are as sure as they are alike,
less so if they share little that is rare ("The talks came …"), if one has no verb, and if each
gives a number of the same kind and none of them is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from secondsource.alignment.groups import Groups
from secondsource.alignment.likeness import Lexicon, with_signs
from secondsource.alignment.units import Unit
from secondsource.model import Report, Span, Speaker
from secondsource.settings import AlignmentSettings
from secondsource.text.clauses import is_verb_like
from secondsource.text.content import irregular
from secondsource.text.quantities import Quantity, quantities
from secondsource.text.same_quantity import compare
from secondsource.text.words import words

Alike = Callable[[Unit, Unit], float]  # how surely two clauses state the same, in [0, 1]


def sureness(
    units: Sequence[Unit],
    copies: Groups,
    lexicon: Lexicon,
    reports: Mapping[str, Report],
    settings: AlignmentSettings,
    voices: Mapping[str, Speaker] = MappingProxyType({}),
) -> Alike:
    """How surely any two of `units` state the same, in [0, 1]; each pair is looked at once.

    copies: groups of the units' numbers, those joined as copies and as the same quoted words.
    voices: who makes each statement, by its id.
    """
    copy_of = {unit.core: copies.find(number) for number, unit in enumerate(units)}
    held: dict[tuple[Span, Span], float] = {}

    def between(one: Unit, other: Unit) -> float:
        plain = lexicon.compare(lexicon.of_unit(one), lexicon.of_unit(other))
        ahead = one.to_come and other.to_come
        likeness = with_signs(plain, _one_voice(one, other, voices), settings, to_come=ahead)
        sure = likeness.share * min(1.0, likeness.bits / settings.sure_bits)
        if not (_states(one, reports) and _states(other, reports)):
            return sure * settings.no_verb_worth
        apart = _numbers_differ(_numbers(one, reports), _numbers(other, reports))
        return sure * settings.other_number_worth if apart else sure

    def alike(one: Unit, other: Unit) -> float:
        if copy_of[one.core] == copy_of[other.core]:
            return 1.0
        key = (min(one.core, other.core), max(one.core, other.core))
        if key not in held:
            held[key] = between(*sorted((one, other), key=lambda u: u.core))
        return held[key]

    return alike


def _one_voice(one: Unit, other: Unit, voices: Mapping[str, Speaker]) -> bool:
    """Does one speaker say both, in two reports? In one report a speaker says many things."""
    apart = one.core.report_id != other.core.report_id
    return apart and bool(one.voices(voices) & other.voices(voices))


def _states(unit: Unit, reports: Mapping[str, Report]) -> bool:
    """Has the clause a verb, so that it states something, as a name or a caption does not?"""
    core = unit.core
    text = reports[core.report_id].of_field(core.field)
    keys = [word.key for word in words(text, core.start, core.end)]
    return any(is_verb_like(key) or key in irregular() for key in keys)  # "hurt", "shut"


def _numbers(unit: Unit, reports: Mapping[str, Report]) -> tuple[Quantity, ...]:
    core = unit.core
    return quantities(reports[core.report_id].of_field(core.field), core.start, core.end)


def _numbers_differ(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """Do two clauses give numbers of one kind, and nowhere the same?"""
    kinds = {compare(a, b).verdict for a in ours for b in theirs}
    return "different" in kinds and not kinds & {"same", "rounding", "refinement"}
