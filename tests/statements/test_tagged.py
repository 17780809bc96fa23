"""Statements from linked spans: marks off, kind, act, who was told."""

from __future__ import annotations

import pytest

from secondsource.model import Statement
from secondsource.statements.link import CONTENT, CUE, SPEAKER, Linked, Piece
from secondsource.statements.tagged import Section, statement_of

WEIGHTS = [0.5, 0.2, 0.3, -1.0, -1.0, 0.1, 0.5, 0.0]  # plain ones; those that ship are learned


def made(
    text: str, content: list[str], cue: str | None, speaker: str | None, surety: float = 3.0
) -> Statement | None:
    """The statement of spans given by their words, each looked for behind the one before."""

    def piece(words: str, kind: int, after: int = 0) -> Piece:
        start = text.index(words, after)
        return Piece(start, start + len(words), kind, surety)

    pieces: list[Piece] = []
    for words in content:
        pieces.append(piece(words, CONTENT, pieces[-1].end if pieces else 0))
    section = Section.of("r1", text, "text", [(0, len(text))])
    return statement_of(
        section,
        Linked(
            tuple(pieces),
            piece(cue, CUE) if cue else None,
            piece(speaker, SPEAKER) if speaker else None,
            1.0,
        ),
        weights=WEIGHTS,
    )


def words(text: str, statement: Statement | None, part: str = "content") -> list[str]:
    assert statement is not None
    return [text[span.start : span.end] for span in getattr(statement, part)]


@pytest.mark.parametrize(
    ("text", "content", "expected", "kind"),
    [
        # Marks that enclose the content come off, whatever their form.
        ('"We will rebuild," Ruiz said.', ['"We will rebuild,"'], ["We will rebuild"], "direct"),
        ("“We will rebuild,” Ruiz said.", ["“We will rebuild,”"], ["We will rebuild"], "direct"),
        (
            '"We will," Ruiz said, "rebuild."',
            ['"We will,"', '"rebuild."'],
            ["We will", "rebuild."],
            "direct",
        ),
        # A closing mark whose opening one stands inside stays: it belongs to a part.
        (
            'Ruiz said the pier is "a ruin".',
            ['the pier is "a ruin"'],
            ['the pier is "a ruin"'],
            "mixed",
        ),
        ('Ruiz said "a ruin" stands there.', ['"a ruin" stands there'], None, "mixed"),
        ("Ruiz said the pier will close.", ["the pier will close"], None, "indirect"),
    ],
)
def test_content_comes_without_the_marks_around_it(
    text: str, content: list[str], expected: list[str] | None, kind: str
) -> None:
    statement = made(text, content, "said", "Ruiz")
    assert words(text, statement) == (expected or content)
    assert statement is not None
    assert statement.kind == kind


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("said", "said"),
        ("believes", "believes"),
        ("has repeatedly denied", "said"),
        ("plans", "intends"),
        ("seemed confident", "believes"),  # no cue verb: the words of acts.en.txt decide
        ("titled", "is described as"),
        ("mumbled on about", "said"),  # nothing known: what is reported is speech
    ],
)
def test_the_cue_tells_speech_from_belief(cue: str, act: str) -> None:
    text = f"Ruiz {cue} the pier will close."
    statement = made(text, ["the pier will close"], cue, "Ruiz")
    assert statement is not None
    assert statement.act == act


def test_who_was_told_is_read_behind_the_cue() -> None:
    text = "Ruiz told the Harbour Courier the pier will close."
    statement = made(text, ["the pier will close"], "told", "Ruiz")
    assert words(text, statement, "told_to") == ["the Harbour Courier"]


def test_who_was_told_is_never_the_content_itself() -> None:
    text = "Ruiz told lies."
    assert words(text, made(text, ["lies"], "told", "Ruiz"), "told_to") == []


def test_content_of_marks_alone_is_no_statement() -> None:
    assert made('"..." said Ruiz.', ['"..."'], "said", "Ruiz") is None


def test_surer_spans_make_a_surer_statement() -> None:
    text = "Ruiz said the pier will close."
    sure = made(text, ["the pier will close"], "said", "Ruiz", surety=5.0)
    unsure = made(text, ["the pier will close"], "said", "Ruiz", surety=-1.0)
    assert sure is not None
    assert unsure is not None
    assert 0 < unsure.confidence < sure.confidence < 1
