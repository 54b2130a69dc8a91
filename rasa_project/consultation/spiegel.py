"""The mirror: what was understood, per domain, in the user's own words. Pure layer."""

from __future__ import annotations

from rasa_project.consultation.beurt import Bericht, Woorden
from rasa_project.consultation.casus import Casus, Waarneming

ZORG = ("gedrag", "sociale_omgeving", "uitingen", "online", "uiterlijk_symbolen", "geweld_dreiging")
GEBEURTENIS = ("trigger_persoonlijk", "trigger_groep", "trigger_samenleving")


def mirror(casus: Casus, woorden: Woorden, only: tuple[Waarneming, ...] | None = None) -> tuple[Bericht, ...]:
    """Bubbles that give back what was told: worry per domain, what contradicts it, context.

    Args:
        only: mirror just these observations (what is new in this turn).
    """
    items = casus.waarnemingen if only is None else only
    plain = [w for w in items if not w.context]
    worry = [w for w in plain if w.domein in ZORG and w.polariteit != "afwezig"]
    denied = [w for w in plain if w.domein in ZORG and w.polariteit == "afwezig"]
    support = [w for w in plain if w.domein == "beschermend" and w.polariteit != "afwezig"]
    missing = [w for w in plain if w.domein == "beschermend" and w.polariteit == "afwezig"]
    event = [w for w in plain if w.domein in GEBEURTENIS]
    context = [w for w in items if w.context]

    blocks = []
    if worry:
        blocks.append(lines(worry, woorden))
    if support or denied:
        blocks.append(woorden.zin("spiegel_tegen", regels=lines([*support, *denied], woorden, label=False)))
    if missing:
        blocks.append(woorden.zin("spiegel_steun_weg", regels=lines(missing, woorden, label=False)))
    if event:
        blocks.append(woorden.zin("spiegel_gebeurd", regels=lines(event, woorden, label=False)))
    if context:
        blocks.append(woorden.zin("spiegel_context", regels=lines(context, woorden, label=False)))
    if not blocks:
        return ()
    bubbles = [Bericht("spiegel", {"regels": "\n\n".join(blocks)})]
    opinions = [w for w in worry if w.mening]
    if opinions and "mening" not in casus.gezegd:
        bubbles.append(Bericht("spiegel_mening", {"tekst": opinions[0].tekst}))
    return tuple(bubbles)


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
