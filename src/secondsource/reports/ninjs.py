"""ninjs, the JSON of news agencies (IPTC): its keys said in ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from secondsource.reports.markup import visible_text


def is_ninjs(row: Mapping[str, Any]) -> bool:
    """Does this object look like a ninjs item and not like a row of ours?"""
    return "text" not in row and any(k in row for k in ("body_text", "body_xhtml", "bodies"))


def from_ninjs(row: Mapping[str, Any]) -> dict[str, Any]:
    """The same item under our keys; versions 1 and 2 of ninjs.

    An agency's note to editors (`edNote`) and the partners named under `infosources` or
    `infoSources` go into `note`, for they say where the words come from.
    """
    note = [row.get("ednote") or row.get("edNote") or ""]
    partners = row.get("infosources") or row.get("infoSources") or []
    if isinstance(partners, list):
        note += [p.get("name") for p in partners if isinstance(p, Mapping)]
    return {
        "id": row.get("uri") or row.get("guid"),
        "text": _body(row),
        "title": row.get("headline") or _first(row.get("headlines"), "value"),
        "byline": row.get("byline") or _first(row.get("by"), "value"),
        "outlet": row.get("copyrightholder") or row.get("copyrightHolder"),
        "published": row.get("versioncreated") or row.get("versionCreated"),
        "url": row.get("uri") if str(row.get("uri", "")).startswith("http") else None,
        "note": "; ".join(n for n in note if isinstance(n, str) and n) or None,
    }


def _body(row: Mapping[str, Any]) -> object:
    plain = row.get("body_text") or _first(row.get("bodies"), "value", role="body_text")
    if isinstance(plain, str):
        return plain
    marked = row.get("body_xhtml") or _first(row.get("bodies"), "value")
    return visible_text(marked) if isinstance(marked, str) else None


def _first(items: object, key: str, *, role: str | None = None) -> object:
    """The value of the first item of a list (with that role, if one is asked for)."""
    for item in items if isinstance(items, list) else ():
        if isinstance(item, Mapping) and role in (None, item.get("role")):
            return item.get(key)
    return None
