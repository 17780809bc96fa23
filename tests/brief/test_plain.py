"""What is shown is what stands there: nothing hidden, nothing that commands a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.brief.plain import printable, printable_block, shorten, width, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\n\n lines", "two lines"),
        ("red \x1b[31mtext", "red �[31mtext"),  # a terminal would obey
        ("abc\u202edef", "abc�def"),  # would turn the direction of writing
        ("pass\u200bword", "pass�word"),  # a space without width
        ("co\u00adoperate", "cooperate"),  # a soft hyphen says nothing
        ("Ürümqi — 喀什", "Ürümqi — 喀什"),
    ],
)
def test_text_is_shown_on_one_line_without_hidden_marks(text, shown):
    assert printable(text) == shown


def test_a_block_keeps_its_lines():
    assert printable_block("one\x1b\n\ntwo ") == "one�\n\ntwo "


@given(st.text(max_size=200), st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing(text, columns):
    plain = printable(text)
    lines = wrap(plain, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == plain.replace(" ", "")


@given(st.text(max_size=100), st.integers(2, 50))
def test_a_shortened_text_fits(text, most):
    assert len(shorten(text, most)) <= most
