"""Pairs the sentences of two reports: by the passages they share, and by place between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, product

from secondsource.alignment.reuse_common import common_runs
from secondsource.alignment.reuse_words import BodyWords, body_words
from secondsource.model import Difference, MarkedReport, Reuse, SentencePair, Span
from secondsource.settings import AlignmentSettings
from secondsource.text import rarity
from secondsource.text.content import terms

_Equal = list[tuple[int, int]]  # words (left, right) that a passage has on both sides, in order


def sentence_pairs(
    story: Sequence[MarkedReport],
    reuses: Sequence[Reuse],
    *,
    settings: AlignmentSettings = AlignmentSettings(),
) -> tuple[SentencePair, ...]:
    """Sentences that two reports share, whole or in part, sorted by report and place.

    First those whose words align inside a passage; a sentence that was split stands in two
    pairs. Then, between two pairs that are neighbours on both sides, the sentences left over:
    paired as rewrites if they share rare words enough.
    """
    rows = sorted(body_words(story, settings=settings), key=lambda row: row.marked.id)
    of_pair: dict[tuple[str, str], list[Reuse]] = {}
    for reuse in reuses:
        of_pair.setdefault((reuse.left.report_id, reuse.right.report_id), []).append(reuse)
    return tuple(
        pair
        for left, right in combinations(rows, 2)
        if (key := (left.marked.id, right.marked.id)) in of_pair
        for pair in sorted(
            _pairs(left, right, of_pair[key], settings), key=lambda p: (p.left, p.right)
        )
    )


def _pairs(
    left: BodyWords, right: BodyWords, reuses: Sequence[Reuse], settings: AlignmentSettings
) -> Iterator[SentencePair]:
    """The sentence pairs of two reports, in no order."""
    equal = [words for reuse in reuses for words in equal_places(left, right, reuse)]
    aligned = _aligned(left, right, equal, settings)
    elsewhere = ({a for a, _ in equal}, {b for _, b in equal})
    for (i, j), words in aligned.items():
        yield _pair(left, right, (i, j), words, elsewhere)
    for i, j in _rewrites(left, right, sorted(aligned), settings):
        a, b = left.of_sentence(i), right.of_sentence(j)
        runs = common_runs(left.codes[a[0] : a[1]], right.codes[b[0] : b[1]])
        words = [(a[0] + x + k, b[0] + y + k) for x, y, n in runs for k in range(n)]
        yield _pair(left, right, (i, j), words, (set(), set()), rewritten=True)


def equal_places(left: BodyWords, right: BodyWords, reuse: Reuse) -> _Equal:
    """The equal words of a passage: those that none of its differences covers."""
    ours = _kept(left, reuse.left, [d.left for d in reuse.differences])
    theirs = _kept(right, reuse.right, [d.right for d in reuse.differences])
    return list(zip(ours, theirs, strict=True))


def _kept(row: BodyWords, passage: Span, gaps: Sequence[Span | None]) -> list[int]:
    """The words of one side of a passage, without those of its gaps."""
    at, last = row.between(passage)
    kept: list[int] = []
    for gap in gaps:
        if gap is not None:
            begin, end = row.between(gap)
            kept += range(at, begin)
            at = end
    return [*kept, *range(at, last)]


def _aligned(
    left: BodyWords, right: BodyWords, equal: _Equal, settings: AlignmentSettings
) -> dict[tuple[int, int], _Equal]:
    """Pairs of sentences (left, right) with enough equal words, and those words.

    Enough is measured on the shorter sentence, so that a trimmed one counts; each pair is the
    best of its left or of its right sentence.
    """
    shared: dict[tuple[int, int], _Equal] = {}
    for a, b in equal:
        shared.setdefault((left.sentences[a], right.sentences[b]), []).append((a, b))
    sizes = Counter(left.sentences), Counter(right.sentences)
    best: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for (i, j), words in shared.items():
        best[0][i] = max(best[0][i], len(words))
        best[1][j] = max(best[1][j], len(words))
    return {
        (i, j): words
        for (i, j), words in shared.items()
        if len(words) >= settings.pair_share * min(sizes[0][i], sizes[1][j])
        and len(words) >= min(settings.seed_words, sizes[0][i], sizes[1][j])
        and (len(words) == best[0][i] or len(words) == best[1][j])
    }


def _rewrites(
    left: BodyWords,
    right: BodyWords,
    aligned: Sequence[tuple[int, int]],
    settings: AlignmentSettings,
) -> Iterator[tuple[int, int]]:
    """Sentences left over between two neighbours that share rare words, the likest first."""
    if not aligned:
        return
    used = ({i for i, _ in aligned}, {j for _, j in aligned})
    ends = (len(left.marked.sentences), len(right.marked.sentences))
    for before, after in pairwise([(-1, -1), *aligned, ends]):
        here = [i for i in range(before[0] + 1, after[0]) if i not in used[0]]
        there = [j for j in range(before[1] + 1, after[1]) if j not in used[1]]
        if not (0 < len(here) <= settings.rewrite_window >= len(there) > 0):
            continue
        ours = {i: _content(left.marked, i) for i in here}
        theirs = {j: _content(right.marked, j) for j in there}
        scored = sorted((-_likeness(ours[i], theirs[j]), i, j) for i, j in product(here, there))
        for score, i, j in scored:
            if -score >= settings.rewrite_share and i not in used[0] and j not in used[1]:
                used[0].add(i)
                used[1].add(j)
                yield i, j


def _likeness(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Share of the lighter sentence's content, in bits, that both have; 0 for a single word."""
    shared = a.keys() & b.keys()
    if len(shared) < 2:
        return 0.0
    return sum(min(a[k], b[k]) for k in sorted(shared)) / min(sum(a.values()), sum(b.values()))


def _content(marked: MarkedReport, sentence: int) -> Mapping[str, float]:
    """Stems of a sentence's content words, with their surprise in bits."""
    span = marked.sentences[sentence]
    return _content_of(marked.report.text, span.start, span.end)


@lru_cache(maxsize=16_384)  # a sentence is read again for each pair of reports
def _content_of(text: str, start: int, end: int) -> Mapping[str, float]:
    return {t.stem: rarity(t.key) for t in terms(text, start, end)}


def _pair(
    left: BodyWords,
    right: BodyWords,
    at: tuple[int, int],
    words: _Equal,
    elsewhere: tuple[set[int], set[int]],
    *,
    rewritten: bool = False,
) -> SentencePair:
    """The pair as a noun; words that align with another sentence are no difference."""
    a, b = left.of_sentence(at[0]), right.of_sentence(at[1])
    marks = [(a[0] - 1, b[0] - 1), *words, (a[1], b[1])]
    found = []
    for here, there in pairwise(marks):
        gap_a = _gap(left, here[0] + 1, there[0], elsewhere[0])
        gap_b = _gap(right, here[1] + 1, there[1], elsewhere[1])
        if gap_a or gap_b:
            found.append(Difference(gap_a, gap_b))
    return SentencePair(
        left=left.marked.sentences[at[0]],
        right=right.marked.sentences[at[1]],
        similarity=2 * len(words) / (a[1] - a[0] + b[1] - b[0]),
        differences=tuple(found),
        rewritten=rewritten,
    )


def _gap(row: BodyWords, first: int, last: int, elsewhere: set[int]) -> Span | None:
    """The words [first, last) as a span, without those at its ends that align elsewhere."""
    while first < last and first in elsewhere:
        first += 1
    while first < last and last - 1 in elsewhere:
        last -= 1
    return row.span(first, last) if first < last else None
