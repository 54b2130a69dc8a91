"""Bring the older treebank editions (2017, v2.1) to today's names, tags and lemmas, from training files alone.

Today's edition tags every word of a name as a name, splits the lemma of compounds and separable verbs
(`fractie_voorzitter`, `tegemoet_komen`) and has a CGN tag on every word. The older ones do not: unadapted, a third
of the training text contradicts the rest. What cannot be derived with near certainty becomes *missing*, never guessed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from training_nl.conllu import Sentence

#: A tag, class or lemma is taken over when it has at least this share of the cases with the same key.
SHARE = 0.95
_NAME_TAG = "SPEC|deeleigen"
#: Always separable when written at the start of an infinitive; the others (over-, voor-, ...) go by the lexicon.
_SEPARABLE = (
    "achteruit", "vooruit", "achter", "binnen", "plaats", "samen", "tegen", "terug", "voort", "bezig", "neer", "deel",
    "vast", "goed", "vrij", "stil", "open", "aan", "bij", "los", "mee", "toe", "uit", "weg", "af", "in", "op",
)  # fmt: skip
_UNSURE_PARTICLES = ("over", "onder", "voor", "door", "om", "weer", "mis", "na", "vol")
#: Endings of long nouns that are seldom compounds.
_DERIVED = ("heid", "ing", "atie", "iteit", "schap", "isme", "ist", "entie")
_CLOSED = frozenset({"PRON", "ADP", "SCONJ", "ADV", "NUM", "DET", "CCONJ"})
_ARTICLES = {"de": "Definite=Def", "het": "Definite=Def", "een": "Definite=Ind"}
_PHRASE = frozenset({"fixed", "flat", "flat:name"})
#: "Either gender": the Alpino Treebank says so of names its lexicon did not have, today's released files hardly ever.
EITHER_GENDER = "N|eigen|ev|basis|genus|stan"
COMMON_NAME, NEUTER_NAME = "N|eigen|ev|basis|zijd|stan", "N|eigen|ev|basis|onz|stan"
_PLACE_CUES = frozenset({"in", "te", "naar", "uit", "nabij", "bij"})
_DIGIT = re.compile(r"\d")
Key = tuple[str, ...]


def _counters() -> defaultdict[Key, Counter[str]]:
    return defaultdict(Counter)


@dataclass
class Lexicon:
    """What today's annotation says, counted per key; and the parts of its compounds and separable verbs."""

    tags: defaultdict[Key, Counter[str]] = field(default_factory=_counters)
    classes: defaultdict[Key, Counter[str]] = field(default_factory=_counters)
    lemmas: defaultdict[Key, Counter[str]] = field(default_factory=_counters)
    firsts: set[str] = field(default_factory=set)
    lasts: set[str] = field(default_factory=set)
    verbs: set[str] = field(default_factory=set)

    def tag(self, sentence: Sentence, i: int) -> str:
        """Give the tag that nearly all words with the same form, class, features and role have, or "" (missing)."""
        named = "flat" in (sentence.deps[i] or "")
        for key, least in _tag_keys(sentence, i):
            best = _majority(self.tags.get(key), least)
            if best and (best != _NAME_TAG or named):
                return best
        return ""

    def word_class(self, sentence: Sentence, i: int) -> tuple[str, str] | None:
        """Give class and features of a function word in this role, or None when today's use is divided."""
        best = _majority(self.classes.get(_class_key(sentence, i)), 5)
        return tuple(best.split("\t")) if best else None  # type: ignore[return-value]

    def lemma(self, lemma: str, pos: str) -> str:
        """Give today's form of an unsplit lemma, or "" when it may be a compound whose parts are not known."""
        known = self.lemmas.get((pos, lemma))
        if known:
            return _majority(known, 1)
        if pos == "VERB":
            return self._verb(lemma)
        return "" if "-" in lemma.strip("-") or self._looks_compound(lemma) else lemma

    def _verb(self, lemma: str) -> str:
        for particle in _SEPARABLE:
            if lemma.startswith(particle) and lemma[len(particle) :] in self.verbs:
                return f"{particle}_{lemma[len(particle) :]}"
        unsure = any(lemma.startswith(p) and lemma[len(p) :] in self.verbs for p in _UNSURE_PARTICLES)
        return "" if unsure else lemma

    def _looks_compound(self, lemma: str) -> bool:
        if len(lemma) > 9 and not lemma.endswith(_DERIVED):
            return True
        return len(lemma) > 7 and any(
            lemma[cut:].lower() in self.lasts
            and (lemma[:cut].lower() in self.firsts or len(lemma) - cut > 4 or lemma[:cut].endswith(("s", "en")))
            for cut in range(3, len(lemma) - 2)
        )


def build_lexicon(sentences: Iterable[Sentence]) -> Lexicon:
    """Count tags, classes and lemmas in adapted sentences of today's annotation."""
    lexicon = Lexicon()
    for s in sentences:
        particles = _particles(s)
        for i, (lemma, pos) in enumerate(zip(s.lemmas, s.pos, strict=True)):
            for key, _ in _tag_keys(s, i):
                lexicon.tags[key][s.tags[i]] += 1
            lexicon.classes[_class_key(s, i)][f"{pos}\t{s.feats[i] or ''}"] += 1
            parts = lemma.split("_")
            if pos == "VERB":
                lexicon.verbs.add(parts[-1])
            if i in particles:
                lexicon.lemmas["separated", lemma][lemma] += 1
                continue
            lexicon.lemmas[pos, "".join(parts)][lemma] += 1
            if len(parts) > 1 and pos != "VERB":
                lexicon.firsts.add(parts[0].lower())
                lexicon.lasts.add(parts[-1].lower())
    return lexicon


def _majority(counts: Counter[str] | None, least: int) -> str:
    if not counts or counts.total() < least:
        return ""
    best, count = counts.most_common(1)[0]
    return best if count >= SHARE * counts.total() else ""


def _role(s: Sentence, i: int) -> str:
    head = s.heads[i]
    return f"{(s.deps[i] or '').split(':')[0]}{'<' if head is not None and head < i else '>'}"


def _class_key(s: Sentence, i: int) -> Key:
    return s.words[i].lower(), (s.deps[i] or "").split(":")[0]


def _tag_keys(s: Sentence, i: int) -> list[tuple[Key, int]]:
    """Give keys from sharp to coarse with the least count; all but prepositions may do without their role."""
    word, shared = _DIGIT.sub("0", s.words[i].lower()), (s.pos[i], s.feats[i] or "")
    keys: list[tuple[Key, int]] = [(("wr", word, *shared, _role(s, i)), 3)]
    if s.pos[i] != "ADP":
        keys += [
            (("w", word, *shared), 2),
            (("r", word[-2:], *shared, _role(s, i)), 12),
            (("s", word[-2:], *shared), 30),
        ]
    return keys


def modernise(sentence: Sentence) -> None:
    """Correct names and labels whose rule changed; before the features are filtered."""
    _names(sentence)
    passive = {h for h, dep in zip(sentence.heads, sentence.deps, strict=True) if dep == "aux:pass"}
    for i, (word, pos, dep) in enumerate(zip(sentence.words, sentence.pos, sentence.deps, strict=True)):
        head = sentence.heads[i]
        if pos == "NUM" and dep == "nummod" and word.lower().endswith(("de", "ste", "0e")):
            sentence.pos[i], sentence.deps[i] = "ADJ", "amod"
        elif dep == "nsubj" and head in passive:
            sentence.deps[i] = "nsubj:pass"
        elif dep == "amod" and head is not None and sentence.pos[head] in {"ADJ", "ADV", "VERB"}:
            sentence.deps[i] = "advmod"


def _names(sentence: Sentence) -> None:
    """Turn a multi-word name that the old edition annotates word by word into today's flat name."""
    for head, dep in enumerate(sentence.deps):
        rest = [i for i, d in enumerate(sentence.deps) if d in _PHRASE and sentence.heads[i] == head]
        if not rest or dep in _PHRASE or not any(sentence.words[i][:1].isupper() for i in rest):
            continue
        article = _ARTICLES.get(sentence.words[head].lower())
        title = bool(article) or any(sentence.pos[i] == "CCONJ" for i in rest)
        for i in rest:
            sentence.deps[i] = "flat"
        if article:
            sentence.pos[head], sentence.feats[head] = "DET", article
            sentence.lemmas[head], sentence.tags[head] = sentence.words[head].lower(), ""
        if not title:
            for i in (head, *rest):
                _name_part(sentence, i)


def _name_part(sentence: Sentence, i: int) -> None:
    if sentence.words[i][:1].isupper():
        sentence.pos[i], sentence.feats[i] = "PROPN", ""
        sentence.lemmas[i], sentence.tags[i] = sentence.words[i], _NAME_TAG
    elif sentence.pos[i] not in {"PUNCT", "NUM", "SYM", "DET"}:
        sentence.blank(i)


def _particles(sentence: Sentence) -> dict[int, str]:
    """Give the separated particle per verb ("kwam ... tegemoet")."""
    pairs = zip(sentence.words, sentence.heads, sentence.deps, strict=True)
    return {head: word.lower() for word, head, dep in pairs if dep == "compound:prt" and head is not None}


def settle_gender(sentence: Sentence, places: frozenset[str]) -> None:
    """Give names of "either gender" the one of their kind, as today's files do: places are neuter, others common.

    Of the names that are in no list 282 of 359 in today's training files are common; unsettled, every unknown name
    was learned as a name of either gender.
    """
    for i, tag in enumerate(sentence.tags):
        if tag == EITHER_GENDER:
            place = sentence.words[i] in places or (i and sentence.words[i - 1].lower() in _PLACE_CUES)
            sentence.tags[i] = NEUTER_NAME if place else COMMON_NAME
            sentence.feats[i] = f"Gender={'Neut' if place else 'Com'}|Number=Sing"


def fill(sentence: Sentence, lexicon: Lexicon) -> None:
    """Fill missing tags and bring function words and lemmas to today's form; after the features are filtered."""
    particles = _particles(sentence)
    for i in range(len(sentence.words)):
        if sentence.pos[i] in _CLOSED:
            modern = lexicon.word_class(sentence, i)
            if modern and modern[0] != sentence.pos[i]:
                sentence.pos[i], sentence.feats[i] = modern
        pos, lemma = sentence.pos[i], sentence.lemmas[i]
        if pos and not sentence.tags[i]:
            sentence.tags[i] = lexicon.tag(sentence, i)
        if i in particles and pos in {"VERB", "AUX"}:
            joined = f"{particles[i]}_{lemma}"
            sentence.lemmas[i] = joined if ("separated", joined) in lexicon.lemmas else ""
        elif pos in {"NOUN", "VERB", "ADJ"} and lemma:
            sentence.lemmas[i] = lexicon.lemma(lemma, pos)
        elif pos in {"X", "SYM"} or (pos == "PROPN" and "-" in lemma):
            sentence.lemmas[i] = _majority(lexicon.lemmas.get((pos, lemma)), 1)
