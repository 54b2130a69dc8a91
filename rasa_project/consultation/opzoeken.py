"""Finds an event or an instrument by the words somebody typed. Pure layer.

By words and names only: what is meant without being named is found by the
sentence encoder. Longer matches come first, so that "uit huis geplaatst" goes
before "huis".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rasa_project.consultation.antwoorden import clean, distance
from rasa_project.consultation.models import Instrument, Stroomschema, Triggerfactor
from rasa_project.consultation.stroomschema import Stand

_KORT = 4
"""Names of this length or shorter must be typed exactly ("lse", "omei")."""


def find_triggerfactoren(items: Iterable[Triggerfactor], tekst: str) -> tuple[Triggerfactor, ...]:
    """Events that these words name, the longest match first; empty when there is none."""
    said = clean(tekst)
    found: list[tuple[int, Triggerfactor]] = []
    for item in items:
        length = max((len(clean(w)) for w in (*item.woorden, item.naam) if _says(said, w)), default=0)
        if length:
            found.append((length, item))
    return tuple(item for _, item in sorted(found, key=lambda pair: -pair[0]))


def find_instrumenten(items: Iterable[Instrument], tekst: str) -> tuple[Instrument, ...]:
    """Instruments that are asked for by name, ended ones included; the longest match first."""
    said = clean(tekst)
    found: list[tuple[int, Instrument]] = []
    for item in items:
        names = [clean(name) for name in (item.naam, item.naam.split("(")[0], *item.ook)]
        length = max((len(name) for name in names if name and _names(said, name)), default=0)
        if length:
            found.append((length, item))
    return tuple(item for _, item in sorted(found, key=lambda pair: -pair[0]))


def find_value(words: Mapping[str, tuple[str, ...]], said: str) -> str | None:
    """The first value, in the order of the file, of which a word stands in what was said (cleaned); else None."""
    return next((value for value, beginnings in words.items() if names_one(said, *beginnings)), None)


def names_one(said: str, *names: str) -> bool:
    """True when one of these names (or beginnings of words) stands in what was said (cleaned)."""
    return any(_says(said, name) for name in names)


def overview(schema: Stroomschema, stand: Stand, titles: Mapping[str, str]) -> tuple[tuple[int, str, str], ...]:
    """What was walked, as (number of the step, id of the Knoop, answer in words), to copy into one's own system.

    A Knoop with one way on told something and asked nothing; it is left out unless something was done there.

    Args:
        titles: words on the button per answer id; an answer without words is left out.
    """
    rows = []
    for stap in stand.pad:
        knoop, words = stap.knoop, titles.get(stap.antwoord)
        given = knoop.antwoord(stap.antwoord)
        asked = len(knoop.antwoorden) > 1 or knoop.soort == "vraag" or bool(given and given.mijlpalen)
        if schema.stap(knoop.stap) is not None and knoop.stap is not None and words and asked:
            rows.append((knoop.stap, knoop.id, words))
    return tuple(rows)


def _says(said: str, words: str) -> bool:
    """True when the words stand in what was said, from the beginning of a word, and to its end when a `$` follows."""
    tail = r"\b" if words.endswith("$") else ""
    words = clean(words)
    return bool(words) and re.search(rf"\b{re.escape(words)}{tail}", said) is not None


def _names(said: str, name: str) -> bool:
    """True when a name was typed, whole; a longer single word may hold one typing mistake."""
    if re.search(rf"\b{re.escape(name)}\b", said):
        return True
    if len(name) <= _KORT or " " in name:
        return False
    return any(distance(word, name, 1) <= 1 for word in said.split())
