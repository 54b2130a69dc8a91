"""Trains the encoder on everything a message is annotated with, at once. PyTorch; only for training."""

from __future__ import annotations

import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from rasa_project.understanding.polarity import POLARITEITEN
from rasa_project.understanding.tagger import DOMEINEN
from training_zinnen.batches import Batch, Maker
from training_zinnen.network import TAGS, Learner, Views

WEIGHTS = {
    "tags": 1.0,
    "main": 0.5,
    "also": 4.0,
    "acute": 2.0,
    "domains": 1.0,
    "polarity": 0.4,
    "role": 0.3,
    "answer": 0.5,
}
NOBODY = "-"
"""In place of a role, when a message does not say what the work of the user is."""
POLARITY_WEIGHTS = (0.7, 1.6, 1.6)
WARM_UP = 0.08
LOWEST = 0.02
HALF = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
"""Half precision only where the processor knows it: elsewhere it takes fifteen times as long."""


@dataclass(frozen=True)
class Plan:
    """How to train: passes, messages and questions a step, step size at the top, the share of it a layer lower."""

    passes: int = 5
    size: int = 16
    questions: int = 8
    rate: float = 2e-4
    head_rate: float = 2e-3
    lower: float = 0.9
    seed: int = 1


class Goals:
    """What must be predicted for a message, as tensors."""

    def __init__(self, messages: Sequence[dict[str, Any]]) -> None:
        """Counts the intents of the training messages; rare ones weigh more."""
        self.labels = sorted({name for message in messages for name in message["intents"]})
        self._place = {name: place for place, name in enumerate(self.labels)}
        counts = Counter(message["intents"][0] for message in messages)
        weights = torch.tensor([1 / math.sqrt(counts[name] + 5) for name in self.labels])
        self._weights = weights * len(messages) / sum(weights[self._place[m["intents"][0]]] for m in messages)
        self.roles = [NOBODY, *sorted({message["role"] for message in messages if message["role"]})]

    def loss(self, learner: Learner, views: Views, batch: Batch, messages: Sequence[dict[str, Any]]) -> Tensor:
        """One number for how far the predictions are from the annotations."""
        whole = learner.drop(views.whole)
        also, domains = torch.zeros(len(messages), len(self.labels)), torch.zeros(len(messages), len(DOMEINEN))
        for row, message in enumerate(messages):
            also[row, [self._place[name] for name in message["intents"]]] = 1
            domains[row, [DOMEINEN.index(domein) for _, _, domein, _ in message["spans"]]] = 1
        first = torch.tensor([self._place[message["intents"][0]] for message in messages])
        acute = torch.tensor([float(message["acute"]) for message in messages]) * 0.98 + 0.01
        tags = learner.tag(learner.drop(views.words)).reshape(-1, TAGS)
        parts = {
            "tags": F.cross_entropy(tags, batch.tags.reshape(-1), ignore_index=-100, label_smoothing=0.03),
            "main": F.cross_entropy(learner.main(whole), first, weight=self._weights, label_smoothing=0.05),
            "also": F.binary_cross_entropy_with_logits(learner.also(whole), also),
            "acute": F.binary_cross_entropy_with_logits(learner.acute(whole)[:, 0], acute),
            "role": F.cross_entropy(
                learner.role(whole),
                torch.tensor([self.roles.index(message["role"] or NOBODY) for message in messages]),
                label_smoothing=0.05,
            ),
            "domains": F.binary_cross_entropy_with_logits(learner.dom(whole), domains),
        }
        if batch.spans:
            rows = torch.stack([views.words[row, words].mean(0) for row, words, _ in batch.spans])
            right = torch.tensor([polarity for *_, polarity in batch.spans])
            weight = torch.tensor(POLARITY_WEIGHTS)
            assert len(POLARITEITEN) == len(weight)
            parts["polarity"] = F.cross_entropy(
                learner.pol(learner.drop(rows)), right, weight=weight, label_smoothing=0.05
            )
        return sum((WEIGHTS[name] * part for name, part in parts.items()), torch.zeros(()))


class Questions:
    """Ways of asking, some beside every batch of messages: those of one answer must come to lie together."""

    def __init__(self, questions: Sequence[dict[str, Any]]) -> None:
        """Counts the answers."""
        names = sorted({question["answer"] for question in questions})
        self.answers = len(names)
        self._place = {name: place for place, name in enumerate(names)}
        self._questions = list(questions)
        self._waiting: list[dict[str, Any]] = []

    def some(self, size: int, chance: random.Random) -> list[dict[str, Any]]:
        """The next `size` of all, in an order of chance that begins anew when all were seen."""
        if len(self._waiting) < size:
            self._waiting = list(self._questions)
            chance.shuffle(self._waiting)
        return [self._waiting.pop() for _ in range(size)]

    def loss(self, learner: Learner, maker: Maker, size: int, chance: random.Random) -> Tensor:
        """How far the answers are that the learner would give to some of the questions."""
        rows = self.some(size, chance)
        batch = maker.make(rows, chance)
        right = torch.tensor([self._place[row["answer"]] for row in rows])
        return F.cross_entropy(learner.asked(batch.embedded, batch.mask), right, label_smoothing=0.05)


def train(
    learner: Learner,
    maker: Maker,
    goals: Goals,
    messages: Sequence[dict[str, Any]],
    questions: Questions,
    plan: Plan,
) -> Iterator[str]:
    """Trains in place; gives a line of progress now and then."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    groups = _groups(learner, plan)
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    tops = [group["lr"] for group in groups]
    began, step, total = time.monotonic(), 0, plan.passes * math.ceil(len(messages) / plan.size)
    learner.train()
    for number in range(1, plan.passes + 1):
        lost, seen = 0.0, 0
        for rows in batches_of(messages, plan.size, chance):
            for group, top in zip(optimiser.param_groups, tops):
                group["lr"] = top * _pace(step, total)
            batch = maker.make(rows, chance)
            with torch.autocast("cpu", torch.bfloat16, enabled=HALF):
                views = learner(batch.embedded, batch.mask, batch.owner, batch.count)
                loss = goals.loss(learner, views, batch, rows)
                loss = loss + WEIGHTS["answer"] * questions.loss(learner, maker, plan.questions, chance)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learner.parameters(), 1.0)
            optimiser.step()
            lost, seen, step = lost + float(loss.detach()), seen + 1, step + 1
            if step % 100 == 0:
                left = (time.monotonic() - began) / step * (total - step)
                yield f"stap {step} van {total}, verlies {lost / seen:.3f}, nog {left / 60:.0f} minuten"
        yield f"ronde {number} van {plan.passes}, verlies {lost / max(seen, 1):.3f}"


def _pace(step: int, total: int) -> float:
    """Share of the step size: up in the beginning, then down along a cosine."""
    down = 0.5 * (1 + math.cos(math.pi * step / max(total, 1)))
    return min(1.0, (step + 1) / (WARM_UP * total)) * max(LOWEST, down)


def batches_of(messages: Sequence[dict[str, Any]], size: int, chance: random.Random) -> list[list[dict[str, Any]]]:
    """All messages once, in an order of chance, those of one length together."""
    order = list(messages)
    chance.shuffle(order)
    batches = []
    for low in range(0, len(order), 20 * size):
        part = sorted(order[low : low + 20 * size], key=lambda message: len(message["words"]))
        batches += [part[start : start + size] for start in range(0, len(part), size)]
    chance.shuffle(batches)
    return [batch for batch in batches if len(batch) > 1]


def _groups(learner: Learner, plan: Plan) -> list[dict[str, Any]]:
    """Every weight with its step size: the lower the layer, the smaller."""
    deepest = len(learner.enc.layers)
    groups = []
    for name, weights in learner.named_parameters():
        if name.startswith("enc.layers."):
            rate = plan.rate * plan.lower ** (deepest - 1 - int(name.split(".")[2]))
        else:
            rate = plan.rate * plan.lower**deepest if name.startswith("enc.") else plan.head_rate
        groups.append({"params": [weights], "lr": rate, "weight_decay": 0.01 if weights.ndim > 1 else 0.0})
    return groups
