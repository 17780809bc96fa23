"""A case in a file of its own."""

import pytest

from secondsource.store import Case

from .piles import ARRIVED, pile


@pytest.fixture
def case(tmp_path):
    """An empty case."""
    with Case.open(tmp_path / "quay.case") as opened:
        yield opened


@pytest.fixture
def full(case):
    """A case with three reports of one accident."""
    case.add(pile(), {}, ARRIVED)
    return case
