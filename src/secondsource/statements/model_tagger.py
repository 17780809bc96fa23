"""The trained tagger: who said what, and names, from one run of a small network.

The network reads windows of whole sentences, one window a run: its 8-bit arithmetic takes scales
from all it is given at once, so nothing else may be in the batch. It labels speakers, cues and
contents with one head, persons, organisations and places with another. Without the weights or
onnxruntime there is no tagger, and the rules do the work.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from secondsource.model import (
    Certainty,
    Entity,
    EntityLabel,
    Field,
    MarkedReport,
    Span,
    Statement,
)
from secondsource.offline import offline_imports
from secondsource.settings import TaggerSettings
from secondsource.statements.dateline import without_datelines
from secondsource.statements.decode import (
    NEVER,
    NO_MOVES,
    Array,
    Tagged,
    tagged_spans,
    word_scores,
)
from secondsource.statements.link import Layout, Linked, Links, Piece, link
from secondsource.statements.phrase import is_title
from secondsource.statements.signature import signed
from secondsource.statements.strength import verb_of
from secondsource.statements.sureness import joined_certainty
from secondsource.statements.tagged import CONFIDENCE, Place, Section, statement_of
from secondsource.statements.tokens import tokens
from secondsource.statements.whole import Name, whole_contents, whole_names
from secondsource.statements.windows import Window, cut_sentences, fitting, pack
from secondsource.statements.wordpiece import WordPiece
from secondsource.text import paragraphs, sentences

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Scores = npt.NDArray[np.float32]
FILES = MODEL, VOCABULARY, WEIGHTS = "model.onnx", "vocab.txt", "weights.json"
SAID, NAMES, CERTAIN = "said", "names", "certain"  # what the network gives, in this order
LABELS: tuple[EntityLabel, ...] = ("PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True)
class _Scored:
    """What the network says of a text: log chances of labels, and the places of whole words."""

    said: npt.NDArray[np.float64]
    names: npt.NDArray[np.float64]
    certain: npt.NDArray[np.float64]  # of each word, as a predicate
    starts: list[int]
    ends: list[int]

    def place(self, text: str, tagged: Tagged) -> tuple[int, int]:
        """Characters of a labelled span, without white space at its edges; may be empty."""
        start, end = self.starts[tagged.first], self.ends[tagged.last - 1]
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end

    def said_within(self, sentences: Sequence[tuple[int, int]]) -> _Scored:
        """The same with nothing said outside these sentences, which are in reading order."""
        opens = np.array([start for start, _ in sentences], dtype=np.int64)
        ends = np.array([0, *(end for _, end in sentences)], dtype=np.int64)
        starts = np.array(self.starts, dtype=np.int64)
        outside = starts >= ends[np.searchsorted(opens, starts, side="right")]
        if not outside.any():
            return self
        said = self.said.copy()
        said[outside] = NEVER
        said[outside, 0] = 0.0
        return replace(self, said=said)


class ModelTagger:
    """Finds statements and names in marked reports; made by `load_tagger`."""

    def __init__(
        self,
        session: InferenceSession,
        wordpiece: WordPiece,
        links: Links,
        confidence: Sequence[float],
        moves: Sequence[Sequence[float]] | Array,
        settings: TaggerSettings,
    ) -> None:
        self._session = session
        self._wordpiece = wordpiece
        self._links = links
        self.confidence_weights = tuple(confidence)  # one for each of tagged.CONFIDENCE
        self._outputs = [output.name for output in session.get_outputs()]
        self._moves = np.array(moves, dtype=np.float64)  # between labels of who said what
        self._settings = settings
        # The last texts: names, statements and their certainty ask in turn. Safe between threads.
        self._kept = lru_cache(maxsize=settings.kept_texts)(self._scored)

    def __call__(self, marked: MarkedReport) -> tuple[Statement, ...]:
        """Every statement of the body, then those of the headline, in reading order."""
        return self.read(marked)[0]

    def entities(self, marked: MarkedReport) -> tuple[Entity, ...]:
        """The names in the body, then those in the headline, in reading order."""
        return self.read(marked)[1]

    def reach(self, marked: MarkedReport) -> Mapping[Field, int]:
        """Of each field that is not read to its end, the character where its reading ends.

        The network reads whole sentences, settings.most_pieces of word pieces at most.
        """
        found: dict[Field, int] = {}
        for field, whole, _ in _fields(marked):
            read = self._fitting(marked.report.of_field(field), whole)
            if read < len(whole):
                found[field] = whole[read - 1][1] if read else 0
        return found

    def read(self, marked: MarkedReport) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
        """Statements and names of a report, from one run over its body and its headline."""
        statements: list[Statement] = []
        entities: list[Entity] = []
        for section, places in _sections(marked):
            scored = self._score(section.text, places)
            if scored is None:
                continue
            statements += self._statements(section, scored.said_within(section.sentences))
            entities += self._entities(section, scored)
        return tuple(statements), tuple(entities)

    def attributions(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[Linked]:
        """Labelled spans as annotators mark them, quotation marks included, joined by attribution.

        sentences: their places in the text; what lies outside them is not read.
        """
        scored = self._score(text, sentences)
        return [] if scored is None else self._linked(text, sentences, scored)

    def certainty(
        self, text: str, sentences: Sequence[Place], target: Place, found: Certainty
    ) -> Certainty:
        """The rules' certainty of a predicate, its value put together with the network's number.

        sentences: what of the text is read. target: the word that is the predicate.
        """
        return self._joined(self._score(text, sentences), target, found)

    def _joined(self, scored: _Scored | None, target: Place, found: Certainty) -> Certainty:
        number = self._number(scored, target[0])
        if number is None:
            return found
        return joined_certainty(number, found, settings=self._settings)

    def certainty_at(self, text: str, sentences: Sequence[Place], at: int) -> float | None:
        """The network's number for the word that holds a character; None where none does.

        None too for a network of two heads, without certainty.
        """
        return self._number(self._score(text, sentences), at)

    def _number(self, scored: _Scored | None, at: int) -> float | None:
        if CERTAIN not in self._outputs:
            return None
        word = -1 if scored is None else bisect_right(scored.starts, at) - 1
        if scored is None or word < 0 or at >= scored.ends[word]:
            return None
        return float(scored.certain[word])

    def certain(
        self, marked: MarkedReport, statements: Sequence[Statement]
    ) -> tuple[Statement, ...]:
        """The statements with their certainty as a number of both, the rules' and the network's."""
        of_field = marked.report.of_field
        read = {field: self._score(of_field(field), whole) for field, whole, _ in _fields(marked)}
        found = []
        for statement in statements:
            last = statement.content[-1]
            verb = verb_of(of_field(last.field), (last.start, last.end))
            joined = statement.certainty
            if verb is not None:
                joined = self._joined(read[last.field], verb, joined)
            found.append(replace(statement, certainty=joined))
        return tuple(found)

    def _statements(self, section: Section, scored: _Scored) -> Iterator[Statement]:
        for linked in self._linked(section.text, section.sentences, scored):
            statement = statement_of(section, linked, weights=self.confidence_weights)
            if statement is not None:
                yield statement

    def _linked(
        self, text: str, sentences: Sequence[tuple[int, int]], scored: _Scored
    ) -> list[Linked]:
        pieces = whole_contents(text, sentences, self._pieces(text, scored))
        found = link(Layout(text, sentences), pieces, self._links)
        return [signed(text, linked) for linked in found]

    def _pieces(self, text: str, scored: _Scored) -> list[Piece]:
        found: list[Piece] = []
        for tagged in self._tagged(scored.said):
            start, end = scored.place(text, tagged)
            if start < end:
                found.append(Piece(start, end, tagged.kind, tagged.surety))
        return without_datelines(text, found)

    def _tagged(self, words: npt.NDArray[np.float64]) -> list[Tagged]:
        set_to = self._settings
        return tagged_spans(
            words, penalty=set_to.penalty, outside=set_to.outside, learned=self._moves
        )

    def _tagged_names(self, words: npt.NDArray[np.float64]) -> list[Tagged]:
        set_to = self._settings
        return tagged_spans(words, penalty=set_to.name_penalty, outside=set_to.name_outside)

    def _entities(self, section: Section, scored: _Scored) -> Iterator[Entity]:
        text = section.text
        named = self._tagged_names(scored.names)
        for name in whole_names(text, [Name(*scored.place(text, t), t.kind) for t in named]):
            label = LABELS[name.kind]
            start = _behind_title(text, name.start, name.end) if label == "PER" else name.start
            if start < name.end:
                yield Entity(Span(section.report_id, start, name.end, section.field), label)

    def _score(self, text: str, sentences: Sequence[Place]) -> _Scored | None:
        """The scores of every word of the sentences, or None if they hold none."""
        return self._kept(text, tuple(sentences))

    def _fitting(self, text: str, sentences: Sequence[Place]) -> int:
        most = self._settings.most_pieces
        return fitting(text, sentences, wordpiece=self._wordpiece, most=most)

    def _scored(self, text: str, sentences: tuple[Place, ...]) -> _Scored | None:
        room = self._settings.window - 2
        places = sentences[: self._fitting(text, sentences)]
        cut = cut_sentences(text, places, wordpiece=self._wordpiece, longest=room)
        if not cut:
            return None
        runs = self._runs(
            pack(
                cut,
                wordpiece=self._wordpiece,
                length=self._settings.window,
                margin=self._settings.margin,
            )
        )
        first = [flag for sentence in cut for flag in sentence.first]
        opening = [at for at, flag in enumerate(first) if flag]
        starts = [start for sentence in cut for start in sentence.starts]
        ends = [end for sentence in cut for end in sentence.ends]
        closing = [*(at - 1 for at in opening[1:]), len(first) - 1]
        said, names, certain = (np.concatenate(column) for column in zip(*runs, strict=True))
        return _Scored(
            word_scores(said, first, self._moves),
            word_scores(names, first),
            certain[opening].astype(np.float64),
            [starts[at] for at in opening],
            [ends[at] for at in closing],
        )

    def _runs(self, windows: Iterable[Window]) -> list[tuple[Scores, Scores, Scores]]:
        """The runs of all windows, in their order, settings.threads of them at a time.

        Whole windows side by side are a third quicker than threads inside a run. The pool lives
        as long as the text is read: one that was kept would be dead in a forked process.
        """
        waiting = list(windows)
        if min(len(waiting), self._settings.threads) < 2:
            return [self._run(window) for window in waiting]
        with ThreadPoolExecutor(self._settings.threads) as pool:
            return list(pool.map(self._run, waiting))

    def _run(self, window: Window) -> tuple[Scores, Scores, Scores]:
        """Scores of all heads for the pieces that the window is to label."""
        outputs = self._session.run(
            [SAID, NAMES, CERTAIN][: len(self._outputs)],
            {
                "ids": np.array([window.ids], dtype=np.int64),
                "looks": np.array([window.looks], dtype=np.int64),
            },
        )
        kept = slice(window.keep_from, window.keep_to)
        said, names, *rest = (cast(Scores, output)[0, kept] for output in outputs)
        return said, names, rest[0] if rest else np.zeros(len(said), dtype=np.float32)


def _behind_title(text: str, start: int, end: int) -> int:
    """Where the name begins behind titles ("Deputy Mayor Ana Ruiz"); start if all are titles."""
    for token in tokens(text, start, end):
        if not is_title(token.low):
            return token.start if token.is_capital else start
    return start


def _sections(marked: MarkedReport) -> Iterator[tuple[Section, list[Place]]]:
    """The body and the headline of a report, each with all of the sentences to read."""
    for field, whole, told in _fields(marked):
        if whole:
            yield Section.of(marked.id, marked.report.of_field(field), field, told), whole


def _fields(marked: MarkedReport) -> Iterator[tuple[Field, list[Place], list[Place]]]:
    """Body and headline: all sentences to read, and those whose statements count.

    A text is read whole, with its captions and its headline: they hold names, and the network
    learned from whole texts. Statements are those of the body's sentences.
    """
    text = marked.report.text
    whole = [place for a, b in paragraphs(text) for place in sentences(text, a, b)]
    yield "text", whole, [(span.start, span.end) for span in marked.sentences]
    if marked.headline is not None:
        title = [(marked.headline.start, marked.headline.end)]
        yield "title", title, title


def load_tagger(
    folder: Path | None = None, *, settings: TaggerSettings = TaggerSettings()
) -> ModelTagger | None:
    """The trained tagger, or None where its weights or onnxruntime are not installed.

    folder: with model.onnx, vocab.txt and weights.json; the package's own if not given.
    """
    place = _folder(folder)
    if place is None:
        return None
    try:
        with offline_imports():
            import onnxruntime
    except ImportError:
        return None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # windows run side by side instead
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        place.joinpath(MODEL).read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    words = place.joinpath(VOCABULARY).read_text(encoding="utf-8").splitlines()
    rows = json.loads(place.joinpath(WEIGHTS).read_text(encoding="utf-8"))
    confidence = [rows["confidence"][name] for name in CONFIDENCE]
    return ModelTagger(
        session,
        WordPiece(words),
        Links.from_mapping(rows),
        confidence,
        rows.get("moves", NO_MOVES),
        settings,
    )


def tagger_fingerprint(folder: Path | None = None) -> str | None:
    """SHA-256 of the tagger's files, for the manifest of a brief; None where one is missing."""
    place = _folder(folder)
    if place is None:
        return None
    digest = sha256()
    for name in FILES:
        digest.update(place.joinpath(name).read_bytes())
    return digest.hexdigest()


def _folder(folder: Path | None) -> Traversable | None:
    """The folder with the tagger's files, None if one of them is missing."""
    place = files("secondsource.data").joinpath("tagger") if folder is None else folder
    return place if all(place.joinpath(name).is_file() for name in FILES) else None
