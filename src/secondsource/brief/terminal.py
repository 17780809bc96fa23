"""The brief as plain text of 80 columns: counts first, then contradictions, tree and warnings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.brief.columns import bulleted, indented, marked, side_by_side, underlined
from secondsource.brief.labels import (
    LEVEL_NAMES,
    PERHAPS,
    RELATION_NAMES,
    badge_line,
    certainty_words,
    files_given,
    headline,
    held_by,
    letter_of,
    percent,
    plural,
    relation_note,
    rule_of,
    when,
)
from secondsource.brief.naming import id_lines, with_short_names
from secondsource.brief.order import (
    WeighedClaim,
    carried_by_several,
    carriers,
    conflicts,
    no_conflicts,
    ordered_claims,
    parted,
    tree,
    unsure,
)
from secondsource.brief.passages import Passages, compared
from secondsource.brief.plain import printable, shorten
from secondsource.brief.trees import tree_lines
from secondsource.model import Brief, Mention, Relation
from secondsource.settings import BriefSettings

_VALUE = 24  # characters of each value in a heading, so that the heading fits on a line


def to_terminal(brief: Brief, *, settings: BriefSettings | None = None) -> str:
    """The brief in plain text, readable at 80 columns and without colour.

    The most carried claims and the first contradictions are shown, the rest is counted; set
    `most_claims`, `most_conflicts` and `most_reports` high to show all.
    """
    chosen = settings or BriefSettings()
    named = with_short_names(brief, settings=chosen)
    brief = named.brief
    passages = Passages(brief, settings=chosen)
    blocks = (
        _head(brief, chosen),
        _claims(brief, passages, chosen),
        _conflicts(brief, passages, chosen),
        _no_conflicts(brief, passages, chosen),
        _trees(brief, chosen),
        _list("Warnings", brief.warnings, chosen),
        _list("Refused", [f"{r.place}: {r.reason}" for r in brief.refused], chosen),
        _list("What these files cannot show", brief.cannot_show, chosen),
        _list("Ids of the reports named here", id_lines(named.ids), chosen),
    )
    return "\n".join(line.rstrip() for block in blocks for line in block) + "\n"


def _head(brief: Brief, settings: BriefSettings) -> Iterator[str]:
    yield from underlined("Second Source", "=")
    yield from indented(headline(brief), settings.columns)
    stories = plural(len(brief.stories), "story").replace("storys", "stories")
    yield f"{plural(len(brief.reports), 'report')}, {stories}. What reports say, never what is so."
    reports = sorted(brief.reports, key=lambda m: m.id)
    for marked_report in reports[: settings.most_reports]:
        report = marked_report.report
        outlet = printable(report.outlet or "") or "outlet not known"
        letter = letter_of(brief, report)
        relied = f", relied on: {letter}" if letter else ""
        line = f"{printable(report.id)}: {outlet}{relied}, {when(report.published)}"
        yield from bulleted(line, settings.columns)
    if len(reports) > settings.most_reports:
        yield f"... and {plural(len(reports) - settings.most_reports, 'more report')}: --all"
    yield ""


def _claims(brief: Brief, passages: Passages, settings: BriefSettings) -> Iterator[str]:
    claims = ordered_claims(brief)
    yield from underlined(f"Claims, {files_given(brief)}")
    if not claims:
        yield "No claim was found that could be weighed."
    several = carried_by_several(claims)
    everything = settings.most_claims >= len(claims)
    shown = claims if everything else (several or claims)[: settings.most_claims]
    for weighed in shown:
        yield from _claim(weighed, brief, passages, settings)
    yield from _left_out(len(several), len(claims), len(shown))
    yield ""


def _left_out(several: int, total: int, shown: int) -> Iterator[str]:
    """How many claims are not shown, and how many of them stand in one report only."""
    if shown < total:
        alone = min(total - several, total - shown)
        yield f"... and {plural(total - shown, 'more claim')}, {alone} in one report only: --all"


def _claim(
    weighed: WeighedClaim, brief: Brief, passages: Passages, settings: BriefSettings
) -> Iterator[str]:
    claim, corroboration = weighed.claim, weighed.corroboration
    if corroboration:
        carried = carriers(claim, corroboration, sure=settings.sure_likeness)
        line = badge_line(corroboration, carried, _story_size(brief, weighed))
        yield from indented(line, settings.columns)
    words = shorten(printable(claim.text), settings.passage_characters)
    yield from indented(f"{words} ({LEVEL_NAMES[claim.level]})", settings.columns, 2)
    sure, perhaps = parted(claim.mentions, settings.sure_likeness)
    for line in _mentions(sure, passages, settings):
        yield from bulleted(line, settings.columns, 2)
    if perhaps:
        yield from indented(PERHAPS, settings.columns, 2)
    for line in _mentions(perhaps, passages, settings):
        yield from bulleted(line, settings.columns, 4)
    if corroboration:
        if corroboration.chains:
            chains = "; ".join(printable(chain) for chain in corroboration.chains)
            yield from indented(f"from: {chains}", settings.columns, 4)
        for line in corroboration.grounds:
            yield from indented(f"rests on: {printable(line)}", settings.columns, 4)
        for question in corroboration.decide:
            yield from indented(f"to decide: {printable(question)}", settings.columns, 4)
    yield ""


def _story_size(brief: Brief, weighed: WeighedClaim) -> int:
    """The reports of the story that the claim stands in; of the whole brief if in none."""
    carried = set(weighed.claim.report_ids)
    sizes = [len(s.report_ids) for s in brief.stories if carried & set(s.report_ids)]
    return max(sizes, default=len(brief.reports))


def _mentions(
    mentions: Sequence[Mention], passages: Passages, settings: BriefSettings
) -> Iterator[str]:
    """One line for all mentions that are alike: their reports, the words, whose certainty."""
    alike: dict[str, list[str]] = {}
    for mention in mentions:
        words = shorten(passages.words(mention.span), settings.passage_characters)
        parts = [certainty_words(mention.certainty), f"held by {held_by(mention)}"]
        if mention.basis != "unstated":
            parts.append(mention.basis)
        place = " headline" if mention.span.field == "title" else ""
        line = f'"{words}" ({", ".join(parts)})'
        alike.setdefault(line, []).append(printable(mention.span.report_id) + place)
    for line, where in alike.items():
        yield f"{', '.join(dict.fromkeys(where))}: {line}"


def _conflicts(brief: Brief, passages: Passages, settings: BriefSettings) -> Iterator[str]:
    found = conflicts(brief)
    yield from underlined("Contradictions")
    if not found:
        yield f"None was found {files_given(brief)}."
    else:
        yield "Words that differ stand in {braces}."
        yield ""
    for relation in found[: settings.most_conflicts]:
        yield from _relation(relation, passages, settings)
    if len(found) > settings.most_conflicts:
        yield f"... and {plural(len(found) - settings.most_conflicts, 'more')}: --all"
        yield ""
    if not found:
        yield ""


def _relation(relation: Relation, passages: Passages, settings: BriefSettings) -> Iterator[str]:
    yield f"{RELATION_NAMES[relation.type]}: {_values(relation)}".rstrip(": ")
    a, b = (_side(relation, which, passages, settings) for which in (0, 1))
    yield from side_by_side(a, b, settings.columns)
    yield from indented(rule_of(relation), settings.columns, 2)
    yield from indented(relation_note(relation), settings.columns, 2)
    yield ""


def _values(relation: Relation) -> str:
    shown = (shorten(printable(value), _VALUE) for value in relation.values)
    return " | ".join(value or "(nothing)" for value in shown)


def _side(
    relation: Relation, which: int, passages: Passages, settings: BriefSettings
) -> tuple[str, str]:
    """A heading and the words of one side, the words that differ between braces."""
    span, other = (relation.a, relation.b) if which == 0 else (relation.b, relation.a)
    words, others = (shorten(passages.words(s), settings.passage_characters) for s in (span, other))
    pieces = compared(words, others, relation.values, which)
    around = passages.of(span)
    where = "headline" if span.field == "title" else f"{span.start}-{span.end}"
    given = f", {printable(relation.values[which])}" if relation.type == "speaker" else ""
    return (
        f"{printable(span.report_id)} ({where}){given}",
        f'"{around.before}{marked(pieces)}{around.after}"',
    )


def _no_conflicts(brief: Brief, passages: Passages, settings: BriefSettings) -> Iterator[str]:
    found = no_conflicts(brief)
    if not found:
        return
    yield from underlined("Not contradictions: updates, roundings, refinements")
    for relation in found[: settings.most_conflicts]:
        sides = "; ".join(
            f'{printable(span.report_id)} "{shorten(passages.words(span), settings.columns)}"'
            for span in (relation.a, relation.b)
        )
        yield from bulleted(f"{RELATION_NAMES[relation.type]}: {sides}", settings.columns)
    if len(found) > settings.most_conflicts:
        yield f"... and {plural(len(found) - settings.most_conflicts, 'more')}: --all"
    yield ""


def _trees(brief: Brief, settings: BriefSettings) -> Iterator[str]:
    yield from underlined("Which report derives from which")
    for number, story in enumerate(brief.stories, 1):
        if len(brief.stories) > 1:
            yield f"Story {number}:"
        yield from tree_lines(tree(brief, story.report_ids), settings.columns)
    for edge in unsure(brief.derivations):
        above = edge.parent or edge.origin or ""
        line = (
            f"unsure: {printable(edge.child)} from {printable(above)} ({percent(edge.probability)})"
        )
        yield from indented(line, settings.columns)
    yield 'In (brackets): outside the files. "Derived" accuses nobody: licences exist.'
    yield ""


def _list(title: str, lines: Sequence[str], settings: BriefSettings) -> Iterator[str]:
    if not lines:
        return
    yield from underlined(title)
    for line in lines:
        yield from bulleted(printable(line), settings.columns)
    yield ""
