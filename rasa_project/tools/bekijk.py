"""Shows how something is said: `./samenduiden bekijk n2_lse`. Layer: tools.

A text or a Knoop in all its variants; an explanation, an instrument or an event as
the assistant tells it, with its source.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rasa_project.consultation import instrumentgesprek
from rasa_project.consultation.beurt import Bericht
from rasa_project.consultation.bron import herkomst_of
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gevonden import explanation
from rasa_project.errors import ContentError, TextError
from rasa_project.knowledge.meldingen import bedoelde, zin
from rasa_project.knowledge.repository import Kennis, Tekst, load_kennis
from rasa_project.knowledge.teksten import fill
from rasa_project.settings import ROOT


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was asked for; 1 when there is nothing of that name."""
    parser = argparse.ArgumentParser(prog="bekijk", description=zin("bekijk_hulp"))
    parser.add_argument("wat", help=zin("bekijk_wat"))
    parser.add_argument("--map", type=Path, default=ROOT, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    try:
        kennis = load_kennis(options.map.resolve(), productie=False)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    found = find(kennis, options.wat)
    told = facts(kennis, options.wat)
    if told:
        print("\n".join(told))
        return 0
    if not found:
        known = [*kennis.teksten, *kennis.stroomschema.knopen, *kennis.begrippen, *kennis.instrumenten]
        known += kennis.triggerfactoren.items
        print(zin("bekijk_niets", wat=options.wat, bedoelde=bedoelde(options.wat, known)), file=sys.stderr)
        return 1
    for tekst in found:
        print("\n".join(lines(kennis, tekst)))
    return 0


def find(kennis: Kennis, name: str) -> list[Tekst]:
    """The text of a Knoop, a text by key, or all texts whose key begins so."""
    if name in kennis.stroomschema.knopen:
        knoop = kennis.stroomschema.knopen[name]
        return [kennis.teksten[key] for key in (knoop.tekst, knoop.waarom) if key in kennis.teksten]
    if name in kennis.teksten:
        return [kennis.teksten[name]]
    return [tekst for key, tekst in sorted(kennis.teksten.items()) if key.startswith(name)]


def facts(kennis: Kennis, name: str) -> list[str]:
    """What is told of a fact: an explanation, an instrument, or an event with what each profession can do."""
    if name in kennis.stroomschema.knopen or name in kennis.teksten:
        return []
    bubbles: list[Bericht] = []
    explained = explanation(name, kennis)
    if explained is not None:
        bubbles.append(explained)
    if name in kennis.instrumenten:
        bubbles += instrumentgesprek.show(Casus(), kennis.instrumenten[name], kennis).berichten
    if name in kennis.triggerfactoren.items:
        item = kennis.triggerfactoren[name]
        bubbles.append(Bericht("trigger_uitleg", {"naam": item.naam, "uitleg": item.uitleg}, feit=f"trigger:{name}"))
        for h in item.handelingen:
            key = "trigger_eigen" if h.eigen else "trigger_ess"
            bubbles.append(Bericht(key, {"tekst": h.tekst}, feit=f"handeling:{name}:{h.beroepsgroep}"))
    out = []
    for bubble in bubbles:
        herkomst = herkomst_of(bubble.feit or "", kennis)
        out += [
            bubble.feit or "",
            *(f"    {line}" for line in kennis.zin(bubble.sleutel, **bubble.waarden).splitlines()),
        ]
        if herkomst is not None and bubble.sleutel != "begrip":
            out.append(f"    {kennis.bron_regel(herkomst)}")
    return out


def lines(kennis: Kennis, tekst: Tekst) -> list[str]:
    """One text as an editor wants to see it: place, variants with values filled in, buttons."""
    out = [tekst.sleutel, "  " + zin("bekijk_plek", bestand=tekst.bestand, regel=tekst.regel)]
    if tekst.veilig:
        out.append("  " + zin("bekijk_veilig"))
    for number, variant in enumerate(tekst.varianten, 1):
        out.append("  " + zin("bekijk_variant", nummer=number, woorden=len(variant.split())))
        out.extend("    " + line for line in _filled(kennis, tekst.sleutel, variant).splitlines())
    titles = [k.titel for k in tekst.knoppen] or _knoop_titles(kennis, tekst.sleutel)
    if titles:
        out.append("  " + zin("bekijk_knoppen", knoppen=", ".join(titles)))
    return out


def _filled(kennis: Kennis, key: str, variant: str) -> str:
    """With the fixed values; what a turn fills in stays between braces."""
    try:
        return fill(key, variant, kennis.vaste_waarden)
    except TextError:
        for name, value in kennis.vaste_waarden.items():
            variant = variant.replace(f"{{{name}}}", value)
        return variant


def _knoop_titles(kennis: Kennis, key: str) -> list[str]:
    knoop = kennis.stroomschema.knopen.get(key.removeprefix("stroomschema_"))
    return [a.titel for a in knoop.antwoorden] if knoop else []


if __name__ == "__main__":
    sys.exit(main())
