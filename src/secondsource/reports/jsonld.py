"""What a page states about itself in JSON-LD (schema.org/NewsArticle)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from secondsource.reports.markup import small_letters

_MOST_NODES = 5_000  # objects looked at in one page
_LONGEST = 2_000_000  # characters of one script


@dataclass(frozen=True, slots=True)
class Stated:
    """Title, authors, publisher, time and parents that a page names for itself."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    based_on: tuple[str, ...] = ()  # addresses or names under isBasedOn


def stated_by_page(markup: str) -> Stated:
    """What the first article in the page's JSON-LD says of itself; empty if there is none.

    >>> stated_by_page('<script type="application/ld+json">{"@type": "NewsArticle", '
    ...                '"headline": "A", "author": {"name": "Ann Lee"}}</script>').authors
    ('Ann Lee',)
    """
    for script in _scripts(markup):
        try:
            tree = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(tree):
            if _is_article(node.get("@type")):
                return _of_article(node)
    return Stated()


def _scripts(markup: str) -> Iterator[str]:
    """The contents of the JSON-LD scripts; linear in the markup."""
    lower = small_letters(markup)
    at = 0
    while (at := lower.find("<script", at)) >= 0:
        end_of_tag = lower.find(">", at)
        end = lower.find("</script", end_of_tag) if end_of_tag >= 0 else -1
        if end < 0:
            return
        if "application/ld+json" in lower[at:end_of_tag] and end - end_of_tag < _LONGEST:
            yield markup[end_of_tag + 1 : end].strip()
        at = end


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON tree from the outside in."""
    waiting, seen = [tree], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, Mapping):
            yield node
            waiting += [v for v in node.values() if isinstance(v, Mapping | list)]
        elif isinstance(node, list):
            waiting += node[:_MOST_NODES]


def _is_article(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(k, str) and k.endswith(("Article", "BlogPosting")) for k in kinds)


def _of_article(node: Mapping[str, Any]) -> Stated:
    return Stated(
        title=next(iter(_names(node.get("headline") or node.get("name"))), None),
        authors=_names(node.get("author")),
        outlet=next(iter(_names(node.get("publisher"))), None),
        published=next(iter(_names(node.get("datePublished"))), None),
        url=next(iter(_names(node.get("url") or node.get("mainEntityOfPage"), "@id", "url")), None),
        based_on=_names(node.get("isBasedOn"), "url", "@id", "name"),
    )


def _names(value: Any, *keys: str) -> tuple[str, ...]:
    """The strings that a value is or holds under its `name` (or the given keys), in order."""
    names = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            held = (item.get(key) for key in keys or ("name",))
            item = next((h for h in held if isinstance(h, str)), None)
        if isinstance(item, str) and item.strip():
            names.append(item.strip())
    return tuple(dict.fromkeys(names))
