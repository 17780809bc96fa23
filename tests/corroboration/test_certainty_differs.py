"""Two mentions of one claim that differ in certainty, and what is no such difference."""

from datetime import UTC, datetime, timedelta

import pytest

from secondsource.corroboration.certainty import claim_findings
from secondsource.corroboration.findings import Finding, Sides
from secondsource.model import Certainty, Claim, Mention, Report, Span
from secondsource.settings import CorroborationSettings, TextSettings
from secondsource.text import mark_reports

SETTINGS = CorroborationSettings()


def findings(words: str, *, likeness: float) -> list:
    """What is found between "A worn belt started the fire." and a sentence with this word."""
    texts = ("A worn belt started the fire.", f"A worn belt {words} start the fire.")
    marked = mark_reports([Report("a", texts[0]), Report("b", texts[1])], settings=TextSettings())
    at = texts[1].index(words)
    mentions = (
        Mention(Span("a", 0, len(texts[0])), Certainty("certain", value=1.0)),
        Mention(
            Span("b", 0, len(texts[1])),
            Certainty("possible", value=0.2, spans=(Span("b", at, at + len(words)),)),
            likeness=likeness,
        ),
    )
    claim = Claim("c", "A worn belt started the fire.", "so", mentions)
    return list(claim_findings(marked, [claim], [], settings=SETTINGS))


@pytest.mark.parametrize(
    ("words", "likeness", "differs"),
    [
        ("may", 1.0, True),  # the one states it, the other leaves it open
        ("may", 0.2, False),  # perhaps another claim
        ("can", 1.0, False),  # what a belt can do is no guess at what it did
    ],
)
def test_certainty_differs_only_between_mentions_of_surely_one_claim(words, likeness, differs):
    assert bool(findings(words, likeness=likeness)) is differs


def came_about(hedged: str, *, hours: int = 3, copied: bool = False) -> list[str]:
    """Types of what stands between a hedged prospect and a report of it as done, hours later."""
    nine = datetime(2031, 5, 6, 9, tzinfo=UTC)
    texts = (f"The mayor {hedged} the mill.", "The mayor closed the mill.")
    reports = (
        Report("a", texts[0], published=nine),
        Report("b", texts[1], published=nine + timedelta(hours=hours)),
    )
    marked = mark_reports(reports, settings=TextSettings())
    at = texts[0].index(hedged)
    hedge = Span("a", at, at + len(hedged.split()[0]))
    mentions = (
        Mention(Span("a", 0, len(texts[0])), Certainty("possible", value=0.2, spans=(hedge,))),
        Mention(Span("b", 0, len(texts[1])), Certainty("certain", value=1.0)),
    )
    claim = Claim("c", texts[1], "so", mentions)
    sides = Sides({"b": frozenset({"a"})} if copied else {})
    return [f.type for f in claim_findings(marked, [claim], [], sides=sides, settings=SETTINGS)]


def test_a_prospect_that_came_about_is_an_update():
    assert came_about("may close") == ["update"]
    assert came_about("could soon close") == ["certainty"]  # which word stands behind is unclear
    assert came_about("may have closed") == ["certainty"]  # a guess at what has happened
    assert came_about("may close", hours=-3) == ["certainty"]
    assert came_about("may close", copied=True) == ["certainty"]  # the copy made a fact of it


def test_a_difference_that_aligned_sentences_tell_is_not_told_again_further_down():
    texts = (
        "A worn belt started the fire.",
        "A worn belt may start the fire.\n\nIt was late. A worn belt may start the fire again.",
    )
    marked = mark_reports([Report("a", texts[0]), Report("b", texts[1])], settings=TextSettings())
    (one,), (lead, _, below) = (m.sentences for m in marked)
    mentions = (
        Mention(one, Certainty("certain", value=1.0)),
        Mention(below, Certainty("possible", value=0.2)),
    )
    claim = Claim("c", texts[0], "so", mentions)
    told = Finding("certainty", one, lead, ("started", "may start"), "", ("", ""), "")
    assert list(claim_findings(marked, [claim], [], settings=SETTINGS))
    assert not list(claim_findings(marked, [claim], [], [told], settings=SETTINGS))


@pytest.mark.parametrize(
    ("stated", "differs"),
    [
        ("The ferry company faces a fine of 12,000 crowns.", False),  # it stands ahead
        ("The law provides for a fine of 12,000 crowns for the ferry company.", False),
        ("The ferry company was fined 12,000 crowns.", True),  # it was given
    ],
)
def test_a_penalty_that_could_be_given_is_one_that_stands_ahead(stated, differs):
    hedged = "The ferry company could be fined 12,000 crowns."
    marked = mark_reports([Report("a", stated), Report("b", hedged)], settings=TextSettings())
    at = hedged.index("could")
    mentions = (
        Mention(Span("a", 0, len(stated)), Certainty("certain", value=1.0)),
        Mention(
            Span("b", 0, len(hedged)),
            Certainty("possible", value=0.2, spans=(Span("b", at, at + len("could")),)),
        ),
    )
    claim = Claim("c", stated, "so", mentions)
    assert bool(list(claim_findings(marked, [claim], [], settings=SETTINGS))) is differs
