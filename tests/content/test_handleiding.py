"""The guide for editors stays true: its pictures are there and show what the commands print."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from rasa_project.tools import bekijk, check, stroomschema
from rasa_project.tools.beeld import terminal_svg

ROOT = Path(__file__).resolve().parents[2]
GIDS = (ROOT / "docs" / "teksten-wijzigen.md").read_text(encoding="utf-8")
BEELDEN = ROOT / "docs" / "beelden"
FOUTEN = {
    "data/kennis/contacten.yml": ('telefoon: "088 20 80 080"', "telefoon: 088 20 80 080"),
    "data/kennis/stroomschema.yml": ("nee: {naar: n2_lse}", "nee: {naar: n2_lsa}"),
    "data/teksten/kennis.yml": ("{opent}", "{opnet}"),
}
"""The mistakes that the picture shows."""


def words(name: str) -> str:
    """What a picture says, without line numbers: those move."""
    root = ElementTree.fromstring((BEELDEN / name).read_text(encoding="utf-8"))
    return _plain("\n".join(text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"regel \d+", "regel", text).split())


def test_every_picture_of_the_guide_is_there_with_words_for_who_does_not_see_it() -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", GIDS)
    assert len(pictures) >= 3
    for alternative, path in pictures:
        assert len(alternative.split()) > 4 and (ROOT / "docs" / path).is_file(), path


def test_the_picture_of_the_check_shows_what_the_check_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("afscherming", "nlu"))
    for name, (old, new) in FOUTEN.items():
        path = tmp_path / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert check.main(["--alleen-inhoud", "--map", str(tmp_path)]) == 1
    told = capsys.readouterr().out.split("\nNog niet nagegaan")[0]
    assert len(told.splitlines()) == 4
    assert _plain(told) in words("check.svg")


def test_the_pictures_of_a_knoop_and_the_flow_show_what_the_commands_print(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert bekijk.main(["n2_lse"]) == 0
    assert _plain(capsys.readouterr().out) in words("bekijk.svg")
    assert stroomschema.main(["--teken", "--pad", "verder,nee,ja,veiligheid"]) == 0
    printed = capsys.readouterr().out
    step = printed[printed.index("stap 1") : printed.index("stap 2")]
    assert _plain(step) in words("tekening.svg")


def test_a_picture_of_a_terminal_holds_every_word_and_breaks_long_lines() -> None:
    svg = terminal_svg("opdracht <x>", ["  " + "woord " * 40, "", "klaar & weg"])
    root = ElementTree.fromstring(svg)
    rows = [text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert rows[0] == "$ opdracht <x>" and rows[-1] == "klaar & weg"
    assert sum(row.count("woord") for row in rows) == 40 and max(map(len, rows)) <= 96
