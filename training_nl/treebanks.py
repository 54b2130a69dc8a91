"""Bring the treebank editions to one annotation scheme and keep test sentences out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from training_nl.conllu import Sentence, open_data, read_conllu
from training_nl.harmonise import build_lexicon, fill, modernise, settle_gender

DEV_FILE = "nl_lassysmall-ud-dev.conllu"
NEWSPAPER_FILE = "alpino-treebank-cdb.conllu"
TEST_FILES = ("nl_lassysmall-ud-test.conllu", "nl_lassysmall-ud-test.v2.8.conllu")
#: Newest annotation first: of sentences that occur in several editions the first is kept.
TRAIN_FILES: dict[str, int] = {
    DEV_FILE: 3,
    "nl_alpino-ud-dev.conllu": 2,
    "nl_alpino-ud-test.conllu": 2,
    "nl_lassysmall-ud-dev.v2.1.conllu": 3,
    "nl_lassysmall-ud-test.v2.1.conllu": 3,
    NEWSPAPER_FILE: 1,
    "nl_lassysmall-ud-train.2017-02.conllu": 1,
    "nl_lassysmall-ud-dev.2017-02.conllu": 1,
}
INVENTORY_FILES = (DEV_FILE, "nl_alpino-ud-dev.conllu", "nl_alpino-ud-test.conllu")
NAME_LISTS = ("alpino-names-geo.txt", "alpino-names-per.txt", "alpino-names-org.txt")
_MARK = {"cc", "punct"}


def feature_inventory(sentences: Iterable[Sentence], least: int = 3) -> set[tuple[str, str]]:
    """Give the pairs (word class, feature) that occur at least `least` times in released files."""
    pairs: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        for pos, feats in zip(sentence.pos, sentence.feats, strict=True):
            pairs.update((pos, f) for f in (feats or "").split("|") if f and not f.startswith("ExtPos="))
    return {pair for pair, count in pairs.items() if count >= least}


def adapt(sentence: Sentence, inventory: set[tuple[str, str]], edition: str) -> Sentence:
    """Bring one sentence to today's scheme; `edition` is "2017", "v2.1" or "new"."""
    for i, word in enumerate(sentence.words):
        dep = sentence.deps[i] or ""
        sentence.deps[i] = "flat" if dep == "flat:name" else dep.replace(":outer", "")
        if edition != "new":
            _possessive(sentence, i, word)
    for i, feats in enumerate(sentence.feats):
        if feats is None:
            continue
        kept = [f for f in _modern(feats) if (sentence.pos[i], f) in inventory]
        sentence.feats[i] = "|".join(kept)
    if edition == "2017":
        _adapt_2017(sentence)
    return sentence


def _modern(feats: str) -> list[str]:
    return [f.replace("=yes", "=Yes") for f in feats.split("|") if f]


_POSSESSIVES = {
    "mijn": "1", "m'n": "1", "ons": "1", "onze": "1", "jouw": "2", "je": "2", "uw": "2", "jullie": "2",
    "zijn": "3", "z'n": "3", "haar": "3", "hun": "3",
}  # fmt: skip


def _possessive(sentence: Sentence, i: int, word: str) -> None:
    """2017 calls possessives determiners; v2.1 has the class right but lacks the feature."""
    lower = word.lower()
    person = _POSSESSIVES.get(lower)
    if person is None:
        return
    if sentence.pos[i] == "DET":
        sentence.pos[i] = "PRON"
    elif not (sentence.pos[i] == "PRON" and sentence.deps[i] in {"det", "nmod:poss", "nmod"}):
        return
    if sentence.deps[i] in {"det", "nmod"}:
        sentence.deps[i] = "nmod:poss"
    sentence.feats[i] = f"Person={person}|Poss=Yes|PronType=Prs"


def _adapt_2017(sentence: Sentence) -> None:
    heads, deps = sentence.heads, sentence.deps
    for i, dep in enumerate(deps):
        head = heads[i]
        if dep == "fixed" and head is not None and sentence.pos[head] in {"PROPN", "X"}:
            deps[i] = "flat"
        if dep == "cc" and head is not None:
            later = [j for j, d in enumerate(deps) if d == "conj" and heads[j] == head and j > i]
            if later:
                heads[i] = later[0]
    marks = [i for i, dep in enumerate(deps) if dep == "punct"]
    if not marks:
        return
    root = next(i for i, dep in enumerate(deps) if dep == "ROOT")
    for i in marks:
        if i in (0, len(deps) - 1):
            heads[i] = root
        else:
            heads[i] = deps[i] = None


def load(folder: Path, name: str) -> list[Sentence]:
    """Give the sentences of one treebank file as they are."""
    return list(read_conllu(open_data(folder, name)))


def edition_of(name: str) -> str:
    """Give the annotation edition of a file name."""
    return "2017" if "2017" in name else "v2.1" if "v2.1" in name else "new"


def development_keys(sentences: list[Sentence], per_genre: int = 170) -> set[str]:
    """Give the sentences held out for choosing the best step: the first of each genre of the current dev."""
    keys: set[str] = set()
    for genre in ("wiki", "krant"):
        keys.update(s.key() for s in [s for s in sentences if s.genre == genre][:per_genre])
    return keys


def load_training(
    folder: Path, modern: bool = True, settled: bool = True
) -> tuple[dict[str, list[Sentence]], list[Sentence], dict[str, int]]:
    """Give the training sentences per file, the development sentences, and what was dropped per reason.

    With `modern` the older editions get today's names, tags and lemmas, with `settled` names of "either gender" get the
    one of their kind (`harmonise.py`).
    """
    inventory = feature_inventory(s for name in INVENTORY_FILES for s in load(folder, name))
    tested = {s.key() for name in TEST_FILES for s in load(folder, name)}
    newest = load(folder, DEV_FILE)
    held_out = development_keys(newest) - tested
    development = [adapt(s, inventory, "new") for s in newest if s.key() in held_out]
    seen: set[str] = set()
    dropped: Counter[str] = Counter()
    parts: dict[str, list[Sentence]] = {}
    places = _place_names(folder) if settled else frozenset()
    for name in TRAIN_FILES:
        parts[name] = []
        for s in load(folder, name):
            key = s.key()
            if key in tested:
                dropped["test"] += 1
            elif key in held_out:
                dropped["development"] += 1
            elif key in seen and len(s.words) > 2:
                dropped["double"] += 1
            else:
                seen.add(key)
                if modern and edition_of(name) != "new":
                    modernise(s)
                if settled:
                    settle_gender(s, places)
                parts[name].append(adapt(s, inventory, edition_of(name)))
    if modern:
        _fill_older(parts)
    return parts, development, dict(dropped)


def _place_names(folder: Path) -> frozenset[str]:
    """Give the names that only the list of places has."""
    geo, per, org = (frozenset(open_data(folder, name)) for name in NAME_LISTS)
    return geo - per - org


def _fill_older(parts: dict[str, list[Sentence]]) -> None:
    """Fill tags and lemmas of the older editions from the training sentences in today's annotation."""
    lexicon = build_lexicon(s for name in parts if edition_of(name) == "new" for s in parts[name])
    for name in parts:
        if edition_of(name) != "new":
            for s in parts[name]:
                fill(s, lexicon)
