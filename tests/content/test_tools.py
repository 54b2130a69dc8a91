"""The commands of editors and administrators, on the small content and on the real one."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from rasa_project.knowledge.inhoud import KENNIS
from rasa_project.knowledge.lijst import KOLOMMEN
from rasa_project.knowledge.repository import load_kennis
from rasa_project.knowledge.schema import PYDANTIC_1, field_names
from rasa_project.tools import bekijk, check, contacten, stroomschema
from rasa_project.tools.leesbaar import LASTIG as LASTIGE_GRENS
from rasa_project.tools.leesbaar import reading_ease

ROOT = Path(__file__).resolve().parents[2]
KLEIN = Path(__file__).parent / "klein"


@pytest.fixture()
def project(tmp_path: Path) -> Path:
    shutil.copytree(KLEIN, tmp_path, dirs_exist_ok=True)
    return tmp_path


# --- check ------------------------------------------------------------------


def test_check_of_right_content(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["--alleen-inhoud", "--map", str(project)]) == 0
    assert "Geen fouten" in capsys.readouterr().out


def test_check_names_file_line_and_fix(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "data/kennis/contacten.yml"
    path.write_text(path.read_text(encoding="utf-8").replace('"0900-8844"', "09008844"), encoding="utf-8")
    assert check.main(["--alleen-inhoud", "--map", str(project)]) == 1
    out = capsys.readouterr().out
    assert "data/kennis/contacten.yml, regel 9: het telefoonnummer van 'politie' is een getal." in out
    assert 'telefoon: "09008844"' in out
    assert "1 fout," in out
    assert "Traceback" not in out


def test_check_strict_stops_at_a_warning(project: Path) -> None:
    assert check.main(["--alleen-inhoud", "--streng", "--map", str(project)]) == 1


def test_check_for_production_refuses_the_example(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["--alleen-inhoud", "--productie", "--map", str(project)]) == 1
    assert "de verzonnen voorbeeldlijst" in capsys.readouterr().out


def test_check_lists_what_is_not_verified(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["--alleen-inhoud", "--lijst", "--map", str(ROOT)]) == 0
    out = capsys.readouterr().out
    assert "'veilig_thuis' is nog niet nagegaan (te_verifieren)." in out
    assert "Nog niet nagegaan:" in out


def test_the_schemas_for_editors_are_those_of_the_models() -> None:
    for name, model in check.models().items():
        written = (ROOT / check.SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")
        assert set(json.loads(written)["properties"]) == set(field_names(model))
        if not PYDANTIC_1:  # the other version writes the same rules in other words
            assert written == check.schema_text(model), "run ./samenduiden check --schemas"


def test_every_content_file_names_its_schema() -> None:
    for name in KENNIS:
        path = ROOT / "data" / "kennis" / f"{name}.yml"
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        if name in ("context", "vragen"):
            continue
        assert first == f"# yaml-language-server: $schema=../../{check.SCHEMAS}/{name}.schema.json"


# --- bekijk -----------------------------------------------------------------


def test_bekijk_a_knoop_in_all_variants(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bekijk.main(["praat", "--map", str(project)]) == 0
    out = capsys.readouterr().out
    assert "Is er gepraat?" in out and "Heb je al gepraat?" in out
    assert "knoppen: Ja, Nee" in out
    assert "data/teksten/stroomschema.yml, regel 4" in out


def test_bekijk_fills_in_facts_and_keeps_the_rest(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bekijk.main(["stroomschema_eerst", "--map", str(project)]) == 0
    assert "Bel anders 0900-8844." in capsys.readouterr().out
    assert bekijk.main(["begroeting", "--map", str(project)]) == 0
    assert "Hallo, {naam}." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("duiden", ["begrip:duiden", "Duiden is samen kijken", "Bron: Handboek (Uitgever)"]),
        ("cursus", ["instrument:cursus", "Gestopt. Kijk nu bij Handboek.", "Bron: Handboek"]),
        ("afscheid", ["trigger:afscheid", "handeling:afscheid:onderwijs", "Wat de ESS zegt: Praat erover."]),
    ],
)
def test_bekijk_shows_a_fact_as_it_is_told(name: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """On the real wording with the small facts: what an editor wants to see before others do."""
    facts_of, texts_of = load_kennis(KLEIN, productie=False), load_kennis(ROOT, productie=False)
    texts = {key: text for key, text in texts_of.teksten.items() if key != name}
    out = "\n".join(bekijk.facts(replace(facts_of, teksten=texts), name))
    assert all(word in out for word in words), out


def test_bekijk_on_real_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert bekijk.main(["weegploeg"]) == 0
    assert "Bron: Veiligheidshuis Noord-Limburg" in capsys.readouterr().out
    assert bekijk.main(["detentie"]) == 0
    assert capsys.readouterr().out.count("handeling:detentie:") == 4


def test_bekijk_suggests(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bekijk.main(["begroetting", "--map", str(project)]) == 1
    assert "Bedoelde je 'begroeting'?" in capsys.readouterr().err


def test_bekijk_on_broken_content_says_what_is_wrong(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "data/teksten/gesprek.yml").write_text("", encoding="utf-8")
    assert bekijk.main(["praat", "--map", str(project)]) == 1
    assert "dit bestand is leeg" in capsys.readouterr().err


# --- contacten --------------------------------------------------------------

KOP = ";".join(KOLOMMEN) + "\n"
GOED = "Ede;casusregisseur radicalisering;0318-00 00 00;;ma-vr 9.00-17.00;31-12-2027;;;22-11-2026;\n"
FOUT = "Zoetemeer;mevr. Quispelaere;123;x;altijd maar;morgen;;;;\n"


def test_contacten_shows_the_list_that_counts(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert contacten.main(["--map", str(project)]) == 0
    out = capsys.readouterr().out
    assert "casusregisseurs.voorbeeld.csv" in out and "2 rijen goed, 0 rijen fout." in out


def test_contacten_refuses_nothing_silently(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "lijst.csv"
    source.write_text(KOP + GOED + FOUT, encoding="utf-8")
    assert contacten.main(["--invoer", str(source), "--opslaan", "--map", str(project)]) == 1
    out = capsys.readouterr().out
    assert "v regel 2: Ede" in out and "x regel 3: Zoetemeer" in out
    for told in ("is geen gemeente", "naam van een persoon", "telefoonnummer", "e-mailadres", "openingstijd", "datum"):
        assert told in out
    assert "Niets opgeslagen." in out
    assert not (project / "data/organisatie/casusregisseurs.csv").exists()


def test_contacten_saves_the_good_rows_when_told_to(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "lijst.csv"
    source.write_text(KOP + GOED + FOUT, encoding="utf-8")
    arguments = ["--invoer", str(source), "--opslaan", "--ook-met-fouten", "--map", str(project)]
    assert contacten.main(arguments) == 1
    assert "Weggelaten: regel 3." in capsys.readouterr().out
    saved = (project / "data/organisatie/casusregisseurs.csv").read_text(encoding="utf-8")
    assert saved.splitlines()[1].startswith("Ede;casusregisseur radicalisering;0318-00 00 00")
    assert "2027-12-31" in saved and "2026-11-22" in saved
    assert contacten.main(["--map", str(project)]) == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_contacten_reads_what_a_spreadsheet_makes(
    project: Path, tmp_path: Path, encoding: str, delimiter: str, end: str
) -> None:
    source = tmp_path / "lijst.csv"
    text = (KOP + GOED).replace(";", delimiter).replace("\n", end)
    source.write_bytes(text.encode(encoding))
    assert contacten.main(["--invoer", str(source), "--map", str(project)]) == 0


def test_contacten_without_a_file(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert contacten.main(["--invoer", str(tmp_path / "weg.csv"), "--map", str(project)]) == 1
    assert "dit bestand ontbreekt" in capsys.readouterr().out


# --- stroomschema -----------------------------------------------------------


def typing(*words: str) -> Iterator[str]:
    yield from words
    raise EOFError


def walk(project: Path, *words: str, arguments: tuple[str, ...] = ()) -> int:
    answers = typing(*words)
    return stroomschema.main(["--map", str(project), *arguments], ask=lambda question: next(answers))


def test_walk_by_number_and_by_typing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert walk(project, "1", "gedaan", "ja", "1") == 0
    out = capsys.readouterr().out
    assert [line.split("]")[0] for line in out.splitlines() if line.startswith("[")] == [
        "[start", "[schrijf", "[praat", "[delen", "[eind"
    ]  # fmt: skip


def test_walk_back_why_and_stop(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert walk(project, "verder", "terug", "waarom?", "blabla", "stop") == 0
    out = capsys.readouterr().out
    assert out.count("[start]") == 2 and "Daarom." in out and "ken ik hier niet" in out


def test_the_walk_becomes_a_conversation_test(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "opname.yml"
    assert walk(project, "verder", "gedaan", arguments=("--opname", str(target))) == 0
    turns = YAML(typ="safe", pure=True).load(target.read_text(encoding="utf-8"))["beurten"]
    assert [t["knoop"] for t in turns] == ["start", "schrijf", "praat"]
    assert turns[1] == {"zegt": "verder", "krijgt": ["utter_stroomschema_schrijf"], "knoop": "schrijf"}


def test_drawing_names_every_knoop_and_where_you_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert stroomschema.main(["--teken", "--pad", "verder,nee"]) == 0
    out = capsys.readouterr().out
    assert "n0b  <-- je bent hier" in out and "stap 6:" in out
    assert "alleen met feiten, advies_gevraagd, gesprek, samen_gewogen" in out


def test_a_path_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert stroomschema.main(["--teken", "--pad", "verder,blauw"]) == 1
    assert "Het antwoord 'blauw' bestaat niet bij knoop 'n0'. Kies uit: ja, nee, twijfel" in capsys.readouterr().err


def test_the_picture_reads_as_a_list(tmp_path: Path) -> None:
    target = tmp_path / "schema.svg"
    assert stroomschema.main(["--svg", str(target), "--pad", "verder,nee"]) == 0
    root = ElementTree.fromstring(target.read_text(encoding="utf-8"))
    space = "{http://www.w3.org/2000/svg}"
    items = [g.get("aria-label", "") for g in root.iter(f"{space}g") if g.get("role") == "listitem"]
    assert len(items) == len(load_kennis(ROOT, productie=False).stroomschema.knopen)
    assert sum("je bent hier" in item for item in items) == 1
    ends = sum(k.soort == "eind" for k in load_kennis(ROOT, productie=False).stroomschema.knopen.values())
    assert sum(": naar " in item for item in items) == len(items) - ends


# --- reading ease -----------------------------------------------------------

LASTIG = (
    "De verantwoordelijkheidsverdeling betreffende informatievoorziening binnen samenwerkingsverbanden impliceert "
    "voortdurende heroverweging aangaande gegevensverwerkingsgrondslagen, bevoegdheidsafbakening en "
    "vertrouwelijkheidsverplichtingen jegens betrokken hulpverleningsorganisaties alsmede toezichthoudende "
    "overheidsinstanties."
)
GEWOON = (
    "Schrijf op wat je zag en wat je hoorde. Zet erbij wanneer dat was. Praat er dan over met een collega, zonder "
    "naam. Zo sta je er niet alleen voor."
)


def test_ordinary_words_read_more_easily_than_long_ones() -> None:
    hard, easy = reading_ease(LASTIG), reading_ease(GEWOON)
    assert hard is not None and easy is not None
    assert hard < 0 < 80 < easy
    assert reading_ease("Bel nu 112.") is None


def test_what_reads_badly_is_a_warning_with_file_and_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "data/teksten/gesprek.yml"
    path.write_text(path.read_text(encoding="utf-8") + f'  lang: {{veilig: true, varianten: ["{LASTIG}"]}}\n', "utf-8")
    assert check.main(["--alleen-inhoud", "--map", str(project)]) == 0
    out = capsys.readouterr().out
    assert "data/teksten/gesprek.yml, regel 3: 'lang' leest lastig (leesgemak -" in out
    assert "Leest lastig: 1" in out


def test_the_real_texts_read_easily() -> None:
    """The middle one of all; a few hold long names of organisations and are warned about."""
    k = load_kennis(ROOT, productie=False)
    texts = [v for text in k.teksten.values() for v in text.varianten] + [b.antwoord for b in k.begrippen.values()]
    eases = sorted(ease for ease in map(reading_ease, texts) if ease is not None)
    assert eases[len(eases) // 2] > 75
    assert sum(ease < LASTIGE_GRENS for ease in eases) / len(eases) < 0.06
