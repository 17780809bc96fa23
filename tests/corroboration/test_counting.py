"""Counting: how many independent origins and speakers a claim really has."""

from dataclasses import replace
from math import log2

import pytest

from secondsource.corroboration.counting import badge_of, count_origins, count_speakers
from secondsource.corroboration.gathering import Provenance, gather
from secondsource.derivation import OwnSign
from secondsource.model import (
    Claim,
    Count,
    Credit,
    Derivation,
    Evidence,
    Mention,
    Span,
    Speaker,
)
from secondsource.settings import CorroborationSettings, DerivationSettings

SETTINGS = CorroborationSettings()


def claim(*report_ids: str) -> Claim:
    """A claim with one mention, characters 0 to 20, in each of these reports."""
    return Claim("c", "words", "so", tuple(Mention(Span(r, 0, 20)) for r in sorted(report_ids)))


def derived(child: str, parent: str, probability: float = 0.97) -> Derivation:
    """`child` has it from `parent`, with as much evidence that the two hang together."""
    bits = log2(probability / (1 - probability)) - DerivationSettings().prior_bits
    reason = Evidence("reused wording", bits, "They share a rare passage.")
    return Derivation(child, parent, None, "derived", probability, (reason,))


def told(report_id: str, outlet: str, at: int = 0) -> Credit:
    """`report_id` names `outlet` for the statement at characters [at, at + 20)."""
    return Credit(report_id, outlet, "statement", Span(report_id, at, at + 20))


def origins(carriers: str, lines=(), credits=(), own=(), posts=None) -> Count:
    """The count for a claim carried by these reports, one letter each."""
    signs = {r: (OwnSign(Evidence("dateline", 3.0, "The reporter was there.")),) for r in own}
    provenance = Provenance(tuple(lines), tuple(credits), signs, posts or {}, SETTINGS)
    return count_origins(gather(claim(*carriers), provenance))


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        # Nobody says where it is from: perhaps two newsrooms, perhaps none that knows.
        (Count(2, 0, 2), {"carriers": "ab"}),
        # b copied a: one.
        (Count(1, 0, 1), {"carriers": "ab", "lines": [derived("b", "a")]}),
        # a chain of copies: one.
        (Count(1, 0, 1), {"carriers": "abc", "lines": [derived("b", "a"), derived("c", "b")]}),
        # Two reporters were there.
        (Count(2, 2, 2), {"carriers": "ab", "own": "ab"}),
        # Two were told by the same agency, for this very statement: one origin, and it is named.
        (
            Count(1, 1, 1),
            {"carriers": "ab", "credits": [told("a", "Gull Wire"), told("b", "Gull Wire")]},
        ),
        # Both name the agency, but for something else: likely one, perhaps two, surely none.
        (
            Count(1, 0, 2),
            {"carriers": "ab", "credits": [told("a", "Gull Wire", 50), told("b", "Gull Wire", 70)]},
        ),
        # One names the agency for something else: its credit does not reach this claim.
        (Count(2, 0, 2), {"carriers": "ab", "credits": [told("a", "Gull Wire", 50)]}),
        # A copy that adds a credit of its own adds nothing at the low end.
        (
            Count(1, 0, 1),
            {"carriers": "ab", "lines": [derived("b", "a")], "credits": [told("b", "Gull Wire")]},
        ),
        # Two that cite each other, and nothing underneath.
        (Count(1, 0, 1), {"carriers": "ab", "lines": [derived("a", "b"), derived("b", "a")]}),
        # The same circle, and a reporter who was there.
        (
            Count(2, 1, 2),
            {"carriers": "abc", "lines": [derived("a", "b"), derived("b", "a")], "own": "c"},
        ),
        # A sure copy of one that is only likely a copy: those two stand together.
        (
            Count(1, 0, 2),
            {"carriers": "abc", "lines": [derived("b", "a", 0.7), derived("c", "b")]},
        ),
        # A link that is only likely may be no link.
        (Count(1, 0, 2), {"carriers": "ab", "lines": [derived("b", "a", 0.7)]}),
    ],
)
def test_origins_of_a_claim(expected, given):
    assert origins(**given) == expected


def test_a_credit_reaches_its_own_statement_and_no_further():
    """One report whose claims have different origins is counted claim by claim."""
    credits = (told("a", "Gull Wire"),)
    provenance = Provenance((), credits, {}, {}, SETTINGS)
    here = Claim("c", "x", "so", (Mention(Span("a", 0, 20)),))
    there = Claim("d", "y", "so", (Mention(Span("a", 200, 220)),))
    assert gather(here, provenance)[0].root == "Gull Wire"
    assert gather(there, provenance)[0].root == "a"
    assert gather(there, provenance)[0].way == "unstated"


def test_whoever_told_this_newspaper_itself_is_no_matter_of_an_agency_named_elsewhere():
    """Both name the agency for other matter; told to each newsroom it is two, else likely one."""

    def counted(feature: str) -> Count:
        place = {r: Span(r, 4, 20) for r in "ab"}
        signs = {
            r: (OwnSign(Evidence(feature, 3.0, "Told to them.", (place[r],)), Span(r, 0, 40)),)
            for r in "ab"
        }
        credits = (told("a", "Gull Wire", 50), told("b", "Gull Wire", 70))
        provenance = Provenance((), credits, signs, {}, SETTINGS)
        return count_origins(gather(claim("a", "b"), provenance))

    assert counted("told the outlet") == Count(2, 2, 2)
    assert counted("first person") == Count(1, 1, 2)


def test_one_post_is_one_origin_however_many_quote_it():
    mentions = tuple(Mention(Span(r, 0, 20), statement_id=f"{r}:s") for r in "abc")
    posts = {f"{r}:s": "a post by Ann Orr" for r in "abc"}
    provenance = Provenance((), (), {}, posts, SETTINGS)
    assert count_origins(gather(Claim("c", "x", "so", mentions), provenance)) == Count(1, 1, 1)


def test_a_copy_whose_order_is_open_is_no_origin_of_its_own():
    """That the two hang together is sure; who was first is not, and changes no count."""
    time = Evidence("direction: stated time", -1.0, "It states an earlier time.")
    line = derived("b", "a")
    open_order = replace(line, probability=0.5, evidence=(*line.evidence, time))
    assert origins("ab", lines=[open_order]) == Count(1, 0, 1)


def test_the_chain_is_told_from_the_carrier_to_the_origin():
    lines = [derived("c", "b"), derived("b", "a")]
    provenance = Provenance(lines, (told("a", "Gull Wire"),), {}, {}, SETTINGS)
    chains = [g.chain for g in gather(claim(*"abc"), provenance)]
    assert chains == [("a", "Gull Wire"), ("b", "a", "Gull Wire"), ("c", "b", "a", "Gull Wire")]


ANN = Speaker("s1", "Ann Orr", "person")
MINISTRY = Speaker("s2", "the ministry", "institution")
OFFICIALS = Speaker("s3", "officials", "unnamed")
POLICE = Speaker("s4", "a police source", "unnamed")


@pytest.mark.parametrize(
    ("expected", "voices", "lines"),
    [
        (Count(1, 1, 1), {"a": [ANN], "b": [ANN]}, []),  # ten outlets at one briefing: one
        (Count(2, 2, 2), {"a": [ANN], "b": [MINISTRY]}, []),
        (Count(1, 1, 2), {"a": [OFFICIALS], "b": [POLICE]}, []),  # unnamed: at least one
        (Count(1, 1, 2), {"a": [ANN], "b": [MINISTRY]}, [derived("b", "a")]),  # a copy's slip
        (Count(1, 0, 2), {}, []),  # the outlets' own voice: nobody is named as knowing
    ],
)
def test_speakers_of_a_claim(expected, voices, lines):
    gathered = gather(claim("a", "b"), Provenance(lines, (), {}, {}, SETTINGS))
    assert count_speakers(gathered, voices) == expected


@pytest.mark.parametrize(
    ("low_origins", "low_speakers", "badge"),
    [
        (0, 3, "unsupported here"),
        (1, 3, "single"),
        (10, 1, "single"),  # ten outlets at one briefing: many origins, one speaker
        (2, 2, "two or more"),
    ],
)
def test_the_badge_is_the_lower_of_the_two_low_ends(low_origins, low_speakers, badge):
    assert badge_of(Count(10, low_origins, 10), Count(10, low_speakers, 10)) == badge


@pytest.mark.parametrize(("likeness", "low"), [(1.0, 2), (0.5, 1)])
def test_words_that_are_only_somewhat_alike_add_nothing_at_the_low_end(likeness, low):
    """Perhaps the second report states another claim: a wrong pair must confirm nothing."""
    mentions = (Mention(Span("a", 0, 20)), Mention(Span("b", 0, 20), likeness=likeness))
    signs = {r: (OwnSign(Evidence("dateline", 3.0, "The reporter was there.")),) for r in "ab"}
    provenance = Provenance((), (), signs, {}, SETTINGS)
    count = count_origins(gather(Claim("c", "x", "so", mentions), provenance))
    assert count == Count(2, low, 2)
