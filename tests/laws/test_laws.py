"""The laws of the whole pipeline, on invented piles: what must hold whatever the reports say."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from random import Random

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from secondsource.brief import to_json
from secondsource.model import Brief, Report, Span

from .piles import (
    IDS,
    OUTLETS,
    as_before,
    as_json,
    check,
    conflicts,
    copied,
    counts,
    evidence_between,
    has_circle,
    piles,
    risen,
    told,
)

law = settings(
    # The same 40 in every run; `--hypothesis-profile=fresh` draws new ones, and many.
    max_examples=40 if settings.default.derandomize else 1000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
OTHER_IDS = ("crake", "redshank", "twite", "merlin", "wheatear")
# As long as the names they stand for, so that every passage keeps its place.
OTHER_OUTLETS = (
    "Velmor Echo",
    "Dellow Gazette",
    "Sundal Mail",
    "Varrin Star",
    "Umbrel Dispatch",
)

FERRY = told(0, 0, (0, 1, 2), "", hours=0)
FERRY_TOO = told(0, 1, (0, 1, 2), "", hours=0)
NIGHT = told(0, 0, (1, 3, 4), "", hours=0)
NIGHT_TOO = told(0, 1, (0, 2, 3), "", hours=0)
BRIDGE = told(1, 0, (2, 3, 4), "", hours=0)
BRIDGE_TOO = told(1, 1, (0, 1, 3), "", hours=0)


def run_on(parent: Report, place: int, way: str) -> Report:
    """What the outlet of that number made of a report an hour later."""
    return copied(parent, way, name=IDS[place], outlet=OUTLETS[place], hours=1)


def twice(parent: Report, way: str) -> tuple[Report, Report]:
    """A copy, and a copy of it that credits it."""
    copy = run_on(parent, 3, way)
    return copy, run_on(copy, 4, "credited")


@given(piles(), st.randoms(use_true_random=False))
@law
def test_the_order_of_the_reports_changes_nothing(pile: tuple[Report, ...], chance: Random):
    shuffled = list(pile)
    chance.shuffle(shuffled)
    assert as_json(shuffled) == as_json(pile)


@given(piles(), st.data())
@law
def test_a_verbatim_later_copy_changes_nothing_between_others(pile, data):
    """It raises no count, takes no conflict away, and no evidence between others changes."""
    parent = data.draw(st.sampled_from(pile), label="copied")
    copy = copied(
        parent, "verbatim", name="zz-copy", outlet="Far Post", hours=data.draw(st.integers(1, 9))
    )
    before, after = check(pile), check([*pile, copy])
    ids = frozenset(report.id for report in pile)
    assert risen(before, after) == []
    assert conflicts(before) <= conflicts(after, {copy.id: parent.id})
    was, now = evidence_between(before, ids), evidence_between(after, ids)
    assert {key: now[key] for key in was.keys() & now.keys()} == {
        key: was[key] for key in was.keys() & now.keys()
    }


@given(piles(), st.data())
@law
def test_taking_away_a_report_that_nobody_derives_from_raises_no_count(pile, data):
    """Of a claim that stays what it was but for that report: pairing may change too."""
    before = check(pile)
    parents = {d.parent for d in before.derivations if d.verdict != "independent"}
    idle = [report for report in pile if report.id not in parents]
    gone = data.draw(st.sampled_from(idle or pile), label="taken away")
    if idle and len(pile) > 2:
        after = check([report for report in pile if report.id != gone.id])
        assert risen(before, as_before(before, after)) == []


def test_without_a_cut_copy_a_third_report_joins_the_story_and_no_claim_grows():
    """What its parent and the third say in other words is one claim now, where it was two."""
    copy = run_on(BRIDGE, 3, "trimmed")
    before, after = check([BRIDGE, BRIDGE_TOO, copy]), check([BRIDGE, BRIDGE_TOO])
    assert risen(before, as_before(before, after)) == []


@given(piles())
@law
def test_no_count_exceeds_the_origins_named_or_gathered(pile):
    brief = check(pile)
    outlet = {report.id: report.outlet or report.id for report in pile}
    named: dict[str, set[str]] = {report.id: {outlet[report.id]} for report in pile}
    for credit in brief.credits:
        named[credit.report_id].add(credit.outlet)
    for line in brief.derivations:
        if line.origin:
            named[line.child].add(line.origin)
    for found in brief.corroborations:
        possible = set().union(*(named[r] for r in found.carried_by))
        for count in (found.independent_origins, found.independent_speakers):
            assert 0 <= count.low <= count.likely <= count.high
        assert found.independent_origins.high <= min(len(possible), len(found.carried_by))


@given(piles())
@law
def test_nothing_derives_from_itself_by_any_way(pile):
    """Unless reports name each other: that circle is real, and shown."""
    brief = check(pile)
    naming = {
        (credit.report_id, report.id)
        for credit in brief.credits
        for report in pile
        if credit.outlet == report.outlet
    }
    lines = [
        (line.child, line.parent)
        for line in brief.derivations
        if line.parent and line.verdict == "derived"
    ]
    real = [(c, p) for c, p in lines if not ((c, p) in naming and (p, c) in naming)]
    assert not has_circle(real)
    assert len(set(lines)) == len(lines)


def spans_in(value: object) -> list[Span]:
    """Every span inside a noun, however deep."""
    found, todo = [], [value]
    while todo:
        at = todo.pop()
        if isinstance(at, Span):
            found.append(at)
        elif isinstance(at, list | tuple):
            todo += at
        elif is_dataclass(at) and not isinstance(at, Report):
            todo += [getattr(at, field.name) for field in fields(at)]
    return found


@given(piles())
@law
def test_every_span_slices_and_lies_in_one_report(pile):
    brief = check(pile)
    for span in spans_in(brief):
        words = brief.words_of(span)
        assert len(words) == span.end - span.start
        assert words.strip()
    for statement in brief.statements:
        assert {span.report_id for span in spans_in(statement)} == {statement.report_id}
    for row in json.loads(to_json(brief))["quotations"]:
        for variant in row["variants"]:
            text = brief.report(variant["report"]).of_field(variant.get("field", "text"))
            assert text[variant["start"] : variant["end"]] == variant["text"]


@given(piles())
@law
def test_a_pair_is_in_conflict_once_and_never_with_its_like(pile):
    brief = check(pile)
    pairs = [
        (relation.type, *sorted((relation.a, relation.b)))
        for relation in brief.relations
        if relation.is_conflict
    ]
    assert len(set(pairs)) == len(pairs)
    for relation in brief.relations:
        assert relation.a != relation.b


@given(piles(), st.data())
@law
def test_a_report_never_contradicts_its_verbatim_copy(pile, data):
    parent = data.draw(st.sampled_from(pile), label="copied")
    copy = copied(parent, "verbatim", name="zz-copy", outlet="Far Post", hours=3)
    twin = {copy.id: parent.id}
    kinds = {kind for kind, a, b in conflicts(check([*pile, copy]), twin) if a == b}
    assert kinds == set()


@given(piles())
# Two copies tell one number: which of them is shown hung on a hash of the text, names and all.
@example((FERRY, FERRY_TOO, *twice(FERRY, "edited")))
# A paper called after the event's town: its name in a copy made the reports more alike.
@example((NIGHT, NIGHT_TOO, *twice(NIGHT, "verbatim")))
@law
def test_other_names_give_the_same_result_under_other_names(pile):
    """Ids and outlets only name: ties are broken by the text, or left open.

    Of two reports alike in all but these, one is shown for both, and nothing but a name says which.
    """
    assume(len({(report.text, report.published) for report in pile}) == len(pile))
    assert _canonical(as_json(pile), back=False) == _canonical(
        as_json([_renamed(report) for report in pile]), back=True
    )


def _renamed(report: Report) -> Report:
    def other(text: str | None) -> str | None:
        for old, new in zip(OUTLETS, OTHER_OUTLETS):
            text = text and text.replace(old, new)
        return text

    return replace(
        report,
        id=OTHER_IDS[IDS.index(report.id)],
        text=other(report.text) or "",
        outlet=other(report.outlet),
    )


def _canonical(written: str, *, back: bool) -> object:
    """The JSON without order, which follows names, and without hashes of the texts that changed.

    Sentences that list names do so in the order of the names.
    """
    if back:
        for old, new in zip((*IDS, *OUTLETS), (*OTHER_IDS, *OTHER_OUTLETS)):
            written = written.replace(new, old)
    written = re.sub(r"(speaker|claim|quotation|relation)-[0-9a-f]{12}", r"\1", written)

    def unordered(value: object) -> object:
        if isinstance(value, dict):
            return {key: unordered(item) for key, item in value.items()}
        if isinstance(value, str) and " and " in value:
            return sorted(re.findall(r"\w+", value))
        if isinstance(value, list):
            return sorted(
                (unordered(item) for item in value),
                key=lambda item: json.dumps(item, sort_keys=True),
            )
        return value

    return unordered(json.loads(written))


@given(piles())
@law
def test_a_brief_comes_back_from_json_as_it_was(pile):
    adapter = TypeAdapter(Brief)
    brief = check(pile)
    again = adapter.validate_json(adapter.dump_json(brief))
    assert again == brief
    assert to_json(again) == to_json(brief)


@given(piles())
@law
def test_every_report_that_goes_in_comes_out(pile):
    brief = check(pile)
    assert {m.id for m in brief.reports} == {report.id for report in pile}
    assert sorted(i for story in brief.stories for i in story.report_ids) == sorted(
        r.id for r in pile
    )
    assert set(counts(brief)) == {m.span for c in brief.claims for m in c.mentions}
