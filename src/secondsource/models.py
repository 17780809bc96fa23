"""Models that a run may lean on: loaded at the edge, passed to the stages, named in the manifest."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class WordVectors(Protocol):
    """Static word vectors: they propose what may mean the same; rules decide."""

    def __call__(self, words: Sequence[str]) -> Vectors:
        """Unit vectors of the words: float32, (len(words), dimensions)."""


@dataclass(frozen=True, slots=True)
class Models:
    """What was loaded. `vectors` is None when the run goes by rules alone."""

    vectors: WordVectors | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _WordLlama:
    """Static token vectors of the wordllama wheel, averaged over the tokens of a word."""

    inner: Any

    def __call__(self, words: Sequence[str]) -> Vectors:
        return np.asarray(self.inner.embed(list(words), norm=True), dtype=np.float32)


@cache
def load_models() -> Models:
    """The models that the installed package brings; nothing is downloaded.

    wordllama's weights and tokenizer lie inside its wheel; without the two arguments below its
    loader misses its own tokenizer and reaches for the network.
    """
    found = importlib.util.find_spec("wordllama")
    if found is None or found.origin is None:
        return Models()
    folder = Path(found.origin).parent
    from wordllama import WordLlama

    inner = WordLlama.load(cache_dir=folder, disable_download=True)
    return Models(vectors=_WordLlama(inner), hashes={"wordllama": _fingerprint(folder / "weights")})


def _fingerprint(folder: Path) -> str:
    """SHA-256 over names and sizes of the weight files: reading them whole would cost a start."""
    names = [f"{path.name}:{path.stat().st_size}" for path in sorted(folder.glob("*.safetensors"))]
    return hashlib.sha256("\n".join(names).encode()).hexdigest()
