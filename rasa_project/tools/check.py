"""Checks the content, and with it the code: `./samenduiden check`. Layer: tools.

    check                    style, types, layers and content
    check --alleen-inhoud    only `data/`
    check --lijst            every warning in full
    check --productie        what production asks on top
    check --streng           a warning counts as an error
    check --schemas          write the schemas that editors complete with

The exit code is 0 only when nothing is wrong.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import BaseModel

from rasa_project.knowledge.inhoud import KENNIS, read_kanalen
from rasa_project.knowledge.meldingen import FOUT, Melding, samenvatting, zin
from rasa_project.knowledge.repository import check_kennis
from rasa_project.knowledge.schema import InstellingenBestand, KanalenBestand, TekstenBestand
from rasa_project.settings import ROOT
from rasa_project.tools.leesbaar import hard_texts

SCHEMAS = "rasa_project/knowledge/schemas"

CODE = (
    ("stijl (ruff)", ("ruff", "check", ".")),
    ("typen (mypy)", ("mypy",)),
    ("lagen", ("pytest", "-q", "tests/architecture")),
)
MEEST = 5
"""Warnings of one kind that are shown unless asked for more."""


def main(argv: Sequence[str] | None = None) -> int:
    """Print everything that is wrong, in Dutch; 0 when nothing is."""
    parser = argparse.ArgumentParser(prog="check", description=zin("check_hulp"))
    parser.add_argument("--alleen-inhoud", action="store_true", help=zin("check_alleen_inhoud"))
    parser.add_argument("--productie", action="store_true", help=zin("check_productie"))
    parser.add_argument("--streng", action="store_true", help=zin("check_streng"))
    parser.add_argument("--lijst", action="store_true", help=zin("check_lijst"))
    parser.add_argument("--schemas", action="store_true", help=zin("check_schemas"))
    parser.add_argument("--map", type=Path, default=ROOT, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.schemas:
        write_schemas(options.map.resolve() / SCHEMAS)
        return 0
    inhoud, found = check_kennis(options.map.resolve(), options.productie, date.today())
    found += hard_texts(inhoud)
    found = [*found, *read_kanalen(options.map.resolve())[1].values()]
    errors = [m for m in found if m.ernst == FOUT]
    warnings = [m for m in found if m.ernst != FOUT]
    for message in errors:
        print(message)
    show_warnings(warnings, everything=options.lijst)
    print(samenvatting(len(errors), len(warnings)))
    good = not errors and not (options.streng and warnings)
    if not options.alleen_inhoud:
        good = check_code() and good
    return 0 if good else 1


def models() -> dict[str, type[BaseModel]]:
    """The model of every kind of content file."""
    return {**KENNIS, "instellingen": InstellingenBestand, "kanalen": KanalenBestand, "teksten": TekstenBestand}


def schema_text(model: type[BaseModel]) -> str:
    """The JSON schema of a model as it is written to a file; needs pydantic 2."""
    return json.dumps(model.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write them all; an editor finds them by the first line of a content file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in models().items():
        (folder / f"{name}.schema.json").write_text(schema_text(model), encoding="utf-8")


def show_warnings(warnings: list[Melding], everything: bool) -> None:
    """Warnings by kind: what nobody checked, what is old, and the rest."""
    names = ("check_nagaan", "check_oud", "check_variant", "check_lastig", "check_anders")
    kinds: dict[str, list[Melding]] = {name: [] for name in names}
    for message in warnings:
        kind = "check_anders"
        if "te_verifieren" in message.tekst:
            kind = "check_nagaan"
        elif "langer dan een jaar" in message.tekst:
            kind = "check_oud"
        elif "maar een variant" in message.tekst:
            kind = "check_variant"
        elif "leest lastig" in message.tekst:
            kind = "check_lastig"
        kinds[kind].append(message)
    for kind, messages in kinds.items():
        if not messages:
            continue
        print(zin(kind, aantal=len(messages)))
        for message in messages if everything else messages[:MEEST]:
            print("  " + str(message).replace("\n", "\n  "))
        if not everything and len(messages) > MEEST:
            print(zin("check_meer", aantal=len(messages) - MEEST))


def check_code() -> bool:
    """Style, types and layers, each in a process of its own; True when all are right."""
    good = True
    for name, command in CODE:
        done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            good = False
            print(done.stdout + done.stderr)
        print(zin("check_stuk" if done.returncode else "check_goed", naam=name))
    return good


if __name__ == "__main__":
    sys.exit(main())
