"""Readers for the name recogniser: treebanks, newspapers, novels and chat, with other names in every pass."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc
from spacy.training import Example, offsets_to_biluo_tags

from training_nl.chat import UNSURE, Message, load_messages, refill, restyle
from training_nl.conllu import Sentence, open_data, read_iob
from training_nl.entities import UNKNOWN, load_named, map_labels
from training_nl.names import Mix, NamePool, load_pool
from training_nl.reader import forget_words, grouped
from training_nl.written import Written, load_annotated, load_annotated_dev, written_names

if TYPE_CHECKING:
    from spacy.language import Language

EUROPEANA_DEV = "europeana-nl-dev.iob"
CHAT_TRAIN, CHAT_DEV = "chat-training.txt", "chat-ontwikkel.txt"
#: No name is forgotten more often than this, or those of the lists would never be learned; a round may say otherwise.
MOST_FORGOTTEN = 0.6
_EDGES = ".,;:!?()\"'"
#: The old newspapers come twice in a pass and mostly as they are: chat costs most there.
HISTORIC, _HISTORIC_SHARE = "historisch", 0.3
#: Written later than the first two.
CHAT_TRAIN_LATER, CHAT_DEV_LATER = "chat-training-vervolg.txt", "chat-ontwikkel-vervolg.txt"


def sentence_example(nlp: Language, group: list[Sentence]) -> Example:
    """Give the pair (text through the tokenizer, gold) of sentences with name tags; one genre per group."""
    words = [w for s in group for w in s.words]
    spaces = [x for s in group for x in [*s.spaces[:-1], True]]
    # An empty tag is spaCy's word for "not known".
    names = ["" if t == UNKNOWN else t for s in group for t in s.names or []]
    gold = Doc(nlp.vocab, words=words, spaces=spaces, ents=names)
    if group[0].genre == HISTORIC:
        # The source splits "A." in two tokens with only the letter in the name; keep its own tokens.
        return Example(Doc(nlp.vocab, words=words, spaces=spaces), gold)
    return Example(nlp.make_doc(gold.text), gold)


def message_example(nlp: Language, message: Message) -> Example:
    """Give the pair (text, gold) of a chat message; a name grows to whole tokens ("Murat's" is one token)."""
    doc = nlp.make_doc(message.text)
    spans = [doc.char_span(s.start, s.end, label=s.label, alignment_mode="expand") for s in message.slots]
    # "A/B" is one token: of two names in it the first one stands.
    kept = spacy.util.filter_spans([s for s in spans if s is not None])
    known = [(s.start_char, s.end_char, s.label_) for s in kept if s.label_ != UNSURE]
    tags = offsets_to_biluo_tags(doc, known)
    for span in kept:
        if span.label_ == UNSURE:
            tags[span.start : span.end] = [UNKNOWN] * len(span)
    return Example.from_dict(doc, {"entities": tags})


def substitute(sentence: Sentence, pool: NamePool, chance: random.Random, share: float) -> Sentence:
    """Give the sentence with some persons replaced by names from the pool."""
    names = sentence.names or []
    if "B-PERSON" not in names:
        return sentence
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    i = 0
    while i < len(names):
        end = i + 1
        while end < len(names) and names[end].startswith("I-") and names[i] == "B-PERSON":
            end += 1
        if names[i] == "B-PERSON" and chance.random() < share:
            new = pool.draw_person(chance, words[-1] if words else "")
            words += new
            spaces += [True] * (len(new) - 1) + [sentence.spaces[end - 1]]
            tags += ["B-PERSON"] + ["I-PERSON"] * (len(new) - 1)
        else:
            words += sentence.words[i:end]
            spaces += sentence.spaces[i:end]
            tags += names[i:end]
        i = end
    return Sentence(words, spaces, names=tags, genre=sentence.genre)


def _varied(sentence: Sentence, pool: NamePool, chance: random.Random, lower: float, share: float) -> Sentence:
    new = substitute(sentence, pool, chance, share)
    if chance.random() >= lower:
        return new
    return Sentence([w.lower() for w in new.words], new.spaces, names=new.names, genre=new.genre)


def known_names() -> frozenset[str]:
    """Give every first name that training may have shown, lower-cased: of the lists and of the messages."""
    written = (
        message.text[slot.start : slot.end].split()[0].lower().removesuffix("'s")
        for file in (CHAT_TRAIN, CHAT_TRAIN_LATER)
        for message in load_messages(file)
        for slot in message.slots
        if slot.label == "PERSON"
    )
    return load_pool(more=True, mix=Mix()).known_first().union(written, written_names())


def _written_pass(more: Written, share: dict[str, int], annotated: list[Message]) -> list[Message]:
    """Give the messages of one pass; names are drawn anew for the kinds that are filled here."""
    found = annotated * share.get("annotated", 0)
    for kind, give in (("sentences", more.sentences), ("named", more.named), ("unnamed", more.unnamed)):
        for _ in range(share.get(kind, 0)):
            found = found + give()
    return found


@spacy.registry.readers("training_nl.names.v1")
def names_reader(
    path: Path,
    part: str,
    seed: int,
    lower_chance: float,
    substitute_chance: float,
    chat_weight: int,
    written: dict[str, int] | None = None,
    forget: float = 0.0,
    most_forgotten: float = MOST_FORGOTTEN,
    mix: dict[str, float] | None = None,
) -> Callable[[Language], Iterator[Example]]:
    """Give a reader for the name recogniser.

    Args:
        path: folder with the data.
        part: "train" or "dev" (the written development messages cased and lower-cased, and Europeana dev).
        seed: start of the chance generator.
        lower_chance: share of the running text that is lower-cased.
        substitute_chance: share of persons in running text that get another name.
        chat_weight: how often the chat messages return in one pass, each time with other names.
        written: how often the messages of `written.py` return in one pass, per kind; without it they are not read.
        forget: how strongly rare words and names are made unknown (`forget_words`).
        most_forgotten: the largest chance that a word or name is made unknown.
        mix: shares of the names that are drawn (`Mix`); without it the usual ones.
    """
    folder, chance, shares = Path(path), random.Random(seed), Mix(**(mix or {}))
    more = Written(seed, shares) if written and part == "train" else None
    pool = more.pool if more else load_pool(more=True, mix=shares)

    def read_dev(nlp: Language) -> Iterator[Example]:
        for message in load_messages(CHAT_DEV) + load_messages(CHAT_DEV_LATER):
            yield message_example(nlp, message)
            yield message_example(nlp, message.lowered())
        for message in load_annotated_dev() if written else []:
            yield message_example(nlp, message)
        for s in list(read_iob(open_data(folder, EUROPEANA_DEV)))[:350]:
            yield sentence_example(nlp, [map_labels(s)])

    if part == "dev":
        return read_dev
    sentences = load_named(folder, load_pool().known_first())
    by_genre = [[s for s in sentences if s.genre == g] for g in sorted({s.genre for s in sentences})]
    messages = load_messages(CHAT_TRAIN) + load_messages(CHAT_TRAIN_LATER)
    annotated = load_annotated() if written else []
    texts = [m.text for m in messages + annotated] + (more.templates + more.understanding if more else [])
    counts = Counter(word.lower() for s in sentences for word in s.words)
    counts.update(word.strip(_EDGES) for text in texts for word in text.lower().split())

    def read_train(nlp: Language) -> Iterator[Example]:
        groups: list[list[Sentence] | Message] = []
        for part_of in by_genre:
            for _ in range(2 if part_of[0].genre == HISTORIC else 1):
                groups.extend(grouped(part_of, (1, 1, 2, 3), chance))
        for _ in range(chat_weight):
            groups.extend(messages)
        if more and written:
            groups.extend(_written_pass(more, written, annotated))
        chance.shuffle(groups)
        for group in groups:
            if isinstance(group, Message):
                example = message_example(nlp, restyle(refill(group, pool, chance), chance))
            else:
                less = _HISTORIC_SHARE if group[0].genre == HISTORIC else 1.0
                lower = 1.0 if chance.random() < lower_chance * less else 0.0
                varied = [_varied(s, pool, chance, lower, substitute_chance * less) for s in group]
                example = sentence_example(nlp, varied)
            if forget:
                forget_words(example.predicted, counts, forget, chance, most_forgotten)
            yield example

    return read_train
