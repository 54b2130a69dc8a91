"""Typed words to the answer id of the current Knoop. Pure layer.

Buttons send an id; people also type. Tried in this order: the id or the title,
the extra words of the answer (`ook`), general words for yes, no and not knowing,
a number ("2", "de tweede"), and at last a title with a small typing mistake.
Two answers that fit equally well give None: asking again beats guessing.
"""

from __future__ import annotations

import re
import unicodedata

from rasa_project.consultation.models import Antwoord, Knoop
from rasa_project.consultation.stroomschema import STOP, TERUG, WEET_NIET

ALGEMEEN: dict[str, tuple[str, ...]] = {
    "ja": (
        "ja",
        "j",
        "jep",
        "jup",
        "ja hoor",
        "jazeker",
        "zeker",
        "klopt",
        "inderdaad",
        "yes",
        "jawel",
        "zeker wel",
        "ja dat klopt",
        "dat klopt",
        "absoluut",
        "ok",
        "oke",
        "is goed",
        "prima",
    ),
    "nee": (
        "nee",
        "n",
        "neen",
        "nope",
        "nee hoor",
        "niet",
        "nog niet",
        "nee nog niet",
        "no",
        "nee niet",
        "echt niet",
        "helaas niet",
        "helaas nee",
        "zeker niet",
        "absoluut niet",
    ),
    WEET_NIET: (
        "weet niet",
        "weet ik niet",
        "ik weet het niet",
        "weet het niet",
        "geen idee",
        "geen flauw idee",
        "weet ik eigenlijk niet",
        "twijfel",
        "ik twijfel",
        "misschien",
        "onduidelijk",
        "onzeker",
        "lastig",
        "weet ik nog niet",
        "dat weet ik niet",
        "weetnie",
        "wnie",
        "dunno",
        "durf ik niet te zeggen",
    ),
    TERUG: (
        "terug",
        "vorige",
        "ga terug",
        "stap terug",
        "vorige vraag",
        "een terug",
        "terug naar vorige",
        "terug naar de vorige vraag",
        "back",
    ),
    STOP: (
        "stop",
        "stoppen",
        "ik stop",
        "ik wil stoppen",
        "kap",
        "ophouden",
        "hou op",
        "laat maar",
        "afbreken",
        "genoeg",
        "hier stoppen",
        "stop maar",
    ),
    "verder": (
        "verder",
        "ga verder",
        "door",
        "volgende",
        "next",
        "ok",
        "oke",
        "klaar",
        "begrepen",
        "snap ik",
        "duidelijk",
        "start",
        "begin",
        "begin maar",
        "kom maar op",
        "ja",
    ),
    "klaar": (
        "klaar",
        "verder",
        "ok",
        "oke",
        "begrepen",
        "duidelijk",
        "gedaan",
        "volgende",
        "ga verder",
        "door",
        "ja",
        "snap ik",
        "goed",
        "heb ik",
    ),
    "gedaan": ("gedaan", "klaar", "heb ik gedaan", "is gedaan", "ja", "ok", "oke", "verder", "gelukt", "volgende"),
}
"""What people type for the answer ids that return on many Knopen."""

_VULLING = re.compile(
    r"^(?:(?:euh+|uh+|ehm?|nou|tja|hm+|mm+|oh|ah|dan|doe maar|ik kies|ik denk|denk ik|optie|keuze|antwoord"
    r"|de|het|een|met|bij|via)\s+)+"
)
_DREUN = re.compile(r"^(ja|nee)[aeh]+$")
"""A drawn-out "jaaa" or "neeee"."""
_RANG = {"1": 0, "eerste": 0, "2": 1, "tweede": 1, "3": 2, "derde": 2, "4": 3, "vierde": 3, "5": 4, "vijfde": 4}


def match_antwoord(knoop: Knoop, tekst: str) -> str | None:
    """The answer id that these words mean on this Knoop, or None.

    Also gives `terug`, `stop` and (where the Knoop takes it) `weet_niet`.

    Args:
        knoop: where the user is.
        tekst: what was typed, redacted.
    """
    said = _DREUN.sub(r"\1", clean(tekst))
    if not said:
        return None
    for words in dict.fromkeys((said, _VULLING.sub("", said))):
        found = _exact(knoop, words)
        if found is not None:
            return found
    return _starts(knoop, said) or _almost(knoop, said)


def clean(tekst: str) -> str:
    """Lower case, without accents and punctuation, single spaces."""
    plain = unicodedata.normalize("NFKD", tekst).encode("ascii", "ignore").decode().lower()
    return re.sub(r"\s+", " ", re.sub(r"[^a-z0-9<+ -]", " ", plain)).strip()


def _exact(knoop: Knoop, said: str) -> str | None:
    if said == "advies" and knoop.antwoord("advies"):
        return "advies"
    for antwoord in knoop.antwoorden:
        if said in _own_words(antwoord):
            return antwoord.id
    for antwoord in knoop.antwoorden:
        if said in ALGEMEEN.get(antwoord.id, ()):
            return antwoord.id
    for control in (TERUG, STOP):
        if said in ALGEMEEN[control]:
            return control
    if said in ALGEMEEN[WEET_NIET]:
        return WEET_NIET if knoop.weet_niet or knoop.antwoord(WEET_NIET) else None
    # One way on: an info or advies Knoop takes any word of agreement.
    if len(knoop.antwoorden) == 1 and said in {*ALGEMEEN["klaar"], *ALGEMEEN["ja"]}:
        return knoop.antwoorden[0].id
    rank = _RANG.get(re.sub(r"^(?:de|het|nummer) ", "", said))
    if rank is not None and rank < len(knoop.antwoorden) and len(knoop.antwoorden) > 1:
        return knoop.antwoorden[rank].id
    return None


def _own_words(antwoord: Antwoord) -> set[str]:
    return {clean(w) for w in (antwoord.id.replace("_", " "), antwoord.titel, *antwoord.ook)} | {antwoord.id}


def _starts(knoop: Knoop, said: str) -> str | None:
    """Words like "ja, vorige week al": the first one decides when it is a plain yes or no."""
    first = said.split(" ", 1)[0]
    if first in ("ja", "jazeker", "jawel", "yes", "jep") and knoop.antwoord("ja"):
        return None if " maar " in f" {said} " else "ja"
    if first in ("nee", "neen", "nope", "no") and knoop.antwoord("nee"):
        return "nee"
    if said.startswith(("ik weet het niet", "weet ik niet", "geen idee", "ik weet niet")) and (
        knoop.weet_niet or knoop.antwoord(WEET_NIET)
    ):
        return WEET_NIET
    return None


def _almost(knoop: Knoop, said: str) -> str | None:
    """The one answer whose words differ by a small typing mistake, or None when two do."""
    if len(said) < 4:
        return None
    best: dict[str, int] = {}
    for antwoord in knoop.antwoorden:
        words = _own_words(antwoord) | set(ALGEMEEN.get(antwoord.id, ()))
        for word in words:
            if len(word) < 4:
                continue
            allowed = 1 if len(word) < 8 else 2
            cost = distance(said, word, allowed)
            if cost <= allowed:
                best[antwoord.id] = min(cost, best.get(antwoord.id, cost))
    # An answer of this Knoop wins from a steering word that looks alike ("ik twijfel").
    for control in () if best else (TERUG, STOP, WEET_NIET):
        if control == WEET_NIET and not (knoop.weet_niet or knoop.antwoord(WEET_NIET)):
            continue
        for word in ALGEMEEN[control]:
            if len(word) >= 4 and distance(said, word, 1) <= 1:
                best[control] = min(1, best.get(control, 1))
    if not best:
        return None
    least = min(best.values())
    winners = [antwoord_id for antwoord_id, cost in best.items() if cost == least]
    return winners[0] if len(winners) == 1 else None


def distance(left: str, right: str, most: int) -> int:
    """Edits (insert, delete, replace, swap of neighbours) between two words; stops above `most`."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    current = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before_that, before, current = before, current, [i] + [0] * len(right)
        for j, b in enumerate(right, 1):
            current[j] = min(before[j] + 1, current[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                current[j] = min(current[j], before_that[j - 2] + 1)
        if min(current) > most:
            return most + 1
    return current[-1]
