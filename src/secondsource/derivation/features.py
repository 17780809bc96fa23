"""The reasons for and against that two reports hang together: a table of functions.

Each function looks at one pair and gives evidence in bits, or None where it sees nothing.
Adding a reason is adding a row. Which of the two is the child is asked in `directions`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from secondsource.derivation.facts import Facts, log2_factorial
from secondsource.derivation.overlaps import Overlap, Wording
from secondsource.model import Credit, Evidence, Report, Span
from secondsource.settings import DerivationSettings
from secondsource.text import words


@dataclass(frozen=True, slots=True)
class Pair:
    """A possible child and a possible parent, and what is known of both.

    quoted: quotations that both have, in the child's order. credits: where the child names the
    parent's outlet. back: where the parent names the child's. one_outlet: do both come from one.
    """

    child: Wording
    parent: Wording
    overlap: Overlap
    facts: Facts
    quoted: tuple[tuple[Span, Span], ...] = ()
    credits: tuple[Credit, ...] = ()
    back: tuple[Credit, ...] = ()
    at_work: tuple[tuple[Evidence, ...], tuple[Evidence, ...]] = ((), ())
    one_outlet: bool = False


Feature = Callable[[Pair, DerivationSettings], Evidence | None]


def reused_wording(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """Wording outside quotation marks that recurs, beyond what one event explains."""
    shorter = min(pair.child.own, pair.parent.own)
    free = settings.free_wording_bits + settings.free_bits_per_word * shorter
    bits = settings.wording_worth * (pair.overlap.bits - free)
    return Evidence(
        "reused wording",
        between(settings.wording_low, bits, settings.wording_high),
        f"Outside quotation marks {pair.overlap.bits:.0f} bits of wording recur; two reports of "
        f"this length on one event may share {free:.0f}.",
        tuple(span for run in pair.overlap.runs for span in run),
    )


def long_passages(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """Runs of words that are too long for a phrase that everybody uses."""
    long = [n for n, bits in enumerate(pair.overlap.run_bits) if bits > settings.phrase_bits]
    beyond = sum(pair.overlap.run_bits[n] - settings.phrase_bits for n in long)
    bits = settings.long_worth * (beyond - settings.free_long_bits)
    if bits <= 0:
        return None
    return Evidence(
        "long passages",
        between(0.0, bits, settings.long_high),
        f"{len(long)} passages recur word for word that are longer than a common phrase.",
        tuple(span for n in long for span in pair.overlap.runs[n]),
    )


def reused_share(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """The share of the smaller report that recurs in the other (containment, Broder 1997)."""
    child, parent = _shares(pair)
    share = max(child, parent)
    return Evidence(
        "reused share",
        between(
            settings.share_low,
            settings.share_worth * (share - settings.free_share),
            settings.share_high,
        ),
        f"{child:.0%} of its own words recur in the other report, and {parent:.0%} of the other's.",
    )


def same_order(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """Facts told in the same order, which a rewrite keeps where it changes the words."""
    facts = pair.facts
    if len(facts.pairs) <= 2:
        return None
    bits = settings.order_worth * (facts.order_bits - settings.free_order_bits)
    return Evidence(
        "order of facts",
        between(settings.order_low, bits, settings.order_high),
        f"{len(facts.pairs)} facts stand in both reports, {facts.in_order} of them in one order.",
        tuple(span for row in facts.pairs for span in row),
    )


def same_quotations(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """All quotations of the child stand in the parent; weak, for two in one room quote the same.

    Three or more in one order say more: a reporter at a briefing picks and sorts for herself.
    """
    side = pair.overlap.side(pair.child.id)
    words = (side.held & pair.child.quoted).bit_count()
    if words < settings.quotation_words or side.quotes < settings.quotation_share:
        return None
    bits = settings.only_quotations_bits if pair.credits else settings.quotation_bits
    ordered = len(pair.quoted) > 2 and list(pair.quoted) == sorted(pair.quoted, key=lambda q: q[1])
    if ordered:
        bits += settings.order_worth * (log2_factorial(len(pair.quoted)) - 1)
    return Evidence(
        "selection of quotations",
        between(0.0, bits, settings.order_high),
        f"{side.quotes:.0%} of its quoted words ({words}) stand in the other report"
        + (", in the same order" if ordered else "")
        + (", which it names." if pair.credits else "; reporters in one room quote the same."),
        tuple(span for row in pair.quoted for span in row),
    )


def both_at_work(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """Two reporters of unlike names who were there, or asked, for themselves.

    It outweighs that two short reports of one event use the same words; not a copied text.
    """
    ours, theirs = pair.at_work
    authors = [(w.marked.report.byline or "").lower() for w in (pair.child, pair.parent)]
    if not ours or not theirs or authors[0] == authors[1]:
        return None
    signs = min(len(ours), len(theirs), settings.most_signs)
    return Evidence(
        "both at work",
        -settings.own_work_bits * signs,
        "Each of the two shows work of its own: a reporter there, or somebody told it.",
        tuple(span for sign in (*ours, *theirs) for span in sign.spans),
    )


def odd_spellings(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """Misspellings that both have: the strongest sign, for nobody makes the same slip twice."""
    spans = odd_words(pair.child, pair.overlap)
    if not spans:
        return None
    shown = ", ".join(sorted({span.of(pair.child.marked.report) for span in spans}))
    bits = min(settings.odd_spelling_high, settings.odd_spelling_bits * len(spans))
    return Evidence("shared odd spelling", bits, f"Both write {shown}.", spans)


def odd_words(child: Wording, overlap: Overlap) -> tuple[Span, ...]:
    """Recurring words of the child that are one slip away from a common word.

    Only words in small letters, unknown to the table, outside quotation marks: a name that
    the table lacks is no slip.
    """
    found: dict[str, Span] = {}
    for word in child.chosen(overlap.side(child.id).held & child.odd & ~child.quoted):
        found.setdefault(word.key, Span(child.id, word.start, word.end))
    return tuple(found.values())


def shares_headline(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """The same headline, which two desks seldom write."""
    if not same_headline(pair):
        return None
    spans = tuple(s for s in (pair.child.marked.headline, pair.parent.marked.headline) if s)
    return Evidence("same headline", settings.headline_bits, "Both have one headline.", spans)


def same_headline(pair: Pair) -> bool:
    """Do both reports have a headline, the same but for marks and case?"""
    one, other = (
        [word.key for word in words(w.marked.report.title or "")] for w in (pair.child, pair.parent)
    )
    return bool(one) and one == other


def names_outlet(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """One of the two names the other's outlet."""
    if not pair.credits and not pair.back:
        return None
    spans = credit_spans(pair.credits) + credit_spans(pair.back)
    outlet = (pair.credits or pair.back)[0].outlet
    who = "It names" if pair.credits else "The other names"
    return Evidence("credit", settings.credit_bits, f"{who} {outlet}.", spans)


def has_link(pair: Pair, settings: DerivationSettings) -> Evidence | None:
    """One of the two links to the other's address."""
    child, parent = pair.child.marked.report, pair.parent.marked.report
    if not links_to(child, parent) and not links_to(parent, child):
        return None
    return Evidence("link", settings.link_bits, "One of the two pages links to the other.")


DEPENDENCE: tuple[Feature, ...] = (
    reused_wording,
    long_passages,
    reused_share,
    same_order,
    same_quotations,
    odd_spellings,
    shares_headline,
    names_outlet,
    has_link,
    both_at_work,
)


def weigh(
    pair: Pair, features: tuple[Feature, ...], *, settings: DerivationSettings
) -> tuple[Evidence, ...]:
    """All evidence that these features see in the pair, in the order of the table."""
    found = (feature(pair, settings) for feature in features)
    return tuple(evidence for evidence in found if evidence is not None)


def chance(bits: float) -> float:
    """The probability of log2 odds.

    >>> chance(0), round(chance(3), 2)
    (0.5, 0.89)
    """
    return float(1 / (1 + 2 ** -between(-60.0, bits, 60.0)))


def between(low: float, value: float, high: float) -> float:
    """The value, held within its bounds, to two places."""
    return round(max(low, min(value, high)), 2)


def _shares(pair: Pair) -> tuple[float, float]:
    return pair.overlap.side(pair.child.id).share, pair.overlap.side(pair.parent.id).share


def credit_spans(credits: tuple[Credit, ...]) -> tuple[Span, ...]:
    """Where these credits stand."""
    return tuple(credit.span for credit in credits if credit.span is not None)


def links_to(report: Report, other: Report) -> bool:
    """Does a report link to the other's address?"""
    return bool(other.url) and any(_same_page(link, other.url or "") for link in report.links)


def _same_page(one: str, other: str) -> bool:
    """Are these addresses one page? Scheme, query and a closing stroke do not count."""
    return _bare(one) == _bare(other) != ""


def _bare(url: str) -> str:
    return url.split("://")[-1].split("#")[0].split("?")[0].removeprefix("www.").rstrip("/")
