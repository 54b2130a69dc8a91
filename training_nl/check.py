"""Check everything that can be wrong before hours of training: spaCy, the folder, each file."""

from __future__ import annotations

import json
import lzma
import tarfile
from collections.abc import Callable
from pathlib import Path

from training_nl.conllu import open_data, read_conllu, read_iob, read_novels
from training_nl.messages import TrainingStopped, sentence, stop

SOURCES_FILE = Path(__file__).with_name("bronnen.json")
SPACY_SERIES = "3.4"


def expected_files() -> dict[str, dict]:
    """Give per data file its form and size, as in the editions the weights were trained on."""
    return json.loads(SOURCES_FILE.read_text(encoding="utf-8"))


def check_spacy(version: str) -> None:
    """Stop when spaCy is not of the 3.4 series: weights of a later one do not load in Rasa's.

    Raises:
        TrainingStopped: another series.
    """
    if not version.startswith(f"{SPACY_SERIES}."):
        raise stop("spacy_versie", nodig=SPACY_SERIES, gevonden=version)


def check_folder(folder: Path, tell: Callable[[str], None] = print) -> None:
    """Read every file once and compare its size with what the recipe expects.

    Raises:
        TrainingStopped: the folder is not there, or files are missing, unreadable or of another edition;
            all problems in one text.
    """
    if not folder.is_dir():
        raise stop("map_ontbreekt", map=folder, readme="training_nl/README.md")
    missing = [n for n in expected_files() if not _path(folder, n).exists()]
    if missing:
        raise stop("bestanden_ontbreken", map=folder, aantal=len(missing), namen="\n  ".join(missing))
    problems = []
    for name, expected in expected_files().items():
        problem = _problem(folder, name, expected)
        if problem:
            problems.append(problem)
    if problems:
        raise TrainingStopped("\n".join([*problems, sentence("verkeerde_bestanden", readme="training_nl/README.md")]))
    tell(sentence("data_in_orde", aantal=len(expected_files()), map=folder))


def _path(folder: Path, name: str) -> Path:
    plain = folder / name
    return plain if plain.exists() else folder / f"{name}.xz"


def _problem(folder: Path, name: str, expected: dict) -> str:
    """Give the Dutch sentence on what is wrong with one file, or ""."""
    try:
        found = _size(folder, name, expected["vorm"])
    except (OSError, EOFError, UnicodeDecodeError, lzma.LZMAError, tarfile.TarError, ValueError, IndexError) as error:
        return sentence("bestand_onleesbaar", bestand=_path(folder, name).name, fout=type(error).__name__)
    wanted = {k: v for k, v in expected.items() if k != "vorm"}
    if found == wanted:
        return ""
    differing = ", ".join(sentence("verschil", wat=k, nodig=v, gevonden=found[k]) for k, v in wanted.items())
    return sentence("bestand_anders", bestand=_path(folder, name).name, verschil=differing)


def _size(folder: Path, name: str, form: str) -> dict[str, int]:
    if form == "lijst":
        return {"regels": len(open_data(folder, name))}
    if form == "tar":
        sentences = list(read_novels(folder, name))
    else:
        read = read_conllu if form == "conllu" else read_iob
        sentences = list(read(open_data(folder, name)))
    return {"zinnen": len(sentences), "tokens": sum(len(s.words) for s in sentences)}
