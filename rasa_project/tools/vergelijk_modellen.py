"""Compares ways to choose intents and domains: `docs/modellen_vergeleken.md`. Layer: tools, Rasa environment.

    ./samenduiden vergelijk_modellen [--deel N] [--met-diet]

Every way learns from `data/nlu` and is measured on the development sets, redacted first, as in a conversation: an
encoder (of this project, or the universal one), with and without letter groups, and on top of it a classifier of
scikit-learn or the models of this project. The last row is the served model with all its rules, so the table shows
whether `config.yml` is the best that was tried. The sealed test sets are not read. About twenty minutes of one core;
progress is shown, and `--deel 3` learns from every third sentence only, which the table then says. `--met-diet` also
trains Rasa's own DIET on the encoder (`vergelijk_diet.py`); without it the figure of the last time stands in the
table, with its date.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from rasa_project.tools.eval import DEVELOPMENT, FOLDER, gold_of, measure, read_lines
from rasa_project.tools.letters import LetterFeatures
from rasa_project.tools.measures import Figure, Row, domain_f1, macro_f1, resampled, share
from rasa_project.tools.predict import ROOT, Predictor, public_intents
from rasa_project.tools.tables import cell, put_between, table
from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.network import Evening, Perceptron, Rows, any_of, one_of
from rasa_project.understanding.tagger import DOMEINEN

DOCUMENT = ROOT / "docs" / "modellen_vergeleken.md"
DIET = ROOT / "docs" / "modellen_vergeleken_diet.json"
MARK = "tabel"
OWN, UNIVERSAL = "own", "universal"
SERVED = "served model, all rules"
HEADS = "own heads, domains by word"
LINEAR = "own linear heads"
LETTERS = 2.0
"""Weight of the letter groups beside the evened vector, whose numbers lie around 1/4."""


@dataclass(frozen=True)
class Messages:
    """Messages with their labels and, per encoder, how it reads them.

    Attributes:
        intents: all intents of a message, the main one first.
        domains: a row per message and a column per domain, 0 or 1.
        spans: annotated signals of training messages; empty for the development set.
    """

    texts: list[str]
    intents: list[list[str]]
    domains: np.ndarray
    spans: list[list[dict[str, Any]]]


@dataclass(frozen=True)
class Outcome:
    """What one way chose for every development message."""

    classifier: str
    encoder: str
    letters: bool
    rows: list[Row]


class Progress:
    """Says on standard error what is being done and how long it took."""

    def __init__(self, steps: int) -> None:
        self._steps, self._step = steps, 0

    def __call__(self, what: str, work: Callable[..., Any], *given: Any) -> Any:
        """Does the work on what is given, and gives what it gives."""
        self._step += 1
        print(f"[{self._step}/{self._steps}] {what} …", end="", file=sys.stderr, flush=True)
        began = time.monotonic()
        result = work(*given)
        print(f" {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        return result


def training_messages(part: int = 1) -> Messages:
    """The labelled sentences of `data/nlu`, or every so many of them."""
    from rasa.shared.nlu.training_data.loading import load_data

    from rasa_project.components.signalen import spans_of_message
    from rasa_project.components.trained import intents_of, labelled

    messages = labelled(load_data(str(ROOT / "data" / "nlu")))[::part]
    spans = [spans_of_message(message) for message in messages]
    domains = np.zeros((len(messages), len(DOMEINEN)), dtype=np.float32)
    for row, found in zip(domains, spans):
        row[[DOMEINEN.index(span["domein"]) for span in found]] = 1.0
    return Messages([m.get("text") for m in messages], [intents_of(m) for m in messages], domains, spans)


def read_all(encoder: str, texts: Sequence[str]) -> list[Reading]:
    """The messages as an encoder reads them; word vectors in half precision."""
    from rasa_project.components.encoder import MOST_WORDS, load_encoder, taal
    from rasa_project.tools.universeel import load_universal_encoder

    reader = load_encoder() if encoder == OWN else load_universal_encoder()
    readings = (reader.read(text, taal().reader.read(text, MOST_WORDS)) for text in texts)
    return [replace(reading, words=reading.words.astype(np.float16)) for reading in readings]


class Features:
    """The rows that classifiers of scikit-learn learn from: the evened vector our own heads see, and letter groups."""

    def __init__(self, train: Sequence[Reading], letters: bool) -> None:
        """Learns what evens the vectors, and which letter groups count."""
        from rasa_project.language.tokens import forms

        self._forms = forms
        self._even = Evening.of(np.stack([reading.vector for reading in train]))
        self.letters = LetterFeatures.fit(forms(reading.tokens) for reading in train) if letters else None

    def few(self, readings: Sequence[Reading]) -> list[tuple[np.ndarray, np.ndarray]]:
        """Places and values of the letter groups."""
        assert self.letters is not None
        return [self.letters.sparse(self._forms(reading.tokens), LETTERS) for reading in readings]

    def rows(self, readings: Sequence[Reading], hints: np.ndarray | None = None) -> Any:
        """One row per message, sparse when letter groups are in it."""
        from scipy import sparse

        parts = [self._even(np.stack([reading.vector for reading in readings]))]
        if hints is not None:
            parts.append(hints)
        dense = np.concatenate(parts, axis=1)
        if self.letters is None:
            return dense
        found = self.few(readings)
        ends = np.cumsum([0, *(len(places) for places, _ in found)])
        places, values = (np.concatenate([pair[side] for pair in found]) for side in (0, 1))
        shape = (len(readings), len(self.letters.vocabulary))
        letters = sparse.csr_matrix((values, places, ends), shape=shape, dtype=np.float32)
        return sparse.hstack([sparse.csr_matrix(dense), letters], format="csr", dtype=np.float32)


def hint_rows(readings: Sequence[Reading]) -> np.ndarray:
    """What the word lists say of a message, as the model of domains sees it."""
    from rasa_project.components.signalen import hints

    out = np.zeros((len(readings), 2 * hints().width), dtype=np.float32)
    for row, reading in zip(out, readings):
        marks = hints().rows(reading)
        if len(marks):
            row[:] = np.concatenate([marks.max(axis=0), np.minimum(marks.sum(axis=0), 3) / 2])
    return out


def classifiers() -> dict[str, tuple[Callable[[], Any], bool]]:
    """Makers of classifiers, and whether they take a weight per message (as our own head does)."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.neural_network import MLPClassifier
    from sklearn.svm import LinearSVC

    def network() -> Any:
        return MLPClassifier((128,), alpha=1e-3, batch_size=64, max_iter=12, random_state=1)

    return {
        "logistic regression, C=1": (lambda: LogisticRegression(C=1.0, max_iter=60, tol=1e-3), True),
        "linear SVM, C=0.1": (lambda: LinearSVC(C=0.1, tol=1e-3, max_iter=200), True),
        "kNN, k=15, cosine": (lambda: KNeighborsClassifier(15, weights="distance", metric="cosine"), False),
        "MLP, 128 hidden": (network, False),
    }


def balance(names: Sequence[str]) -> np.ndarray:
    """A weight per message: rare intents count more, by the root of their number, as in our own head."""
    counts = {name: names.count(name) for name in set(names)}
    weights = np.array([1 / np.sqrt(counts[name]) for name in names])
    return weights / weights.mean()


def of_scikit_learn(name: str, x: Sequence[Any], intents: Sequence[str], domains: np.ndarray) -> list[tuple[Any, Any]]:
    """Intent and domains per development message; `x` holds rows to learn and to choose, of both."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.utils._testing import ignore_warnings

    make, weighted = classifiers()[name]

    @ignore_warnings(category=ConvergenceWarning)
    def learn_and_choose() -> list[tuple[Any, Any]]:
        extra = {"sample_weight": balance(intents)} if weighted else {}
        first = make().fit(x[0], np.array(intents), **extra).predict(x[1])
        other = (OneVsRestClassifier(make()) if weighted else make()).fit(x[2], domains.astype(int))
        return list(zip(first, other.predict(x[3])))

    return learn_and_choose()  # type: ignore[no-any-return]


class OwnHeads:
    """The models of this project on some encoder: learned once, asked with and without the network."""

    def __init__(self, train: Messages, readings: Sequence[Reading]) -> None:
        """Learns the network that tags words, and the heads on the vector."""
        from rasa_project.components.signalen import SignalExtractor, hints
        from rasa_project.understanding.context import WIDTH
        from rasa_project.understanding.domains import DomainModel
        from rasa_project.understanding.intents import IntentModel
        from rasa_project.understanding.signals import make_example
        from rasa_project.understanding.tagger import Tagger

        self._train, self._readings = train, readings
        examples = [make_example(reading, spans, hints()) for reading, spans in zip(readings, train.spans)]
        config = SignalExtractor.get_default_config()
        even = min(WIDTH, readings[0].words.shape[1])
        self._tagger = Tagger.train(examples, even=even, epochs=config["epochs"])
        self._intents = IntentModel.train(readings, train.intents)
        self._domains = DomainModel.train(readings, train.domains, hints())

    def choose(self, readings: Sequence[Reading]) -> list[list[tuple[Any, Any]]]:
        """Intent and domains per message: of the linear heads alone, and with the network."""
        from rasa_project.components.encoder import taal
        from rasa_project.components.signalen import hints
        from rasa_project.understanding.signals import SignalModel

        args = self._domains, _AnyPolarity(), taal().cues, hints()
        signals = SignalModel(self._tagger, *args)  # type: ignore[arg-type]
        alone, together = [], []
        for reading in readings:
            alone.append((self._intents.predict(reading).ranking[0][0], self._domains.chances(reading) >= 0.5))
            spoken = np.isin(DOMEINEN, [signal.domein for signal in signals.predict(reading)])
            together.append((alone[-1][0], spoken))
        return [alone, together]

    def with_letters(self, features: Features, readings: Sequence[Reading]) -> list[tuple[Any, Any]]:
        """The linear heads with letter groups beside the vector, as they were before the vectors were evened."""
        assert features.letters is not None
        learn, ask = (
            Rows(np.stack([one.vector for one in some]), features.few(some), len(features.letters.vocabulary))
            for some in (self._readings, readings)
        )
        names = sorted({names[0] for names in self._train.intents})
        first = np.array([names.index(some[0]) for some in self._train.intents])
        weights = balance([some[0] for some in self._train.intents])
        main = (np.eye(len(names))[first] * weights[:, None]).astype(np.float32)
        options = {"even": len(readings[0].vector), "epochs": 20, "rate": 5e-3}
        intents = Perceptron.train(learn, main, one_of, **options)  # type: ignore[arg-type]
        domains = Perceptron.train(learn, self._train.domains, any_of, **options)  # type: ignore[arg-type]
        out = []
        for place in range(len(readings)):
            rows, columns = ask.take(np.array([place]))
            scores = [rows @ model.params["w"][columns] + model.params["b"] for model in (intents, domains)]
            out.append((names[int(scores[0].argmax())], scores[1][0] >= 0))
        return out


class _AnyPolarity:
    """Stands where the model of polarity would: neither intents nor domains ask for it."""

    def chances(self, *_: Any) -> np.ndarray:
        return np.full(3, 1 / 3)


def rows_of(gold: Sequence[dict[str, Any]], chosen: Sequence[tuple[Any, Any]]) -> list[Row]:
    """Annotated and chosen side by side, in the form the measures take."""
    return [
        {
            "goud": item,
            "model": {
                "intents": public_intents([str(intent)]),
                "signals": [{"domain": name} for name, there in zip(DOMEINEN, domains) if there],
            },
        }
        for item, (intent, domains) in zip(gold, chosen)
    ]


def compare(predictor: Predictor, train: Messages) -> list[Outcome]:
    """Everything but DIET, on the development sets."""
    files = [FOLDER / name for name in DEVELOPMENT]
    items = [item for file in files for item in read_lines(file)]
    gold = [gold_of(item) for item in items]
    step = Progress(1 + 2 * (2 + 2 * (1 + len(classifiers()))))
    served = step("het model dat draait", measure, files, predictor)[0]
    texts = [predictor.redacted(item["text"]) for item in items]
    first = [names[0] for names in train.intents]
    out = []
    for encoder in (OWN, UNIVERSAL):
        learn = step(f"{encoder}: lezen", read_all, encoder, train.texts)
        ask = read_all(encoder, texts)
        heads = step(f"{encoder}: netwerk", OwnHeads, train, learn)
        marks = [hint_rows(learn), hint_rows(ask)]
        for letters in (False, True):
            features = Features(learn, letters)
            x = [features.rows(learn), features.rows(ask), features.rows(learn, marks[0]), features.rows(ask, marks[1])]
            where = f"{encoder}, {'met' if letters else 'zonder'} letters"
            for name in classifiers():
                chosen = step(f"{where}: {name}", of_scikit_learn, name, x, first, train.domains)
                out.append(Outcome(name, encoder, letters, rows_of(gold, chosen)))
            if letters:
                chosen = step(f"{where}: eigen koppen", heads.with_letters, features, ask)
                out.append(Outcome(LINEAR, encoder, True, rows_of(gold, chosen)))
                continue
            both = step(f"{where}: eigen koppen", heads.choose, ask)
            for name, chosen in zip((LINEAR, HEADS), both):
                out.append(Outcome(name, encoder, False, rows_of(gold, chosen)))
    return [*out, Outcome(SERVED, OWN, False, served)]


def first_choice(rows: Sequence[Row]) -> float:
    """Share of the messages of which the main intent was chosen first."""
    return sum(row["goud"]["intents"][0] == row["model"]["intents"][0] for row in rows) / len(rows)


MEASURES = (("intent, first choice", first_choice), ("intent, macro-F1", macro_f1), ("domains, micro-F1", domain_f1))


def figures_of(rows: Sequence[Row]) -> list[Figure]:
    """The three figures of one way."""
    right = share(MEASURES[0][0], round(first_choice(rows) * len(rows)), len(rows))
    return [right, *(resampled(name, rows, of) for name, of in MEASURES[1:])]


def difference(one: Sequence[Row], other: Sequence[Row], of: Callable[[Sequence[Row]], float]) -> Figure:
    """How much better `one` is than `other` on the same messages, which are drawn again together."""
    pairs = [{"one": a, "other": b} for a, b in zip(one, other)]

    def gap(part: Sequence[Row]) -> float:
        return of([pair["one"] for pair in part]) - of([pair["other"] for pair in part])

    return resampled("difference", pairs, gap)


def verdict(outcomes: Sequence[Outcome]) -> list[str]:
    """Per measure: the best way beside the one that is in the config, and whether they differ by more than chance."""
    config = next(o for o in outcomes if o.classifier == HEADS and o.encoder == OWN and not o.letters)
    lines = []
    for name, of in MEASURES:
        best = max((o for o in outcomes if o.classifier != SERVED), key=lambda o: of(o.rows))
        if best is config:
            lines.append(f"- {name}: the config is the best, {of(config.rows):.3f}.")
            continue
        gap = difference(best.rows, config.rows, of)
        what = f"{best.classifier}, {best.encoder} encoder, {'with' if best.letters else 'without'} letter groups"
        sure = "more than chance" if gap.low > 0 else "within chance"
        lines.append(
            f"- {name}: best is {what}, {of(best.rows):.3f}; the config has {of(config.rows):.3f}. "
            f"Difference {gap.value:.3f} [{gap.low:.3f}–{gap.high:.3f}]: {sure}."
        )
    return lines


def report(outcomes: Sequence[Outcome], sentences: str) -> list[str]:
    """The lines for the document."""
    rows = [
        [o.classifier, o.encoder, "yes" if o.letters else "no", *(cell(figure) for figure in figures_of(o.rows))]
        for o in outcomes
    ]
    notes = []
    if DIET.exists():
        for kept in json.loads(DIET.read_text(encoding="utf-8")):
            rows.append([kept["classifier"], kept["encoder"], kept["letters"], *kept["cells"]])
            notes.append(f"{kept['classifier']}: measured on {kept['date']} with `{kept['command']}`, {kept['note']}.")
    weights = hashlib.sha256((ROOT / "vendor" / "zinsencoder" / "encoder.onnx").read_bytes()).hexdigest()[:8]
    about = (
        f"Measured on {date.today().isoformat()}: {len(outcomes[0].rows)} development messages, {sentences} "
        f"training sentences, encoder `{weights}`; 95 % interval in brackets."
    )
    heads = ["classifier", "encoder", "letter groups", *(name for name, _ in MEASURES)]
    return [about, "", *table(heads, rows), "", *verdict(outcomes), "", *notes]


def main(argv: Sequence[str] | None = None) -> int:
    """Entry of `./samenduiden vergelijk_modellen`; gives the exit code."""
    parser = argparse.ArgumentParser(prog="samenduiden vergelijk_modellen")
    parser.add_argument("--met-diet", action="store_true", help="ook DIET van Rasa trainen (lang)")
    parser.add_argument("--deel", type=int, default=1, metavar="N", help="leer alleen van elke zoveelste oefenzin")
    parser.add_argument("--model", type=Path)
    args = parser.parse_args(argv)
    if args.met_diet:
        # A process of its own: this one has left TensorFlow out.
        subprocess.run([sys.executable, "-m", "rasa_project.tools.vergelijk_diet"], cwd=ROOT, check=True)
    predictor = Predictor(args.model)
    train = training_messages(args.deel)
    part = "" if args.deel == 1 else f"one in {args.deel} of the sentences, but for the served model: "
    lines = report(compare(predictor, train), f"{part}{len(train.texts):,}")
    put_between(DOCUMENT, MARK, lines)
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
