"""The transformer that reads a message, and the heads it learns from. PyTorch; only for training."""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training_zinnen.shipped import read_shipped
from training_zinnen.start import Start

TAGS = 21
DOMAINS = 10
POLARITIES = 3


class Layer(nn.Module):
    """One layer: attention and two matrices, as in BERT."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        """Makes an empty layer; `fill` gives it weights."""
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def fill(self, start: Start, number: int) -> None:
        """Takes the weights of one layer of the model to begin with."""
        for name in ("q", "k", "v", "ao", "fi", "fo"):
            part = getattr(self, name)
            part.weight.data = torch.from_numpy(start.matrix(f"l{number}.{name}.w", part.in_features))
            part.bias.data = torch.from_numpy(start.plain(f"l{number}.{name}.b"))
        for name in ("aln", "oln"):
            part = getattr(self, name)
            part.weight.data = torch.from_numpy(start.plain(f"l{number}.{name}.w"))
            part.bias.data = torch.from_numpy(start.plain(f"l{number}.{name}.b"))

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """(messages, pieces, width) -> the same, each piece having looked at the others."""
        batch, size, width = x.shape
        q, k, v = (
            part(x).view(batch, size, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        scores = q @ k.transpose(-1, -2) / math.sqrt(width // self.heads)
        if mask is not None:
            scores = scores.masked_fill(~mask[:, None, None, :], -1e4)
        seen = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(batch, size, width)
        x = self.aln(x + self.drop(self.ao(seen)))
        return self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))


class Encoder(nn.Module):
    """Embedded word pieces in, vectors in context out. This part is shipped."""

    def __init__(self, start: Start, dropout: float = 0.1) -> None:
        """Begins with the weights of `start`; its word pieces stay outside, as they are."""
        super().__init__()
        width = start.sizes["width"]
        self.pos = nn.Parameter(torch.from_numpy(start.plain("emb.pos").reshape(-1, width)))
        self.typ = nn.Parameter(torch.from_numpy(start.plain("emb.type").reshape(-1, width)[0]))
        self.ln = nn.LayerNorm(width, eps=1e-12)
        self.ln.weight.data = torch.from_numpy(start.plain("emb.ln.w"))
        self.ln.bias.data = torch.from_numpy(start.plain("emb.ln.b"))
        self.layers = nn.ModuleList()
        for number in range(start.sizes["layers"]):
            layer = Layer(width, start.sizes["inner"], start.sizes["heads"], dropout)
            layer.fill(start, number)
            self.layers.append(layer)
        self.drop = nn.Dropout(dropout)

    def forward(self, embedded: Tensor, mask: Tensor | None = None) -> Tensor:
        """(messages, pieces, width) -> the same."""
        x = self.drop(self.ln(embedded + self.pos[: embedded.shape[1]] + self.typ))
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Views(NamedTuple):
    """What the heads see: a row per word, which words are there, and a row per message."""

    words: Tensor
    there: Tensor
    whole: Tensor


class Learner(nn.Module):
    """The encoder with one head per thing to learn. The heads are thrown away afterwards."""

    def __init__(self, encoder: Encoder, intents: int, roles: int, answers: int, width: int = 384) -> None:
        """Makes heads for intents, signals, danger, domains, polarity, roles of users and answers to questions."""
        super().__init__()
        self.enc = encoder
        self.word_norm = nn.BatchNorm1d(width, affine=False, momentum=0.05)
        self.whole_norm = nn.BatchNorm1d(2 * width, affine=False)
        self.drop = nn.Dropout(0.2)
        self.tag, self.pol = nn.Linear(width, TAGS), nn.Linear(width, POLARITIES)
        self.main, self.also = nn.Linear(2 * width, intents), nn.Linear(2 * width, intents)
        self.acute, self.dom = nn.Linear(2 * width, 1), nn.Linear(2 * width, DOMAINS)
        self.role = nn.Linear(2 * width, roles)
        self.question_norm = nn.BatchNorm1d(width, affine=False)
        self.answer = nn.Linear(width, answers)

    def forward(self, embedded: Tensor, mask: Tensor, owner: Tensor, count: int) -> Views:
        """Reads messages; `owner` says to which of at most `count` words a piece belongs, -1 for none."""
        hidden = self.enc(embedded, mask).float()
        batch, size, width = hidden.shape
        place = torch.where(owner >= 0, owner, torch.full_like(owner, count))
        sums = torch.zeros(batch, count + 1, width).scatter_add_(1, place[..., None].expand(-1, -1, width), hidden)
        pieces = torch.zeros(batch, count + 1).scatter_add_(1, place, torch.ones(batch, size))[:, :count]
        there = pieces > 0
        words = torch.zeros(batch, count, width)
        words[there] = self.word_norm((sums[:, :count] / pieces[..., None].clamp(min=1))[there])
        weight = mask[..., None].float()
        mean = (hidden * weight).sum(1) / weight.sum(1)
        most = hidden.masked_fill(~mask[..., None], -1e4).max(1).values
        both = torch.cat([F.normalize(mean, dim=1), F.normalize(most, dim=1)], 1)
        return Views(words, there, self.whole_norm(both))

    def asked(self, embedded: Tensor, mask: Tensor) -> Tensor:
        """Reads questions: a row of scores per answer. The mean alone, so that one sentence of a message has it too."""
        hidden, weight = self.enc(embedded, mask).float(), mask[..., None].float()
        mean = (hidden * weight).sum(1) / weight.sum(1)
        scores: Tensor = self.answer(self.drop(self.question_norm(F.normalize(mean, dim=1))))
        return scores


def save(learner: Learner, labels: list[str], target: Path) -> None:
    """Keeps all that was learned so far as plain arrays, so that training can go on from there."""
    arrays = {name: value.numpy() for name, value in learner.state_dict().items()}
    np.savez(target, **arrays, labels=np.array(labels))


def resume(learner: Learner, labels: list[str], source: Path) -> None:
    """Goes on from what `save` kept, or from what is shipped; new intents, and all heads then, start anew."""
    if source.suffix == ".onnx":
        shipped = {f"enc.{name}": torch.from_numpy(weights.copy()) for name, weights in read_shipped(source).items()}
        learner.load_state_dict(shipped, strict=False)
        return
    with np.load(source, allow_pickle=False) as arrays:
        same = list(arrays["labels"]) == labels
        kept = {
            name: torch.from_numpy(arrays[name])
            for name in learner.state_dict()
            if name in arrays
            and arrays[name].shape == learner.state_dict()[name].shape
            and (same or not name.startswith(("main.", "also.")))
        }
    learner.load_state_dict(kept, strict=False)
