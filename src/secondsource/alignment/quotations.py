"""Groups the quoted words that several reports carry, whatever their marks, cuts and edits."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from secondsource.model import MarkedReport, Quotation, Span, Speaker, Statement, Variant
from secondsource.settings import AlignmentSettings
from secondsource.speakers import speaker_of
from secondsource.speakers.links import Links
from secondsource.statements.quotemarks import find_quoted
from secondsource.text import fold, words


@dataclass(frozen=True, slots=True)
class _Piece:
    """Quoted words at one place, as compared; anchor: what their report is known by."""

    variant: Variant
    keys: tuple[str, ...]
    anchor: str


def group_quotations(
    story: Sequence[MarkedReport],
    statements: Sequence[Statement],
    speakers: Sequence[Speaker],
    *,
    settings: AlignmentSettings = AlignmentSettings(),
) -> tuple[Quotation, ...]:
    """The quotations of one story, those carried by most reports first.

    A variant is one unbroken run of quoted words; an interrupted quotation gives several. A
    quotation that stands in one report alone has one variant. Two are the same where the words
    of the shorter recur in the longer in their order (marks, case and the last stop are not
    looked at), or where both hold one long run of equal words. Words without a known speaker,
    and quoted words inside an indirect statement, need two words at least: one is a scare quote.
    """
    pieces = _pieces(story, statements, speakers)
    forms = sorted({piece.keys for piece in pieces})
    links = Links(len(forms))
    for left, right in _candidates(forms, settings):
        if links.root(left) != links.root(right) and same_words(
            forms[left], forms[right], settings=settings
        ):
            links.join(left, right)
    number = {form: at for at, form in enumerate(forms)}
    groups: dict[tuple[object, ...], list[_Piece]] = defaultdict(list)
    for piece in pieces:
        # A short answer ("No way") is not one utterance because two people gave it.
        short = len(piece.keys) < settings.short_quotation
        who = piece.variant.speaker_id if short else None
        groups[(links.root(number[piece.keys]), short, who)].append(piece)
    found = [_quotation(group) for group in groups.values()]
    found.sort(key=lambda pair: pair[0])
    return tuple(quotation for _, quotation in found)


def same_words(left: Sequence[str], right: Sequence[str], *, settings: AlignmentSettings) -> bool:
    """Are two quotations, as folded words, variants of the same words?

    >>> same_words("we saw it fall".split(), "yes we saw it fall".split(),
    ...            settings=AlignmentSettings())
    True
    """
    short, long = sorted((list(left), list(right)), key=lambda keys: (len(keys), keys))
    if len(short) < settings.short_quotation:
        return short == long
    runs = [
        (block.dest_start, block.src_end - block.src_start)
        for block in LCSseq.opcodes(short, long)
        if block.tag == "equal"
    ]
    if max((size for _, size in runs), default=0) >= settings.quotation_run:
        return True
    reach = settings.quotation_stretch * len(short)
    return _most_within(runs, reach) >= settings.quotation_share * len(short)


def _most_within(runs: Sequence[tuple[int, int]], reach: float) -> int:
    """Most equal words within so many words of the longer side; runs are (start, words)."""
    best = equal = first = 0
    for start, size in runs:
        equal += size
        while start + size - runs[first][0] > reach:
            equal -= runs[first][1]
            first += 1
        best = max(best, equal)
    return best


def _pieces(
    story: Sequence[MarkedReport], statements: Sequence[Statement], speakers: Sequence[Speaker]
) -> list[_Piece]:
    """Every run of quoted words once, with the best statement that holds it."""
    reports = {marked.id: marked for marked in story}
    anchors = {marked.id: _anchor(marked) for marked in story}
    spoken = speaker_of(speakers)
    best: dict[Span, tuple[tuple[object, ...], _Piece]] = {}
    for statement in statements:
        if statement.report_id not in reports:
            continue
        marked = reports[statement.report_id]
        speaker = spoken.get(statement.id)
        for span in _quoted_spans(marked, statement):
            keys = tuple(
                word.key for word in words(marked.report.of_field(span.field), span.start, span.end)
            )
            least = 1 if statement.kind == "direct" and speaker is not None else 2
            if len(keys) < least or (speaker is None and statement.kind != "direct"):
                continue
            if _is_title(marked.words_of(span)):
                continue
            variant = Variant(
                span,
                speaker.name if speaker else None,
                speaker.id if speaker else None,
                statement.id,
            )
            rank = (speaker is None, statement.kind != "direct", -statement.confidence)
            rank_key = (*rank, statement.content[0].start, statement.content[-1].end)
            piece = _Piece(variant, keys, anchors[marked.id])
            if span not in best or rank_key < best[span][0]:
                best[span] = (rank_key, piece)
    return _outermost([piece for _, piece in best.values()])


def _is_title(text: str) -> bool:
    """Are these words the title of a work, each with a capital ("The Long Way to the Harbour")?"""
    letters = [word for word in text.split() if word[0].isalpha()]
    capitals = [word for word in letters if word[0].isupper()]
    return len(capitals) >= _TITLE_CAPITALS and all(
        word in capitals and not (word.isupper() and len(word) > 1)
        for word in letters
        if len(word) > _SMALL_WORD or word == letters[0]
    )


_SMALL_WORD = 3  # letters; titles leave such words without a capital
_TITLE_CAPITALS = 3  # words with a capital


def _quoted_spans(marked: MarkedReport, statement: Statement) -> Iterator[Span]:
    """The statement's words between quotation marks, without the marks."""
    if statement.kind == "direct":
        yield from statement.content
    elif statement.kind == "mixed":
        for content in statement.content:
            text = marked.report.of_field(content.field)
            for quoted in find_quoted(text, [(content.start, content.end)]):
                if quoted.closed:
                    yield Span(marked.id, quoted.start, quoted.end, content.field)


def _outermost(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces that lie in no other piece, in order of their report's words and place."""

    def place(piece: _Piece) -> tuple[str, str, str, int, int]:
        span = piece.variant.span
        return piece.anchor, span.report_id, span.field, span.start, -span.end

    kept: list[_Piece] = []
    for piece in sorted(pieces, key=place):
        if not kept or not kept[-1].variant.span.covers(piece.variant.span):
            kept.append(piece)
    return kept


def _candidates(
    forms: Sequence[tuple[str, ...]], settings: AlignmentSettings
) -> Iterator[tuple[int, int]]:
    """Pairs of different forms that share two neighbouring words, each once, in order."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, form in enumerate(forms):
        if len(form) >= settings.short_quotation:
            for pair in sorted(set(pairwise(form))):
                holders[pair].append(at)
    seen: set[tuple[int, int]] = set()
    for numbers in holders.values():
        if len(numbers) > settings.quotation_pairings:
            continue
        for place, left in enumerate(numbers):
            for right in numbers[place + 1 :]:
                seen.add((left, right))
    yield from sorted(seen)


def _quotation(group: Sequence[_Piece]) -> tuple[tuple[object, ...], Quotation]:
    """The quotation of these pieces, behind what it is sorted by."""
    ordered = sorted(
        group,
        key=lambda p: (
            p.anchor,
            p.variant.span.field,
            p.variant.span.start,
            p.variant.span.report_id,
        ),
    )
    places = "|".join(f"{p.anchor}:{p.variant.span.field}:{p.variant.span.start}" for p in ordered)
    digest = hashlib.sha256(places.encode()).hexdigest()
    reports = len({piece.variant.span.report_id for piece in group})
    longest = max((len(piece.keys), piece.keys) for piece in group)[1]
    variants = tuple(piece.variant for piece in ordered)
    return (-reports, longest, digest), Quotation(f"quotation-{digest[:12]}", variants)


def _anchor(marked: MarkedReport) -> str:
    """What a report is known by, whatever its id: the hash of its words."""
    whole = f"{marked.report.title or ''}\n{fold(marked.report.text)}"
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
