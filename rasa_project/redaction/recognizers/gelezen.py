"""What the reader sees: words that stand where a person, institution, address, place or account stands.

`redaction/lezer.py` gives chances per word; here they become stretches. Phrases that must stay are left out, as with
names; a word that is only part of the language (an article, a preposition) never goes by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from rasa_project.redaction.document import Document
from rasa_project.redaction.lezer import KINDS, Lezing
from rasa_project.redaction.models import Span
from rasa_project.redaction.naamgrenzen import kept_tokens, word_end

# Chance that a word is something, from which it goes by itself; beside a word that goes; and around what has gone.
SURE = {"NAAM": 0.8, "ORGANISATIE": 0.5, "ADRES": 0.4, "PLAATS": 0.6, "ACCOUNT": 0.45}
# The same for a word that everybody uses every day: names are made of those too, but far more sentences are.
SURE_EVERYDAY = {"NAAM": 0.9, "ORGANISATIE": 0.7, "ADRES": 0.6, "PLAATS": 0.9, "ACCOUNT": 0.7}
BESIDE = 0.3
AGAIN = 0.95
# Recognizers that go by the words around; the reader may overrule them when it is this sure that nothing stands here.
DOUBTED = frozenset({"naam", "instelling", "werkgever", "school", "organisatie", "straat", "voorletters"})
NOTHING = {"NAAM": 0.93, "ORGANISATIE": 0.98, "ADRES": 0.98}
_ONLY_NAMES = frozenset({"voor", "achter", "beide"})
EVERYDAY = 8_000
"""Rank below which a word is used too often to be lost with a name."""
_ADDITION = r"(?:[a-z]|k\d{1,2}|[1-9]?\d?e|hs|hg|bis|[1-9]?hoog|[1-9]hg|i{2,3}|iv|vi{0,3}|\d{1,4})"
_HOUSE_NUMBER = re.compile(rf"(?:(?<=\d)|[ ]\d{{1,4}})(?:[-/ ]?{_ADDITION})?(?![\w:]|[.,]\d)", re.I)


def find(document: Document) -> Iterator[Span]:
    """Stretches of one kind."""
    lezing = document.lezing
    if lezing is None:
        return
    kept = kept_tokens(document)
    tokens = document.tokens
    index = 0
    while index < len(tokens):
        kind = _kind(document, lezing, index, kept)
        if kind is None:
            index += 1
            continue
        last = index
        while last + 1 < len(tokens) and _goes_on(document, lezing, kind, last + 1, kept):
            last += 1
        first = index
        while first > 0 and _goes_on(document, lezing, kind, first - 1, kept) and lezing.begins[first] < 0.5:
            first -= 1
        # A number alone says nothing, but behind an address that was taken out it is the rest of it.
        rest = kind == "ADRES" and first > 0 and tokens[first - 1].kind == "m"
        words = [i for i in range(first, last + 1) if tokens[i].kind == "w" or (rest and tokens[i].kind == "d")]
        if any(document.kind(tokens[i].word) not in {"nooit", "top"} for i in words):
            yield Span(tokens[first].start, _end(document, kind, last), kind, "gelezen", "zinsverband")
        index = last + 1


def _end(document: Document, kind: str, last: int) -> int:
    """End of a stretch; an address takes its house number and what belongs to that."""
    end = word_end(document, last)
    match = _HOUSE_NUMBER.match(document.text, end) if kind == "ADRES" else None
    return match.end() if match else end


def _kind(document: Document, lezing: Lezing, index: int, kept: set[int]) -> str | None:
    if document.tokens[index].kind not in {"w", "d"} or index in kept:
        return None
    chances = lezing.chances[index]
    kind = KINDS[int(np.argmax(chances[1:]))]
    bound = SURE_EVERYDAY[kind] if _is_everyday(document, index) else SURE[kind]
    if document.has_holes:
        # Around what was taken out before little is left to go by.
        bound = max(bound, AGAIN)
    return kind if 1.0 - chances[0] > bound else None


def _goes_on(document: Document, lezing: Lezing, kind: str, index: int, kept: set[int]) -> bool:
    """Whether a token belongs to the same stretch: as likely the same kind, and no beginning of another."""
    chances = lezing.chances[index]
    if document.tokens[index].kind == "m" or index in kept or lezing.begins[index] > 0.5:
        return False
    return bool(chances[1 + KINDS.index(kind)] > BESIDE)


def agreed(document: Document, span: Span) -> Span | None:
    """What of a find stays: shapes and lists always, guesses from context unless the reader is sure of nothing.

    A name also loses everyday words at its edges of which the reader is sure: a verb that was taken for a surname. A
    rare word stays, sure or not: a surname that is one is worse to lose than a word.
    """
    if span.recognizer not in DOUBTED or span.label not in NOTHING or span.cue == "bekend" or document.lezing is None:
        return span
    inside = [i for i, t in enumerate(document.tokens) if span.start <= t.start < span.end and t.kind in {"w", "d"}]
    something = [i for i in inside if document.lezing.chances[i][0] < NOTHING[span.label]]
    if not inside:
        return span
    if not something:
        # A name that is no word of the language stays out, however little the sentence asks for it.
        return span if any(document.kind(document.tokens[i].word) in _ONLY_NAMES for i in inside) else None
    if span.label != "NAAM":
        return span
    something = [i for i in inside if i in something or not _is_everyday(document, i)]
    tokens = document.tokens
    start = span.start if something[0] == inside[0] else tokens[something[0]].start
    end = span.end if something[-1] == inside[-1] else word_end(document, something[-1])
    return Span(start, end, span.label, span.recognizer, span.cue)


def _is_everyday(document: Document, index: int) -> bool:
    """Whether a word is one of the most used, written without a capital of its own."""
    token = document.tokens[index]
    capital = document.cased and token.raw[:1].isupper()
    return not capital and document.lists.woorden.get(token.word, EVERYDAY) < EVERYDAY
