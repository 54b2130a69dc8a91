"""How easily a Dutch text reads; `./samenduiden check` warns about what reads badly. Layer: tools.

The measure is that of Flesch as W.H. Douma fitted it to Dutch (De leesbaarheid van
landbouwbladen, 1960): 206.84 - 0.93 x words per sentence - 77 x syllables per word.
The higher, the easier; ordinary words in short sentences come above 60. Syllables
are counted by Pyphen. A measure knows no meaning and long names weigh heavily, so
it warns and never stops anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import pyphen

from rasa_project.knowledge import meldingen
from rasa_project.knowledge.inhoud import Inhoud
from rasa_project.knowledge.meldingen import Melding

LASTIG = 45.0
"""Below this a text is told to read badly."""

MINST_WOORDEN = 20
"""Shorter texts say nothing: one long word decides."""

_ZIN = re.compile(r"(?<=[.?!:;])\s+|\n+")
_WOORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INVULPLEK = re.compile(r"\{\w+\}")


@lru_cache(maxsize=1)
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL")


def reading_ease(text: str) -> float | None:
    """The measure, usually between 0 (hard) and 100 (easy); None for a text that is too short to tell."""
    text = _INVULPLEK.sub("woord", text)
    words = _WOORD.findall(text)
    if len(words) < MINST_WOORDEN:
        return None
    sentences = sum(bool(part.strip()) for part in _ZIN.split(text))
    syllables = sum(len(_hyphens().positions(word)) + 1 for word in words)
    return 206.84 - 0.93 * len(words) / sentences - 77 * syllables / len(words)


def hard_texts(inhoud: Inhoud) -> list[Melding]:
    """A warning for every text and every short answer that reads badly, with file and line."""
    found = []
    for file, line, key, words in _all_texts(inhoud):
        ease = reading_ease(words)
        if ease is not None and ease < LASTIG:
            found.append(meldingen.leest_lastig(file, line, key, round(ease)))
    return sorted(found)


def _all_texts(inhoud: Inhoud) -> Iterator[tuple[str, int, str, str]]:
    for document, model in inhoud.teksten:
        for key, text in model.teksten.items() if model is not None else ():
            for i, variant in enumerate(text.varianten):
                yield document.bestand, document.line(("teksten", key, "varianten", i)), key, variant
    for name in ("begrippen", "juridisch"):
        file = inhoud.modellen.get(name)
        for id, row in file.begrippen.items() if file else ():
            yield inhoud.bestand(name), inhoud.line(name, "begrippen", id, "antwoord"), id, row.antwoord
