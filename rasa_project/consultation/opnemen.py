"""Take in what a turn tells: role, age, gemeente and observations. Pure layer."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rasa_project.consultation import plaatsnaam, wie
from rasa_project.consultation.afgesneden import whole
from rasa_project.consultation.beurt import Beurt, Signaal
from rasa_project.consultation.casus import Casus, Waarneming
from rasa_project.consultation.context import ContextRegel
from rasa_project.consultation.gehoord import is_said_by_the_youth, source_of
from rasa_project.consultation.gesprekswoorden import Gesprekswoorden
from rasa_project.consultation.leeftijd import age_of
from rasa_project.consultation.models import Gemeente
from rasa_project.consultation.terugnemen import is_taken_back, regions

LEEG = frozenset(
    "sinds omdat maar want heeft hebben wordt worden deze daar hier toen door over naar voor niet meer weer soms altijd"
    " zijn haar hun mijn onze jouw iemand iets alles niets ook nog wel dan als die dat het een klopt schrap haal"
    " regel verwijder moet mag waar onzin zeg zegt laatste".split()
)
"""Words that tell nothing by themselves."""


_NIET = re.compile(r"\b(?:niet|geen|nooit|zonder|niks|niets)\b", re.IGNORECASE)
_WEGGEHAALD = re.compile(r"\[[A-Z]+(?:-[A-Z]+)*-?\d*\]")
_ALLEEN_TIJD = re.compile(
    r"(?:zomer|herfst|kerst|mei|voorjaars|winter|krokus)?vakantie|zomer|herfst|winter|lente|kerst|week|weken|maand|maanden"
    r"|jaar|weekend|gisteren|vandaag|(?:maan|dins|woens|donder|vrij|zater|zon)dag|afgelopen|vorige|begin|eind"
)


def note_facts(casus: Casus, beurt: Beurt, woorden: Gesprekswoorden) -> Casus:
    """Take in role, age, gemeente and who the person is to the user as soon as they are mentioned."""
    relatie = casus.relatie or _relation(beurt, woorden)
    if beurt.tekst and woorden.has(wie.ZONDER_FUNCTIONARIS, beurt.tekst):
        casus = casus.say_once(wie.ZONDER_FUNCTIONARIS)
    return casus.update(
        relatie=relatie,
        zelf=casus.zelf or wie.says_who(beurt.tekst, woorden),
        rol=casus.rol if casus.rol and beurt.rol_vermoed else beurt.rol or casus.rol,
        leeftijd=age_of(casus, beurt, relatie, woorden),
        gemeente=beurt.gemeente or casus.gemeente,
        kandidaten=() if beurt.gemeente else beurt.kandidaten or casus.kandidaten,
    )


def _relation(beurt: Beurt, woorden: Gesprekswoorden) -> str | None:
    """Who the person is to the user; a correction is taken in elsewhere."""
    return woorden.relation(beurt.tekst) if beurt.tekst and not beurt.asks("corrigeren") else None


def observe(
    beurt: Beurt, regel: ContextRegel, woorden: Gesprekswoorden, gemeenten: Mapping[str, Gemeente]
) -> list[Waarneming]:
    """The findings of this turn as observations; ids are given by `Casus.add`.

    A finding without a word that tells something ("sinds de") is left out: the
    mirror may not put a meaning where the user put none. So is what was taken back in the same message, and a bare
    place. The name of a gemeente never stays in a line.
    """
    found = []
    taken = regions(beurt.tekst, woorden) if beurt.signalen else []
    places = [(s.start, s.end) for s in beurt.signalen]
    relatie = _relation(beurt, woorden)
    for signaal in beurt.signalen:
        here = (signaal.start, signaal.end)
        words = whole(beurt.tekst, *here, [p for p in places if p != here], woorden)
        if plaatsnaam.only_names_it(words, beurt, gemeenten, woorden):
            continue
        tells = tells_something(words) and not woorden.is_only_somebody(words)
        if tells and not is_taken_back(*here, taken):
            quoted = signaal.domein == "uitingen" and is_said_by_the_youth(*here, beurt.tekst, woorden)
            judges = woorden.judgement(words) is not None and not quoted
            # A judgement is never what gives support, and fear or violence is not, whatever a model made of it.
            supports = signaal.domein == "beschermend" and not judges and not _is_no_support(signaal, words, woorden)
            domein = "gedrag" if signaal.domein == "beschermend" and not supports else signaal.domein
            found.append(
                Waarneming(
                    id="",
                    domein=domein,
                    polariteit=signaal.polariteit,
                    tekst=plaatsnaam.hide(words, beurt, gemeenten),
                    bron=source_of(signaal, beurt.tekst, relatie, woorden),
                    mening=(signaal.mening or judges) and not quoted,
                    context=regel.applies(domein, words),
                )
            )
    return found


def _is_no_support(signaal: Signaal, words: str, woorden: Gesprekswoorden) -> bool:
    """That his mother is afraid of him is no support ("moeder is doodsbang voor hem"); that she is not may be."""
    return signaal.polariteit == "aanwezig" and woorden.has("geen_steun", words) and not _NIET.search(words)


def taken_back(beurt: Beurt, woorden: Gesprekswoorden) -> str | None:
    """The first words that were taken back in this message, or None."""
    taken = regions(beurt.tekst, woorden) if beurt.signalen else []
    gone = (beurt.tekst[s.start : s.end] for s in beurt.signalen if is_taken_back(s.start, s.end, taken))
    return next((words for words in gone if tells_something(words)), None)


def tells_something(words: str) -> bool:
    """True when at least one word of three letters or more carries meaning, in two words or more.

    What was taken out counts as a word without a meaning: "[NAAM-1]" alone says nothing.
    """
    parts = re.findall(r"\w+", _WEGGEHAALD.sub(" x ", words).casefold())
    return len(parts) >= 2 and any(
        len(part) >= 3 and part not in LEEG and not _ALLEEN_TIJD.fullmatch(part) for part in parts
    )
