"""The mirror: what was understood, per domain, in the user's own words. Pure layer."""

from __future__ import annotations

from typing import Any

from rasa_project.consultation.beurt import Bericht, Woorden
from rasa_project.consultation.casus import Casus, Waarneming

ZORG = ("gedrag", "sociale_omgeving", "uitingen", "online", "uiterlijk_symbolen", "geweld_dreiging")
GEBEURTENIS = ("trigger_persoonlijk", "trigger_groep", "trigger_samenleving")


def mirror(casus: Casus, woorden: Any, only: tuple[Waarneming, ...] | None = None) -> tuple[Bericht, ...]:
    """Bubbles that give back what was told: seen, not sure, what contradicts it, context, each apart.

    Args:
        only: mirror just these observations (what is new in this turn).
    """
    items = casus.waarnemingen if only is None else only
    blocks = _blocks(items, woorden)
    if not blocks:
        return ()
    bubbles = [Bericht("spiegel", {"regels": "\n\n".join(blocks)})]
    rewrite = rewrite_opinion(casus, items, woorden)
    return (*bubbles, rewrite) if rewrite is not None else tuple(bubbles)


def _blocks(items: tuple[Waarneming, ...], woorden: Woorden) -> list[str]:
    plain = [w for w in items if not w.context]
    worry = [w for w in plain if w.domein in ZORG]
    groups = (
        ("", [w for w in worry if w.polariteit == "aanwezig"]),
        ("spiegel_twijfel", [w for w in worry if w.polariteit == "onzeker"]),
        (
            "spiegel_tegen",
            [w for w in plain if w.domein == "beschermend" and w.polariteit != "afwezig"]
            + [w for w in worry if w.polariteit == "afwezig"],
        ),
        ("spiegel_steun_weg", [w for w in plain if w.domein == "beschermend" and w.polariteit == "afwezig"]),
        ("spiegel_gebeurd", [w for w in plain if w.domein in GEBEURTENIS]),
        ("spiegel_context", [w for w in items if w.context]),
    )
    blocks = []
    for key, group in groups:
        if group and key:
            blocks.append(woorden.zin(key, regels=lines(group, woorden, label=False)))
        elif group:
            blocks.append(lines(group, woorden))
    return blocks


def rewrite_opinion(casus: Casus, items: tuple[Waarneming, ...], woorden: Any) -> Bericht | None:
    """Ask for what was seen behind the first judging word; once per kind of judgement."""
    for item in items:
        found = woorden.gesprekswoorden.judgement(item.tekst)
        if item.domein not in ZORG or item.context or (found is None and not item.mening):
            continue
        kind, word = found or ("algemeen", item.tekst)
        if mark_of(kind) not in casus.gezegd:
            return Bericht(f"herschrijf_{kind}", {"tekst": word})
    return None


def mark_of(kind: str) -> str:
    """What `Casus.gezegd` holds after a judgement of this kind was asked about."""
    return f"herschrijf_{kind}"


def lines(items: list[Waarneming], woorden: Woorden, label: bool = True) -> str:
    """One line per domain (or per observation without label), as text with line ends."""
    if not label:
        return "\n".join(_line(w, woorden) for w in items)
    out = []
    for domein in dict.fromkeys(w.domein for w in items):
        told = "; ".join(_quote(w, woorden) for w in items if w.domein == domein)
        out.append(woorden.zin("spiegel_regel", domein=woorden.zin(f"domein_{domein}"), tekst=told))
    return "\n".join(out)


def _line(waarneming: Waarneming, woorden: Woorden) -> str:
    return woorden.zin("spiegel_punt", tekst=_quote(waarneming, woorden))


def _quote(waarneming: Waarneming, woorden: Woorden) -> str:
    """The words with what is known of their certainty behind them."""
    key = "spiegel_zeker"
    if waarneming.polariteit == "onzeker":
        key = "spiegel_onzeker"
    elif waarneming.polariteit == "afwezig":
        key = "spiegel_afwezig"
    elif waarneming.bron == "ander":
        key = "spiegel_gehoord"
    return woorden.zin(key, tekst=waarneming.tekst)
