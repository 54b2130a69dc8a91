"""A small neural network in numpy: trained in seconds, saved as plain arrays. Understanding layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Params = dict[str, np.ndarray]


class Adam:
    """The optimiser of Kingma and Ba (2015), with decoupled weight decay."""

    def __init__(self, params: Params, rate: float, decay: float = 0.0) -> None:
        """Keeps two running means per array of `params`, which it changes in place."""
        self._params = params
        self._rate = rate
        self._decay = decay
        self._mean = {name: np.zeros_like(value) for name, value in params.items()}
        self._square = {name: np.zeros_like(value) for name, value in params.items()}
        self._step = 0

    def update(self, gradients: Mapping[str, np.ndarray], scale: float = 1.0) -> None:
        """One step; `scale` shrinks the learning rate over time."""
        self._step += 1
        rate = self._rate * scale
        correction = np.sqrt(1 - 0.999**self._step) / (1 - 0.9**self._step)
        for name, gradient in gradients.items():
            mean, square = self._mean[name], self._square[name]
            mean *= 0.9
            mean += 0.1 * gradient
            square *= 0.999
            square += 0.001 * gradient * gradient
            value = self._params[name]
            if self._decay and value.ndim > 1:
                value *= 1 - rate * self._decay
            value -= rate * correction * mean / (np.sqrt(square) + 1e-8)


def batches(count: int, size: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Random index batches that together cover `count` items once."""
    order = rng.permutation(count)
    for start in range(0, count, size):
        yield order[start : start + size]


def softmax(scores: np.ndarray) -> np.ndarray:
    """Chances per row that add up to one."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def sigmoid(scores: np.ndarray) -> np.ndarray:
    """Chances per cell."""
    return 1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30)))


def glorot(rng: np.random.Generator, rows: int, columns: int) -> np.ndarray:
    """Starting weights."""
    return (rng.standard_normal((rows, columns)) * np.sqrt(2.0 / (rows + columns))).astype(np.float32)


Loss = Callable[[np.ndarray, np.ndarray], np.ndarray]
Few = tuple[np.ndarray, np.ndarray]
"""Places and values of the features of one example that are not zero."""


class Rows:
    """Training features of which most are zero: some columns in full, the others as places and values.

    As full rows the words around all signals of the training sentences take a minute and a gigabyte.
    """

    def __init__(self, full: np.ndarray, few: Sequence[Few], width: int) -> None:
        """Takes the columns in full, and per example the places within the `width` columns after them."""
        self.full = full.astype(np.float32)
        self._few = few
        self.shape = (len(full), full.shape[1] + width)

    def with_full(self, full: np.ndarray) -> Rows:
        """The same with other numbers in the full columns."""
        return Rows(full, self._few, self.shape[1] - full.shape[1])

    def __len__(self) -> int:
        """Number of examples."""
        return len(self.full)

    def take(self, index: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Full rows of some examples, with only the columns in which one of them has something, and those columns."""
        before = self.full.shape[1]
        places = [self._few[place][0] for place in index]
        used, where = np.unique(np.concatenate(places), return_inverse=True)
        rows = np.zeros((len(index), before + len(used)), dtype=np.float32)
        rows[:, :before] = self.full[index]
        owner = np.repeat(np.arange(len(index)), [len(found) for found in places])
        rows[owner, before + where] = np.concatenate([self._few[place][1] for place in index])
        return rows, np.concatenate([np.arange(before), before + used])


class HalfRows:
    """Training features in half precision: hundreds of thousands of words fit in memory, a batch is made whole."""

    def __init__(self, rows: np.ndarray, evening: Evening | None = None) -> None:
        """Takes a row per example, and what evens the first of its columns."""
        self._rows = rows
        self._evening = evening
        self.shape = rows.shape

    def __len__(self) -> int:
        """Number of examples."""
        return len(self._rows)

    def evened(self, columns: int) -> tuple[Evening, HalfRows]:
        """What evens the first columns, from every seventh row, and the same rows with it."""
        evening = Evening.of(self._rows[::7, :columns].astype(np.float32))
        return evening, HalfRows(self._rows, evening)

    def take(self, index: np.ndarray) -> tuple[np.ndarray, slice]:
        """Some rows, whole."""
        rows = self._rows[index].astype(np.float32)
        if self._evening is not None:
            columns = len(self._evening.mean)
            rows[:, :columns] = self._evening(rows[:, :columns])
        return rows, slice(None)


@dataclass(frozen=True)
class Evening:
    """Features at mean 0 and deviation 1/4, which learn many times faster than vectors that all point one way.

    Attributes:
        mean: what is taken off each feature.
        size: what it is divided by.
    """

    mean: np.ndarray
    size: np.ndarray

    @classmethod
    def of(cls, rows: np.ndarray) -> Evening:
        """What evens these features, one row an example."""
        mean, spread = rows.mean(axis=0, dtype=np.float64), rows.std(axis=0, dtype=np.float64)
        return cls(mean.astype(np.float32), (4 * spread + 1e-6).astype(np.float32))

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        """The evened features."""
        return ((rows - self.mean) / self.size).astype(np.float32)

    def fold(self, weights: np.ndarray, bias: np.ndarray) -> None:
        """Changes weights that learned on evened features in place, so that they fit the features as they come."""
        weights /= self.size[:, None]
        bias -= self.mean @ weights


def _take(x: np.ndarray | Rows | HalfRows, index: np.ndarray) -> tuple[np.ndarray, np.ndarray | slice]:
    return (x[index], slice(None)) if isinstance(x, np.ndarray) else x.take(index)


def _even(x: np.ndarray | Rows | HalfRows, columns: int) -> tuple[Evening, np.ndarray | Rows | HalfRows]:
    if isinstance(x, HalfRows):
        return x.evened(columns)
    full = x.full if isinstance(x, Rows) else x
    evening = Evening.of(full[:, :columns])
    evened = np.concatenate([evening(full[:, :columns]), full[:, columns:]], axis=1)
    return evening, x.with_full(evened) if isinstance(x, Rows) else evened


class Perceptron:
    """Features -> (one hidden layer) -> scores; the loss is handed in as its gradient."""

    def __init__(self, params: Params) -> None:
        """Wraps trained arrays: `w`, `b` and, with a hidden layer, `v`, `c`."""
        self.params = params

    @classmethod
    def train(
        cls,
        x: np.ndarray | Rows | HalfRows,
        y: np.ndarray,
        gradient: Loss,
        *,
        even: int = 0,
        hidden: int = 0,
        epochs: int = 30,
        rate: float = 2e-3,
        decay: float = 1e-2,
        dropout: float = 0.0,
        size: int = 64,
        seed: int = 1,
    ) -> Perceptron:
        """Fits the weights.

        Args:
            x: features, one row an example.
            y: targets, one row an example.
            gradient: (scores, targets) -> derivative of the mean loss to the scores.
            even: as many of the first features are evened while learning; the weights fit them as they come.
            hidden: units in the hidden layer; 0 for none.
            epochs: times every example is seen.
            rate: step size at the start; it goes to zero along a cosine.
            decay: pull of the weights to zero.
            dropout: share of the inputs of the last layer that is left out at random.
            size: examples a step.
            seed: start of the random numbers.
        """
        rng = np.random.default_rng(seed)
        width = hidden or x.shape[1]
        evening, x = _even(x, even)
        params: Params = {
            "w": glorot(rng, width, y.shape[1]) * (1.0 if hidden else 0.0),
            "b": np.zeros(y.shape[1], dtype=np.float32),
        }
        if hidden:
            params["v"] = glorot(rng, x.shape[1], hidden)
            params["c"] = np.zeros(hidden, dtype=np.float32)
        adam = Adam(params, rate, decay)
        steps, total = 0, epochs * -(-len(x) // size)
        for _ in range(epochs):
            for index in batches(len(x), size, rng):
                rows, columns = _take(x, index)
                grads = cls._gradients(params, rows, columns, y[index], gradient, dropout, rng)
                adam.update(grads, 0.5 * (1 + np.cos(np.pi * steps / total)))
                steps += 1
        first, bias = ("v", "c") if hidden else ("w", "b")
        evening.fold(params[first][:even], params[bias])
        return cls(params)

    @staticmethod
    def _gradients(
        params: Params,
        x: np.ndarray,
        columns: np.ndarray | slice,
        y: np.ndarray,
        gradient: Loss,
        dropout: float,
        rng: np.random.Generator,
    ) -> Params:
        first = "v" if "v" in params else "w"
        inner = params[first][columns]
        grads: Params = {}
        layer = np.maximum(x @ inner + params["c"], 0) if first == "v" else x
        keep = None
        if dropout:
            keep = (rng.random(layer.shape, dtype=np.float32) >= dropout) / np.float32(1 - dropout)
            layer = layer * keep
        delta = gradient(layer @ (params["w"] if first == "v" else inner) + params["b"], y).astype(np.float32)
        grads["b"] = delta.sum(axis=0)
        if first == "v":
            grads["w"] = layer.T @ delta
            delta = (delta @ params["w"].T) * (layer > 0)
            if keep is not None:
                delta *= keep
            grads["c"] = delta.sum(axis=0)
        else:
            x = layer
        grads[first] = np.zeros_like(params[first])
        grads[first][columns] = x.T @ delta
        return grads

    def scores(self, x: np.ndarray) -> np.ndarray:
        """Scores before softmax or sigmoid, one row an example."""
        layer = np.maximum(x @ self.params["v"] + self.params["c"], 0) if "v" in self.params else x
        return layer @ self.params["w"] + self.params["b"]


def one_of(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Gradient of the cross-entropy when exactly one label holds; rows of `targets` may be weighted."""
    weight = targets.sum(axis=1, keepdims=True)
    return (softmax(scores) * weight - targets) / len(scores)


def any_of(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Gradient of the cross-entropy when every label holds or not by itself; NaN targets are left out."""
    unknown = np.isnan(targets)
    delta = sigmoid(scores) - np.where(unknown, 0.0, targets)
    delta[unknown] = 0.0
    return delta / len(scores)
