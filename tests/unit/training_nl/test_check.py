"""Bad input stops before the training, with a Dutch sentence that says what is needed."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from training_nl import check
from training_nl.__main__ import main
from training_nl.messages import TrainingStopped

SENTENCE = "1\tdag\tdag\tNOUN\tN\t_\t0\troot\t_\t_\n\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A complete folder of three small files."""
    expected = {
        "a.conllu": {"vorm": "conllu", "zinnen": 2, "tokens": 2},
        "b.iob": {"vorm": "iob", "zinnen": 1, "tokens": 1},
        "c.txt": {"vorm": "lijst", "regels": 3},
    }
    sources = tmp_path / "bronnen.json"
    sources.write_text(json.dumps(expected), encoding="utf-8")
    monkeypatch.setattr(check, "SOURCES_FILE", sources)
    data = tmp_path / "data"
    data.mkdir()
    with lzma.open(data / "a.conllu.xz", "wt", encoding="utf-8") as stream:
        stream.write(SENTENCE * 2)
    (data / "b.iob").write_text("dag\tO\n", encoding="utf-8")
    (data / "c.txt").write_text("x\ny\nz\n", encoding="utf-8")
    return data


def problem(folder: Path) -> str:
    with pytest.raises(TrainingStopped) as stopped:
        check.check_folder(folder)
    return str(stopped.value)


def test_a_complete_folder_passes_plain_or_packed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check.check_folder(folder)
    assert "3 bestanden" in capsys.readouterr().out


def test_missing_folder(tmp_path: Path) -> None:
    text = problem(tmp_path / "nergens")
    assert "bestaat niet" in text and "nergens" in text and "README.md" in text


def test_all_missing_files_are_named_at_once(folder: Path) -> None:
    (folder / "a.conllu.xz").unlink()
    (folder / "c.txt").unlink()
    text = problem(folder)
    assert "2 bestanden" in text and "a.conllu" in text and "c.txt" in text and "b.iob" not in text


def test_another_edition_is_named_with_the_difference(folder: Path) -> None:
    (folder / "b.iob").write_text("dag\tO\n\nhoi\tO\n", encoding="utf-8")
    text = problem(folder)
    assert "b.iob is een ander bestand" in text and "zinnen 2 in plaats van 1" in text


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.conllu", b"\xff\xfe\x00binary"), ("a.conllu", b"1\tdag\n"), ("b.iob", b"\x00\xff")],
)
def test_an_unreadable_file_gives_no_traceback(folder: Path, name: str, content: bytes) -> None:
    (folder / f"{name}.xz").unlink(missing_ok=True)
    (folder / name).write_bytes(content)
    assert f"{name} is niet te lezen" in problem(folder)


def test_a_damaged_archive_is_named(folder: Path) -> None:
    (folder / "a.conllu.xz").write_bytes(b"\xfd7zXZ\x00 stuk")
    assert "a.conllu.xz is niet te lezen" in problem(folder)


@pytest.mark.parametrize("version", ["3.8.18", "3.5.0", "2.3.9", "3.40.0"])
def test_another_spacy_is_refused(version: str) -> None:
    with pytest.raises(TrainingStopped, match=version):
        check.check_spacy(version)


def test_the_right_spacy_is_accepted() -> None:
    check.check_spacy("3.4.4")


def test_the_command_ends_with_a_sentence_and_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "weg"), "--stap", "controle"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_real_list_names_only_sources_with_a_clear_licence() -> None:
    names = set(json.loads((Path(check.__file__).with_name("bronnen.json")).read_text(encoding="utf-8")))
    small = {"qa", "qtleap1q", "qtleap1a", "wpspel", "extra", "eans", "cgn_exs", "h_suite"}
    assert not any(f"alpino-treebank-{part}.conllu" in names for part in small)
    assert len(names) == 17
