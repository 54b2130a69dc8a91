"""Loads what the models know of Dutch: abbreviations, cue words, danger rules, professions, ages. Knowledge layer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from rasa_project.consultation.acuut import AcuteRule, AcuteRules, acute_rules
from rasa_project.language.clause_rules import ClauseRules, problems
from rasa_project.language.cues import Cues
from rasa_project.language.tokens import Reader, fold
from rasa_project.language.word_groups import compile_group

ROOT = Path(__file__).resolve().parents[2] / "data" / "kennis" / "taal"


@dataclass(frozen=True)
class Taal:
    """All of it, ready for use."""

    reader: Reader
    cues: Cues
    acuut: AcuteRules
    rollen: Mapping[str, tuple[str, ...]]
    leeftijd: Mapping[str, tuple[str, ...]]
    getallen: Mapping[str, int]
    domeinen: Mapping[str, re.Pattern[str]]
    deelzinnen: ClauseRules


def read_taal_file(name: str, root: Path | None = None) -> dict[str, Any]:
    """The raw contents of one of the files, such as `acuut.yml`."""
    with open((root or ROOT) / name, encoding="utf-8") as file:
        return dict(YAML(typ="safe").load(file))


def load_acute_rules(root: Path | None = None) -> AcuteRules:
    """The danger rules; enough for the gateway, which has no model."""
    data = read_taal_file("acuut.yml", root)
    rules = [
        AcuteRule(
            id=str(row["id"]),
            soort=str(row["soort"]),
            modus=str(row["modus"]),
            alle=tuple(row["alle"]),
            niet=tuple(row.get("niet", ())),
            hoogstens=row.get("hoogstens"),
            altijd=bool(row.get("altijd", False)),
        )
        for row in data["regels"]
    ]
    return AcuteRules.build(data["groepen"], rules)


def load_reader(root: Path | None = None) -> Reader:
    """The reader that writes out abbreviations and makes words neutral."""
    data = read_taal_file("lezen.yml", root)
    short = {str(key): str(value) for key, value in data["afkortingen"].items()}
    return Reader(short, {str(key): [str(word) for word in words] for key, words in data["neutraal"].items()})


def load_taal(root: Path | None = None) -> Taal:
    """Everything at once."""
    rollen = read_taal_file("rollen.yml", root)["rollen"]
    leeftijd = read_taal_file("leeftijd.yml", root)
    domeinen = read_taal_file("domeinwoorden.yml", root)["domeinen"]
    return Taal(
        reader=load_reader(root),
        cues=Cues.build(read_taal_file("signaalwoorden.yml", root)),
        acuut=load_acute_rules(root),
        rollen={name: tuple(str(word) for word in words) for name, words in rollen.items()},
        leeftijd={str(name): tuple(str(words).split()) for name, words in leeftijd["woorden"].items()},
        getallen={str(word): int(number) for word, number in leeftijd["getallen"].items()},
        domeinen={name: compile_group(str(word) for word in words) for name, words in domeinen.items()},
        deelzinnen=ClauseRules.build(read_taal_file("deelzinnen.yml", root)),
    )


@dataclass(frozen=True)
class TaalProbleem:
    """Something that is wrong in a file of `data/kennis/taal`.

    Attributes:
        bestand: name of the file.
        soort: `onbekende_groep`, `gaat_niet_af`, `gaat_onterecht_af`, `zonder_voorbeeld` or `dubbel`.
        bij: id of the rule or name of the list.
        waarde: the group, sentence or word it is about.
    """

    bestand: str
    soort: str
    bij: str
    waarde: str


def check_taal(root: Path | None = None) -> list[TaalProbleem]:
    """All problems at once: rules that miss their examples, unknown groups, words in two neutral groups."""
    data = read_taal_file("acuut.yml", root)
    rules = load_acute_rules(root)
    found = []
    for row in data["regels"]:
        rule_id = str(row["id"])
        for group in (*row["alle"], *row.get("niet", ())):
            if group not in rules.groepen:
                found.append(TaalProbleem("acuut.yml", "onbekende_groep", rule_id, group))
        if not row.get("wel") or not row.get("niet_bij"):
            found.append(TaalProbleem("acuut.yml", "zonder_voorbeeld", rule_id, ""))
        found += [
            TaalProbleem("acuut.yml", "gaat_niet_af", rule_id, text)
            for text in row.get("wel", ())
            if not acute_rules(text, rules).acuut
        ]
        found += [
            TaalProbleem("acuut.yml", "gaat_onterecht_af", rule_id, text)
            for text in row.get("niet_bij", ())
            if acute_rules(text, rules).acuut
        ]
    rows = read_taal_file("deelzinnen.yml", root)
    found += [TaalProbleem("deelzinnen.yml", *problem) for problem in problems(rows, ClauseRules.build(rows))]
    seen: dict[str, str] = {}
    for form, words in read_taal_file("lezen.yml", root)["neutraal"].items():
        for word in words:
            if seen.setdefault(fold(str(word)), form) != form:
                found.append(TaalProbleem("lezen.yml", "dubbel", form, str(word)))
    return found
