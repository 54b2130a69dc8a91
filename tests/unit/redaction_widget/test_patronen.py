"""What the widget points out is what the redactor takes out: one source of patterns, held against the redactor."""

from __future__ import annotations

import json
import re
from functools import lru_cache

import pytest
from stdnum import iban
from stdnum.nl import bsn
from unit.redaction_widget.voorbeelden import ROOT, VOORBEELDEN

from rasa_project.knowledge.afscherming import load_redaction_lists
from rasa_project.redaction.engine import Redactor

BRON = json.loads((ROOT / "widget" / "src" / "patronen.json").read_text(encoding="utf-8"))
CONTROLES = {
    "elfproef": lambda found: bsn.is_valid(re.sub(r"[^0-9]", "", found)),
    "mod97": lambda found: iban.is_valid(found.replace(" ", "")),
    "niet_openbaar": lambda found: _national(found) not in BRON["openbaar"],
    None: lambda found: True,
}


def _national(found: str) -> str:
    return re.sub(r"^(?:0031|31)(?=[0-9]{9}$)", "0", re.sub(r"[^0-9]", "", found.replace("(0)", "")))


def pointed_out(text: str) -> set[str]:
    """Kinds that the patterns find."""
    found = set()
    for pattern in BRON["patronen"]:

        def take(match: re.Match[str], pattern: dict[str, str] = pattern) -> str:
            if not CONTROLES[pattern.get("controle")](match.group()):
                return match.group()
            found.add(pattern["soort"])
            return "·"

        text = re.sub(pattern["vorm"], take, text)
    return found


@lru_cache(maxsize=1)
def redactor() -> Redactor:
    return Redactor(load_redaction_lists(ROOT))


@pytest.mark.parametrize(("text", "kinds"), VOORBEELDEN)
def test_patterns_find_what_the_example_says(text: str, kinds: tuple[str, ...]) -> None:
    assert pointed_out(text) == set(kinds)


@pytest.mark.parametrize(("text", "kinds"), VOORBEELDEN)
def test_redactor_takes_it_out_too(text: str, kinds: tuple[str, ...]) -> None:
    # Nobody is warned about something that the redactor would leave, such as a public number.
    assert set(kinds) <= set(redactor().redact(text).kinds)


def test_public_numbers_are_public_for_the_redactor_too() -> None:
    assert set(BRON["openbaar"]) <= set(load_redaction_lists(ROOT).nummers)


def test_patterns_read_the_same_in_both_languages() -> None:
    """Python and JavaScript differ in what \\d, \\w, \\s and \\b mean; the patterns spell it out."""
    for pattern in BRON["patronen"]:
        assert not re.search(r"\\[dwsbDWSB]", pattern["vorm"])
        assert pattern.get("controle") in CONTROLES
