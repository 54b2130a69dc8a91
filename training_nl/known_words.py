"""Learn from the training files what the lemmatizer of `words.py` looks up."""

from __future__ import annotations

from collections import Counter, defaultdict

from training_nl.conllu import Sentence
from training_nl.treebanks import edition_of
from training_nl.words import NAME_TAGS, Words

#: Of the lemmas of a form with one tag the first must have at least this share.
SHARE = 0.7
#: Where today's annotation has a form, the older editions hardly count.
_WEIGHTS = {"new": 20, "v2.1": 1, "2017": 1}


def learn_words(parts: dict[str, list[Sentence]]) -> Words:
    """Give the words of the training sentences, per file as `treebanks.load_training` gives them."""
    tagged: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    classed: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    firsts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    together: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    pairs: set[str] = set()
    for name, sentences in parts.items():
        weight = _WEIGHTS[edition_of(name)]
        for s in sentences:
            particles = {
                h: w.lower()
                for w, h, d in zip(s.words, s.heads, s.deps, strict=True)
                if d == "compound:prt" and h is not None
            }
            for i, (word, lemma) in enumerate(zip(s.words, s.lemmas, strict=True)):
                tag, pos, low = s.tags[i], s.pos[i], word.lower()
                if not lemma or tag.startswith(NAME_TAGS):
                    continue
                if i in particles:
                    particle, mark, rest = lemma.partition("_")
                    if mark and particle == particles[i]:
                        lemma = rest
                        together[particle] += weight
                        pairs.add(f"{particle}_{rest}")
                    else:
                        alone[particles[i]] += weight
                elif pos == "VERB" and "_" in lemma:
                    particle, _, rest = lemma.partition("_")
                    pairs.add(lemma)
                    together[particle] += weight
                if tag:
                    tagged[tag, low][lemma] += weight
                if pos:
                    classed[pos, low][lemma] += weight
                if pos in ("NOUN", "ADJ", "PROPN"):
                    _first(firsts, low, lemma)
    separable = {p for p, n in together.items() if n >= 5 * _WEIGHTS["new"] and n > 2 * alone[p]}
    return Words(
        {
            "tagged": _settled(tagged),
            "classed": _settled(classed),
            "firsts": {written: lemmas.most_common(1)[0][0] for written, lemmas in firsts.items()},
            "pairs": pairs,
            "particles": separable,
        }
    )


def _settled(counts: dict[tuple[str, str], Counter[str]]) -> dict[str, dict[str, str]]:
    settled: dict[str, dict[str, str]] = {}
    for (key, low), lemmas in counts.items():
        best, count = lemmas.most_common(1)[0]
        if count >= SHARE * lemmas.total():
            settled.setdefault(key, {})[low] = best
    return settled


def _first(firsts: dict[str, Counter[str]], low: str, lemma: str) -> None:
    """Count the first parts of a compound: what is written before its last part."""
    parts = lemma.split("_")
    if len(parts) == 1:
        return
    cut = low.rfind(parts[-1].lower()[:3])
    if cut >= 3:
        firsts[low[:cut].rstrip("-")]["_".join(parts[:-1])] += 1
