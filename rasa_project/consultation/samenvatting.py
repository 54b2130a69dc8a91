"""The summary for the casusregisseur: made on the spot, never stored. Pure layer.

No counts, no weighing, no order of seriousness; what contradicts the worry
stands first. Words are the user's own, already redacted.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rasa_project.consultation.casus import OVERGESLAGEN, Casus, Waarneming
from rasa_project.consultation.spiegel import GEBEURTENIS, ZORG
from rasa_project.consultation.vragen import VOLGORDE


def summary(casus: Casus, kennis: Any, now: datetime) -> dict[str, Any]:
    """The summary as headed lists, for the widget to show, copy and print.

    Returns:
        `{"titel", "kop", "datum", "delen": [{"titel", "regels": [{"id", "tekst"}]}], "voet"}`;
        observations about faith, origin and politics are left out, as they are context.
    """
    zin = kennis.zin
    support = casus.of("beschermend", polariteit="aanwezig") + casus.of("beschermend", polariteit="onzeker")
    denied = tuple(w for w in casus.of(*ZORG) if w.polariteit == "afwezig")
    delen = [_deel(zin("samenvatting_deel_tegen"), [*support, *denied], kennis)]
    for domein in ZORG:
        told = [w for w in casus.of(domein) if w.polariteit != "afwezig"]
        facts = [w for w in told if not w.mening]
        opinions = [w for w in told if w.mening]
        label = zin(f"domein_{domein}")
        delen.append(_deel(label, facts, kennis))
        delen.append(_deel(zin("samenvatting_deel_mening", domein=label), opinions, kennis))
    delen.append(_deel(zin("samenvatting_deel_gebeurd"), list(casus.of(*GEBEURTENIS)), kennis))
    delen.append(_answers(casus, kennis))
    delen.append(_open(casus, kennis))
    return {
        "titel": zin("samenvatting_titel"),
        "kop": zin("samenvatting_kop"),
        "datum": now.strftime("%d-%m-%Y"),
        "delen": [deel for deel in delen if deel["regels"]],
        "voet": zin("samenvatting_voet"),
    }


def _deel(titel: str, items: list[Waarneming], kennis: Any) -> dict[str, Any]:
    regels = []
    for item in items:
        key = {"onzeker": "spiegel_onzeker", "afwezig": "spiegel_afwezig"}.get(item.polariteit)
        if key is None:
            key = "spiegel_gehoord" if item.bron == "ander" else "spiegel_zeker"
        regels.append({"id": item.id, "tekst": kennis.zin(key, tekst=item.tekst)})
    return {"titel": titel, "regels": regels}


def _answers(casus: Casus, kennis: Any) -> dict[str, Any]:
    """What the user answered, per question."""
    regels = [
        {"id": vraag, "tekst": kennis.zin("samenvatting_antwoord", vraag=kennis.zin(f"kort_{vraag}"), antwoord=words)}
        for vraag, words in casus.antwoorden.items()
        if words != OVERGESLAGEN
    ]
    return {"titel": kennis.zin("samenvatting_deel_antwoorden"), "regels": regels}


def _open(casus: Casus, kennis: Any) -> dict[str, Any]:
    """What is still unknown: questions that were skipped or never came up."""
    unknown = [v for v in VOLGORDE if casus.antwoorden.get(v, OVERGESLAGEN) == OVERGESLAGEN]
    if casus.of("beschermend"):
        unknown = [v for v in unknown if v != "tegenspreekt"]
    regels = [{"id": f"open_{v}", "tekst": kennis.zin(f"kort_{v}")} for v in unknown]
    return {"titel": kennis.zin("samenvatting_deel_open"), "regels": regels}
