"""Fixed ways of saying something, as data: what a model may miss and must not be missed. Pure layer.

The words stand in `data/kennis/gesprekswoorden.yml`. A fixed sentence goes before
what the model understood, because a refusal, a skip or a card that is asked for
by its name may not depend on training.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rasa_project.language.tokens import fold
from rasa_project.language.word_groups import compile_group

VASTE_GROEPEN = (
    *("neemt_terug", "laatste_weg", "plaatspraat", "afscheidswoorden"),
    *("noodkreet", "loos_alarm", "bel_erbij", "wie_bel_ik", "wis_alles", "wiswoord", "wis_regel", "geen_steun"),
    *("plan_verder", "een_persoon", "reageert_zelf"),
    *("ben_familie", "ben_buur", "ben_geen_professional", "geen_functionaris", "geen_plaatsnaam"),
    *("buiten_kantoor", "op_dit_uur", "bereiken", "wie_nog_meer", "fout_nummer", "fout_niemand", "fout_plek"),
    *("ander_met_leeftijd", "jongere_met_leeftijd", "zet_recht", "getuige", "zegt_iets", "van_een_ander"),
    *("bron_ander", "bron_zelf", "los_aan_het_eind", "los_aan_het_begin", "half_begin", "alleen_iemand"),
    *("een_regel", "haalt_weg", "over_een_ander", "eerste_geval", "vorig_woord", "over_de_ander"),
    *("vraagt_duur", "vraagt_kosten", "vraagt_herkomst", "gratis", "andere_vorm"),
    *("en_zelfdoding", "en_melding", "en_lijst", "en_telefoon", "en_begrip", "en_bellen"),
)
"""Groups that the code looks for by name, without a sentence of their own."""

_WOORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_VAN_MIJ = re.compile(
    r"(?P<niet>\b(?:niet|geen)\s+)?\b(?:mijn|m'n|mn|onze|ons|my|geen)\s+(?:eigen\s+|oudste\s+|jongste\s+)?(?P<wie>\w+)"
)
_VAN_ONS = re.compile(r"\b(?:een|die|deze)\s+(?P<wie>\w+)\s+van\s+(?:mij|ons)\b")
_MAAR_EEN = re.compile(r"\bmaar\s+(?:een|de)\s+(?P<wie>\w+)")
_KLINKERS = frozenset("aeiouyäëïöüáéíóúàèìòùâêîôûæøåı")
_MEDEKLINKERS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}")
_TOETSEN = "qwertyuiop"
"""The upper row of keys; the row below holds "asd", which is also autism."""
_PLEK = re.compile(r"\[[A-Z]+(?:-[A-Z]+)*-?\d*\]")
_LEESTEKEN = re.compile(r"[,;:.!?\"“”„()…]+")
"""Marks that may stand between the words of a fixed sentence."""
_LATIJN_1 = 0xFF
"""Letters after this one ("ğ", "ł") stand in no Dutch word."""
_HERHAALD = re.compile(r"(.)\1{3,}")


@dataclass(frozen=True)
class ZinRegel:
    """One way to recognise a sentence: a word of every group of `alle`, none of `niet`.

    Attributes:
        id: what was said: a key of `data/teksten` or a name that `fixed.py` knows.
        hoogstens: most words the message may have; None is no limit.
    """

    id: str
    alle: tuple[str, ...]
    niet: tuple[str, ...] = ()
    hoogstens: int | None = None


@dataclass(frozen=True)
class Gesprekswoorden:
    """Everything of the file, compiled.

    Attributes:
        relaties: kind of relation (werk, familie, buurt) -> words, folded.
        oordeelwoorden: kind of judgement -> word beginnings, folded.
        onderwerpen: subject of `routering.ONDERWERPEN` -> pattern.
        talen: language code -> its most frequent words, folded.
    """

    groepen: Mapping[str, re.Pattern[str]]
    regels: tuple[ZinRegel, ...]
    relaties: Mapping[str, tuple[str, ...]]
    oordeelwoorden: Mapping[str, re.Pattern[str]]
    onderwerpen: Mapping[str, re.Pattern[str]]
    talen: Mapping[str, frozenset[str]]

    @classmethod
    def build(
        cls,
        groepen: Mapping[str, Sequence[str]],
        regels: Sequence[ZinRegel],
        relaties: Mapping[str, Sequence[str]],
        oordeelwoorden: Mapping[str, Sequence[str]],
        onderwerpen: Mapping[str, Sequence[str]],
        talen: Mapping[str, Sequence[str]],
    ) -> Gesprekswoorden:
        """Compile the words; a `*` stands for any letters."""
        return cls(
            groepen={name: compile_group(words) for name, words in groepen.items()},
            regels=tuple(regels),
            relaties={name: tuple(fold(w) for w in words) for name, words in relaties.items()},
            oordeelwoorden={name: compile_group(words) for name, words in oordeelwoorden.items()},
            onderwerpen={name: compile_group(words) for name, words in onderwerpen.items()},
            talen={name: frozenset(fold(w) for w in words) for name, words in talen.items()},
        )

    def recognise(self, tekst: str) -> str | None:
        """Id of the first fixed sentence that fits, or None."""
        folded = _LEESTEKEN.sub(" ", fold(tekst))
        size = len(_WOORD.findall(folded))
        for regel in self.regels:
            if regel.hoogstens is not None and size > regel.hoogstens:
                continue
            if all(self.groepen[g].search(folded) for g in regel.alle) and not any(
                self.groepen[g].search(folded) for g in regel.niet
            ):
                return regel.id
        return None

    def has(self, groep: str, tekst: str) -> bool:
        """True when one of the words of this group stands in the text."""
        return bool(self.groepen[groep].search(_LEESTEKEN.sub(" ", fold(tekst))))

    def opens_with(self, groep: str, tekst: str) -> bool:
        """True when the text begins with one of the words of this group."""
        return bool(self.groepen[groep].match(_LEESTEKEN.sub(" ", fold(tekst)).lstrip()))

    def relation(self, tekst: str) -> str | None:
        """The word that says who the person is to the user ("buurjongen"), or None.

        Only after "mijn" and the like: another word may be anybody, and "mijn collega zag het" names a witness.
        "Niet mijn leerling maar mijn buurjongen" gives the second.
        """
        folded = self.groepen["getuige"].sub(" ", fold(tekst))
        of_me = _VAN_ONS.search(folded)
        if of_me and self.kind_of_relation(of_me["wie"]):
            return of_me["wie"]
        denied = None
        for found in _VAN_MIJ.finditer(folded):
            if not self.kind_of_relation(found["wie"]):
                continue
            if found["niet"] is None:
                return found["wie"]
            denied = found["wie"]
        other = _MAAR_EEN.search(folded) if denied else None
        return other["wie"] if other and self.kind_of_relation(other["wie"]) else None

    def kind_of_relation(self, word: str | None) -> str | None:
        """`werk`, `familie` or `buurt`; None when the word is no relation."""
        return next((kind for kind, words in self.relaties.items() if word in words), None)

    def is_only_somebody(self, tekst: str) -> bool:
        """True for "onze stagiair": a person was named and nothing told."""
        return self.groepen["alleen_iemand"].fullmatch(fold(tekst).strip()) is not None

    def judgement(self, tekst: str) -> tuple[str, str] | None:
        """The first judging word with its kind (`gedaan`, `gezegd`, `contact`, `gevoel`), or None."""
        folded = fold(tekst)
        hits = [(m.start(), kind, m[0]) for kind, p in self.oordeelwoorden.items() if (m := p.search(folded))]
        return (min(hits)[1], min(hits)[2]) if hits else None

    def subject(self, tekst: str) -> str | None:
        """What a question about contacts is about, or None for an ordinary case."""
        folded = fold(tekst)
        return next((name for name, pattern in self.onderwerpen.items() if pattern.search(folded)), None)

    def language(self, tekst: str) -> str:
        """`nl`, `en` or `anders`; a short or mixed message counts as Dutch."""
        tekst = _PLEK.sub(" ", tekst)
        letters = [c for c in tekst if c.isalpha()]
        if len(letters) >= 3 and sum(ord(c) > 0x2AF for c in letters) > len(letters) / 2:
            return "anders"
        words = _WOORD.findall(fold(tekst))
        scores = self._scores(words)
        foreign = sum(any(ord(c) > _LATIJN_1 for c in w) for w in _WOORD.findall(tekst))
        if foreign:
            closest = max((name for name in scores if name not in ("nl", "en")), key=lambda name: scores[name])
            # A name alone is no language.
            scores[closest] += foreign if scores[closest] or foreign > 2 else 0
        best = max(scores, key=lambda name: (scores[name], name == "nl"))
        if best == "nl" or scores[best] < 2 or scores[best] <= scores.get("nl", 0) or scores[best] * 4 < len(words):
            return "nl"
        return "en" if best == "en" else "anders"

    def leans_to_english(self, tekst: str) -> bool:
        """True for a few words that are more English than Dutch, for who wrote English before ("and tonight?")."""
        scores = self._scores(_WOORD.findall(fold(_PLEK.sub(" ", tekst))))
        return scores.get("en", 0) > scores.get("nl", 0)

    def _scores(self, words: Sequence[str]) -> dict[str, int]:
        return {name: sum(w in known for w in words) for name, known in self.talen.items()}


def is_gibberish(tekst: str) -> bool:
    """True when most words cannot be words: no vowel, five consonants in a row, one letter repeated, a row of keys."""
    tekst = _PLEK.sub(" ", tekst)
    words = [w for w in _WOORD.findall(tekst.casefold()) if len(w) >= 3]
    if not words:
        return len(tekst.strip()) > 3 and not any(c.isalpha() for c in tekst)
    strange = [
        w
        for w in words
        if not _KLINKERS.intersection(w) or _MEDEKLINKERS.search(w) or _HERHAALD.search(w) or w in _TOETSEN
    ]
    return len(strange) * 2 > len(words)


def is_unreadable(tekst: str) -> bool:
    """True for two words or more of which nothing can be read."""
    return is_only_removed(tekst) or (is_gibberish(tekst) and len(tekst.split()) > 1)


def is_only_removed(tekst: str) -> bool:
    """True when nothing is left but placeholders such as [NAAM-1]."""
    return bool(_PLEK.search(tekst)) and not any(c.isalpha() for c in _PLEK.sub("", tekst))
