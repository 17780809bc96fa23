"""Directions of a tree: exact, against trying all of them."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from secondsource.derivation.directing import direct

NAMES = "abcdef"


def total(lines, bits, second_parent):
    children = [child for child, _ in lines]
    extra = len(children) - len(set(children))
    return sum(bits(child, parent) for child, parent in lines) - second_parent * extra


@given(st.data())
def test_no_other_directions_have_more_evidence(data):
    size = data.draw(st.integers(2, len(NAMES)))
    tree = [(NAMES[n], NAMES[data.draw(st.integers(0, n - 1))]) for n in range(1, size)]
    weight = {link: data.draw(st.integers(-8, 8)) / 2 + 0.25 for link in tree}

    def bits(child, parent):
        return weight[child, parent] if (child, parent) in weight else -weight[parent, child]

    rank = {name: n for n, name in enumerate(NAMES)}
    found = list(direct(tree, rank, bits, second_parent=3.0))
    assert {frozenset(line) for line in found} == {frozenset(link) for link in tree}
    best = max(
        total(
            [link if same else link[::-1] for link, same in zip(tree, way, strict=True)], bits, 3.0
        )
        for way in product([True, False], repeat=len(tree))
    )
    assert total(found, bits, 3.0) == best
