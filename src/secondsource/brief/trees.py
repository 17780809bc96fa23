"""The tree of derivations drawn with box-drawing characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    edge = f"  {node.edge.verdict}, {node.edge.probability:.0%}" if node.edge else ""
    return shown + edge + ("  (see above)" if node.again else "")


def _clipped(bars: str, node: Node, columns: int) -> str:
    if len(bars) <= columns // 2:
        return bars
    return shorten(bars, columns // 2).ljust(columns // 2) + f" {node.depth} deep: "


def _last_ones(nodes: Sequence[Node]) -> list[bool]:
    """For each node: is it the last below its parent?"""
    last = [True] * len(nodes)
    open_depths: dict[int, bool] = {}
    for place in range(len(nodes) - 1, -1, -1):
        depth = nodes[place].depth
        last[place] = not open_depths.get(depth, False)
        open_depths = {d: v for d, v in open_depths.items() if d < depth} | {depth: True}
    return last
