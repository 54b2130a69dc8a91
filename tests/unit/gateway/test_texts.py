"""Wording of the gateway: complete, calm, and in step with the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from rasa_project.errors import TextError
from rasa_project.gateway.texts import Texts
from rasa_project.redaction.models import LABELS

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "data" / "teksten" / "afscherming.yml"
NEVER = ("ik bewaar niets", "volledig anoniem", "!")


def variants() -> list[tuple[str, str]]:
    data = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))["teksten"]
    return [(key, variant) for key, text in data.items() for variant in text["varianten"]]


@pytest.mark.parametrize(("key", "variant"), variants())
def test_never_promises_too_much(key: str, variant: str) -> None:
    assert not [words for words in NEVER if words in variant.lower()]


def test_code_and_texts_know_the_same_keys() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "rasa_project" / "gateway").glob("*.py"))
    named = set(re.findall(r"\"(afscherming_[a-z_]+[a-z])\"", code))
    kinds = {f"afscherming_soort_{label.lower()}" for label in LABELS}
    assert {key for key, _ in variants()} - named - kinds == set()
    assert named - {key for key, _ in variants()} == set()


def test_every_label_has_words(texts: Texts) -> None:
    for label in LABELS:
        assert texts.kinds([label]) not in ("", "iets persoonlijks")
    assert texts.kinds(["NAAM", "ADRES", "BSN"]) == "een naam, een adres en een burgerservicenummer"
    assert texts.kinds(["NIEUW"]) == "iets persoonlijks"


def test_same_seed_same_variant_and_values_are_filled_once(texts: Texts) -> None:
    key = "afscherming_weggehaald_weer"
    assert texts.line(key, "a", soorten="x") == texts.line(key, "a", soorten="x")
    assert len({texts.line(key, str(seed), soorten="x") for seed in range(20)}) == 2
    assert "{server}" in texts.line(key, "a", soorten="{server}")


def test_missing_value_is_an_error(texts: Texts) -> None:
    with pytest.raises(TextError):
        texts.line("afscherming_weggehaald")
    with pytest.raises(TextError):
        texts.line("bestaat_niet")
