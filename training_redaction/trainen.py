"""Train the weights of the name decision on the sentences of this folder.

Run by hand with scikit-learn at hand; the result is a JSON file of plain
numbers, so nothing of this is needed at run time.

    python -m training_redaction.trainen --extra <file with clean messages, one a line>
"""

from __future__ import annotations

import argparse
import json
import random
import re
from dataclasses import replace as change
from pathlib import Path

from rasa_project.knowledge.afscherming import load_redaction_lists
from rasa_project.redaction.document import Document, read
from rasa_project.redaction.kenmerken import evidence
from rasa_project.redaction.models import RedactionLists
from rasa_project.redaction.recognizers.naam import NAMEABLE, kept_tokens
from rasa_project.redaction.woordsoort import kind_of

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).resolve().parent
_MARK = re.compile(r"\{(VA|V|A|W|S|N)\}")
_PARTICLES = ["de", "van", "van de", "van der", "van den", "el", "ten", "ben", "al", "den", "ter", "van 't"]


class Names:
    """Draws names from the lists, and makes up names that are on no list."""

    def __init__(self, lists: RedactionLists, rng: random.Random) -> None:
        self.lists, self.rng = lists, rng
        own = ROOT / "data/kennis/afscherming"
        self.first = self._section(own / "voornamen_eigen.txt") + self._section(own / "voornamen.txt", "nederlands")
        self.last = self._section(own / "achternamen_eigen.txt") + self._section(own / "achternamen.txt", "nederlands")
        self.mostly = sorted(w for w in lists.naam_meestal if len(w) > 2)
        self.soms = sorted(w for w in lists.naam_soms if len(w) > 1)
        self.trade = sorted(w for w in lists.achternaam_woord if len(w) > 2)

    def _section(self, path: Path, only: str | None = None) -> list[str]:
        groups: dict[str, list[str]] = {}
        current = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# herkomst: "):
                current = line[12:]
            elif (
                line
                and not line.startswith("#")
                and kind_of(line, self.lists) in {"voor", "achter", "beide", "meestal"}
            ):
                groups.setdefault(current, []).append(line)
        # every origin weighs the same, however long its list is
        return [name for origin, names in groups.items() if only in (None, origin) for name in self._sample(names)]

    def _sample(self, names: list[str], size: int = 700) -> list[str]:
        return [self.rng.choice(names) for _ in range(size)]

    def invented(self) -> str:
        """A name made of two others that no list holds."""
        while self.rng.random() < 0.4:
            name = slip(self.rng.choice(self.first), self.rng)
            if kind_of(name, self.lists) in {"onbekend", "lijkt", "tiknaam"}:
                return name
        while True:
            left, right = self.rng.choice(self.first + self.last), self.rng.choice(self.first + self.last)
            name = left[: self.rng.randint(2, 4)] + right[-self.rng.randint(2, 5) :]
            if name.isalpha() and 3 <= len(name) <= 12 and kind_of(name, self.lists) in {"onbekend", "afgeleid"}:
                return name

    def draw(self, mark: str) -> str:
        """A name for one mark of a sentence."""
        rng = self.rng
        if mark == "V":
            chance = rng.random()
            return (
                self.invented()
                if chance < 0.12
                else rng.choice(self.mostly)
                if chance < 0.3
                else rng.choice(self.first)
            )
        if mark == "A":
            name = self.invented() if rng.random() < 0.12 else rng.choice(self.last)
            return f"{rng.choice(_PARTICLES)} {name}" if rng.random() < 0.3 else name
        if mark == "VA":
            return f"{self.draw('V')} {self.draw('A')}"
        return self.invented() if mark == "N" else rng.choice(self.soms if mark == "W" else self.trade)


def slip(word: str, rng: random.Random) -> str:
    """A word with one typing error."""
    cut = rng.randrange(1, len(word)) if len(word) > 1 else 0
    extra = rng.choice("aeiouyhknr")
    return rng.choice((word[:cut] + word[cut + 1 :], word[:cut] + extra + word[cut:], word[:cut] + word[cut - 1 :]))


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
    if rng.random() < 0.7:
        return text
    chars = list(text)
    chars[0] = chars[0].upper()
    if rng.random() < 0.8:
        for start, end in spans:
            for match in re.finditer(r"[^\W\d_]+", text[start:end]):
                if match.group() not in {"de", "van", "der", "den", "el", "al", "ten", "ter", "ben", "t"}:
                    chars[start + match.start()] = chars[start + match.start()].upper()
    return "".join(chars)


def examples(document: Document, spans: list[tuple[int, int]]) -> list[tuple[list[str], int]]:
    """Features and label of every word that could be a name."""
    out = []
    kept = kept_tokens(document)
    for index, token in enumerate(document.tokens):
        if token.kind != "w" or index in kept or document.kind(token.word) not in NAMEABLE:
            continue
        inside = any(start <= token.start and token.end - 2 * token.possessive <= end for start, end in spans)
        out.append((evidence(document, index), int(inside)))
    return out


def corpus(lists: RedactionLists, extra: list[str], seed: int = 7) -> list[tuple[list[str], int]]:
    """All training words, from own sentences and clean messages."""
    rng = random.Random(seed)
    names = Names(lists, rng)
    rows: list[tuple[list[str], int]] = []
    templates = [
        t for t in (HERE / "zinnen.txt").read_text(encoding="utf-8").splitlines() if t and not t.startswith("#")
    ]
    tails = [t for t in templates if not _MARK.search(t)]
    for template in templates:
        marked = bool(_MARK.search(template))
        for _ in range(24 if marked else 6):
            text, spans = fill(template, names)
            if marked and rng.random() < 0.35:
                lead = rng.choice(tails) + rng.choice([". ", ", ", " "])
                text, spans = lead + text, [(a + len(lead), b + len(lead)) for a, b in spans]
            if marked and rng.random() < 0.25:
                text += rng.choice([". ", ", ", " "]) + rng.choice(tails)
            if not marked:
                text = noise(text, rng)
            rows += examples(read(recase(text, spans, rng), lists), spans)
    for message in extra:
        rows += examples(read(message, lists), [])
        rows += examples(read(noise(message, rng), lists), [])
    return rows


def main() -> None:
    """Train, and write the weights."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--extra", type=Path)
    parser.add_argument("--c", type=float, default=0.5)
    args = parser.parse_args()
    lists = load_redaction_lists(ROOT)
    extra = json.loads(args.extra.read_text(encoding="utf-8")) if args.extra else []
    rows = corpus(change(lists, gewichten={}), extra)
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
    # Not in the sentences: names seen before in the conversation, and names found by the pipeline.
    weights.update({"bekend=2": 4.0, "bekend=1": 2.0, "ner=PERSON": 2.0})
    target = ROOT / "data/kennis/afscherming/gewichten.json"
    target.write_text(
        json.dumps({"bron": "training_redaction/trainen.py", "gewichten": dict(sorted(weights.items()))}, indent=0)
        + "\n",
        encoding="utf-8",
    )
    print(len(rows), "words,", sum(labels), "names,", len(weights), "weights")


if __name__ == "__main__":
    main()
