"""Train the weights of the name decision on the sentences of this folder and of data/nlu.

Run by hand with scikit-learn and the Dutch pipeline at hand; the result is a JSON file of plain
numbers, so nothing of this is needed at run time.

    python -m training_redaction.trainen
"""

from __future__ import annotations

import argparse
import json
import random
import re
from dataclasses import replace as change
from pathlib import Path
from typing import Any

from rasa_project.knowledge.afscherming import load_redaction_lists
from rasa_project.redaction.document import Document, read
from rasa_project.redaction.kenmerken import evidence
from rasa_project.redaction.models import RedactionLists
from rasa_project.redaction.naamgrenzen import NAMEABLE, kept_tokens
from training_redaction.berichten import is_clean, read_messages, with_names
from training_redaction.klank import train_sound
from training_redaction.namen import Names, hold_back

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).resolve().parent
_MARK = re.compile(r"\{(VA|V|A|W|S|N)\}")
_LOWER = {"de", "van", "der", "den", "el", "al", "ten", "ter", "ben", "t", "vd"}
# The second net runs without the pipeline: a part of the examples does so too.
WITHOUT_PIPELINE = 0.25
TIMES, TIMES_CLEAN = 16, 5

Example = tuple[list[str], int]


def fill(template: str, names: Names) -> tuple[str, list[tuple[int, int]]]:
    """A sentence with names filled in, and where they stand."""
    text, spans, position = "", [], 0
    for match in _MARK.finditer(template):
        text += template[position : match.start()]
        name = names.draw(match.group(1))
        spans.append((len(text), len(text) + len(name)))
        text += name
        position = match.end()
    return text + template[position:], spans


def noise(text: str, rng: random.Random) -> str:
    """Typing errors in a clean sentence, so that odd words are not all names."""
    words = text.split(" ")
    for index, word in enumerate(words):
        if len(word) > 3 and word.isalpha() and rng.random() < 0.06:
            cut = rng.randrange(len(word) - 1)
            words[index] = rng.choice(
                (
                    word[:cut] + word[cut + 1 :],
                    word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :],
                    word[:cut] + word[cut] + word[cut:],
                )
            )
    return " ".join(words)


def recase(text: str, spans: list[tuple[int, int]], rng: random.Random) -> str:
    """Mostly lower case as in chat, sometimes capitals where they belong."""
    if rng.random() < 0.7 or not text:
        return text
    chars = list(text)
    chars[0] = chars[0].upper()
    if rng.random() < 0.8:
        for start, end in spans:
            for match in re.finditer(r"[^\W\d_]+", text[start:end]):
                if match.group() not in _LOWER:
                    chars[start + match.start()] = chars[start + match.start()].upper()
    return "".join(chars)


def examples(document: Document, spans: list[tuple[int, int]]) -> list[Example]:
    """Features and label of every word that could be a name."""
    out = []
    kept = kept_tokens(document)
    for index, token in enumerate(document.tokens):
        if token.kind != "w" or index in kept or document.kind(token.word) not in NAMEABLE:
            continue
        inside = any(start <= token.start and token.end - 2 * token.possessive <= end for start, end in spans)
        out.append((evidence(document, index), int(inside)))
    return out


class Corpus:
    """All training words, from own sentences and clean messages.

    Args:
        lists: what the redactor knows while it trains.
        names: draws the names.
        nlp: the Dutch pipeline as the gateway runs it.
    """

    def __init__(self, lists: RedactionLists, names: Names, nlp: Any, rng: random.Random) -> None:
        self.lists, self.names, self.nlp, self.rng = lists, names, nlp, rng
        self.rows: list[Example] = []

    def add(self, text: str, spans: list[tuple[int, int]]) -> None:
        """One message with the places of its names."""
        nlp = None if self.rng.random() < WITHOUT_PIPELINE else self.nlp
        self.rows += examples(read(recase(text, spans, self.rng), self.lists, nlp=nlp), spans)

    def templates(self) -> None:
        """The sentences written for this."""
        rng = self.rng
        lines = (HERE / "zinnen.txt").read_text(encoding="utf-8").splitlines()
        templates = [line for line in lines if line and not line.startswith("#")]
        tails = [line for line in templates if not _MARK.search(line)]
        for template in templates:
            marked = bool(_MARK.search(template))
            for _ in range(TIMES if marked else TIMES_CLEAN):
                text, spans = fill(template, self.names)
                if marked and rng.random() < 0.35:
                    lead = rng.choice(tails) + rng.choice([". ", ", ", " "])
                    text, spans = lead + text, [(a + len(lead), b + len(lead)) for a, b in spans]
                if marked and rng.random() < 0.25:
                    text += rng.choice([". ", ", ", " "]) + rng.choice(tails)
                self.add(text if marked else noise(text, rng), spans)

    def messages(self, messages: list[str]) -> None:
        """Messages of the understanding: clean, and with names in them."""
        for message in messages:
            if is_clean(message):
                self.add(message, [])
                self.add(noise(message, self.rng), [])
            for _ in range(3):
                template = with_names(message, self.rng)
                if template:
                    self.add(*fill(template, self.names))


def main() -> None:
    """Train, and write the weights."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    from rasa_project.gateway.redaction_process import load_pipeline

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--c", type=float, default=0.3)
    args = parser.parse_args()
    rng = random.Random(7)
    full = load_redaction_lists(ROOT)
    less, gone = hold_back(full, rng)
    less = change(less, gewichten={}, klank=train_sound(less, rng, gone))
    corpus = Corpus(less, Names(less, rng, gone), load_pipeline(), rng)
    corpus.templates()
    corpus.messages(read_messages())
    rows = corpus.rows
    counts: dict[str, int] = {}
    for features, _ in rows:
        for feature in features:
            counts[feature] = counts.get(feature, 0) + 1
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{f: 1 for f in features if counts[f] >= 8} for features, _ in rows])
    labels = [label for _, label in rows]
    model = LogisticRegression(C=args.c, solver="liblinear", max_iter=200, fit_intercept=False)
    model.fit(matrix, labels)
    weights = {
        name: round(float(w), 3)
        for name, w in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
        if abs(w) >= 0.05
    }
    # Not in the sentences: names seen before in the conversation.
    weights.update({"bekend=2": 4.0, "bekend=1": 2.0})
    target = ROOT / "data/kennis/afscherming/gewichten.json"
    parts = {"gewichten": dict(sorted(weights.items())), "klank": dict(sorted(train_sound(full, rng).items()))}
    target.write_text(
        json.dumps({"bron": "training_redaction/trainen.py", **parts}, indent=0, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )
    print(len(rows), "words,", sum(labels), "names,", len(weights), "weights,", len(parts["klank"]), "letter groups")


if __name__ == "__main__":
    main()
