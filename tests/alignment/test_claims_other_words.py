"""Claims told in other words: like meanings, what was done, subjects left out, repeats."""

import pytest

from secondsource.alignment import pair_claims
from secondsource.alignment.subjects import complete_units
from secondsource.settings import AlignmentSettings
from secondsource.text.alike import acts, alike_groups
from tests.alignment.test_claims import claims_of, story


def together(found, *parts: str) -> bool:
    """Is there a claim that holds a mention with each of these words?"""
    return any(all(any(p in text for text in c.values()) for p in parts) for c in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The stable owner has fled Torvald.", "The stable owner escaped from Torvald."),
        (
            "A blaze at the Orrin tannery injured nine dyers.",
            "Nine dyers were hurt in a fire at the Orrin tannery.",
        ),
        (
            "Organist Maren Holt did not know who tuned the bells.",
            "Who tuned the bells, organist Maren Holt could not say.",
        ),
        ("The Varga brothers acquired the mill.", "The Varga brothers have bought the mill."),
    ],
)
def test_words_of_like_meaning_make_one_claim(one, other):
    found = claims_of(f"{one} It rained.", f"Gulls cried. {other}")
    assert together(found, one[:20], other[-20:])


def test_one_place_and_person_but_another_deed_is_another_claim():
    found = claims_of(
        "Mayor Ilse Dorn opened the fish market in Kelm on Sunday.",
        "A ham was stolen from the fish market in Kelm, Mayor Ilse Dorn recalled.",
    )
    assert not together(found, "opened", "stolen")


def test_a_left_out_subject_is_the_one_before():
    (marked,) = story("Painter Oda Brekke has sold the tug and is building a chapel.")
    second = complete_units([marked], (), ())[1]
    assert marked.words_of(second.core) == "is building a chapel."
    assert {"oda", "brekk"} <= {term.stem for term in second.terms}


def test_he_is_the_person_who_was_told_about():
    (marked,) = story("Painter Oda Brekke left Torvald. On Friday she reached Orrin.")
    units = complete_units([marked], (), ())
    assert "brekk" in {term.stem for term in units[-1].terms}


def test_an_even_is_no_verb():
    """ "Evening" ends like a participle; it tells nothing of what was done."""
    assert "explod" in acts()
    assert "evening" not in acts()


def test_the_table_of_like_words_holds_no_word_alone():
    numbers = [n for groups in alike_groups().values() for n in groups]
    assert min(numbers.count(n) for n in set(numbers)) >= 2


def test_a_verbatim_copy_changes_no_claim_of_the_others():
    texts = [
        "The dam at Kelm burst on Friday. Three mills were swept away.",
        "On Friday a dam burst at Kelm. The mayor wept.",
        "Three mills are gone, the mayor said. The dam at Kelm was built in 1911.",
    ]

    def without(found, name):
        rest = [{k: v for k, v in claim.items() if k != name} for claim in found]
        return sorted(sorted(c.items()) for c in rest if c)

    assert without(claims_of(*texts, texts[0]), "r4") == without(claims_of(*texts), "r4")


def test_a_conclusion_shows_what_it_rests_on():
    (marked,) = story(
        "Botanists came to the conclusion that the oak is 900 years old due to the width of its "
        "rings, the park said."
    )
    found = pair_claims([marked], (), (), (), settings=AlignmentSettings())
    grounds = {marked.words_of(m.grounds) for c in found for m in c.mentions if m.grounds}
    assert grounds == {"due to the width of its rings"}
    assert {m.basis for c in found for m in c.mentions if m.grounds} == {"inference"}


def test_a_mere_cause_is_no_conclusion():
    (marked,) = story("The fair in Orrin was called off due to heavy rain.")
    found = pair_claims([marked], (), (), (), settings=AlignmentSettings())
    assert {m.basis for c in found for m in c.mentions} == {"unstated"}
