"""Quotations that stand with two speakers, or that were cut so that they say something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.alignment.quotations import group_quotations
from secondsource.corroboration.quoted import relate_quotations
from secondsource.model import Derivation
from secondsource.speakers import resolve_speakers
from tests.speakers.made import marked, said

WORDS = "We saw the ferry turn over,"


def relate(rows, *, derivations=(), ids=()):
    """Relations of reports; a row is a text with its (speaker, words) pairs."""
    reports = marked(*(text for text, *_ in rows), ids=ids)
    statements = [
        said(report, speaker, words)
        for report, (_, *given_to) in zip(reports, rows)
        for speaker, words in given_to
    ]
    speakers = resolve_speakers(reports, statements)
    quotations = group_quotations(reports, statements, speakers)
    return relate_quotations(reports, quotations, speakers, derivations), reports


def spoken_by(*names):
    """One report for each name, with the same words."""
    return [(f'"{WORDS}" {name} said.', (name, WORDS)) for name in names]


@pytest.mark.parametrize(
    ("names", "conflicts"),
    [
        (("Olaf Brask", "Dora Quill"), 1),  # two persons
        (("Olaf Brask", "Tom Brask"), 1),  # brothers are two
        (("Olaf Brask", "Dora Quill", "Dora Quill"), 1),  # one for each pair of sides
        (("Olaf Brask", "Dora Quill", "Tom Hale"), 3),
        (("Olaf Brask", "Mr Brask"), 0),
        (("Olaf Brask", "he"), 0),  # a pronoun that nothing resolves contradicts nobody
        (("Olaf Brask", "officials"), 0),
        (("Dr. Olaf Brask, harbour doctor,", "the harbour physician"), 0),  # the role fits
        (("the harbour physician", "Dora Quill"), 0),  # she may be the physician
        (("Norferry", "a spokesman for Norferry"), 0),
        (("Olaf Brask, spokesman for Norferry,", "Norferry"), 0),
        (("Inspector Olaf Brask", "police"), 0),
        (("Olaf Brask, of the pilots' guild,", "a spokesman for Norferry"), 1),
    ],
)
def test_who_contradicts_whom(names, conflicts):
    relations, _ = relate(spoken_by(*names))
    assert [relation.type for relation in relations] == ["speaker"] * conflicts


def test_a_person_who_speaks_beside_a_spokesman_is_not_that_spokesman():
    # In the first report both speak; the second gives the words of one to the other.
    rows = [
        (
            f'Olaf Brask said: "It was dark." A spokesman for Norferry said: "{WORDS}"',
            ("Olaf Brask", "It was dark."),
            ("A spokesman for Norferry", WORDS),
        ),
        (
            f'Olaf Brask said: "It was dark." "{WORDS}" he added.',
            ("Olaf Brask", "It was dark."),
            ("he", WORDS),
        ),
    ]
    relations, reports = relate(rows)
    (relation,) = relations
    assert set(relation.values) == {"Olaf Brask", "spokesman for Norferry"}
    by_id = {report.id: report for report in reports}
    assert {by_id[s.report_id].words_of(s) for s in (relation.a, relation.b)} == {WORDS}
    assert relation.nearer is None


def test_the_report_nearer_to_the_origin_is_told_where_one_derives_from_the_other():
    derived = Derivation("r2", "r1", None, "derived", 0.98)
    (relation,), _ = relate(spoken_by("Olaf Brask", "Dora Quill"), derivations=[derived])
    assert relation.nearer == "r1"
    unsure = Derivation("r2", "r1", None, "unsure", 0.5)
    (relation,), _ = relate(spoken_by("Olaf Brask", "Dora Quill"), derivations=[unsure])
    assert relation.nearer is None


def test_short_words_contradict_nobody():
    rows = [(f'"No way," {name} said.', (name, "No way,")) for name in ("Olaf Brask", "Dora Quill")]
    assert relate(rows)[0] == ()


def changed(one, other):
    """Types of the relations between two wordings of one speaker."""
    rows = [(f'Olaf Brask said: "{words}"', ("Olaf Brask", words)) for words in (one, other)]
    return [relation.type for relation in relate(rows)[0]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # a limitation is cut
        (
            "We cannot be sure yet, but the new pump was too weak to use.",
            "The new pump was too weak to use.",
        ),
        (
            "The ferry can sail again next week if the owners replace both pumps.",
            "The ferry can sail again next week.",
        ),
        ("As far as we know the ferry was empty at nine.", "The ferry was empty at nine."),
        # a denial appears
        ("The crew did ask for a pilot at nine.", "The crew did not ask for a pilot at nine."),
        ("The crew could see the buoy.", "The crew couldn't see the buoy."),
        # a number changes
        ("We took twelve people from the water.", "We took twenty people from the water."),
        # a guess becomes a fact
        ("The captain may have been asleep by nine.", "The captain had been asleep by nine."),
    ],
)  # fmt: skip
def test_a_wording_that_says_something_else(one, other):
    assert changed(one, other) == ["wording"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s the oldest ferry we have.", "It's the oldest ferry we have,"),
        ("We saw the ferry turn over.", "we saw the ferry turn over"),
        ("We do not have a pilot here.", "We don't have a pilot here."),
        ("We took 12 people from the water.", "We took twelve people from the water."),
        ("We saw the harbour light all night.", "We saw the harbor light all night."),
        # a later part is left out
        ("We saw the ferry turn over and the boats went out.", "We saw the ferry turn over."),
        ("We saw the ferry turn over. Nobody could sleep.", "We saw the ferry turn over."),
        # a whole sentence in front
        ("I am not a sailor. We saw the ferry turn over.", "We saw the ferry turn over."),
        ("Well, you know, we saw the ferry turn over.", "We saw the ferry turn over."),
    ],
)
def test_a_wording_that_says_the_same(one, other):
    assert changed(one, other) == []


def test_a_condition_told_beside_the_quotation_is_not_lost():
    whole = "If the owners replace both pumps, the ferry can sail again next week."
    part = "the ferry can sail again next week"
    rows = [
        (f'Olaf Brask said: "{whole}"', ("Olaf Brask", whole)),
        (f'If the owners replace both pumps, "{part}", Olaf Brask said.', ("Olaf Brask", part)),
    ]
    assert relate(rows)[0] == ()


def test_an_interrupted_quotation_loses_nothing():
    whole = "The ferry can sail again next week if the owners replace both pumps."
    rows = [
        (f'Olaf Brask said: "{whole}"', ("Olaf Brask", whole)),
        (
            '"The ferry can sail again next week," Olaf Brask said, '
            '"if the owners replace both pumps."',
            ("Olaf Brask", "The ferry can sail again next week,"),
            ("Olaf Brask", "if the owners replace both pumps."),
        ),
    ]
    assert relate(rows)[0] == ()


@given(st.permutations(range(3)), st.permutations(["a", "m", "z"]))
def test_order_and_ids_change_nothing_but_ids(order, ids):
    rows = spoken_by("Olaf Brask", "Dora Quill", "Dora Quill")
    expected, _ = relate(rows)
    found, _ = relate([rows[at] for at in order], ids=ids)
    assert [(r.id, r.type, r.values, r.rule) for r in found] == [
        (r.id, r.type, r.values, r.rule) for r in expected
    ]
