"""Two mentions of one claim that differ in certainty, and what is no such difference."""

import pytest

from secondsource.corroboration.certainty import claim_findings
from secondsource.corroboration.findings import Finding
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
