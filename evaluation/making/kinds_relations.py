"""Kinds about relations: what contradicts, what was only updated, rounded or told less exactly,
and what was left out.
"""

from __future__ import annotations

import random
import re

from making import edits
from making.articles import Article
from making.case import QUOTED, Case, fold, quoted
from making.changes import CHANGES, OTHERS, altered_quotation, same_value
from making.facts import Event, invent
from making.kinds_facts import STYLES, finish, newsrooms, someone, tidy
from making.kinds_texts import CARRIED, carried, copy, distract, headline, original, swap
from making.pool import Pool

# What an article is drawn for: some values are seldom there to be changed.
TARGETS = ("number", "number", "place", "place", "place", "speaker", "speaker", "speaker")
CLAIMED = 0.25  # share of the cases with planted changes in which one is a claim as well
RARE = ("number", "place")  # of the changes, those that few sentences offer
FIRM = re.compile(
    r"\b(?:Technolog\w*|Inc|Group|University|Department|Institute|Center|House|Police|Bank|Party|"
    r"Council|Ministry|Committee|Association|Union|Office|Company|Corp|Court|Army|Fund|Labs?|"
    r"Systems|Services|Sheriff|Networks?|Security|Research|Society|Foundation)\b"
)
OTHER_NAMINGS = 2  # of a speaker whose quotation is given to another
MOST_OTHERS = 3  # changes that contradict nothing, in one copy
VALUES = [
    ("number", ("n", "n2", "m", "a", "b1", "q", "r", "w", "p")),
    ("date", ("h", "d2", "d")),
    ("place", ("s", "v")),
]


def planted(case: Case, pool: Pool) -> None:
    """A copy with up to four changed values, in sentences that say nothing else about them."""
    target = case.dice.choice(TARGETS)
    if target == "speaker":
        article = pool.draw(case.dice, wanted=lambda a: bool(movable(a)))
    else:
        article = pool.draw(
            case.dice, wanted=lambda a: any(CHANGES[target](s, case.dice) for s in a.sentences)
        )
    first = original(case, article)
    edited = (
        edits.light(edits.same(article.paragraphs), case.dice)
        if case.dice.random() < 0.4
        else edits.same(article.paragraphs)
    )
    changed: dict[str, tuple[str, str, str, str]] = {}
    for sort in sorts(case, target):
        for sentence in case.dice.sample(article.sentences, len(article.sentences)):
            after = edits.where(edited, sentence)
            if after != sentence or sentence in changed or re.search(r"[\"“]", sentence):
                continue
            found = CHANGES[sort](sentence, case.dice)
            if (
                found
                and article.text.count(found[1]) == 1
                and found[1] not in article.title
                and len(changed) < 4
            ):
                changed[sentence] = (sort, *found)
                break
    edited = [[(b, changed[b][1] if b in changed else a) for b, a in p] for p in edited]
    child = copy(case, first, edited, "lightly edited", hours=3)
    also = []
    copies = {child: edited}
    if case.dice.random() < 0.4:
        third = edits.same(article.paragraphs)
        also = [copy(case, first, third, "verbatim", hours=5)]
        copies[also[0]] = third
    for old, (sort, new, focus, other) in changed.items():
        more = {"a_also": [(i, old, focus) for i in also]} if also else {}
        case.pair("conflict", sort, (first, old, focus), (child, new, other), **more)
    few = CARRIED if case.dice.random() < CLAIMED else 0
    for old, (_, new, _, _) in list(changed.items())[:few]:
        case.claim(old, [(first, old), (child, new), *((i, old) for i in also)], 1)
    quotation_changes(case, article, first, child, also)
    case.drafts[child].title = headline(edited, case)
    if not changed:
        carried(case, article, copies, first)


def sorts(case: Case, target: str) -> list[str]:
    """The sorts of changes to try, those first that few sentences offer."""
    rare = case.dice.sample(RARE, len(RARE))
    rest = [s for s in case.dice.sample(sorted(CHANGES), len(CHANGES)) if s not in RARE]
    return sorted([*rare, *rest], key=target.__ne__)


def quotation_changes(
    case: Case, article: Article, first: int, child: int, also: list[int]
) -> None:
    """One quotation with another meaning, one with another speaker,
    where the article offers them. also: copies that have the original's words.
    """

    def same(content: str) -> dict[str, list[tuple[int, str, str]]]:
        return {"a_also": [(i, content, "") for i in also]} if also else {}

    found = quoted(article.text)
    case.dice.shuffle(found)
    reworded = None
    for content, _ in found:
        new = altered_quotation(content, case.dice)
        if new and article.text.count(content) == 1 and len(content.split()) >= 8:
            swap(case, child, content, new[0])
            case.wording.append((new[0], content))
            places = (first, content, ""), (child, new[0], "")
            case.pair("conflict", "wording", *places, **same(content))
            reworded = content
            break
    for _, content, who in case.dice.sample(movable(article), len(movable(article))):
        at = next((p for p in case.drafts[child].paragraphs if content in p and who in p), None)
        if at is not None and content != reworded:
            other = case.person()
            swap(case, child, at, at.replace(who, other))
            case.speakers[child, fold(content)] = other
            places = (first, content, ""), (child, content, "")
            case.pair("conflict", "speaker", *places, speakers=[who, other], **same(content))
            return


def movable(article: Article) -> list[tuple[str, str, str]]:
    """(paragraph, quotation, speaker): the only quotation there, of somebody hardly named else."""
    return [
        (text, content, who)
        for text in (" ".join(p) for p in article.paragraphs)
        for content, who in (quoted(text) if len(QUOTED.findall(text)) == 1 else ())
        if who
        and not FIRM.search(who)
        and text.count(who) == 1
        and article.text.count(who.split()[-1]) <= OTHER_NAMINGS
    ]


def same_values(case: Case, pool: Pool) -> None:
    """A control: the same values in other units, digits and words; noise around."""
    article = pool.draw(
        case.dice, wanted=lambda a: any(same_value(s, case.dice) for s in a.sentences)
    )
    first = original(case, article)
    whole = edits.same(article.paragraphs)
    pairs: list[tuple[str, str, str, str]] = []
    for paragraph in whole:
        for n, (before, _) in enumerate(paragraph):
            found = same_value(before, case.dice)
            if found:
                paragraph[n] = (before, found[0])
                pairs.append((before, *found))
    child = copy(case, first, whole, "lightly edited", hours=3)
    for before, after, focus, new in pairs:
        case.pair("trap", "number", (first, before, focus), (child, after, new))
    distract(case, pool, article)


def no_contradictions(case: Case, pool: Pool) -> None:
    """A copy with values made round, and values told less exactly: both can be so."""
    sort = "rounding"  # few sentences offer one
    article = pool.draw(
        case.dice, wanted=lambda a: any(OTHERS[sort](s, case.dice) for s in a.sentences)
    )
    first = original(case, article)
    whole = edits.same(article.paragraphs)
    pairs: list[tuple[str, str, str, str, str]] = []
    for paragraph in whole:
        for n, (before, _) in enumerate(paragraph):
            for other in sorted(OTHERS, key=sort.__ne__):
                found = OTHERS[other](before, case.dice) if len(pairs) < MOST_OTHERS else None
                if found:
                    paragraph[n] = (before, found[0])
                    pairs.append((other, before, *found))
                    break
    child = copy(case, first, whole, "lightly edited", hours=3)
    for other, before, after, focus, new in pairs:
        case.pair("other", other, (first, before, focus), (child, after, new))
    distract(case, pool, article)


def updates(case: Case, pool: Pool) -> None:
    """A later state, a higher count or a belief withdrawn: an update, not a conflict.

    The later report is a version of the same outlet's with new content, or another newsroom's
    own report.
    """
    apart = case.dice.random() < 0.5
    rooms = newsrooms(case, pool, 2, hours=(0.0, 20.0))
    old, new, before, after = rooms.event.parts("update", case.dice)
    rooms.bodies[0].insert(1, old)
    if apart:
        rooms.bodies[1].insert(1, new)
    finish(case, pool, rooms, 0)
    first, again = case.story[:2]
    if not apart:
        again = version(case, rooms.event, first, old, new)
    case.pair("update", "update", (again, new, after), (first, old, before))
    if before.isdigit() and not apart:
        case.claim(old, [(first, old), (again, new)], 1)


def version(case: Case, event: Event, first: int, old: str, new: str) -> int:
    """The same outlet's later report, with one sentence changed and one added."""
    draft = case.drafts[first]
    body = [new if p == old else p for p in draft.paragraphs]
    fresh = [line for line in event.lines("fill") if line not in body]
    body.insert(case.dice.randrange(1, len(body)), case.dice.choice(fresh))
    again = case.add(draft.title, body, hours=20, byline=draft.byline, outlet=draft.outlet)
    case.derive(again, first, "lightly edited")
    return again


def dropped_limits(case: Case, pool: Pool) -> None:
    """A copy that leaves out the clauses that limit what was said."""
    rooms = newsrooms(case, pool, 2)
    lines = rooms.event.topic.lines["limit"]
    pairs = []
    for line in case.dice.sample(lines, 2):
        main, clause = (p.format(**rooms.event.values) for p in line.split(" || "))
        whole = f"{main}{case.dice.choice([', ', ' '])}{clause}."
        rooms.bodies[0].insert(case.dice.randrange(1, len(rooms.bodies[0]) + 1), whole)
        pairs.append((whole, f"{main}."))
    finish(case, pool, rooms, 0)
    first = case.story[0]
    paragraphs = [(p,) for p in case.drafts[first].paragraphs]
    child = copy(case, first, edits.same(paragraphs), "lightly edited", hours=12)
    for whole, short in pairs:
        swap(case, child, whole, short)
        case.pair("conflict", "omission", (first, whole, ""), (child, short, ""))


def altered_copy(case: Case, pool: Pool) -> None:
    """A copy of an invented report with another number, day, place and speaker."""
    rooms = newsrooms(case, pool, 2)
    event, dice, found = rooms.event, case.dice, []
    facts = [(kind, t) for kind in event.topic.facts for t in event.topic.lines[f"fact {kind}"]]
    other = invent(dice, event.values["d2"], pool.half).values
    seen: set[str] = set()
    for sort, keys in dice.sample(VALUES, len(VALUES)):
        for kind, template in dice.sample(facts, len(facts)):
            key = next((k for k in keys if f"{{{k}}}" in template), None)
            if key is None or kind in seen:
                continue
            old = event.values[key]
            new = another(dice, event, key, other.get(key, ""))
            if new:
                seen.add(kind)
                clauses = (template.format(**(event.values | {key: v})) for v in (old, new))
                who, style = someone(case), dice.randrange(STYLES)
                sides = [tidy(event.said("said", c, who, style)) for c in clauses]
                found.append((sort, sides, low_in(old, sides[0]), low_in(new, sides[1])))
                rooms.bodies[0].append(sides[0])
                break
    finish(case, pool, rooms, 0)
    first = case.story[0]
    child = copy(
        case,
        first,
        edits.same([(p,) for p in case.drafts[first].paragraphs]),
        "lightly edited",
        hours=12,
    )
    for sort, (before, after), old, new in found:
        swap(case, child, before, after)
        case.pair("conflict", sort, (first, before, old), (child, after, new))
    free = [kind for kind in event.topic.facts if kind not in seen]
    quoted_by_another(case, event, free, first, child)


def another(dice: random.Random, event: Event, key: str, drawn: str) -> str:
    """Another value for a key of an event, or "" if there is none."""
    for keys, choices in event.topic.sets:
        if key in keys:
            at = keys.index(key)
            return dice.choice([c[at] for c in choices if c[at] != event.values[key]])
    old = event.values[key]
    if key == "d":
        return event.values["d2"]
    return drawn if drawn != old and drawn not in event.values.values() else ""


def low_in(value: str, text: str) -> str:
    """The value as it stands in the text, where it may begin the sentence."""
    high = value[0].upper() + value[1:]
    return value if value in text else high


def quoted_by_another(case: Case, event: Event, free: list[str], first: int, child: int) -> None:
    """A quotation in both, in the child given to somebody else. free: facts not told yet."""
    kind = case.dice.choice(free)
    words = case.dice.choice(event.fact(kind))
    one, other = case.person(), case.person()
    style = case.dice.randrange(STYLES)
    content = words[0].upper() + words[1:]
    for index, who in ((first, one), (child, other)):
        line = tidy(event.said("posted", words, who, style))
        case.drafts[index].paragraphs.append(line)
        at = re.search(r"“([^”]+)”", line)
        inner = (at[1] if at else content).rstrip(".")
        case.speakers[index, fold(inner)] = who
    places = (first, inner, ""), (child, inner, "")
    case.pair("conflict", "speaker", *places, speakers=[one, other])


KINDS = {
    "planted changes": planted,
    "control: same values": same_values,
    "control: rounded and refined": no_contradictions,
    "altered copy of an invented report": altered_copy,
    "update over time": updates,
    "dropped limit": dropped_limits,
}
