"""Make compounds that no text has: unknown nouns are most of what is tagged wrong, and in Dutch most are compounds.

`vorming` becomes `regeringsvorming` with the lemma `regering_vorming`; tag, features and place in the tree stay,
because the last part decides them.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

from training_nl.conllu import Sentence

Part = tuple[str, str]


def first_parts(sentences: Iterable[Sentence]) -> list[Part]:
    """Give first parts of compounds in today's annotation, as written and as lemma: ("regerings", "regering")."""
    parts: set[Part] = set()
    for s in sentences:
        for word, lemma, pos in zip(s.words, s.lemmas, s.pos, strict=True):
            first, mark, rest = lemma.partition("_")
            if pos != "NOUN" or not mark or "_" in rest or not word.islower():
                continue
            cut = word.rfind(rest[:3])
            if len(rest) > 2 and cut >= 3 and abs(cut - len(first)) < 3:
                parts.add((word[:cut], first))
    return sorted(parts)


def compounded(sentence: Sentence, parts: list[Part], chance: random.Random, share: float) -> Sentence:
    """Give the sentence with `share` of its simple nouns turned into compounds."""
    copy = Sentence(**{**vars(sentence), "words": list(sentence.words), "lemmas": list(sentence.lemmas)})
    for i, (word, lemma) in enumerate(zip(sentence.words, sentence.lemmas, strict=True)):
        simple = sentence.pos[i] == "NOUN" and word.isalpha() and word.islower() and len(word) > 3
        if simple and lemma and "_" not in lemma and chance.random() < share:
            written, first = chance.choice(parts)
            copy.words[i], copy.lemmas[i] = written + word, f"{first}_{lemma}"
    return copy
