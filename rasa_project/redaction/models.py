"""Spans, results and lists of the redaction. Pure layer, standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LABELS = (
    "NAAM",
    "ADRES",
    "POSTCODE",
    "EMAIL",
    "TELEFOON",
    "BSN",
    "IBAN",
    "DATUM",
    "NUMMER",
    "KENTEKEN",
    "IP",
    "URL",
    "ACCOUNT",
    "ORGANISATIE",
    "PLAATS",
)


@dataclass(frozen=True)
class Span:
    """One stretch of personal data; never the words themselves.

    Attributes:
        start, end: code points of the input text, end exclusive.
        label: one of LABELS.
        recognizer: which recognizer decided.
        cue: why, in one word out of a fixed set; holds nothing of the text.
    """

    start: int
    end: int
    label: str
    recognizer: str
    cue: str


@dataclass(frozen=True)
class Redaction:
    """The text without personal data, and what was taken out.

    Attributes:
        text: the input with placeholders such as [NAAM-1].
        spans: what was replaced, in order, offsets in the input text.
        kinds: the labels found, in order of first appearance.
        herleidbaar: True when the combination of small facts that stays in the
            text may point to one person although no name is left.
    """

    text: str
    spans: tuple[Span, ...]
    kinds: tuple[str, ...]
    herleidbaar: bool = False


@dataclass(frozen=True)
class RedactionLists:
    """Words that recognizers compare with; all folded (lower case, no accents).

    Attributes:
        voornamen, achternamen: names that are no everyday words.
        naam_meestal: names that are words too, but are a name nearly always.
        naam_soms: first names that are an ordinary word just as often.
        achternaam_woord: surnames that are an ordinary word (bakker, groen).
        eigennamen: proper nouns of unknown kind, weak evidence for a name.
        woorden: everyday words with their rank, 0 is the most frequent.
        nooit: words that are never part of a name or place.
        behouden: phrases (tuples of words) that must stay: organisations of the
            field, movements, platforms, public figures, countries, faiths.
        gemeenten: names and everyday names of municipalities, as phrases.
        woonplaatsen: places that are no municipality, as phrases.
        wijken: neighbourhoods that are known by name, as phrases.
        straten: words ending like a street that are none.
        ketens: schools of thought, chains and bodies too big to point to anyone.
        nummers: public phone numbers, digits only, national notation.
        domeinen: public web domains.
        gewichten: weights of the learned decision about names.
        klank: weights per group of letters: does a word sound like a name.
        eigen_verbergen: phrases an organisation adds to remove.
    """

    voornamen: frozenset[str] = frozenset()
    achternamen: frozenset[str] = frozenset()
    naam_meestal: frozenset[str] = frozenset()
    naam_soms: frozenset[str] = frozenset()
    achternaam_woord: frozenset[str] = frozenset()
    eigennamen: frozenset[str] = frozenset()
    woorden: Mapping[str, int] = field(default_factory=dict)
    nooit: frozenset[str] = frozenset()
    behouden: frozenset[tuple[str, ...]] = frozenset()
    gemeenten: frozenset[tuple[str, ...]] = frozenset()
    woonplaatsen: frozenset[tuple[str, ...]] = frozenset()
    wijken: frozenset[tuple[str, ...]] = frozenset()
    straten: frozenset[str] = frozenset()
    ketens: frozenset[tuple[str, ...]] = frozenset()
    nummers: frozenset[str] = frozenset()
    domeinen: frozenset[str] = frozenset()
    gewichten: Mapping[str, float] = field(default_factory=dict)
    klank: Mapping[str, float] = field(default_factory=dict)
    eigen_verbergen: Mapping[tuple[str, ...], str] = field(default_factory=dict)
