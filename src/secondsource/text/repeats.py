"""Blocks that stand twice in one report, as content systems leave them."""

from __future__ import annotations

from collections.abc import Sequence

Repeat = tuple[int, int, int]  # sentences [first, last) say again what begins at sentence `before`


def find_repeats(keys: Sequence[tuple[str, ...]], *, least: int) -> tuple[Repeat, ...]:
    """The longest runs of sentences that were there before, in reading order.

    keys: the words of each sentence. least: words that a run must have.
    Takes the first place where its first sentence stood; linear in the number of sentences.

    >>> find_repeats([("a", "b"), ("c",), ("a", "b"), ("c",), ("d",)], least=3)
    ((2, 4, 0),)
    """
    first_place: dict[tuple[str, ...], int] = {}
    repeats = []
    at = 0
    while at < len(keys):
        before = first_place.setdefault(keys[at], at)
        last, size = at, 0
        while (
            before < at
            and last < len(keys)
            and before + last - at < at
            and keys[last] == keys[before + last - at]
        ):
            size += len(keys[last])
            last += 1
        if size >= least:
            repeats.append((at, last, before))
            at = last
        else:
            at += 1
    return tuple(repeats)
