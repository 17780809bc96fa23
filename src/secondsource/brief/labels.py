"""The words that every form of the brief uses for the same thing."""

from __future__ import annotations

from datetime import datetime

from secondsource.brief.order import is_shared
from secondsource.brief.plain import printable
from secondsource.derivation.outlets import table_of
from secondsource.model import Brief, Certainty, Corroboration, Count, Mention, Relation, Report

RELATION_NAMES = {
    "speaker": "Given to different speakers",
    "number": "Numbers differ",
    "date": "Dates differ",
    "place": "Places differ",
    "negation": "One says the opposite",
    "certainty": "Certainty differs",
    "wording": "The quoted words differ",
    "omission": "Left out",
    "update": "A later state",
    "rounding": "Rounded",
    "refinement": "More exact",
}
LEVEL_NAMES = {"said": "that it was said", "so": "that it is so"}


def plural(number: int, noun: str) -> str:
    """The number with its noun.

    >>> plural(1, "origin"), plural(3, "origin")
    ('1 origin', '3 origins')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def counted(count: Count, noun: str) -> str:
    """A count with its range: "1 origin (0-3)"."""
    return f"{plural(count.likely, noun)} ({count.low}-{count.high})"


def badge_line(corroboration: Corroboration, carried: tuple[int, int], total: int) -> str:
    """The badge and both counts: "[single] 1 origin (0-3), 1 speaker (1-1), carried by 3 of 3".

    carried: by how many reports surely, and at most.
    """
    sure, most = carried
    perhaps = f", perhaps by {most}" if most > sure else ""
    badges = "".join(f"[{badge}]" for badge in (corroboration.badge, *corroboration.flags))
    return (
        f"{badges} {counted(corroboration.independent_origins, 'origin')}, "
        f"{counted(corroboration.independent_speakers, 'speaker')}, "
        f"carried by {sure} of {total}{perhaps}"
    )


def files_given(brief: Brief) -> str:
    """What every count is limited to: "in the 6 files given"."""
    number = len(brief.reports)
    return f"in the {number} files given" if number != 1 else "in the 1 file given"


def percent(probability: float) -> str:
    """A probability in percent; never 0 or 100, since evidence is never proof.

    >>> percent(0.9999), percent(0.86)
    ('>99%', '86%')
    """
    whole = round(100 * probability)
    return "<1%" if whole < 1 else ">99%" if whole > 99 else f"{whole}%"


def headline(brief: Brief) -> str:
    """The whole in one sentence: how many claims stand on two origins, how many contradict.

    Only claims that two reports or more surely carry are counted: there is little to weigh in what
    one report alone says, and much of it.
    """
    shared = {claim.id for claim in brief.claims if is_shared(claim)}
    firm = sum(c.badge == "two or more" and c.claim_id in shared for c in brief.corroborations)
    clashes = plural(sum(relation.is_conflict for relation in brief.relations), "contradiction")
    if not shared:
        return f"No claim is carried by two reports; {clashes}, {files_given(brief)}."
    number = f"{firm} of {plural(len(shared), 'shared claim')}"
    stand = "stands" if 1 in (firm, len(shared)) else "stand"
    return (
        f"{number} {stand} on two or more independent origins and speakers; "
        f"{clashes}, {files_given(brief)}."
    )


def outlet_of(report: Report) -> str:
    """The outlet's name, or the id where the outlet is not known."""
    return printable(report.outlet or "") or printable(report.id)


def letter_of(brief: Brief, report: Report) -> str:
    """The letter of the Admiralty grading that the user gave to the outlet, or nothing."""
    known = table_of(brief.outlets).find(report.outlet or "")
    return (known.grade or "") if known else ""


def when(published: datetime | None) -> str:
    """The stated time to the minute with its offset, or that there is none."""
    if published is None:
        return "time not stated"
    zone = published.strftime("%z")
    offset = f" {zone[:3]}:{zone[3:5]}" if zone else ""
    return f"{published:%Y-%m-%d %H:%M}{offset}"


def certainty_words(certainty: Certainty) -> str:
    """The strength, and whether the passage denies: "possible", "certain, negated"."""
    return certainty.strength + (", negated" if certainty.polarity == "negative" else "")


PERHAPS = "perhaps the same, in words less alike; nothing at the low end rests on these:"


def held_by(mention: Mention) -> str:
    """Who is said to hold what a mention states; the outlet where nobody is named."""
    return printable(mention.holder) if mention.holder else "the outlet"


def rule_of(relation: Relation) -> str:
    """The sentence that justifies the type of a relation, with its full stop."""
    rule = printable(relation.rule)
    rule = rule[:1].upper() + rule[1:]
    return rule if not rule or rule.endswith((".", "!", "?")) else f"{rule}."


def relation_note(relation: Relation) -> str:
    """Which side is nearer to the origin, as far as the derivation shows it."""
    if relation.nearer:
        drift = "Drifted along a copy. " if relation.drift else ""
        return f"{drift}Nearer to the origin: {printable(relation.nearer)}."
    return "Which is nearer to the origin cannot be told."
