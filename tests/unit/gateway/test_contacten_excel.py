"""An organisation's own list as an Excel file, and the reports of wrong referrals."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from rasa_project.knowledge.lijst import EIGEN, KOLOMMEN
from rasa_project.tools import contacten
from rasa_project.tools.excel import NotReadableError, read_excel

KLEIN = Path(__file__).resolve().parents[2] / "content" / "klein"
GOED = {
    "gemeente": "Ede",
    "functie": "casusregisseur radicalisering",
    "telefoon": "0318-00 00 00",
    "openingstijden": "ma-vr 9.00-17.00",
    "geldig_tot": date(2027, 12, 31),
    "nagebeld_op": datetime(2026, 11, 22, 10, 30),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(KLEIN, tmp_path / "project"))


def excel(path: Path, *rows: dict[str, Any]) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append([name.replace("_", " ").capitalize() for name in KOLOMMEN])
    for row in rows:
        sheet.append([row.get(name) for name in KOLOMMEN])
    book.save(path)
    return path


def test_an_excel_file_is_read_checked_and_saved(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = excel(tmp_path / "lijst.xlsx", GOED)
    assert contacten.main(["--invoer", str(source), "--opslaan", "--map", str(project)]) == 0
    saved = (project / EIGEN).read_text(encoding="utf-8")
    assert "2027-12-31" in saved and "2026-11-22" in saved
    assert "1 rijen goed, 0 rijen fout." in capsys.readouterr().out


def test_every_wrong_row_of_an_excel_file_is_named(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {**GOED, "gemeente": "Zoetemeer", "functie": "mevr. Quispelaere", "openingstijden": "altijd maar"}
    source = excel(tmp_path / "lijst.xlsx", GOED, {}, wrong, {**GOED, "telefoon": 318000000})
    assert contacten.main(["--invoer", str(source), "--opslaan", "--map", str(project)]) == 1
    out = capsys.readouterr().out
    for told in ("v regel 2", "x regel 4", "is geen gemeente", "naam van een persoon", "openingstijd", "x regel 5"):
        assert told in out
    assert not (project / EIGEN).exists()


def test_an_excel_file_is_known_by_its_content(project: Path, tmp_path: Path) -> None:
    source = excel(tmp_path / "lijst.xlsx", GOED).rename(tmp_path / "lijst.csv")
    assert contacten.main(["--invoer", str(source), "--map", str(project)]) == 0


@pytest.mark.parametrize(
    ("begin", "told"), [(b"PK\x03\x04rest", "niet te lezen"), (b"\xd0\xcf\x11\xe0rest", "oud Excel")]
)
def test_a_damaged_or_old_file_is_told(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], begin: bytes, told: str
) -> None:
    source = tmp_path / "lijst.xlsx"
    source.write_bytes(begin)
    assert contacten.main(["--invoer", str(source), "--map", str(project)]) == 1
    assert told in capsys.readouterr().err


def test_a_damaged_file_has_its_own_error(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04rest")
    with pytest.raises(NotReadableError, match=r"x\.xlsx"):
        read_excel(tmp_path / "x.xlsx")


def test_reports_are_shown_by_contact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMENDUIDEN_VAR", str(tmp_path))
    assert contacten.main(["--meldingen"]) == 0
    assert "Niemand heeft gemeld" in capsys.readouterr().out
    rows = [{"dag": f"2026-11-2{n}", "contact": "lse", "reden": "niemand"} for n in (1, 2)]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / contacten.MELDINGEN).write_text(text, encoding="utf-8")
    assert contacten.main(["--meldingen"]) == 0
    assert "lse: niemand, 2 keer, voor het laatst op 2026-11-22." in capsys.readouterr().out
