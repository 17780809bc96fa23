"""Kinds about texts: who copied whom.
Claims are sentences of the original and what became of them (one origin).
"""

from __future__ import annotations

import re

from making import edits
from making.articles import Article
from making.case import Case
from making.edits import Edited
from making.pool import Pool
from making.words import LEADS

CARRIED = 1  # claims taken from an article


def original(case: Case, article: Article, *, hours: float = 0.0) -> int:
    """The article as it is, from an outlet with a reporter."""
    return case.add(
        article.title,
        edits.plain(edits.same(article.paragraphs)),
        hours=hours,
        byline=case.person(),
    )


def copy(case: Case, parent: int, edited: Edited, how: str, *, hours: float) -> int:
    """A report made from another one by an edit."""
    title = case.drafts[parent].title if case.dice.random() < 0.3 else headline(edited, case)
    child = case.add(title, edits.plain(edited), hours=hours)
    case.derive(child, parent, how)
    return child


def headline(edited: Edited, case: Case) -> str:
    """A headline from the words of the text."""
    words = re.findall(r"[\w'’-]+", edited[0][0][1].split(" — ")[-1])
    return " ".join(words[: case.dice.choice([5, 6, 7])])


def carried(case: Case, article: Article, copies: dict[int, Edited], of: int) -> None:
    """Claims with one origin: sentences of the original that stand in the copies."""
    firm = [
        s
        for s in article.sentences
        if re.search(r"\d|[a-z] [A-Z]", s) and not re.search(r"[\"“]", s) and len(s) < 220
    ]
    case.dice.shuffle(firm)
    made = 0
    for sentence in firm:
        mentions = [(of, sentence)]
        for index, edited in copies.items():
            after = edits.where(edited, sentence)
            mentions += [(index, after)] if after else []
        if len(mentions) > 1 and made < CARRIED:
            case.claim(sentence, mentions, 1)
            made += 1


def distract(case: Case, pool: Pool, article: Article, most: int = 2) -> None:
    """Reports of other events from another set."""
    for other in pool.others(article, case.dice, case.dice.randrange(most + 1)):
        index = case.add(
            other.title,
            edits.plain(edits.same(other.paragraphs))[:8],
            hours=case.dice.uniform(-40, 60),
            main=False,
        )
        case.other_stories.append([index])


def verbatim(case: Case, pool: Pool) -> None:
    """One text under two or three names."""
    article, copies = pool.draw(case.dice), {}
    first = original(case, article)
    for hours in (2.5, 5.0)[: case.dice.choice([1, 2])]:
        edited = edits.same(article.paragraphs)
        copies[copy(case, first, edited, "verbatim", hours=hours)] = edited
    carried(case, article, copies, first)
    distract(case, pool, article)


def trimmed(case: Case, pool: Pool) -> None:
    """Cut from the bottom."""
    article, copies = pool.draw(case.dice), {}
    first = original(case, article)
    for hours in (1.5, 3.0)[: case.dice.choice([1, 2])]:
        edited = edits.trim(edits.same(article.paragraphs), case.dice)
        copies[copy(case, first, edited, "trimmed", hours=hours)] = edited
    carried(case, article, copies, first)
    distract(case, pool, article)


def lightly(case: Case, pool: Pool) -> None:
    """A light rewording, and sometimes a cut of that."""
    article = pool.draw(case.dice)
    first = original(case, article)
    edited = edits.light(edits.same(article.paragraphs), case.dice)
    child = copy(case, first, edited, "lightly edited", hours=3)
    copies = {child: edited}
    if case.dice.random() < 0.5:
        cut = edits.trim(edited, case.dice)
        copies[copy(case, child, cut, "trimmed", hours=6)] = cut
    carried(case, article, copies, first)
    distract(case, pool, article)


def heavily(case: Case, pool: Pool) -> None:
    """A rewrite of every sentence without a credit."""
    article = pool.draw(case.dice)
    first = original(case, article)
    edited = edits.heavy(edits.same(article.paragraphs), case.dice)
    copies = {copy(case, first, edited, "heavily edited", hours=4): edited}
    carried(case, article, copies, first)
    distract(case, pool, article)


def releaded(case: Case, pool: Pool) -> None:
    """A copy under a new first paragraph."""
    article = pool.draw(case.dice)
    first = original(case, article)
    edited = edits.trim(edits.same(article.paragraphs)[1:], case.dice)
    edited.insert(0, [("", " ".join(case.dice.sample(LEADS, 2)))])
    copies = {copy(case, first, edited, "re-led", hours=4): edited}
    carried(case, article, copies, first)
    distract(case, pool, article)


def merged(case: Case, pool: Pool) -> None:
    """Two reports of one event written apart, and a third that stitches them together."""
    left, right = pool.pair(case.dice)
    a, b = original(case, left), original(case, right, hours=1)
    parts = edits.same(left.paragraphs), edits.same(right.paragraphs)
    cuts = [edits.trim(p, case.dice) for p in parts]
    edited = [p for pair in zip(*cuts, strict=False) for p in pair]
    child = copy(case, a, edited, "merged from two", hours=5)
    case.derive(child, b, "merged from two")
    distract(case, pool, left, 1)


def backdated(case: Case, pool: Pool) -> None:
    """A copy that says it is older, and credits the paper that it copied."""
    article = pool.draw(case.dice)
    first = original(case, article)
    edited = edits.trim(edits.same(article.paragraphs), case.dice)
    outlet = case.drafts[first].outlet
    credit = case.dice.choice(
        [
            "The {o} first reported the story.",
            "The news was first reported by the {o}.",
            "The {o} has been following the matter, and its report is given here in part.",
        ]
    )
    edited.insert(1, [("", credit.format(o=outlet))])
    copies = {copy(case, first, edited, "back-dated copy", hours=-case.dice.uniform(2, 20)): edited}
    if case.dice.random() < 0.5:
        more = edits.trim(edits.same(article.paragraphs), case.dice)
        copies[copy(case, first, more, "trimmed", hours=4)] = more
    carried(case, article, copies, first)
    distract(case, pool, article)


def quote_only(case: Case, pool: Pool) -> None:
    """A column that lifts the quotations only."""
    article = pool.draw(case.dice, quotes=2)
    first = original(case, article)
    lines = [[("", "Here is what was said, in the words of those who said it.")]]
    lines += [[(s, s)] for s in article.sentences if re.search(r"[\"“]", s)]
    copies = {copy(case, first, lines, "quote-only", hours=5): lines}
    more = edits.trim(edits.same(article.paragraphs), case.dice)
    copies[copy(case, first, more, "trimmed", hours=2)] = more
    distract(case, pool, article)


def independent(case: Case, pool: Pool) -> None:
    """Two real reports of one event written apart, and a cut of one of them."""
    left, right = pool.pair(case.dice)
    a, _ = original(case, left), original(case, right, hours=1)
    cut = edits.trim(edits.same(left.paragraphs), case.dice)
    copy(case, a, cut, "trimmed", hours=4)
    distract(case, pool, left, 1)


def conference(case: Case, pool: Pool) -> None:
    """Two real reports that share quotations and no other words."""
    left, right = pool.pair(case.dice, quotes=True)
    original(case, left)
    original(case, right, hours=1)
    distract(case, pool, left, 1)


def unseen_wire(case: Case, pool: Pool) -> None:
    """One article split into two overlapping rewrites that credit an agency which is not given."""
    article, wire = pool.draw(case.dice), case.agencies.pop()
    whole = edits.same(article.paragraphs)
    third = max(1, len(whole) // 3)
    halves = whole[: 2 * third], [*whole[:1], *edits.heavy(whole[third:], case.dice)]
    at = case.dice.choice(["{S} ({w}) — ", "", ""])
    made = {}
    for hours, part in zip((0, 2), halves, strict=True):
        lines = [list(p) for p in part]
        credit = at.format(S="LONDON", w=wire)
        if credit:
            lines[0][0] = (lines[0][0][0], credit + lines[0][0][1])
        else:
            tail = case.dice.choice(
                [
                    f"This was first reported by {wire}.",
                    f"{wire} reported the details.",
                    f"The account was carried by {wire}.",
                ]
            )
            lines.append([("", tail)])
        index = case.add(headline(part, case), edits.plain(lines), hours=hours)
        case.derive(index, None, "common unseen wire", wire)
        made[index] = lines
    first, second = made
    carried(case, article, {second: made[second]}, first)
    distract(case, pool, article)


def swap(case: Case, index: int, old: str, new: str) -> None:
    """The passage replaced in a draft."""
    draft = case.drafts[index]
    draft.paragraphs = [p.replace(old, new) for p in draft.paragraphs]


def page_noise(case: Case, pool: Pool) -> None:
    """A control: one report on three pages with furniture, a repeat, other marks."""
    article = pool.draw(case.dice)
    first = original(case, article)
    copies = {}
    for hours in (1, 2):
        edited = edits.same(article.paragraphs)
        child = copy(case, first, edited, "verbatim", hours=hours)
        draft = case.drafts[child]
        lines = edits.noise(draft.paragraphs, draft.outlet, case.dice)
        if case.dice.random() < 0.5:
            lines.append(case.dice.choice(draft.paragraphs))
        marks = str.maketrans({"“": '"', "”": '"'})
        draft.paragraphs = (
            [p.translate(marks) for p in lines] if case.dice.random() < 0.5 else lines
        )
        copies[child] = edited
    carried(case, article, copies, first)
    distract(case, pool, article)


KINDS = {
    "verbatim": verbatim,
    "trimmed": trimmed,
    "lightly edited": lightly,
    "heavily edited": heavily,
    "re-led": releaded,
    "merged from two": merged,
    "back-dated copy": backdated,
    "quote-only": quote_only,
    "independent second report": independent,
    "same press conference": conference,
    "common unseen wire": unseen_wire,
    "control: page noise": page_noise,
}
