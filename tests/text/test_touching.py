"""Spans that share characters are found by place, as if each was asked."""

from __future__ import annotations

from random import Random

from secondsource.model import Span
from secondsource.text.touching import Touching


def make_spans(count: int, seed: int) -> list[Span]:
    draw = Random(seed)
    spans = []
    for _ in range(count):
        start = draw.randrange(200)
        field = draw.choice(("text", "text", "title"))
        spans.append(Span(draw.choice("ab"), start, start + draw.randrange(1, 40), field))
    return spans


def test_finds_what_asking_each_span_finds() -> None:
    spans = make_spans(60, seed=1)
    touching = Touching(spans)
    for asked in make_spans(200, seed=2):
        expected = sorted(span for span in spans if span.overlap(asked))
        assert list(touching.of(asked)) == expected
        assert touching.any_of(asked) == bool(expected)


def test_of_no_spans_none_touch() -> None:
    assert not Touching([]).any_of(Span("a", 0, 5))


def test_neighbours_do_not_touch() -> None:
    assert not Touching([Span("a", 0, 5)]).any_of(Span("a", 5, 9))
