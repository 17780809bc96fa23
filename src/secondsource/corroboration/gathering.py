"""Where each report got one claim from: the chain from its mention back to an origin.

A mention in a passage that was reused from a parent has the parent's origin. Else a channel named
with the statement is its origin; then a credit of the whole report; then the outlet itself, where
it is named with the statement; then a channel that several carriers of the claim name elsewhere
(likely only); then other signs of the outlet's own work. What is left is unstated: likely the
outlet's own, but not surely.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from secondsource.derivation import OwnSign, dependence, is_timed
from secondsource.derivation.groups import groups_of
from secondsource.model import Claim, Credit, Derivation, Evidence, Mention, Span
from secondsource.settings import CorroborationSettings

Way = Literal["derived", "credit", "shared credit", "post", "own work", "circle", "unstated"]


@dataclass(frozen=True, slots=True)
class Gathered:
    """One report's way to a claim.

    root: the name of the origin, unlike for unlike origins. home: the newsroom, which has one
    origin however many versions it ran; of a copy, the newsroom to which its chain is sure. sure:
    it counts at the low end. apart: its home may have an origin of its own, which counts at the
    high end. chain: report ids from the carrier to the origin's name. rivals: reports of the same
    words that stated times alone make the copies, though they show no such origin.
    """

    report_id: str
    home: str
    root: str
    way: Way
    sure: bool
    apart: bool
    chain: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    alike: bool = True
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of where the reports of a story have their matter from."""

    derivations: Sequence[Derivation]
    credits: Sequence[Credit]
    own_work: Mapping[str, tuple[OwnSign, ...]]  # report id -> signs of own work
    posts: Mapping[str, str]  # statement id -> the one post or handout that it quotes
    settings: CorroborationSettings
    outlets: Mapping[str, str] = field(default_factory=dict)  # report id -> its outlet, if known
    _lines: dict[str, list[Derivation]] = field(init=False, default_factory=dict)  # by child
    _named: dict[str, list[Credit]] = field(init=False, default_factory=dict)  # by report

    def __post_init__(self) -> None:
        """Sorts derivations and credits by report: each claim asks for those of its carriers."""
        for line in self.derivations:
            self._lines.setdefault(line.child, []).append(line)
        for credit in self.credits:
            self._named.setdefault(credit.report_id, []).append(credit)

    def named(self, report_id: str) -> Sequence[Credit]:
        """The channels that a report names, in the order given."""
        return self._named.get(report_id, ())

    def home(self, report_id: str) -> str:
        """The newsroom of a report: its outlet, or the report itself where none is known."""
        return self.outlets.get(report_id, report_id)

    def signs(
        self, report_id: str, mentions: Sequence[Mention], *, named: bool = False
    ) -> tuple[Evidence, ...]:
        """The signs of own work that reach one of these mentions of a report.

        named: only those that name the outlet for the very statement.
        """
        found = self.own_work.get(report_id, ())
        return tuple(
            sign.evidence
            for sign in found
            if any(sign.names(m) if named else sign.reaches(m) for m in mentions)
        )

    def parents(self, report_id: str) -> list[Derivation]:
        """The lines that say which report this one derives from, the most probable first."""
        lines = [
            d
            for d in self._lines.get(report_id, ())
            if d.parent
            and d.verdict == "derived"
            and d.probability >= self.settings.least_probability
        ]
        return sorted(lines, key=lambda d: (-d.probability, d.parent or ""))

    def is_open(self, line: Derivation) -> bool:
        """Is the other order of this line left open? So it is of like texts that times part."""
        return any(
            (d.parent, d.verdict) == (line.child, "unsure")
            for d in self._lines.get(line.parent or "", ())
        )

    def channels(self, report_id: str) -> dict[str, Credit | None]:
        """Every outside channel that a report names anywhere, or rests on."""
        named: dict[str, Credit | None] = {c.outlet: c for c in self.named(report_id)}
        for line in self._lines.get(report_id, ()):
            if line.origin and line.verdict != "independent":
                named.setdefault(line.origin, None)
        return named


def gather(claim: Claim, provenance: Provenance) -> tuple[Gathered, ...]:
    """How each carrier of the claim came by it, in the order of `claim.report_ids`.

    A report that tells it in words that are only somewhat alike does not count at the low end:
    perhaps it states another claim. Where no other report is sure, the most alike one is: by
    itself it has its origin, and one report fewer must not raise the count.
    """
    mentions: dict[str, list[Mention]] = {}
    for mention in claim.mentions:
        mentions.setdefault(mention.span.report_id, []).append(mention)
    likeness = {r: max(m.likeness for m in found) for r, found in mentions.items()}
    found = []
    for report_id in claim.report_ids:
        way = _follow(report_id, mentions, provenance)
        alike = likeness[report_id] >= provenance.settings.sure_likeness
        found.append(replace(way, alike=alike))
    ways = _with_open_order(found, mentions, provenance)
    sure = [way.report_id for way in ways if way.sure]
    counted = [way.report_id for way in ways if way.sure and way.alike]
    counted = counted or sorted(sure, key=lambda r: -likeness[r])[:1]
    return tuple(replace(way, sure=way.report_id in counted) for way in ways)


def _with_open_order(
    found: Sequence[Gathered], mentions: Mapping[str, Sequence[Mention]], provenance: Provenance
) -> list[Gathered]:
    """The ways, those unsure whose report is the first of its kind by stated times alone.

    Anybody can state an earlier time over a copy, and set a dateline before it. So a sign that
    the other reports of these words lack shows no origin; and where they name one that stands
    for other carriers too, it is taken for theirs.
    """
    groups = _timed_groups(mentions, provenance)
    roots = {g.root for g in found}
    renamed: dict[str, str] = {}  # report at the top of its chains -> the root it shares
    kept = []
    for way in found:
        twins = sorted(groups.get(way.report_id, frozenset()) - {way.report_id})
        if way.way in ("derived", "circle") or not twins:
            kept.append(way)
            continue
        alone = [_at_top(twin, mentions, provenance) for twin in twins]
        other = [a for a in alone if not a.sure or a.way != way.way]
        rivals = tuple(a.report_id for a in other) if way.sure else ()
        shared = sorted({a.root for a in alone if a.sure and a.root in roots} - {way.root})
        if shared:
            renamed[way.report_id] = shared[0]
        kept.append(
            replace(
                way,
                sure=way.sure and all(a.sure for a in alone),
                apart=way.apart and not shared,
                rivals=rivals,
            )
        )
    return [
        replace(way, root=next((renamed[r] for r in way.chain if r in renamed), way.root))
        for way in kept
    ]


def _timed_groups(
    mentions: Mapping[str, Sequence[Mention]], provenance: Provenance
) -> dict[str, frozenset[str]]:
    """Each carrier with those to which it is tied by links that stated times alone direct."""
    links = []
    for report_id in sorted(mentions):
        line = _parent_of(report_id, mentions, provenance)
        if line is not None and line.parent and provenance.is_open(line):
            links.append((report_id, line.parent))
    return {member: group for group in groups_of(links) for member in group}


def _follow(
    report_id: str, mentions: Mapping[str, Sequence[Mention]], provenance: Provenance
) -> Gathered:
    """Walk from a carrier to the origin along parents that carry the claim too."""
    chain = [report_id]
    evidence: list[Evidence] = []
    loose: str | None = None  # the first report of the chain that may be no copy
    while line := _parent_of(chain[-1], mentions, provenance):
        parent = str(line.parent)
        evidence.append(_link_evidence(line))
        if loose is None and dependence(line) < provenance.settings.sure_probability:
            loose = chain[-1]
        if parent in chain:
            ring = "circle of " + " and ".join(sorted(chain[chain.index(parent) :]))
            home = provenance.home(report_id)
            way = (*chain, parent)
            return Gathered(report_id, home, ring, "circle", False, False, way, tuple(evidence))
        chain.append(parent)
    top = _at_top(chain[-1], mentions, provenance)
    if len(chain) == 1:
        return top
    return Gathered(
        report_id=report_id,
        home=provenance.home(loose or report_id),
        root=top.root,
        way="derived",
        sure=False,
        apart=loose is not None,
        chain=(*chain[:-1], *top.chain),
        evidence=(*evidence, *top.evidence),
    )


def _parent_of(
    report_id: str, mentions: Mapping[str, Sequence[Mention]], provenance: Provenance
) -> Derivation | None:
    """The parent that this report has the claim from: it carries the claim, best word for word."""
    lines = [d for d in provenance.parents(report_id) if d.parent in mentions]
    here = mentions[report_id]
    for line in lines:
        if any(reuse.left.overlap(m.span) for reuse in line.reuses for m in here):
            return line
    return None if provenance.signs(report_id, here) else next(iter(lines), None)


def _link_evidence(line: Derivation) -> Evidence:
    spans = tuple(span for item in line.evidence for span in item.spans)[:4]
    bits = sum(item.bits for item in line.evidence)
    detail = f"{line.child} derives from {line.parent}."
    if is_timed(line):
        detail += (
            f" That they hang together is sure ({dependence(line):.2f}); that {line.parent} was"
            f" first, their stated times alone say ({line.probability:.2f})."
        )
    return Evidence("derivation", bits, detail, spans)


def _at_top(
    report_id: str, mentions: Mapping[str, Sequence[Mention]], provenance: Provenance
) -> Gathered:
    """The origin of a carrier that has the claim from no other carrier."""
    for find in (_post, _statement_credit, _report_credit, _told_us, _shared_credit):
        found = find(report_id, mentions, provenance)
        if found:
            return found
    signs = provenance.signs(report_id, mentions[report_id])
    if signs:
        return _own(report_id, signs, provenance)
    home = provenance.home(report_id)
    return Gathered(report_id, home, home, "unstated", False, True, (report_id,))


def _post(
    report_id: str, mentions: Mapping[str, Sequence[Mention]], provenance: Provenance
) -> Gathered | None:
    """One post or handout is one origin, however many reports quote it."""
    for mention in mentions[report_id]:
        post = provenance.posts.get(mention.statement_id or "")
        if post:
            detail = f"{report_id} quotes {post}."
            evidence = Evidence("post", provenance.settings.post_bits, detail, (mention.span,))
            home, chain = provenance.home(report_id), (report_id, post)
            return Gathered(report_id, home, post, "post", True, False, chain, (evidence,))
    return None


def _statement_credit(
    report_id: str, mentions: Mapping[str, Sequence[Mention]], provenance: Provenance
) -> Gathered | None:
    """A channel named for the very statement: "told Reuters", "according to AP"."""
    for credit in provenance.named(report_id):
        if credit.scope != "statement":
            continue
        for mention in mentions[report_id]:
            if _reaches(credit, mention):
                return _credited(report_id, credit, True, "credit", provenance)
    return None


def _reaches(credit: Credit, mention: Mention) -> bool:
    if credit.statement_id and credit.statement_id == mention.statement_id:
        return True
    return any(s is not None and s.overlap(mention.span) > 0 for s in (credit.target, credit.span))


def _report_credit(
    report_id: str, mentions: Mapping[str, Sequence[Mention]], provenance: Provenance
) -> Gathered | None:
    """A wire's byline or dateline stands for the whole report."""
    del mentions
    for credit in provenance.named(report_id):
        if credit.scope == "report":
            return _credited(report_id, credit, True, "credit", provenance)
    return None


def _told_us(
    report_id: str, mentions: Mapping[str, Sequence[Mention]], provenance: Provenance
) -> Gathered | None:
    """The outlet itself, named for the very statement: "told this newspaper"."""
    signs = provenance.signs(report_id, mentions[report_id], named=True)
    return _own(report_id, signs, provenance) if signs else None


def _own(report_id: str, signs: tuple[Evidence, ...], provenance: Provenance) -> Gathered:
    home = provenance.home(report_id)
    return Gathered(report_id, home, home, "own work", True, True, (report_id,), signs)


def _shared_credit(
    report_id: str, mentions: Mapping[str, Sequence[Mention]], provenance: Provenance
) -> Gathered | None:
    """A channel that another carrier of the claim names too, though not for this statement."""
    ours = provenance.channels(report_id)
    if not ours:
        return None
    theirs = [provenance.channels(other) for other in mentions if other != report_id]
    shared = sorted(name for name in ours if any(name in named for named in theirs))
    if not shared:
        return None
    credit = ours[shared[0]] or Credit(report_id, shared[0], "report")
    found = _credited(report_id, credit, False, "shared credit", provenance)
    # Whoever was there has it from there or from the channel: one origin, whichever it is.
    return replace(found, sure=bool(provenance.signs(report_id, mentions[report_id])))


def _credited(
    report_id: str, credit: Credit, sure: bool, way: Way, provenance: Provenance
) -> Gathered:
    where = "for this" if sure else "elsewhere, and so does another report that carries this"
    detail = f"{report_id} names {credit.outlet} {where}."
    spans: tuple[Span, ...] = (credit.span,) if credit.span else ()
    bits = provenance.settings.credit_bits if sure else provenance.settings.shared_credit_bits
    evidence = (Evidence(way, bits, detail, spans),)
    home, chain = provenance.home(report_id), (report_id, credit.outlet)
    return Gathered(report_id, home, credit.outlet, way, sure, not sure, chain, evidence)
