"""The articles of one half, to draw from."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from making.articles import Article, apart, half_of
from making.case import quoted

SEEN = 120  # articles looked at in a draw
SHARED_WORDS = 6  # of a quotation that two reports of one briefing have in common


@dataclass(slots=True)
class Pool:
    """Articles of a half and the pairs of one event that were written apart."""

    articles: Sequence[Article]
    pairs: list[tuple[Article, Article]] = field(default_factory=list)
    briefings: list[tuple[Article, Article]] = field(default_factory=list)
    half: str = "build"

    def draw(
        self,
        dice: random.Random,
        *,
        quotes: int = 0,
        wanted: Callable[[Article], bool] | None = None,
    ) -> Article:
        """An article with so many quotations that is wanted; any if none is.

        The sets come in equal parts, as one of them has most of the articles; where the one
        drawn has no such article, the next is asked.
        """
        sets = sorted({a.cluster.split(":")[0] for a in self.articles})
        for chosen in dice.sample(sets, len(sets)):
            mine = [a for a in self.articles if a.cluster.split(":")[0] == chosen]
            fit = [
                a
                for a in dice.sample(mine, min(len(mine), SEEN))
                if len(quoted(a.text)) >= quotes and (wanted is None or wanted(a))
            ]
            if fit:
                return dice.choice(fit)
        return dice.choice(self.articles)

    def pair(self, dice: random.Random, *, quotes: bool = False) -> tuple[Article, Article]:
        """Two articles of one event written apart, that share a quotation if asked."""
        return dice.choice(
            self.briefings
            if quotes and self.briefings
            else self.pairs or [(self.articles[0], self.articles[-1])]
        )

    def others(self, article: Article, dice: random.Random, count: int) -> list[Article]:
        """Articles of another set, so of another event as far as can be known;
        each of another cluster.
        """
        kind = article.cluster.split(":")[0]
        fit = [a for a in self.articles if a.cluster.split(":")[0] not in (kind, "polnear")]
        found = dice.sample(fit, min(count, len(fit)))
        clusters: dict[str, Article] = {a.cluster: a for a in found}
        return list(clusters.values())


def pool_of(articles: Sequence[Article], half: str) -> Pool:
    """The pool of a half, "build" or "check"."""
    mine = [a for a in articles if half_of(a.cluster) == half]
    clusters: dict[str, list[Article]] = defaultdict(list)
    for article in mine:
        clusters[article.cluster].append(article)
    pool = Pool(mine, half=half)
    for group in clusters.values():
        for n, left in enumerate(group):
            for right in group[n + 1 :]:
                if apart(left, right):
                    pool.pairs.append((left, right))
                    if shared_quotation(left, right):
                        pool.briefings.append((left, right))
    return pool


def shared_quotation(left: Article, right: Article) -> bool:
    """Whether both quote the same words."""

    def words(article: Article) -> set[str]:
        return {
            " ".join(run)
            for content, _ in quoted(article.text)
            for ws in (re.findall(r"[\w'’]+", content.lower()),)
            for run in zip(*(ws[i:] for i in range(SHARED_WORDS)), strict=False)
        }

    return bool(words(left) & words(right))
