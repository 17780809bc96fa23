"""The brief as Markdown, the text of reports escaped so that it can only be text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
    outlet_of,
    percent,
    plural,
    relation_note,
    rule_of,
    when,
)
from secondsource.brief.naming import id_lines, with_short_names
from secondsource.brief.order import (
    WeighedClaim,
    carriers,
    conflicts,
    no_conflicts,
    ordered_claims,
    parted,
    tree,
    unsure,
)
from secondsource.brief.passages import Passage, Passages, Piece, compared
from secondsource.brief.plain import printable, shorten
from secondsource.model import Brief, Mention, Relation
from secondsource.settings import BriefSettings, StatementSettings

# What means something inside a line; what would begin a link by itself; what begins a block.
_MARKS = re.compile(
    r"([\\`*_{}\[\]|~^$@!>]|(?<=www)\.|:(?=//)|^[#+=-]|(?<=^\d)[.)]|(?<=^\d\d)[.)])", re.IGNORECASE
)
# References, since renderers are known that let HTML through after a backslash.
_REFERENCES = {"&": "&amp;", "<": "&lt;", '"': "&quot;"}


def to_markdown(brief: Brief, *, settings: BriefSettings | None = None) -> str:
    """The whole brief in CommonMark with tables; no link, image or HTML of a report survives."""
    chosen = settings or BriefSettings()
    named = with_short_names(brief, settings=chosen)
    brief = named.brief
    passages = Passages(brief, settings=chosen)
    blocks = (
        _head(brief),
        _claims(brief, passages, chosen),
        _relations("Contradictions", conflicts(brief), passages, brief),
        _relations("Not contradictions", no_conflicts(brief), passages, brief),
        _derivations(brief),
        _speakers(brief, passages),
        _reports(brief),
        _list("Warnings", brief.warnings),
        _list("Refused", [f"{r.place}: {r.reason}" for r in brief.refused]),
        _list("What these files cannot show", brief.cannot_show),
        _list("Ids of the reports named here", id_lines(named.ids)),
        _manifest(brief),
    )
    return "\n".join(line for block in blocks for line in block) + "\n"


def escaped(text: str) -> str:
    """The text on one line, as Markdown that shows exactly these characters.

    >>> escaped("*bold* <b>")
    '\\\\*bold\\\\* &lt;b\\\\>'
    """
    plain = "".join(_REFERENCES.get(letter, letter) for letter in printable(text))
    # References first, so that their "&" and ";" stay; the marks after them.
    return _MARKS.sub(r"\\\1", plain)


def _head(brief: Brief) -> Iterator[str]:
    yield "# Second Source"
    yield ""
    yield f"**{escaped(headline(brief))}** What reports say, never what is so."
    yield ""


def _claims(brief: Brief, passages: Passages, settings: BriefSettings) -> Iterator[str]:
    yield f"## Claims, {files_given(brief)}"
    yield ""
    size = {r: len(story.report_ids) for story in brief.stories for r in story.report_ids}
    for weighed in ordered_claims(brief):
        total = max((size.get(r, 0) for r in weighed.claim.report_ids), default=0)
        yield from _claim(weighed, total, passages, settings)


def _claim(
    weighed: WeighedClaim, total: int, passages: Passages, settings: BriefSettings
) -> Iterator[str]:
    claim, found = weighed.claim, weighed.corroboration
    yield f"### {escaped(shorten(printable(claim.text), settings.passage_characters))}"
    yield ""
    if found:
        line = badge_line(found, carriers(claim, found, sure=settings.sure_likeness), total)
        yield f"**{escaped(line)}** ({LEVEL_NAMES[claim.level]})"
        yield ""
    sure, perhaps = parted(claim.mentions, settings.sure_likeness)
    yield from (_mention(mention, passages) for mention in sure)
    if perhaps:
        yield f"- {PERHAPS}"
    yield from (f"  {_mention(mention, passages)}" for mention in perhaps)
    if found:
        yield from (f"- from: {escaped(chain)}" for chain in found.chains)
        yield from (
            f"- {one.bits:+.1f} bits, {escaped(one.feature)}: {escaped(one.detail)}"
            for one in found.evidence
        )
        yield from (f"- rests on: {escaped(line)}" for line in found.grounds)
        yield from (f"- to decide: {escaped(question)}" for question in found.decide)
    yield ""


def _mention(mention: Mention, passages: Passages) -> str:
    """One line: the report, the words, whose certainty."""
    where = " headline" if mention.span.field == "title" else ""
    words = escaped(passages.words(mention.span))
    details = [certainty_words(mention.certainty), f"held by {escaped(held_by(mention))}"]
    details += [mention.basis] if mention.basis != "unstated" else []
    return f"- **{escaped(mention.span.report_id)}**{where}: “{words}” ({', '.join(details)})"


def _relations(
    title: str, relations: Sequence[Relation], passages: Passages, brief: Brief
) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    if not relations:
        yield f"None was found {files_given(brief)}."
        yield ""
    for relation in relations:
        yield from _relation(relation, passages)


def _relation(relation: Relation, passages: Passages) -> Iterator[str]:
    texts = passages.words(relation.a), passages.words(relation.b)
    a = compared(texts[0], texts[1], relation.values, 0)
    b = compared(texts[1], texts[0], relation.values, 1)
    yield f"**{RELATION_NAMES[relation.type]}**"
    yield ""
    yield f"| {escaped(relation.a.report_id)} | {escaped(relation.b.report_id)} |"
    yield "|---|---|"
    one, other = passages.of(relation.a), passages.of(relation.b)
    yield f"| {_in_context(one, a)} | {_in_context(other, b)} |"
    if any(relation.values):
        yield "| " + " | ".join(escaped(value) or "(nothing)" for value in relation.values) + " |"
    yield ""
    yield f"{escaped(rule_of(relation))} {escaped(relation_note(relation))}"
    yield ""


def _in_context(passage: Passage, pieces: Sequence[Piece]) -> str:
    return _spaced(passage.before) + _marked(pieces) + _spaced(passage.after)


def _marked(pieces: Sequence[Piece]) -> str:
    """The pieces in a row; bold where they differ (spaces stay outside the stars)."""
    return "".join(
        f"**{escaped(piece.text)}**" if piece.differs else _spaced(piece.text) for piece in pieces
    )


def _spaced(text: str) -> str:
    before = " " if text[:1] == " " else ""
    after = " " if text[-1:] == " " and text.strip() else ""
    return before + escaped(text) + after


def _derivations(brief: Brief) -> Iterator[str]:
    yield "## Which report derives from which"
    yield ""
    yield "“Derived” accuses nobody: outlets hold licences."
    yield ""
    for story in brief.stories:
        for node in tree(brief, story.report_ids):
            edge = f": {node.edge.verdict}, {percent(node.edge.probability)}" if node.edge else ""
            outside = " (not among the files)" if node.outside else ""
            again = " (see above)" if node.again else ""
            yield f"{'  ' * node.depth}- {escaped(node.name)}{outside}{edge}{again}"
            if node.edge and not node.again:
                for one in node.edge.evidence:
                    reason = f"{one.bits:+.1f} bits, {escaped(one.feature)}: {escaped(one.detail)}"
                    yield f"{'  ' * (node.depth + 1)}- {reason}"
    for open_edge in unsure(brief.derivations):
        above = escaped(open_edge.parent or open_edge.origin or "")
        yield f"- unsure: {escaped(open_edge.child)} from {above}, {percent(open_edge.probability)}"
    yield ""


def _speakers(brief: Brief, passages: Passages) -> Iterator[str]:
    yield "## Who speaks"
    yield ""
    said = {statement.id: statement for statement in brief.statements}
    for speaker in sorted(brief.speakers, key=lambda s: (s.name, s.id)):
        roles = f", {escaped(', '.join(speaker.roles))}" if speaker.roles else ""
        count = plural(len(speaker.statements), "statement")
        yield f"- **{escaped(speaker.name)}**{roles} ({speaker.kind}), {count}"
        for statement_id in speaker.statements:
            if statement_id in said:
                statement = said[statement_id]
                words = " … ".join(passages.words(span) for span in statement.content)
                unsure = " (unsure)" if statement.confidence < StatementSettings().unsure else ""
                yield f"  - {escaped(statement.report_id)}: “{escaped(words)}”{unsure}"
    yield ""


def _reports(brief: Brief) -> Iterator[str]:
    yield "## The files given"
    yield ""
    yield "| Report | Outlet | Published | Title | Address |"
    yield "|---|---|---|---|---|"
    for marked in brief.reports:
        report = marked.report
        letter = letter_of(brief, report)
        outlet = outlet_of(report) + (f" (relied on: {letter})" if letter else "")
        cells = (report.id, outlet, when(report.published))
        rest = (report.title or "no title", report.url or "none")
        yield "| " + " | ".join(escaped(cell) for cell in (*cells, *rest)) + " |"
    yield ""


def _list(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"## {title}"
        yield ""
        yield from (f"- {escaped(line)}" for line in lines)
        yield ""


def _manifest(brief: Brief) -> Iterator[str]:
    yield "## How this was made"
    yield ""
    made = brief.manifest
    yield f"secondsource {escaped(made.version)}, settings {made.settings[:16]}."
