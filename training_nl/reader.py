"""Turn sentences into spaCy documents; group them anew in every pass so the parser learns boundaries."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import spacy
from spacy.tokens import Doc
from spacy.training import Example

from training_nl.compounds import compounded, first_parts
from training_nl.conllu import Sentence
from training_nl.treebanks import DEV_FILE, NEWSPAPER_FILE, TRAIN_FILES, edition_of, load_training

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

GROUP_SIZES = (1, 2, 3, 5, 10)
LIST_SIZES = (3, 6, 10)
_END_MARKS = frozenset(".!?…:;\"'”’)")


def to_doc(vocab: Vocab, group: list[Sentence]) -> Doc:
    """Give one gold document for consecutive sentences."""
    words: list[str] = []
    columns: dict[str, list] = {"spaces": [], "lemmas": [], "pos": [], "tags": [], "morphs": []}
    heads: list[int | None] = []
    deps: list[str | None] = []
    for s in group:
        offset = len(words)
        words.extend(s.words)
        columns["spaces"].extend([*s.spaces[:-1], True])
        columns["lemmas"].extend(s.lemmas)
        columns["pos"].extend(s.pos)
        columns["tags"].extend(s.tags)
        columns["morphs"].extend(f or "" for f in s.feats)
        # spaCy reads a head whose label is missing as "no head", whatever the number.
        heads.extend(offset + (i if h is None else h) for i, h in enumerate(s.heads))
        deps.extend(s.deps)
    doc = Doc(vocab, words=words, heads=heads, deps=deps, **columns)
    unknown = [i for i, f in enumerate(f for s in group for f in s.feats) if f is None]
    for i in unknown:
        doc[i].set_morph(None)
    return doc


def lowered(sentence: Sentence) -> Sentence:
    """Give the sentence in lower case; lemmas of names stay as they are."""
    copy = Sentence(**vars(sentence))
    copy.words = [w.lower() for w in sentence.words]
    return copy


def to_example(nlp: Language, group: list[Sentence]) -> Example:
    """Give the pair (text through the tokenizer, gold)."""
    gold = to_doc(nlp.vocab, group)
    return Example(nlp.make_doc(gold.text), gold)


def grouped(sentences: list[Sentence], sizes: tuple[int, ...], chance: random.Random) -> Iterator[list[Sentence]]:
    """Give consecutive groups with sizes drawn from `sizes`."""
    i = 0
    while i < len(sentences):
        size = chance.choice(sizes)
        yield sentences[i : i + size]
        i += size


def unclosed_runs(parts: dict[str, list[Sentence]], chance: random.Random) -> list[Sentence]:
    """Give the sentences without end mark (titles, list items), after every fourth on average a closed one."""
    everything = [s for name in parts for s in parts[name]]
    unclosed = [s for s in everything if s.words[-1][-1] not in _END_MARKS]
    closed = [s for s in everything if s.words[-1] == "." and len(s.words) < 15]
    chance.shuffle(unclosed)
    runs: list[Sentence] = []
    for s in unclosed:
        runs.append(s)
        if chance.random() < 0.25:
            runs.append(chance.choice(closed))
    return runs


def forget_words(doc: Doc, counts: Counter[str], amount: float, chance: random.Random, most: float = 1.0) -> None:
    """Give rare words a form that exists nowhere, so that the rest of the word and its place must do the work.

    To the network an unknown word is a number it has never met; a word it meets in every pass is learned by heart. A
    word that occurs n times is forgotten with chance amount / (amount + n). Only the form changes (`NORM`), as a number
    without a string; prefix, suffix, shape and letters stay.
    """
    norms = doc.to_array(["NORM"]).reshape(-1)
    for i, token in enumerate(doc):
        share = min(most, amount / (amount + counts[token.lower_]))
        if token.is_alpha and chance.random() < share:
            norms[i] = chance.getrandbits(63)
    doc.from_array(["NORM"], norms.astype(np.uint64))


@spacy.registry.readers("training_nl.treebanks.v1")
def treebank_reader(
    path: Path,
    part: str,
    seed: int,
    lower_chance: float,
    modern: bool,
    compound_chance: float = 0.0,
    older_weight: int = 1,
    unclosed_weight: int = 0,
    forget: float = 0.0,
    settled: bool = False,
) -> Callable[[Language], Iterator[Example]]:
    """Give a reader of the treebanks: other groups, order and lower-cased sentences in every pass.

    Args:
        path: folder with the data.
        part: "train" or "dev".
        seed: start of the chance generator; the passes differ, two runs do not.
        lower_chance: share of training groups that is lower-cased.
        modern: bring the older editions to today's names, tags and lemmas.
        compound_chance: share of the simple nouns in training that becomes a compound.
        older_weight: how often the 2017 edition returns in one pass.
        unclosed_weight: how often titles and list items return extra, in groups of their own and among sentences.
        forget: how strongly rare words are made unknown (`forget_words`).
        settled: give names of "either gender" the one of their kind.
    """
    parts, development, _ = load_training(Path(path), modern, settled)
    chance = random.Random(seed)
    first = first_parts(parts[DEV_FILE] + parts[NEWSPAPER_FILE]) if compound_chance else []
    counts = Counter(word.lower() for part in parts.values() for s in part for word in s.words)

    def read_dev(nlp: Language) -> Iterator[Example]:
        for i in range(0, len(development), 10):
            yield to_example(nlp, development[i : i + 10])

    def read_train(nlp: Language) -> Iterator[Example]:
        groups: list[list[Sentence]] = []
        for name, weight in TRAIN_FILES.items():
            for _ in range(older_weight if edition_of(name) == "2017" else weight):
                order = list(parts[name])
                if chance.random() < 0.6:
                    chance.shuffle(order)
                groups.extend(grouped(order, GROUP_SIZES, chance))
        for _ in range(unclosed_weight):
            groups.extend(grouped(unclosed_runs(parts, chance), LIST_SIZES, chance))
        chance.shuffle(groups)
        for group in groups:
            if chance.random() < lower_chance:
                group = [lowered(s) for s in group]
            if compound_chance:
                group = [compounded(s, first, chance, compound_chance) for s in group]
            example = to_example(nlp, group)
            if forget:
                forget_words(example.predicted, counts, forget, chance)
            yield example

    return read_dev if part == "dev" else read_train
