"""Directions of a tree: exact, against trying all of them."""

from itertools import product
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.derivation.directing import direct

NAMES = "abcdef"
RANK = {name: n for n, name in enumerate(NAMES)}
COST = 3.0


def total(lines, bits):
    """Evidence of all links, less what second parents cost."""
    children = [child for child, _ in lines]
    extra = len(children) - len(set(children))
    return sum(bits(child, parent) for child, parent in lines) - COST * extra


@given(st.data())
def test_each_link_leans_as_all_ways_to_direct_the_tree_together_do(data):
    size = data.draw(st.integers(2, len(NAMES)))
    tree = [(NAMES[n], NAMES[data.draw(st.integers(0, n - 1))]) for n in range(1, size)]
    weight = {link: data.draw(st.integers(-16, 16)) / 2 for link in tree}

    def bits(child, parent):
        return weight[child, parent] if (child, parent) in weight else -weight[parent, child]

    ways = [
        [link if same else link[::-1] for link, same in zip(tree, way, strict=True)]
        for way in product([True, False], repeat=len(tree))
    ]
    found = list(direct(tree, RANK, bits, second_parent=COST))
    assert {frozenset(line[:2]) for line in found} == {frozenset(link) for link in tree}
    for child, parent, lean in found:
        with_it = sum(2 ** total(way, bits) for way in ways if (child, parent) in way)
        against = sum(2 ** total(way, bits) for way in ways if (parent, child) in way)
        assert lean >= 0
        assert lean == pytest.approx(log2(with_it / against), abs=1e-6)


def test_where_nothing_else_tells_the_report_in_the_middle_is_the_parent():
    """Of five around one, each could have been first; but all others have it from the middle."""
    tree = [(name, "a") for name in "bcdef"]
    found = list(direct(tree, RANK, lambda child, parent: 0.0, second_parent=COST))
    assert {(child, parent) for child, parent, _ in found} == set(tree)
    assert all(lean > 1 for *_, lean in found)


def test_evidence_at_one_end_of_a_chain_directs_the_whole():
    """c has it from b; then nothing makes d, beyond c, the parent of c."""
    tree = [("b", "a"), ("c", "b"), ("d", "c")]

    def bits(child, parent):
        return {("b", "a"): 4.0, ("a", "b"): -4.0}.get((child, parent), 0.0)

    found = {line[:2] for line in direct(tree, RANK, bits, second_parent=COST)}
    assert found == {("b", "a"), ("c", "b"), ("d", "c")}


def test_thousands_of_copies_do_not_overflow():
    tree = [(f"r{n:04}", "r0000") for n in range(1, 3000)]
    rank = {name: n for n, name in enumerate(["r0000", *(child for child, _ in tree)])}
    found = list(direct(tree, rank, lambda child, parent: 4.0, second_parent=COST))
    assert len(found) == 2999
    assert all(0 <= lean < 100 for *_, lean in found)
