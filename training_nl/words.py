"""A lemmatizer that knows the words of the treebanks; this file goes into the wheel as `nl_core_news_sm/words.py`.

Edit trees say how a lemma follows from the letters. What no tree can say is learned here from the training files and
looked up: the lemma of a known word with its tag, the parts of a compound (`regeringsvorming`, `regering_vorming`) and
the particle of a separable verb (`zag ... uit`, `uit_zien`). Only words that none of these know keep the lemma of
their tree.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.pipeline.edit_tree_lemmatizer import EditTreeLemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

FACTORY = "known_word_lemmatizer"
_FILE = "words.json"
_PARTICLE = "compound:prt"
_VERBS = ("VERB", "AUX")
_SHORTEST = 3
_MARK = "_"
#: Their lemma is the word as it is written.
NAME_TAGS = ("SPEC|deeleigen", "SPEC|vreemd", "SPEC|symb", "SPEC|afgebr")
_WINDS = frozenset({"noord", "zuid", "oost", "west", "midden"})
_CONSONANTS, _VOWELS = frozenset("bcdfghjklmnpqrstvwxz"), frozenset("aeou")


class Words:
    """What is looked up. Everything is a plain dictionary, so that it can be stored as one.

    Attributes:
        tagged: lemma per tag and form.
        classed: lemma per word class and form, for words whose tag is another one than in training.
        firsts: first part of a compound as written, and as lemma.
        pairs: separable verbs, particle and verb.
        particles: particles that go with verbs outside `pairs` too.
    """

    FIELDS = ("tagged", "classed", "firsts", "pairs", "particles")

    def __init__(self, stored: dict[str, Any] | None = None) -> None:
        """Take what was stored, or begin empty."""
        stored = stored or {}
        self.tagged: dict[str, dict[str, str]] = stored.get("tagged", {})
        self.classed: dict[str, dict[str, str]] = stored.get("classed", {})
        self.firsts: dict[str, str] = stored.get("firsts", {})
        self.pairs: set[str] = set(stored.get("pairs", ()))
        self.particles: set[str] = set(stored.get("particles", ()))
        self.nouns = {lemma for lemma in self.classed.get("NOUN", {}).values() if lemma.islower()}
        self.verbs = set(self.classed.get("VERB", {}).values())

    def stored(self) -> dict[str, Any]:
        """Give it as plain data, always in the same order."""
        return {
            "tagged": {tag: dict(sorted(forms.items())) for tag, forms in sorted(self.tagged.items())},
            "classed": {pos: dict(sorted(forms.items())) for pos, forms in sorted(self.classed.items())},
            "firsts": dict(sorted(self.firsts.items())),
            "pairs": sorted(self.pairs),
            "particles": sorted(self.particles),
        }

    def lemma(self, form: str, tag: str, pos: str, guess: str, starts: bool) -> str:
        """Give the lemma of a word; `guess` is what its edit tree gives, `starts` whether a sentence starts here."""
        if tag.startswith(NAME_TAGS):
            return form
        low = form.lower()
        found = self.known(low, tag, pos) or self.built(form, low, tag, pos, guess)
        if found:
            return found
        if _MARK in guess and pos != "VERB" and "-" not in form:
            guess = guess.replace(_MARK, "")
        if form.islower() or (starts and tag.startswith("N|soort") and form[1:].islower()):
            guess = guess.lower()
        if tag.startswith("N|soort|mv|basis"):
            guess = singular(low, guess)
        return guess

    def known(self, low: str, tag: str, pos: str) -> str:
        """Give the lemma that training has for the form with this tag or else this class, or ""."""
        return self.tagged.get(tag, {}).get(low) or self.classed.get(pos, {}).get(low, "")

    def built(self, form: str, low: str, tag: str, pos: str, guess: str) -> str:
        """Give the lemma of an unknown word that consists of known ones, or ""."""
        if tag.startswith("N|soort") or pos == "ADJ":
            return self.split(low if form.istitle() and "-" not in form else form, tag, pos)
        return self.prefixed(low, tag, pos) if pos == "VERB" and guess not in self.verbs else ""

    def split(self, form: str, tag: str, pos: str) -> str:
        """Give the lemma of a compound whose parts are known, or ""."""
        head, hyphen, last = form.rpartition("-")
        if hyphen and head and last:
            rest = self.known(last.lower(), tag, pos) or self.split(last, tag, pos)
            mark = hyphen if head.lower() in _WINDS else _MARK
            return f"{self.first(head) or head}{mark}{rest}" if rest else ""
        low = form.lower()
        for cut in range(_SHORTEST, len(low) - _SHORTEST + 1):
            rest = self.known(low[cut:], tag, pos)
            first = self.first(low[:cut], len(low) - cut > _SHORTEST) if rest else ""
            if first:
                return f"{first}{_MARK}{rest}"
        return ""

    def first(self, written: str, nouns: bool = True) -> str:
        """Give the first part of a compound as lemma, itself split where it is one, or ""; `nouns` admits any noun."""
        whole = self.firsts.get(written) or (nouns and self.noun(written))
        if whole:
            return whole
        for cut in range(_SHORTEST, len(written) - _SHORTEST + 1):
            one, other = self.firsts.get(written[:cut]), self.firsts.get(written[cut:])
            if one and other:
                return f"{one}{_MARK}{other}"
        return ""

    def noun(self, written: str) -> str:
        """Give the noun that a first part is, with the letters that join it to the next part taken off, or ""."""
        if len(written) <= _SHORTEST:
            return ""
        if written in self.nouns:
            return written
        known = self.classed.get("NOUN", {}).get(written, "")
        if known and written.endswith("en"):
            return known
        for joint in ("s", "e"):
            bare = written.removesuffix(joint)
            if bare != written and len(bare) > _SHORTEST and bare in self.nouns:
                return bare
        return ""

    def prefixed(self, low: str, tag: str, pos: str) -> str:
        """Give the lemma of a separable verb written as one word, or ""."""
        for cut in range(2, len(low) - 2):
            if low[:cut] in self.particles:
                rest = self.known(low[cut:], tag, pos)
                if rest and _MARK not in rest:
                    return f"{low[:cut]}{_MARK}{rest}"
        return ""

    def separated(self, lemma: str, particle: str) -> str:
        """Give the lemma of a verb whose particle stands elsewhere in the sentence."""
        joined = f"{particle}{_MARK}{lemma}"
        return joined if joined in self.pairs or (particle in self.particles and _MARK not in lemma) else lemma


def singular(low: str, guess: str) -> str:
    """Mend a singular that no Dutch word can be: two equal consonants at the end, or the plural itself."""
    if guess == low and low.endswith("en") and len(low) > _SHORTEST + 2:
        guess = low[:-2]
        if guess[-1] in _CONSONANTS and guess[-2] in _VOWELS and guess[-3] in _CONSONANTS:
            guess = guess[:-1] + guess[-2] + guess[-1]
        guess = guess[:-1] + {"v": "f", "z": "s"}.get(guess[-1], guess[-1])
    if len(guess) > 2 and guess[-1] == guess[-2] and guess[-1] in _CONSONANTS:
        guess = guess[:-1]
    return guess


class KnownWordLemmatizer(EditTreeLemmatizer):
    """Edit trees, corrected by `Words`."""

    def __init__(self, vocab: Vocab, model: Model, name: str = FACTORY, **settings: Any) -> None:
        """Begin without words."""
        super().__init__(vocab, model, name, **settings)
        self.words = Words()

    def set_annotations(self, docs: Iterable[Doc], batch_tree_ids: Iterable) -> None:
        """Set the lemmas; tags, classes and parse must be there."""
        docs = list(docs)
        super().set_annotations(docs, batch_tree_ids)
        for doc in docs:
            for token in doc:
                starts = bool(token.is_sent_start)
                token.lemma_ = self.words.lemma(token.text, token.tag_, token.pos_, token.lemma_, starts)
            for token in doc:
                if token.dep_ == _PARTICLE and token.head.pos_ in _VERBS:
                    token.head.lemma_ = self.words.separated(token.head.lemma_, token.lower_)

    def take(self, trained: EditTreeLemmatizer, words: Words) -> None:
        """Take over weights and trees of a trained lemmatizer, and what is looked up."""
        super().from_bytes(trained.to_bytes(exclude=["vocab"]), exclude=["vocab"])
        self.words = words

    def trees_to_bytes(self) -> bytes:
        """Give weights and trees alone, as the plain lemmatizer stores them."""
        return super().to_bytes(exclude=["vocab"])

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Give weights, trees and words."""
        return srsly.msgpack_dumps([super().to_bytes(exclude=exclude), self.words.stored()])

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> "KnownWordLemmatizer":
        """Take weights, trees and words."""
        trees, words = srsly.msgpack_loads(bytes_data)
        super().from_bytes(trees, exclude=exclude)
        self.words = Words(words)
        return self

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Write weights, trees and words into a folder."""
        super().to_disk(path, exclude=exclude)
        srsly.write_json(Path(path) / _FILE, self.words.stored())

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> "KnownWordLemmatizer":
        """Read weights, trees and words from a folder."""
        super().from_disk(path, exclude=exclude)
        self.words = Words(srsly.read_json(Path(path) / _FILE))
        return self


def make_lemmatizer(
    nlp: Language, name: str, model: Model, backoff: str | None, min_tree_freq: int, overwrite: bool, top_k: int
) -> KnownWordLemmatizer:
    """Give the component that a configuration asks for."""
    return KnownWordLemmatizer(
        nlp.vocab, model, name, backoff=backoff, min_tree_freq=min_tree_freq, overwrite=overwrite, top_k=top_k
    )


# Training and the installed wheel both hold this file; the first one loaded counts.
if not Language.has_factory(FACTORY):
    Language.factory(FACTORY, assigns=["token.lemma"], default_score_weights={"lemma_acc": 1.0}, func=make_lemmatizer)
