"""The network: a BERT encoder with three heads on one run, written out in PyTorch.

The encoder is all-MiniLM-L6-v2 (6 layers, 384 wide; Wang et al., NeurIPS 2020), an uncased BERT.
Added: an embedding of how a word is written and whether it stands inside quotation marks, which
starts at zero so that training begins with the encoder as it was.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 384, 6, 12, 1536, 512
LOOKS = 10  # five ways to write a word, outside and inside quotation marks
DROPOUT = 0.1
POOL = 1 << 22  # ready-made dropout values; each use takes a stretch of them from a random place
OUTSIDE, TAGS = 0, 7  # O, then B and I for each of three labels
RATED = 128  # width of the layer under the number of certainty


class Dropout(nn.Module):
    """Dropout from a pool of ready-made values: drawing new ones took a fifth of a step."""

    pool: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        """x with a tenth of its values dropped while training, x itself otherwise."""
        if not self.training:
            return x
        if Dropout.pool is None:
            kept = torch.rand(POOL) >= DROPOUT
            Dropout.pool = (kept / (1 - DROPOUT)).to(torch.bfloat16)
        at = int(torch.randint(POOL - x.numel(), ()))
        return x * Dropout.pool[at : at + x.numel()].view(x.shape)


class Layer(nn.Module):
    """One block of self-attention and a feed-forward net, normalised after each (as BERT)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mix = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.mix_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.down_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout()

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: float, (windows, pieces, WIDTH); mask: added to attention scores, or None."""
        windows, pieces, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(windows, pieces, HEADS, WIDTH // HEADS).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        # Written out: on one CPU thread faster than the fused kernel, which a mask slows down.
        scores = torch.matmul(q * (WIDTH // HEADS) ** -0.5, k.transpose(-1, -2))
        if mask is not None:
            scores = scores + mask
        y = torch.matmul(torch.softmax(scores, -1, dtype=scores.dtype), v)
        y = y.transpose(1, 2).reshape(windows, pieces, WIDTH)
        x = self.mix_norm(x + self.dropout(self.mix(y)))
        y = self.down(functional.gelu(self.up(x)))
        return self.down_norm(x + self.dropout(y))


class Tagger(nn.Module):
    """Scores of every piece for the labels of two heads, and its certainty as a predicate.

    moves: what going from one label of who said what (row) to the next (column) adds.
    """

    def __init__(self, words: int) -> None:
        super().__init__()
        self.words = nn.Embedding(words, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.looks = nn.Embedding(LOOKS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.said = nn.Linear(WIDTH, TAGS)
        self.names = nn.Linear(WIDTH, TAGS)
        self.certain = nn.Sequential(nn.Linear(WIDTH, RATED), nn.GELU(), nn.Linear(RATED, 1))
        self.moves = nn.Parameter(torch.zeros(TAGS, TAGS))
        nn.init.zeros_(self.looks.weight)

    def forward(
        self, ids: Tensor, looks: Tensor, real: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """(said, names, certain): float, (windows, pieces, TAGS) twice, (windows, pieces).

        ids, looks: int, (windows, pieces). real: bool of the same shape, False where padded.
        """
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(at) + self.looks(looks) + self.kind
        x = self.dropout(self.norm(x))
        mask = None
        if real is not None:
            mask = torch.zeros(real.shape, dtype=torch.float32).masked_fill(~real, -1e4)
            mask = mask[:, None, None, :]
            if torch.is_autocast_enabled("cpu"):
                mask = mask.to(torch.get_autocast_dtype("cpu"))
        for layer in self.layers:
            x = layer(x, mask)
        x = self.dropout(x)
        return self.said(x), self.names(x), self.certain(x).squeeze(-1)


def from_bert(weights: dict[str, Tensor]) -> Tagger:
    """A tagger over the encoder whose weights are given under Hugging Face's names."""
    words = weights["embeddings.word_embeddings.weight"]
    tagger = Tagger(len(words))
    own = {
        "words.weight": words,
        "places.weight": weights["embeddings.position_embeddings.weight"],
        "kind": weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "mix": "attention.output.dense",
        "mix_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "down_norm": "output.LayerNorm",
    }
    for number in range(LAYERS):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                there = weights[f"encoder.layer.{number}.{theirs}.{part}"]
                own[f"layers.{number}.{ours}.{part}"] = there
    missing, unexpected = tagger.load_state_dict(own, strict=False)
    new = ("looks.", "said.", "names.", "certain.", "moves")
    if not all(name.startswith(new) for name in missing) or unexpected:
        raise ValueError(f"the encoder does not fit: missing {missing}, unexpected {unexpected}")
    return tagger
