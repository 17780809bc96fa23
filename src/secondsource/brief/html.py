"""The brief as one self-contained page: no script, one style block, nothing loaded."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from secondsource.brief import drawings, labels, order
from secondsource.brief.collation import collate
from secondsource.brief.naming import id_lines, with_short_names
from secondsource.brief.passages import Passage, Passages, Piece, compared, differences, telling
from secondsource.brief.plain import printable, shorten
from secondsource.model import Brief, Derivation, Relation, Reuse
from secondsource.settings import BriefSettings, StatementSettings

if TYPE_CHECKING:
    from jinja2 import Environment

_LINKED = ("http", "https")


def to_html(brief: Brief, *, full_text: bool = True, settings: BriefSettings | None = None) -> str:
    """The brief as one HTML page that reads without script and prints with all details open.

    full_text: with False the page holds passages with their sentences, not the whole texts.
    """
    chosen = settings or BriefSettings()
    named = with_short_names(brief, settings=chosen)
    page = _environment().get_template("brief.html.j2")
    context = _context(named.brief, chosen)
    return page.render(**context, full_text=full_text, ids=id_lines(named.ids)) + "\n"


@cache
def _environment() -> Environment:
    """Templates of this folder, everything escaped; imported here since most runs need none."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("secondsource.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS)
    return environment


@cache
def style() -> str:
    """The style sheet, as it stands in the page."""
    return (files("secondsource.brief") / "templates" / "style.css").read_text(encoding="utf-8")


def content_policy() -> str:
    """The content security policy of the page: nothing but the one style block and data images."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def safe_address(url: str | None) -> str | None:
    """The address if it may become a link: http or https, with a host; else None.

    >>> safe_address("javascript:alert(1)") is None
    True
    """
    if not url or any(letter.isspace() or not letter.isprintable() for letter in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in _LINKED and parts.hostname else None


# What templates may call on a value; those of the local app have the same.
FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        "printable": printable,
        "shorten": shorten,
        "when": labels.when,
        "address": safe_address,
        "certainty": labels.certainty_words,
        "held_by": labels.held_by,
        "parted": order.parted,
        "carriers": order.carriers,
        "telling": telling,
        "percent": labels.percent,
        "note": labels.relation_note,
        "rule": labels.rule_of,
        "waterfall": drawings.draw_waterfall,
        "reasons": drawings.draw_reasons,
    }
)


def _context(brief: Brief, settings: BriefSettings) -> Mapping[str, object]:
    """Everything that the templates name."""
    from markupsafe import Markup

    passages = Passages(brief, settings=settings)
    return {
        "brief": brief,
        "settings": settings,
        # Our own file, whose hash the policy names: the only text that is not escaped.
        "style": Markup(style()),
        "policy": content_policy(),
        **_findings(brief, passages, settings),
        **lookups(brief, passages),
    }


def _findings(brief: Brief, passages: Passages, settings: BriefSettings) -> Mapping[str, object]:
    """What was found, in the order in which it is shown."""
    claims = order.ordered_claims(brief)
    trees = [order.tree(brief, story.report_ids) for story in brief.stories]
    return {
        "headline": labels.headline(brief),
        "given": labels.files_given(brief),
        "claims": claims,
        "several": order.carried_by_several(claims),
        "alone": [weighed for weighed in claims if len(weighed.claim.report_ids) <= 1],
        "conflicts": order.conflicts(brief),
        "no_conflicts": order.no_conflicts(brief),
        "trees": [drawings.draw_tree(nodes) for nodes in trees],
        "shown_edges": [d for d in brief.derivations if d.verdict != "independent"],
        "apart": sum(d.verdict == "independent" for d in brief.derivations),
        "timeline": drawings.draw_timeline([m.report for m in brief.reports]),
        "collations": [
            collate(brief, story, passages, settings=settings)
            for story in brief.stories
            if len(story.report_ids) > 1
        ],
    }


def lookups(brief: Brief, passages: Passages) -> Mapping[str, object]:
    """What the shared templates ask by id or by span, and the words and sizes they use."""
    reports = {marked.id: marked.report for marked in brief.reports}
    edges = {id(edge): number for number, edge in enumerate(brief.derivations, 1)}

    def number_of(edge: Derivation) -> int:
        return edges[id(edge)]

    def outlet(report_id: str) -> str:
        return labels.outlet_of(reports[report_id]) if report_id in reports else report_id

    def named(report_id: str) -> str:
        name, shown = outlet(report_id), printable(report_id)
        return name if name == shown else f"{name} ({shown})"

    def side(relation: Relation, which: int) -> tuple[Passage, tuple[Piece, ...]]:
        a, b = (relation.a, relation.b) if which == 0 else (relation.b, relation.a)
        pieces = compared(passages.words(a), passages.words(b), relation.values, which)
        return passages.of(a), pieces

    def both(reuse: Reuse) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        return differences(passages.words(reuse.left), passages.words(reuse.right))

    return {
        "passage": passages.of,
        "words": passages.words,
        "statements": {statement.id: statement for statement in brief.statements},
        "unsure": StatementSettings().unsure,
        "size_of": _story_sizes(brief),
        "number_of": number_of,
        # One page holds no other to lead to; the local app has a page for each report.
        "place_href": lambda span: None,
        "edge_href": lambda edge: f"#edge-{number_of(edge)}",
        "outlet": outlet,
        "letter_of": partial(labels.letter_of, brief),
        "named": named,
        "side": side,
        "both": both,
        "plural": labels.plural,
        "relation_names": labels.RELATION_NAMES,
        "level_names": labels.LEVEL_NAMES,
        "box": (drawings.BOX_WIDTH, drawings.BOX_HEIGHT),
        "bar": (drawings.BAR_WIDTH, drawings.BAR_HEIGHT),
    }


def _story_sizes(brief: Brief) -> Mapping[str, int]:
    """For each claim, how many reports its story has."""
    size = {r: len(story.report_ids) for story in brief.stories for r in story.report_ids}
    total = len(brief.reports)
    return {
        claim.id: max((size.get(r, total) for r in claim.report_ids), default=total)
        for claim in brief.claims
    }
