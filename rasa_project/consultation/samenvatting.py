"""The summary for the casusregisseur: made on the spot, never stored. Pure layer.

No counts, no weighing, no order of seriousness; what contradicts the worry
stands first. Words are the user's own, already redacted; a quotation from
online is left out, because it can be found again and so points to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from rasa_project.consultation.casus import OVERGESLAGEN, Casus, Waarneming
from rasa_project.consultation.spiegel import GEBEURTENIS, ZORG
from rasa_project.consultation.vragen import VRAGEN
from rasa_project.language.sentences import split_sentences

_CITAAT = re.compile(r"[\"“”„‘][^\"“”„’]{3,}[\"“”’]|(?<!\w)'[^']{3,}'(?!\w)")

APART = ("hulpvraag", "al_gedaan", "betrokken", "weten_ervan", "veiligheid", "sinds_wanneer", "zelf_gezien")
"""Answers with a heading of their own, in the order of the summary."""


def summary(casus: Casus, kennis: Any, now: datetime) -> dict[str, Any]:
    """The summary as headed lists, for the widget to show, copy and print.

    Returns:
        `{"titel", "kop", "datum", "delen": [{"titel", "regels": [{"id", "tekst"}]}], "voet"}`;
        observations about faith, origin and politics are left out, as they are context.
    """
    zin = kennis.zin
    delen = [_against(casus, kennis), _about(casus, kennis)]
    for domein in ZORG:
        told = [w for w in casus.of(domein) if w.polariteit != "afwezig"]
        label = zin(f"domein_{domein}")
        delen.append(
            _deel(label, (w for w in told if not is_opinion(w, kennis) and w.polariteit == "aanwezig"), kennis)
        )
        doubt = (w for w in told if not is_opinion(w, kennis) and w.polariteit == "onzeker")
        delen.append(_deel(zin("samenvatting_deel_twijfel", domein=label), doubt, kennis))
        opinions = (w for w in told if is_opinion(w, kennis))
        delen.append(_deel(zin("samenvatting_deel_mening", domein=label), opinions, kennis))
    missing = (w for w in casus.of("beschermend") if w.polariteit == "afwezig")
    delen.append(_deel(zin("samenvatting_deel_steun_weg"), missing, kennis))
    delen.append(_happened(casus, kennis))
    delen.extend(_answer(casus, vraag, kennis) for vraag in APART[1:])
    delen.append(_asked_of_you(casus, kennis))
    delen.append(_open(casus, kennis))
    return {
        "titel": zin("samenvatting_titel"),
        "kop": zin("samenvatting_kop"),
        "datum": now.strftime("%d-%m-%Y"),
        "delen": [deel for deel in delen if deel["regels"]],
        "voet": zin("samenvatting_voet"),
    }


def is_opinion(item: Waarneming, kennis: Any) -> bool:
    """True when the words judge instead of describe."""
    return item.mening or kennis.gesprekswoorden.judgement(item.tekst) is not None


def without_quotes(tekst: str, instead: str) -> str:
    """Quotations replaced: what stands online word for word can be found again."""
    return _CITAAT.sub(instead, tekst)


def _against(casus: Casus, kennis: Any) -> dict[str, Any]:
    """First of all: what contradicts the worry, also when the answer was that nothing does."""
    support = [w for w in casus.of("beschermend") if w.polariteit != "afwezig"]
    denied = [w for w in casus.of(*ZORG) if w.polariteit == "afwezig"]
    deel = _deel(kennis.zin("samenvatting_deel_tegen"), [*support, *denied], kennis)
    answer = _told(casus, "tegenspreekt", kennis)
    told = {w.tekst.casefold() for w in (*support, *denied)}
    if answer and answer != OVERGESLAGEN and not any(words in answer.casefold() for words in told):
        deel["regels"].append({"id": "tegenspreekt", "tekst": kennis.zin("samenvatting_op_de_vraag", tekst=answer)})
    elif not deel["regels"]:
        key = "samenvatting_tegen_gevraagd" if answer else "samenvatting_tegen_niet_gevraagd"
        deel["regels"].append({"id": "tegenspreekt", "tekst": kennis.zin(key)})
    return deel


def _about(casus: Casus, kennis: Any) -> dict[str, Any]:
    """Age and relation, coarse: enough to think along, too little to know who it is."""
    regels = []
    if casus.leeftijd:
        regels.append({"id": "leeftijd", "tekst": kennis.zin("samenvatting_leeftijd", tekst=casus.leeftijd)})
    if casus.relatie:
        regels.append({"id": "relatie", "tekst": kennis.zin("samenvatting_relatie", tekst=casus.relatie)})
    if casus.rol:
        rol = kennis.zin(f"rol_{casus.rol}")
        regels.append({"id": "rol", "tekst": kennis.zin("samenvatting_rol", tekst=rol)})
    return {"titel": kennis.zin("samenvatting_deel_over"), "regels": regels}


def _deel(titel: str, items: Iterable[Waarneming], kennis: Any) -> dict[str, Any]:
    regels = []
    for item in items:
        words = item.tekst
        if item.domein == "online":
            words = without_quotes(words, kennis.zin("samenvatting_citaat"))
        key = {"onzeker": "spiegel_onzeker", "afwezig": "spiegel_afwezig"}.get(item.polariteit)
        if key is None:
            key = "spiegel_gehoord" if item.bron == "ander" else "samenvatting_regel"
        regels.append({"id": item.id, "tekst": kennis.zin(key, tekst=words)})
    return {"titel": titel, "regels": regels}


def _happened(casus: Casus, kennis: Any) -> dict[str, Any]:
    """Events as background, told by themselves or as an answer."""
    deel = _deel(kennis.zin("samenvatting_deel_gebeurd"), casus.of(*GEBEURTENIS), kennis)
    answer = _told(casus, "gebeurd", kennis)
    if answer and answer != OVERGESLAGEN:
        deel["regels"].append({"id": "gebeurd", "tekst": answer})
    return deel


def _answer(casus: Casus, vraag: str, kennis: Any) -> dict[str, Any]:
    """One answer under its own heading; safety also when it was asked and not answered."""
    words = _told(casus, vraag, kennis)
    regels = []
    if words and words != OVERGESLAGEN:
        tekst = without_quotes(words, kennis.zin("samenvatting_citaat"))
        regels.append({"id": vraag, "tekst": tekst})
    elif vraag == "veiligheid" and words:
        regels.append({"id": vraag, "tekst": kennis.zin("samenvatting_gevraagd_geen_antwoord")})
    return {"titel": kennis.zin(f"kort_{vraag}"), "regels": regels}


def _told(casus: Casus, vraag: str, kennis: Any) -> str | None:
    """The answer to a question without sentences on faith, origin or politics alone; None when nothing is left."""
    words = casus.antwoorden.get(vraag)
    if not words:
        return None
    kept = [words[a:b] for a, b in split_sentences(words) if not kennis.context.applies("gedrag", words[a:b])]
    return " ".join(kept) or None


def _asked_of_you(casus: Casus, kennis: Any) -> dict[str, Any]:
    """What the user wants from the reader: the own question, else the usual ones."""
    own = _told(casus, "hulpvraag", kennis)
    if own and own != OVERGESLAGEN:
        regels = [{"id": "hulpvraag", "tekst": own}]
    else:
        keys = ("hulpvraag_duiden", "hulpvraag_stap", "hulpvraag_terug")
        regels = [{"id": key, "tekst": kennis.zin(key)} for key in keys]
    return {"titel": kennis.zin("kort_hulpvraag"), "regels": regels}


def _open(casus: Casus, kennis: Any) -> dict[str, Any]:
    """What is still unknown: questions that were skipped or never came up."""
    told = {"tegenspreekt", "hulpvraag"}
    if casus.of(*GEBEURTENIS):
        told.add("gebeurd")
    unknown = [v for v in VRAGEN if casus.antwoorden.get(v, OVERGESLAGEN) == OVERGESLAGEN and v not in told]
    regels = [{"id": f"open_{v}", "tekst": kennis.zin(f"kort_{v}")} for v in unknown]
    return {"titel": kennis.zin("samenvatting_deel_open"), "regels": regels}
