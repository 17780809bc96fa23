"""The tree of derivations drawn with box-drawing characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.brief.labels import percent
from secondsource.brief.order import Node
from secondsource.brief.plain import printable, shorten


def tree_lines(nodes: Sequence[Node], columns: int) -> Iterator[str]:
    """One line a node, each under the node that it derives from.

    Deep chains are not indented further than half of the columns: the depth is then written.
    """
    more_below = _last_ones(nodes)
    open_at: list[bool] = []
    for node, last in zip(nodes, more_below):
        del open_at[max(node.depth - 1, 0) :]
        bars = "".join("│  " if is_open else "   " for is_open in open_at)
        branch = ("└─ " if last else "├─ ") if node.depth else ""
        if node.depth:
            open_at.append(not last)
        yield _clipped(bars + branch, node, columns) + _label(node)


def _label(node: Node) -> str:
    name = printable(node.name)
    shown = f"({name})" if node.outside else name
    edge = f"  {node.edge.verdict}, {percent(node.edge.probability)}" if node.edge else ""
    return shown + edge + ("  (see above)" if node.again else "")


def _clipped(bars: str, node: Node, columns: int) -> str:
    if len(bars) <= columns // 2:
        return bars
    return shorten(bars, columns // 2).ljust(columns // 2) + f" {node.depth} deep: "


def _last_ones(nodes: Sequence[Node]) -> list[bool]:
    """For each node: is it the last below its parent? Read from the end, since then the depths
    that still have a node to come are known."""
    last = [True] * len(nodes)
    to_come: list[bool] = []
    for place in range(len(nodes) - 1, -1, -1):
        depth = nodes[place].depth
        to_come += [False] * (depth + 1 - len(to_come))
        last[place] = not to_come[depth]
        to_come[depth] = True
        del to_come[depth + 1 :]
    return last
