"""Names of persons: first name, surname, particles, initials, nicknames.

Every word gets a score (`kenmerken`, `beslissing`); then a name grows to both
sides over particles, initials and neighbours that are surnames. Phrases to
keep (public figures, organisations, movements) are left out before anything
else, unless the word "heet" stands right before them.
"""

from __future__ import annotations

import re
from typing import Iterator

from rasa_project.redaction.beslissing import score
from rasa_project.redaction.document import Document
from rasa_project.redaction.kenmerken import HEET, TITLE, evidence
from rasa_project.redaction.models import Span
from rasa_project.redaction.tussenvoegsels import OPENERS, TUSSENVOEGSELS

# Above this score a word is (part of) a name on its own; the second is for a word next to a name.
SURE = 0.0
BESIDE = -2.5
_NAMEABLE = frozenset({"voor", "achter", "beide", "meestal", "soms", "eigen", "onbekend", "afgeleid", "tik", "samen", "woord", "top"})
_NAME_KINDS = frozenset({"voor", "achter", "beide", "meestal", "eigen", "onbekend"})
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z][a-z]?\.[ ]?){1,5}(?:(?:van|de|der|den|el|al|ter|ten|'t) ){0,3}[A-Z][\w'-]{2,}(?:[ -][A-Z][\w'-]+)?")
_LONE_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.[ ]?){2,4}(?![\w])")
_ABBREVIATIONS = frozenset({"a.u.b", "s.v.p", "t.a.v", "m.b.t", "b.v", "d.m.v", "i.p.v", "o.a", "n.v.t", "i.v.m", "t.o.v", "z.o.z", "p.s", "d.w.z", "e.d", "m.a.w", "n.a.v", "t/m", "i.o", "m.i",
                            "e.a", "v.a", "a.s", "j.l", "o.g", "w.o", "t.z.t", "m.i.v", "i.t.t", "u.s", "u.k", "n.b", "p.o", "v.o", "g.g.z", "v.b", "l.s", "c.q", "h.b.o", "m.b.o", "b.s.o"})


def _kept(document: Document) -> set[int]:
    """Indexes of tokens inside phrases that must stay."""
    lists = document.lists
    kept: set[int] = set()
    for phrases in (lists.behouden, lists.gemeenten, lists.ketens):
        for start, end in document.phrases(phrases):
            if not (end - start == 1 and start > 0 and document.words[start - 1] in {"heet", "heette", "genaamd"}):
                kept.update(range(start, end))
    return kept


def _scores(document: Document, kept: set[int]) -> list[float]:
    weights = document.lists.gewichten
    ner = _ner(document)
    out = []
    for index, token in enumerate(document.tokens):
        kind = document.kind(token.word) if token.kind == "w" else "teken"
        if kind not in _NAMEABLE or index in kept:
            out.append(-99.0)
            continue
        features = evidence(document, index)
        if ner is not None:
            features.append("ner=" + ner.get(index, "geen"))
        if index == 0 and document.pending:
            features.append("heet")
        out.append(score(features, weights))
    return out


def _ner(document: Document) -> dict[int, str] | None:
    """Entity label per token from the pipeline that was handed in."""
    if document.nlp is None:
        return None
    labels: dict[int, str] = {}
    spans = [(e.start_char, e.end_char, e.label_) for e in document.nlp(document.text).ents]
    for start, end, label in spans:
        for index, token in enumerate(document.tokens):
            if token.start < end and start < token.end:
                labels[index] = label
    return labels


def find(document: Document) -> Iterator[Span]:
    """Names by the weighed evidence of their words, and initials with a surname."""
    tokens = document.tokens
    kept = _kept(document)
    scores = _scores(document, kept)
    taken: set[int] = set()
    for index, value in enumerate(scores):
        if value <= SURE or index in taken:
            continue
        first, last = _grow(document, scores, kept, index)
        taken.update(range(first, last + 1))
        cue = "bekend" if document.known(tokens[index].word) else "context" if document.kind(tokens[index].word) in {"onbekend", "woord", "soms"} else "lijst"
        yield Span(tokens[first].start, _word_end(document, last), "NAAM", "naam", cue)
    for match in _INITIALS.finditer(document.text):
        yield Span(match.start(), match.end(), "NAAM", "naam", "voorletters")
    for match in _LONE_INITIALS.finditer(document.text):
        if match.group().lower().strip(" .").replace(" ", "") not in _ABBREVIATIONS:
            yield Span(match.start(), match.end(), "NAAM", "naam", "voorletters")
    if tokens:
        tail = [t.word for t in tokens[-3:] if t.kind == "w"]
        document.extra["open"] = bool(tail) and (tail[-1] in {"heet", "naam", "genaamd", "achternaam", "voornaam"} or tail[-2:] in (["naam", "is"], ["achternaam", "is"], ["voornaam", "is"]))


def _word_end(document: Document, index: int) -> int:
    """End of a word without its possessive ending."""
    token = document.tokens[index]
    return token.end - 2 if token.possessive and token.raw[-2:] in {"'s", "'S"} else token.end


def _grow(document: Document, scores: list[float], kept: set[int], index: int) -> tuple[int, int]:
    """First and last token of the name around a token."""
    tokens = document.tokens
    first = last = index
    while True:
        step = last + 1
        if step < len(tokens) and tokens[step].word == "." and len(tokens[last].word) == 1:
            step += 1
        particles = step
        while particles < len(tokens) and tokens[particles].word in (OPENERS if particles == step else TUSSENVOEGSELS) and particles - step < 3:
            particles += 1
        for target in (step, particles) if particles > step else (step,):
            if target < len(tokens) and target not in kept and tokens[target].kind == "w" and not tokens[target].first and _beside(document, scores, target, target > step):
                last = target
                break
        else:
            break
    while first > 0:
        before = first - 1
        if scores[before] > BESIDE and document.kind(tokens[before].word) in {"voor", "beide", "meestal", "achter"} and not tokens[first].first:
            first = before
        elif tokens[before].word in OPENERS and first == index and before > 0 and (tokens[before - 1].word in TITLE | HEET | {"familie", "fam", "gezin"} or scores[before - 1] > SURE):
            first = before
        elif tokens[before].kind == "w" and len(tokens[before].word) == 1 and tokens[before].raw.isupper():
            first = before
        else:
            break
    return first, last


def _beside(document: Document, scores: list[float], index: int, after_particle: bool) -> bool:
    """Whether a word that follows a name (or a particle after it) belongs to it."""
    kind = document.kind(document.tokens[index].word)
    if kind in {"achter", "beide"}:
        return True
    if kind == "nooit" and len(document.tokens[index].word) == 1 and document.tokens[index].raw.isupper():
        return True
    if after_particle:
        return kind in _NAME_KINDS | {"soms", "afgeleid"} or (scores[index] > BESIDE) or (document.cased and document.tokens[index].raw[:1].isupper())
    return scores[index] > (BESIDE if kind in _NAME_KINDS else SURE)
