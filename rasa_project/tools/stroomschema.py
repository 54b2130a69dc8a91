"""Walks or draws the stroomschema: `./samenduiden stroomschema`. Layer: tools.

Without options it walks, by number or by typing. `--pad verder,nee` begins
somewhere, `--teken` draws the whole flow as text with "je bent hier", `--svg
schema.svg` as a picture, and `--opname test.yml` keeps the walk as a
conversation test.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rasa_project.consultation.antwoorden import match_antwoord
from rasa_project.consultation.models import Knoop, Stroomschema
from rasa_project.consultation.stroomschema import (
    STOP,
    TERUG,
    Stand,
    all_answers,
    give_answer,
    resolve_stroomschema,
    step_back,
)
from rasa_project.errors import ContentError
from rasa_project.knowledge.meldingen import zin
from rasa_project.knowledge.repository import Kennis, load_kennis
from rasa_project.knowledge.tekening import draw_svg
from rasa_project.settings import ROOT


def main(argv: Sequence[str] | None = None, ask: Callable[[str], str] = input) -> int:
    """Walk or draw; 1 when the content is wrong or the path does not exist."""
    parser = argparse.ArgumentParser(prog="stroomschema", description=zin("stroom_hulp"))
    parser.add_argument("--teken", action="store_true", help=zin("stroom_teken"))
    parser.add_argument("--svg", type=Path, help=zin("stroom_svg"))
    parser.add_argument("--pad", default="", help=zin("stroom_pad"))
    parser.add_argument("--opname", type=Path, help=zin("stroom_opname"))
    parser.add_argument("--map", type=Path, default=ROOT, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    try:
        kennis = load_kennis(options.map.resolve(), productie=False)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    path = tuple(p.strip() for p in options.pad.split(",") if p.strip())
    stand = resolve_stroomschema(kennis.stroomschema, path)
    if stand.afgekapt:
        wrong, choices = path[len(stand.pad)], ", ".join(all_answers(stand.knoop))
        print(zin("stroom_pad_onbekend", antwoord=wrong, knoop=stand.knoop.id, keuzes=choices), file=sys.stderr)
        return 1
    here = stand if path else None
    if options.svg:
        options.svg.write_text(draw_svg(kennis, here), encoding="utf-8")
    if options.teken:
        print("\n".join(draw_text(kennis.stroomschema, here)))
    if options.teken or options.svg:
        return 0
    walked = walk(kennis, stand, ask)
    if options.opname:
        options.opname.write_text(transcript(walked), encoding="utf-8")
    return 0


# --- drawing ----------------------------------------------------------------


def draw_text(schema: Stroomschema, here: Stand | None) -> list[str]:
    """Every Knoop once, under its step, with where each answer leads."""
    out: list[str] = []
    step: int | None = -1
    for knoop in schema.knopen.values():
        if knoop.stap != step and knoop.stap is not None:
            info = schema.stap(knoop.stap)
            out += ["", zin("stroom_stap", nummer=knoop.stap, titel=info.titel if info else "")]
        step = knoop.stap
        out.append(f"  {knoop.id}{zin('stroom_hier') if here and here.knoop.id == knoop.id else ''}")
        out.extend(f"      {line}" for line in arrows(knoop))
    return out


def arrows(knoop: Knoop) -> list[str]:
    """Where the answers of a Knoop lead, and what it asks."""
    out = [zin("stroom_pijl", antwoord=a.titel.lower(), knoop=a.naar) for a in knoop.antwoorden]
    if knoop.anders:
        out.append(zin("stroom_alleen_met", mijlpalen=", ".join(knoop.vereist), knoop=knoop.anders))
    return out


# --- walking ----------------------------------------------------------------


def walk(kennis: Kennis, stand: Stand, ask: Callable[[str], str]) -> list[tuple[str, Stand]]:
    """Ask until the end or "stop"; gives what was typed and where it led."""
    schema, walked = kennis.stroomschema, [("stroomschema", stand)]
    show(kennis, stand)
    while not stand.klaar:
        try:
            typed = ask(zin("stroom_kies")).strip()
        except EOFError:
            break
        answer = _answer(stand.knoop, typed)
        if answer == STOP:
            break
        if typed.lower().startswith("waarom"):
            print(kennis.zin(stand.knoop.waarom))
            continue
        if answer == TERUG:
            stand = resolve_stroomschema(schema, step_back(stand.antwoorden))
        elif answer is None:
            print(zin("stroom_onbegrepen"))
            continue
        else:
            stand = give_answer(schema, stand.antwoorden, answer)
        walked.append((typed, stand))
        show(kennis, stand)
    return walked


def _answer(knoop: Knoop, typed: str) -> str | None:
    """A number of the list, else what the words mean."""
    if typed.isdigit() and 1 <= int(typed) <= len(knoop.antwoorden):
        return knoop.antwoorden[int(typed) - 1].id
    return match_antwoord(knoop, typed)


def show(kennis: Kennis, stand: Stand) -> None:
    """The text of the Knoop with its answers numbered."""
    print(f"\n[{stand.knoop.id}] {kennis.zin(stand.knoop.tekst)}")
    for number, antwoord in enumerate(stand.knoop.antwoorden, 1):
        print(f"  {number}. {antwoord.titel}")


def transcript(walked: list[tuple[str, Stand]]) -> str:
    """The walk as a conversation test: what was said, which text came, which Knoop it is."""
    rows = [
        f'  - {{zegt: "{typed}", krijgt: [utter_{stand.knoop.tekst}], knoop: {stand.knoop.id}}}'
        for typed, stand in walked
    ]
    return "\n".join(["naam: stroomschema", "beurten:", *rows, ""])


if __name__ == "__main__":
    sys.exit(main())
