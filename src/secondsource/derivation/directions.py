"""The reasons for and against that one of two reports is the child: a table of functions.

Each function looks at one pair and gives evidence in bits for this order, or None where it sees
nothing. What other reports tell of it is asked in `parents`, where their links are known.
"""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.derivation.features import Feature, Pair, credit_spans, links_to
from secondsource.derivation.overlaps import Side
from secondsource.model import Evidence, Span
from secondsource.settings import DerivationSettings


def credits_parent(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """Whoever names the other has read it."""
    if bool(pair.credits) == bool(pair.back):
        return None
    sign = 1 if pair.credits else -1
    return Evidence(
        "direction: credit",
        sign * settings.credit_direction_bits,
        "It names the other's outlet, not the other way round."
        if pair.credits
        else "The other names its outlet, not the other way round.",
        credit_spans(pair.credits or pair.back),
    )


def links_parent(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """Whoever links to the other came later."""
    child, parent = pair.child.marked.report, pair.parent.marked.report
    there, back = links_to(child, parent), links_to(parent, child)
    if there == back:
        return None
    return Evidence(
        "direction: link",
        settings.link_direction_bits if there else -settings.link_direction_bits,
        "It links to the other." if there else "The other links to it.",
    )


def published_later(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """The stated times. Evidence, never proof: a page can state any time."""
    child, parent = pair.child.marked.report.published, pair.parent.marked.report.published
    if child is None or parent is None or not _comparable(child, parent) or child == parent:
        return None
    later = child > parent
    return Evidence(
        "direction: stated time",
        settings.time_bits if later else -settings.time_bits,
        f"It states {child.isoformat()}, the other {parent.isoformat()}.",
    )


@dataclass(frozen=True, slots=True)
class _Left:
    """What one report has that the other lacks, in words."""

    foot: int  # behind the last word that both have
    share: float  # of its words, in sentences that the other lacks
    shared: float  # of its words, that stand in the other


def cut(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """Whole sentences that one of the two lacks: it is rather the shortened copy.

    News is cut from the foot, so a text that goes on where the other ends says more. An outlet's
    own later version is rather the longer one. Words inside a sentence say nothing: a rewrite
    adds as many as it drops.
    """
    child, parent = (_left(pair.overlap.side(w.id), settings) for w in (pair.child, pair.parent))
    difference = parent.share - child.share
    bits = 2 * settings.trimming_bits * difference
    detail = (
        f"Whole sentences of it that the other lacks: {child.share:.0%} of its words; "
        f"the other way {parent.share:.0%}."
    )
    if pair.one_outlet:
        return _told("direction: grown", -bits, detail + " An outlet's later version is longer.")
    longer = [one.foot >= settings.foot_words for one in (parent, child)]
    ended = child if longer[0] else parent
    if longer[0] != longer[1] and ended.shared >= settings.ended_share:
        bits += settings.foot_bits if longer[0] else -settings.foot_bits
        detail += " One of them goes on where the other ends."
    return _told("direction: trimmed", bits, detail)


def slipped(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """A misspelling that only one of the two has, in words that they share: made in copying."""
    mine, theirs = (_slips(pair.overlap.side(w.id)) for w in (pair.child, pair.parent))
    if bool(mine) == bool(theirs):
        return None
    shown = ", ".join(sorted(mine or theirs))
    who = "It" if mine else "The other"
    bits = settings.slip_bits if mine else -settings.slip_bits
    spans = tuple((mine or theirs).values())
    return Evidence("direction: slip", bits, f"{who} alone writes {shown}.", spans)


DIRECTION: tuple[Feature, ...] = (credits_parent, links_parent, published_later, cut, slipped)


def _told(feature: str, bits: float, detail: str) -> Evidence | None:
    return Evidence(feature, round(bits, 2), detail) if round(bits, 2) else None


def _left(side: Side, settings: DerivationSettings) -> _Left:
    """What this side has that the other lacks."""
    wording = side.wording
    size = len(wording.words)
    alone = 0
    for sentence in wording.sentences:
        inside, shared = sentence.bit_count(), (sentence & side.held).bit_count()
        if inside >= settings.least_sentence and shared <= settings.lacking * inside:
            alone += inside
    foot = size - side.held.bit_length()
    return _Left(foot, alone / max(1, size), side.all_share)


def _slips(side: Side) -> dict[str, Span]:
    """The misspelt words of one report that the other lacks, inside a passage that both have."""
    wording, held = side.wording, side.held
    between = ~held & held << 1 & held >> 1  # the word before and the word behind recur
    found: dict[str, Span] = {}
    for word in wording.chosen(wording.odd & between):
        found.setdefault(word.key, Span(wording.id, word.start, word.end))
    return found


def _comparable(one: object, other: object) -> bool:
    """Times with and without an offset cannot be compared."""
    return (getattr(one, "tzinfo", None) is None) == (getattr(other, "tzinfo", None) is None)
