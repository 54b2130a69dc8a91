"""Every kind of broken content gives its own exact Dutch message, and nothing starts on it."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from rasa_project.errors import ContentError
from rasa_project.knowledge.lijst import KOLOMMEN
from rasa_project.knowledge.meldingen import FOUT, Melding
from rasa_project.knowledge.repository import check_kennis, load_kennis

KLEIN = Path(__file__).parent / "klein"
VANDAAG = date(2026, 11, 22)
GEVALLEN: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(
    (Path(__file__).parent / "kapot.yml").read_text(encoding="utf-8")
)


@pytest.fixture()
def project(tmp_path: Path) -> Path:
    """A copy of a small content that is right, to break."""
    shutil.copytree(KLEIN, tmp_path, dirs_exist_ok=True)
    return tmp_path


def errors(root: Path, productie: bool = False) -> list[Melding]:
    return [m for m in check_kennis(root, productie, VANDAAG)[1] if m.ernst == FOUT]


def edit(path: Path, case: dict[str, Any]) -> str:
    text = path.read_text(encoding="utf-8")
    if "alles" in case:
        text = case["alles"]
    else:
        assert case["vervang"] in text, "the sample does not fit the small content"
        text = text.replace(case["vervang"], case["door"], 1)
    path.write_text(text, encoding="utf-8")
    return text


def with_lines(expected: str, text: str) -> str:
    """The message with every «words» replaced by the line on which those words first stand."""

    def line(found: re.Match[str]) -> str:
        return str(next(i for i, row in enumerate(text.splitlines(), 1) if found[1] in row))

    return re.sub("«(.+?)»", line, expected)


def test_the_small_content_is_right() -> None:
    assert errors(KLEIN) == []
    assert load_kennis(KLEIN, productie=False, today=VANDAAG).contacten["alarm"].telefoon == "112"


@pytest.mark.parametrize("case", GEVALLEN, ids=[c["naam"] for c in GEVALLEN])
def test_broken_content_is_told(project: Path, case: dict[str, Any]) -> None:
    text = edit(project / case["bestand"], case)
    # What stands in an unreadable file is missing elsewhere too; that is told as well.
    told = [str(m) for m in errors(project) if case.get("overal") or m.bestand == case["bestand"]]
    assert told == [with_lines(m, text) for m in case["meldingen"]]
    with pytest.raises(ContentError):
        load_kennis(project, productie=False, today=VANDAAG)


def test_several_problems_at_once(project: Path) -> None:
    for case in GEVALLEN:
        if case["naam"] in ("onbekende bron", "uren die niemand leest", "onbekende knoop", "los haakje"):
            edit(project / case["bestand"], case)
    assert len({m.bestand for m in errors(project)}) == 4


def test_byte_order_mark_is_a_warning(project: Path) -> None:
    path = project / "data/kennis/contacten.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    found = check_kennis(project, False, VANDAAG)[1]
    assert (
        "data/kennis/contacten.yml, regel 1: het bestand begint met een onzichtbaar teken (BOM).\n"
        "  Sla het op als 'UTF-8', niet als 'UTF-8 met BOM'."
    ) in [str(m) for m in found]
    assert load_kennis(project, productie=False, today=VANDAAG).contacten["politie"].telefoon == "0900-8844"


def test_windows_line_ends_are_a_warning_and_lines_still_count(project: Path) -> None:
    path = project / "data/kennis/contacten.yml"
    raw = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(raw.replace(b"politie@voorbeeld.example", b"politie@voorbeeld"))
    told = [str(m) for m in check_kennis(project, False, VANDAAG)[1]]
    assert (
        "data/kennis/contacten.yml, regel 1: het bestand heeft regeleinden van Windows.\n"
        "  Kies in je tekstverwerker 'LF' als regeleinde."
    ) in told
    assert "data/kennis/contacten.yml, regel 10: het e-mailadres van 'politie' klopt niet: 'politie@voorbeeld'." in told


def test_not_utf8(project: Path) -> None:
    path = project / "data/teksten/gesprek.yml"
    path.write_bytes(path.read_bytes().replace(b"Hallo", b"H\xe9llo", 1))
    assert str(errors(project)[0]) == (
        "data/teksten/gesprek.yml, regel 2: hier staat een teken dat geen UTF-8 is.\n  Sla het bestand op als 'UTF-8'."
    )


def test_missing_file(project: Path) -> None:
    (project / "data/kennis/contacten.yml").unlink()
    assert [str(m) for m in errors(project) if m.bestand.endswith("contacten.yml")] == [
        "data/kennis/contacten.yml: dit bestand ontbreekt.\n  Zet het terug, bijvoorbeeld uit de vorige versie."
    ]


def test_every_problem_is_in_the_error(project: Path) -> None:
    (project / "data/kennis/contacten.yml").unlink()
    with pytest.raises(ContentError, match=r"data/kennis/contacten.yml: dit bestand ontbreekt\."):
        load_kennis(project, productie=False)


def test_old_facts_and_unchecked_ones_are_warnings(project: Path) -> None:
    later = date(2028, 1, 1)
    found = check_kennis(project, False, later)[1]
    told = [m.tekst for m in found]
    assert "'alarm' is langer dan een jaar niet nagekeken (laatst op 2026-11-22)." in told
    assert "'politie' is nog niet nagegaan (te_verifieren)." in told
    assert not [m for m in found if m.ernst == FOUT]


def test_production_refuses_the_examples(project: Path) -> None:
    told = [m.tekst for m in errors(project, productie=True)]
    assert "dit is de verzonnen voorbeeldlijst, en die mag niet in productie." in told
    assert "hier staan nog de voorbeeldgegevens, en die mogen niet in productie." in told
    assert "'politie' is niet nagebeld, en dat moet voor productie." in told


def test_production_with_a_list_of_its_own(project: Path) -> None:
    settings = project / "data/organisatie/instellingen.yml"
    text = settings.read_text(encoding="utf-8").replace("voorbeeld: true", "voorbeeld: false")
    settings.write_text(text + "nagebeld: {politie: 2026-11-22}\n", encoding="utf-8")
    own = project / "data/organisatie/casusregisseurs.csv"
    row = "Ede,casusregisseur radicalisering,0318-00 00 00,,ma-vr 9.00-17.00,,,,{},\n"
    header = ",".join(KOLOMMEN) + "\n"
    own.write_text(header + row.format(""), encoding="utf-8")
    assert [m.tekst for m in errors(project, productie=True)] == [
        "'casusregisseur radicalisering, Ede' is niet nagebeld, en dat moet voor productie."
    ]
    own.write_text(header + row.format("2026-11-22"), encoding="utf-8")
    kennis = load_kennis(project, productie=True, today=VANDAAG)
    assert [c.telefoon for c in kennis.contacten.of("Ede")] == ["0318-00 00 00"]
    assert kennis.contacten.of("Zoetermeer") == ()
