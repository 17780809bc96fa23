"""What reports say a claim rests on, compared: conclusions, grounds and who passes them on."""

from secondsource.corroboration import with_grounds
from secondsource.derivation import load_outlets
from secondsource.model import (
    Claim,
    Corroboration,
    Count,
    Mention,
    Report,
    Span,
    Statement,
)
from secondsource.models import Models
from secondsource.pipeline import check_reports
from secondsource.settings import Settings
from secondsource.text import mark_reports

SETTINGS = Settings()
ONE = (
    "The harbour board concluded that the yawl had sunk, based on oil seen off the cape, "
    "fishermen told Gull Wire."
)
TWO = "The yawl had sunk off the cape."


def at(text, words, report_id):
    start = text.index(words)
    return Span(report_id, start, start + len(words))


def compared(*mentions, statements=(), texts=(ONE, TWO)):
    reports = [Report(name, text) for name, text in zip("abcd", texts)]
    story = mark_reports(reports, settings=SETTINGS.text)
    claim = Claim("claim-1", "The yawl had sunk", "so", mentions)
    count = Count(1, 1, 1)
    weighed = Corroboration("claim-1", claim.report_ids, count, count, "single")
    (found,) = with_grounds([weighed], [claim], story, statements)
    return found.grounds


CONCLUDED = Mention(
    at(ONE, "the yawl had sunk", "a"),
    holder="harbour board",
    statement_id="s",
    basis="inference",
    grounds=at(ONE, "based on oil seen off the cape", "a"),
)
SAID = Statement(
    "s",
    (at(ONE, "The harbour board", "a"),),
    (at(ONE, "concluded", "a"),),
    (at(ONE, "the yawl had sunk", "a"),),
    "indirect",
    "believes",
    (at(ONE, "fishermen", "a"),),
    (at(ONE, "Gull Wire", "a"),),
)


def test_who_concludes_from_what_and_who_passes_it_on_stands_beside_the_bare_fact():
    assert compared(CONCLUDED, Mention(at(TWO, TWO, "b")), statements=[SAID]) == (
        "a: concluded by harbour board, on the ground of “based on oil seen off the cape”, "
        "passed on by fishermen, told to Gull Wire",
        "b: stated in the outlet's own voice, how it is known is not said",
    )


def test_copies_that_say_the_same_stand_in_one_line():
    copy = Mention(
        at(ONE, "the yawl had sunk", "b"),
        holder="harbour board",
        basis="inference",
        grounds=at(ONE, "based on oil seen off the cape", "b"),
    )
    first = Mention(
        CONCLUDED.span, holder="harbour board", basis="inference", grounds=CONCLUDED.grounds
    )
    (line,) = compared(first, copy, texts=(ONE, ONE))
    assert line.startswith("a and b: concluded by harbour board, on the ground of")


def test_two_sorts_of_witnesses_are_told_apart_and_silence_says_nothing():
    seen = Mention(at(ONE, "the yawl had sunk", "a"), holder="Brask", basis="eyewitness")
    paper = Mention(at(TWO, TWO, "b"), holder="harbour board", basis="document")
    assert compared(seen, paper) == (
        "a: stated by Brask, from somebody who saw it",
        "b: stated by harbour board, from a document",
    )
    bare = [Mention(at(ONE, "the yawl had sunk", "a")), Mention(at(TWO, TWO, "b"))]
    assert compared(*bare) == ()


def test_a_mention_that_is_only_somewhat_alike_is_not_compared():
    unlike = Mention(at(TWO, TWO, "b"), basis="document", likeness=0.4)
    assert compared(Mention(at(ONE, "the yawl had sunk", "a")), unlike) == ()


def test_the_brief_shows_grounds_that_a_copy_left_out():
    around = (
        "\n\nThe yawl Merle left Netherby on Sunday with a crew of three and a cargo of slate.\n\n"
        "Her owner had painted the hull in spring and fitted a second mast of larch.\n\n"
    )
    one = "The harbour board believes that the yawl Merle sank off the cape, judging by the oil."
    two = "The harbour board believes that the yawl Merle sank off the cape."
    reports = [Report("a", one + around), Report("b", two + around)]
    brief = check_reports(reports, settings=SETTINGS, models=Models(), outlets=load_outlets())
    found = [c.grounds for c in brief.corroborations if c.grounds]
    assert any("judging by the oil" in line for lines in found for line in lines)
