"""Loads what the models know of Dutch: abbreviations, cue words, danger rules, professions. Knowledge layer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping

from ruamel.yaml import YAML

from rasa_project.consultation.acuut import AcuteRule, AcuteRules, compile_group
from rasa_project.language.cues import Cues
from rasa_project.language.tokens import Reader

ROOT = Path(__file__).resolve().parents[2] / "data" / "kennis" / "taal"


@dataclass(frozen=True)
class Taal:
    """All of it, ready for use."""

    reader: Reader
    cues: Cues
    acuut: AcuteRules
    rollen: Mapping[str, tuple[str, ...]]
    domeinen: Mapping[str, re.Pattern[str]]


def read_taal_file(name: str, root: Path | None = None) -> dict[str, Any]:
    """The raw contents of one of the files, such as `acuut.yml`."""
    with open((root or ROOT) / name, encoding="utf-8") as file:
        return dict(YAML(typ="safe").load(file))


def load_acute_rules(root: Path | None = None) -> AcuteRules:
    """The danger rules; enough for the gateway, which has no model."""
    data = read_taal_file("acuut.yml", root)
    rules = [AcuteRule(id=str(row["id"]), soort=str(row["soort"]), modus=str(row["modus"]), alle=tuple(row["alle"]),
                       niet=tuple(row.get("niet", ())), hoogstens=row.get("hoogstens"))
             for row in data["regels"]]
    return AcuteRules.build(data["groepen"], rules)


def load_reader(root: Path | None = None) -> Reader:
    """The reader that writes out abbreviations and makes words neutral."""
    data = read_taal_file("lezen.yml", root)
    short = {str(key): str(value) for key, value in data["afkortingen"].items()}
    return Reader(short, {str(key): [str(word) for word in words] for key, words in data["neutraal"].items()})


def load_taal(root: Path | None = None) -> Taal:
    """Everything at once."""
    rollen = read_taal_file("rollen.yml", root)["rollen"]
    domeinen = read_taal_file("domeinwoorden.yml", root)["domeinen"]
    return Taal(reader=load_reader(root), cues=Cues.build(read_taal_file("signaalwoorden.yml", root)),
                acuut=load_acute_rules(root),
                rollen={name: tuple(str(word) for word in words) for name, words in rollen.items()},
                domeinen={name: compile_group(str(word) for word in words) for name, words in domeinen.items()})
