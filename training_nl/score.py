"""Measure a pipeline on the test files, on unseen chat messages and on names typed by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from training_nl.chat import ORIGINS, Message, load_messages
from training_nl.conllu import Sentence, open_data, read_iob
from training_nl.entities import map_labels
from training_nl.names import DATA
from training_nl.reader import lowered, to_example
from training_nl.treebanks import INVENTORY_FILES, TEST_FILES, adapt, feature_inventory, load

if TYPE_CHECKING:
    from spacy.language import Language

#: Published with the official nl_core_news_sm 3.4.0, on its authors' own test mix.
OFFICIAL = {
    "token_acc": 0.9997, "tag_acc": 0.942, "pos_acc": 0.959, "morph_acc": 0.952, "dep_uas": 0.852,
    "dep_las": 0.801, "lemma_acc": 0.951, "sents_f": 0.855, "ents_f": 0.724,
}  # fmt: skip
EUROPEANA_TEST = "europeana-nl-test.iob"
CHAT_TEST, TYPED_TEST = "chat-test.txt", "lassysmall-test-namen.tsv"
Span = tuple[int, int, str]


@dataclass
class Tally:
    """Counts of one label: found and right, found, to be found."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, gold: set[Span], found: set[Span]) -> None:
        """Count one text."""
        self.right += len(gold & found)
        self.found += len(found)
        self.gold += len(gold)

    def figures(self) -> tuple[float, float, float]:
        """Give precision, recall and F."""
        p = self.right / self.found if self.found else 0.0
        r = self.right / self.gold if self.gold else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def one_place(label: str) -> str:
    """GPE and LOC count as one class: the sources do not keep them apart."""
    return "LOC" if label == "GPE" else label


def treebank_scores(nlp: Language, folder: Path) -> dict[str, dict[str, float]]:
    """Give the scores per treebank test file, documents of ten sentences."""
    inventory = feature_inventory(s for name in INVENTORY_FILES for s in load(folder, name))
    result = {}
    for name in TEST_FILES:
        sentences = [adapt(s, inventory, "new") for s in load(folder, name)]
        examples = [to_example(nlp, sentences[i : i + 10]) for i in range(0, len(sentences), 10)]
        scores = nlp.evaluate(examples)
        result[name] = {k: scores[k] for k in OFFICIAL if k in scores and k != "ents_f"}
    return result


def _found(doc: Doc) -> set[Span]:
    return {(e.start_char, e.end_char, one_place(e.label_)) for e in doc.ents}


def gold_spans(sentence: Sentence) -> set[Span]:
    """Give the names of a sentence as character spans of its text."""
    spans: set[Span] = set()
    place, open_span = 0, None
    for word, space, tag in zip(sentence.words, sentence.spaces, sentence.names or [], strict=True):
        if open_span and not tag.startswith("I-"):
            spans.add(open_span)
            open_span = None
        if tag.startswith("B-"):
            open_span = (place, place + len(word), one_place(tag[2:]))
        elif tag.startswith("I-") and open_span:
            open_span = (open_span[0], place + len(word), open_span[2])
        place += len(word) + int(space)
    return spans | ({open_span} if open_span else set())


def tally(nlp: Language, pairs: Iterable[tuple[str | Doc, set[Span]]]) -> dict[str, Tally]:
    """Count names over pairs (text or tokens, gold)."""
    counts = {label: Tally() for label in ("PERSON", "LOC", "ORG", "alle")}
    pairs = list(pairs)
    with nlp.select_pipes(enable="ner"):
        for (_, gold), doc in zip(pairs, nlp.pipe(text for text, _ in pairs), strict=True):
            found = _found(doc)
            for label, count in counts.items():
                count.add(*({s for s in spans if label in ("alle", s[2])} for spans in (gold, found)))
    return counts


def europeana_pairs(nlp: Language, folder: Path, lower: bool = False) -> list[tuple[Doc, set[Span]]]:
    """Give the Europeana test with the tokens of the source, and its names."""
    pairs = []
    for s in map(map_labels, read_iob(open_data(folder, EUROPEANA_TEST))):
        pairs.append((source_doc(nlp, lowered(s) if lower else s), gold_spans(s)))
    return pairs


def source_doc(nlp: Language, sentence: Sentence) -> Doc:
    """Give the sentence with the tokens of its source."""
    return Doc(nlp.vocab, words=sentence.words, spaces=sentence.spaces)


def message_pairs(nlp: Language, messages: Iterable[Message]) -> list[tuple[str, set[Span]]]:
    """Give text and names of chat messages; a name grows to whole tokens ("Murat's" is one token)."""
    pairs = []
    for message in messages:
        doc = nlp.make_doc(message.text)
        spans = [(doc.char_span(s.start, s.end, alignment_mode="expand"), s.label) for s in message.slots]
        pairs.append((message.text, {(s.start_char, s.end_char, one_place(label)) for s, label in spans if s}))
    return pairs


def typed_pairs(folder: Path) -> list[tuple[str, set[Span]]]:
    """Give text and hand-typed names of the sentences in the current LassySmall test.

    Raises:
        ValueError: a name is not in its sentence (another edition of the test file).
    """
    sentences = load(folder, TEST_FILES[0])
    labels = {"P": "PERSON", "L": "LOC", "O": "ORG"}
    pairs = []
    for line in (DATA / TYPED_TEST).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        number, *names = line.split("\t")
        text, place = sentences[int(number)].text(), 0
        spans: set[Span] = set()
        for kind, name in (n.split(":", 1) for n in names):
            start = text.index(name, place)
            place = start + len(name)
            spans.add((start, place, labels[kind]))
        pairs.append((text, spans))
    return pairs


def per_origin(nlp: Language, messages: list[Message], known: frozenset[str]) -> dict[str, tuple[int, int]]:
    """Give (found, all) persons per origin of the name, and for names inside and outside the training lists."""
    counts: dict[str, tuple[int, int]] = {}
    with nlp.select_pipes(enable="ner"):
        for message, doc in zip(messages, nlp.pipe(m.text for m in messages), strict=True):
            found = {(e.start_char, e.end_char) for e in doc.ents if e.label_ == "PERSON"}
            for slot in message.slots:
                span = doc.char_span(slot.start, slot.end, alignment_mode="expand")
                if slot.label != "PERSON" or span is None:
                    continue
                first = message.text[slot.start : slot.end].split()[0].lower().removesuffix("'s")
                listed = "in de namenlijst" if first in known else "niet in de namenlijst"
                for group in (ORIGINS.get(slot.origin, "overig"), listed):
                    hit, total = counts.get(group, (0, 0))
                    counts[group] = (hit + ((span.start_char, span.end_char) in found), total + 1)
    return counts


def lowered_pairs(pairs: list[tuple[str, set[Span]]]) -> list[tuple[str, set[Span]]]:
    """Give the pairs with the text in lower case (letters that would change length stay)."""
    return [("".join(c.lower() if len(c.lower()) == 1 else c for c in t), g) for t, g in pairs]


def print_tally(title: str, counts: dict[str, Tally], write: Callable[[str], None] = print) -> None:
    """Print one line per label: precision / recall / F."""
    cells = [f"{label} {p:.3f}/{r:.3f}/{f:.3f}" for label, c in counts.items() for p, r, f in [c.figures()] if c.gold]
    write(f"  {title:<42}" + "   ".join(cells))


def chat_messages(name: str = CHAT_TEST) -> list[Message]:
    """Give the messages of a chat file."""
    return load_messages(name)
