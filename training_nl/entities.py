"""Find and type the name spans of the training sources, as IOB tags with PERSON, GPE, LOC and ORG."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from training_nl.conllu import Sentence, open_data, read_iob, read_novels
from training_nl.treebanks import TEST_FILES, TRAIN_FILES, load

UNKNOWN = "-"
LIST_FILES = {"PERSON": "alpino-names-per.txt", "GPE": "alpino-names-geo.txt", "ORG": "alpino-names-org.txt"}
EUROPEANA_FILE = "europeana-nl-train.iob"
NOVELS_FILE = "openboek-coref-ner.tar"
_MONTHS_DAYS = frozenset(
    "januari februari maart april mei juni juli augustus september oktober november december "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag kerstmis pasen pinksteren kerst".split()
)
_LOC_NAMES = frozenset(
    "europa afrika azië amerika noord-amerika zuid-amerika oceanië antarctica noordzee oostzee waddenzee zuiderzee "
    "ijsselmeer rijn maas schelde donau nijl waal lek ijssel amstel seine theems wolga rhône moezel leie demer dijle "
    "middellandse zee zwarte atlantische oceaan stille indische alpen pyreneeën ardennen vogezen himalaya kaukasus "
    "balkan kempen veluwe betuwe achterhoek twente haspengouw scandinavië siberië sahara "
    "midden-oosten randstad benelux schiphol mars maan zon venus jupiter saturnus pluto".split()
)
_LOC_ENDS = (
    "straat", "laan", "plein", "gracht", "kade", "zee", "meer", "oceaan", "gebergte", "woestijn", "kanaal", "eiland",
    "eilanden", "rivier", "park", "steenweg",
)  # fmt: skip
_ORG_WORDS = frozenset(
    "bank partij universiteit hogeschool ministerie raad vereniging stichting bond unie club museum orkest comité "
    "commissie instituut school college federatie groep nv bv fc sv vv kvv ksk afc psv rsc kv ziekenhuis omroep "
    "records airlines motors inc company corporation team leger politie hof vakbond krant ajax feyenoord".split()
)
_PLACE_CUES = frozenset({"in", "te", "naar", "uit", "nabij", "bij"})


def load_lists(folder: Path) -> dict[str, frozenset[str]]:
    """Give the name lists per label, used only to decide the type of a span that the treebank marks."""
    return {
        label: frozenset(html.unescape(line).strip() for line in open_data(folder, name))
        for label, name in LIST_FILES.items()
    }


def place_label(words: list[str]) -> str:
    """Give LOC for waters, regions, continents, streets and planets; else GPE."""
    lowered = [w.lower() for w in words]
    if lowered[-1] in _LOC_NAMES or lowered[0] in _LOC_NAMES:
        return "LOC"
    return "LOC" if lowered[-1].endswith(_LOC_ENDS) and len(lowered[-1]) > 6 else "GPE"


def _spans(sentence: Sentence) -> Iterable[tuple[int, int]]:
    """Give the spans (start, end) of a PROPN head with its contiguous `flat` children."""
    i, size = 0, len(sentence.words)
    while i < size:
        if sentence.pos[i] == "PROPN" and sentence.deps[i] != "flat":
            end = i + 1
            while end < size and sentence.deps[end] == "flat" and sentence.heads[end] == i:
                end += 1
            yield i, end
            i = end
        else:
            i += 1


def type_span(words: list[str], before: str, lists: dict[str, frozenset[str]], first: frozenset[str]) -> str:
    """Give the label of a span, "O" for months and days, or UNKNOWN."""
    text = " ".join(words)
    if text.lower() in _MONTHS_DAYS or words[0].lower() in _MONTHS_DAYS:
        return "O"
    if any(w.lower() in _ORG_WORDS for w in words):
        return "ORG"
    found = [label for label, names in lists.items() if text in names]
    if "GPE" in found and (found == ["GPE"] or before.lower() in _PLACE_CUES):
        return place_label(words)
    if len(found) == 1:
        return found[0]
    if len(words) > 1 and words[0].lower() in first and not found:
        return "PERSON"
    if len(words) == 1 and not found and 2 <= len(text) <= 6 and text.isupper() and text.isalpha():
        return "ORG"
    return UNKNOWN


def tag_treebank(sentence: Sentence, lists: dict[str, frozenset[str]], first: frozenset[str]) -> Sentence:
    """Fill `names`: typed spans, unknown for untyped ones and for capitals inside the sentence, else outside."""
    names = ["O"] * len(sentence.words)
    for i, word in enumerate(sentence.words):
        unsure = sentence.pos[i] in {"PROPN", "X"} or (i and word[:1].isupper() and sentence.pos[i] == "NOUN")
        if unsure:
            names[i] = UNKNOWN
    for start, end in _spans(sentence):
        label = type_span(sentence.words[start:end], sentence.words[start - 1] if start else "", lists, first)
        for i in range(start, end):
            names[i] = label if label in {"O", UNKNOWN} else f"{'B' if i == start else 'I'}-{label}"
    sentence.names = names
    return sentence


def map_labels(sentence: Sentence) -> Sentence:
    """Bring PER, LOC, ORG of the other sources to our labels; other kinds become unknown."""
    tags = sentence.names or []
    mapped: list[str] = []
    i = 0
    while i < len(tags):
        end = i + 1
        if tags[i] == "O":
            mapped.append("O")
        else:
            kind = tags[i][2:]
            while end < len(tags) and tags[end] == f"I-{kind}":
                end += 1
            label = {"PER": "PERSON", "ORG": "ORG"}.get(kind, UNKNOWN)
            if kind in {"LOC", "GPE"}:
                label = place_label(sentence.words[i:end])
            mapped += [UNKNOWN if label == UNKNOWN else f"{'I' if j else 'B'}-{label}" for j in range(end - i)]
        i = end
    sentence.names = mapped
    return sentence


def load_named(folder: Path, first: frozenset[str]) -> list[Sentence]:
    """Give all sentences with names of the treebanks, the newspapers and the novels; test sentences left out."""
    lists = load_lists(folder)
    seen = {s.key() for name in TEST_FILES for s in load(folder, name)}
    sentences: list[Sentence] = []
    for name in TRAIN_FILES:
        for s in load(folder, name):
            for i, dep in enumerate(s.deps):
                s.deps[i] = "flat" if dep == "flat:name" else dep
            if s.key() not in seen:
                seen.add(s.key())
                sentences.append(tag_treebank(s, lists, first))
    sentences += [map_labels(s) for s in read_iob(open_data(folder, EUROPEANA_FILE))]
    sentences += [map_labels(s) for s in read_novels(folder, NOVELS_FILE)]
    return sentences


def count_spans(sentences: Iterable[Sentence]) -> Counter[str]:
    """Give how many spans of each label there are."""
    return Counter(t[2:] for s in sentences for t in s.names or [] if t.startswith("B-"))
