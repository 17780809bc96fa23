"""Models that a run may lean on: loaded at the edge, passed on, named in the manifest."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

from secondsource.errors import SettingsError
from secondsource.model import MarkedReport, Statement
from secondsource.offline import offline_imports

TAGGERS = "secondsource.taggers"  # the group of entry points; each is called without arguments
Mode = Literal["model", "both"]
RULES = "rules"
MODEL: Mode = "model"
BOTH: Mode = "both"
DEFAULT_TAGGER = RULES
Vectors = npt.NDArray[np.float32]


class WordVectors(Protocol):
    """Static word vectors: they propose what may mean the same; rules decide."""

    def __call__(self, words: Sequence[str]) -> Vectors:
        """Unit vectors of the words: float32, (len(words), dimensions)."""


class Tagger(Protocol):
    """Finds the statements of a marked report; spans lie in that report.

    A tagger may also have `entities(marked)`, which gives the names of the report.
    """

    def __call__(self, marked: MarkedReport) -> tuple[Statement, ...]:
        """Every statement, in reading order."""
        ...


@dataclass(frozen=True, slots=True)
class Models:
    """What was loaded. `vectors` and `tagger` are None where the run goes by rules alone.

    mode: with a tagger, whether the rules have a second opinion ("both") or not ("model").
    hashes: what each model is known by, for the manifest. warnings: what could not be loaded.
    """

    vectors: WordVectors | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)
    tagger: Tagger | None = None
    mode: Mode = BOTH
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _WordLlama:
    """Static token vectors of the wordllama wheel, averaged over the tokens of a word."""

    inner: Any

    def __call__(self, words: Sequence[str]) -> Vectors:
        return np.asarray(self.inner.embed(list(words), norm=True), dtype=np.float32)


@cache
def load_models(tagger: str = DEFAULT_TAGGER) -> Models:
    """The models that the installed packages bring; nothing is downloaded.

    tagger: "rules", "model", "both", or the name of an entry point in the group
    `secondsource.taggers`. Without weights or onnxruntime the rules do the work, with a warning.
    Raises SettingsError where no tagger has the name.
    """
    vectors, hashes = _load_vectors()
    if tagger == RULES:
        return Models(vectors=vectors, hashes=hashes)
    if tagger not in (MODEL, BOTH):
        loaded, by = _load_other(tagger)
        return Models(
            vectors=vectors, hashes={**hashes, f"tagger {tagger}": by}, tagger=loaded, mode=MODEL
        )
    # Named by its place: what is loaded for the stages leans on none of them.
    shipped = importlib.import_module("secondsource.statements.model_tagger")
    found: Tagger | None = shipped.load_tagger()
    if found is None:
        missing = (
            "the trained tagger's weights or onnxruntime are not installed: "
            "statements were found by rules alone (--tagger rules says so without this line)"
        )
        return Models(vectors=vectors, hashes=hashes, warnings=(missing,))
    known = {"tagger": str(shipped.tagger_fingerprint()), "tagger mode": tagger}
    mode: Mode = MODEL if tagger == MODEL else BOTH
    return Models(vectors=vectors, hashes={**hashes, **known}, tagger=found, mode=mode)


@cache
def _load_vectors() -> tuple[WordVectors | None, dict[str, str]]:
    """The word vectors with their hash, (None, {}) where they are not installed.

    wordllama's weights and tokenizer lie inside its wheel; without the two arguments below its
    loader misses its own tokenizer and reaches for the network.
    """
    found = importlib.util.find_spec("wordllama")
    if found is None or found.origin is None:
        return None, {}
    folder = Path(found.origin).parent
    with offline_imports():
        from wordllama import WordLlama

    inner = WordLlama.load(cache_dir=folder, disable_download=True)
    return _WordLlama(inner), {"wordllama": _fingerprint(folder / "weights")}


def _load_other(name: str) -> tuple[Tagger, str]:
    """Another package's tagger by its entry point, and what it is known by."""
    points: dict[str, EntryPoint] = {point.name: point for point in entry_points(group=TAGGERS)}
    if name not in points:
        choices = ", ".join(sorted({RULES, MODEL, BOTH, *points}))
        raise SettingsError(f"no tagger {name!r}; there are: {choices}")
    point = points[name]
    version = f" {point.dist.version}" if point.dist else ""
    loaded: Tagger = point.load()()
    return loaded, f"{point.value}{version}"


def _fingerprint(folder: Path) -> str:
    """SHA-256 over names and sizes of the weight files: reading them whole would cost a start."""
    names = [f"{path.name}:{path.stat().st_size}" for path in sorted(folder.glob("*.safetensors"))]
    return hashlib.sha256("\n".join(names).encode()).hexdigest()
